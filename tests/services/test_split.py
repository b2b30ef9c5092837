"""拆分: what belongs to the first stays with the first, what is new counts by itself."""

from datetime import date

import pytest
from sqlalchemy import select

from db.models import Slip
from liaison.domain.errors import BadInput, InvalidForm
from liaison.domain.matter import Disposition, MatterStatus
from liaison.domain.reception import Channel
from liaison.domain.steps import Step
from liaison.services import attachments, matter_view, receptions, register, stations
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.reception_view import view
from liaison.services.stations import StationForm
from liaison.services.steps import step
from liaison.services.steps.forms import PartForm, ReferForm, SplitForm, UnitName
from tests.attachment_samples import pdf

DAY = date(2026, 3, 5)


@pytest.fixture
def reception(office):
    def make(work):
        station = stations.open_station(work, StationForm("东港站"))
        form = ReceptionForm(
            station,
            DAY,
            Channel.ON_SITE,
            "路灯和停车",
            (
                MatterForm("路灯和停车", Disposition.REFERRED),
                MatterForm("渡轮", Disposition.REFERRED),
            ),
            visitors=(VisitorForm("林阿凤"),),
        )
        return receptions.record(work, form).id

    return office.write(make)[0]


def numbers(office, reception):
    return [one.number[-2:] for one in office.read(lambda work: view(work, reception).matters)]


def split(office, key, *titles):
    form = SplitForm(matter_id=key, parts=tuple(map(PartForm, titles)))
    return office.write(lambda work: step(work, Step.SPLIT, form))[0]


def look(office, key):
    return office.read(lambda work: matter_view.view(work, key))


def test_parts_take_the_next_numbers_of_the_reception_and_the_line_counts_them(office, reception):
    first = office.read(lambda work: view(work, reception).matters[0].id)
    parts = split(office, first, "停车难", "路灯不亮")
    again = split(office, parts[0], "夜里停车")

    assert numbers(office, reception) == ["-1", "-2", "-3", "-4", "-5"]
    assert look(office, again[0]).number.endswith("-5")
    line = office.read(lambda work: register.line(work, reception))
    assert line.matters == 5
    assert all(look(office, key).status is MatterStatus.AWAITING_REFERRAL for key in parts)


def test_slips_and_attachments_stay_with_the_first(office, reception):
    first = office.read(lambda work: view(work, reception).matters[0].id)
    form = ReferForm(matter_id=first, unit=UnitName("区住建局"))
    office.write(lambda work: step(work, Step.REFER, form))
    office.write(lambda work: attachments.attach(work, "matter", first, pdf(), "现场.pdf"))

    (part,) = split(office, first, "停车难")

    assert len(look(office, first).slips) == 1
    assert look(office, part).slips == ()
    assert office.read(lambda work: attachments.list_of(work, "matter", part)) == ()
    assert len(office.read(lambda work: attachments.list_of(work, "matter", first))) == 1
    owners = office.read(lambda work: set(work.session.scalars(select(Slip.matter_id))))
    assert owners == {first}


def test_the_first_says_what_came_of_it_and_goes_on(office, reception):
    first = office.read(lambda work: view(work, reception).matters[0].id)
    before = look(office, first)
    (part,) = split(office, first, "停车难")
    after = look(office, first)

    assert (after.status, after.due_on, after.number) == (
        before.status,
        before.due_on,
        before.number,
    )
    assert after.timeline[-1].step is Step.SPLIT
    assert look(office, part).number in after.timeline[-1].remark
    assert before.number in look(office, part).timeline[0].remark


@pytest.mark.parametrize("parts", [(), ("",), ("停车难", " ")])
def test_a_part_without_a_title_is_refused_and_nothing_is_made(office, reception, parts):
    first = office.read(lambda work: view(work, reception).matters[0].id)
    with pytest.raises((InvalidForm, BadInput)):
        split(office, first, *parts)
    assert numbers(office, reception) == ["-1", "-2"]
