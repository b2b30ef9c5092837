"""Who receives: representatives as chips, those on duty first; officials who came to listen."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.ids import RepresentativeId
from liaison.services.receivers import Receiver
from liaison.services.reception_form import OfficialForm
from ui import theme
from ui.widgets import FlowLayout, LinkButton, Text
from ui.widgets.button import CloseButton
from ui.widgets.line import LineEdit, Option, SearchCombo
from ui.widgets.person_chip import PersonChip

MOST_BY_THEMSELVES = 4
"""More people on duty than this are offered, not put in."""


class OfficialLine(QWidget):
    """One official: unit, name, post."""

    changed = Signal()
    removed = Signal()

    def __init__(self, official: OfficialForm | None = None) -> None:
        super().__init__()
        self.unit = LineEdit("领导的单位", "单位", dense=True)
        self.name = LineEdit("领导的姓名", "姓名", dense=True)
        self.post = LineEdit("领导的职务", "职务", dense=True)
        self.note = Text("", "problem")
        self.note.hide()
        self.close_button = CloseButton("去掉这位领导")
        self.close_button.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget, stretch in ((self.unit, 3), (self.name, 2), (self.post, 2)):
            row.addWidget(widget, stretch)
            widget.textEdited.connect(lambda _: self.changed.emit())
        row.addWidget(self.note)
        row.addWidget(self.close_button)
        if official:
            self.unit.setText(official.unit)
            self.name.setText(official.name)
            self.post.setText(official.post)

    def stops(self) -> list[QWidget]:
        return [self.unit, self.name, self.post, self.close_button]

    @property
    def editor(self) -> QWidget:
        return self.name

    def complain(self, words: str, *, warn: bool = False) -> None:
        self.note.set_role("warning" if warn else "problem")
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def form(self) -> OfficialForm:
        return OfficialForm(self.unit.text(), self.name.text(), self.post.text())


class ReceiversPart(QWidget):
    changed = Signal()
    arranged = Signal()
    """Something came or went: the order of Tab is to be told anew."""

    def __init__(self) -> None:
        super().__init__()
        self._offered: dict[RepresentativeId, Receiver] = {}
        self._chosen: list[RepresentativeId] = []
        self.chips: list[PersonChip] = []
        self.officials: list[OfficialLine] = []
        self.add = SearchCombo("加代表，输入姓名或拼音首字母", dense=True)
        self.add.setPlaceholderText("＋ 加代表")
        self.add.setFixedWidth(theme.active().px(116))
        self.add.setFixedHeight(theme.active().px(32))
        self.add_official = LinkButton("＋ 领导参加")
        self.add_official.setFixedHeight(theme.active().px(32))
        self._flow_box = QWidget()
        self._flow = FlowLayout(self._flow_box)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._flow_box)
        box.addLayout(self._lines)
        self.add.chosen.connect(self._on_added)
        self.add_official.clicked.connect(self._on_add_official)
        self._show()

    def sizeHint(self) -> QSize:
        return QSize(200, super().sizeHint().height())

    def offer(self, receivers: tuple[Receiver, ...]) -> None:
        self._offered = {one.id: one for one in receivers}
        options = [Option(one.id, _listed(one), one.name) for one in receivers]
        self.add.offer(options)
        self._show()

    def begin(self) -> None:
        """Those on duty now, unless somebody is there already."""
        duty = [key for key, one in self._offered.items() if one.on_duty]
        if not self._chosen and len(duty) <= MOST_BY_THEMSELVES:
            self._chosen = duty
        self.put_officials(())
        self._show()

    def put(self, keys: tuple[RepresentativeId, ...]) -> None:
        self._chosen = list(keys)
        self._show()

    @property
    def keys(self) -> tuple[RepresentativeId, ...]:
        return tuple(self._chosen)

    def names(self) -> list[str]:
        return [self._offered[key].name for key in self._chosen if key in self._offered]

    def _on_added(self, key: RepresentativeId | None) -> None:
        self.add.choose(None)
        if key is not None and key not in self._chosen:
            self._chosen.append(key)
            self._show()
            self.changed.emit()

    def _remove(self, key: RepresentativeId) -> None:
        self._chosen.remove(key)
        self._show()
        self.add.setFocus()
        self.changed.emit()

    def _lead(self, key: RepresentativeId) -> None:
        self._chosen.remove(key)
        self._chosen.insert(0, key)
        self._show()
        self.chips[0].setFocus()
        self.changed.emit()

    def _show(self) -> None:
        while self._flow.count():
            self._flow.takeAt(0)
        for old in self.chips:
            old.hide()
            old.deleteLater()
        self.chips = [self._chip(place, key) for place, key in enumerate(self._chosen)]
        for widget in (*self.chips, self.add, self.add_official):
            self._flow.addWidget(widget)
            widget.show()
        self.updateGeometry()
        self.arranged.emit()

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        lines = [stop for line in self.officials for stop in line.stops()]
        return [*self.chips, self.add, self.add_official, *lines]

    def _chip(self, place: int, key: RepresentativeId) -> PersonChip:
        one = self._offered.get(key)
        name = one.name if one else "（已不在名册）"
        known = (one.levels_zh, one.telling) if one else ()
        words = " · ".join(filter(None, (*known, "主接待" if not place else "")))
        chip = PersonChip(name, words)
        chip.setToolTip("主接待" if not place else "按回车或点一下，改为主接待")
        chip.removed.connect(lambda: self._remove(key))
        chip.pressed.connect(lambda: self._lead(key))
        return chip

    def put_officials(self, officials: tuple[OfficialForm, ...]) -> None:
        for line in list(self.officials):
            self._take_out(line)
        for official in officials:
            self._add_line(official)

    def official_forms(self) -> tuple[OfficialForm, ...]:
        forms = (line.form() for line in self.officials)
        return tuple(form for form in forms if form.unit or form.name or form.post)

    def _on_add_official(self) -> None:
        self._add_line(None).unit.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_line(self, official: OfficialForm | None) -> OfficialLine:
        line = OfficialLine(official)
        self.officials.append(line)
        self._lines.addWidget(line)
        line.changed.connect(self.changed)
        line.removed.connect(lambda: self._on_official_removed(line))
        self.arranged.emit()
        return line

    def _on_official_removed(self, line: OfficialLine) -> None:
        self._take_out(line)
        self.add_official.setFocus()
        self.changed.emit()

    def _take_out(self, line: OfficialLine) -> None:
        self.officials.remove(line)
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()

    def field(self, path: str) -> OfficialLine | None:
        parts = path.split(".")
        if parts[0] == "officials" and len(parts) > 1 and int(parts[1]) < len(self.officials):
            return self.officials[int(parts[1])]
        return None


def _listed(one: Receiver) -> str:
    return "　".join(
        filter(None, (one.name, one.levels_zh, one.telling, "值班" if one.on_duty else ""))
    )
