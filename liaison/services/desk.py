"""What the desk needs when somebody sits down at it: the lists, today's shift, the dates."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, select

from db.models import DutyShift, Reception, Station
from liaison.domain.canned import CannedKind
from liaison.domain.clock import civil
from liaison.domain.duty import ShiftStatus, Slot, slot_of
from liaison.domain.errors import NotFound
from liaison.domain.ids import StationId
from liaison.domain.reception import ReceptionStatus
from liaison.services.calendar import calendar
from liaison.services.canned import CannedRow, list_of
from liaison.services.receivers import Receiver, receivers
from liaison.services.settings import span
from liaison.services.stations import Choice, categories, units, villages
from liaison.services.work import Work


@dataclass(frozen=True)
class Deadlines:
    """What saving promises: referred by, answered by (working days, local rule)."""

    refer_days: int
    refer_by: date
    answer_days: int
    answer_by: date
    refer_guessed: bool = False
    """The day lies in a year whose holidays nobody has confirmed."""
    answer_guessed: bool = False


@dataclass(frozen=True)
class Desk:
    station: str
    address: str
    phone: str
    now: datetime
    """Civil time."""
    slot: Slot
    starts: time | None
    ends: time | None
    theme: str
    received: int
    """Receptions of this slot that are recorded already."""
    receivers: tuple[Receiver, ...]
    villages: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    units: tuple[Choice, ...]
    deadlines: Deadlines
    canned: tuple[CannedRow, ...] = ()
    """For answers given and matters declined at the desk."""


def desk(work: Work, station_id: StationId) -> Desk:
    """Everything that a new reception's page chooses from. NotFound: no such station."""
    station = work.session.get(Station, station_id)
    if station is None:
        raise NotFound("station_not_found")
    now = civil(work.now)
    slot = slot_of(now.time())
    shift = _shift(work, station_id, work.today, slot)
    return Desk(
        station=station.name,
        address=station.address,
        phone=station.phone,
        now=now,
        slot=slot,
        starts=shift.starts if shift else None,
        ends=shift.ends if shift else None,
        theme=shift.theme if shift else "",
        received=_received(work, station_id, slot),
        receivers=tuple(receivers(work, station_id, work.today, slot)),
        villages=tuple(villages(work, station_id)),
        categories=tuple(categories(work)),
        units=tuple(units(work)),
        deadlines=deadlines(work, work.today),
        canned=(*list_of(work, CannedKind.ANSWER), *list_of(work, CannedKind.DECLINE)),
    )


def deadlines(work: Work, received_on: date) -> Deadlines:
    """The dates by the office's rule for a reception of this date."""
    days = calendar(work)
    refer, answer = span(work, "refer_within_days"), span(work, "answer_within_days")
    refer_by = days.end(received_on, refer)
    answer_by = days.end(refer_by, answer)
    guessed = [not days.is_known(day) for day in (refer_by, answer_by)]
    return Deadlines(refer.count, refer_by, answer.count, answer_by, *guessed)


def _shift(work: Work, station_id: StationId, on: date, slot: Slot) -> DutyShift | None:
    return work.session.scalars(
        select(DutyShift)
        .where(
            DutyShift.station_id == station_id,
            DutyShift.held_on == on,
            DutyShift.slot == slot,
            DutyShift.status != ShiftStatus.CANCELLED,
        )
        .order_by(DutyShift.place)
    ).first()


def _received(work: Work, station_id: StationId, slot: Slot) -> int:
    query = select(func.count(Reception.id)).where(
        Reception.station_id == station_id,
        Reception.received_on == work.today,
        Reception.slot == slot,
        Reception.status == ReceptionStatus.RECORDED,
    )
    return work.session.scalar(query) or 0
