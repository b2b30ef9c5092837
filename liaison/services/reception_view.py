"""One reception to show: masked unless somebody deliberately looks, and then it is noted."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from db.models import (
    Area,
    Category,
    Correction,
    Matter,
    Note,
    Reception,
    ReceptionRepresentative,
    Station,
    Visitor,
)
from liaison.domain.duty import Slot
from liaison.domain.errors import NotFound
from liaison.domain.ids import CategoryId, MatterId, ReceptionId, StationId, VisitorId
from liaison.domain.masks import hide, mask_in_text, mask_name, mask_phone
from liaison.domain.matter import (
    DeclineReason,
    Disposition,
    MatterStatus,
    Satisfaction,
    Urgency,
)
from liaison.domain.reception import Channel, ReceptionStatus, VisitKind
from liaison.services import audit
from liaison.services.calendar import calendar
from liaison.services.work import Work


@dataclass(frozen=True)
class VisitorView:
    id: VisitorId
    name: str
    phone: str
    village: str
    address: str


@dataclass(frozen=True)
class RepresentativeView:
    """`settled` is False while the name may be one of several people."""

    name: str
    lead: bool
    settled: bool


@dataclass(frozen=True)
class StepView:
    status: MatterStatus
    happened_on: date
    recorded_at: datetime
    actor: str
    remark: str


@dataclass(frozen=True)
class MatterView:
    id: MatterId
    number: str
    title: str
    content: str
    category_id: CategoryId | None
    category: str
    concerns: str
    urgency: Urgency
    disposition: Disposition
    status: MatterStatus
    due_on: date | None
    due_is_guess: bool
    """The deadline lies in a year whose holidays nobody has confirmed."""
    unit: str
    answer: str
    answer_class: str | None
    satisfaction: Satisfaction | None
    told_on: date | None
    decline_reason: DeclineReason | None
    where_to: str
    where_phone: str
    repeat_of: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True)
class CorrectionView:
    edition: int
    field: str
    old: str
    new: str
    why: str
    corrected_at: datetime
    actor: str


@dataclass(frozen=True)
class ReceptionView:
    """Everything that one page or one slip shows of a reception."""

    id: ReceptionId
    station_id: StationId
    station: str
    number: str
    edition: int
    version: int
    status: ReceptionStatus
    void_reason: str
    received_on: date
    slot: Slot
    started: time | None
    ended: time | None
    channel: Channel
    place: str
    visit_kind: VisitKind
    head_count: int
    companions: str
    village: str
    visitors: tuple[VisitorView, ...]
    representatives: tuple[RepresentativeView, ...]
    officials: tuple[str, ...]
    words: str
    summary: str
    recorder: str
    wants_callback: bool
    confidential: bool
    dictated: bool
    notice_given: bool
    read_back: bool
    from_elsewhere: bool
    remark: str
    recorded_at: datetime
    matters: tuple[MatterView, ...]
    corrections: tuple[CorrectionView, ...]
    notes: tuple[str, ...]
    masked: bool


def view(work: Work, key: ReceptionId) -> ReceptionView:
    """The record with names and telephones masked."""
    return _view(work, _load(work, key), masked=True)


def unmask(work: Work, key: ReceptionId) -> ReceptionView:
    """The record in clear; that somebody looked is written to the trail."""
    reception = _load(work, key)
    audit.note(work, "unmask", "reception", key, reception.station_id)
    return _view(work, reception, masked=False)


def for_slip(work: Work, key: ReceptionId) -> ReceptionView:
    """The record in clear for the slip that the visitor signs; the print is written to the trail."""
    reception = _load(work, key)
    audit.note(work, "print", "reception", key, reception.station_id)
    return _view(work, reception, masked=False)


def _load(work: Work, key: ReceptionId) -> Reception:
    reception = work.session.get(
        Reception,
        key,
        options=[
            selectinload(Reception.matters).selectinload(Matter.rounds),
            selectinload(Reception.matters).selectinload(Matter.steps),
            selectinload(Reception.matters).selectinload(Matter.guidances),
            selectinload(Reception.visitors),
            selectinload(Reception.representatives),
            selectinload(Reception.officials),
        ],
    )
    if reception is None:
        raise NotFound("reception_not_found")
    return reception


def _view(work: Work, row: Reception, *, masked: bool) -> ReceptionView:
    areas = _names(work, row)
    shown = mask_in_text if masked else str
    return ReceptionView(
        id=ReceptionId(row.id),
        station_id=row.station_id,
        station=work.session.get_one(Station, row.station_id).name,
        number=row.number,
        edition=row.edition,
        version=row.version,
        status=row.status,
        void_reason=row.void_reason,
        received_on=row.received_on,
        slot=row.slot,
        started=row.started,
        ended=row.ended,
        channel=row.channel,
        place=row.place,
        visit_kind=row.visit_kind,
        head_count=row.head_count,
        companions=row.companions,
        village=areas.get(row.area_id, ""),
        visitors=tuple(
            _visitor(link.visitor, areas, masked=masked, secret=row.confidential)
            for link in row.visitors
        ),
        representatives=tuple(map(_representative, row.representatives)),
        officials=tuple(
            f"{official.unit_name}{official.post}{official.name}" for official in row.officials
        ),
        words=shown(row.words),
        summary=shown(row.summary),
        recorder=row.recorder,
        wants_callback=row.wants_callback,
        confidential=row.confidential,
        dictated=row.dictated,
        notice_given=row.notice_given,
        read_back=row.read_back,
        from_elsewhere=row.from_elsewhere,
        remark=shown(row.remark),
        recorded_at=row.recorded_at,
        matters=tuple(
            _matter(work, matter, shown_content=shown(matter.content)) for matter in row.matters
        ),
        corrections=_corrections(work, row.id, masked=masked),
        notes=tuple(
            work.session.scalars(
                select(Note.text).where(Note.record_id == row.id).order_by(Note.id)
            )
        ),
        masked=masked,
    )


def _names(work: Work, row: Reception) -> dict[UUID | None, str]:
    keys = {row.area_id, *(link.visitor.area_id for link in row.visitors)} - {None}
    found = work.session.execute(select(Area.id, Area.name).where(Area.id.in_(keys)))
    return {key: name for key, name in found}  # noqa: C416 - a Row is not a pair to the type checker


def _visitor(
    row: Visitor, areas: dict[UUID | None, str], *, masked: bool, secret: bool
) -> VisitorView:
    name, phone, address = row.name, row.phone or row.contact, row.address
    if masked:
        name, phone, address = mask_name(name), mask_phone(phone), hide(address)
        if secret:
            name, phone = hide(row.name), hide(row.phone or row.contact)
    return VisitorView(VisitorId(row.id), name, phone, areas.get(row.area_id, ""), address)


def _representative(row: ReceptionRepresentative) -> RepresentativeView:
    return RepresentativeView(row.name, row.lead, row.representative_id is not None)


def _matter(work: Work, row: Matter, shown_content: str) -> MatterView:
    last = row.rounds[-1] if row.rounds else None
    category = work.session.get(Category, row.category_id) if row.category_id else None
    earlier = work.session.get(Matter, row.repeat_of_id) if row.repeat_of_id else None
    return MatterView(
        id=MatterId(row.id),
        number=row.number,
        title=row.title,
        content=shown_content,
        category_id=row.category_id,
        category=category.name if category else "",
        concerns=row.concerns,
        urgency=row.urgency,
        disposition=row.disposition,
        status=row.status,
        due_on=row.due_on,
        due_is_guess=row.due_on is not None and not calendar(work).is_known(row.due_on),
        unit=last.unit_name if last else "",
        answer=last.answer if last else "",
        answer_class=row.answer_class,
        satisfaction=row.satisfaction,
        told_on=row.told_on,
        decline_reason=row.decline_reason,
        where_to=row.guidances[-1].where_to if row.guidances else "",
        where_phone=row.guidances[-1].phone if row.guidances else "",
        repeat_of=earlier.number if earlier else "",
        steps=tuple(
            StepView(step.status, step.happened_on, step.recorded_at, step.actor, step.remark)
            for step in row.steps
        ),
    )


def _corrections(work: Work, key: UUID, *, masked: bool) -> tuple[CorrectionView, ...]:
    rows = work.session.scalars(
        select(Correction).where(Correction.record_id == key).order_by(Correction.id)
    )
    secret = {"visitor_name", "visitor_phone", "visitor_address"} if masked else set()
    return tuple(
        CorrectionView(
            row.edition,
            row.field,
            hide(row.old) if row.field in secret else row.old,
            hide(row.new) if row.field in secret else row.new,
            row.why,
            row.corrected_at,
            row.actor,
        )
        for row in rows
    )
