"""交办 and what the unit does with it: sign for it, send it back, ask for time, give its opinion."""

from datetime import date, timedelta

from sqlalchemy import func, select

from db.models import Matter, Pause, Referral, ReferralUnit, Round, Slip, Station, Unit
from liaison.domain.errors import BadInput, InvalidForm, NotFound, Problem
from liaison.domain.ids import MatterId, ReferralId, RoundId, UnitId
from liaison.domain.matter import MatterStatus
from liaison.domain.slip_code import SlipKind, slip_code, slip_number
from liaison.domain.steps import Step
from liaison.domain.text import clean, clean_line
from liaison.services.calendar import calendar
from liaison.services.numbers import reserve
from liaison.services.settings import setting, span
from liaison.services.steps.forms import (
    AssistForm,
    ExtendForm,
    ReasonForm,
    ReferForm,
    SignForm,
    StepForm,
    UnitName,
)
from liaison.services.steps.moving import (
    finish,
    fix_clock,
    move,
    run,
    running_pause,
    start_clock,
    take,
    this_round,
    unit_of,
)
from liaison.services.work import Work


def send(work: Work, form: StepForm) -> None:
    """送交办: a registered matter waits for its unit."""
    matter = take(work, form, Step.SEND)
    move(work, matter, Step.SEND, form.on, form.remark)
    start_clock(work, matter, "refer_within_days", matter.raised_on)
    finish(work, matter)


def refer(work: Work, form: ReferForm) -> None:
    """交办 to a main unit and assisting ones, with a numbered slip and a due date."""
    matter = take(work, form, Step.REFER)
    on = form.on or work.today
    unit = known_unit(work, form.unit)
    move(work, matter, Step.REFER, on, form.remark or unit.name)
    _clock_of_a_referral(work, matter, form, on)
    row = this_round(matter)
    row.unit_id, row.unit_name = UnitId(unit.id), unit.name
    row.referred_on, row.due_on = row.referred_on or on, matter.due_on
    work.session.flush()
    referral = _referral(work, matter, row, form, on)
    work.session.add(referral)
    work.session.flush()
    for place, name in enumerate(form.assisting, start=1):
        other = known_unit(work, name)
        work.session.add(
            ReferralUnit(
                station_id=matter.station_id,
                referral_id=referral.id,
                unit_id=other.id,
                unit_name=other.name,
                position=place,
            )
        )
    add_slip(work, matter, SlipKind.REFERRAL, on, ReferralId(referral.id))
    finish(work, matter)


def _clock_of_a_referral(work: Work, matter: Matter, form: ReferForm, on: date) -> None:
    if form.due_on is not None:
        fix_clock(matter, form.due_on, on)
    elif matter.round_no > 1:
        run(work, matter, span(work, "redo_within_months"), on)
    else:
        start_clock(work, matter, "hard_within_days" if form.hard else "answer_within_days", on)


def _referral(work: Work, matter: Matter, row: Round, form: ReferForm, on: date) -> Referral:
    last = work.session.scalar(
        select(func.max(Referral.position)).where(Referral.matter_id == matter.id)
    )
    assert matter.due_on is not None
    return Referral(
        station_id=matter.station_id,
        matter_id=matter.id,
        round_id=RoundId(row.id),
        round_no=matter.round_no,
        position=(last or 0) + 1,
        unit_id=row.unit_id,
        unit_name=row.unit_name,
        referred_on=on,
        hard=form.hard,
        first_due_on=matter.due_on,
        due_on=matter.due_on,
        sign_by_on=calendar(work).end(on, span(work, "sign_within_days")),
        request=clean(form.request),
    )


def sign(work: Work, form: SignForm) -> None:
    """签收: the unit has the slip."""
    matter = take(work, form, Step.SIGN)
    referral = running_referral(work, matter)
    referral.signed_on = form.on or work.today
    referral.signed_by = clean_line(form.by)
    this_round(matter).signed_on = referral.signed_on
    entry = move(work, matter, Step.SIGN, form.on, form.remark)
    entry.due_on = referral.sign_by_on
    if referral.sign_by_on is not None:
        entry.late_days = max(0, (referral.signed_on - referral.sign_by_on).days)
    finish(work, matter)


def return_(work: Work, form: ReasonForm) -> None:
    """退回: "not ours", only within the period; the matter waits for another unit."""
    matter = take(work, form, Step.RETURN)
    on = form.on or work.today
    referral = running_referral(work, matter)
    days = int(setting(work, "return_within_days"))
    if on > referral.referred_on + timedelta(days=days):
        raise BadInput("return_too_late", number=matter.number, days=days)
    referral.returned_on, referral.return_reason = on, clean(form.reason)
    row = this_round(matter)
    row.returned_on, row.return_reason = on, referral.return_reason
    move(work, matter, Step.RETURN, on, form.reason)
    start_clock(work, matter, "refer_within_days", on)
    finish(work, matter)


