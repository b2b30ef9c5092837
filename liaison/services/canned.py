"""The office's canned answers: read by panels, kept in order in the settings."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from db.models import CannedAnswer
from liaison.domain.canned import CannedKind
from liaison.domain.errors import Conflict, InvalidForm, NotFound, Problem
from liaison.domain.text import clean, clean_line
from liaison.services.work import Work

LONGEST_TITLE, LONGEST_TEXT = 40, 2_000


@dataclass(frozen=True)
class CannedRow:
    id: UUID
    kind: CannedKind
    title: str
    text: str
    where_to: str
    """Of a declined matter: whom it is for."""
    phone: str
    in_use: bool
    version: int


@dataclass(frozen=True)
class CannedForm:
    kind: CannedKind
    title: str
    text: str
    where_to: str = ""
    phone: str = ""

    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._found())

    def _found(self) -> Iterator[Problem]:
        for field, most in (("title", LONGEST_TITLE), ("text", LONGEST_TEXT)):
            given = getattr(self, field)
            if not clean_line(given):
                yield Problem(field, "missing")
            elif len(given) > most:
                yield Problem(field, "too_long", {"most": most})
        for field in ("where_to", "phone"):
            if len(getattr(self, field)) > LONGEST_TITLE * 2:
                yield Problem(field, "too_long", {"most": LONGEST_TITLE * 2})


def list_of(
    work: Work, kind: CannedKind | None = None, *, retired: bool = False
) -> tuple[CannedRow, ...]:
    """In their order; of one kind, or of all. `retired`: those no longer offered too."""
    query = select(CannedAnswer).order_by(CannedAnswer.position, CannedAnswer.id)
    if kind is not None:
        query = query.where(CannedAnswer.kind == kind.value)
    if not retired:
        query = query.where(CannedAnswer.in_use)
    return tuple(map(_row, work.session.scalars(query)))


def add(work: Work, form: CannedForm) -> UUID:
    """One more, the last of its kind. InvalidForm tells every problem."""
    _check(form)
    of_kind = CannedAnswer.kind == form.kind.value
    last = work.session.scalar(select(func.max(CannedAnswer.position)).where(of_kind))
    row = CannedAnswer(position=(last or 0) + 1, in_use=True)
    _write(row, form)
    work.session.add(row)
    work.session.flush()
    return row.id


def change(work: Work, key: UUID, form: CannedForm, version: int | None = None) -> None:
    """Conflict: somebody changed it after `version`."""
    _check(form)
    row = _known(work, key, version)
    _write(row, form)
    work.session.flush()


def retire(work: Work, key: UUID, *, back: bool = False) -> None:
    """No longer offered; what was written with it stays. `back` offers it again."""
    _known(work, key, None).in_use = back
    work.session.flush()


def _check(form: CannedForm) -> None:
    if problems := form.problems():
        raise InvalidForm(problems)


def _write(row: CannedAnswer, form: CannedForm) -> None:
    row.kind = form.kind.value
    row.title = clean_line(form.title)
    row.text = clean(form.text)
    row.where_to, row.phone = clean_line(form.where_to), clean_line(form.phone)


def _known(work: Work, key: UUID, version: int | None) -> CannedAnswer:
    row = work.session.get(CannedAnswer, key)
    if row is None:
        raise NotFound("canned_not_found")
    if version is not None and row.version != version:
        raise Conflict
    return row


def _row(row: CannedAnswer) -> CannedRow:
    return CannedRow(
        row.id,
        CannedKind(row.kind),
        row.title,
        row.text,
        row.where_to,
        row.phone,
        row.in_use,
        row.version,
    )
