"""The doctor's look at reception days: a station without a rule, a rule that can't be read."""

from liaison.domain.check import Check
from liaison.services.doctor_data import reading
from liaison.settings import Settings

NAME = "接待规则"
NO_RULES = (
    "SELECT name FROM station WHERE closed_on IS NULL AND id NOT IN"
    " (SELECT station_id FROM duty_rule WHERE until_on IS NULL OR until_on >= CURRENT_DATE)"
    " ORDER BY position, code"
)
TEXTS = (
    "SELECT station.name, duty_rule.text FROM duty_rule JOIN station"
    " ON station.id = duty_rule.station_id WHERE station.closed_on IS NULL"
    " AND (until_on IS NULL OR until_on >= CURRENT_DATE) ORDER BY station.position, duty_rule.position"
)
WHERE = "请在“设置·联络站”写上"


def rules(settings: Settings) -> Check:
    """Every station has a rule, and every rule is understood."""
    from sqlalchemy import inspect, text

    with reading(settings) as connection:
        if connection is None or not inspect(connection).has_table("duty_rule"):
            return Check(NAME, ok=True, text="还没有数据")
        without = list(connection.scalars(text(NO_RULES)))
        known = [(name, rule) for name, rule in connection.execute(text(TEXTS))]
    unread = [f"{name}“{rule}”" for name, rule in known if not _reads(rule)]
    told = []
    if without:
        told.append(
            f"{_several(without)} 没有接待规则，排不出接待日：{WHERE}，如“每月15日 9:00-11:30”"
        )
    if unread:
        told.append(f"看不懂 {_several(unread)}：{WHERE}看得懂的写法")
    return Check(NAME, ok=not told, text="；".join(told) or f"{len(known)} 条，都看得懂")


def _several(names: list[str]) -> str:
    return "、".join(names[:3]) + (f" 等 {len(names)} 个" if len(names) > 3 else "")


def _reads(rule: str) -> bool:
    from liaison.domain.duty_rules import read_rule
    from liaison.domain.errors import BadInput

    try:
        read_rule(rule)
    except BadInput:
        return False
    return True
