"""Which step a matter asks for now, which stand beside it, and what each one does, in words."""

from dataclasses import dataclass

from liaison.domain.matter import MATTER_STATUS_ZH, MatterStatus
from liaison.domain.steps import STEP_ZH, Step
from liaison.services.matter_view import MatterFile

S = MatterStatus
WORDS = STEP_ZH | {
    Step.ANSWER: "登记答复",
    Step.RATE: "登记评价",
    Step.ASSIST: "登记协办意见",
    Step.EXTEND: "申请延期",
    Step.PAUSE: "暂停，等群众",
    Step.RESUME: "恢复办理",
    Step.TRACK: "转 B类跟踪",
    Step.MERGE: "并入另一件",
    Step.COMMENT: "记代表意见",
}
"""What the buttons say."""
PRIMARY = {
    S.REGISTERED: (Step.REFER,),
    S.AWAITING_REFERRAL: (Step.REFER,),
    S.RETURNED: (Step.REFER,),
    S.REFERRED: (Step.ANSWER,),
    S.IN_HAND: (Step.ANSWER,),
    S.ANSWERED: (Step.TELL,),
    S.TOLD: (Step.RATE,),
    S.RATED: (Step.TRACK, Step.CLOSE),
    S.TRACKED: (Step.ANSWER,),
    S.ANSWERED_ON_THE_SPOT: (Step.TELL, Step.CLOSE, Step.RATE),
    S.DECLINED: (Step.TELL, Step.CLOSE),
    S.MERGED: (Step.TELL, Step.CLOSE),
    S.TURNED_TO_PROPOSAL: (Step.TELL, Step.CLOSE),
}
BESIDE = {
    S.REFERRED: (Step.SIGN, Step.RETURN),
    S.IN_HAND: (Step.RETURN,),
    S.AWAITING_REFERRAL: (Step.DECLINE,),
    S.RETURNED: (Step.DECLINE,),
    S.REGISTERED: (Step.DECLINE,),
    S.ANSWERED: (Step.CLOSE, Step.REOPEN),
    S.TOLD: (Step.CLOSE,),
    S.RATED: (Step.CLOSE,),
    S.ANSWERED_ON_THE_SPOT: (Step.RATE,),
    S.TRACKED: (Step.CLOSE,),
    S.ARCHIVED: (Step.REOPEN,),
}
LATER = (
    *(Step.SIGN, Step.REFER, Step.ANSWER, Step.TELL, Step.RATE, Step.CLOSE),
    *(Step.RETURN, Step.EXTEND, Step.PAUSE, Step.RESUME, Step.ASSIST, Step.TRACK),
    *(Step.COMMENT, Step.SEND, Step.MERGE, Step.UNMERGE, Step.SPLIT),
    *(Step.TURN_TO_PROPOSAL, Step.DECLINE, Step.REOPEN, Step.VOID),
)
"""The menu's order: what is done often first, what is final last."""
MOST_BESIDE = 2


@dataclass(frozen=True)
class Actions:
    primary: Step | None
    beside: tuple[Step, ...]
    more: tuple[Step, ...]


def arranged(file: MatterFile) -> Actions:
    """Only steps that the file allows. A try in vain belongs to telling and has no button."""
    may = file.steps - {Step.TRY}
    if Step.RESUME in may:
        primary: Step | None = Step.RESUME
    else:
        primary = next((one for one in PRIMARY.get(file.status, ()) if one in may), None)
    beside = tuple(one for one in BESIDE.get(file.status, ()) if one in may and one is not primary)[
        :MOST_BESIDE
    ]
    more = tuple(one for one in LATER if one in may and one is not primary and one not in beside)
    return Actions(primary, beside, more)


def what_it_does(step: Step, file: MatterFile) -> str:
    """One line below the panel's name."""
    lines = {
        Step.REFER: "编一张交办单，期限按设置推算",
        Step.SIGN: "承办单位收到了交办单",
        Step.RETURN: "不归这个单位办，退回来另行交办",
        Step.EXTEND: "原来的期限留在记录里",
        Step.PAUSE: "等群众补充材料时时钟停下",
        Step.RESUME: "期限顺延暂停的工作日",
        Step.ASSIST: "主办单位仍要答复",
        Step.ANSWER: "登记承办单位的答复；接着要告知群众",
        Step.TELL: "记下怎样告诉的；没联系上也记一次",
        Step.RATE: "对工作、对结果各问一句；不满意就开新一轮重办",
        Step.TRACK: "还没解决到底，继续跟着，到期再答复",
        Step.CLOSE: _closing(file),
        Step.REOPEN: f"开第 {file.round_no + 1} 轮，前面的各轮原样存档",
        Step.DECLINE: "不归联络站办；编一张引导单，写清去哪里找谁",
        Step.MERGE: "同一件事并到主办事项；这位群众仍要单独告知",
        Step.UNMERGE: "回到待交办",
        Step.SPLIT: "一事一件：每行一件新事项，各有编号",
        Step.TURN_TO_PROPOSAL: "作为代表建议另行起草；群众要告知",
        Step.SEND: "进入待交办",
        Step.COMMENT: "记在经过里",
        Step.VOID: "编号保留，不再计入任何统计；不能撤回",
    }
    return lines.get(step, "")


def _closing(file: MatterFile) -> str:
    if file.untold_since is not None:
        return f"联系了 {file.tries_in_vain} 次都没联系上，按“无法联系”归档"
    return "告知过了，办结存档"


def refusal(step: Step, file: MatterFile) -> str:
    """Why a step can't be taken now, and what can be: for a slip that came back too late or early."""
    can = arranged(file).primary
    now = f"现在是“{MATTER_STATUS_ZH[file.status]}”"
    next_ = f"，下一步是“{WORDS[can]}”" if can else "，已经办完"
    return f"这件事项{now}，不能“{WORDS[step]}”{next_}。"
