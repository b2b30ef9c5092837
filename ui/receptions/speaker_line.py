"""One visitor's fields: name, telephone, village, address."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liaison.domain.ids import VisitorId
from liaison.domain.text import clean_name
from liaison.services.reception_form import VisitorForm
from liaison.services.stations import Choice
from ui import theme
from ui.widgets import Field
from ui.widgets.button import CloseButton
from ui.widgets.line import LineEdit, Option, SearchCombo


class SpeakerLine(QWidget):
    changed = Signal()
    asked = Signal()
    """Name or telephone changed: somebody may know this person."""
    removed = Signal()

    def __init__(self, villages: tuple[Choice, ...]) -> None:
        super().__init__()
        self._linked: tuple[VisitorId, str] | None = None
        self.name = LineEdit("姓名")
        self.phone = LineEdit("电话")
        self.phone.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.village = SearchCombo("村、社区", free=True)
        self.address = LineEdit("住址")
        self.fields = {
            "name": Field("姓名", self.name),
            "phone": Field("电话", self.phone),
            "area_id": Field("村、社区", self.village),
            "address": Field("住址", self.address),
        }
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        widths = {"name": 102, "phone": 170, "area_id": 128}
        for key, field in self.fields.items():
            if key in widths:
                field.setFixedWidth(theme.active().px(widths[key]))
            self.row.addWidget(field, 0 if key in widths else 1)
        self.close_button = CloseButton("去掉这位发言人")
        self.close_button.clicked.connect(self.removed)
        self.close_button.hide()
        self.row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.offer(villages)
        for edit in (self.name, self.phone, self.village, self.address):
            edit.textChanged.connect(self.changed)
        self.name.textEdited.connect(self._on_name_edited)
        self.phone.textEdited.connect(self.asked)

    def offer(self, villages: tuple[Choice, ...]) -> None:
        words = self.village.text()
        chosen = self.village.value
        self.village.offer([Option(one.id, one.name) for one in villages])
        self.village.choose(chosen, words)

    @property
    def linked(self) -> VisitorId | None:
        """The earlier visitor this one is; let go when the name becomes another."""
        return self._linked[0] if self._linked else None

    def unlink(self) -> None:
        self._linked = None

    def _on_name_edited(self, text: str) -> None:
        if self._linked and clean_name(text) != self._linked[1]:
            self._linked = None
        self.asked.emit()

    def put(self, form: VisitorForm) -> None:
        self.name.setText(form.name)
        self.phone.setText(form.phone)
        self.village.choose(form.area_id)
        self.address.setText(form.address)
        for edit in (self.name, self.phone, self.address):
            edit.setCursorPosition(0)
        self._linked = (form.visitor_id, clean_name(form.name)) if form.visitor_id else None

    def form(self) -> VisitorForm:
        """A village that is not in the list is kept at the head of the address."""
        area, address = self.village.value, self.address.text()
        if area is None and self.village.text().strip():
            address = f"{self.village.text().strip()} {address}".strip()
        return VisitorForm(self.name.text(), self.phone.text(), area, address, self.linked)

    def field(self, name: str) -> Any:
        return self.fields.get(name)
