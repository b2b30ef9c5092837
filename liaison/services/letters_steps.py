"""What is done with a letter or a visit to the organ, one function a step.

Two clocks run from the day it came: 15 days to say where it went, 60 to deal with it (信访工作条例
arts 22, 34). It can't be filed before its writer was answered, or before it is written down why not.
"""

from datetime import date

from sqlalchemy import select

from db.models import Letter, LetterStep
from liaison.domain.errors import BadInput, Conflict, InvalidForm, NotFound, Problem
from liaison.domain.ids import LetterId, UnitId
from liaison.domain.letter import LETTER_ACT_ZH, LETTER_STATUS_ZH, LetterAct, LetterStatus, after
from liaison.domain.text import clean, clean_line, clean_name
from liaison.services.calendar import calendar
from liaison.services.district_numbers import reserve_of_district
from liaison.services.letters_forms import (
    LetterForm,
    LetterHandForm,
    LetterReasonForm,
    LetterResultForm,
    LetterStepForm,
    LetterTellForm,
)
from liaison.services.settings import span
from liaison.services.steps.forms import UnitName
from liaison.services.steps.referring import known_unit
from liaison.services.work import Work

LETTER = "letter"


def register(work: Work, form: LetterForm) -> LetterId:
    """Write it into the register; it gets the year's next number. InvalidForm tells what is wrong."""
    if problems := form.problems(work.today):
        raise InvalidForm(problems)
    row = Letter(
        number=letter_number(work, form.received_on.year),
        received_on=form.received_on,
        way=form.way,
        status=LetterStatus.REGISTERED,
        name=clean_name(form.name),
        contact=clean_line(form.contact),
        title=clean_line(form.title),
        content=clean(form.content),
        category_id=form.category_id,
        area_id=form.area_id,
        inform_by=_by(work, form.received_on, "letter_inform_days"),
        do_by=_by(work, form.received_on, "letter_do_days"),
        late_days=0,
        steps=[],
    )
    work.session.add(row)
    _move(work, row, LetterAct.REGISTER, form.received_on, to=LetterStatus.REGISTERED)
    return LetterId(row.id)


def letter_number(work: Work, year: int) -> str:
    """`信访2026-007`."""
    while True:
        number = f"信访{year}-{reserve_of_district(work, year, LETTER):03d}"
        if work.session.scalar(select(Letter.id).where(Letter.number == number)) is None:
            return number


def hand(work: Work, form: LetterHandForm) -> None:
    """转办 to a unit; again to another one when the first was wrong."""
    row = _begin(work, LetterAct.HAND, form)
    unit = known_unit(work, UnitName(form.unit_name))
    row.unit_id, row.handed_on = UnitId(unit.id), form.on
    _move(work, row, LetterAct.HAND, form.on, unit.name)


def inform(work: Work, form: LetterTellForm) -> None:
    """Tell the writer where it went. BadInput: it has been done."""
    row = _begin(work, LetterAct.INFORM, form)
    if row.informed_on is not None:
        raise BadInput("letter_already_informed", number=row.number, day=row.informed_on)
    late = _late(row.inform_by, form.on)
    row.informed_on, row.informed_how = form.on, form.how
    _move(work, row, LetterAct.INFORM, form.on, _said(form), late=late)


def handle(work: Work, form: LetterResultForm) -> None:
    """What came of it; the writer has still to be answered."""
    row = _begin(work, LetterAct.HANDLE, form)
    late = _late(row.do_by, form.on)
    row.handled_on, row.handling = form.on, clean(form.result)
    _move(work, row, LetterAct.HANDLE, form.on, row.handling, late=late)


def close(work: Work, form: LetterTellForm) -> None:
    """Answer the writer (or say why that can't be done) and file it."""
    row = _begin(work, LetterAct.CLOSE, form)
    row.replied_on, row.replied_how = form.on, form.how
    _move(work, row, LetterAct.CLOSE, form.on, _said(form))


def reopen(work: Work, form: LetterReasonForm) -> None:
    """Deal with it again: a new period runs, what was written stays in the timeline."""
    row = _begin(work, LetterAct.REOPEN, form)
    row.handled_on = row.replied_on = None
    row.replied_how = ""
    row.do_by = _by(work, form.on, "letter_do_days")
    _move(work, row, LetterAct.REOPEN, form.on, clean_line(form.reason))


def known(work: Work, key: LetterId) -> Letter:
    row = work.session.get(Letter, key)
    if row is None:
        raise NotFound("letter_not_found")
    return row


def _begin(work: Work, act: LetterAct, form: LetterStepForm) -> Letter:
    if problems := form.problems(work.today):
        raise InvalidForm(problems)
    row = known(work, form.letter_id)
    last = row.steps[-1] if row.steps else None
    if form.version is not None and row.version != form.version:
        raise Conflict(
            "letter_changed",
            number=row.number,
            who=last.actor if last else "",
            step=LETTER_ACT_ZH[last.act] if last else "改动",
        )
    if after(act, row.status) is None:
        raise BadInput(
            "letter_step_refused",
            number=row.number,
            status=LETTER_STATUS_ZH[row.status],
            step=LETTER_ACT_ZH[act],
        )
    latest = max((step.happened_on for step in row.steps), default=row.received_on)
    if form.on < latest:
        raise InvalidForm((Problem("on", "before_last_step", {"day": latest.isoformat()}),))
    return row


def _move(  # noqa: PLR0913 - one line of the timeline has these parts
    work: Work,
    row: Letter,
    act: LetterAct,
    on: date,
    remark: str = "",
    *,
    to: LetterStatus | None = None,
    late: int = 0,
) -> None:
    row.status = to or after(act, row.status) or row.status
    row.late_days = max(row.late_days, late)
    row.moved_at = work.now
    row.due_on = _due(row)
    row.steps.append(
        LetterStep(
            act=act,
            status=row.status,
            happened_on=on,
            late_days=late,
            recorded_at=work.now,
            actor=work.actor,
            remark=remark,
        )
    )
    work.session.flush()


def _due(row: Letter) -> date | None:
    """The next clock that waits: first where it went, then the result."""
    waiting = []
    if row.informed_on is None and row.status is not LetterStatus.CLOSED:
        waiting.append(row.inform_by)
    if row.handled_on is None and row.status is not LetterStatus.CLOSED:
        waiting.append(row.do_by)
    return min(filter(None, waiting), default=None)


def _by(work: Work, start: date, key: str) -> date:
    return calendar(work).end(start, span(work, key))


def _late(by: date | None, on: date) -> int:
    return max(0, (on - by).days) if by else 0


def _said(form: LetterTellForm) -> str:
    return "，".join(filter(None, (form.how, clean_line(form.remark))))
