"""The wall ledger: what hangs where, what must come down and why, who looked last."""

from datetime import date, timedelta

import pypdfium2
import pytest

from db.models import Representative, Station
from liaison.domain.codes import CodeSource
from liaison.domain.errors import BadInput, InvalidForm, NotFound
from liaison.domain.ids import new_id
from liaison.domain.representative import RepresentativeStatus
from liaison.services import attachments, codes, official_links, wall
from liaison.services.settings import put_setting
from liaison.services.wall import HangForm
from tests.paperwork import Paperwork

LINK = "https://platform.example/c/1001"


@pytest.fixture
def filled(office):
    def fill(work):
        here = Paperwork(work)
        here.station.phone, here.station.reception_rule = "0580-2626983", "每月10日"
        for place, name in enumerate(["王建国", "欧阳平玲"]):
            here.representative(name, position=place)
        codes.issue_missing(work)

    office.write(fill)
    return office


def rows(office):
    return {row.whose: row for row in office.read(codes.codes) if row.withdrawn_on is None}


def today(office):
    return office.read(lambda work: work.today)


def hang(office, whose="王建国", place="小区门口", source=CodeSource.OWN, **more):
    form = HangForm(
        rows(office)[whose].id,
        place,
        more.pop("hung_on", today(office)),
        "poster-A4",
        source,
        **more,
    )
    return office.write(lambda work: wall.hang(work, form))[0]


def stale(office):
    return [(row.place, row.stale) for row in office.read(wall.stale)]


def test_what_hangs_is_listed_with_whose_it_is_and_since_when(filled):
    hang(filled, place=" 便民服务中心\n一楼 ", hung_by="徐静")
    (row,) = filled.read(wall.copies)
    assert (row.place, row.whose, row.hung_by) == ("便民服务中心 一楼", "王建国", "徐静")
    assert (row.stale, row.due, row.taken_down_on) == ("", False, None)


@pytest.mark.parametrize("status", [RepresentativeStatus.ENDED, RepresentativeStatus.SUSPENDED])
def test_when_a_representative_ends_exactly_their_posters_must_come_down(filled, status):
    for place in ("码头", "小区"):
        hang(filled, place=place)
    hang(filled, "欧阳平玲", "社区")
    key = rows(filled)["王建国"].representative_id

    def end(work):
        work.session.get_one(Representative, key).status = status

    filled.write(end)
    found = stale(filled)
    assert {place for place, _ in found} == {"码头", "小区"}
    assert all("王建国" in why for _, why in found)
    assert {row.place for row in filled.read(lambda work: wall.hanging_of(work, key))} == {
        "码头",
        "小区",
    }


def test_a_reissued_code_makes_its_old_copies_stale_and_new_ones_are_right(filled):
    hang(filled, place="旧的")
    filled.write(lambda work: codes.reissue(work, rows(filled)["王建国"].id, "被撕"))
    hang(filled, place="新的")
    assert [place for place, _ in stale(filled)] == ["旧的"]


def test_a_changed_web_address_makes_pages_stale_and_facts_not(filled):
    hang(filled, place="页面")
    hang(filled, place="文字", source=CodeSource.FACTS)
    filled.write(lambda work: put_setting(work, "web_address", "https://rd.dinghai.cn"))
    assert [place for place, _ in stale(filled)] == ["页面"]


def test_a_changed_telephone_makes_the_facts_on_the_wall_stale(filled):
    hang(filled, place="文字", source=CodeSource.FACTS)
    hang(filled, place="页面")

    def change(work):
        work.session.query(Station).one().phone = "0580-9999999"

    filled.write(change)
    assert [place for place, _ in stale(filled)] == ["文字"]


