"""Official codes come in as sheets, pictures and single links; never two people's, never half."""

import pytest
from openpyxl import Workbook
from PIL import Image

from db.models import OfficialLink, Representative
from liaison.documents.qr import symbol
from liaison.domain.codes import CodeSource
from liaison.domain.codes import label as code_label
from liaison.domain.errors import BadInput
from liaison.domain.official import from_file_name, unusable
from liaison.domain.representative import RepresentativeStatus
from liaison.services import code_prints, codes, official_links
from liaison.services.code_rows import said
from liaison.services.settings import put_setting
from tests.paperwork import Paperwork

BASE = "https://platform.example/c/"


@pytest.fixture
def filled(office):
    def fill(work):
        here = Paperwork(work)
        for place, name in enumerate(["王建国", "张伟", "干𬒗"]):
            here.representative(name, position=place)
        there = Paperwork(work, name="金塘镇人大代表联络站", code="330902100")
        there.station.position = 1
        there.representative("张伟")
        codes.issue_missing(work)

    office.write(fill)
    return office


def by_name(office):
    return {(row.whose, row.station): row for row in office.read(codes.codes)}


def links(office):
    return {
        (row.whose, row.label): row.official for row in office.read(codes.codes) if row.official
    }


def rows_in(office):
    return office.read(lambda work: work.session.query(OfficialLink).count())


def sheet(path, *rows, head=("序号", "姓名", "所属联络站", "链接")):
    book = Workbook()
    book.active.append(["平台发码清单"])
    book.active.append(list(head))
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def picture(path, text):
    code = symbol(text)
    wide = code.size + 8
    image = Image.new("L", (wide, wide), 255)
    for place, module in enumerate(code.modules):
        if module == "1":
            image.putpixel((4 + place % code.size, 4 + place // code.size), 0)
    image.resize((wide * 5, wide * 5), 0).save(path)


def bring(office, source, **how):
    return office.write(lambda work: official_links.bring_in(work, source, **how))[0]


def test_a_sheet_is_matched_by_name_and_station_and_twice_adds_nothing(filled, tmp_path):
    source = sheet(
        tmp_path / "码.xlsx",
        (1, "王建国", "城东", BASE + "1"),
        (2, "张 伟", "城东", BASE + "2"),
        (3, "张伟", "金塘", BASE + "3"),
        (4, "城东街道代表联络站", "", BASE + "4"),
    )
    assert filled.read(lambda work: official_links.bring_in(work, source, dry_run=True)).new == 4
    assert rows_in(filled) == 0
    outcome = bring(filled, source)
    assert (outcome.new, outcome.same, outcome.problems) == (4, 0, [])
    assert sorted(links(filled).values()) == [BASE + str(n) for n in (1, 2, 3, 4)]
    again = bring(filled, source)
    assert (again.new, again.same) == (0, 4)
    assert rows_in(filled) == 4


def test_csv_from_the_platform_is_read_too(filled, tmp_path):
    (tmp_path / "码.csv").write_text(f"姓名,链接\n王建国,{BASE}1\n", encoding="gb18030")
    assert bring(filled, tmp_path / "码.csv").new == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((1, "张伟", "", BASE + "2"), "不止一位"),
        ((1, "王建国", "金塘", BASE + "2"), "不在“金塘”"),
        ((1, "没有的人", "城东", BASE + "2"), "没有在任的"),
        ((1, "王建国", "城东", "不是链接"), "不是链接"),
        ((1, "王建国", "城东", ""), "没有链接"),
        ((1, "王建国", "城东", "urn:x-liaison:s:0123456789abcdefx"), "自己的码"),
        ((1, "王建国", "城东", BASE + "a" * 300), "字太多"),
    ],
)
def test_one_line_that_is_not_right_stops_the_whole_and_is_told(filled, tmp_path, row, words):
    source = sheet(tmp_path / "码.xlsx", (0, "干𬒗", "城东", BASE + "9"), row)
    outcome = bring(filled, source)
    assert len(outcome.problems) == 1
    assert words in outcome.problems[0]
    assert "第 4 行" in outcome.problems[0]
    assert rows_in(filled) == 0


def test_a_label_must_be_sound_and_agree_with_the_name_beside_it(filled, tmp_path):
    label = by_name(filled)[("干𬒗", "城东街道代表联络站")].label
    head = ("姓名", "编号", "链接")
    for name, written, words in (
        ("王建国", label, "是干𬒗的，姓名却写了“王建国”"),
        ("干𬒗", "1" + label[1:], "校验位对不上"),
        ("干𬒗", code_label("330902004", 900), "没有编号为"),
    ):
        outcome = bring(filled, sheet(tmp_path / "码.xlsx", (name, written, BASE + "1"), head=head))
        assert words in outcome.problems[0]
    right = sheet(
        tmp_path / "码.xlsx", ("干𬒗", label, BASE + "1"), ("", label, BASE + "1"), head=head
    )
    outcome = bring(filled, right)
    assert (outcome.new, outcome.same, outcome.problems) == (1, 1, [])


