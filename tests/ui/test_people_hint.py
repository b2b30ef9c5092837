"""The hint on a matter that many people raised."""

from datetime import date

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison.domain.matter import Disposition
from liaison.domain.reception import Channel, VisitKind
from liaison.services import receptions, stations
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.reception_view import view
from liaison.services.stations import StationForm
from ui.matters.people_hint import PeopleHint


@pytest.fixture
def hint(tasks, context, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    hint = PeopleHint(tasks, context)
    hint.kept_window = window
    QVBoxLayout(window).addWidget(hint)
    window.show()
    qtbot.waitExposed(window)
    return hint


def raised_by(office, heads):
    def make(work):
        station = stations.open_station(work, StationForm(f"{heads} 人站"))
        form = ReceptionForm(
            station,
            date(2026, 3, 5),
            Channel.ON_SITE,
            "路灯不亮",
            (MatterForm("路灯不亮", Disposition.REFERRED),),
            visitors=(VisitorForm("林阿凤"),),
            visit_kind=VisitKind.GROUP if heads > 1 else VisitKind.INDIVIDUAL,
            head_count=heads,
        )
        return view(work, receptions.record(work, form).id).matters[0].id

    return office.write(make)[0]


def test_a_matter_of_many_people_may_become_a_proposal(hint, sqlite_office, context, settled):
    key = raised_by(sqlite_office, 5)
    asked = []
    context.asked.connect(lambda page, given: asked.append((page, given)))

    hint.show_of(key)
    settled()

    assert hint.isVisible()
    assert hint.chip.word == "已有 5 人反映，可转为代表建议"
    hint.draft.click()
    assert asked == [("proposals", {"matter_ids": (key,)})]


def test_a_matter_of_two_people_says_nothing(hint, sqlite_office, settled):
    hint.show_of(raised_by(sqlite_office, 5))
    settled()
    hint.show_of(raised_by(sqlite_office, 2))
    settled()
    assert hint.isHidden()
