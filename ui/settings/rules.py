"""设置 · 联络站 · 接待规则: a station's rules in words, the year they make, single days."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from liaison.domain.clock import civil, utc_now
from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.ids import StationId
from liaison.domain.progress import Progress
from ui.settings.rule_line import RuleLine
from ui.settings.rule_year import Findings, YearStrip
from ui.settings.single_days import SingleDays
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, MessageBar, PlainButton, Rule, Text, clear

if TYPE_CHECKING:
    from liaison.services.duty_days import RulesPreview
    from liaison.services.duty_rules import DutyRuleRow

NOTE = "一条一行，照平常的写法；下面是程序读出来的意思"


class RulesCard(Card):
    changed = Signal(str)
    """The station's reception days as one text."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("接待规则", NOTE)
        self._tasks = tasks
        self._station: StationId | None = None
        self._shown: StationId | None = None
        self.year = civil(utc_now()).year
        self.lines: list[RuleLine] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self.message = MessageBar()
        self.save = Button("保存规则", icon="check")
        self.before, self.after = (
            PlainButton("", icon="caret-left"),
            PlainButton("", icon="caret-right"),
        )
        self.before.setAccessibleName("上一年")
        self.after.setAccessibleName("下一年")
        self.sum = Text("", "strong")
        self.strip, self.findings = YearStrip(), Findings()
        self.single = SingleDays(tasks)
        self._arrange()
        self.save.clicked.connect(self._on_save_clicked)
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.single.changed.connect(self._ask)
        self.single.failed.connect(self._on_failed)

    def _arrange(self) -> None:
        saving = QHBoxLayout()
        saving.addStretch(1)
        saving.addWidget(self.save)
        turning = QHBoxLayout()
        turning.setSpacing(4)
        turning.addWidget(self.before)
        turning.addWidget(self.sum)
        turning.addWidget(self.after)
        turning.addStretch(1)
        self.body.addWidget(self.message)
        self.body.addLayout(self._lines)
        self.body.addLayout(saving)
        self.body.addWidget(Rule())
        self.body.addLayout(turning)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.findings)
        self.body.addWidget(Rule())
        self.body.addWidget(self.single)

    def show_station(self, key: StationId | None) -> None:
        """The rules of this station; None: a station that isn't there yet has none."""
        self._station = key
        self.setVisible(key is not None)
        self.message.hide()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Read the rules anew; a station chosen meanwhile drops the answer."""
        key, year = self._station, self.year
        if key is None:
            return

        def look(work: Any) -> "tuple[tuple[DutyRuleRow, ...], RulesPreview]":
            from liaison.services import duty_days, duty_rules

            return duty_rules.rules(work, key), duty_days.preview(work, key, year)

        self._tasks.read(self, look, lambda found: self._show(key, *found))

    def _show(
        self, key: StationId, rows: "tuple[DutyRuleRow, ...]", preview: "RulesPreview"
    ) -> None:
        if key != self._station:
            return
        typed = self._typed() if self._shown == key else {}
        self._shown = key
        clear(self._lines)
        self.lines = [RuleLine(self._tasks, at, row) for at, row in enumerate(rows, start=1)]
        self.lines.append(RuleLine(self._tasks, len(rows) + 1, None))
        for line in self.lines:
            line.take_back(*typed.get(line.row.id if line.row else None, (line.text, None)))
            line.typed.connect(self._allow)
            line.retired.connect(self._on_retired)
            line.words.returnPressed.connect(self._on_save_clicked)
            self._lines.addWidget(line)
        self._show_year(key, preview)
        self._allow()

    def _typed(self) -> dict[UUID | None, tuple[str, int | None]]:
        """What isn't kept yet: it stays when the rules are read anew."""
        return {
            line.row.id if line.row else None: (line.text, line.seats.value())
            for line in self.lines
            if line.is_changed
        }

    def _show_year(self, key: StationId, preview: "RulesPreview") -> None:
        if preview.year == self.year and key == self._station:
            self.sum.setText(f"{preview.year} 年共 {len(preview.days)} 次")
            self.strip.show_year(preview)
            self.findings.show_findings(preview.findings)
            self.single.show_days(self._station, preview.single)

    @Slot()
    def _ask(self) -> None:
        """The year alone; what is being typed stays."""
        key, year = self._station, self.year
        if key is None:
            return

        def look(work: Any) -> "RulesPreview":
            from liaison.services.duty_days import preview

            return preview(work, key, year)

        self._tasks.read(self, look, lambda found: self._show_year(key, found))

    def _turn(self, years: int) -> None:
        self.year = min(max(self.year + years, 2000), 2100)
        self._ask()

    @Slot()
    def _allow(self) -> None:
        self.save.setEnabled(any(line.is_changed for line in self.lines))

    @Slot()
    def _on_save_clicked(self) -> None:
        key = self._station
        wanted = [(line.row, line.form()) for line in self.lines if line.is_changed]
        if key is None or not wanted:
            return

        def save(work: Any, _progress: Progress) -> None:
            from liaison.services import duty_rules

            for row, form in wanted:
                if row is None:
                    duty_rules.add_rule(work, key, form)
                else:
                    duty_rules.change_rule(work, row.id, form, row.version)

        self._tasks.write(self, save, lambda _: self._on_kept(), self._on_failed)

    @Slot(object)
    def _on_retired(self, rule: UUID) -> None:
        def retire(work: Any, _progress: Progress) -> None:
            from liaison.services.duty_rules import retire_rule

            retire_rule(work, rule)

        said = "这条规则从今天起停用，以前的接待不变"
        self._tasks.write(self, retire, lambda _: self._on_saved(said), self._on_failed)

    def _on_kept(self) -> None:
        self.lines[-1].words.clear()
        self._on_saved("接待规则已保存")

    def _on_saved(self, words: str) -> None:
        self.message.say(words, State.GOOD)
        self.reload()
        key = self._station

        def text(work: Any) -> str:
            from liaison.services.station_list import stations

            return next((one.reception_rule for one in stations(work) if one.id == key), "")

        self._tasks.read(self, text, self.changed.emit)

    def _on_failed(self, error: LiaisonError) -> None:
        from liaison.domain.words import problem_sentence, sentence

        words = sentence(error)
        if isinstance(error, InvalidForm):
            words = "；".join(map(problem_sentence, error.problems))
        self.message.say(words, State.OVERDUE)
