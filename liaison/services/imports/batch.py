"""Rows collected for one transaction, inserted many at a time, with their trail."""

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from db.models import (
    Area,
    Attendance,
    AuditEntry,
    Base,
    BookImport,
    Category,
    DutyRule,
    DutyShift,
    GroupMember,
    Guidance,
    ImportedRecord,
    Letter,
    LetterStep,
    Matter,
    MatterStep,
    Note,
    OfficialVisit,
    Proposal,
    ProposalRound,
    ProposalSigner,
    ProposalStep,
    ProposalUnit,
    Reception,
    ReceptionRepresentative,
    ReceptionVisitor,
    Representative,
    RepresentativeGroup,
    Round,
    Seat,
    Slip,
    Station,
    Telling,
    Unit,
    UnsettledName,
    Visitor,
)
from liaison.domain.ids import new_id
from liaison.domain.progress import Progress
from liaison.services.imports.quickly import insert_many
from liaison.services.work import Work

ORDER: tuple[type[Base], ...] = (
    BookImport,
    Area,
    Category,
    Unit,
    Station,
    DutyRule,
    Representative,
    Seat,
    RepresentativeGroup,
    GroupMember,
    DutyShift,
    Attendance,
    Visitor,
    Reception,
    ReceptionVisitor,
    ReceptionRepresentative,
    OfficialVisit,
    Matter,
    Round,
    MatterStep,
    Guidance,
    Slip,
    Telling,
    Proposal,
    ProposalSigner,
    ProposalRound,
    ProposalUnit,
    ProposalStep,
    Letter,
    LetterStep,
    Note,
    UnsettledName,
    ImportedRecord,
)
"""What others refer to comes first."""
BESIDE = frozenset(
    {
        ImportedRecord,
        BookImport,
        Note,
        UnsettledName,
        MatterStep,
        Slip,
        Telling,
        ProposalRound,
        ProposalUnit,
        ProposalStep,
        LetterStep,
    }
)
"""Bookkeeping of the import, not records of the office: not counted."""
TRAILED = frozenset(
    {
        Area,
        Category,
        Unit,
        Station,
        Representative,
        Seat,
        DutyRule,
        DutyShift,
        Visitor,
        Reception,
        Matter,
        Proposal,
        Letter,
    }
)
"""Records that get a line of the trail each; the rest is counted in the import's own line."""
CHUNK = 500


class Batch:
    """Rows by table. Every row of a table must have the same columns."""

    def __init__(self) -> None:
        self.rows: dict[type[Base], list[dict[str, Any]]] = {model: [] for model in ORDER}
        self._last = new_id().int
        """Keys count up from a fresh one, as RFC 9562 6.2 allows: in order, and quickly made."""

    def add(self, model: type[Base], **values: Any) -> UUID:
        """Collect one row and return its key."""
        self._last += 1
        key = UUID(int=self._last)
        self.rows[model].append({"id": key, **values})
        return key

    def add_keyless(self, model: type[Base], **values: Any) -> None:
        self.rows[model].append(values)

    def counts(self) -> dict[str, int]:
        """Table → rows, of the records that people know."""
        return {
            model.__tablename__: len(rows)
            for model, rows in self.rows.items()
            if rows and model not in BESIDE
        }

    def insert(
        self, work: Work, progress: Progress, numbering: Callable[[], None] = lambda: None
    ) -> None:
        """Write everything. Progress counts rows; Cancelled leaves nothing.

        `numbering` is called when the stations are there and no reception yet.
        """
        total, done = sum(map(len, self.rows.values())), 0
        for model, rows in self.rows.items():
            if model is Reception:
                numbering()
            for start in range(0, len(rows), CHUNK):
                progress(done, total)
                chunk = rows[start : start + CHUNK]
                insert_many(work.session.connection(), model.__table__, chunk)
                done += len(chunk)
        progress(total, total)
        self._write_trail(work)
        touched: set[str] = work.session.info["touched"]
        touched |= {model.__tablename__ for model, rows in self.rows.items() if rows}

    def _write_trail(self, work: Work) -> None:
        beside = Counter({m.__tablename__: len(r) for m, r in self.rows.items() if r})
        entries = [
            _entry(work, model, row, {"rows": dict(beside)} if model is BookImport else {})
            for model, rows in self.rows.items()
            if model in TRAILED or model is BookImport
            for row in rows
        ]
        if entries:
            insert_many(work.session.connection(), AuditEntry.__table__, entries)


def _entry(
    work: Work, model: type[Base], row: dict[str, Any], changes: dict[str, Any]
) -> dict[str, Any]:
    return {
        "at": work.now,
        "actor": work.actor,
        "action": "import" if model is BookImport else "add",
        "record": model.__tablename__,
        "record_id": row["id"],
        "station_id": row["id"] if model is Station else row.get("station_id"),
        "changes": changes,
    }
