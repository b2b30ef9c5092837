"""A reception written as JSON, with the names that people use instead of keys."""

from collections.abc import Callable, Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import select

from db.models import Representative
from liaison.domain.duty import SLOT_ZH, Slot
from liaison.domain.errors import BadInput
from liaison.domain.fold import fold
from liaison.domain.ids import RepresentativeId, StationId
from liaison.domain.matter import (
    DECLINE_REASON_ZH,
    DISPOSITION_ZH,
    URGENCY_ZH,
    DeclineReason,
    Disposition,
    Urgency,
)
from liaison.domain.reception import CHANNEL_ZH, VISIT_KIND_ZH, Channel, VisitKind
from liaison.services.reception_form import MatterForm, OfficialForm, ReceptionForm, VisitorForm
from liaison.services.stations import area_named, category_named, station_named, unit_named
from liaison.services.work import Work

Kind = TypeVar("Kind", bound=StrEnum)
PLAIN = (
    *("words", "summary", "place", "companions", "recorder", "remark"),
    *("wants_callback", "confidential", "dictated", "notice_given", "read_back", "from_elsewhere"),
    "head_count",
)
KNOWN = {
    *PLAIN,
    *("station", "received_on", "started", "ended", "slot", "channel", "visit_kind", "village"),
    *("representatives", "officials", "visitors", "matters"),
}
MATTER_KEYS = {
    *("title", "content", "category", "urgency", "disposition", "answer", "unit", "concerns"),
    *("decline_reason", "where_to", "where_phone", "village"),
}
TEXT = frozenset({"words", "summary", "place", "companions", "recorder", "remark"})


def read_form(work: Work, content: object) -> ReceptionForm:
    """The form that the JSON object describes; BadInput("json_shape") names the first wrong key."""
    given = _keys(content, KNOWN, "")
    station = StationId(station_named(work, _text(given, "station")).id)
    started = _optional(given, "started", _time)
    kind = _member(given, "visit_kind", VisitKind, VISIT_KIND_ZH, VisitKind.INDIVIDUAL)
    return ReceptionForm(
        station_id=station,
        received_on=_optional(given, "received_on", date.fromisoformat) or work.today,
        started=started,
        ended=_optional(given, "ended", _time),
        slot=_member(given, "slot", Slot, SLOT_ZH, None),
        channel=_member(given, "channel", Channel, CHANNEL_ZH, Channel.ON_SITE),
        visit_kind=kind,
        area_id=area_named(work, _text(given, "village")),
        representatives=tuple(
            representative_named(work, station, name) for name in _list(given, "representatives")
        ),
        officials=tuple(_official(one) for one in _list(given, "officials")),
        visitors=tuple(_visitor(work, one) for one in _list(given, "visitors")),
        matters=tuple(
            _matter(work, one, place) for place, one in enumerate(_list(given, "matters"), start=1)
        ),
        **{"words": "", **{key: _plain(given, key) for key in PLAIN if key in given}},
    )


def representative_named(work: Work, station_id: StationId, name: object) -> RepresentativeId:
    """The representative of this name at the station; of the district when the station has none.

    The key in place of the name tells two people of one name apart; the refusal lists their keys.
    """
    wanted = fold(str(name))
    rows = work.session.execute(
        select(
            Representative.id, Representative.name, Representative.station_id, Representative.post
        )
    )
    same = [
        (key, at, post)
        for key, known, at, post in rows
        if fold(known) == wanted or str(key) == name
    ]
    here = [one for one in same if one[1] == station_id]
    found = here or same
    if not found:
        raise BadInput("json_shape", text=f"接待代表“{name}”不在名册里")
    if len(found) > 1:
        keys = "、".join(f"{key}（{post}）" if post else str(key) for key, _, post in found)
        text = f"接待代表“{name}”不止一位，请在姓名处改写其中一位的编号：{keys}"
        raise BadInput("json_shape", text=text)
    return RepresentativeId(found[0][0])


