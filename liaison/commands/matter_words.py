"""A matter as the command line answers it: for a machine and for a person. Visitors stay masked."""

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.clock import civil
from liaison.domain.matter import MATTER_STATUS_ZH, STAGE_ZH
from liaison.domain.steps import STEP_ZH

if TYPE_CHECKING:
    from liaison.services.matter_list import MatterRow
    from liaison.services.matter_view import MatterFile, TimelineEntry


def row_as_json(row: "MatterRow") -> dict[str, Any]:
    """One line of `matters list --json`."""
    return {
        "number": row.number,
        "title": row.title,
        "status": row.status,
        "stage": row.stage,
        "raised_on": _plain(row.raised_on),
        "due_on": _plain(row.due_on),
        "paused_on": _plain(row.paused_on),
        "untold_since": _plain(row.untold_since),
        "settled_on": _plain(row.settled_on),
        "late_days": row.late_days,
        "category": row.category,
        "village": row.village,
        "unit": row.unit,
        "round": row.round_no,
        "class": row.answer_class,
        "satisfaction": row.satisfaction,
        "version": row.version,
        "id": str(row.id),
    }


def row_in_words(row: "MatterRow") -> str:
    due = f"期限 {row.due_on}" if row.due_on else ""
    return "\t".join((row.number, STAGE_ZH[row.stage], due, row.unit, row.title))


def as_json(file: "MatterFile") -> dict[str, Any]:
    """`matters show --json`: everything but the visit's own record."""
    content: dict[str, Any] = _plain(asdict(file))
    visit = content.pop("visit")
    content["steps"] = sorted(file.steps)
    content["station"] = visit["station"]
    content["reception"] = visit["number"]
    content["visitors"] = [one["name"] for one in visit["visitors"]]
    content["words"] = visit["words"]
    return content


def in_words(file: "MatterFile", *, last: bool = False) -> str:
    """The matter in lines; `last`: only where it stands now."""
    due = f"　期限 {file.due_on}{GUESSED_ZH if file.due_is_guess else ''}" if file.due_on else ""
    head = f"{file.number}　{MATTER_STATUS_ZH[file.status]}　第 {file.round_no} 轮{due}"
    slips = [f"{one.number}　{one.code}" for one in file.slips]
    if last:
        return "\n".join([head, *slips[-1:]])
    may = "、".join(STEP_ZH[step] for step in sorted(file.steps))
    lines = [head, file.title, *map(_line, file.timeline)]
    return "\n".join([*lines, *(f"单 {slip}" for slip in slips), f"可以：{may or '无'}"])


def _line(entry: "TimelineEntry") -> str:
    word = STEP_ZH[entry.step] if entry.step else MATTER_STATUS_ZH[entry.status]
    late = f"　迟 {entry.late_days} 天" if entry.late_days else ""
    return f"{entry.happened_on}\t第 {entry.round_no} 轮\t{word}{late}\t{entry.remark}".rstrip()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return civil(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return str(value)