def test_the_platforms_new_code_makes_the_old_sheet_stale(filled):
    key = rows(filled)["王建国"].id
    filled.write(lambda work: official_links.put(work, key, LINK))
    hang(filled, place="官方", source=CodeSource.OFFICIAL)
    assert stale(filled) == []
    filled.write(lambda work: official_links.put(work, key, LINK + "2"))
    assert stale(filled) == [("官方", "平台换发了新码")]


def test_what_came_down_is_kept_and_is_stale_no_more(filled):
    key = hang(filled)
    filled.write(lambda work: codes.withdraw(work, rows(filled)["王建国"].id, "遗失"))
    with pytest.raises(BadInput, match="take_down_reason_missing"):
        filled.write(lambda work: wall.take_down(work, key, " "))
    filled.write(lambda work: wall.take_down(work, key, "码停用"))
    (row,) = filled.read(wall.copies)
    assert (row.taken_down_on, row.taken_down_by, row.taken_down_reason) == (
        today(filled),
        filled.actor,
        "码停用",
    )
    assert stale(filled) == []
    with pytest.raises(BadInput, match="copy_down_already"):
        filled.write(lambda work: wall.take_down(work, key, "再来"))


def test_nobody_looked_for_a_year_and_then_somebody_did(filled):
    long_ago = today(filled) - timedelta(days=400)
    key = hang(filled, hung_on=long_ago)
    hang(filled, place="新的")
    assert [row.place for row in filled.read(wall.copies) if row.due] == ["小区门口"]
    filled.write(lambda work: wall.check_copy(work, key, "褪色，下次换"))
    (row,) = [one for one in filled.read(wall.copies) if one.id == key]
    assert (row.due, row.checked_on, row.check_remark) == (False, today(filled), "褪色，下次换")
    filled.write(lambda work: put_setting(work, "poster_check_days", 30))
    filled.write(lambda work: wall.check_copy(work, key, on=today(filled) - timedelta(days=31)))
    assert [one.due for one in filled.read(wall.copies) if one.id == key] == [True]


def test_a_check_before_it_hung_or_tomorrow_is_refused(filled):
    key = hang(filled)
    for day in (today(filled) - timedelta(days=1), today(filled) + timedelta(days=1)):
        with pytest.raises(BadInput, match="copy_checked_when"):
            filled.write(lambda work, day=day: wall.check_copy(work, key, on=day))


def test_bad_notes_are_refused_in_words(filled):
    with pytest.raises(InvalidForm) as refused:
        hang(filled, place="\u3000", hung_on=date(2999, 1, 1))
    assert [problem.code for problem in refused.value.problems] == ["missing", "in_the_future"]
    with pytest.raises(BadInput, match="copy_of_no_code"):
        hang(filled, source=CodeSource.OFFICIAL)
    form = HangForm(new_id(), "门口", today(filled))
    with pytest.raises(NotFound):
        filled.write(lambda work: wall.hang(work, form))


def test_a_place_is_corrected_and_a_photo_lies_beside_it(filled):
    import io

    from PIL import Image

    key = hang(filled)
    filled.write(lambda work: wall.move(work, key, "小区南门"))
    assert filled.read(wall.copies)[0].place == "小区南门"
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    filled.write(
        lambda work: attachments.attach(work, "poster_copy", key, out.getvalue(), "现场.png")
    )
    found = filled.read(lambda work: attachments.list_of(work, "poster_copy", key))
    assert [one.name for one in found] == ["现场.png"]


def test_the_round_is_a_paper_with_every_copy_that_hangs(filled):
    for number in range(40):
        hang(filled, place=f"第{number}幢门口")
    down = hang(filled, place="拆了的")
    filled.write(lambda work: wall.take_down(work, down, "拆迁"))
    filled.write(lambda work: codes.withdraw(work, rows(filled)["王建国"].id, "遗失"))
    document = pypdfium2.PdfDocument(filled.read(wall.round_pdf))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert len(document) > 1
    assert "第39幢门口" in text
    assert "拆了的" not in text
    assert text.count("该取下：") == 40
    assert "巡查人" in text
