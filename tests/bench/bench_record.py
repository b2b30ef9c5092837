"""Saving one reception beside a plain ORM insert of the same rows, both forced to disk.

The floor adds the very rows that recording wrote of the visit itself (people, matters, rounds,
steps) under new keys, and commits. Ours checks the form, gives the number, and writes the trail, the
register's line and the search index besides.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, inspect, select
from sqlalchemy.orm import Session

from db.engine import WRITES, open_engine
from db.models import (
    Base,
    Guidance,
    Matter,
    MatterStep,
    Reception,
    ReceptionRepresentative,
    ReceptionVisitor,
    Representative,
    Round,
    Slip,
    Telling,
    Visitor,
)
from liaison.domain.ids import RepresentativeId, new_id
from liaison.domain.matter import DeclineReason, Disposition
from liaison.domain.reception import Channel
from liaison.office import Office
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.receptions import record
from liaison.services.stations import StationForm, open_station
from liaison.settings import read_settings
from tests.bench.bench import Bench

KINDS: tuple[type[Base], ...] = (
    *(Visitor, Reception, ReceptionVisitor, ReceptionRepresentative),
    *(Matter, Round, Guidance, MatterStep, Slip, Telling),
)
"""Rows of the visit itself, parents first."""
WORDS = "村口的路灯坏了三个月没人修，晚上看不见，老人不敢出门，请代表帮忙向有关部门反映，希望年底前修好。"


def benches() -> Iterator[Bench]:
    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as folder:
        settings = read_settings(Path(folder), {})
        office = Office.open(settings, "试验")
        form = office.write(sample)[0]
        engine = open_engine(settings.database).execution_options(**WRITES)
        for _ in range(200):
            office.write(lambda work: record(work, form))
        copies = Copies(engine)
        yield Bench(
            "saving one reception with 3 matters",
            copies.insert,
            lambda: office.write(lambda work: record(work, form)) and None,
            limit=3,
            floor_name="ORM insert of its rows",
            rounds=201,
        )
        engine.dispose()
        office.close()


def sample(work: Any) -> ReceptionForm:
    """A reception with a visitor, two representatives and three matters of three fates."""
    station = open_station(work, StationForm("试验联络站"))
    people = [Representative(station_id=station, name=name, seats=[]) for name in ("王甲", "李乙")]
    work.session.add_all(people)
    work.session.flush()
    return ReceptionForm(
        station_id=station,
        received_on=work.today,
        channel=Channel.ON_SITE,
        words=WORDS,
        summary=WORDS[:30],
        visitors=(VisitorForm("试验人", "13800000000", address="试验村 3 号"),),
        representatives=tuple(RepresentativeId(person.id) for person in people),
        notice_given=True,
        matters=(
            MatterForm("路灯不亮", Disposition.REFERRED, WORDS, unit_name="区住建局"),
            MatterForm("办证时间", Disposition.ANSWERED_ON_THE_SPOT, WORDS, answer="周一至周五"),
            MatterForm(
                "邻居纠纷",
                Disposition.DECLINED,
                WORDS,
                decline_reason=DeclineReason.PERSONAL_DISPUTE,
                where_to="人民调解委员会",
            ),
        ),
    )


class Copies:
    """Inserts the rows of one recorded reception again and again, each time under new keys."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._count = 0
        with Session(engine) as session:
            newest = session.scalars(select(Reception).order_by(Reception.serial.desc())).first()
            assert newest is not None
            self._rows = [(type(row), values(row)) for row in rows_of(session, newest)]
        assert len({kind for kind, _ in self._rows}) == len(KINDS)

    def insert(self) -> None:
        self._count += 1
        keys: dict[UUID, UUID] = {}
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            rows = [kind(**self._renewed(row, keys)) for kind, row in self._rows]
            session.add_all([row for row in rows if not isinstance(row, Slip | Telling)])
            session.flush()  # as recording does: papers and tellings name matters by key alone
            session.add_all([row for row in rows if isinstance(row, Slip | Telling)])

    def _renewed(self, row: dict[str, Any], keys: dict[UUID, UUID]) -> dict[str, Any]:
        if "id" in row:
            keys[row["id"]] = new_id()
        new = {name: keys.get(v, v) if isinstance(v, UUID) else v for name, v in row.items()}
        if "number" in new:
            new["number"] = f"{new['number']}-copy-{self._count}"
        if "code" in new:
            new["code"] = f"{new_id().int % 10**25:025d}"
        if "serial" in new:
            new["serial"] = 1_000_000 + self._count
        return new


def rows_of(session: Session, reception: Reception) -> Iterator[Base]:
    """The reception's rows of every kind, parents first."""
    seen = {reception.id}
    visitors = select(ReceptionVisitor.visitor_id).where(
        ReceptionVisitor.reception_id == reception.id
    )
    seen |= set(session.scalars(visitors))
    for kind in KINDS:
        for row in session.scalars(select(kind)):
            own = {value for value in values(row).values() if isinstance(value, UUID)}
            if own & seen:
                seen |= {row.id} if hasattr(row, "id") else set()
                yield row


def values(row: Base) -> dict[str, Any]:
    return {attr.key: getattr(row, attr.key) for attr in inspect(type(row)).column_attrs}
