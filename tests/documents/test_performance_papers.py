from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest

from liaison.documents.performance_pdf import overview_paper, overview_pdf, overviews_pdf
from liaison.documents.standings_papers import standings_pdf, standings_xlsx
from liaison.domain.duty import ShiftStatus, Slot
from liaison.domain.ids import RepresentativeId, StationId, new_id
from liaison.domain.overview import HeardMatter, Overview, SeatLine, Sitting, Visit
from liaison.domain.performance import (
    Demand,
    Done,
    Kind,
    KindLine,
    Need,
    RecordLine,
    Source,
    Standing,
    Standings,
    Unsettled,
    ranks,
)
from liaison.domain.reception import Channel
from liaison.domain.representative import GroupKind, RepresentativeStatus, SeatLevel
from tests.documents.pdftools import fonts_of, is_clean, text_of

RECEPTION = Kind("reception", "接待选民", 2, 20)
STATION = "干𬒗镇人大代表联络站"
MADE_ON = date(2026, 3, 5)


def visit(number, matters=1):
    return Visit(
        new_id(),
        f"330902004-2026-{number:06d}",
        date(2026, 2, 4),
        Channel.ON_SITE,
        "林**",
        1,
        tuple(
            HeardMatter(new_id(), f"{number}-{place}", "村口的路灯不亮，晚上出行不便", "A类，满意")
            for place in range(matters)
        ),
    )


def sheet(sittings=1, matters=1, confirmed_at=None, **more):
    key = RepresentativeId(new_id())
    days = [date(2026, 1, 5) + timedelta(days=14 * n) for n in range(sittings)]
    records = tuple(
        RecordLine(
            Done(key, "reception", day, Source.ATTENDANCE, new_id(), "接待"),
            "接待选民",
            confirmed_at=confirmed_at,
        )
        for day in days
    )
    facts = {
        "representative_id": key,
        "year": 2026,
        "made_on": MADE_ON,
        "body": "定海区人大代表联络站",
        "name": "单小䶮",
        "post": "小学教师",
        "station_id": StationId(new_id()),
        "station": STATION,
        "status": RepresentativeStatus.SERVING,
        "seats": (SeatLine(SeatLevel.DISTRICT, "第18届", "一选区", None),),
        "groups": ((GroupKind.GROUP, "第1小组"),),
        "sittings": tuple(
            Sitting(
                day,
                Slot.MORNING,
                STATION,
                Channel.ON_SITE,
                "",
                ShiftStatus.HELD,
                False,
                "",
                (visit(number, matters),),
            )
            for number, day in enumerate(days, start=1)
        ),
        "other_visits": (),
        "duties": (),
        "activities": (),
        "proposals": (),
        "contacts": (),
        "records": records,
        "kinds": (KindLine(RECEPTION, sittings),),
        "needs": (Need(Demand.RECEPTION, sittings, 2),),
    }
    return Overview(**(facts | more))


def made(people):
    rows = tuple(
        Standing(
            rank,
            RepresentativeId(new_id()),
            name,
            (SeatLevel.DISTRICT,),
            "第1小组",
            StationId(new_id()),
            STATION,
            RepresentativeStatus.SERVING,
            {"reception": count},
            count * 2,
            (Need(Demand.RECEPTION, count, 2),),
            0,
            0,
        )
        for (name, count), rank in zip(people, ranks([count for _, count in people]), strict=True)
    )
    apart = (Unsettled("陈军", STATION, 8),)
    return Standings(2026, "全区", (RECEPTION,), rows, apart, MADE_ON, "定海区人大代表联络站")


def test_a_usual_year_is_one_page_with_everything_on_it(tmp_path):
    shown = sheet(sittings=3)
    assert len(overview_paper(shown).pages) == 1
    text = text_of(overview_pdf(shown), tmp_path)
    for words in ("单小䶮", STATION, "林**", "路灯", "A类，满意", "3/2", "待本人核对 3 条"):
        assert words in text
    assert "〓" not in text


def test_a_full_year_flows_on_and_says_whose_it_is_on_every_page(tmp_path):
    shown = sheet(sittings=24, matters=4)
    assert len(overview_paper(shown).pages) > 1
    assert text_of(overview_pdf(shown), tmp_path).count("2026年履职") >= 1


def test_a_confirmed_sheet_says_when(tmp_path):
    shown = sheet(confirmed_at=datetime(2026, 3, 5, 4, tzinfo=UTC))
    assert "本人已核对（2026-03-05 12:00）" in text_of(overview_pdf(shown), tmp_path)


def test_an_empty_year_is_a_page_that_says_so(tmp_path):
    shown = sheet(sittings=0)
    assert "本年没有：接待" in text_of(overview_pdf(shown), tmp_path)


@pytest.mark.parametrize("make", [lambda: overview_pdf(ONE), lambda: standings_pdf(LIST)])
def test_files_are_clean_embed_their_fonts_and_are_the_same_again(make, tmp_path):
    content = make()
    assert content == make()
    assert is_clean(content, tmp_path)
    assert set(fonts_of(content, tmp_path).values()) == {True}


def test_several_sheets_in_one_file_are_numbered_each_by_itself(tmp_path):
    text = text_of(overviews_pdf([sheet(), sheet()]), tmp_path)
    assert "".join(text.split()).count("第1页共1页") == 2


def test_the_list_shares_places_and_tells_names_that_are_nobody_yet(tmp_path):
    text = text_of(standings_pdf(LIST), tmp_path)
    assert "姓名待核定" in text
    assert "范围内进站一共 13 人次" in text
    short = text_of(standings_pdf(LIST, short=True, demand=Demand.RECEPTION), tmp_path)
    assert "未达标名单（进站接待）" in short
    assert "徐静" in short
    assert "王建国" not in short


def test_the_workbook_has_numbers_and_the_same_sum():
    book = openpyxl.load_workbook(BytesIO(standings_xlsx(LIST)))
    assert book.sheetnames == ["排名", "未达标", "分值"]
    rows = list(book["排名"].iter_rows(min_row=2, values_only=True))
    assert sum(row[6] for row in rows) == LIST.receptions == 13
    assert [row[0] for row in rows] == [1, 1, 3, None]


ONE = sheet(sittings=2)
LIST = made([("王建国", 2), ("=cmd", 2), ("徐静", 1)])
