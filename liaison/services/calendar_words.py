"""A change of the calendar in words, the same for the page and the command line."""

from liaison.domain.clock import day_zh
from liaison.services.calendar_changes import Change
from liaison.services.clocks import Moved


def change_zh(change: Change, *, foreseen: bool = False) -> str:
    """What the file did, or with `foreseen` what it would do; one paragraph."""
    parts = [f"{change.file}：{change.days} 天，其中 {len(change.changed)} 天和原来不同"]
    if change.years:
        years = "、".join(map(str, change.years))
        parts.append(f"{'将' if foreseen else '已'}确认 {years} 年")
    for year, names in change.partial:
        missing = "、".join(names)
        parts.append(f"{year} 年还缺{missing}，这一年没有写进的日子仍暂按周末推算")
    parts.append(f"日历{'将' if foreseen else ''}确认到 {change.known_until} 年")
    if change.moved:
        parts.append(f"{'会移动' if foreseen else '移动了'} {len(change.moved)} 件的期限")
    else:
        parts.append(f"没有{'要移动的' if foreseen else '移动'}期限")
    return f"{'；'.join(parts)}。"


def moved_zh(moved: Moved) -> str:
    """`330902004-2026-000123-1  2027-02-08 周一 → 2027-02-18 周四`."""
    return f"{moved.number}  {day_zh(moved.old)} → {day_zh(moved.new)}"
