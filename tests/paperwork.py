"""Rows put straight into the tables, for the tests of what is counted and printed."""

from dataclasses import dataclass, field
from datetime import date

from db.models import (
    Attendance,
    Category,
    DutyShift,
    Matter,
    OfficialVisit,
    Reception,
    ReceptionVisitor,
    Representative,
    Round,
    Seat,
    Station,
    Visitor,
)
from liaison.domain.duty import AttendanceStatus, ShiftStatus, Slot
from liaison.domain.ids import new_id
from liaison.domain.matter import OUTCOME, Disposition, MatterStatus, stage_of
from liaison.domain.reception import Channel, VisitKind
from liaison.domain.representative import SeatLevel


@dataclass
class Paperwork:
    """One station's papers, written in one go."""

    work: object
    name: str = "城东街道代表联络站"
    code: str = "330902004"
    serial: int = 0
    station: Station = field(init=False)

    def __post_init__(self):
        self.station = Station(id=new_id(), code=self.code, name=self.name)
        self._add(self.station)

    def representative(self, name, *levels, **more):
        person = Representative(id=new_id(), station_id=self.station.id, name=name, **more)
        self._add(person)
        for level in levels or (SeatLevel.DISTRICT,):
            self._add(
                Seat(
                    station_id=self.station.id,
                    representative_id=person.id,
                    level=level,
                    level_order=list(SeatLevel).index(level),
                )
            )
        return person

    def shift(self, held_on, *people, status=ShiftStatus.HELD, slot=Slot.MORNING, place=""):
        row = DutyShift(
            id=new_id(),
            station_id=self.station.id,
            held_on=held_on,
            slot=slot,
            place=place,
            status=status,
        )
        self._add(row)
        for position, person in enumerate(people):
            settled = isinstance(person, Representative)
            self._add(
                Attendance(
                    station_id=self.station.id,
                    shift_id=row.id,
                    representative_id=person.id if settled else None,
                    name=person.name if settled else person,
                    position=position,
                    status=AttendanceStatus.PRESENT,
                )
            )
        return row

    def official(self, shift, name):
        self._add(
            OfficialVisit(
                station_id=self.station.id,
                shift_id=shift.id,
                visited_on=shift.held_on,
                name=name,
            )
        )

    def reception(self, received_on, visitor="周宁", people=1, **more):
        self.serial += 1
        row = Reception(
            **{
                "id": new_id(),
                "station_id": self.station.id,
                "year": received_on.year,
                "serial": self.serial,
                "number": f"{self.code}-{received_on.year}-{self.serial:06d}",
                "received_on": received_on,
                "slot": Slot.MORNING,
                "channel": Channel.ON_SITE,
                "visit_kind": VisitKind.INDIVIDUAL,
                "head_count": people,
                "words": "路灯不亮",
                "recorded_at": self.work.now,
                **more,
            }
        )
        self._add(row)
        if visitor:
            person = Visitor(id=new_id(), station_id=self.station.id, name=visitor)
            self._add(person)
            self._add(
                ReceptionVisitor(
                    station_id=self.station.id, reception_id=row.id, visitor_id=person.id
                )
            )
        return row

    def matter(self, reception, title="路灯不亮", position=1, unit="", **more):
        disposition = more.pop("disposition", Disposition.REFERRED)
        status = more.pop("status", MatterStatus.REFERRED)
        if status is MatterStatus.ANSWERED and more.get("settled_on"):
            more.setdefault("untold_since", more["settled_on"])
        if status in {MatterStatus.ANSWERED_ON_THE_SPOT, MatterStatus.DECLINED}:
            more.setdefault("told_on", more.get("settled_on"))  # the visitor stands at the desk
        untold = more.get("untold_since") is not None
        more.setdefault("outcome", OUTCOME.get(status))
        more.setdefault("stage", stage_of(status, untold=untold))
        row = Matter(
            id=new_id(),
            station_id=self.station.id,
            reception_id=reception.id,
            position=position,
            number=f"{reception.number}-{position}",
            raised_on=reception.received_on,
            title=title,
            disposition=disposition,
            status=status,
            **more,
        )
        self._add(row)
        if unit:
            self._add(
                Round(
                    station_id=self.station.id,
                    matter_id=row.id,
                    unit_name=unit,
                    answer_class=row.answer_class,
                )
            )
        return row

    def category(self, name):
        from sqlalchemy import select

        return self.work.session.scalar(select(Category).where(Category.name == name)).id

    def _add(self, row):
        self.work.session.add(row)
        self.work.session.flush()


def a_month(work, year=2026, month=2):
    """One station's February: two sessions, three visits, four matters."""
    desk = Paperwork(work)
    chen = desk.representative("陈𬱖", SeatLevel.CITY, SeatLevel.DISTRICT)
    ou = desk.representative("欧阳㛃")
    desk.representative("毛𬭎")
    first = desk.shift(date(year, month, 4), chen, ou, "陈𬱖或者陈颖")
    desk.official(first, "区住建局某")
    desk.shift(date(year, month, 18), ou, status=ShiftStatus.NOBODY_CAME)
    one = desk.reception(date(year, month, 4), "周小宁")
    desk.matter(
        one,
        disposition=Disposition.ANSWERED_ON_THE_SPOT,
        status=MatterStatus.ANSWERED_ON_THE_SPOT,
        settled_on=date(year, month, 4),
        category_id=desk.category("城建环保"),
    )
    desk.matter(one, "公交末班太早", 2, "区交通运输局", category_id=desk.category("公交"))
    two = desk.reception(date(year, month, 4), "司徒𬭎", 12, visit_kind=VisitKind.GROUP)
    desk.matter(
        two,
        "<b>=1+1</b>",
        unit="区住建局",
        status=MatterStatus.TOLD,
        answer_class="A",
        settled_on=date(year, month, 20),
        told_on=date(year, month, 21),
    )
    three = desk.reception(date(year, month, 20), "", visit_kind=VisitKind.ANONYMOUS)
    desk.matter(
        three,
        "邻居借钱不还",
        disposition=Disposition.DECLINED,
        status=MatterStatus.DECLINED,
        settled_on=date(year, month, 20),
    )
    return desk
