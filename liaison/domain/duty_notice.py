"""接待日公告: what it says, in words that can be printed, copied and compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from liaison.domain.clock import WEEKDAYS_ZH
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
    "代表当面听取，工作人员逐件登记、当场编号。能当场答复的当场答复；需要办理的转交有关单位，"
    "办理结果由本站告诉您；需要由国家机关研究的，由代表依法提出建议。"
)
DAY, HOURS, PLACE, PEOPLE, THEME = "接待日期", "接待时间", "接待地点", "接待代表", "接待主题"
COMPARED = (DAY, HOURS, PLACE, PEOPLE, THEME)
"""The lines that a correction notice compares."""
HELD, CANCELLED = "接待情况", "取消"


@dataclass(frozen=True)
class NoticePerson:
    """A representative on the notice: the name is public (代表法 art. 58), levels highest first."""

    name: str
    levels: tuple[SeatLevel, ...] = ()

    @property
    def levels_zh(self) -> str:
        """`市、区人大代表`; empty where no seat is known."""
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
    cancelled: str = ""
    """Why it is not held; "" while it is."""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Label and words of what a correction compares, in the notice's order."""
        people = "、".join(one.named for one in self.people)
        found = [
            (DAY, notice_day_zh(self.held_on)),
            (HOURS, hours_zh(self.slot, self.starts, self.ends)),
            (PLACE, self.place or self.station),
            (PEOPLE, people or "见站内安排"),
        ]
        return (*found, *(((THEME, self.theme),) if self.theme else ()))


@dataclass(frozen=True)
class Notice:
    """A notice as it is printed: edition 1, or a correction with what has changed."""

    content: NoticeContent
    issued_on: date
    edition: int = 1
    changes: tuple[str, ...] = ()

    @property
    def is_correction(self) -> bool:
        return self.edition > 1

    @property
    def title(self) -> str:
        if self.content.cancelled:
            return "代表接待日取消公告"
        return "代表接待日更正公告" if self.is_correction else "代表接待日公告"

    @property
    def opening(self) -> str:
        content = self.content
        if content.cancelled:
            return (
                f"原定{notice_day_zh(content.held_on)}的代表接待因{content.cancelled}取消，"
                "给您带来不便，敬请谅解。"
            )
        if self.is_correction:
            return (
                f"{content.station}{notice_day_zh(content.held_on)}的代表接待有变动，现更正如下。"
            )
        return (
            f"为听取和反映人民群众的意见和要求，{content.station}定于以下时间接待群众，"
            "欢迎前来反映情况、提出建议。"
        )


def hours_zh(slot: Slot, starts: time | None, ends: time | None) -> str:
    """`上午 9:00–11:30`, `晚上 18:30`, `上午`."""
    word = SLOT_ZH[slot]
    if starts is None:
        return word
    begin = f"{starts.hour}:{starts:%M}"
    return f"{word} {begin}–{ends.hour}:{ends:%M}" if ends else f"{word} {begin}"


def notice_day_zh(day: date) -> str:
    """`2026年3月5日（星期四）`; Sunday is 星期日."""
    return f"{day.year}年{day.month}月{day.day}日（星期{WEEKDAYS_ZH[day.weekday()]}）"


def signed_day_zh(day: date) -> str:
    """The date of a document (GB/T 9704-2012 7.3.5): no zeros before month and day."""
    return f"{day.year}年{day.month}月{day.day}日"


def notice_text(notice: Notice) -> str:
    """The notice as plain text: what is kept, and what is pasted into a group chat."""
    content = notice.content
    parts = [notice.title, "", notice.opening]
    parts += [f"变动：{one}" for one in notice.changes]
    parts += [f"{label}：{words}" for label, words in content.facts]
    if content.cancelled:
        parts.append(f"{HELD}：{CANCELLED}（{content.cancelled}）")
    else:
        parts += ["受理范围：", *numbered(content.accepted)]
        parts += ["不受理范围：", *numbered(content.not_accepted)]
        parts.append(f"意见办理：{content.handling}")
    if content.phone:
        parts.append(f"联系电话：{content.phone}")
    parts += ["", content.issuer or content.station, signed_day_zh(notice.issued_on)]
    return "\n".join(parts)


def numbered(words: str) -> list[str]:
    """A setting's lines with their numbers."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return [f"{place}. {line}" for place, line in enumerate(lines, start=1)]


def facts_in(text: str) -> dict[str, str]:
    """What a kept notice says, by label."""
    found = {}
    for line in text.splitlines():
        label, colon, words = line.partition("：")
        if colon and label in (*COMPARED, HELD):
            found[label] = words
    return found


def changes_zh(text: str, content: NoticeContent) -> tuple[str, ...]:
    """What has changed since a notice was posted with this text, one sentence each; none: nothing."""
    old = facts_in(text)
    if not old:
        return ()
    was_cancelled = HELD in old
    if content.cancelled:
        return () if was_cancelled else (f"本次接待取消（{content.cancelled}）",)
    new = dict(content.facts)
    found = ["本次接待恢复举行"] if was_cancelled else []
    for label in COMPARED:
        before, now = old.get(label, ""), new.get(label, "")
        if before == now:
            continue
        found += _people_zh(before, now) if label == PEOPLE else [_change_zh(label, before, now)]
    return tuple(found)


def _change_zh(label: str, before: str, now: str) -> str:
    if not before:
        return f"{label}：{now}"
    return f"{label}由“{before}”改为“{now or '不设'}”"


def _people_zh(before: str, now: str) -> list[str]:
    old, new = _names(before), _names(now)
    gone = [one for one in old if one not in new]
    come = [one for one in new if one not in old]
    if gone and come:
        return [f"原定{'、'.join(gone)}因故不能参加，由{'、'.join(come)}接待"]
    if gone:
        return [f"原定{'、'.join(gone)}因故不能参加"]
    return [f"增加{'、'.join(come)}接待"] if come else []


def _names(words: str) -> Sequence[str]:
    """`张伟（市、区人大代表）、李强` → names; the 、 of the levels stands in brackets."""
    found, depth, start = [], 0, 0
    for place, letter in enumerate(words):
        depth += (letter == "（") - (letter == "）")
        if letter == "、" and not depth:
            found.append(words[start:place])
            start = place + 1
    found.append(words[start:])
    return [one.partition("（")[0] for one in found if one]
