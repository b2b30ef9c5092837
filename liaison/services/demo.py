"""Fill an empty office with made-up people and a few months of receptions, to look at and to try."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from db.models import (
    Area,
    Attendance,
    Category,
    DutyShift,
    Matter,
    Reception,
    Unit,
)
from liaison.domain.clock import CIVIL
from liaison.domain.duty import AttendanceStatus, ShiftStatus, Slot
from liaison.domain.ids import (
    AreaId,
    CategoryId,
    MatterId,
    ReceptionId,
    RepresentativeId,
    StationId,
    UnitId,
)
from liaison.domain.matter import (
    SATISFACTION_ZH,
    DeclineReason,
    Disposition,
    MatterStatus,
)
from liaison.domain.progress import Progress, silent
from liaison.domain.reception import Channel, VisitKind
from liaison.domain.representative import GENDER_ZH, GroupKind, SeatLevel
from liaison.domain.station import STATION_KIND_ZH, AreaLevel
from liaison.services import demo_proposals
from liaison.services.enrolment import RepresentativeForm, SeatForm, enrol, join_group
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.receptions import record
from liaison.services.settings import put_setting
from liaison.services.stations import StationForm, open_station
from liaison.services.steps import answering, ending, referring
from liaison.services.steps.forms import (
    AnswerForm,
    RateForm,
    ReferForm,
    SignForm,
    StepForm,
    TellForm,
    UnitName,
)
from liaison.services.work import Work
from resources.sample_office import (
    DECLINED,
    DISTRICT,
    DISTRICT_CODE,
    PEOPLE,
    STATIONS,
    TOPICS,
    SampleMatter,
    SampleVisit,
    visits,
)

DAYS = 130
LEVELS = {
    "全国": SeatLevel.NATIONAL,
    "省": SeatLevel.PROVINCE,
    "市": SeatLevel.CITY,
    "区": SeatLevel.DISTRICT,
    "镇": SeatLevel.TOWNSHIP,
    "乡": SeatLevel.TOWNSHIP,
}
SATISFACTION = {word: kind for kind, word in SATISFACTION_ZH.items()}
KINDS = {word: kind for kind, word in STATION_KIND_ZH.items()}
GENDERS = {word: kind for kind, word in GENDER_ZH.items()}
TO_FILE = frozenset({MatterStatus.ANSWERED_ON_THE_SPOT, MatterStatus.RATED})
FILED_AFTER = timedelta(days=30)
TELL_WITHIN = 12
"""Days: matters answered less long ago are mostly not told yet, so the desk has something to do."""


def fill(work: Work, progress: Progress = silent) -> None:
    """Three stations, two dozen representatives, and the last months; all names are made up."""
    Filling(work).run(progress)


class Filling:
    """The keys that the parts of one filling share."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.stations: list[StationId] = []
        self.people: dict[tuple[int, str], RepresentativeId] = {}
        self.areas: dict[str, Area] = {}
        self.units: dict[str, UnitId] = {}
        self.categories: dict[str, CategoryId] = {}

    def run(self, progress: Progress) -> None:
        put_setting(self.work, "district", DISTRICT)
        self._add_places()
        self._add_people()
        story = list(visits(self.work.today - timedelta(days=DAYS), self.work.today))
        for done, visit in enumerate(story, start=1):
            self._live(visit)
            progress(done, len(story))
        self._add_duty()
        demo_proposals.add(self.work, list(self.people.values()), self.stations[0])

    def _add_places(self) -> None:
        district = self._area(DISTRICT_CODE, DISTRICT, AreaLevel.DISTRICT, None)
        for station in STATIONS:
            township = self._area(station.code, station.township, AreaLevel.TOWNSHIP, district)
            for number, village in enumerate(station.villages, start=1):
                code = f"{station.code[:9]}{number:03d}"
                self._area(code, village, AreaLevel.VILLAGE, township)
            form = StationForm(
                station.name,
                station.township,
                KINDS[station.kind],
                station.address,
                station.phone,
                station.rule,
            )
            self.stations.append(open_station(self.work, form))
        for name in sorted({topic.unit for topic in TOPICS}):
            unit = Unit(name=name, position=len(self.units))
            self.work.session.add(unit)
            self.work.session.flush()
            self.units[name] = UnitId(unit.id)
        rows = self.work.session.execute(select(Category.name, Category.id))
        self.categories = {name: CategoryId(key) for name, key in rows}

    def _area(self, code: str, name: str, level: AreaLevel, parent: Area | None) -> Area:
        area = self.work.session.scalar(select(Area).where(Area.code == code))
        if area is None:
            area = Area(code=code, name=name, level=level, parent_id=parent and parent.id)
            self.work.session.add(area)
            self.work.session.flush()
        self.areas[name] = area
        return area

    def _add_people(self) -> None:
        for number, person in enumerate(PEOPLE):
            station = STATIONS[person.station]
            seats = tuple(
                SeatForm(LEVELS[level], "第十七届", f"{station.township}第{number % 5 + 1}选区")
                for level in person.levels
            )
            form = RepresentativeForm(
                self.stations[person.station],
                person.name,
                GENDERS[person.gender],
                person.born,
                "汉族" if "·" not in person.name else "维吾尔族",
                person.post,
                f"1390000{number:04d}",
                seats=seats,
            )
            key = enrol(self.work, form)
            self.people[person.station, person.name] = key
            join_group(self.work, key, GroupKind.DELEGATION, f"{station.township}代表团")
            join_group(self.work, key, GroupKind.GROUP, person.group, f"{station.township}代表团")

    def _live(self, visit: SampleVisit) -> None:
        if not visit.visitor:
            self._wait(visit)
            return
        recorded = record(self.work, self._form(visit))
        self._move_on(visit, recorded.id)

    def _wait(self, visit: SampleVisit) -> None:
        """A slot to which nobody came still counts."""
        shift = self._shift(visit.station, visit.on, visit.morning, ShiftStatus.NOBODY_CAME)
        for place, name in enumerate(visit.people):
            shift.attendances.append(self._attendance(visit.station, name, place))
        self.work.session.add(shift)

    def _shift(self, place: int, on: date, morning: bool, status: ShiftStatus) -> DutyShift:
        return DutyShift(
            station_id=self.stations[place],
            held_on=on,
            slot=Slot.MORNING if morning else Slot.AFTERNOON,
            channel=Channel.ON_SITE,
            status=status,
            planned=True,
            announced_on=on - timedelta(days=4),
            attendances=[],
        )

    def _attendance(self, place: int, name: str, position: int) -> Attendance:
        return Attendance(
            station_id=self.stations[place],
            representative_id=self.people[place, name],
            name=name,
            position=position,
            status=AttendanceStatus.PRESENT,
        )

    def _form(self, visit: SampleVisit) -> ReceptionForm:
        area = AreaId(self.areas[visit.village].id)
        start = time(9, 5) if visit.morning else time(14, 10)
        return ReceptionForm(
            station_id=self.stations[visit.station],
            received_on=visit.on,
            channel=Channel.ON_SITE,
            words="".join(matter.words for matter in visit.matters),
            matters=tuple(self._matter(matter) for matter in visit.matters),
            visit_kind=VisitKind.GROUP if visit.heads > 1 else VisitKind.INDIVIDUAL,
            visitors=(VisitorForm(visit.visitor, visit.phone, area),),
            head_count=visit.heads,
            area_id=area,
            started=start,
            ended=time(start.hour, 40),
            slot=Slot.MORNING if visit.morning else Slot.AFTERNOON,
            representatives=tuple(self.people[visit.station, name] for name in visit.people),
            summary="；".join(matter.title for matter in visit.matters),
            notice_given=True,
            read_back=True,
        )

    def _matter(self, matter: SampleMatter) -> MatterForm:
        if matter.outcome == "不予受理":
            title, _reason, where_to = DECLINED
            return MatterForm(
                title,
                Disposition.DECLINED,
                decline_reason=DeclineReason.PERSONAL_DISPUTE,
                where_to=where_to,
                where_phone="0570-5550110",
            )
        on_the_spot = matter.outcome == "当场答复"
        return MatterForm(
            matter.title,
            Disposition.ANSWERED_ON_THE_SPOT if on_the_spot else Disposition.REFERRED,
            content=matter.words,
            category_id=self.categories.get(matter.topic.category),
            answer=matter.topic.answer if on_the_spot else "",
            unit_id=None if on_the_spot else self.units[matter.topic.unit],
        )

    def _move_on(self, visit: SampleVisit, key: ReceptionId) -> None:
        reception = self.work.session.get_one(Reception, key)
        for matter, sample in zip(reception.matters, visit.matters, strict=True):
            if matter.status is MatterStatus.AWAITING_REFERRAL:
                self._handle(matter, sample)
            if matter.status in TO_FILE and matter.raised_on < self.work.today - FILED_AFTER:
                last = matter.steps[-1].happened_on
                ending.close(self.work, StepForm(matter_id=MatterId(matter.id), on=last))
            if len(matter.steps) > 1:
                for step in matter.steps:
                    step.recorded_at = datetime.combine(step.happened_on, time(10), CIVIL)

    def _handle(self, matter: Matter, sample: SampleMatter) -> None:
        """Refer it the next day; answer, tell and rate it as far as the story has come."""
        work, today, key = self.work, self.work.today, MatterId(matter.id)
        if matter.raised_on > today - timedelta(days=2):
            return
        sent = matter.raised_on + timedelta(days=1)
        unit = UnitName(sample.topic.unit, self.units[sample.topic.unit])
        referring.refer(work, ReferForm(matter_id=key, on=sent, unit=unit))
        referring.sign(work, SignForm(matter_id=key, on=sent + timedelta(days=1)))
        answered = matter.raised_on + timedelta(days=max(2, sample.days))
        if sample.outcome not in "ABC" or answered > today:
            return
        words, letter = sample.topic.answer, sample.outcome
        form = AnswerForm(matter_id=key, on=answered, answer=words, answer_class=letter)
        answering.answer(work, form)
        if (today - answered).days > TELL_WITHIN or sample.days % 4 == 0:
            self._tell(matter, sample, min(answered + timedelta(days=2), today))

    def _tell(self, matter: Matter, sample: SampleMatter, on: date) -> None:
        work, key = self.work, MatterId(matter.id)
        answering.tell(work, TellForm(matter_id=key, on=on, how="电话"))
        if sample.days % 5:
            said = SATISFACTION[sample.satisfaction]
            answering.rate(work, RateForm(matter_id=key, on=on, work=said, result=said))
            if sample.outcome == "B" and matter.status is MatterStatus.RATED:
                answering.track(work, StepForm(matter_id=key, on=on))

    def _add_duty(self) -> None:
        """Somebody is on duty today at the first station, whatever the weekday."""
        session, today = self.work.session, self.work.today
        names = [person.name for person in PEOPLE if person.station == 0][:3]
        query = select(DutyShift).where(
            DutyShift.station_id == self.stations[0], DutyShift.held_on == today
        )
        shift = session.scalars(query).first()
        if shift is None:
            shift = self._shift(0, today, morning=True, status=ShiftStatus.ANNOUNCED)
            session.add(shift)
        shift.theme = "老旧小区改造"
        shift.announced_on = today - timedelta(days=4)
        known = {row.name for row in shift.attendances}
        for name in names:
            if name not in known:
                row = self._attendance(0, name, len(shift.attendances))
                row.status = AttendanceStatus.PLANNED
                shift.attendances.append(row)
        for minute, row in enumerate(shift.attendances[:2]):
            row.status = AttendanceStatus.PRESENT
            row.signed_in_at = datetime.combine(today, time(8, 52 + 5 * minute), CIVIL)
        session.flush()
