"""不予受理, with where to go instead."""

from liaison.domain.canned import CannedKind
from liaison.domain.errors import Problem
from liaison.domain.matter import DECLINE_REASON_ZH, DeclineReason
from liaison.services.canned import CannedRow
from liaison.services.steps.forms import DeclineForm, StepForm
from ui.matters.panels.panel import StepPanel
from ui.widgets.line import Option, SearchCombo


class DeclinePanel(StepPanel):
    """Where people were sent for the same reason last time is offered again."""

    def fill(self) -> None:
        options = [Option(one, DECLINE_REASON_ZH[one]) for one in DeclineReason]
        self.reason = SearchCombo("原因", options)
        self.combo("reason", "原因", (0, 0, 3), self.reason)
        self.happened((0, 3, 3))
        self.where_to = self.line("where_to", "请群众去哪里", (1, 0, 4), "单位和窗口，印在引导单上")
        self.phone = self.line("phone", "电话", (1, 4, 2), "可不填")
        self.line("remark", "给群众的说明", (2, 0, 6), "可不填，印在引导单上")
        self.with_canned(CannedKind.DECLINE, "remark").picked.connect(self._on_guide_picked)
        self.reason.chosen.connect(self._on_reason_chosen)

    def _on_reason_chosen(self, reason: object) -> None:
        if self.where_to.text().strip():
            return
        known = next((one for one in self.sheet.choices.elsewhere if one.reason == reason), None)
        if known is not None:
            self.where_to.setText(known.where_to)
            self.phone.setText(known.phone)

    def _on_guide_picked(self, row: CannedRow) -> None:
        """Its explanation goes onto the slip; where to and whom to call go into their fields."""
        if row.where_to:
            self.where_to.setText(row.where_to)
            self.phone.setText(row.phone)

    def misread(self) -> tuple[Problem, ...]:
        self.reason.settle()
        unsaid = self.reason.value is None
        return (*super().misread(), *([Problem("reason", "missing")] if unsaid else []))

    def form(self) -> StepForm:
        return DeclineForm(
            **self.common(),
            reason=self.reason.value,
            where_to=self.where_to.text(),
            phone=self.phone.text(),
            remark=self.entries["remark"].get(),
        )
