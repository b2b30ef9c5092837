"""What a scanned code shows: whom, when, where; nothing that isn't public, and nothing that ended."""

from datetime import date

import pytest

from db.models import DutyShift, Representative
from liaison.domain.duty import ShiftStatus
from liaison.domain.representative import RepresentativeStatus
from liaison.services import codes, enrolment, looks
from liaison.services.enrolment import StatusForm


def test_the_stations_page_says_where_when_who_and_how(phone, town):
    page = phone.get(town.station)

    assert page.status_code == 200
    for words in (
        "城东街道代表联络站",
        "3月11日",
        "周三",
        "上午 9:00–11:30",
        "王建国、钱㛃",
        "檀香社区服务中心一楼",
        'href="tel:05802626983"',
        "定海区人大代表",
        "城东第一选区",
        "韩䶮",
        "没有公告，以站内公告为准",
        f"{town.station}/write",
    ):
        assert words in page.text


def test_a_representatives_page_differs_from_the_stations(phone, town):
    page = phone.get(town.path("王建国"))

    assert "<h1>王建国</h1>" in page.text
    assert "3月11日" in page.text
    assert "large.jpg" in page.text
    assert "钱㛃" not in page.text
    assert f"{town.path('王建国')}/write" in page.text


def test_who_has_no_day_yet_is_shown_the_stations(phone, town):
    def alone(work):
        for row in work.session.query(DutyShift).filter_by(held_on=date(2026, 3, 18)):
            row.status = ShiftStatus.CANCELLED

    town.office.write(alone)
    page = phone.get(town.path("韩䶮"))
    assert "本站下次接待" in page.text
    assert "韩䶮的下一次还没有排定" in page.text


def test_nothing_private_stands_on_any_page(phone, town):
    for whose in ("城东街道代表联络站", "王建国", "钱㛃"):
        page = phone.get(town.path(whose)).text
        assert "13800001234" not in page
        assert "1971" not in page
        assert str(town.row(whose).label) not in page


@pytest.mark.parametrize("status", [RepresentativeStatus.ENDED, RepresentativeStatus.SUSPENDED])
def test_who_ends_is_gone_at_once_from_page_list_and_days(phone, town, status):
    def end(work):
        row = work.session.query(Representative).filter_by(name="王建国").one()
        form = StatusForm(status, date(2026, 3, 4), "辞职")
        enrolment.change_status(work, row.id, form, row.version)

    town.office.write(end)

    page = phone.get(town.path("王建国"))
    assert page.status_code == 410
    assert "这个码已停用" in page.text
    assert "0580-2626983" in page.text
    assert "王建国" not in page.text
    assert phone.get(f"{town.path('王建国')}/large.jpg").status_code == 404
    assert phone.get(f"{town.path('王建国')}/write").status_code == 410
    assert "王建国" not in phone.get(town.station).text


def test_a_withdrawn_code_says_so_and_a_new_one_opens(phone, town):
    row = town.row("钱㛃")
    town.office.write(lambda work: codes.reissue(work, row.id, "卡丢了"))
    assert phone.get(town.path("钱㛃")).status_code == 410


def test_a_code_that_was_never_issued_is_not_found(phone, town):
    own = town.station
    wrong = own[:-1] + ("0" if own[-1] != "0" else "1")
    for path in (wrong, own.replace("/s/", "/r/"), "/s/abc", "/r/" + "0" * 17):
        page = phone.get(path)
        assert page.status_code == 404
        assert "没有这个码" in page.text


def test_a_station_has_its_own_title_and_a_readable_colour(phone, town):
    form = looks.LookForm(title="城东民声会客厅", colour="#1f4e79")
    town.office.write(lambda work: looks.put(work, town.rows[0].station_id, form))

    page = phone.get(town.station)
    assert "城东民声会客厅" in page.text
    assert "colour-1f4e79.css" in page.text
    assert "#1f4e79" in phone.get("/assets/colour-1f4e79.css").text
    assert phone.get("/assets/colour-ffff00.css").status_code == 404
    assert phone.get("/assets/colour-x}.css").status_code == 404


def test_a_page_with_its_picture_and_style_weighs_less_than_100_kb(phone, town):
    paths = [
        town.path("王建国"),
        f"{town.path('王建国')}/large.jpg",
        "/assets/portal.css",
        "/assets/colour-b3201f.css",
    ]
    assert sum(len(phone.get(path).content) for path in paths) < 100_000
    assert len(phone.get(f"{town.path('王建国')}/small.jpg").content) < 3_500


def test_the_privacy_notice_is_whole_and_bears_its_version(phone, town):
    page = phone.get(f"{town.station}/notice").text
    for words in ("谁来收", "作什么用", "存多久", "您的权利", "版本 2026-1"):
        assert words in page