def test_the_address_of_our_own_page_is_no_official_link(filled):
    filled.write(lambda work: put_setting(work, "web_address", "https://rd.example.cn"))
    row = by_name(filled)[("王建国", "城东街道代表联络站")]
    with pytest.raises(BadInput, match="official_is_ours"):
        filled.write(lambda work: official_links.put(work, row.id, row.payload))


def test_one_code_is_never_two_peoples(filled, tmp_path):
    source = sheet(
        tmp_path / "码.xlsx", (1, "王建国", "城东", BASE + "1"), (2, "干𬒗", "城东", BASE + "1")
    )
    assert "不能两个人用一个码" in bring(filled, source).problems[0]
    key = by_name(filled)[("王建国", "城东街道代表联络站")].id
    other = by_name(filled)[("干𬒗", "城东街道代表联络站")].id
    filled.write(lambda work: official_links.put(work, key, BASE + "1"))
    with pytest.raises(BadInput) as refused:
        filled.write(lambda work: official_links.put(work, other, BASE + "1"))
    assert (refused.value.code, refused.value.values["other"]) == ("official_of_another", "王建国")


def test_pictures_are_decoded_and_their_names_say_whose_they_are(filled, tmp_path):
    folder = tmp_path / "码"
    folder.mkdir()
    picture(folder / "王建国.png", BASE + "1")
    picture(folder / "张伟@金塘.png", BASE + "2")
    label = by_name(filled)[("干𬒗", "城东街道代表联络站")].label
    picture(folder / f"{label}.png", BASE + "3")
    (folder / "说明.txt").write_text("无关")
    assert bring(filled, folder).new == 3
    assert {name for name, _ in links(filled)} == {"王建国", "张伟", "干𬒗"}


def test_a_picture_with_no_code_or_a_broken_one_stops_the_whole(filled, tmp_path):
    folder = tmp_path / "码"
    folder.mkdir()
    picture(folder / "王建国.png", BASE + "1")
    Image.new("L", (200, 200), 255).save(folder / "干𬒗.png")
    (folder / "张伟@城东.png").write_bytes(b"\x89PNG broken")
    outcome = bring(filled, folder)
    assert len(outcome.problems) == 2
    assert rows_in(filled) == 0


def test_a_replaced_link_stays_in_the_register_withdrawn(filled):
    key = by_name(filled)[("王建国", "城东街道代表联络站")].id
    for number in (1, 2):
        filled.write(lambda work, n=number: official_links.put(work, key, f"{BASE}{n}"))
    assert list(links(filled).values()) == [BASE + "2"]

    def kept(work):
        query = work.session.query(OfficialLink).order_by(OfficialLink.imported_at)
        return {(row.text, row.withdrawn_reason) for row in query}

    assert filled.read(kept) == {(BASE + "1", "平台换发了新码"), (BASE + "2", "")}


def test_whoever_ended_has_no_official_code_and_can_get_none(filled):
    row = by_name(filled)[("王建国", "城东街道代表联络站")]
    filled.write(lambda work: official_links.put(work, row.id, BASE + "1"))

    def end(work):
        work.session.get_one(
            Representative, row.representative_id
        ).status = RepresentativeStatus.ENDED

    filled.write(end)
    assert links(filled) == {}
    with pytest.raises(BadInput, match="official_holder_ended"):
        filled.write(lambda work: official_links.put(work, row.id, BASE + "2"))
    other = by_name(filled)[("干𬒗", "城东街道代表联络站")].id
    filled.write(lambda work: official_links.put(work, other, BASE + "1"))
    assert list(links(filled).values()) == [BASE + "1"]


def test_a_withdrawn_link_is_gone_until_the_next(filled):
    key = by_name(filled)[("王建国", "城东街道代表联络站")].id
    filled.write(lambda work: official_links.put(work, key, BASE + "1"))
    with pytest.raises(BadInput, match="withdraw_reason_missing"):
        filled.write(lambda work: official_links.withdraw(work, key, ""))
    filled.write(lambda work: official_links.withdraw(work, key, "平台停用"))
    assert links(filled) == {}


def test_the_sheets_carry_the_platforms_own_text(filled):
    row = by_name(filled)[("王建国", "城东街道代表联络站")]
    filled.write(lambda work: official_links.put(work, row.id, BASE + "1"))
    options = code_prints.PrintOptions(source=CodeSource.OFFICIAL)
    (only,) = filled.read(lambda work: code_prints.prints(work, "card-90x54", options=options))
    assert code_prints.proved(only).codes == 1
    assert only.meant == [[BASE + "1"]]
    assert (
        said(by_name(filled)[("王建国", "城东街道代表联络站")], CodeSource.OFFICIAL) == BASE + "1"
    )


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("王建国.png", ("王建国", "")),
        ("城东_王建国.jpg", ("王建国", "城东")),
        ("王建国@城东.png", ("王建国", "城东")),
        ("330902004-002-X.png", ("330902004-002-X", "")),
    ],
)
def test_a_pictures_name_says_whose_it_is(name, whose):
    assert from_file_name(name) == whose


def test_a_link_may_be_the_apps_own_kind():
    assert unusable("weixin://dl/business/?t=abc") == ""
    assert unusable("javascript:alert(1)") == "official_no_link"
