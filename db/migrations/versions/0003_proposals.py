"""Proposals with stages, rounds, units and steps; letters as a register with clocks of their own.

The four rows' tables are few and small: they are read, made anew and written back, because SQLite
can't loosen a column, nor give a table a foreign key, once it stands.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OLD_PROPOSAL = (
    sa.column("id", sa.Uuid()),
    sa.column("number", sa.String()),
    sa.column("year", sa.Integer()),
    sa.column("title", sa.String()),
    sa.column("content", sa.String()),
    sa.column("lead_id", sa.Uuid()),
    sa.column("lead_name", sa.String()),
    sa.column("unit_id", sa.Uuid()),
    sa.column("answer_class", sa.String()),
    sa.column("supervision", sa.String()),
    sa.column("submitted_on", sa.Date()),
    sa.column("due_on", sa.Date()),
    sa.column("answered_on", sa.Date()),
    sa.column("satisfaction", sa.String()),
    sa.column("station_id", sa.Uuid()),
    sa.column("version", sa.Integer()),
)
FROM_MATTER = sa.column("from_matter_id", sa.Uuid())
OLD_SIGNER = (
    sa.column("id", sa.Uuid()),
    sa.column("proposal_id", sa.Uuid()),
    sa.column("representative_id", sa.Uuid()),
    sa.column("name", sa.String()),
)
OLD_LETTER = (
    sa.column("id", sa.Uuid()),
    sa.column("received_on", sa.Date()),
    sa.column("way", sa.String()),
    sa.column("name", sa.String()),
    sa.column("content", sa.String()),
    sa.column("handling", sa.String()),
    sa.column("version", sa.Integer()),
)
Rows = list[dict[str, Any]]


def upgrade() -> None:
    proposals = _read("proposal", (*OLD_PROPOSAL, FROM_MATTER))
    signers = _read("proposal_signer", OLD_SIGNER)
    letters = _read("letter", OLD_LETTER)
    for table in ("proposal_signer", "proposal", "letter"):
        op.drop_table(table)
    _make_proposals()
    _make_letters()
    _write("proposal", [_newer(row) for row in proposals])
    _write("proposal_signer", [row | {"position": 1, "agreed_on": None} for row in signers])
    _write("proposal_round", [_round(row) for row in proposals])
    _write("proposal_unit", list(filter(None, map(_unit, proposals))))
    _write("proposal_matter", [_link(row) for row in proposals if row["from_matter_id"]])
    _write("proposal_step", [_step(row) for row in proposals])
    _write("letter", _newer_letters(letters))


def downgrade() -> None:
    """What the older schema has no place for is gone; drafts too, which have no number."""
    links = _read(
        "proposal_matter", (sa.column("proposal_id", sa.Uuid()), sa.column("matter_id", sa.Uuid()))
    )
    sources = {link["proposal_id"]: link["matter_id"] for link in links}
    proposals = [
        row | {"from_matter_id": sources.get(row["id"])}
        for row in _read("proposal", OLD_PROPOSAL)
        if row["number"]
    ]
    keys = {row["id"] for row in proposals}
    signers = [row for row in _read("proposal_signer", OLD_SIGNER) if row["proposal_id"] in keys]
    letters = _read("letter", OLD_LETTER)
    for table in (
        *("proposal_step", "proposal_unit", "proposal_round", "proposal_matter"),
        *("proposal_signer", "proposal", "letter_step", "letter", "district_series"),
    ):
        op.drop_table(table)
    _make_older()
    _write("proposal", proposals)
    _write("proposal_signer", signers)
    _write("letter", letters)


def _read(table: str, columns: tuple[sa.ColumnClause[Any], ...]) -> Rows:
    source = sa.table(table, *(sa.column(one.name, one.type) for one in columns))
    query = sa.select(source).order_by(source.c[columns[0].name])
    return [dict(row) for row in op.get_bind().execute(query).mappings()]


def _write(table: str, rows: Rows) -> None:
    if rows:
        metadata = sa.MetaData()
        op.bulk_insert(sa.Table(table, metadata, autoload_with=op.get_bind()), _plain(rows))


def _plain(rows: Rows) -> Rows:
    """As the reflected table takes them: SQLite's keys are 32 hexadecimal digits there."""
    if op.get_bind().dialect.name != "sqlite":
        return rows
    return [
        {name: value.hex if isinstance(value, UUID) else value for name, value in row.items()}
        for row in rows
    ]


def _stage(row: dict[str, Any]) -> str:
    if row["answer_class"] or row["answered_on"]:
        return "closed"
    return "handed" if row["unit_id"] else "submitted"


