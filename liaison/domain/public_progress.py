"""How a matter stands, in words that anybody may read: never a name, a telephone or the words."""

from dataclasses import dataclass
from datetime import date

from liaison.domain.matter import MatterStatus
from liaison.domain.steps import Step

_STEPS: dict[Step, str] = {
    Step.REGISTER: "已登记",
    Step.ANSWER_ON_THE_SPOT: "当场答复",
    Step.DECLINE: "不属于联络站受理的范围，去向请打电话问本站",
    Step.REFER: "已转交{unit}办理",
    Step.SIGN: "承办单位已签收，正在办理",
    Step.RETURN: "正在重新确定承办单位",
    Step.EXTEND: "办理时间延长",
    Step.PAUSE: "等您补充情况，请与本站联系",
    Step.RESUME: "继续办理",
    Step.ANSWER: "承办单位已答复本站",
    Step.TRY: "联系过您，没有联系上",
    Step.TELL: "已把结果告诉您",
    Step.TRACK: "继续跟踪落实",
    Step.CLOSE: "办结归档",
    Step.REOPEN: "重新办理",
    Step.MERGE: "与同类事项一起办理",
    Step.UNMERGE: "单独办理",
    Step.TURN_TO_PROPOSAL: "由代表提出建议",
    Step.VOID: "已停止办理，请打电话问本站",
}
"""What isn't named here (opinions, ratings, work within the house) isn't shown."""
_STATUSES: dict[MatterStatus, str] = {
    MatterStatus.REGISTERED: "已登记",
    MatterStatus.AWAITING_REFERRAL: "已登记，正在确定承办单位",
    MatterStatus.REFERRED: "已转交承办单位办理",
    MatterStatus.RETURNED: "正在重新确定承办单位",
    MatterStatus.IN_HAND: "承办单位正在办理",
    MatterStatus.ANSWERED: "承办单位已答复本站，本站将告诉您",
    MatterStatus.ANSWERED_ON_THE_SPOT: "已当场答复",
    MatterStatus.DECLINED: "不属于联络站受理的范围",
    MatterStatus.TOLD: "已把结果告诉您",
    MatterStatus.RATED: "已把结果告诉您",
    MatterStatus.ARCHIVED: "已办结",
    MatterStatus.TURNED_TO_PROPOSAL: "由代表提出建议",
    MatterStatus.MERGED: "与同类事项一起办理",
    MatterStatus.TRACKED: "已答复，继续跟踪落实",
    MatterStatus.VOID: "已停止办理，请打电话问本站",
}
_KINDS = (
    (("社区", "村委会", "村", "居委会"), "村、社区"),
    (("街道", "镇", "乡", "管委会"), "镇、街道"),
    (("局", "委", "办公室", "办", "部", "院", "大队", "中心"), "有关部门"),
)


@dataclass(frozen=True)
class ProgressStep:
    on: date
    words: str


@dataclass(frozen=True)
class MatterProgress:
    now: str
    steps: tuple[ProgressStep, ...]


@dataclass(frozen=True)
class ProgressView:
    """`now` is the stage in one line; `matters` are empty until a clerk has accepted it."""

    now: str
    station: str
    phone: str
    received_on: date
    steps: tuple[ProgressStep, ...]
    matters: tuple[MatterProgress, ...] = ()
    reason: str = ""
    """Why it wasn't accepted."""

    @property
    def dial(self) -> str:
        return "".join(one for one in self.phone if one in "+0123456789")


def step_words(step: Step | None, status: MatterStatus, unit: str = "") -> str:
    """A step for the public; "" for what happens within the house."""
    if step is None:
        return _STATUSES[status]
    return _STEPS.get(step, "").format(unit=unit_kind(unit))


def status_words(status: MatterStatus, *, paused: bool = False) -> str:
    return _STEPS[Step.PAUSE] if paused else _STATUSES[status]


def unit_kind(name: str) -> str:
    """Which kind of unit, never which: `镇、街道`, `有关部门`."""
    for endings, kind in _KINDS:
        if name.endswith(endings) or (kind == "镇、街道" and ("街道" in name or "镇" in name)):
            return kind
    return "承办单位"
