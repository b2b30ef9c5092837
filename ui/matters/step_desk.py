"""Opens a step's panel, keeps what is typed into it, and hands it in."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from liaison.domain.canned import CannedKind
from liaison.domain.clock import civil
from liaison.domain.errors import Conflict, InvalidForm, LiaisonError
from liaison.domain.steps import Step
from liaison.domain.words import sentence
from ui.context import Context
from ui.matters.actions import refusal
from ui.matters.panels import PANELS, Sheet, StepPanel
from ui.matters.panels.joining import MergePanel
from ui.matters.panels.referring import ReferPanel
from ui.matters.reading import Shown, draft_key, draft_of
from ui.receptions.draft import DraftKeeper
from ui.tasks import Tasks

if TYPE_CHECKING:
    from datetime import date

    from liaison.services.alike import AlikeMatter
    from liaison.services.canned import CannedRow
    from liaison.services.drafts import DraftRow
    from liaison.services.matter_clock import Promise
    from liaison.services.work import Work

ASK_MS = 250


class StepDesk(QObject):
    took = Signal(object)
    """A Step was taken."""
    changed_meanwhile = Signal()
    """Somebody else was first: the record is to be read again, the panel stays."""
    refused = Signal(str)
    opened = Signal(bool)
    """A panel is open now, or closed."""
    freed = Signal()
    """The panel that had the keys is gone."""

    def __init__(self, tasks: Tasks, context: Context, slot: QVBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._context, self._slot = tasks, context, slot
        self.panel: StepPanel | None = None
        self._shown: Shown | None = None
        self._busy = False
        self.keeper = DraftKeeper(tasks, self._content, self, kind="step")
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(ASK_MS)
        self._asking.timeout.connect(self._ask_alike)

    def show(self, shown: Shown) -> None:
        """Another matter, or the same one read again: then an open panel stays."""
        other = self._shown is not None and self._shown.file.id != shown.file.id
        if other:
            self.close()
        self._shown = shown
        if self.panel is not None:
            self.panel.take(shown.file)

    def open(self, step: Step) -> None:
        """Show the step's panel; what can't be done now is said instead."""
        if self._shown is None or step not in PANELS:
            return
        if step is Step.TRY:
            step = Step.TELL
        if step not in self._shown.file.steps:
            self.refused.emit(refusal(step, self._shown.file))
            return
        if self.panel is not None and self.panel.sheet.step is step:
            self.panel.begin()
            return
        self.close()
        self._put_up(step, self._shown)

    def _put_up(self, step: Step, shown: Shown) -> None:
        sheet = Sheet(step, shown.file, shown.choices, shown.today, self._tasks_actor())
        panel = PANELS[step](sheet)
        self.panel = panel
        self._slot.addWidget(panel)
        key = draft_key(shown.file.id, step, self._tasks_actor())
        self.keeper.begin(key)
        panel.submitted.connect(self.hand_in)
        panel.left.connect(self.give_up)
        panel.typed.connect(self.keeper.touch)
        self._serve(panel)
        self.opened.emit(True)
        panel.begin()
        self._tasks.read(self, lambda work: draft_of(work, key), lambda row: self._find(panel, row))

    def _tasks_actor(self) -> str:
        return self._context.actor

    def _serve(self, panel: StepPanel) -> None:
        """Some panels ask the office while they are filled in."""
        if panel.canned_kind is not None:
            self._offer_canned(panel, panel.canned_kind)
        if isinstance(panel, ReferPanel):
            panel.day_moved.connect(lambda day: self._ask_promise(panel, day))
            self._ask_promise(panel, panel.sheet.today)
        if isinstance(panel, MergePanel):
            panel.asked.connect(lambda _: self._asking.start())
            self._ask_alike()

    def _offer_canned(self, panel: StepPanel, kind: CannedKind) -> None:
        def kept(work: "Work") -> "tuple[CannedRow, ...]":
            from liaison.services import canned

            return canned.list_of(work, kind)

        def told(rows: "tuple[CannedRow, ...]") -> None:
            if self.panel is panel:
                panel.offer_canned(rows)

        self._tasks.read(self, kept, told)

    def _find(self, panel: StepPanel, row: "DraftRow | None") -> None:
        if self.panel is not panel or row is None or panel.is_begun:
            return
        self.keeper.begin(row.id, row.content)
        panel.put(row.content)
        self.keeper.rest()
        at = civil(row.saved_at)
        panel.tell_found(f"{at:%m-%d %H:%M} 写了一半的在这里，接着写")

    def _ask_promise(self, panel: ReferPanel, day: "date") -> None:
        key = panel.sheet.file.id

        def promised(work: "Work") -> "Promise":
            from liaison.services import matter_clock

            return matter_clock.promised(work, key, day)

        def told(promise: "Promise") -> None:
            if self.panel is panel:
                panel.tell_promise(promise)

        self._tasks.read(self, promised, told)

    def _ask_alike(self) -> None:
        panel = self.panel
        if not isinstance(panel, MergePanel):
            return
        file = panel.sheet.file
        text = panel.main.text().strip()

        def alike(work: "Work") -> "tuple[AlikeMatter, ...]":
            from liaison.services.alike import like_matter, named

            if text:
                return named(work, text, file.visit.station_id, file.id)
            return like_matter(work, file.id)

        def told(found: "tuple[AlikeMatter, ...]") -> None:
            if self.panel is panel:
                panel.offer(found)

        self._tasks.read(self, alike, told)

    def _content(self) -> tuple[Any, dict[str, Any]] | None:
        panel = self.panel
        if panel is None or not panel.is_begun:
            return None
        return panel.sheet.file.visit.station_id, panel.content()

    def hand_in(self) -> None:
        """Take the step: everything of it or nothing; what is typed stays until it is recorded."""
        panel = self.panel
        if panel is None or self._busy:
            return
        problems = panel.misread() or panel.form().problems(panel.sheet.today)
        panel.complain(problems)
        if problems:
            return
        self.keeper.rest()
        self._busy = True
        panel.submit.setEnabled(False)
        self._write(panel)

    def _write(self, panel: StepPanel) -> None:
        step, form, key = _step_of(panel), panel.form(), self.keeper.id

        def act(work: "Work", _progress: object) -> Any:
            from liaison.services import drafts, steps

            answer = steps.step(work, step, form)
            drafts.throw_away(work, key)
            return answer

        self._tasks.write(
            self, act, lambda _: self._done(panel, step), lambda error: self._failed(panel, error)
        )

    def _done(self, panel: StepPanel, step: Step) -> None:
        self._busy = False
        if self.panel is panel:
            self._take_down()
            self.freed.emit()
        self.took.emit(step)

    def _failed(self, panel: StepPanel, error: LiaisonError) -> None:
        self._busy = False
        panel.submit.setEnabled(True)
        self.keeper.touch()
        if isinstance(error, InvalidForm):
            panel.complain(error.problems)
            return
        panel.say(sentence(error))
        if isinstance(error, Conflict):
            self.changed_meanwhile.emit()

    def give_up(self) -> None:
        """不做了: the panel goes; what was typed is kept for next time."""
        self.close()
        self.freed.emit()

    def close(self) -> None:
        """Take the panel away and keep what is typed in it."""
        if self.panel is None:
            return
        self.keeper.save()
        self._take_down()

    def _take_down(self) -> None:
        panel, self.panel = self.panel, None
        if panel is not None:
            self.keeper.rest()
            self._slot.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
            self.opened.emit(False)


def _step_of(panel: StepPanel) -> Step:
    """Telling in vain is a step of its own."""
    form = panel.form()
    return Step.TRY if getattr(form, "reached", True) is False else panel.sheet.step
