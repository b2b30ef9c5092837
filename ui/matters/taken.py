"""What is said after a step was taken."""

from liaison.domain.steps import Step
from liaison.services.matter_view import MatterFile

DONE_ZH = {
    Step.SEND: "已送交办",
    Step.REFER: "已交办，交办单编好了，可以打印",
    Step.SIGN: "已登记签收",
    Step.RETURN: "已退回，等重新交办",
    Step.EXTEND: "已延期",
    Step.PAUSE: "已暂停，时钟停下",
    Step.RESUME: "已恢复，期限已顺延",
    Step.ASSIST: "协办意见已登记",
    Step.ANSWER: "答复已登记，接着告知群众",
    Step.TRY: "记下一次没联系上",
    Step.TELL: "已告知群众",
    Step.RATE: "评价已登记",
    Step.TRACK: "转入 B类跟踪",
    Step.CLOSE: "已办结归档",
    Step.REOPEN: "已重办，开了新一轮",
    Step.DECLINE: "不予受理，引导单编好了；要告知群众",
    Step.MERGE: "已并案，这位群众仍要单独告知",
    Step.UNMERGE: "已取消并案，回到待交办",
    Step.SPLIT: "已拆分",
    Step.TURN_TO_PROPOSAL: "已起草建议（在“建议和来信”里接着写），要告知群众",
    Step.COMMENT: "意见已记下",
    Step.VOID: "已作废",
}


def taken_words(step: Step, file: MatterFile) -> str:
    """`file` as it was shown before the step."""
    title = file.title if len(file.title) <= 20 else f"{file.title[:20]}…"
    return f"“{title}”{DONE_ZH[step]}。"
