"""What a step's panel chooses from, and what it begins with."""

from dataclasses import dataclass

from sqlalchemy import select

from db.models import AnswerClass, Guidance, Matter, Telling
from liaison.domain.errors import NotFound
from liaison.domain.ids import MatterId
from liaison.domain.matter import DeclineReason, Stage
from liaison.services.settings import setting, span
from liaison.services.stations import Choice, categories, units
from liaison.services.work import Work

WAYS_ZH = ("电话", "当面", "短信", "微信", "书面")
"""How people are told; what a station also uses joins the list by being used."""
MOST_WAYS = 200


@dataclass(frozen=True)
class ClassChoice:
    code: str
    name: str
    definition: str
    followed: bool


@dataclass(frozen=True)
class Elsewhere:
    """Where a matter of this kind was last sent to."""

    reason: DeclineReason
    where_to: str
    phone: str


@dataclass(frozen=True)
class StepChoices:
    units: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    classes: tuple[ClassChoice, ...]
    ways: tuple[str, ...]
    last_way: str
    elsewhere: tuple[Elsewhere, ...]
    return_days: int
    tell_words: str
    """`5 个工作日`: until when a visitor has to be told."""


def choices(work: Work, key: MatterId) -> StepChoices:
    """The lists for the matter's own station. NotFound: no such matter."""
    matter = work.session.get(Matter, key)
    if matter is None:
        raise NotFound("matter_not_found")
    ways = _ways(work, matter)
    return StepChoices(
        units=tuple(units(work)),
        categories=tuple(categories(work)),
        classes=classes(work),
        ways=tuple(dict.fromkeys((*WAYS_ZH, *ways))),
        last_way=ways[0] if ways else WAYS_ZH[0],
        elsewhere=_elsewhere(work, matter),
        return_days=int(setting(work, "return_within_days")),
        tell_words=span(work, "tell_within_days").words_zh,
    )


def rules(work: Work) -> dict[Stage, str]:
    """What each stage's clock asks for, in words: 答复后 5 个工作日内告知."""
    asked = {
        Stage.TO_REFER: ("提出后", "refer_within_days", "内交办"),
        Stage.IN_HAND: ("交办后", "answer_within_days", "内答复"),
        Stage.UNTOLD: ("答复后", "tell_within_days", "内告知"),
        Stage.TRACKED: ("转跟踪后", "review_within_days", "内再答复"),
    }
    return {
        stage: f"{since} {span(work, key).words_zh}{what}"
        for stage, (since, key, what) in asked.items()
    }


def classes(work: Work) -> tuple[ClassChoice, ...]:
    """The office's classes of answers, with the definitions that it prints."""
    rows = work.session.scalars(select(AnswerClass).order_by(AnswerClass.position))
    return tuple(ClassChoice(row.code, row.name, row.definition, row.followed) for row in rows)


def _ways(work: Work, matter: Matter) -> tuple[str, ...]:
    """Ways used at the station, the last one first."""
    query = (
        select(Telling.how)
        .where(Telling.station_id == matter.station_id, Telling.reached.is_(True))
        .order_by(Telling.id.desc())
        .limit(MOST_WAYS)
    )
    return tuple(dict.fromkeys(filter(None, work.session.scalars(query))))


def _elsewhere(work: Work, matter: Matter) -> tuple[Elsewhere, ...]:
    query = (
        select(Guidance.reason, Guidance.where_to, Guidance.phone)
        .where(Guidance.station_id == matter.station_id)
        .order_by(Guidance.id.desc())
        .limit(MOST_WAYS)
    )
    found: dict[DeclineReason, Elsewhere] = {}
    for reason, where_to, phone in work.session.execute(query):
        found.setdefault(reason, Elsewhere(reason, where_to, phone))
    return tuple(found.values())
