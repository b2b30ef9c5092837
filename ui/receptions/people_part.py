"""Who came: one person, a group with its speakers, or somebody without a name."""

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from liaison.domain.companions import companions_of
from liaison.domain.reception import VISIT_KIND_ZH, VisitKind
from liaison.services.reception_form import MOST_PEOPLE, ReceptionForm, VisitorForm
from liaison.services.stations import Choice
from ui import theme
from ui.receptions.speaker_line import SpeakerLine
from ui.widgets import Field, LinkButton, Text
from ui.widgets.line import LineEdit
from ui.widgets.switch import SegmentedSwitch

WISHES = (
    ("wants_callback", "要回访"),
    ("confidential", "要求保密"),
    ("dictated", "口述代填"),
    ("from_elsewhere", "外区"),
)


class PeoplePart(QWidget):
    changed = Signal()
    asked = Signal()
    arranged = Signal()
    """Lines came or went: the order of Tab is to be told anew."""

    def __init__(self) -> None:
        super().__init__()
        self._villages: tuple[Choice, ...] = ()
        self.lines: list[SpeakerLine] = []
        self.kind = SegmentedSwitch("来访方式", [(one, VISIT_KIND_ZH[one]) for one in VisitKind])
        self.wishes = {key: QCheckBox(word) for key, word in WISHES}
        self.companions = LineEdit("同来的人，如 女儿，1 人")
        self.companions.setPlaceholderText("女儿，1 人")
        for key, word in WISHES:
            self.wishes[key].setAccessibleName(word)
        self.head_count = QSpinBox()
        self.head_count.setRange(1, MOST_PEOPLE)
        self.head_count.setAccessibleName("来访总人数")
        self.head_count.setFixedHeight(theme.active().px(34) + 2)
        self.companions_field = Field("同来", self.companions)
        self.count_field = Field("共几人", self.head_count)
        self.add = LinkButton("＋ 加一位发言人")
        self.warning = Text("", "warning")
        self.warning.hide()
        self._arrange()
        self.kind.changed.connect(self._on_kind_chosen)
        self.companions.textChanged.connect(self._on_companions_changed)
        self.head_count.valueChanged.connect(self.changed)
        self.add.clicked.connect(self._on_add)
        for box in self.wishes.values():
            box.toggled.connect(self.changed)
        self.begin()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.kind)
        for wish in self.wishes.values():
            top.addWidget(wish)
        top.addStretch(1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(self.warning, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addStretch(0)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        foot.setContentsMargins(0, 0, 0, 0)
        for field in (self.companions_field, self.count_field):
            field.setFixedWidth(theme.active().px(108))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(top)
        box.addLayout(self._lines)
        box.addWidget(self._foot)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def offer(self, villages: tuple[Choice, ...]) -> None:
        self._villages = villages
        for line in self.lines:
            line.offer(villages)

    @property
    def visit_kind(self) -> VisitKind:
        return VisitKind(self.kind.value)

    def begin(self) -> None:
        """Nobody has been named yet."""
        self.kind.choose(VisitKind.INDIVIDUAL)
        for key, box in self.wishes.items():
            box.setChecked(key == "wants_callback")
        self.companions.clear()
        self.head_count.setValue(1)
        self._fill((VisitorForm(""),))

    def put(self, form: ReceptionForm) -> None:
        self.kind.choose(form.visit_kind)
        for key, box in self.wishes.items():
            box.setChecked(getattr(form, key))
        self._fill(form.visitors or (VisitorForm(""),))
        self.companions.setText(form.companions)
        self.head_count.setValue(form.head_count)

    def _fill(self, visitors: tuple[VisitorForm, ...]) -> None:
        for line in list(self.lines):
            self._take_out(line)
        for visitor in visitors:
            self._add_line().put(visitor)
        self._show_kind()

    def _add_line(self) -> SpeakerLine:
        line = SpeakerLine(self._villages)
        self.lines.append(line)
        self._lines.addWidget(line)
        line.changed.connect(self.changed)
        line.asked.connect(self.asked)
        line.removed.connect(lambda: self._on_removed(line))
        return line

    def _take_out(self, line: SpeakerLine) -> None:
        for field in (self.companions_field, self.count_field):
            if field.parentWidget() is line:
                field.setParent(self)
        self.lines.remove(line)
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _on_add(self) -> None:
        line = self._add_line()
        self._show_kind()
        line.name.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _on_removed(self, line: SpeakerLine) -> None:
        self._take_out(line)
        self._show_kind()
        self.lines[0].name.setFocus()
        self.changed.emit()

    def _on_kind_chosen(self, kind: Any) -> None:
        if kind == VisitKind.GROUP and self.head_count.value() < 2:
            self.head_count.setValue(2)
        if kind != VisitKind.GROUP:
            for line in self.lines[1:]:
                if not line.form().name.strip():
                    self._take_out(line)
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        group = self.visit_kind is VisitKind.GROUP
        first = self.lines[0]
        for field, shown in ((self.companions_field, not group), (self.count_field, group)):
            first.row.insertWidget(4, field)
            field.setVisible(shown)
        self._foot.setVisible(group)
        nameless = self.visit_kind is VisitKind.ANONYMOUS
        for line in self.lines:
            line.name.setPlaceholderText("可以不填" if nameless else "")
            line.close_button.setVisible(len(self.lines) > 1)
        self.arranged.emit()

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        found: list[QWidget] = [self.kind, *self.wishes.values()]
        for line in self.lines:
            found += [line.name, line.phone, line.village, line.address]
            found += [self.companions, self.head_count] if line is self.lines[0] else []
            found.append(line.close_button)
        return [*found, self.add]

    def _on_companions_changed(self, text: str) -> None:
        more = companions_of(text)
        self.companions_field.hint(f"共 {more + 1} 人" if more else "")
        if self.visit_kind is not VisitKind.GROUP:
            self.head_count.setValue(more + 1)
        self.changed.emit()

    def values(self) -> dict[str, Any]:
        kind = self.visit_kind
        forms = [line.form() for line in self.lines]
        filled = [one for one in forms if one.name.strip() or one.phone.strip() or one.address]
        people = filled if kind is VisitKind.ANONYMOUS else filled or forms[:1]
        group = kind is VisitKind.GROUP
        return {
            "visit_kind": kind,
            "visitors": tuple(people),
            "head_count": self.head_count.value(),
            "companions": "" if group else self.companions.text(),
            "area_id": forms[0].area_id,
            **{key: box.isChecked() for key, box in self.wishes.items()},
        }

    def warn(self, words: str) -> None:
        """The law's advice on speakers, below them."""
        self.warning.setText(f"△ {words}" if words else "")
        self.warning.setVisible(bool(words))

    def field(self, path: str) -> Field | None:
        parts = path.split(".")
        if parts[0] == "visitors" and len(parts) == 3:
            filled = [line for line in self.lines if line.form() in self.values()["visitors"]]
            lines = filled or self.lines
            place = int(parts[1])
            return lines[place].field(parts[2]) if place < len(lines) else None
        return {"head_count": self.count_field, "companions": self.companions_field}.get(path)
