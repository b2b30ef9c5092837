"""Record a reception: one visit, its people, its matters, its number, in one transaction."""

from dataclasses import dataclass, replace

from sqlalchemy import delete, select

from db.models import (
    Draft,
    Guidance,
    Matter,
    MatterStep,
    Reception,
    ReceptionRepresentative,
    ReceptionVisitor,
    Representative,
    Round,
    Station,
    Telling,
    Unit,
    Visitor,
)
from liaison.domain.errors import InvalidForm, NotFound
from liaison.domain.ids import MatterId, ReceptionId, StationId, VisitorId
from liaison.domain.matter import OUTCOME, STATUS_AT_THE_DESK, Disposition, MatterStatus, stage_of
from liaison.domain.reception import VisitKind
from liaison.domain.slip_code import SlipKind
from liaison.domain.steps import Step
from liaison.domain.text import clean, clean_line, clean_name, digits
from liaison.services import register_lines
from liaison.services.numbers import RECEPTION, reception_number, reserve
from liaison.services.reception_form import MatterForm, OfficialForm, ReceptionForm, VisitorForm
from liaison.services.shifts import held_shift, listen
from liaison.services.steps.moving import start_clock
from liaison.services.steps.referring import add_slip
from liaison.services.work import Work

_AT_THE_DESK = {
    MatterStatus.ANSWERED_ON_THE_SPOT: Step.ANSWER_ON_THE_SPOT,
    MatterStatus.AWAITING_REFERRAL: Step.SEND,
    MatterStatus.DECLINED: Step.DECLINE,
    MatterStatus.MERGED: Step.MERGE,
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What saving gives back: the record and the number to tell the visitor."""

    id: ReceptionId
    number: str


def record(work: Work, form: ReceptionForm) -> Recorded:
    """Record one reception. InvalidForm tells every problem; NotFound a station that isn't there."""
    if problems := form.problems(work.today):
        raise InvalidForm(problems)
    tidy = _tidied(form)
    station = work.session.get(Station, tidy.station_id)
    if station is None:
        raise NotFound("station_not_found")
    reception = _numbered(work, tidy, station)
    _add_people(work, reception, tidy)
    for place, matter in enumerate(tidy.matters, start=1):
        reception.matters.append(_matter(work, reception, matter, place))
    work.session.add(reception)
    if tidy.draft_id is not None:
        work.session.execute(delete(Draft).where(Draft.id == tidy.draft_id))
    work.session.flush()
    _hand_over(work, reception)
    register_lines.enter(work, reception)
    _join(work, reception, tidy)
    return Recorded(ReceptionId(reception.id), reception.number)


def _tidied(form: ReceptionForm) -> ReceptionForm:
    """The same form with every text made fit to keep; the words lose no character that shows."""
    return replace(
        form,
        words=clean(form.words),
        summary=clean(form.summary),
        remark=clean(form.remark),
        place=clean_line(form.place),
        companions=clean_line(form.companions),
        recorder=clean_line(form.recorder),
        visitors=tuple(_tidied_visitor(visitor) for visitor in form.visitors),
        officials=tuple(
            OfficialForm(clean_line(one.unit), clean_name(one.name), clean_line(one.post))
            for one in form.officials
        ),
        matters=tuple(
            replace(
                matter,
                title=clean_line(matter.title),
                content=clean(matter.content),
                concerns=clean_line(matter.concerns),
                answer=clean(matter.answer),
                unit_name=clean_line(matter.unit_name),
                where_to=clean_line(matter.where_to),
                where_phone=clean_line(matter.where_phone),
            )
            for matter in form.matters
        ),
    )


def _tidied_visitor(visitor: VisitorForm) -> VisitorForm:
    return replace(
        visitor,
        name=clean_name(visitor.name),
        phone=clean_line(visitor.phone),
        address=clean_line(visitor.address),
    )


def _numbered(work: Work, form: ReceptionForm, station: Station) -> Reception:
    shift = held_shift(work, form)
    year = form.received_on.year
    serial = reserve(work, form.station_id, year, RECEPTION)
    reception = Reception(
        station_id=form.station_id,
        year=year,
        serial=serial,
        number=reception_number(station, year, serial),
        shift_id=shift.id if shift else None,
        received_on=form.received_on,
        slot=form.in_slot,
        started=form.started,
        ended=form.ended,
        channel=form.channel,
        place=form.place,
        visit_kind=form.visit_kind,
        head_count=form.head_count,
        companions=form.companions,
        area_id=form.area_id,
        words=form.words,
        summary=form.summary,
        recorder=form.recorder or work.actor,
        wants_callback=form.wants_callback,
        confidential=form.confidential,
        dictated=form.dictated,
        notice_given=form.notice_given,
        read_back=form.read_back,
        from_elsewhere=form.from_elsewhere,
        remark=form.remark,
        recorded_at=work.now,
    )
    listen(work, shift, reception, form)
    return reception


def _add_people(work: Work, reception: Reception, form: ReceptionForm) -> None:
    for place, visitor in enumerate(form.visitors):
        if visitor.name or visitor.phone:
            row = _visitor(work, form, visitor)
            reception.visitors.append(
                ReceptionVisitor(station_id=form.station_id, visitor=row, position=place)
            )
    query = select(Representative).where(Representative.id.in_(form.representatives))
    known = {row.id: row for row in work.session.scalars(query)}
    for place, key in enumerate(form.representatives):
        if key not in known:
            raise NotFound("representative_not_found")
        reception.representatives.append(
            ReceptionRepresentative(
                station_id=form.station_id,
                representative_id=key,
                name=known[key].name,
                lead=place == 0,
                position=place,
            )
        )


def _visitor(work: Work, form: ReceptionForm, visitor: VisitorForm) -> Visitor:
    """The person linked, brought up to date, or a new one; never guessed from the name."""
    number = digits(visitor.phone)
    row = work.session.get(Visitor, visitor.visitor_id) if visitor.visitor_id else None
    if row is None or row.station_id != form.station_id:
        row = Visitor(station_id=form.station_id, name=visitor.name)
    row.name = visitor.name or ("匿名" if form.visit_kind is VisitKind.ANONYMOUS else "")
    row.phone = number or row.phone or ""
    row.contact = ("" if number else visitor.phone) or row.contact or ""
    row.area_id = visitor.area_id or form.area_id or row.area_id
    row.address = visitor.address or row.address or ""
    return row


def _matter(work: Work, reception: Reception, form: MatterForm, place: int) -> Matter:
    status = STATUS_AT_THE_DESK[form.disposition]
    if form.repeat_of_id is not None:
        status = MatterStatus.MERGED
    waits = status is MatterStatus.AWAITING_REFERRAL
    matter = Matter(
        station_id=reception.station_id,
        reception_id=reception.id,
        position=place,
        number=f"{reception.number}-{place}",
        raised_on=reception.received_on,
        title=form.title,
        content=form.content,
        category_id=form.category_id,
        area_id=form.area_id,
        concerns=form.concerns,
        urgency=form.urgency,
        disposition=form.disposition,
        status=status,
        stage=stage_of(status),
        outcome=OUTCOME.get(status),
        round_no=1,
        keeper=work.actor,
        decline_reason=form.decline_reason if status is MatterStatus.DECLINED else None,
        settled_on=None if waits else reception.received_on,
        told_on=None if waits else reception.received_on,
        repeat_of_id=_known_matter(work, reception.station_id, form.repeat_of_id),
        merged_into_id=form.repeat_of_id,
    )
    if waits:
        start_clock(work, matter, "refer_within_days", matter.raised_on)
    _follow(work, matter, form)
    return matter


def _known_matter(work: Work, station_id: StationId, key: MatterId | None) -> MatterId | None:
    if key is None:
        return None
    earlier = work.session.get(Matter, key)
    if earlier is None or earlier.station_id != station_id:
        raise NotFound("matter_not_found")
    return key


def _follow(work: Work, matter: Matter, form: MatterForm) -> None:
    """What the desk's decision writes beside the matter: a round, a guidance slip, the first step."""
    remark = ""
    if form.disposition is Disposition.ANSWERED_ON_THE_SPOT:
        remark = form.answer
        matter.rounds.append(
            Round(
                station_id=matter.station_id,
                answered_on=matter.raised_on,
                answer=form.answer,
                told_on=matter.raised_on,
                told_how="当面",
                told_by=work.actor,
            )
        )
    elif form.disposition is Disposition.REFERRED:
        unit = work.session.get(Unit, form.unit_id) if form.unit_id else None
        name = unit.name if unit else form.unit_name
        remark = name
        matter.rounds.append(
            Round(station_id=matter.station_id, unit_id=unit and unit.id, unit_name=name)
        )
    elif form.decline_reason is not None:
        remark = form.where_to
        matter.guidances.append(
            Guidance(
                station_id=matter.station_id,
                reason=form.decline_reason,
                where_to=form.where_to,
                phone=form.where_phone,
            )
        )
    matter.steps.append(
        MatterStep(
            station_id=matter.station_id,
            step=_AT_THE_DESK[matter.status],
            status=matter.status,
            happened_on=matter.raised_on,
            recorded_at=work.now,
            actor=work.actor,
            remark=remark,
        )
    )


def _hand_over(work: Work, reception: Reception) -> None:
    """What the visitor hears at the desk is a telling record; a declined matter gets its slip."""
    for matter in reception.matters:
        if matter.told_on is not None:
            work.session.add(
                Telling(
                    station_id=matter.station_id,
                    matter_id=matter.id,
                    tried_on=matter.told_on,
                    reached=True,
                    how="当面",
                    by=work.actor,
                )
            )
        if matter.status is MatterStatus.DECLINED:
            add_slip(work, matter, SlipKind.GUIDANCE, matter.raised_on)


def _join(work: Work, reception: Reception, form: ReceptionForm) -> None:
    """What the desk saw to be somebody else's matter too is recorded first and joined to it then."""
    for matter, given in zip(reception.matters, form.matters, strict=True):
        if given.merge_into_id is not None and given.repeat_of_id is None:
            from liaison.services.steps.forms import MergeForm
            from liaison.services.steps.joining import merge

            into = given.merge_into_id
            merge(work, MergeForm(matter_id=MatterId(matter.id), into_id=into))


def known_visitor(work: Work, key: VisitorId) -> VisitorForm:
    """A person who came before, as the form shows them."""
    row = work.session.get(Visitor, key)
    if row is None:
        raise NotFound("visitor_not_found")
    return VisitorForm(row.name, row.phone or row.contact, row.area_id, row.address, key)