def extend(work: Work, form: ExtendForm) -> None:
    """延期 with a reason; the first date stays on the referral."""
    matter = take(work, form, Step.EXTEND)
    if matter.due_on is not None and form.due_on <= matter.due_on:
        raise InvalidForm((Problem("due_on", "not_later", {"day": matter.due_on.isoformat()}),))
    referral = running_referral(work, matter)
    referral.extended_on = form.on or work.today
    referral.extension_reason = clean(form.reason)
    entry = move(work, matter, Step.EXTEND, form.on, form.reason)
    entry.due_on = matter.due_on
    fix_clock(matter, form.due_on, referral.referred_on)
    referral.due_on = this_round(matter).due_on = form.due_on
    finish(work, matter)


def pause(work: Work, form: ReasonForm) -> None:
    """暂停: the clock stands still while the visitor brings what is missing."""
    matter = take(work, form, Step.PAUSE)
    on = form.on or work.today
    work.session.add(
        Pause(
            station_id=matter.station_id,
            matter_id=matter.id,
            round_no=matter.round_no,
            reason=clean(form.reason),
            paused_on=on,
            due_then_on=matter.due_on,
        )
    )
    move(work, matter, Step.PAUSE, on, form.reason)
    matter.paused_on, matter.due_on = on, None
    finish(work, matter)


def resume(work: Work, form: StepForm) -> None:
    """恢复: the deadline moves on by the working days of the pause; what was late stays late."""
    matter = take(work, form, Step.RESUME)
    on = form.on or work.today
    end_pause(work, matter, on)
    move(work, matter, Step.RESUME, on, form.remark)
    if matter.status in {MatterStatus.REFERRED, MatterStatus.IN_HAND} and matter.due_on:
        referral = running_referral(work, matter)
        referral.due_on = this_round(matter).due_on = matter.due_on
    finish(work, matter)


def end_pause(work: Work, matter: Matter, on: date) -> None:
    row = running_pause(work, matter)
    if row is None:
        raise NotFound("matter_not_found")
    row.resumed_on = on
    row.workdays = calendar(work).workdays_between(row.paused_on, on)
    if row.due_then_on is not None:
        unit = unit_of(matter)
        matter.due_on = calendar(work).shifted(row.due_then_on, row.paused_on, on, unit)
    matter.paused_on = None


def assist(work: Work, form: AssistForm) -> None:
    """协办意见: what an assisting unit says; the main unit still answers."""
    matter = take(work, form, Step.ASSIST)
    referral = running_referral(work, matter)
    name = clean_line(form.unit)
    row = work.session.scalar(
        select(ReferralUnit).where(
            ReferralUnit.referral_id == referral.id, ReferralUnit.unit_name == name
        )
    )
    if row is None:
        raise InvalidForm((Problem("unit", "not_assisting", {"name": name}),))
    row.replied_on, row.reply = form.on or work.today, clean(form.reply)
    move(work, matter, Step.ASSIST, form.on, f"{name}：{form.reply}")
    finish(work, matter)


def running_referral(work: Work, matter: Matter) -> Referral:
    """The referral under way; a book's matter at a unit gets one now, from what the book says."""
    row = work.session.scalar(
        select(Referral)
        .where(Referral.matter_id == matter.id, Referral.returned_on.is_(None))
        .order_by(Referral.position.desc())
        .limit(1)
    )
    if row is not None and row.round_no == matter.round_no:
        return row
    current = this_round(matter)
    work.session.flush()
    due = matter.due_on or current.due_on or work.today
    on = current.referred_on or matter.raised_on
    form = ReferForm(matter_id=MatterId(matter.id), unit=UnitName(current.unit_name), due_on=due)
    matter.due_on = matter.due_on or due
    made = _referral(work, matter, current, form, on)
    work.session.add(made)
    work.session.flush()
    return made


def known_unit(work: Work, name: UnitName) -> Unit:
    """The unit of the list; a new name joins it."""
    if name.id is not None:
        row = work.session.get(Unit, name.id)
        if row is None:
            raise NotFound("unit_not_found")
        return row
    words = clean_line(name.name)
    row = work.session.scalar(select(Unit).where(Unit.name == words))
    if row is None:
        last = work.session.scalar(select(func.max(Unit.position)))
        row = Unit(name=words, position=(last or 0) + 1)
        work.session.add(row)
        work.session.flush()
    return row


def add_slip(
    work: Work, matter: Matter, kind: SlipKind, on: date, referral_id: ReferralId | None = None
) -> Slip:
    """Number a paper of the matter: per station, kind and year, gap-free."""
    station = work.session.get_one(Station, matter.station_id)
    serial = reserve(work, matter.station_id, on.year, f"slip_{kind}")
    slip = Slip(
        station_id=matter.station_id,
        matter_id=matter.id,
        referral_id=referral_id,
        round_no=matter.round_no,
        kind=kind,
        year=on.year,
        serial=serial,
        number=slip_number(kind, station.code, on.year, serial),
        code=slip_code(kind, station.code, on.year, serial),
        made_on=on,
    )
    work.session.add(slip)
    return slip
