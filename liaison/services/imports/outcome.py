"""What goes into a check or an import, and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from liaison.books.findings import Finding
from liaison.books.headings import HandMapping
from liaison.books.kinds import Kind
from liaison.domain.ids import RepresentativeId, StationId


@dataclass(frozen=True)
class Answers:
    """What a person decided. Mappings by signature of headings, names by question, stations by
    (file, sheet), rules by the text that wasn't understood: what it means in plain words.
    """

    mappings: Mapping[str, HandMapping] = field(default_factory=dict)
    names: Mapping[str, RepresentativeId] = field(default_factory=dict)
    stations: Mapping[tuple[str, str], StationId] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetSeen:
    """A sheet as it was understood; `fields`: (heading, field) in order, "" where nobody knows."""

    file: str
    sheet: str
    kind: Kind | None
    rows: int
    signature: str
    fields: tuple[tuple[str, str], ...]
    station: str = ""


@dataclass(frozen=True)
class Candidate:
    id: RepresentativeId
    label: str
    """Name with what tells one from the other: gender, constituency, level, post."""


@dataclass(frozen=True)
class Question:
    """A name that may be one of several people, or nobody of the roster."""

    key: str
    name: str
    candidates: tuple[Candidate, ...]
    station: str
    held_on: date | None
    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class RuleQuestion:
    """A reception day in words that aren't understood. `problem`: which part, and what to write."""

    text: str
    problem: str
    station: str
    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Unsettled:
    """A name still open in the office. `candidates` are people of that name now, so a roster that
    came later brings its own.
    """

    id: UUID
    name: str
    station: str
    stood_on: date | None
    source: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class KeptText:
    """Text that stays beside a record because it could not be read."""

    file: str
    sheet: str
    row: int
    column: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """A check (`dry_run`) tells what would be added; an import what was."""

    sheets: tuple[SheetSeen, ...]
    added: Mapping[str, int]
    unchanged: Mapping[str, int]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    kept: tuple[KeptText, ...]
    dry_run: bool
    earlier: tuple[Unsettled, ...] = ()
    """Names that earlier imports left open."""
    import_ids: tuple[UUID, ...] = ()
    rules: tuple[RuleQuestion, ...] = ()
