"""What an office has brought in before proposals had stages is carried over, on both databases."""

from datetime import date

import pytest
from sqlalchemy import MetaData, Table, insert, select, text

from db.engine import WRITES, open_engine
from db.migrate import downgrade, upgrade
from liaison.domain.ids import new_id
from liaison.office import Office
from liaison.services import letters, proposals, proposals_view

UNIT, DONE, GOING, NEW, LETTER, OPEN_LETTER = (new_id() for _ in range(6))
SIGNER = new_id()


@pytest.fixture(params=["sqlite", "postgres"])
def older(request, tmp_path):
    """An engine at revision 0002."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'old.db'}")
        upgrade(engine, "0002")
        yield engine
        engine.dispose()
        return
    admin, base = request.getfixturevalue("postgres")
    name = f"older_{new_id().hex}"
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine = open_engine(base.replace("/postgres?", f"/{name}?"))
    upgrade(engine, "0002")
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def put(connection, name, *rows):
    table = Table(name, MetaData(), autoload_with=connection)
    sqlite = connection.dialect.name == "sqlite"
    for row in rows:
        plain = {
            key: value.hex if sqlite and hasattr(value, "hex") and key.endswith("id") else value
            for key, value in row.items()
        }
        connection.execute(insert(table), plain)


def fill(engine):
    proposal = {"year": 2022, "content": "", "lead_name": "董清", "version": 3, "supervision": ""}
    letter = {"way": "来信", "name": "缪娟", "version": 1}
    with engine.connect().execution_options(**WRITES) as connection, connection.begin():
        put(
            connection,
            "unit",
            {
                "id": UNIT,
                "name": "区住建局",
                "phone": "",
                "position": 0,
                "in_use": True,
                "version": 1,
            },
        )
        columns = {one["name"] for one in _columns(connection, "answer_class")}
        given = {"code": "A", "name": "已解决", "definition": "x", "position": 0, "followed": False}
        put(
            connection,
            "answer_class",
            {key: value for key, value in given.items() if key in columns},
        )
        put(
            connection,
            "proposal",
            proposal
            | {"id": DONE, "number": "1号", "title": "甲", "unit_id": UNIT}
            | {"answer_class": "A", "supervision": "合议督办", "satisfaction": "satisfied"},
            proposal
            | {"id": GOING, "number": "2号", "title": "乙", "unit_id": UNIT}
            | {"submitted_on": date(2022, 3, 31)},
            proposal | {"id": NEW, "number": "3号", "title": "丙"},
        )
        put(connection, "proposal_signer", {"id": SIGNER, "proposal_id": DONE, "name": "於军"})
        put(
            connection,
            "letter",
            letter
            | {"id": OPEN_LETTER, "received_on": date(2022, 5, 9), "content": "乙", "handling": ""},
            letter
            | {
                "id": LETTER,
                "received_on": date(2022, 5, 8),
                "content": "甲",
                "handling": "已转办",
            },
        )


def _columns(connection, table):
    from sqlalchemy import inspect

    return inspect(connection).get_columns(table)


def test_answered_ones_are_filed_and_the_rest_waits_for_its_unit(older):
    fill(older)
    upgrade(older)
    office = Office(older, "李某")
    rows = {
        row.id: row
        for row in office.read(lambda work: proposals.page(work, proposals.ProposalQuery()))
    }
    assert [rows[key].status for key in (DONE, GOING, NEW)] == ["closed", "handed", "submitted"]
    assert rows[GOING].due_on == date(2022, 6, 30)
    done = office.read(lambda work: proposals_view.view(work, DONE))
    assert (done.number, done.supervision, done.version) == ("1号", "合议督办", 3)
    assert [one.name for one in done.signers] == ["於军"]
    [kept] = done.rounds
    assert (kept.answer_class, kept.result, kept.units[0].name) == ("A", "satisfied", "区住建局")


def test_letters_get_numbers_by_their_day_and_the_series_goes_on(older):
    fill(older)
    upgrade(older)
    office = Office(older, "李某")
    rows = office.read(lambda work: letters.page(work, letters.LetterQuery()))
    assert {row.id: (row.number, row.status) for row in rows} == {
        LETTER: ("信访2022-001", "closed"),
        OPEN_LETTER: ("信访2022-002", "registered"),
    }
    number, _ = office.write(_next)
    assert number == "信访2022-003"


def _next(work):
    from liaison.services.letters_steps import letter_number

    return letter_number(work, 2022)


def test_going_back_keeps_what_the_older_schema_has_a_place_for(older):
    fill(older)
    with older.connect() as connection:
        before = _older_rows(connection)
    upgrade(older)
    downgrade(older, "0002")
    with older.connect() as connection:
        after = _older_rows(connection)
        kept = connection.execute(text("SELECT name FROM proposal_signer")).scalars().all()
    assert after == before
    assert kept == ["於军"]


def _older_rows(connection):
    found = {}
    for name in ("proposal", "letter"):
        table = Table(name, MetaData(), autoload_with=connection)
        columns = [column for column in table.c if column.name != "due_on"]
        rows = connection.execute(select(*columns).order_by(table.c.id))
        found[name] = [dict(row) for row in rows.mappings()]
    return found
