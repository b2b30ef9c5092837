"""接待日公告: whether it hangs in time, and what it says."""

from dataclasses import dataclass
from datetime import date, time

from liaison.domain.duty import SLOT_ZH, Slot
from liaison.domain.representative import SEAT_LEVEL_ZH, SeatLevel

ACCEPTED_ZH = (
    "对人大、政府、监察委员会、法院、检察院工作的意见和建议\n"
    "道路交通、环境卫生、物业管理、养老托幼、看病上学等民生问题\n"
    "对法规、规划和重大工程的意见"
)
NOT_ACCEPTED_ZH = (
    "正在诉讼、仲裁、行政复议或者已经有生效裁判的事项\n"
    "信访已经受理、正在办理的事项\n"
    "报警、急救、火灾等紧急情况，请拨打 110、120、119"
)
HANDLING_ZH = (
    "代表当面听取，工作人员逐件登记、当场编号。能当场答复的当场答复；需要办理的交有关单位，"
    "办理结果由本站告诉您。需要长期研究的，由代表依法提出建议。"
)


@dataclass(frozen=True)
class NoticePerson:
    """A representative on the notice: the name is public (代表法 art. 58), levels highest first."""

    name: str
    levels: tuple[SeatLevel, ...] = ()

    @property
    def levels_zh(self) -> str:
        """`区、街道人大代表`; empty where no seat is known."""
        words = "、".join(SEAT_LEVEL_ZH[level] for level in self.levels)
        return f"{words}人大代表" if words else ""

    @property
    def named(self) -> str:
        return f"{self.name}（{self.levels_zh}）" if self.levels else self.name


@dataclass(frozen=True)
class NoticeContent:
    """What a notice tells. `place` is where it is held: the station's address, or the spot away."""

    station: str
    held_on: date
    slot: Slot
    starts: time | None
    ends: time | None
    place: str
    people: tuple[NoticePerson, ...]
    accepted: str = ACCEPTED_ZH
    not_accepted: str = NOT_ACCEPTED_ZH
    handling: str = HANDLING_ZH
    theme: str = ""
    phone: str = ""
    issuer: str = ""

    @property
    def hours_zh(self) -> str:
        return hours_zh(self.slot, self.starts, self.ends)


@dataclass(frozen=True)
class Notice:
    """A notice as it is printed: edition 1, or a correction with what has changed."""

    content: NoticeContent
    issued_on: date
    edition: int = 1
    changes: tuple[str, ...] = ()
    cancelled: str = ""
    """Why the reception is not held."""

    @property
    def is_correction(self) -> bool:
        return self.edition > 1

    @property
    def title(self) -> str:
        return "代表接待日更正公告" if self.is_correction else "代表接待日公告"


def hours_zh(slot: Slot, starts: time | None, ends: time | None) -> str:
    """`上午 9:00–11:30`, `晚上 18:30`, `上午`."""
    word = SLOT_ZH[slot]
    if starts is None:
        return word
    begin = f"{starts.hour}:{starts:%M}"
    return f"{word} {begin}–{ends.hour}:{ends:%M}" if ends else f"{word} {begin}"
