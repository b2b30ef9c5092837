"""更正, in the page: which field, what it should say, why. The old stands beside the new for good."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.reception import CHANNEL_ZH
from liaison.domain.words import problem_words
from liaison.services.corrections import CorrectionForm
from liaison.services.reception_view import MatterView, ReceptionView
from ui.receptions.correction_words import FIELDS_ZH, OF_MATTER, OF_VISITOR
from ui.widgets.button import Button, PrimaryButton
from ui.widgets.parts import Field
from ui.widgets.text import Text

SHOWN_OF_MATTER = {
    "matter_title": "title",
    "matter_content": "content",
    "matter_concerns": "concerns",
    "matter_category": "category",
}


class CorrectionPanel(QFrame):
    """`asked(CorrectionForm)` when it is to be written, `left()` when not."""

    asked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("well")
        self._view: ReceptionView | None = None
        self.field, self.matter, self.channel = QComboBox(), QComboBox(), QComboBox()
        for key, name in FIELDS_ZH.items():
            self.field.addItem(name, key)
        for channel, name in CHANNEL_ZH.items():
            self.channel.addItem(name, channel.value)
        self.new, self.why = QLineEdit(), QLineEdit()
        self.why.setPlaceholderText("听错路名，来访人电话说明")
        self.sealed = Text("原话封存，不改动；更正写在原话旁边。", "small", wrap=True)
        self.fields: dict[str, Field] = {
            "field": Field("更正哪一项", self.field),
            "matter_id": Field("哪一件事项", self.matter),
            "new": Field("更正为", self.new),
            "channel": Field("更正为", self.channel),
            "why": Field("为什么更正", self.why),
        }
        self.save = PrimaryButton("写入更正", "Ctrl+S")
        self.leave = Button("不改了", "Esc")
        self._arrange()
        self.field.currentIndexChanged.connect(self._on_field_chosen)
        self.matter.currentIndexChanged.connect(self._on_field_chosen)
        self.save.clicked.connect(self._on_saved)
        self.leave.clicked.connect(self.left)
        self.hide()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        parts: tuple[QWidget, ...] = (*self.fields.values(), self.sealed)
        for part in parts:
            box.addWidget(part)
        box.addLayout(buttons)

    def begin(self, view: ReceptionView) -> None:
        self._view = view
        self.matter.clear()
        for place, matter in enumerate(view.matters, start=1):
            self.matter.addItem(f"{place}. {matter.title}", matter.id)
        self.why.clear()
        for field in self.fields.values():
            field.complain("")
        self._on_field_chosen()
        self.show()
        self.field.setFocus()

    def form(self) -> CorrectionForm:
        if self._view is None:
            raise RuntimeError("no reception is being corrected")
        key = str(self.field.currentData())
        new = self.channel.currentData() if key == "channel" else self.new.text()
        return CorrectionForm(
            self._view.id,
            key,
            new,
            self.why.text(),
            self.matter.currentData() if key in OF_MATTER else None,
            self._view.version,
        )

    def complain(self, error: LiaisonError) -> bool:
        """Put each problem beside its field; False when it isn't about the form."""
        if not isinstance(error, InvalidForm):
            return False
        for problem in error.problems:
            field = self.fields.get(problem.field)
            if field:
                field.complain(problem_words(problem))
        return True

    @Slot()
    def _on_field_chosen(self) -> None:
        key = str(self.field.currentData())
        self.fields["matter_id"].setVisible(key in OF_MATTER and self.matter.count() > 1)
        self.fields["channel"].setVisible(key == "channel")
        self.fields["new"].setVisible(key != "channel")
        self.sealed.setVisible(key == "words")
        self.new.setText(self._now(key))
        if self._view and key == "channel":
            self.channel.setCurrentIndex(self.channel.findData(self._view.channel.value))

    def _now(self, key: str) -> str:
        """What the field says, to be changed; personal fields are typed anew while masked."""
        view = self._view
        if view is None or key in OF_VISITOR:
            return ""
        if key in OF_MATTER:
            return self._of_matter(view.matters, key)
        value: Any = getattr(view, key)
        return (
            "" if value is None else f"{value:%H:%M}" if key in ("started", "ended") else str(value)
        )

    def _of_matter(self, matters: tuple[MatterView, ...], key: str) -> str:
        chosen = self.matter.currentData()
        return next((getattr(one, SHOWN_OF_MATTER[key]) for one in matters if one.id == chosen), "")

    @Slot()
    def _on_saved(self) -> None:
        for field in self.fields.values():
            field.complain("")
        self.asked.emit(self.form())
