"""Correct a recorded reception with trace, or void it; nothing is ever deleted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any

from sqlalchemy import select

from db.models import Category, Correction, Matter, Reception, Visitor
from liaison.domain.errors import BadInput, Conflict, InvalidForm, NotFound, Problem
from liaison.domain.ids import CategoryId, MatterId, ReceptionId
from liaison.domain.matter import MatterStatus
from liaison.domain.reception import Channel, ReceptionStatus
from liaison.domain.text import clean, clean_line, clean_name, digits
from liaison.services import register_lines
from liaison.services.reception_form import MOST_LINE, MOST_PEOPLE, MOST_WORDS
from liaison.services.shifts import let_go
from liaison.services.steps.ending import undo
from liaison.services.steps.moving import finish
from liaison.services.work import Work

SEALED = "words"
"""The visitor's own words are never changed: the correction stands beside them."""


@dataclass(frozen=True)
class CorrectionForm:
    """One field of one reception, what it should say, and why.

    `field` is a key of FIELDS, VISITOR_FIELDS or MATTER_FIELDS; the latter need `matter_id`.
    """

    reception_id: ReceptionId
    field: str
    new: str
    why: str
    matter_id: MatterId | None = None
    version: int | None = None
    """The version that the person saw; a newer one is a conflict."""

    def problems(self) -> tuple[Problem, ...]:
        found = []
        if self.field not in {*FIELDS, *VISITOR_FIELDS, *MATTER_FIELDS, SEALED}:
            found.append(Problem("field", "not_correctable"))
        if self.field in MATTER_FIELDS and self.matter_id is None:
            found.append(Problem("matter_id", "missing"))
        if not clean(self.why):
            found.append(Problem("why", "missing"))
        if self.field in NEEDED and not clean(self.new):
            found.append(Problem("new", "missing"))
        most = MOST_WORDS if self.field in LONG else MOST_LINE
        if len(self.new) > most:
            found.append(Problem("new", "too_long", {"most": most}))
        return tuple(found)


def _count(text: str) -> int:
    number = digits(text)
    if not number or not 1 <= int(number) <= MOST_PEOPLE:
        raise InvalidForm((Problem("new", "out_of_range", {"least": 1, "most": MOST_PEOPLE}),))
    return int(number)


def _time(text: str) -> time | None:
    if not text.strip():
        return None
    try:
        return time.fromisoformat(clean_line(text).zfill(5))
    except ValueError as error:
        raise InvalidForm((Problem("new", "not_a_time"),)) from error


def _channel(text: str) -> Channel:
    try:
        return Channel(text)
    except ValueError as error:
        raise InvalidForm((Problem("new", "not_a_channel"),)) from error


FIELDS: dict[str, Callable[[str], Any]] = {
    "started": _time,
    "ended": _time,
    "channel": _channel,
    "place": clean_line,
    "head_count": _count,
    "companions": clean_line,
    "summary": clean,
    "recorder": clean_line,
    "remark": clean,
}
VISITOR_FIELDS: dict[str, tuple[str, Callable[[str], str]]] = {
    "visitor_name": ("name", clean_name),
    "visitor_phone": ("phone", clean_line),
    "visitor_address": ("address", clean_line),
}
MATTER_FIELDS: dict[str, tuple[str, Callable[[str], str]]] = {
    "matter_title": ("title", clean_line),
    "matter_content": ("content", clean),
    "matter_concerns": ("concerns", clean_line),
    "matter_category": ("category_id", clean_line),
}
LONG = frozenset({"words", "summary", "remark", "matter_content"})
NEEDED = frozenset({"words", "visitor_name", "matter_title", "head_count", "channel"})


def correct(work: Work, form: CorrectionForm) -> int:
    """Write the correction and return the record's new edition."""
    if problems := form.problems():
        raise InvalidForm(problems)
    reception = _standing(work, form.reception_id)
    if form.version is not None and form.version != reception.version:
        raise Conflict
    old, new = _apply(work, reception, form)
    reception.edition += 1
    work.session.add(
        Correction(
            station_id=reception.station_id,
            record="reception",
            record_id=reception.id,
            edition=reception.edition,
            field=form.field,
            old=old,
            new=new,
            why=clean(form.why),
            corrected_at=work.now,
            actor=work.actor,
        )
    )
    work.session.flush()
    register_lines.renew(work, [form.reception_id])
    if form.field in VISITOR_FIELDS:
        register_lines.renew_of_visitors(work, [row.visitor_id for row in reception.visitors])
    return reception.edition


def void(work: Work, key: ReceptionId, why: str) -> None:
    """作废: the number stays, the reason is kept, nothing counts it any more."""
    reason = clean_line(why)
    if not reason:
        raise InvalidForm((Problem("why", "missing"),))
    reception = _standing(work, key)
    reception.status = ReceptionStatus.VOID
    reception.void_reason = reason
    back = [
        other
        for matter in reception.matters
        if matter.status is not MatterStatus.VOID
        for other in undo(work, matter, reason)
    ]
    finish(work, *back)
    work.session.flush()
    let_go(work, reception.shift_id, reason)
    register_lines.renew(work, [key])


def _standing(work: Work, key: ReceptionId) -> Reception:
    reception = work.session.get(Reception, key)
    if reception is None:
        raise NotFound("reception_not_found")
    if reception.status is ReceptionStatus.VOID:
        raise BadInput("already_void", number=reception.number)
    return reception


def _apply(work: Work, reception: Reception, form: CorrectionForm) -> tuple[str, str]:
    """Change the field and return what it said and what it says, as text."""
    if form.field == SEALED:
        return reception.words, clean(form.new)
    if form.field in FIELDS:
        return _swap(reception, form.field, FIELDS[form.field](form.new))
    if form.field in VISITOR_FIELDS:
        return _correct_visitor(reception, form)
    return _correct_matter(work, reception, form)


def _swap(row: object, field: str, new: Any) -> tuple[str, str]:
    old = getattr(row, field)
    setattr(row, field, new)
    return ("" if old is None else str(old), "" if new is None else str(new))


def _correct_visitor(reception: Reception, form: CorrectionForm) -> tuple[str, str]:
    field, tidy = VISITOR_FIELDS[form.field]
    if not reception.visitors:
        raise NotFound("visitor_not_found")
    visitor: Visitor = reception.visitors[0].visitor
    new = tidy(form.new)
    if field != "phone":
        return _swap(visitor, field, new)
    old = visitor.phone or visitor.contact
    visitor.phone, visitor.contact = digits(new), "" if digits(new) else new
    return old, new


def _correct_matter(work: Work, reception: Reception, form: CorrectionForm) -> tuple[str, str]:
    field, tidy = MATTER_FIELDS[form.field]
    matter = work.session.get(Matter, form.matter_id)
    if matter is None or matter.reception_id != reception.id:
        raise NotFound("matter_not_found")
    if field != "category_id":
        return _swap(matter, field, tidy(form.new))
    category = work.session.scalar(select(Category).where(Category.name == tidy(form.new)))
    if category is None:
        raise InvalidForm((Problem("new", "no_such_category"),))
    before = work.session.get(Category, matter.category_id) if matter.category_id else None
    matter.category_id = CategoryId(category.id)
    return (before.name if before else "", category.name)
