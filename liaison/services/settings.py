"""The office's settings: named values with defaults, kept in the database."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from db.models.first_page import settings
from liaison.domain.duty_notice import ACCEPTED_ZH, HANDLING_ZH, NOT_ACCEPTED_ZH
from liaison.domain.errors import InvalidForm, Problem
from liaison.domain.periods import LIMITS
from liaison.domain.span import Span
from liaison.services.work import Work

DEFAULTS: dict[str, Any] = {
    "district": "",
    "web_address": "",
    "issuer": "",
    "yearly_minimum": 2,
    "notice_accepted": ACCEPTED_ZH,
    "notice_not_accepted": NOT_ACCEPTED_ZH,
    "notice_handling": HANDLING_ZH,
    **{key: limit.default for key, limit in LIMITS.items()},
}
"""Local periods and quotas are settings; these are the proposals of the field's practice."""


def setting(work: Work, key: str) -> Any:
    """The value of a known setting, else its default."""
    row = work.session.execute(select(settings.c.value).where(settings.c.key == key)).first()
    return DEFAULTS[key] if row is None else row.value


def span(work: Work, key: str) -> Span:
    """A period of `LIMITS` as it is set, with its unit: `span(work, "answer_within_days")` → 15w."""
    return LIMITS[key].span(int(setting(work, key)))


def put_setting(work: Work, key: str, value: Any) -> None:
    """Change one setting; an unknown key is a bug of ours."""
    if key not in DEFAULTS:
        raise KeyError(key)
    from db.models import Setting

    row = work.session.get(Setting, key)
    if row is None:
        work.session.add(Setting(key=key, value=value))
    else:
        row.value = value
    work.session.flush()


def limits(work: Work) -> dict[str, int]:
    """Every number of `LIMITS` as it is set."""
    return {key: int(setting(work, key)) for key in LIMITS}


def put_limits(work: Work, values: Mapping[str, int]) -> None:
    """Change numbers of `LIMITS`; clocks that run already stay. InvalidForm: one is out of range."""
    problems = tuple(
        Problem(
            f"limits.{key}", "out_of_range", {"least": LIMITS[key].least, "most": LIMITS[key].most}
        )
        for key, value in values.items()
        if not LIMITS[key].least <= value <= LIMITS[key].most
    )
    if problems:
        raise InvalidForm(problems)
    for key, value in values.items():
        if value != setting(work, key):
            put_setting(work, key, value)
