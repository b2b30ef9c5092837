from datetime import date

from db.models import Letter, Proposal
from liaison.domain.duty import ShiftStatus, Slot
from liaison.domain.ids import new_id
from liaison.domain.matter import MatterStatus, Satisfaction
from liaison.domain.period import Period
from liaison.domain.proposal import ProposalStatus
from liaison.domain.reception import ReceptionStatus
from liaison.domain.representative import RepresentativeStatus
from liaison.services.figures import figures
from tests.paperwork import Paperwork, a_month

FEBRUARY = Period.parse("2026-02")


def counted(office, write, period=FEBRUARY, station=None):
    office.write(write)
    return office.read(lambda work: figures(work, period, station))


def test_a_month_comes_to_what_its_papers_say(office):
    month = counted(office, a_month)
    assert month["sessions"] == 2
    assert month["sessions_nobody"] == 1
    assert month["representative_attendances"] == 4
    assert month["leader_attendances"] == 1
    assert (month["visits"], month["visitors"], month["group_visits"]) == (3, 14, 1)
    assert month["matters"] == 4
    assert month["matters_answered_on_the_spot"] == 1
    assert month["matters_declined"] == 1
    assert month["matters_open"] == 1
    assert month["matters_by_class"] == {"A": 1, "B": 0, "C": 0}
    assert (month["persons"], month["seats"], month["active"]) == (3, 4, 3)
    assert month["by_month"] == {"2": {"visits": 3, "attendances": 4, "matters": 4}}


def test_an_empty_month_prints_zeros_and_no_gaps(office):
    month = counted(office, a_month, Period.parse("2025Q1"))
    assert month["sessions"] == month["visits"] == month["visitors"] == month["matters"] == 0
    assert month["by_month"] == {
        number: {"visits": 0, "attendances": 0, "matters": 0} for number in "123"
    }
    assert month["satisfaction"] == {"满意": 0, "基本满意": 0, "不满意": 0}
    assert month["proposals"]["percent"] == {"A": 0.0, "B": 0.0, "C": 0.0}


def test_two_places_in_one_slot_are_one_session_and_a_representative_counts_once(office):
    def write(work):
        desk = Paperwork(work)
        chen = desk.representative("陈军")
        desk.shift(date(2026, 2, 4), chen)
        desk.shift(date(2026, 2, 4), chen, place="盘峙岛")
        desk.shift(date(2026, 2, 4), chen, slot=Slot.EVENING)
        desk.shift(date(2026, 2, 5), chen, status=ShiftStatus.CANCELLED)

    month = counted(office, write)
    assert (month["sessions"], month["representative_attendances"]) == (2, 2)


def test_two_of_one_name_and_a_name_not_settled_count_each(office):
    def write(work):
        desk = Paperwork(work)
        desk.shift(
            date(2026, 2, 4), desk.representative("陈军"), desk.representative("陈军"), "陈军"
        )

    assert counted(office, write)["representative_attendances"] == 3


def test_a_void_reception_and_its_matters_count_nowhere(office):
    def write(work):
        desk = a_month(work)
        gone = desk.reception(date(2026, 2, 6), people=9, status=ReceptionStatus.VOID)
        desk.matter(gone, status=MatterStatus.VOID)
        desk.matter(gone, position=2)

    month = counted(office, write)
    assert (month["visits"], month["visitors"], month["matters"]) == (3, 14, 4)


def test_a_stations_figures_leave_out_the_others(office):
    stations = []

    def write(work):
        stations.append(a_month(work).station.id)
        other = Paperwork(work, "盐仓街道人大代表联络站", "330902005")
        other.matter(other.reception(date(2026, 2, 1)))
        work.session.add(
            Letter(
                number="信访2026-001",
                id=new_id(),
                received_on=date(2026, 2, 2),
                way="来信",
                content="x",
            )
        )

    month = counted(office, write, station=None)
    assert (month["stations"], month["visits"], month["letters"]) == (2, 4, 1)
    assert month["by_station"]["盐仓街道人大代表联络站"] == {
        "sessions": 0,
        "attend": 0,
        "visits": 1,
        "people": 1,
        "matters": 1,
    }
    alone = office.read(lambda work: figures(work, FEBRUARY, stations[0]))
    assert (alone["stations"], alone["visits"], alone["letters"]) == (1, 3, 0)
    assert list(alone["by_station"]) == ["城东街道代表联络站"]


def test_proposals_are_the_years_and_a_months_when_they_have_a_date(office):
    def write(work):
        rows = (("A", None), ("A", date(2026, 2, 3)), ("B", None))
        for number, (answer, day) in enumerate(rows):
            work.session.add(
                Proposal(
                    id=new_id(),
                    number=str(number),
                    status=ProposalStatus.CLOSED,
                    year=2026,
                    title="x",
                    answer_class=answer,
                    submitted_on=day,
                )
            )

    year = counted(office, write, Period.parse("2026"))
    assert year["proposals"] == {
        "total": 3,
        "A": 2,
        "B": 1,
        "C": 0,
        "percent": {"A": 66.7, "B": 33.3, "C": 0.0},
    }
    assert office.read(lambda work: figures(work, FEBRUARY))["proposals"]["total"] == 1


def test_a_representative_who_ended_is_a_person_but_not_active(office):
    def write(work):
        desk = Paperwork(work)
        desk.representative("陈军", status=RepresentativeStatus.ENDED)
        desk.representative("王敏")

    month = counted(office, write)
    assert (month["persons"], month["active"]) == (2, 1)


def test_only_what_visitors_said_is_satisfaction(office):
    def write(work):
        desk = Paperwork(work)
        visit = desk.reception(date(2026, 2, 1))
        for place, said in enumerate([Satisfaction.SATISFIED, Satisfaction.NOT_RATED, None], 1):
            desk.matter(visit, position=place, satisfaction=said)

    assert counted(office, write)["satisfaction"] == {"满意": 1, "基本满意": 0, "不满意": 0}
