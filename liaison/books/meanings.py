"""What the words of a register mean: slots, channels, levels, results. None when unknown."""

import re
from typing import TypeVar

from liaison.books.cells import zh_numbers
from liaison.domain.duty import Slot
from liaison.domain.fold import fold, narrow
from liaison.domain.matter import DeclineReason, Disposition, Satisfaction
from liaison.domain.reception import Channel
from liaison.domain.representative import Gender, RepresentativeStatus, SeatLevel
from liaison.domain.station import AreaLevel, StationKind

T = TypeVar("T")

_SLOTS = (
    (Slot.EVENING, r"晚|夜|傍"),
    (Slot.AFTERNOON, r"下午|午后|\bpm\b|^午$|中午"),
    (Slot.MORNING, r"上午|早|\bam\b|全天|午前"),
)
_CHANNELS = (
    (Channel.HAMLET, "山岙|进岙"),
    (Channel.ISLAND, "小岛|海岛|跑岛|进岛"),
    (Channel.FACE_TO_FACE, "面对面"),
    (Channel.OUTREACH, "流动|上门|巡回|走访|下沉|田间|企业行"),
    (Channel.THEMED, "主题|专题"),
    (Channel.PHONE, "电话|来电|热线"),
    (Channel.LETTER, "来信|信件|书信|信箱"),
    (Channel.SCAN, "扫码|二维码|网络|线上|网上|微信"),
    (Channel.ON_SITE, "进站|来站|站内|坐班|驻站|接待室|接待日|来访|日常|定点|接待|现场|联络站"),
)
_LEVELS = (
    (SeatLevel.NATIONAL, "全国|国家"),
    (SeatLevel.PROVINCE, "省|自治区"),
    (SeatLevel.CITY, "市|设区市|地级"),
    (SeatLevel.DISTRICT, "区|县|旗"),
    (SeatLevel.TOWNSHIP, "镇|乡|街道"),
)
_STATUSES = (
    (RepresentativeStatus.SUSPENDED, "暂停"),
    (RepresentativeStatus.ENDED, "终止|辞职|辞去|罢免|离任|调离|调出|去世|死亡|卸任|出缺"),
    (RepresentativeStatus.SERVING, "在任|在职|正常|有效|履职|现任"),
)
_REASONS = (
    (DeclineReason.ARBITRATION, "仲裁"),
    (DeclineReason.REVIEW, "复议"),
    (DeclineReason.TENDER, "招标|投标|招投标"),
    (DeclineReason.PERSONAL_DISPUTE, "私人|民事|邻里|家庭|纠纷|经济往来"),
    (DeclineReason.LITIGATION, "诉讼|涉诉|涉法|法院|判决|起诉|检察"),
    (DeclineReason.RUNNING_CASE, "正在办理|办理的案件|立案|侦查|公安"),
)
_KINDS = (
    (StationKind.CENTRE, "中心"),
    (StationKind.POINT, "点$|联系点|联络点|接待点"),
    (StationKind.STATION, "站"),
)
_AREA_LEVELS = (
    (AreaLevel.GRID, "网格|格"),
    (AreaLevel.VILLAGE, "村|社|居"),
    (AreaLevel.TOWNSHIP, "镇|乡|街"),
    (AreaLevel.DISTRICT, "区|县|旗"),
)
_SATISFACTION = (
    (Satisfaction.UNREACHABLE, "无法联系|联系不上|失联|空号"),
    (Satisfaction.NOT_RATED, "未评|不评|弃权"),
    (Satisfaction.DISSATISFIED, "不满"),
    (Satisfaction.FAIRLY_SATISFIED, "基本|较|比较|一般"),
    (Satisfaction.SATISFIED, "满意|很好|^好$|^是$"),
)
_SETTLED_ON_THE_SPOT = "当场|现场|当面|即时|立即|解释|答复|解答"
_DECLINED = "不予受理|不受理|不予|引导|告知去向|不属|另行"
_REFERRED = "交办|转办|转交|移交|交由|上报|转送|转|交|报送|汇总"
_BARE = re.compile(
    rf"(?:已|予以|给予|处理|办理|解决|{_SETTLED_ON_THE_SPOT}|{_DECLINED}|{_REFERRED}|[\W_])+"
)
_REFERRED_TO = re.compile(
    r"已?(?:交办|转办|转交|移交|交由|转送|转|交)(?:至|给|到|由)?([^，,。；;：:、]{2,}?)(?:办理|处理|解决|答复)?"
)
_UNDERWAY = "办理中|正在办|在办|未办结|处理中|跟踪|进行中|待办|未答复|未办|待答复|协调中"


