"""The printed work list says what the screen says, and hides what a list hides."""

from datetime import date

import pytest
from sqlalchemy import select

from db.models import AuditEntry
from liaison.documents.matters_pdf import matters_pdf
from liaison.documents.render import page_count
from liaison.domain.ids import StationId
from liaison.domain.matter import MatterStatus, Stage
from liaison.domain.period import Period
from liaison.services.matter_list import MatterQuery
from liaison.services.matters_paper import matters_paper
from tests.paperwork import Paperwork


@pytest.fixture
def station(office):
    """Three matters, one of them overdue, one late once, one due in a year without a calendar."""

    def written(work):
        desk = Paperwork(work)
        row = desk.reception(date(2026, 2, 4))
        desk.matter(row, "路灯不亮，电话 13912348812", unit="区住建局", due_on=date(2026, 3, 2))
        desk.matter(row, "公交末班太早", 2, due_on=date(2031, 3, 2), late_days=4)
        desk.matter(
            row, "楼道堆物", 3, status=MatterStatus.AWAITING_REFERRAL, due_on=date(2026, 3, 9)
        )
        return StationId(desk.station.id)

    return office.write(written)[0]


def made(office, **query):
    return office.write(lambda work: matters_paper(work, MatterQuery(**query)))[0]


def test_the_paper_holds_the_rows_in_order_with_their_marks(office, station):
    paper = made(office, station_id=station, stage=Stage.IN_HAND)
    assert paper.place == "城东街道代表联络站"
    assert [line.late for line in paper.lines] == ["逾期 3 天", "曾逾期 4 天"]
    assert [line.due_unconfirmed for line in paper.lines] == [False, True]
    assert paper.lines[0].unit == "区住建局"
    assert "13912348812" not in paper.lines[0].title
    assert paper.filters == ("办理中",)
    assert not paper.with_station
    assert page_count(matters_pdf(paper)) == 1


def test_the_whole_district_names_the_stations_and_filters_stand_in_words(office, station):
    paper = made(
        office, overdue=True, period=Period.parse("2026-02"), text="路灯", soon=date(2026, 3, 31)
    )
    assert {line.station for line in paper.lines} == {"城东街道代表联络站"}
    assert paper.with_station
    assert paper.filters == (
        "2026-02-01 至 2026-02-28 提出",
        "只看逾期",
        "2026-03-31 前到期",
        "含“路灯”",
    )


def test_that_a_list_was_printed_is_in_the_trail_without_its_words(office, station):
    made(office, station_id=station)
    entries = office.read(
        lambda work: [
            entry.changes
            for entry in work.session.scalars(
                select(AuditEntry).where(AuditEntry.record == "matters")
            )
        ]
    )
    assert entries == [{"rows": 3}]
