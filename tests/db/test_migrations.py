import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from db.engine import WRITES, open_engine
from db.migrate import HEAD, bring_up_to_date, config, downgrade, mapped_only, revision, upgrade
from db.models import Base
from liaison.domain.errors import Unavailable


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
    yield engine
    engine.dispose()


def differences(office):
    with office._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": mapped_only})
        return compare_metadata(context, Base.metadata)


def test_the_migrated_schema_is_the_mapped_schema_on_both_databases(office):
    assert differences(office) == []


def test_the_named_head_is_the_newest_revision():
    assert ScriptDirectory.from_config(config()).get_current_head() == HEAD


def test_every_revision_goes_up_and_down_and_up_again(engine):
    upgrade(engine)
    downgrade(engine, "base")
    with engine.connect() as connection:
        left = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        assert {name for (name,) in left} <= {"alembic_version", "sqlite_sequence"}
    upgrade(engine)
    assert revision(engine) == HEAD


def test_a_database_of_a_newer_version_is_refused_and_left_alone(engine, tmp_path):
    upgrade(engine)
    with engine.connect().execution_options(**WRITES) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Unavailable) as refused:
        bring_up_to_date(engine, tmp_path)
    assert refused.value.code == "newer_schema"
    assert revision(engine) == "9999"


def test_a_migration_that_fails_half_way_leaves_the_file_as_it_was(engine):
    with engine.connect().execution_options(**WRITES) as connection, connection.begin():
        connection.execute(text("CREATE TABLE visitor (mine TEXT)"))
    with pytest.raises(Exception, match="visitor"):
        upgrade(engine)
    with engine.connect() as connection:
        left = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        assert [name for (name,) in left] == ["visitor"]


def test_a_snapshot_is_taken_before_an_older_file_is_changed(engine, tmp_path):
    upgrade(engine)
    with engine.connect().execution_options(**WRITES) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(Exception, match="0000"):
        bring_up_to_date(engine, tmp_path / "snapshots")
    [copy] = (tmp_path / "snapshots").iterdir()
    assert copy.stat().st_mode & 0o777 == 0o600
    kept = open_engine(f"sqlite:///{copy}")
    assert revision(kept) == "0000"
    kept.dispose()
