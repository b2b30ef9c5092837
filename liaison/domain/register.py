"""What the register shows of a reception in two lines, and in which state it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liaison.domain.ids import AreaId, MatterId, ReceptionId, StationId
from liaison.domain.masks import CONFIDENTIAL_ZH, HIDDEN_ZH, mask_in_text, mask_name, mask_phone
from liaison.domain.matter import OPEN, SATISFACTION_ZH, MatterStatus, Outcome, Satisfaction
from liaison.domain.reception import Channel, ReceptionStatus, VisitKind


class RegisterState(StrEnum):
    """The most pressing thing left to do of a reception's matters."""

    UNTOLD = "untold"
    AWAITING = "awaiting"
    IN_HAND = "in_hand"
    ON_THE_SPOT = "on_the_spot"
    DECLINED = "declined"
    SETTLED = "settled"
    WITHOUT_MATTER = "without_matter"
    VOID = "void"


REGISTER_STATE_ZH = {
    RegisterState.UNTOLD: "已答复，未告知",
    RegisterState.AWAITING: "待交办",
    RegisterState.IN_HAND: "办理中",
    RegisterState.ON_THE_SPOT: "当场答复",
    RegisterState.DECLINED: "不予受理，已引导",
    RegisterState.SETTLED: "办结",
    RegisterState.WITHOUT_MATTER: "无事项",
    RegisterState.VOID: "作废",
}
_NOT_REFERRED_YET = frozenset(
    {MatterStatus.REGISTERED, MatterStatus.AWAITING_REFERRAL, MatterStatus.RETURNED}
)


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """What the register needs of a matter."""

    title: str
    status: MatterStatus
    due_on: date | None = None
    settled_on: date | None = None
    satisfaction: Satisfaction | None = None
    content: str = ""
    untold_since: date | None = None
    outcome: Outcome | None = None
    id: MatterId | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class ReceptionFacts:
    """What the register and the search need of a reception; names and phones in full."""

    id: ReceptionId
    station_id: StationId
    received_on: date
    number: str
    serial: int
    channel: Channel
    visit_kind: VisitKind
    head_count: int
    area_id: AreaId | None
    confidential: bool
    status: ReceptionStatus
    void_reason: str
    place: str
    words: str
    summary: str
    areas: tuple[str, ...] = ()
    """The village and township it is found by: the visitor's, and the station's own township."""
    visitors: tuple[tuple[str, str], ...] = ()
    """(name, phone) of each speaker."""
    representatives: tuple[str, ...] = ()
    matters: tuple[MatterFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a reception and what is said with it."""

    state: RegisterState
    settled: int = 0
    untold: int = 0
    since_on: date | None = None
    due_on: date | None = None
    satisfaction: Satisfaction | None = None


def standing(status: ReceptionStatus, matters: Sequence[MatterFacts]) -> Standing:
    """Where a reception stands: told last what is done, told first what somebody waits for."""
    if status is ReceptionStatus.VOID:
        return Standing(RegisterState.VOID)
    counted = [matter for matter in matters if matter.status is not MatterStatus.VOID]
    if not counted:
        return Standing(RegisterState.WITHOUT_MATTER)
    untold = [matter for matter in counted if matter.untold_since is not None]
    still_open = [matter for matter in counted if matter.status in OPEN]
    return Standing(
        RegisterState.UNTOLD if untold else _state(counted),
        settled=len(counted) - len(still_open),
        untold=len(untold),
        since_on=min((m.untold_since for m in untold if m.untold_since), default=None),
        due_on=min((m.due_on for m in still_open if m.due_on), default=None),
        satisfaction=next((m.satisfaction for m in counted if m.satisfaction), None),
    )


def _state(matters: Sequence[MatterFacts]) -> RegisterState:
    statuses = {matter.status for matter in matters}
    if statuses & _NOT_REFERRED_YET:
        return RegisterState.AWAITING
    if statuses & OPEN:
        return RegisterState.IN_HAND
    if statuses == {MatterStatus.ANSWERED_ON_THE_SPOT}:
        return RegisterState.ON_THE_SPOT
    if all(matter.outcome is Outcome.DECLINED for matter in matters):
        return RegisterState.DECLINED
    return RegisterState.SETTLED


def short_number(number: str) -> str:
    """The number as it is said at the station: 330902004-2026-000036 → 2026-0036."""
    parts = number.split("-")
    if len(parts) < 3 or not parts[-1].isdecimal():
        return number
    return f"{parts[-2]}-{int(parts[-1]):04d}"


def station_code(number: str) -> str:
    """The station in a number: 330902004-2026-000036 → 330902004."""
    return number.rsplit("-", 2)[0]


def visitor_label(facts: ReceptionFacts) -> str:
    """林**, 吴**，保密, 集体 12 人, 匿名 0045."""
    if facts.visit_kind is VisitKind.GROUP:
        return f"集体 {facts.head_count} 人"
    if facts.visit_kind is VisitKind.ANONYMOUS or not facts.visitors:
        return f"匿名 {facts.serial:04d}"
    label = "、".join(mask_name(name) for name, _ in facts.visitors)
    return f"{label}，{CONFIDENTIAL_ZH}" if facts.confidential else label


def contact_label(facts: ReceptionFacts) -> str:
    """Below the visitor: a masked phone, how many spoke, or how an anonymous one asks later."""
    if facts.confidential:
        return HIDDEN_ZH
    if facts.visit_kind is VisitKind.GROUP:
        return f"代表发言 {len(facts.visitors)} 人" if facts.visitors else "未留发言人"
    if facts.visit_kind is VisitKind.ANONYMOUS or not facts.visitors:
        return "未留姓名"
    return next((mask_phone(phone) for _, phone in facts.visitors if phone), "未留电话")


def headline(facts: ReceptionFacts) -> str:
    """The matters' titles, numbers of persons in them hidden; without matters the summary."""
    titles = "；".join(matter.title for matter in facts.matters if matter.title)
    return mask_in_text(titles or facts.summary or facts.words)[:80]


def state_text(  # noqa: PLR0913, PLR0917 - one value a part of the sentence
    state: RegisterState,
    matters: int,
    settled: int,
    since_on: date | None,
    due_on: date | None,
    satisfaction: Satisfaction | None,
    today: date,
) -> str:
    """The chip's words as of today: 待交办，剩 3 天; 办理中 1/2; 已答复 9 天，未告知."""
    words = REGISTER_STATE_ZH[state]
    if state is RegisterState.UNTOLD and since_on:
        days = (today - since_on).days
        return f"已答复 {days} 天，未告知" if days > 0 else "今天答复，未告知"
    if state in (RegisterState.AWAITING, RegisterState.IN_HAND):
        done = f" {settled}/{matters}" if matters > 1 and settled else ""
        return words + done + _clock(due_on, today)
    if state is RegisterState.SETTLED and satisfaction:
        return f"{words} · {SATISFACTION_ZH[satisfaction]}"
    return words


def _clock(due_on: date | None, today: date) -> str:
    if due_on is None:
        return ""
    left = (due_on - today).days
    if left < 0:
        return f"，逾期 {-left} 天"
    return f"，剩 {left} 天" if left else "，今天到期"
