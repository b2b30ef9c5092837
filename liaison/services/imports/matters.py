"""Matters of imported receptions, with what became of them."""

from datetime import date
from typing import Any
from uuid import UUID

from db.models import Guidance, Matter, MatterStep, Round, Slip, Telling
from liaison.books.matters import MatterLine
from liaison.books.register import Visit
from liaison.domain.matter import OUTCOME, DeclineReason, Disposition, MatterStatus, stage_of
from liaison.domain.slip_code import SlipKind
from liaison.services.imports.importing import Here

LONGEST_TITLE = 60
FROM_THE_BOOK_ZH = "见登记簿"


def add_matters(here: Here, reception: dict[str, Any], visit: Visit) -> None:
    """One row a matter, its round, its steps, its guidance slip. Numbers come later."""
    for position, line in enumerate(visit.matters, start=1):
        key = _matter(here, reception, visit, position, line)
        _round(here, key, visit, line)
        _steps(here, key, visit, line)
        _telling(here, key, line, visit.received_on)
        if line.disposition is Disposition.DECLINED:
            here.importing.batch.add(
                Guidance,
                station_id=here.station.id,
                matter_id=key,
                reason=line.decline_reason or DeclineReason.OTHER,
                where_to=line.where_to,
            )
            here.importing.batch.add(
                Slip,
                station_id=here.station.id,
                matter_id=key,
                kind=SlipKind.GUIDANCE,
                year=visit.received_on.year,
                serial=0,
                number="",
                code="",
                made_on=visit.received_on,
            )


def _status(line: MatterLine) -> MatterStatus:
    if line.disposition is Disposition.DECLINED:
        return MatterStatus.DECLINED
    if line.disposition is Disposition.ANSWERED_ON_THE_SPOT:
        return MatterStatus.ANSWERED_ON_THE_SPOT
    if line.answer_class:
        if line.satisfaction:
            return MatterStatus.RATED
        return MatterStatus.TOLD if line.told_on else MatterStatus.ANSWERED
    if line.under_way or line.answer:
        return MatterStatus.IN_HAND
    return MatterStatus.REFERRED if line.unit else MatterStatus.AWAITING_REFERRAL


def _settled_on(line: MatterLine, received_on: date) -> date | None:
    """The book says when the visitor was told, not when it was answered: the nearest day known."""
    if line.disposition in {Disposition.DECLINED, Disposition.ANSWERED_ON_THE_SPOT}:
        return received_on
    return (line.told_on or received_on) if line.answer_class else None


def _told_on(line: MatterLine, received_on: date) -> date | None:
    if line.disposition is Disposition.DECLINED:
        return line.told_on or received_on
    if line.disposition is Disposition.ANSWERED_ON_THE_SPOT:
        return line.told_on or received_on
    return line.told_on


def _matter(
    here: Here, reception: dict[str, Any], visit: Visit, position: int, line: MatterLine
) -> UUID:
    importing, status = here.importing, _status(line)
    settled_on = _settled_on(line, visit.received_on)
    if line.answer_class and not line.told_on and settled_on == visit.received_on:
        importing.tell(visit.place, "answer_day_unknown")
    return importing.batch.add(
        Matter,
        station_id=here.station.id,
        reception_id=reception["id"],
        position=position,
        number="",
        raised_on=visit.received_on,
        title=_title(line.text),
        content=line.text if len(line.text) > LONGEST_TITLE or "\n" in line.text else "",
        category_id=importing.category(line.category, visit.place),
        disposition=line.disposition or Disposition.REFERRED,
        status=status,
        outcome=OUTCOME.get(status),
        **_clock(here, status, visit.received_on, settled_on),
        decline_reason=line.decline_reason,
        answer_class=line.answer_class,
        satisfaction=line.satisfaction,
        settled_on=settled_on,
        told_on=_told_on(line, visit.received_on),
    )


def _title(text: str) -> str:
    first = " ".join(text.split())
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1] + "…"


def _clock(
    here: Here, status: MatterStatus, received_on: date, settled_on: date | None
) -> dict[str, Any]:
    """What waits, since when, until when: being referred, being answered, or being told."""
    untold_since = settled_on if status is MatterStatus.ANSWERED else None
    since, key = untold_since or received_on, "answer_within_days"
    if untold_since is not None:
        key = "tell_within_days"
    elif status is MatterStatus.AWAITING_REFERRAL:
        key = "refer_within_days"
    period, waits = here.importing.periods[key], settled_on is None or untold_since is not None
    return {
        "stage": stage_of(status, untold=untold_since is not None),
        "untold_since": untold_since,
        "clock_from": since if waits else None,
        "clock": period.text if waits else "",
        "due_on": here.importing.calendar.end(since, period) if waits else None,
    }


def _telling(here: Here, key: UUID, line: MatterLine, received_on: date) -> None:
    told_on = _told_on(line, received_on)
    if told_on is None:
        return
    here.importing.batch.add(
        Telling,
        station_id=here.station.id,
        matter_id=key,
        tried_on=told_on,
        reached=True,
        how=FROM_THE_BOOK_ZH,
        by="",
    )


def _round(here: Here, key: UUID, visit: Visit, line: MatterLine) -> None:
    if line.disposition is Disposition.DECLINED:
        return
    on_the_spot = line.disposition is Disposition.ANSWERED_ON_THE_SPOT
    was_sent = bool(line.unit) and not on_the_spot
    here.importing.batch.add(
        Round,
        station_id=here.station.id,
        matter_id=key,
        round_no=1,
        unit_id=here.importing.unit(line.unit, visit.place),
        unit_name=line.unit,
        referred_on=visit.received_on if was_sent else None,
        answered_on=_settled_on(line, visit.received_on),
        answer=line.answer,
        answer_class=line.answer_class,
        told_on=_told_on(line, visit.received_on),
        told_how=FROM_THE_BOOK_ZH if _told_on(line, visit.received_on) else "",
        satisfaction_result=line.satisfaction,
    )


def _steps(here: Here, key: UUID, visit: Visit, line: MatterLine) -> None:
    status, received_on = _status(line), visit.received_on
    steps = [(status, received_on, line.where_to)]
    if line.answer_class and line.disposition is not Disposition.ANSWERED_ON_THE_SPOT:
        answered = line.told_on or received_on
        steps = [(MatterStatus.REFERRED, received_on, line.unit), (status, answered, "")]
    for reached, day, remark in steps:
        here.importing.batch.add(
            MatterStep,
            station_id=here.station.id,
            matter_id=key,
            round_no=1,
            status=reached,
            happened_on=day,
            recorded_at=here.importing.work.now,
            actor=here.importing.work.actor,
            remark=remark,
        )
