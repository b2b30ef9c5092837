"""The calendar and the real steps: what a clerk did before the notice came is reckoned again."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from db.models import Letter, Matter, Pause, Proposal, ProposalRound, Referral
from liaison.books.calendar_days import read_calendar
from liaison.domain.matter import Disposition
from liaison.domain.proposal import ProposalStatus
from liaison.domain.reception import Channel
from liaison.services import letters_steps, matter_list, receptions
from liaison.services.calendar_changes import recompute, take_in
from liaison.services.letters_forms import LetterForm
from liaison.services.matter_list import MatterQuery
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.stations import StationForm, open_station
from liaison.services.steps.forms import ExtendForm, ReasonForm, ReferForm, StepForm, UnitName
from liaison.services.steps.referring import extend, pause, refer, resume

FESTIVALS = (
    *("2027-01-01,节假日,元旦", "2027-02-05,节假日,春节", "2027-02-20,调休上班,春节"),
    *("2027-04-05,节假日,清明", "2027-05-03,节假日,劳动节", "2027-06-09,节假日,端午"),
    *("2027-09-15,节假日,中秋", "2027-10-01,节假日,国庆节"),
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "2027.csv"
    path.write_text("\n".join(("日期,类型,名称", *FESTIVALS)), encoding="utf-8")
    return read_calendar(path)


@pytest.fixture
def december(office):
    """The office on the last day of 2026, with one matter referred on the 28th."""
    office._now = lambda: datetime(2026, 12, 31, 4, tzinfo=UTC)

    def begin(work):
        form = ReceptionForm(
            station_id=open_station(work, StationForm("甲站")),
            received_on=date(2026, 12, 28),
            channel=Channel.ON_SITE,
            words="灯不亮",
            visitors=(VisitorForm("张三"),),
            matters=(MatterForm("路灯", Disposition.REFERRED, unit_name="区住建局"),),
            notice_given=True,
        )
        receptions.record(work, form)
        key = work.session.scalar(select(Matter.id))
        unit = UnitName("区住建局")
        refer(work, ReferForm(matter_id=key, on=date(2026, 12, 28), unit=unit))
        return key

    office.key = office.write(begin)[0]
    return office


def due(office):
    return office.read(lambda work: work.session.scalar(select(Matter.due_on)))


def test_a_paused_and_resumed_answer_moves_with_its_slip(december, file):
    key = december.key
    stop = ReasonForm(matter_id=key, on=date(2026, 12, 29), reason="等材料")
    december.write(lambda work: pause(work, stop))
    december.write(lambda work: resume(work, StepForm(matter_id=key, on=date(2026, 12, 31))))
    assert due(december) == date(2027, 1, 20)

    change, _ = december.write(lambda work: take_in(work, file))

    assert [(one.old, one.new) for one in change.moved] == [(date(2027, 1, 20), date(2027, 1, 21))]
    assert due(december) == date(2027, 1, 21)
    referral = december.read(lambda work: work.session.scalar(select(Referral.due_on)))
    assert referral == date(2027, 1, 21)
    assert december.read(recompute) == ()


def test_a_notice_that_comes_during_the_pause_holds_when_it_ends(december, file):
    key = december.key
    stop = ReasonForm(matter_id=key, on=date(2026, 12, 29), reason="等材料")
    december.write(lambda work: pause(work, stop))
    december.write(lambda work: take_in(work, file))
    then = december.read(lambda work: work.session.scalar(select(Pause.due_then_on)))
    assert (due(december), then) == (None, date(2027, 1, 19))

    december.write(lambda work: resume(work, StepForm(matter_id=key, on=date(2026, 12, 31))))
    assert due(december) == date(2027, 1, 21)
    assert december.read(recompute) == ()


def test_a_date_that_a_person_has_set_stays(december, file):
    later = ExtendForm(matter_id=december.key, due_on=date(2027, 2, 5), reason="要招标")
    december.write(lambda work: extend(work, later))
    change, _ = december.write(lambda work: take_in(work, file))

    assert change.moved == ()
    assert due(december) == date(2027, 2, 5)


def test_proposals_and_letters_move_too(december, file):
    def register(work):
        form = LetterForm(received_on=date(2026, 12, 17), way="来信", content="路灯不亮")
        key = letters_steps.register(work, form)
        row = Proposal(
            number="建议2026-001",
            year=2026,
            title="路灯",
            status=ProposalStatus.HANDED,
            clock_from=date(2026, 11, 5),
            clock="3m",
            due_on=date(2027, 2, 5),
        )
        row.rounds.append(ProposalRound(begun_on=date(2026, 11, 5), due_on=date(2027, 2, 5)))
        work.session.add(row)
        return key

    key, _ = december.write(register)
    change, _ = december.write(lambda work: take_in(work, file))

    moved = {one.record: (one.old, one.new) for one in change.moved}
    assert moved["letter"] == (date(2027, 1, 1), date(2027, 1, 4))
    assert moved["proposal"] == (date(2027, 2, 5), date(2027, 2, 8))
    letter = december.read(lambda work: work.session.get(Letter, key))
    assert (letter.inform_by, letter.due_on) == (date(2027, 1, 4), date(2027, 1, 4))
    dues = december.read(lambda work: work.session.scalars(select(ProposalRound.due_on)).all())
    assert dues == [date(2027, 2, 8)]


def test_a_deadline_is_marked_as_a_guess_until_its_year_is_confirmed(december, file):
    def row():
        return december.read(lambda work: matter_list.page(work, MatterQuery()))[0]

    assert (row().due_on, row().due_is_guess) == (date(2027, 1, 18), True)
    december.write(lambda work: take_in(work, file))
    assert (row().due_on, row().due_is_guess) == (date(2027, 1, 19), False)
    assert not december.read(lambda work: matter_list.find(work, december.key)).due_is_guess
