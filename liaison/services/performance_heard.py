"""What a representative heard in a year: receptions, their matters, and what became of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from db.models import Matter, Reception, ReceptionRepresentative, ReceptionVisitor, Visitor
from liaison.domain.masks import CONFIDENTIAL_ZH, mask_in_text, mask_name
from liaison.domain.matter import MatterStatus
from liaison.domain.overview import HeardMatter, Sitting, Visit
from liaison.domain.reception import ReceptionStatus
from liaison.services.performance_done import Year
from liaison.services.report_lists import ANONYMOUS_ZH, outcome_zh

ByShift = Mapping[UUID | None, tuple[Visit, ...]]
"""Visits by the shift that they belong to; None for telephone, letter and code."""


def visits(asked: Year) -> ByShift:
    """Receptions of the year in which the representative received; visitors masked."""
    mine = _mine(asked)
    speakers, matters = _speakers(asked, mine), _matters(asked, mine)
    rows = asked.rows(
        select(
            Reception.id,
            Reception.shift_id,
            Reception.number,
            Reception.received_on,
            Reception.channel,
            Reception.confidential,
            Reception.head_count,
        )
        .where(Reception.id.in_(mine))
        .order_by(Reception.received_on, Reception.number)
    )
    found: dict[UUID | None, list[Visit]] = defaultdict(list)
    for row in rows:
        named = "、".join(speakers.get(row.id, ())) or ANONYMOUS_ZH
        found[row.shift_id].append(
            Visit(
                row.id,
                row.number,
                row.received_on,
                row.channel,
                CONFIDENTIAL_ZH if row.confidential else named,
                row.head_count,
                tuple(matters.get(row.id, ())),
            )
        )
    return {shift: tuple(several) for shift, several in found.items()}


def outside(by_shift: ByShift, sittings: Iterable[Sitting]) -> tuple[Visit, ...]:
    """Visits that belong to none of these sessions."""
    told = {visit.id for sitting in sittings for visit in sitting.visits}
    rest = [v for several in by_shift.values() for v in several if v.id not in told]
    return tuple(sorted(rest, key=lambda visit: (visit.received_on, visit.number)))


def _mine(asked: Year) -> Any:
    return (
        select(Reception.id)
        .join(ReceptionRepresentative, ReceptionRepresentative.reception_id == Reception.id)
        .where(
            ReceptionRepresentative.representative_id == asked.person,
            Reception.status == ReceptionStatus.RECORDED,
            asked.scope.during(Reception.received_on),
        )
    )


def _speakers(asked: Year, mine: Any) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for key, name in asked.rows(
        select(ReceptionVisitor.reception_id, Visitor.name)
        .join(Visitor, ReceptionVisitor.visitor_id == Visitor.id)
        .where(ReceptionVisitor.reception_id.in_(mine))
        .order_by(ReceptionVisitor.reception_id, ReceptionVisitor.position)
    ):
        found[key].append(mask_name(name))
    return found


def _matters(asked: Year, mine: Any) -> dict[UUID, list[HeardMatter]]:
    found: dict[UUID, list[HeardMatter]] = defaultdict(list)
    for row in asked.rows(
        select(
            Matter.id,
            Matter.reception_id,
            Matter.number,
            Matter.title,
            Matter.status,
            Matter.disposition,
            Matter.answer_class,
            Matter.satisfaction,
        )
        .where(Matter.reception_id.in_(mine), Matter.status != MatterStatus.VOID)
        .order_by(Matter.reception_id, Matter.position)
    ):
        title = mask_in_text(row.title)
        found[row.reception_id].append(HeardMatter(row.id, row.number, title, outcome_zh(row)))
    return found
