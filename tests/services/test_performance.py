from datetime import date, timedelta

import pytest

from db.models import (
    Activity,
    ActivityMember,
    Attendance,
    DutyShift,
    PerformanceRecord,
    Proposal,
    ProposalSigner,
    Representative,
)
from liaison.domain.duty import (
    ActivityKind,
    ActivityStatus,
    AttendanceStatus,
    ContactKind,
    ShiftStatus,
    Slot,
)
from liaison.domain.errors import Conflict, InvalidForm, NotFound
from liaison.domain.ids import new_id
from liaison.domain.performance import Demand
from liaison.domain.proposal import ProposalStatus
from liaison.domain.reception import Channel
from liaison.domain.representative import RepresentativeStatus
from liaison.services import attachments, contact_changes, performance_kinds, performance_records
from liaison.services.contact_changes import LinkForm, LogForm
from liaison.services.performance import overview
from liaison.services.performance_kinds import KindForm
from liaison.services.performance_records import RecordForm
from liaison.services.performance_standings import StandingsQuery, standings
from liaison.services.settings import put_setting
from tests.paperwork import Paperwork

FEBRUARY = date(2026, 2, 4)


class Desk(Paperwork):
    def activity(self, kind, *people, status=ActivityStatus.HELD, came=True):
        row = Activity(
            station_id=self.station.id, kind=kind, status=status, title="看望渔民", held_on=FEBRUARY
        )
        self._add(row)
        for person in people:
            self._add(
                ActivityMember(
                    station_id=self.station.id,
                    activity_id=row.id,
                    representative_id=person.id,
                    came=came,
                )
            )
        return row

    def proposal(self, lead, *signers, status=ProposalStatus.SUBMITTED):
        row = Proposal(
            year=2026, status=status, title="修路", lead_id=lead.id, submitted_on=FEBRUARY
        )
        row.signers = [
            ProposalSigner(representative_id=one.id, name=one.name, position=place)
            for place, one in enumerate(signers, start=1)
        ]
        self._add(row)
        return row


@pytest.fixture
def people(office):
    """陈军 and 林燕 of one station, and the desk's keys."""
    keys = {}

    def write(work):
        desk = Desk(work)
        for name in ("陈军", "林燕"):
            keys[name] = desk.representative(name).id
        keys["station"] = desk.station.id

    office.write(write)
    return keys


def add(office, people, write):
    """Papers of the same station, `write(desk, chen, lin)`."""

    def run(work):
        desk = object.__new__(Desk)
        desk.work, desk.serial = work, 0
        from db.models import Station

        desk.station = work.session.get_one(Station, people["station"])
        write(desk, *(work.session.get_one(Representative, people[n]) for n in ("陈军", "林燕")))

    office.write(run)


def sheet(office, key, year=2026):
    return office.read(lambda work: overview(work, key, year))


def listed(office, **query):
    return office.read(lambda work: standings(work, StandingsQuery(2026, **query)))


def counts(office, key):
    return {line.kind.code: line.count for line in sheet(office, key).kinds if line.count}


def test_what_the_program_knows_is_counted_by_itself(office, people):
    def write(desk, chen, lin):
        desk.shift(FEBRUARY, chen, lin)
        desk.shift(FEBRUARY, chen, slot=Slot.EVENING, status=ShiftStatus.NOBODY_CAME)
        desk.activity(ActivityKind.GROUP, chen)
        desk.activity(ActivityKind.ISLAND, chen)
        desk.activity(ActivityKind.THEME, chen, came=False)
        desk.activity(ActivityKind.THEME, chen, status=ActivityStatus.PLANNED)
        desk.proposal(chen, lin)
        desk.proposal(chen, status=ProposalStatus.DRAFT)

    add(office, people, write)

    assert counts(office, people["陈军"]) == {
        "reception": 2,
        "activity": 1,
        "outreach": 1,
        "proposal": 1,
    }
    assert counts(office, people["林燕"]) == {"reception": 1, "proposal": 1}
    assert sheet(office, people["陈军"]).points == 2 * 2 + 2 + 3 + 5
    assert [line.lead for line in sheet(office, people["林燕"]).proposals] == [False]


def test_a_lead_who_also_signs_counts_once(office, people):
    add(office, people, lambda desk, chen, lin: desk.proposal(chen, chen, lin))
    assert counts(office, people["陈军"]) == {"proposal": 1}


def test_two_places_in_one_slot_are_one_reception_and_one_record(office, people):
    def write(desk, chen, _):
        desk.shift(FEBRUARY, chen)
        desk.shift(FEBRUARY, chen, place="盘峙岛")

    add(office, people, write)
    (sitting,) = sheet(office, people["陈军"]).sittings
    assert sitting.place == "盘峙岛"
    assert counts(office, people["陈军"]) == {"reception": 1}


