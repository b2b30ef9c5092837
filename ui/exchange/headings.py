"""What the columns of one sheet mean; mapped by hand where the program doesn't know."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from liaison.books.headings import HandMapping
from liaison.books.kinds import FIELDS, KIND_ZH, Kind
from liaison.domain.ids import StationId
from liaison.services.imports import SheetSeen
from ui import theme
from ui.context import StationChoice
from ui.widgets import Button, EmptyState, Field, Text, clear, scrolled

ROW_HEIGHT = 42
NOTHING = "不导入（照记在备注里）"


class HeadingsPanel(QWidget):
    mapped = Signal(str, object)
    """A signature of headings and its HandMapping."""
    placed = Signal(str, str, object)
    """(file, sheet, StationId): whose register this is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: SheetSeen | None = None
        self.name = Text("", "strong")
        self.kind = QComboBox()
        self.kind.addItem("认不出，不导入", None)
        for kind, word in KIND_ZH.items():
            self.kind.addItem(word, kind)
        self.station = QComboBox()
        self._station_field = Field("这本登记簿是哪个站的", self.station)
        self.combos: dict[str, QComboBox] = {}
        self.apply = Button("按这样再检查一遍，并记住")
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(16)
        self._lines.setColumnStretch(1, 1)
        self._content = QWidget()
        self._empty = EmptyState("选左边的一张表", "在这里看各列认成了什么，不对就改。", "table")
        self._arrange()
        self.kind.activated.connect(lambda _: self._show_columns())
        self.apply.clicked.connect(self._on_apply_clicked)
        self.show_sheet(None, ())

    def _arrange(self) -> None:
        column = QVBoxLayout(self._content)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.name)
        column.addWidget(Field("这张表是", self.kind))
        column.addWidget(self._station_field)
        column.addLayout(self._lines)
        column.addWidget(self.apply, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._area = scrolled(self._content)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._area, 1)
        box.addWidget(self._empty, 1)

    @property
    def _kind(self) -> Kind | None:
        """Qt gives a str back for an enumeration of words."""
        value = self.kind.currentData()
        return Kind(value) if value else None

    def show_sheet(self, seen: SheetSeen | None, stations: tuple[StationChoice, ...]) -> None:
        self._seen = seen
        self._area.setVisible(seen is not None)
        self._empty.setVisible(seen is None)
        if seen is None:
            return
        self.name.setText(seen.sheet or seen.file)
        self.kind.setCurrentIndex(max(0, self.kind.findData(seen.kind)))
        self.station.clear()
        self.station.addItem(seen.station or "没有认出来", None)
        for one in stations:
            self.station.addItem(one.name, one.id)
        self._show_columns()

    def _show_columns(self) -> None:
        clear(self._lines)
        for line in range(self._lines.rowCount()):
            self._lines.setRowMinimumHeight(line, 0)
        self.combos = {}
        kind = self._kind
        self._station_field.setVisible(kind is Kind.REGISTER and self.station.count() > 1)
        if self._seen is None or kind is None:
            return
        for line, (heading, field) in enumerate(self._seen.fields):
            combo = QComboBox()
            combo.setAccessibleName(f"“{heading}”一列是什么")
            combo.addItem(NOTHING, "")
            for name, meaning in FIELDS[kind].items():
                combo.addItem(meaning.zh, name)
            combo.setCurrentIndex(max(0, combo.findData(field)))
            self._lines.setRowMinimumHeight(line, theme.active().px(ROW_HEIGHT))
            self._lines.addWidget(Text(heading), line, 0)
            self._lines.addWidget(combo, line, 1)
            self.combos[heading] = combo

    def _on_apply_clicked(self) -> None:
        seen, kind = self._seen, self._kind
        if seen is None or kind is None:
            return
        chosen: StationId | None = self.station.currentData()
        if kind is Kind.REGISTER and chosen is not None:
            self.placed.emit(seen.file, seen.sheet, chosen)
        fields = {heading: combo.currentData() for heading, combo in self.combos.items()}
        self.mapped.emit(seen.signature, HandMapping(kind, fields))
