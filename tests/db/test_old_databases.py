"""Every schema that was ever released opens, and what it held is carried over.

The files are made-up offices (`services.demo`), written by the program of that revision.
"""

import lzma
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select

from db.engine import open_engine
from db.migrate import HEAD, bring_up_to_date, mapped_only, revision
from db.models import Matter, Reception, Round, Telling
from db.models.every import Base
from liaison.domain.matter import OUTCOME, MatterStatus, Stage
from liaison.domain.steps import Step
from liaison.office import Office
from liaison.services.matter_list import MatterQuery, page, stage_counts
from liaison.services.matter_view import view
from liaison.services.steps import step
from liaison.services.steps.forms import TellForm

OLD = sorted((Path(__file__).parent / "old").glob("*.db.xz"))
THEN = datetime(2026, 3, 5, 4, tzinfo=UTC)


@pytest.fixture(params=OLD, ids=lambda file: file.name[:4])
def office(request, tmp_path):
    file = tmp_path / "liaison.db"
    file.write_bytes(lzma.decompress(request.param.read_bytes()))
    engine = open_engine(f"sqlite:///{file}")
    bring_up_to_date(engine, tmp_path / "snapshots")
    yield Office(engine, "李某", lambda: THEN)
    engine.dispose()


def test_an_old_database_has_the_new_schema_and_a_snapshot_beside_it(office, tmp_path):
    with office._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": mapped_only})
        assert compare_metadata(context, Base.metadata) == []
    assert revision(office._engine) == HEAD
    assert len(list((tmp_path / "snapshots").iterdir())) == 1


def test_every_old_matter_has_its_outcome_its_stage_and_a_clock_where_something_waits(office):
    def look(work):
        matters = work.session.scalars(select(Matter)).all()
        for matter in matters:
            assert matter.outcome is OUTCOME.get(matter.status)
            timed = matter.stage in {Stage.TO_REFER, Stage.IN_HAND, Stage.UNTOLD, Stage.TRACKED}
            assert (matter.due_on is not None) == timed
        return Counter(matter.status for matter in matters), stage_counts(work, MatterQuery())

    statuses, stages = office.read(look)
    assert statuses[MatterStatus.ANSWERED] == stages[Stage.UNTOLD].matters > 0
    assert statuses[MatterStatus.IN_HAND] == stages[Stage.IN_HAND].matters > 0


def test_whoever_was_told_has_a_telling_record(office):
    def told(work):
        rounds = select(func.count()).where(Round.told_on.is_not(None), Round.told_how == "")
        return (
            work.session.scalar(select(func.count()).where(Matter.told_on.is_not(None))),
            work.session.scalar(select(func.count()).select_from(Telling)),
            work.session.scalar(rounds),
        )

    matters, tellings, unsaid = office.read(told)
    assert matters == tellings > 0
    assert unsaid == 0


def test_the_loop_goes_on_in_an_old_database(office):
    (row, *_) = office.read(lambda work: page(work, MatterQuery(Stage.UNTOLD)))
    office.write(lambda work: step(work, Step.TELL, TellForm(matter_id=row.id, how="电话")))
    assert office.read(lambda work: view(work, row.id)).status is MatterStatus.TOLD
    assert office.read(lambda work: work.session.scalar(select(func.count(Reception.id)))) > 0
