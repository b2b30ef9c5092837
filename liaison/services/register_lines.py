"""Keep the register's line and the search entry of a reception in step with its rows.

Both follow from the reception, its people and its matters; whoever changes one of these calls
`renew` in the same transaction (`enter` for a reception just recorded).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, aliased

from db.models import (
    Area,
    Matter,
    Reception,
    ReceptionRepresentative,
    ReceptionVisitor,
    RegisterLine,
    SearchEntry,
    Station,
    Visitor,
)
from liaison.domain.ids import ReceptionId
from liaison.domain.masks import mask_in_text
from liaison.domain.register import (
    MatterFacts,
    ReceptionFacts,
    contact_label,
    headline,
    standing,
    visitor_label,
)
from liaison.services import search
from liaison.services.search import Entry
from liaison.services.work import Work

CHUNK = 400
_OWN = (
    Reception.id,
    Reception.station_id,
    Reception.received_on,
    Reception.number,
    Reception.serial,
    Reception.channel,
    Reception.visit_kind,
    Reception.head_count,
    Reception.area_id,
    Reception.confidential,
    Reception.status,
    Reception.void_reason,
    Reception.place,
    Reception.words,
    Reception.summary,
)
_OF_MATTER = (
    Matter.title,
    Matter.status,
    Matter.due_on,
    Matter.settled_on,
    Matter.satisfaction,
    Matter.content,
    Matter.untold_since,
    Matter.outcome,
    Matter.id,
    Matter.number,
)


def enter(work: Work, reception: Reception) -> None:
    """Write line and entry of a reception just recorded, from the rows in memory."""
    own: dict[str, Any] = {column.key: getattr(reception, column.key) for column in _OWN}
    facts = ReceptionFacts(
        **own,
        areas=_areas(work, [reception.id])[reception.id],
        visitors=tuple((row.visitor.name, row.visitor.phone) for row in reception.visitors),
        representatives=tuple(row.name for row in reception.representatives),
        matters=tuple(
            MatterFacts(*(getattr(matter, column.key) for column in _OF_MATTER))
            for matter in reception.matters
        ),
    )
    _enter(work, [facts])


def enter_many(work: Work, keys: Iterable[ReceptionId]) -> None:
    """Write lines and entries of receptions that have none yet, in few statements."""
    for chunk in _chunks(keys):
        _enter(work, _facts(work, chunk))


def renew(work: Work, keys: Iterable[ReceptionId]) -> None:
    """Write lines and entries again after a reception, its people or its matters changed."""
    upsert = (
        sqlite.insert if work.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    )
    for chunk in _chunks(keys):
        facts = _facts(work, chunk)
        adding = upsert(RegisterLine)
        names = [column.name for column in RegisterLine.__table__.columns if not column.primary_key]
        replacing = adding.on_conflict_do_update(
            index_elements=["reception_id"], set_={name: adding.excluded[name] for name in names}
        )
        if facts:
            work.session.execute(replacing, [_line(one) for one in facts])
            search.index(work, _entries(facts))


def renew_of_visitors(work: Work, visitors: Iterable[UUID]) -> None:
    """Write the lines of every reception that these people came to."""
    of_them = ReceptionVisitor.visitor_id.in_(list(visitors))
    renew(work, work.session.scalars(select(ReceptionVisitor.reception_id).where(of_them)))


def _enter(work: Work, facts: Sequence[ReceptionFacts]) -> None:
    if facts:
        work.session.connection().execute(insert(RegisterLine), [_line(one) for one in facts])
        search.index_many(work, _entries(facts))


def _chunks(keys: Iterable[ReceptionId]) -> Iterable[list[ReceptionId]]:
    rest = iter(dict.fromkeys(keys))
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _facts(work: Work, keys: Sequence[ReceptionId]) -> list[ReceptionFacts]:
    """Facts of receptions from the database, in five statements."""
    people = _beside(
        work,
        keys,
        ReceptionVisitor.reception_id,
        select(ReceptionVisitor.reception_id, Visitor.name, Visitor.phone)
        .join(Visitor, Visitor.id == ReceptionVisitor.visitor_id)
        .order_by(ReceptionVisitor.position),
    )
    sitting = _beside(
        work,
        keys,
        ReceptionRepresentative.reception_id,
        select(ReceptionRepresentative.reception_id, ReceptionRepresentative.name).order_by(
            ReceptionRepresentative.position
        ),
    )
    matters = _beside(
        work,
        keys,
        Matter.reception_id,
        select(Matter.reception_id, *_OF_MATTER).order_by(Matter.position),
    )
    areas = _areas(work, keys)
    own = select(*_OWN).where(Reception.id.in_(keys)).order_by(Reception.id)
    return [
        ReceptionFacts(
            **_named(row),
            areas=areas[row["id"]],
            visitors=tuple((name, phone) for name, phone in people[row["id"]]),
            representatives=tuple(name for (name,) in sitting[row["id"]]),
            matters=tuple(MatterFacts(*values) for values in matters[row["id"]]),
        )
        for row in work.session.execute(own).mappings()
    ]


def _areas(work: Work, keys: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Reception → names of its village, the village's township, the station's township."""
    village, township, home = aliased(Area), aliased(Area), aliased(Area)
    names = (
        select(Reception.id, village.name, township.name, home.name)
        .join(Station, Station.id == Reception.station_id)
        .outerjoin(village, village.id == Reception.area_id)
        .outerjoin(township, township.id == village.parent_id)
        .outerjoin(home, home.id == Station.area_id)
        .where(Reception.id.in_(keys))
    )
    rows = work.session.execute(names)
    return {key: tuple(dict.fromkeys(filter(None, parts))) for key, *parts in rows}


