"""One representative's 履职 of a year: the sheet, its paper, entries by hand, confirmation."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from liaison.domain.ids import RepresentativeId
from liaison.domain.overview import Overview
from liaison.domain.performance import Kind
from ui.context import Context
from ui.performance.entry import EntryForm, EntryRecord
from ui.performance.sheet import YearSheet
from ui.performance.years import YearBox, years
from ui.tasks import Tasks
from ui.widgets import Button, FlowLayout, Page, Text, scrolled
from ui.widgets.button import press_with

if TYPE_CHECKING:
    from liaison.services.work import Work
    from ui.matters.paper_panel import PaperPanel

KINDS = frozenset(
    {
        "performance_record",
        "performance_kind",
        "attendance",
        "duty_shift",
        "activity",
        "activity_member",
        "contact_link",
        "contact_log",
        "proposal",
        "reception",
        "matter",
        "attachment",
        "setting",
    }
)
SHEET, ENTRY, RECORD = 0, 1, 2
Read = tuple[Overview, tuple[Kind, ...], tuple[int, ...]]


class YearPanel(QWidget):
    """`show_person` shows the year chosen; it reloads by itself when something of it changes."""

    said = Signal(str)

    def __init__(self, tasks: Tasks, context: Context, page: Page) -> None:
        super().__init__()
        self._tasks, self._context, self._page = tasks, context, page
        self._person: RepresentativeId | None = None
        self._kinds: tuple[Kind, ...] = ()
        self._wanted: UUID | None = None
        self.shown: Overview | None = None
        self.paper: PaperPanel | None = None
        self.title = Text("", "heading")
        self.year = YearBox()
        self.enter = Button("手工登记", icon="plus")
        self.confirm = Button("本人已核对", icon="check")
        self.print = Button("一键览", icon="printer")
        self.print.setToolTip("看一页纸的一键览，打印或存成 PDF（Ctrl P）")
        press_with(self.print, "Ctrl+P")
        self.sheet = YearSheet(context)
        self.entry, self.record = EntryForm(tasks), EntryRecord(tasks, context)
        self._area = scrolled(self.sheet)
        self._stack = QStackedWidget()
        for widget in (self._area, scrolled(self.entry), scrolled(self.record)):
            self._stack.addWidget(widget)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._tools = QWidget()
        tools = FlowLayout(self._tools)
        tools.setContentsMargins(19, 12, 19, 0)
        self.title.setMinimumHeight(self.year.sizeHint().height())
        for part in (self.title, self.year, self.enter, self.confirm, self.print):
            tools.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._tools)
        box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(lambda _: self.reload())
        self.enter.clicked.connect(self._on_enter_clicked)
        self.confirm.clicked.connect(self._on_confirm_clicked)
        self.print.clicked.connect(self._on_print_clicked)
        self.sheet.wanted.connect(self._scroll_to)
        self.sheet.opened.connect(self._open_record)
        self.entry.saved.connect(self._on_entered)
        self.entry.left.connect(self._back)
        self.record.left.connect(self._back)
        self.record.withdrawn.connect(self._on_withdrawn)
        self._tasks.changed.connect(self._on_changed)
        self._context.visiting_changed.connect(lambda _: self._redraw())

    def show_person(self, key: RepresentativeId | None, year: int | None = None) -> None:
        """Show somebody's year; None empties the panel."""
        if key != self._person:
            self.shown = None
            self._back()
        self._person = key
        if year is not None:
            self.year.offer((year,), year)
        self.reload()

    def reload(self) -> None:
        key, year = self._person, self.year.year
        if key is None or year is None:
            return

        def read(work: "Work") -> Read:
            from liaison.services.performance import overview
            from liaison.services.performance_kinds import kinds

            return overview(work, key, year), kinds(work), years(work)

        self._tasks.read(self, read, self._show)

    def _show(self, found: Read) -> None:
        shown, self._kinds, offered = found
        if shown.representative_id != self._person or shown.year != self.year.year:
            return
        self.shown = shown
        self.year.offer(offered)
        self.title.setText(shown.name)
        self.confirm.setEnabled(bool(shown.unconfirmed))
        self._redraw()
        if self._wanted is not None:
            self._open_record(self._wanted)

    def _redraw(self) -> None:
        if self.shown is not None:
            self.sheet.show_year(self.shown)

    def _scroll_to(self, widget: QWidget) -> None:
        def scroll() -> None:
            bar = self._area.verticalScrollBar()
            bar.setValue(min(widget.y(), bar.maximum()))

        QTimer.singleShot(0, self, scroll)

    def _open_record(self, key: UUID) -> None:
        self._wanted = None
        lines = self.shown.by_hand if self.shown else ()
        line = next((one for one in lines if one.done.record_id == key), None)
        if line is not None:
            self.record.show_line(line)
            self._turn_to(RECORD)

    def _turn_to(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._tools.setVisible(place == SHEET)

    @Slot()
    def _back(self) -> None:
        self._turn_to(SHEET)

    @Slot()
    def _on_enter_clicked(self) -> None:
        if self.shown is not None:
            self.entry.begin(self.shown, self._kinds)
            self._turn_to(ENTRY)

    @Slot(object, str)
    def _on_entered(self, key: UUID, words: str) -> None:
        """Its own page next, to add the proofs there."""
        self._wanted = key
        day = self.entry.day.day
        self.said.emit(words)
        if day is not None and day.year != self.year.year:
            self.year.offer((day.year,), day.year)
        self.reload()

    @Slot(str)
    def _on_withdrawn(self, words: str) -> None:
        self._back()
        self.said.emit(words)

    @Slot()
    def _on_confirm_clicked(self) -> None:
        shown = self.shown
        if shown is None:
            return
        seen = sum(line.counts for line in shown.records)

        def put(work: "Work", _progress: Any) -> int:
            from liaison.services import performance_records

            return performance_records.confirm(work, shown.representative_id, shown.year, seen)

        self._tasks.write(
            self,
            put,
            lambda count: self.said.emit(f"{shown.name} 已核对 {count} 条，{shown.year} 年"),
            self._page.refuse,
        )

    @Slot()
    def _on_print_clicked(self) -> None:
        shown = self.shown
        if shown is None:
            return

        def make(_progress: Any) -> Any:
            from liaison.documents.performance_pdf import overview_pdf
            from liaison.documents.render import page_sizes
            from ui.matters.paper_panel import Made

            pdf = overview_pdf(shown)
            title = f"{shown.year} 年履职一览表"
            return Made(title, title.replace(" ", ""), pdf, tuple(page_sizes(pdf)))

        self._tasks.compute(self, make, self._show_paper, self._page.refuse)

    def _show_paper(self, made: Any) -> None:
        if self.paper is None:
            from ui.matters.paper_panel import PaperPanel

            self.paper = PaperPanel(self._tasks, self._page)
            self.paper.left.connect(self._back)
            press_with(self.paper.print, "Ctrl+P")
            self._stack.addWidget(self.paper)
        self.paper.show_paper(made)
        self._turn_to(self._stack.indexOf(self.paper))

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS and self.isVisible():
            self.reload()