def test_an_island_is_outreach_once_whether_or_not_an_activity_stands_for_it(office, people):
    def write(desk, chen, lin):
        trip = desk.activity(ActivityKind.ISLAND, chen)
        shift = desk.shift(FEBRUARY, chen, lin, place="盘峙岛")
        shift.channel, shift.activity_id = Channel.ISLAND, trip.id

    add(office, people, write)
    assert counts(office, people["陈军"]) == {"reception": 1, "outreach": 1}
    assert counts(office, people["林燕"]) == {"reception": 1, "outreach": 1}


def test_leave_absence_and_what_is_to_come_are_duties_and_no_receptions(office, people):
    def write(desk, chen, _):
        for days, status, shift in (
            (0, AttendanceStatus.LEAVE, ShiftStatus.HELD),
            (1, AttendanceStatus.ABSENT, ShiftStatus.HELD),
            (60, AttendanceStatus.PLANNED, ShiftStatus.PLANNED),
        ):
            row = desk.shift(FEBRUARY + timedelta(days=days), status=shift)
            desk._add(
                Attendance(
                    station_id=desk.station.id,
                    shift_id=row.id,
                    representative_id=chen.id,
                    name=chen.name,
                    status=status,
                )
            )

    add(office, people, write)
    shown = sheet(office, people["陈军"])
    assert [line.state_zh for line in shown.duties] == ["请假", "未到", "计划"]
    assert shown.receptions == 0
    row = next(row for row in listed(office).rows if row.name == "陈军")
    assert (row.receptions, row.planned) == (0, 1)


def test_an_entry_by_hand_counts_until_it_is_withdrawn_and_stays_to_be_read(office, people):
    form = RecordForm(people["陈军"], "training", FEBRUARY, "代表培训班", "三天")
    key, _ = office.write(lambda work: performance_records.enter(work, form))
    office.write(lambda work: attachments.attach(work, "performance", key, b"%PDF-1.4 x", "证明"))

    (line,) = sheet(office, people["陈军"]).records
    assert (line.proofs, line.by_hand, line.entered_by) == (1, True, "李某")
    assert counts(office, people["陈军"]) == {"training": 1}

    office.write(lambda work: performance_records.withdraw(work, key, "记错了人", line.version))
    (line,) = sheet(office, people["陈军"]).records
    assert (line.withdrawn_reason, line.counts) == ("记错了人", False)
    assert sheet(office, people["陈军"]).points == 0
    with pytest.raises(Conflict):
        office.write(lambda work: performance_records.withdraw(work, key, "再来一次"))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "reception"}, "kind"),
        ({"kind": "proposal"}, "kind"),
        ({"kind": "no_such_kind"}, "kind"),
        ({"title": "　"}, "title"),
        ({"done_on": date(2026, 3, 6)}, "done_on"),
        ({"done_on": date(1, 1, 1)}, "done_on"),
    ],
)
def test_a_wrong_entry_names_the_field_and_keeps_nothing(office, people, facts, field):
    given = {"kind": "training", "done_on": FEBRUARY, "title": "培训"} | facts
    form = RecordForm(people["陈军"], **given)
    with pytest.raises(InvalidForm) as refused:
        office.write(lambda work: performance_records.enter(work, form))
    assert refused.value.problems[0].field == field
    assert sheet(office, people["陈军"]).records == ()


def test_withdrawing_needs_a_reason_and_a_record_by_hand(office, people):
    with pytest.raises(InvalidForm):
        office.write(lambda work: performance_records.withdraw(work, new_id(), " "))
    with pytest.raises(NotFound):
        office.write(lambda work: performance_records.withdraw(work, new_id(), "错"))


def test_a_representative_confirms_the_sheet_and_what_comes_later_waits_again(office, people):
    add(office, people, lambda desk, chen, _: desk.shift(FEBRUARY, chen))
    form = RecordForm(people["陈军"], "training", FEBRUARY, "培训")
    office.write(lambda work: performance_records.enter(work, form))
    before = sheet(office, people["陈军"])
    assert (before.unconfirmed, before.confirmed_at) == (2, None)

    def confirm(work):
        return performance_records.confirm(work, people["陈军"], 2026, 2)

    assert office.write(confirm)[0] == 2
    shown = sheet(office, people["陈军"])
    assert shown.unconfirmed == 0
    assert shown.confirmed_at is not None
    assert counts(office, people["陈军"]) == {"reception": 1, "training": 1}
    assert office.write(confirm)[0] == 0

    later = FEBRUARY + timedelta(days=1)
    add(office, people, lambda desk, chen, _: desk.shift(later, chen))
    shown = sheet(office, people["陈军"])
    assert (shown.unconfirmed, shown.confirmed_at) == (1, None)
    with pytest.raises(Conflict):
        office.write(confirm)