def _newer(row: dict[str, Any]) -> dict[str, Any]:
    stage = _stage(row)
    begun = row["submitted_on"]
    clock = "" if begun is None else {"handed": "3m", "submitted": "7d"}.get(stage, "")
    due = row["due_on"] if stage != "closed" else None
    if clock and due is None:
        due = _months(begun, 3) if clock == "3m" else begun + timedelta(days=7)
    kept = {name: value for name, value in row.items() if name != "from_matter_id"}
    return kept | {
        "kind": "suggestion",
        "status": stage,
        "category_id": None,
        "area_id": None,
        "people_count": 0,
        "hard": False,
        "ticks": [],
        "acknowledged_on": None,
        "due_on": due,
        "clock_from": begun if clock else None,
        "clock": clock,
        "late_days": 0,
        "round_no": 1,
        "moved_at": None,
    }


def _months(day: date, count: int) -> date:
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - timedelta(days=1)).day))


def _round(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": _key(row["id"], 1),
        "proposal_id": row["id"],
        "round_no": 1,
        "begun_on": row["submitted_on"],
        "due_on": None,
        "answered_on": row["answered_on"],
        "answer": "",
        "answer_class": row["answer_class"],
        "talked_on": None,
        "talk_how": "",
        "talk_with": "",
        "rated_on": None,
        "satisfaction_work": None,
        "satisfaction_result": row["satisfaction"],
        "opinion": "",
        "version": 1,
    }


def _unit(row: dict[str, Any]) -> dict[str, Any] | None:
    if row["unit_id"] is None:
        return None
    units = sa.table("unit", sa.column("id", sa.Uuid()), sa.column("name", sa.String()))
    name = op.get_bind().scalar(sa.select(units.c.name).where(units.c.id == row["unit_id"]))
    return {
        "id": _key(row["id"], 2),
        "proposal_id": row["id"],
        "round_no": 1,
        "unit_id": row["unit_id"],
        "unit_name": name or "",
        "role": "main",
        "handed_on": row["submitted_on"],
        "due_on": None,
        "replied_on": row["answered_on"],
        "reply": "",
        "returned_on": None,
        "return_reason": "",
        "version": 1,
    }


def _link(row: dict[str, Any]) -> dict[str, Any]:
    return {"id": _key(row["id"], 3), "proposal_id": row["id"], "matter_id": row["from_matter_id"]}


def _step(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": _key(row["id"], 4),
        "proposal_id": row["id"],
        "round_no": 1,
        "act": None,
        "status": _stage(row),
        "happened_on": row["answered_on"] or row["submitted_on"],
        "due_on": None,
        "late_days": 0,
        "recorded_at": datetime.now(UTC),
        "actor": "",
        "remark": "",
    }


def _key(key: UUID, offset: int) -> UUID:
    """A key of its own beside the proposal's, the same each time; version and variant bits stay."""
    return UUID(int=key.int ^ (offset << 48))


def _newer_letters(rows: Rows) -> Rows:
    """Numbered by date within the year; what was handled is closed."""
    numbers: dict[int, int] = {}
    newer = []
    for row in sorted(rows, key=lambda row: (row["received_on"], row["id"])):
        year, done = row["received_on"].year, bool(row["handling"])
        numbers[year] = numbers.get(year, 0) + 1
        by = {"inform_by": row["received_on"] + timedelta(days=15)}
        by["do_by"] = row["received_on"] + timedelta(days=60)
        newer.append(
            row
            | dict.fromkeys(
                ("category_id", "area_id", "unit_id", "handed_on", "informed_on", "handled_on")
            )
            | dict.fromkeys(("replied_on", "moved_at"))
            | by
            | {
                "number": f"信访{year}-{numbers[year]:03d}",
                "status": "closed" if done else "registered",
                "contact": "",
                "title": "",
                "informed_how": "",
                "replied_how": "",
                "due_on": None if done else by["inform_by"],
                "late_days": 0,
            }
        )
    _write(
        "district_series", [{"year": y, "kind": "letter", "last": n} for y, n in numbers.items()]
    )
    return newer