def _named(row: RowMapping) -> dict[str, Any]:
    return {column.key: row[column.key] for column in _OWN}


def _beside(
    work: Work, keys: Sequence[UUID], column: InstrumentedAttribute[Any], query: Any
) -> defaultdict[UUID, list[Sequence[Any]]]:
    """Rows of a table beside the reception: reception → the values after its key."""
    found: defaultdict[UUID, list[Sequence[Any]]] = defaultdict(list)
    for key, *values in work.session.execute(query.where(column.in_(keys))):
        found[key].append(values)
    return found


def _line(facts: ReceptionFacts) -> dict[str, Any]:
    now = standing(facts.status, facts.matters)
    return {
        "reception_id": facts.id,
        "station_id": facts.station_id,
        "received_on": facts.received_on,
        "number": facts.number,
        "channel": facts.channel,
        "visit_kind": facts.visit_kind,
        "people": facts.head_count,
        "area_id": facts.area_id,
        "visitor": visitor_label(facts),
        "contact": contact_label(facts),
        "headline": headline(facts),
        "representatives": "、".join(facts.representatives),
        "matters": len(facts.matters),
        "settled": now.settled,
        "untold": now.untold,
        "state": now.state,
        "since_on": now.since_on,
        "due_on": now.due_on,
        "satisfaction": now.satisfaction,
    }


def index_missing_matters(work: Work) -> None:
    """Index the matters of receptions that were recorded before matters could be found."""
    indexed = select(SearchEntry.record_id).where(SearchEntry.record == search.MATTER)
    query = select(Matter.reception_id).where(Matter.id.not_in(indexed)).distinct()
    for chunk in _chunks(work.session.scalars(query).all()):
        search.index(work, [one for facts in _facts(work, chunk) for one in _of_matters(facts)])


def _entries(facts: Iterable[ReceptionFacts]) -> list[Entry]:
    return [entry for one in facts for entry in (_entry(one), *_of_matters(one))]


def _of_matters(facts: ReceptionFacts) -> Iterable[Entry]:
    """A line a matter: its title, then what was said of it. Voided ones stay findable."""
    for matter in facts.matters:
        if matter.id is not None:
            yield Entry(
                search.MATTER,
                matter.id,
                title=mask_in_text(matter.title),
                text="\n".join(filter(None, (matter.title, matter.content))),
                station_id=facts.station_id,
                on_date=facts.received_on,
                number=matter.number,
                serial=facts.serial,
            )


def _entry(facts: ReceptionFacts) -> Entry:
    texts = (*facts.areas, facts.place, facts.words, facts.summary)
    of_matters = (part for matter in facts.matters for part in (matter.title, matter.content))
    return Entry(
        search.RECEPTION,
        facts.id,
        title=f"{visitor_label(facts)}　{headline(facts)}",
        text="\n".join(filter(None, (*texts, *of_matters))),
        station_id=facts.station_id,
        on_date=facts.received_on,
        number=facts.number,
        serial=facts.serial,
        names=tuple(name for name, _ in facts.visitors if name),
        phones=tuple(phone for _, phone in facts.visitors if phone),
    )
