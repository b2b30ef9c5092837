"""The right side of the register: the chosen reception, and what can be done with it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison.domain.clock import civil, utc_now
from liaison.domain.errors import LiaisonError
from liaison.domain.ids import ReceptionId
from liaison.services import corrections, reception_view, register
from liaison.services.corrections import CorrectionForm
from liaison.services.reception_view import ReceptionView
from liaison.services.register import ReceptionRow
from ui.context import Context
from ui.receptions.register_correction import CorrectionPanel
from ui.receptions.register_record import RecordPanel
from ui.receptions.void_question import ask_why_void
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Page
from ui.widgets.attachments import AttachmentStrip

if TYPE_CHECKING:
    from ui.receptions.slip_output import SlipOutput


class RegisterSide(QWidget):
    """Shows, unmasks, corrects, voids and prints one reception; tells the page's message bar."""

    left = Signal()
    """A correction was given or given up: back to the list."""

    def __init__(self, tasks: Tasks, context: Context, page: Page) -> None:
        super().__init__()
        self._tasks, self._context, self._page = tasks, context, page
        self._asked: ReceptionId | None = None
        self._slip: SlipOutput | None = None
        self.record = RecordPanel(AttachmentStrip(tasks, context))
        self.correction = CorrectionPanel()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.record, 1)
        box.addWidget(self.correction)
        self.record.unmask_asked.connect(self.unmask)
        self.record.correct_asked.connect(self._on_correct_asked)
        self.record.void_asked.connect(self._on_void_asked)
        self.record.print_asked.connect(self.print_slip)
        self.correction.asked.connect(self._on_correction_given)
        self.correction.left.connect(self._on_correction_left)

    def clear(self) -> None:
        """Nothing is chosen."""
        self._asked = None
        self.record.blank()
        self.correction.hide()

    def choose(self, row: ReceptionRow) -> None:
        """Another line of the list; the same one keeps a correction that is being typed."""
        if self.correction.isHidden() or not self.record.row or row.hex != self.record.row.hex:
            self.correction.hide()
            self.show_one(row.id)

    def show_one(self, key: ReceptionId) -> None:
        def read(work: Any) -> tuple[ReceptionView, ReceptionRow]:
            return reception_view.view(work, key), register.line(work, key)

        self._asked = key
        self._tasks.read(self, read, lambda pair: self._show_record(*pair))

    def again(self) -> None:
        """Read the shown reception anew, masked."""
        if self.record.view:
            self.show_one(self.record.view.id)

    def _show_record(self, view: ReceptionView, row: ReceptionRow) -> None:
        if view.id == self._asked:
            today = civil(utc_now()).date()
            self.record.show_record(view, row, today, guests=self._context.visiting)

    @Slot()
    def unmask(self) -> None:
        """Show names and phones of the chosen reception; the trail says who looked."""
        row = self.record.row
        if row and not self._context.visiting:
            self._tasks.write(
                self,
                lambda work, _: reception_view.unmask(work, row.id),
                lambda view: self._show_record(view, row),
            )

    @Slot()
    def print_slip(self) -> None:
        """The slip of the chosen reception, names in full; the print is noted."""
        view = self.record.view
        if view and not self._context.visiting:
            from ui.receptions.recorded_bar import Told
            from ui.receptions.slip_output import SlipOutput

            if self._slip is None:
                self._slip = SlipOutput(self._tasks, self._page)
            self._slip.print_out(Told(view.id, view.number))

    @Slot()
    def _on_correct_asked(self) -> None:
        if self.record.view:
            self.correction.begin(self.record.view)

    @Slot(object)
    def _on_correction_given(self, form: CorrectionForm) -> None:
        self._tasks.write(
            self,
            lambda work, _: corrections.correct(work, form),
            lambda edition: self._on_corrected(form.reception_id, edition),
            self._on_correction_refused,
        )

    def _on_corrected(self, key: ReceptionId, edition: int) -> None:
        self._on_correction_left()
        self.show_one(key)
        self._page.message.say(
            f"已更正，现在是第 {edition} 版；原来的内容保留在经过里。", State.GOOD
        )

    def _on_correction_refused(self, error: LiaisonError) -> None:
        if not self.correction.complain(error):
            self._page.refuse(error)

    @Slot()
    def _on_correction_left(self) -> None:
        self.correction.hide()
        self.left.emit()

    @Slot()
    def _on_void_asked(self) -> None:
        view = self.record.view
        why = ask_why_void(self, view.number) if view else ""
        if view and why:
            self._tasks.write(
                self,
                lambda work, _: corrections.void(work, view.id, why),
                lambda _: self._on_voided(view),
                self._page.refuse,
            )

    def _on_voided(self, view: ReceptionView) -> None:
        self.show_one(view.id)
        self._page.message.say(f"{view.number} 已作废，编号保留，不再计数。", State.GOOD)