def _make_proposals() -> None:
    op.create_table(
        "district_series",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", "kind", name=op.f("pk_district_series")),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("people_count", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.Column("lead_name", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("answer_class", sa.String(), nullable=True),
        sa.Column("supervision", sa.String(), nullable=False),
        sa.Column("hard", sa.Boolean(), nullable=False),
        sa.Column("ticks", sa.JSON(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("clock_from", sa.Date(), nullable=True),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("late_days", sa.Integer(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("satisfaction", sa.String(32), nullable=True),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys(
            "proposal",
            {
                "category_id": "category.id",
                "area_id": "area.id",
                "lead_id": "representative.id",
                "unit_id": "unit.id",
                "answer_class": "answer_class.code",
                "station_id": "station.id",
            },
        ),
        sa.UniqueConstraint("number", name=op.f("uq_proposal_number")),
    )
    _index("proposal", "year", "category_id", "area_id", "lead_id", "unit_id", "station_id")
    op.create_index("ix_proposal_status_due_on_id", "proposal", ["status", "due_on", "id"])
    op.create_table(
        "proposal_signer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("representative_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        *_keys(
            "proposal_signer",
            {
                "proposal_id": "proposal.id",
                "representative_id": "representative.id",
            },
        ),
    )
    _index("proposal_signer", "proposal_id", "representative_id")
    op.create_table(
        "proposal_matter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        *_keys("proposal_matter", {"proposal_id": "proposal.id", "matter_id": "matter.id"}),
        sa.UniqueConstraint(
            "proposal_id", "matter_id", name=op.f("uq_proposal_matter_proposal_id_matter_id")
        ),
    )
    _index("proposal_matter", "matter_id")
    _make_rounds()


def _make_rounds() -> None:
    op.create_table(
        "proposal_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answer_class", sa.String(), nullable=True),
        sa.Column("talked_on", sa.Date(), nullable=True),
        sa.Column("talk_how", sa.String(), nullable=False),
        sa.Column("talk_with", sa.String(), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=True),
        sa.Column("satisfaction_work", sa.String(32), nullable=True),
        sa.Column("satisfaction_result", sa.String(32), nullable=True),
        sa.Column("opinion", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys(
            "proposal_round",
            {
                "proposal_id": "proposal.id",
                "answer_class": "answer_class.code",
            },
        ),
        sa.UniqueConstraint(
            "proposal_id", "round_no", name=op.f("uq_proposal_round_proposal_id_round_no")
        ),
    )
    op.create_table(
        "proposal_unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("return_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("proposal_unit", {"proposal_id": "proposal.id", "unit_id": "unit.id"}),
    )
    _index("proposal_unit", "proposal_id", "unit_id")
    op.create_table(
        "proposal_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(32), nullable=True),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("late_days", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        *_keys("proposal_step", {"proposal_id": "proposal.id"}),
    )
    _index("proposal_step", "proposal_id")


def _make_letters() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("inform_by", sa.Date(), nullable=True),
        sa.Column("informed_on", sa.Date(), nullable=True),
        sa.Column("informed_how", sa.String(), nullable=False),
        sa.Column("do_by", sa.Date(), nullable=True),
        sa.Column("handled_on", sa.Date(), nullable=True),
        sa.Column("handling", sa.String(), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("replied_how", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("late_days", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys(
            "letter",
            {
                "category_id": "category.id",
                "area_id": "area.id",
                "unit_id": "unit.id",
            },
        ),
        sa.UniqueConstraint("number", name=op.f("uq_letter_number")),
    )
    _index("letter", "received_on", "category_id", "area_id", "unit_id")
    op.create_index("ix_letter_status_due_on_id", "letter", ["status", "due_on", "id"])
    op.create_table(
        "letter_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("late_days", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        *_keys("letter_step", {"letter_id": "letter.id"}),
    )
    _index("letter_step", "letter_id")


def _make_older() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.Column("lead_name", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("answer_class", sa.String(), nullable=True),
        sa.Column("supervision", sa.String(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("satisfaction", sa.String(32), nullable=True),
        sa.Column("from_matter_id", sa.Uuid(), nullable=True),
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys(
            "proposal",
            {
                "answer_class": "answer_class.code",
                "from_matter_id": "matter.id",
                "lead_id": "representative.id",
                "station_id": "station.id",
                "unit_id": "unit.id",
            },
        ),
        sa.UniqueConstraint("number", name=op.f("uq_proposal_number")),
    )
    _index("proposal", "lead_id", "station_id", "unit_id", "year")
    op.create_table(
        "proposal_signer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("representative_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        *_keys(
            "proposal_signer",
            {
                "proposal_id": "proposal.id",
                "representative_id": "representative.id",
            },
        ),
    )
    _index("proposal_signer", "proposal_id", "representative_id")
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("handling", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("letter", {}),
    )
    _index("letter", "received_on")


def _keys(table: str, foreign: dict[str, str]) -> list[Any]:
    found: list[Any] = [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]
    found += [
        sa.ForeignKeyConstraint(
            [name], [target], name=op.f(f"fk_{table}_{name}_{target.partition('.')[0]}")
        )
        for name, target in foreign.items()
    ]
    return found


def _index(table: str, *columns: str) -> None:
    for name in columns:
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
