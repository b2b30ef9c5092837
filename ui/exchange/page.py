"""导入: choose books, look at what the check found, answer its questions, bring them in."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from liaison.books.findings import Level
from liaison.books.headings import HandMapping
from liaison.domain.errors import Cancelled, LiaisonError
from liaison.domain.ids import StationId
from liaison.domain.progress import Progress
from liaison.services import imports
from liaison.services.imports import Answers, Outcome
from liaison.services.imports.answer import counted
from ui.context import Context
from ui.exchange.headings import HeadingsPanel
from ui.exchange.lists import FINDING_COLUMNS, SHEET_COLUMNS, MemoryModel
from ui.exchange.names import NamesPanel
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import (
    Button,
    Card,
    EmptyState,
    Page,
    PrimaryButton,
    Text,
)
from ui.widgets.switch import SegmentedSwitch
from ui.widgets.table import ListTable

if TYPE_CHECKING:
    from liaison.services.work import Work

SUFFIXES = "簿册 (*.xlsx *.xls *.ods *.csv *.tsv *.txt);;所有文件 (*)"
FINDINGS, NAMES, COLUMNS = "findings", "names", "columns"
INVITATION = (
    "把名册、登记簿、区划拖到这里，或者按 Ctrl+O 选文件",
    "认得 .xlsx、.xls、.ods、.csv；列的名称、顺序、日期写法不必一样。先检查，看过再导入。",
    "download-simple",
)


class ExchangePage(Page):
    help_zh = (
        "选（或拖进来）名册、登记簿、区划，程序按内容认出每张表，先整个检查一遍，什么都不写入。\n"
        "看“发现”，在“待确认”里选出认得的人、写明看不懂的接待日，列认错了就在“各列”里改。\n"
        "Ctrl+O 选文件，F5 再检查一遍（试运行），Ctrl+↵ 导入；导入中可以停，停了什么都不留下。"
    )

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("导入")
        self.setAcceptDrops(True)
        self._tasks, self._context = tasks, context
        self._files: tuple[Path, ...] = ()
        self._folder = Path.home()
        self._outcome: Outcome | None = None
        self._mappings: dict[str, HandMapping] = {}
        self._stations: dict[tuple[str, str], StationId] = {}
        self.choose = Button("选文件…", "Ctrl+O", icon="file-text")
        self.check = Button("试运行", "F5")
        self.bring = PrimaryButton("导入", "Ctrl+Return")
        self.act(self.choose, self.check, self.bring)
        self.summary = Text("", "strong", wrap=True)
        self.sheet_model = MemoryModel(SHEET_COLUMNS, self)
        self.sheets = ListTable(self.sheet_model, "文件里的表")
        self.finding_model = MemoryModel(FINDING_COLUMNS, self)
        self.findings = ListTable(self.finding_model, "检查发现")
        self.names = NamesPanel()
        self.headings = HeadingsPanel()
        self.switch = SegmentedSwitch(
            "看什么", [(FINDINGS, "发现"), (NAMES, "待确认"), (COLUMNS, "各列")]
        )
        self.empty, self._invitation = EmptyState(*INVITATION), EmptyState(*INVITATION)
        self._clean = EmptyState("没有要核对的", "这些文件都看得懂。", "check-circle")
        self._arrange()
        self._connect()
        self._show(None)

    def _arrange(self) -> None:
        self._left = left = Card("文件里的表", margin=1)
        left.head.setContentsMargins(12, 12, 12, 4)
        left.body.addWidget(self.sheets, 1)
        right = Card(margin=1)
        above = QHBoxLayout()
        above.setContentsMargins(12, 12, 12, 4)
        above.addWidget(self.switch)
        above.addStretch(1)
        right.body.addLayout(above)
        self._stack = QStackedWidget()
        self._stack.setStyleSheet("QStackedWidget { background: transparent; }")
        for widget in (self.findings, self.names, self.headings, self._clean, self._invitation):
            self._stack.addWidget(widget)
        right.body.addWidget(self._stack, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(16)
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setSizes([380, 740])
        self.body.addWidget(self.summary)
        self.body.addWidget(self._split, 1)
        self.body.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._on_choose_clicked)
        self.check.clicked.connect(self.check_files)
        self.bring.clicked.connect(self.bring_in)
        self.switch.changed.connect(lambda _: self._turn())
        self.sheets.chosen.connect(self._on_sheet_chosen)
        self.headings.mapped.connect(self._on_mapped)
        self.headings.placed.connect(self._on_placed)
        self.names.settled.connect(self._on_settled)

    def open(self, **arguments: Any) -> None:
        """`files`: paths to check at once; `unsettled`: show the names that are still open."""
        if files := arguments.get("files"):
            self.take(tuple(map(Path, files)))
        elif self._outcome is None or arguments.get("unsettled"):
            self._ask_unsettled()
        if arguments.get("unsettled"):
            self.switch.choose(NAMES)
            self._turn()

    def take(self, files: tuple[Path, ...]) -> None:
        """Check these files; nothing is written."""
        self._files = files
        self._folder = files[0].parent if files else self._folder
        self.check_files()

    @Slot()
    def check_files(self) -> None:
        files, answers = self._files, self._answers()

        def look(work: "Work", progress: Progress) -> Outcome:
            return imports.check(work, imports.open_books(files), answers, progress)

        self._allow(ready=False)
        self._tasks.collect(self, look, self._on_checked, self._on_failed, "正在检查簿册")

    @Slot()
    def bring_in(self) -> None:
        """Everything in one transaction; stopping leaves nothing behind."""
        files, answers = self._files, self._answers()

        def bring(work: "Work", progress: Progress) -> Outcome:
            return imports.bring_in(work, imports.open_books(files), answers, progress)

        self._allow(ready=False)
        self._tasks.write(self, bring, self._on_brought, self._on_failed, "正在导入簿册")

    def _answers(self) -> Answers:
        return Answers(
            dict(self._mappings),
            self.names.answers,
            dict(self._stations),
            self.names.rules.answers,
        )

    def _allow(self, *, ready: bool) -> None:
        self.choose.setEnabled(ready)
        self.check.setEnabled(ready and bool(self._files))
        understood = self._outcome and any(seen.kind for seen in self._outcome.sheets)
        dry = bool(self._outcome and self._outcome.dry_run)
        self.bring.setEnabled(ready and bool(understood) and dry)

    def _on_checked(self, outcome: Outcome) -> None:
        self.message.hide()
        self._show(outcome)

    def _on_brought(self, outcome: Outcome) -> None:
        self._show(outcome)
        said = (
            "已导入；同一本再导入一次也不会重复。"
            if outcome.added
            else "没有新内容，什么都没有增加。"
        )
        self.message.say(said, State.GOOD)
        self._ask_unsettled()

    def _on_failed(self, error: LiaisonError) -> None:
        self._allow(ready=True)
        if isinstance(error, Cancelled):
            self.message.say("已停止，什么都没有写入。", State.INFO)
        else:
            self.refuse(error)

    def _show(self, outcome: Outcome | None) -> None:
        self._outcome = outcome
        self._allow(ready=True)
        self.summary.setVisible(outcome is not None)
        if outcome is not None:
            self.summary.setText(_summary(outcome))
            self.sheet_model.show_rows(outcome.sheets)
            order = [Level.ERROR, Level.WARNING, Level.INFO]
            self.finding_model.show_rows(
                sorted(outcome.findings, key=lambda one: order.index(one.level))
            )
            questions = outcome.questions if outcome.dry_run else ()
            self.names.show_names(questions, outcome.earlier)
            self.names.show_rules(outcome.rules if outcome.dry_run else ())
            self.headings.show_sheet(None, ())
        self._turn()

    def _turn(self) -> None:
        """Show the chosen list, and how much is in each."""
        found = len(self._outcome.findings) if self._outcome else 0
        self.switch.word(FINDINGS, f"发现 {found:,}")
        self.switch.word(NAMES, f"待确认 {self.names.count:,}")
        nothing = self._clean if self._outcome else self._invitation
        widgets: dict[str, QWidget] = {
            FINDINGS: self.findings if found else nothing,
            NAMES: self.names,
            COLUMNS: self.headings,
        }
        self._stack.setCurrentWidget(widgets[self.switch.value])
        anything = self._outcome is not None or self.names.count > 0
        self._split.setVisible(anything)
        self._left.setVisible(self._outcome is not None)
        self.empty.setVisible(not anything)

    def _ask_unsettled(self) -> None:
        self._tasks.read(self, imports.unsettled, self._on_unsettled)

    def _on_unsettled(self, names: Any) -> None:
        dry = self._outcome is not None and self._outcome.dry_run
        questions = self._outcome.questions if self._outcome and dry else ()
        self.names.show_names(questions, names)
        self._turn()

    @Slot()
    def _on_choose_clicked(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "选要导入的簿册", str(self._folder), SUFFIXES)
        if names:
            self.take(tuple(map(Path, names)))

    def _on_sheet_chosen(self, numbered: Any) -> None:
        self.headings.show_sheet(numbered.row, self._context.facts.stations)

    def _on_mapped(self, signature: str, mapping: HandMapping) -> None:
        self._mappings[signature] = mapping
        self.check_files()

    def _on_placed(self, file: str, sheet: str, station: StationId) -> None:
        self._stations[file, sheet] = station

    def _on_settled(self, key: Any, who: Any) -> None:
        self._tasks.write(
            self,
            lambda work, _: imports.settle(work, key, who),
            lambda _: self._ask_unsettled(),
            self._on_failed,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take(tuple(paths))


def _summary(outcome: Outcome) -> str:
    """One sentence: what would be added or was, what was there, what needs a look."""
    levels = [one.level for one in outcome.findings]
    would = "将导入" if outcome.dry_run else "已导入"
    parts = [f"{would}：{counted(outcome.added)}" if outcome.added else "没有新内容"]
    if outcome.unchanged:
        parts.append(f"早已导入、不变：{counted(outcome.unchanged)}")
    parts.append(f"请核对 {levels.count(Level.WARNING):,} 处")
    parts.append(f"不能导入 {levels.count(Level.ERROR):,} 处")
    return "；".join(parts) + "。"