def test_points_are_capped_a_year_and_kinds_are_the_offices_own(office, people):
    kinds = office.read(performance_kinds.kinds)
    forms = [
        KindForm(kind.name, 3 if kind.code == "reception" else kind.points, 4, True, kind.code)
        for kind in kinds
        if kind.code != "other"
    ]
    forms.insert(0, KindForm("慈善公益", 2, 6))
    office.write(lambda work: performance_kinds.put_kinds(work, forms))
    add(
        office,
        people,
        lambda desk, chen, _: [
            desk.shift(FEBRUARY + timedelta(days=days), chen) for days in range(3)
        ],
    )

    changed = {kind.name: kind for kind in office.read(performance_kinds.kinds)}
    assert next(iter(changed)) == "慈善公益"
    assert not changed["其他履职"].in_use
    assert sheet(office, people["陈军"]).points == 4
    form = RecordForm(people["陈军"], changed["慈善公益"].code, FEBRUARY, "捐书")
    office.write(lambda work: performance_records.enter(work, form))
    assert sheet(office, people["陈军"]).points == 6


@pytest.mark.parametrize(
    "forms",
    [
        (KindForm(" ", 1, 1),),
        (KindForm("一", 1, 1), KindForm("一", 2, 2)),
        (KindForm("一", -1, 1),),
        (KindForm("一", 1, 100_000),),
    ],
)
def test_a_wrong_table_of_kinds_changes_nothing(office, forms):
    before = office.read(performance_kinds.kinds)
    with pytest.raises(InvalidForm):
        office.write(lambda work: performance_kinds.put_kinds(work, forms))
    assert office.read(performance_kinds.kinds) == before


def test_equal_points_share_a_place_and_who_does_not_serve_has_none(office, people):
    def write(desk, chen, lin):
        for person in (chen, lin):
            desk.shift(FEBRUARY, person, slot=Slot.MORNING if person is chen else Slot.EVENING)
        third = desk.representative("王芳")
        desk.representative("周海", status=RepresentativeStatus.ENDED)
        assert third

    add(office, people, write)
    rows = {row.name: row for row in listed(office).rows}
    assert [rows[name].rank for name in ("陈军", "林燕", "王芳", "周海")] == [1, 1, 3, None]
    assert rows["周海"].short == ()
    assert rows["王芳"].lacks(Demand.RECEPTION)


def test_what_an_office_does_not_ask_for_nobody_misses(office, people):
    def put(work):
        for key in ("contact_minimum", "activity_minimum", "report_minimum"):
            put_setting(work, key, 0)
        put_setting(work, "contact_links_minimum", 0)

    office.write(put)
    row = listed(office).rows[0]
    assert [need.demand for need in row.needs] == [Demand.RECEPTION]
    assert row.needs[0].words == "进站接待 0/2 次"


def test_a_name_that_is_nobody_yet_is_counted_and_stands_apart(office, people):
    add(office, people, lambda desk, chen, _: desk.shift(FEBRUARY, chen, "陈军军"))
    made = listed(office)
    assert [(line.name, line.receptions) for line in made.unsettled] == [("陈军军", 1)]
    assert made.receptions == 2
    assert sum(row.receptions for row in made.rows) == 1


def test_contacts_logged_are_records_and_links_meet_the_demand(office, people):
    def write(work):
        for name in ("林阿婆", "周师傅"):
            key = contact_changes.begin(
                work, LinkForm(ContactKind.VOTER, people["陈军"], FEBRUARY, name=name)
            )
            contact_changes.log(work, key, LogForm(FEBRUARY, "走访", "说水表的事"))

    office.write(write)
    shown = sheet(office, people["陈军"])
    needs = {need.demand: need.have for need in shown.needs}
    assert needs[Demand.CONTACT] == needs[Demand.LINKS] == 2
    assert {line.name for line in shown.contacts} == {"林**", "周**"}
    assert [line.done.title for line in shown.records] == ["走访 林**", "走访 周**"]


def test_nobody_of_that_key_is_said_plainly(office):
    with pytest.raises(NotFound):
        sheet(office, new_id())


def test_rows_of_other_tables_stay_as_they_are(office, people):
    """A confirmation is a row of its own; the attendance keeps its version."""
    add(office, people, lambda desk, chen, _: desk.shift(FEBRUARY, chen))
    office.write(lambda work: performance_records.confirm(work, people["陈军"], 2026, 1))

    def look(work):
        from sqlalchemy import select

        (row,) = work.session.scalars(select(PerformanceRecord)).all()
        attendance = work.session.get_one(Attendance, row.record_id)
        shift = work.session.get_one(DutyShift, attendance.shift_id)
        return attendance.version, shift.version, row.record

    assert office.read(look) == (1, 1, "attendance")
