"""One step for many: those that can't take it are named and stay whole."""

from datetime import date

import pytest
from sqlalchemy import func, select

from db.models import Matter, MatterStep, Referral, Slip, Telling
from liaison.domain.errors import Cancelled
from liaison.domain.ids import UnitId, new_id
from liaison.domain.matter import Disposition, MatterStatus
from liaison.domain.reception import Channel
from liaison.domain.steps import Step
from liaison.services import matter_list, receptions, stations, steps
from liaison.services.matter_list import MatterQuery
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.stations import StationForm
from liaison.services.steps.bulk import take_all
from liaison.services.steps.forms import (
    AnswerForm,
    ReferForm,
    StepForm,
    TellForm,
    UnitName,
)

DAY = date(2026, 3, 2)


@pytest.fixture
def station(office):
    return office.write(lambda work: stations.open_station(work, StationForm("东港站")))[0]


def raised(office, station, count):
    for number in range(count):
        form = ReceptionForm(
            station,
            DAY,
            Channel.ON_SITE,
            f"事{number}",
            (MatterForm(f"事{number}", Disposition.REFERRED, unit_name="区住建局"),),
            visitors=(VisitorForm("林阿凤"),),
        )
        office.write(lambda work, form=form: receptions.record(work, form))
    rows = office.read(lambda work: matter_list.page(work, MatterQuery()))
    return sorted((row.id, row.version) for row in rows)


def refer(key, version):
    return ReferForm(matter_id=key, version=version, on=DAY, unit=UnitName("区住建局"))


def bulk(office, step, asked, form_of):
    return office.write(lambda work: take_all(work, step, asked, form_of))[0]


def status(office, key):
    return office.read(lambda work: work.session.get(Matter, key).status)


def count(office, kind):
    return office.read(lambda work: work.session.scalar(select(func.count()).select_from(kind)))


def test_all_that_may_take_the_step_take_it(office, station):
    asked = raised(office, station, 3)

    told = bulk(office, Step.REFER, asked, refer)

    assert (len(told.done), told.refused) == (3, [])
    assert {status(office, key) for key, _ in asked} == {MatterStatus.REFERRED}
    slips = office.read(lambda work: work.session.scalars(select(Slip.serial)).all())
    assert sorted(slips) == [1, 2, 3]


def test_a_refused_one_is_named_and_leaves_nothing_behind(office, station):
    asked = raised(office, station, 3)
    first, second, third = (key for key, _ in asked)
    for key in (first, third):
        form = ReferForm(matter_id=key, on=DAY, unit=UnitName("区住建局"))
        office.write(lambda work, form=form: steps.step(work, Step.REFER, form))
        answer = AnswerForm(matter_id=key, on=DAY, answer="好了", answer_class="A")
        office.write(lambda work, answer=answer: steps.step(work, Step.ANSWER, answer))
    before = count(office, MatterStep)

    def tell(key, _version):
        return TellForm(matter_id=key, how="电话")

    told = bulk(office, Step.TELL, [(key, None) for key, _ in asked], tell)

    assert told.done == [first, third]
    assert [(one.id, one.error.code) for one in told.refused] == [(second, "step_not_allowed")]
    assert told.refused[0].title
    assert count(office, Telling) == 2
    assert count(office, MatterStep) == before + 2
    assert status(office, second) is MatterStatus.AWAITING_REFERRAL


def test_a_step_that_breaks_off_halfway_leaves_nothing_and_no_gap_in_the_numbers(office, station):
    """An assisting unit that isn't there is found out after the referral itself was written."""
    asked = raised(office, station, 3)
    second = asked[1][0]

    def form_of(key, version):
        gone = (UnitName("", UnitId(new_id())),) if key == second else ()
        unit = UnitName("区住建局")
        return ReferForm(matter_id=key, version=version, on=DAY, unit=unit, assisting=gone)

    told = bulk(office, Step.REFER, asked, form_of)

    assert [one.error.code for one in told.refused] == ["unit_not_found"]
    assert (count(office, Referral), status(office, second)) == (2, MatterStatus.AWAITING_REFERRAL)
    serials = office.read(lambda work: work.session.scalars(select(Slip.serial)).all())
    assert sorted(serials) == [1, 2]
    again = bulk(office, Step.REFER, [asked[1]], refer)
    assert len(again.done) == 1


def test_a_matter_that_somebody_else_changed_is_refused(office, station):
    asked = raised(office, station, 2)
    form = ReferForm(matter_id=asked[0][0], on=DAY, unit=UnitName("区水务集团"))
    office.write(lambda work: steps.step(work, Step.REFER, form))

    told = bulk(office, Step.REFER, asked, refer)

    assert [one.error.code for one in told.refused] == ["matter_changed"]
    assert told.done == [asked[1][0]]


def test_nobody_untold_is_archived_in_bulk(office, station):
    asked = raised(office, station, 2)

    told = bulk(office, Step.CLOSE, asked, lambda key, _: StepForm(matter_id=key))

    assert told.done == []
    assert {status(office, key) for key, _ in asked} == {MatterStatus.AWAITING_REFERRAL}


def test_a_stopped_bulk_changes_nothing(office, station):
    asked = raised(office, station, 3)

    def stop(done, _total):
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        office.write(lambda work: take_all(work, Step.REFER, asked, refer, stop))

    assert {status(office, key) for key, _ in asked} == {MatterStatus.AWAITING_REFERRAL}
    assert count(office, Slip) == 0
