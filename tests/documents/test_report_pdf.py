import re
from dataclasses import replace

from liaison.documents.render import page_count
from liaison.documents.report_pdf import missing_characters, report_pdf
from liaison.domain.report import AttendanceLine, Balance, MatterLine, Names
from tests.documents.pdftools import fonts_of, is_clean, text_of
from tests.report_sample import sample

RARE = (
    "赵㛃",
    "王䶮",
    "李𬭎",
    "周𬱖",
    "干𬒗",
    "欧阳·买买提·艾合买提江·吐尔逊",
    "<b>张</b>",
    "=1+1",
)


def of_people(*names):
    return sample(attendances=tuple(AttendanceLine(n, "区", "", "甲站", "", 1) for n in names))


def test_every_name_is_found_exactly_as_it_is_recorded(tmp_path):
    text = text_of(report_pdf(of_people(*RARE)), tmp_path)
    assert [name for name in RARE if name not in text] == []


def test_the_file_is_clean_and_all_its_fonts_are_embedded(tmp_path):
    report = report_pdf(sample())
    assert is_clean(report, tmp_path)
    assert set(fonts_of(report, tmp_path).values()) == {True}


def test_the_same_report_makes_the_same_bytes():
    assert report_pdf(sample()) == report_pdf(sample())


def test_each_page_says_which_of_how_many_it_is(tmp_path):
    report = report_pdf(sample(120))
    pages = page_count(report)
    text = text_of(report, tmp_path)
    assert re.findall(r"第\s*(\d+)\s*页\s*共\s*(\d+)\s*页", text) == [
        (str(number + 1), str(pages)) for number in range(pages)
    ]


def test_the_balance_and_the_noughts_are_printed(tmp_path):
    text = text_of(report_pdf(sample(0, balance=Balance(0, 0, 0, 0, 0, 0))), tmp_path)
    assert "结转 0 ＋ 新增 0 ＝ 办结 0 ＋ 不予受理 0 ＋ 转出 0 ＋ 在办 0 ＝ 0" in text
    assert "（没有事项）" in text


def test_a_year_is_compared_with_the_one_before(tmp_path):
    made = sample(period="2026")
    earlier = replace(made.figures, visits=20)
    text = text_of(report_pdf(replace(made, previous=earlier)), tmp_path)
    assert "与上期比较" in text
    assert "-6" in text


def test_the_first_page_is_signed(tmp_path):
    text = text_of(report_pdf(sample()), tmp_path, "-l", "1")
    assert all(words in text for words in ("填表人：李某", "审核人（站长）：", "负责人签字："))


def test_the_list_says_whether_names_are_whole(tmp_path):
    assert "来访人姓名已隐去" in text_of(report_pdf(sample()), tmp_path)
    assert "注意保管" in text_of(report_pdf(sample(names=Names.FULL)), tmp_path)


def test_a_year_has_its_months_and_a_station_no_list_of_stations(tmp_path):
    assert "各月情况" in text_of(report_pdf(sample(period="2026")), tmp_path)
    assert "各月情况" not in text_of(report_pdf(sample()), tmp_path)
    assert "各联络站" not in text_of(report_pdf(sample(station="甲站")), tmp_path)


def nasty(content):
    line = MatterLine("甲站", "1-2026-000001-1", sample().made_on, "周**", 1, content, "x", "", "x")
    return sample(lines=[line])


def test_a_character_that_no_font_has_is_told_and_listed_on_the_paper(tmp_path):
    report = nasty("前\U0010fffd后\x07")
    assert missing_characters(report) == {"\U0010fffd", "\x07"}
    text = text_of(report_pdf(report), tmp_path)
    assert "前〓后〓" in text
    assert "U+0007、U+10FFFD" in text


def test_twenty_thousand_characters_in_one_matter_are_all_printed(tmp_path):
    text = text_of(report_pdf(nasty("晚上老人不敢出门。" * 2222)), tmp_path, "-raw")
    assert text.count("。") >= 2222
