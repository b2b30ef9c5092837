"""How to print: what the codes say, what stands on the sheet, the edges, the printer's own drift."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSettings, QSignalBlocker, Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.codes import CODE_SOURCE_ZH, CodeSource
from ui.widgets import Field, LinkButton, Text

MOST_DRIFT = 10.0
"""Millimetres; a printer that is further off needs a technician."""
NO_PRINTER = "没有打印机"
Switches = Sequence[tuple[str, str]]
"""(field, word)"""


class Choices(QWidget):
    changed = Signal()
    """Something that the sheet shows was changed."""
    calibrate_asked = Signal()

    def __init__(self, switches: Switches, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = QComboBox()
        for source, word in CODE_SOURCE_ZH.items():
            self.source.addItem(word, source)
        self.source_field = Field("码的内容", self.source)
        self.shown = {name: QCheckBox(word) for name, word in switches}
        self.bleed = QCheckBox("出血 3 mm 和裁切线")
        self.emblem = QCheckBox("码中间放标记")
        self.printer = QComboBox()
        self.across, self.down = _drift("横向偏移，毫米"), _drift("纵向偏移，毫米")
        self.calibrate = LinkButton("打印校准页…")
        self._fill_printers()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.source_field)
        box.addWidget(Text("印上这些", "small"))
        for tick in self.shown.values():
            box.addWidget(tick)
        box.addWidget(self.emblem)
        box.addWidget(self.bleed)
        box.addWidget(Field("打印机", self.printer))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Field("横移 mm", self.across))
        row.addWidget(Field("纵移 mm", self.down))
        box.addLayout(row)
        box.addWidget(self.calibrate)

    def _connect(self) -> None:
        self.source.currentIndexChanged.connect(self.changed)
        for tick in (*self.shown.values(), self.bleed, self.emblem):
            tick.toggled.connect(self.changed)
        self.printer.currentIndexChanged.connect(self._show_drift)
        self.across.valueChanged.connect(self._keep_drift)
        self.down.valueChanged.connect(self._keep_drift)
        self.calibrate.clicked.connect(self.calibrate_asked)

    def _fill_printers(self) -> None:
        """Those the system knows; without any, everything but printing works."""
        names = [str(name) for name in QPrinterInfo.availablePrinterNames()]
        self.printer.addItems(names or [NO_PRINTER])
        self.printer.setEnabled(bool(names))
        usual = QPrinterInfo.defaultPrinterName()
        if usual in names:
            self.printer.setCurrentText(usual)
        self._show_drift()

    @property
    def printer_name(self) -> str:
        """The chosen printer; "" where there is none."""
        return self.printer.currentText() if self.printer.isEnabled() else ""

    def drift(self, printer: str) -> tuple[float, float]:
        """How far, in millimetres, a printer's sheets are to be moved right and down."""
        kept = QSettings()
        across, down = (kept.value(_key(printer, axis), 0.0) for axis in ("across", "down"))
        return _number(across), _number(down)

    @property
    def chosen_source(self) -> CodeSource:
        return CodeSource(self.source.currentData())

    def show_fields(self, shown: Mapping[str, bool]) -> None:
        """Tick what a station shows, without telling `changed`."""
        for name, tick in self.shown.items():
            with QSignalBlocker(tick):
                tick.setChecked(bool(shown.get(name)))

    @property
    def fields(self) -> dict[str, bool]:
        return {name: tick.isChecked() for name, tick in self.shown.items()}

    def _show_drift(self) -> None:
        across, down = self.drift(self.printer_name)
        for box, value in ((self.across, across), (self.down, down)):
            with QSignalBlocker(box):
                box.setValue(value)
            box.setEnabled(bool(self.printer_name))

    def _keep_drift(self) -> None:
        kept = QSettings()
        kept.setValue(_key(self.printer_name, "across"), self.across.value())
        kept.setValue(_key(self.printer_name, "down"), self.down.value())


def _drift(name: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(-MOST_DRIFT, MOST_DRIFT)
    box.setDecimals(1)
    box.setSingleStep(0.1)
    box.setAccessibleName(name)
    return box


def _key(printer: str, axis: str) -> str:
    return f"printers/{printer.replace('/', '_')}/{axis}"


def _number(value: object) -> float:
    try:
        return max(-MOST_DRIFT, min(MOST_DRIFT, float(str(value))))
    except ValueError:
        return 0.0