def slot_of_text(text: str) -> Slot | None:
    """上午, 下午, 晚上, or the hour of a time like 14:30-16:30."""
    plain = narrow(zh_numbers(text)).lower()
    if found := _first(_SLOTS, plain):
        return found
    hour = re.search(r"(\d{1,2})[:时点]", plain)
    if hour is None or int(hour[1]) > 23:
        return None
    number = int(hour[1])
    return Slot.MORNING if number < 12 else Slot.AFTERNOON if number < 18 else Slot.EVENING


def channel_of(text: str) -> tuple[Channel | None, str]:
    """(channel, place): `代表走山岙（大洋岙）`; the place is what stands in brackets or after ：."""
    plain = narrow(text)
    found = re.search(r"\(([^)]*)\)|[:：/](.+)$", plain)
    place = (found[1] or found[2] or "").strip() if found else ""
    head = plain[: found.start()] if found else plain
    return _first(_CHANNELS, head) or _first(_CHANNELS, plain), place


def levels_of(text: str) -> tuple[SeatLevel, ...]:
    """`省人大代表/区`, `市级，区、镇`: every level that is named, highest first; () when none."""
    bare = re.sub("人大|代表|自治区", lambda m: "省" if m[0] == "自治区" else "", text)
    return tuple(level for level, words in _LEVELS if re.search(words, bare))


def gender_of(text: str) -> Gender | None:
    return {"男": Gender.MALE, "女": Gender.FEMALE}.get(text.strip()[:1])


def status_of(text: str) -> RepresentativeStatus | None:
    return _first(_STATUSES, text)


def station_kind_of(text: str) -> StationKind | None:
    return _first(_KINDS, text)


def area_level_of(text: str, code: str) -> AreaLevel | None:
    """By its word, else by the zeros at the end of its 12-digit code."""
    if text and (found := _first(_AREA_LEVELS, text)):
        return found
    if len(code) == 12:
        if code.endswith("000000"):
            return AreaLevel.DISTRICT
        return AreaLevel.TOWNSHIP if code.endswith("000") else AreaLevel.VILLAGE
    return None


def disposition_of(text: str) -> Disposition | None:
    for disposition, words in (
        (Disposition.DECLINED, _DECLINED),
        (Disposition.ANSWERED_ON_THE_SPOT, _SETTLED_ON_THE_SPOT),
        (Disposition.REFERRED, _REFERRED),
    ):
        if re.search(words, text):
            return disposition
    return None


def is_bare(text: str) -> bool:
    """A cell that says what became of a matter and nothing more."""
    return bool(_BARE.fullmatch(text))


def referred_to(text: str) -> str:
    """`转县民政局`, `交由城建办处理`: the unit, "" where none is said."""
    found = _REFERRED_TO.fullmatch(text)
    return "" if found is None or is_bare(text) else found[1]


def satisfaction_of(text: str) -> Satisfaction | None:
    return _first(_SATISFACTION, text)


def class_code_of(text: str, classes: dict[str, str]) -> str | None:
    """`A`, `A类`, `A（已解决）`, `已解决`: the code, by the office's own table code → name."""
    plain = fold(text).upper()
    for code in classes:
        if re.match(f"{re.escape(code.upper())}(?![A-Z0-9])", plain):
            return code
    by_name = {fold(name): code for code, name in classes.items()}
    return by_name.get(fold(text))


def is_underway(text: str) -> bool:
    return bool(re.search(_UNDERWAY, text))


def decline_reason_of(text: str) -> tuple[DeclineReason | None, str]:
    """(reason, where to): `已申请仲裁，引导至仲裁委`."""
    found = re.search(r"(?:引导|告知|建议|转)(?:至|到|去|向|其到|其向)?([^，,；;。（(]+)", text)
    where = found[1].strip() if found else ""
    before = text[: found.start()] if found else text
    return _first(_REASONS, before) or _first(_REASONS, text), where


def _first(table: tuple[tuple[T, str], ...], text: str) -> T | None:
    return next((member for member, words in table if re.search(words, text)), None)