def _official(content: object) -> OfficialForm:
    given = _keys(content, {"unit", "name", "post"}, "officials")
    return OfficialForm(_text(given, "unit"), _text(given, "name"), _text(given, "post"))


def _visitor(work: Work, content: object) -> VisitorForm:
    given = _keys(content, {"name", "phone", "village", "address"}, "visitors")
    village, address = _text(given, "village"), _text(given, "address")
    area = area_named(work, village)
    kept = address or (village if area is None else "")
    return VisitorForm(_text(given, "name"), _text(given, "phone"), area, kept)


def _matter(work: Work, content: object, place: int) -> MatterForm:
    given = _keys(content, MATTER_KEYS, f"matters 第 {place} 件")
    category = _text(given, "category")
    category_id = category_named(work, category) if category else None
    if category and category_id is None:
        raise BadInput("json_shape", text=f"事项 {place} 的类别“{category}”不在类别表里")
    unit = _text(given, "unit")
    return MatterForm(
        title=_text(given, "title"),
        content=_text(given, "content"),
        category_id=category_id,
        area_id=area_named(work, _text(given, "village")),
        concerns=_text(given, "concerns"),
        urgency=_member(given, "urgency", Urgency, URGENCY_ZH, Urgency.NORMAL),
        disposition=_member(
            given, "disposition", Disposition, DISPOSITION_ZH, Disposition.REFERRED
        ),
        answer=_text(given, "answer"),
        unit_id=unit_named(work, unit) if unit else None,
        unit_name=unit,
        decline_reason=_member(given, "decline_reason", DeclineReason, DECLINE_REASON_ZH, None),
        where_to=_text(given, "where_to"),
        where_phone=_text(given, "where_phone"),
    )


def _keys(content: object, known: set[str], at: str) -> Mapping[str, Any]:
    where = f"{at} " if at else ""
    if not isinstance(content, dict):
        raise BadInput("json_shape", text=f"{where}应当是一个对象")
    unknown = [key for key in content if key not in known]
    if unknown:
        raise BadInput("json_shape", text=f"{where}不认识的键“{unknown[0]}”")
    return content


def _text(given: Mapping[str, Any], key: str) -> str:
    value = given.get(key, "")
    if not isinstance(value, str):
        raise BadInput("json_shape", text=f"“{key}”应当是文字")
    return value


def _list(given: Mapping[str, Any], key: str) -> list[Any]:
    value = given.get(key, [])
    if not isinstance(value, list):
        raise BadInput("json_shape", text=f"“{key}”应当是列表")
    return value


def _plain(given: Mapping[str, Any], key: str) -> Any:
    value = given[key]
    wanted = str if key in TEXT else int if key == "head_count" else bool
    if type(value) is not wanted:
        name = {str: "文字", int: "整数", bool: "true 或 false"}[wanted]
        raise BadInput("json_shape", text=f"“{key}”应当是{name}")
    return value


def _time(text: str) -> time:
    """A time of day at the station: one with a zone of its own is refused."""
    read = time.fromisoformat(text.zfill(5))
    if read.tzinfo is not None:
        raise ValueError
    return read


Value = TypeVar("Value")


def _optional(given: Mapping[str, Any], key: str, read: Callable[[str], Value]) -> Value | None:
    text = _text(given, key)
    if not text:
        return None
    try:
        return read(text)
    except ValueError as error:
        raise BadInput("json_shape", text=f"“{key}”的“{text}”读不懂") from error


def _member(
    given: Mapping[str, Any],
    key: str,
    kind: type[Kind],
    words: Mapping[Kind, str],
    default: Any,
) -> Any:
    """The member of an enumeration, by its value or its Chinese word."""
    text = _text(given, key)
    if not text:
        return default
    found = [member for member in kind if text in (member.value, words[member])]
    if not found:
        allowed = "、".join(words.values())
        raise BadInput("json_shape", text=f"“{key}”只能是 {allowed}")
    return found[0]
