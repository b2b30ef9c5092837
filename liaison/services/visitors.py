"""Who came before: likely the same person, and what they came for."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from db.models import Area, Matter, Reception, ReceptionVisitor, Visitor
from liaison.domain.ids import AreaId, MatterId, ReceptionId, StationId, VisitorId
from liaison.domain.masks import mask_phone
from liaison.domain.matter import MatterStatus, Satisfaction
from liaison.domain.reception import ReceptionStatus
from liaison.domain.text import clean_name, digits
from liaison.services.work import Work

LEAST_DIGITS = 7
MOST_SHOWN = 8


@dataclass(frozen=True)
class LikelyVisitor:
    """Somebody of the same telephone, or of the same name; `same_phone` is the surer sign."""

    id: VisitorId
    name: str
    phone: str
    """Masked."""
    area_id: AreaId | None
    village: str
    visits: int
    last_on: date
    same_phone: bool


@dataclass(frozen=True)
class EarlierVisit:
    """One matter of an earlier visit."""

    reception_id: ReceptionId
    matter_id: MatterId
    number: str
    title: str
    received_on: date
    status: MatterStatus
    satisfaction: Satisfaction | None


def likely(work: Work, station_id: StationId, name: str, phone: str) -> list[LikelyVisitor]:
    """People of this station who may be the one at the desk, the surest first."""
    wanted, number = clean_name(name), digits(phone)
    signs = []
    if len(wanted) >= 2:
        signs.append(Visitor.name == wanted)
    if len(number) >= LEAST_DIGITS:
        signs.append(Visitor.phone.startswith(number))
    if not signs:
        return []
    last = func.max(Reception.received_on)
    rows = work.session.execute(
        select(Visitor, Area.name, func.count(Reception.id), last)
        .join(ReceptionVisitor, ReceptionVisitor.visitor_id == Visitor.id)
        .join(Reception, Reception.id == ReceptionVisitor.reception_id)
        .outerjoin(Area, Area.id == Visitor.area_id)
        .where(Visitor.station_id == station_id, or_(*signs))
        .where(Reception.status == ReceptionStatus.RECORDED)
        .group_by(Visitor.id, Area.name)
        .order_by(last.desc())
        .limit(MOST_SHOWN)
    )
    found = [
        LikelyVisitor(
            VisitorId(row.id),
            row.name,
            mask_phone(row.phone or row.contact),
            row.area_id,
            village or "",
            visits,
            last_on,
            same_phone=bool(number) and row.phone == number,
        )
        for row, village, visits, last_on in rows
    ]
    return sorted(found, key=lambda one: not one.same_phone)


def earlier_visits(work: Work, key: VisitorId, limit: int = MOST_SHOWN) -> list[EarlierVisit]:
    """What this person came for before, newest first."""
    rows = work.session.execute(
        select(
            Reception.id,
            Matter.id,
            Matter.number,
            Matter.title,
            Reception.received_on,
            Matter.status,
            Matter.satisfaction,
        )
        .join(Matter, Matter.reception_id == Reception.id)
        .join(ReceptionVisitor, ReceptionVisitor.reception_id == Reception.id)
        .where(ReceptionVisitor.visitor_id == key, Reception.status == ReceptionStatus.RECORDED)
        .order_by(Reception.received_on.desc(), Matter.number)
        .limit(limit)
    )
    return [
        EarlierVisit(ReceptionId(visit), MatterId(matter), number, title, on, status, satisfaction)
        for visit, matter, number, title, on, status, satisfaction in rows
    ]
