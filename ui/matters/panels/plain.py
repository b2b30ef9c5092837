"""Steps that ask for a reason, or for nothing but the day."""

from liaison.domain.canned import CannedKind
from liaison.domain.matter import Satisfaction
from liaison.domain.steps import Step
from liaison.services.steps.forms import ReasonForm, StepForm
from ui.matters.panels.panel import StepPanel

REASONS = {
    Step.RETURN: "为什么退回",
    Step.PAUSE: "等群众什么",
    Step.REOPEN: "为什么重办",
    Step.VOID: "为什么作废",
    Step.COMMENT: "意见",
    Step.UNMERGE: "为什么取消并案",
}
CANNED = {Step.RETURN: CannedKind.RETURN, Step.PAUSE: CannedKind.PAUSE}


class ReasonPanel(StepPanel):
    def fill(self) -> None:
        self.words("reason", REASONS[self.sheet.step], (0, 0, 6))
        self.happened((1, 0, 3))
        if self.sheet.step in CANNED:
            self.with_canned(CANNED[self.sheet.step], "reason")

    def form(self) -> StepForm:
        return ReasonForm(**self.common(), reason=self.entries["reason"].get())


class DayPanel(StepPanel):
    """办结归档, 恢复, 送交办, 转跟踪, 转为建议."""

    def fill(self) -> None:
        self.happened((0, 0, 2))
        unhappy = self.sheet.file.satisfaction is Satisfaction.DISSATISFIED
        needed = unhappy and self.sheet.step is Step.CLOSE
        hint = "群众不满意，必须写明理由" if needed else "可不填，记在经过里"
        self.line("remark", "归档的理由" if needed else "备注", (0, 2, 4), hint)

    def form(self) -> StepForm:
        return StepForm(**self.common(), remark=self.entries["remark"].get())
