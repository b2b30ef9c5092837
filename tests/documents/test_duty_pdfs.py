import subprocess
from dataclasses import replace
from datetime import date, time

import pytest

from liaison.documents.duty_notice_pdf import PaperSize, duty_notice_pdf, missing_in_notice
from liaison.documents.duty_year_pdf import duty_year_pdf
from liaison.domain.duty import Slot
from liaison.domain.duty_notice import Notice, NoticeContent, NoticePerson
from liaison.domain.duty_year import DutyYear, StationYear, YearLine
from liaison.domain.representative import SeatLevel

CONTENT = NoticeContent(
    "城东街道代表联络站",
    date(2026, 3, 5),
    Slot.MORNING,
    time(9),
    time(11, 30),
    "文化路 128 号二楼",
    (NoticePerson("张伟", (SeatLevel.CITY, SeatLevel.DISTRICT)), NoticePerson("陈𬭎")),
    phone="0580-2020202",
)
NOTICE = Notice(CONTENT, date(2026, 3, 2))
LONG = tuple(NoticePerson(f"阿卜杜拉·买买提江·尼亚孜{n:02d}", tuple(SeatLevel)) for n in range(12))


def text_of(pdf, tmp_path, *options):
    file = tmp_path / "x.pdf"
    file.write_bytes(pdf)
    run = subprocess.run(
        ["pdftotext", *options, str(file), "-"], capture_output=True, text=True, check=True
    )
    return run.stdout


def info_of(pdf, tmp_path, tool="pdfinfo"):
    file = tmp_path / "x.pdf"
    file.write_bytes(pdf)
    return subprocess.run([tool, str(file)], capture_output=True, text=True, check=True).stdout


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize(
    ("size", "points"), [("A4", "595.276 x 841.89"), ("A3", "841.89 x 1190.55")]
)
def test_a_notice_is_one_page_that_says_all_and_signs_at_the_end(tmp_path, size, points):
    pdf = duty_notice_pdf(NOTICE, PaperSize(size))
    info = info_of(pdf, tmp_path)
    assert "Pages:           1" in info
    assert points in info
    text = squeezed(text_of(pdf, tmp_path))
    for words in (
        *("代表接待日公告", "2026年3月5日（星期四）", "上午9:00–11:30", "文化路128号二楼"),
        *("张伟（市、区人大代表）", "陈𬭎", "受理范围", "不受理范围", "0580-2020202"),
    ):
        assert words in text
    assert text.endswith("城东街道代表联络站2026年3月2日")
    assert "〓" not in text


def test_a_notice_with_twelve_long_names_and_a_correction_is_whole(tmp_path):
    notice = Notice(
        replace(CONTENT, people=LONG),
        date(2026, 3, 2),
        2,
        ("原定张伟因故不能参加，由王芳接待",),
    )
    text = squeezed(text_of(duty_notice_pdf(notice), tmp_path))
    assert all(one.name in text for one in LONG)
    assert "代表接待日更正公告" in text
    assert "更正：原定张伟因故不能参加，由王芳接待。" in text
    assert text.endswith("城东街道代表联络站2026年3月2日")


def test_a_cancelled_reception_says_so_and_lists_nothing_to_be_accepted(tmp_path):
    notice = Notice(
        replace(CONTENT, cancelled="台风停航"), date(2026, 3, 4), 2, ("本次接待取消（台风停航）",)
    )
    text = squeezed(text_of(duty_notice_pdf(notice), tmp_path))
    assert "代表接待日取消公告" in text
    assert "不受理范围" not in text


def test_the_date_begins_two_characters_after_the_issuer(tmp_path):
    lines = text_of(duty_notice_pdf(NOTICE), tmp_path, "-bbox").splitlines()
    left = {
        word: float(line.split('xMin="')[1].split('"')[0])
        for line in lines
        for word in ("城东街道代表联络站", "2026年3月2日")
        if f">{word}<" in line
    }
    size = 18
    assert left["2026年3月2日"] - left["城东街道代表联络站"] == pytest.approx(2 * size, abs=3)


def test_equal_notices_give_equal_bytes_and_all_fonts_are_embedded(tmp_path):
    assert duty_notice_pdf(NOTICE) == duty_notice_pdf(NOTICE)
    fonts = info_of(duty_notice_pdf(NOTICE), tmp_path, "pdffonts").splitlines()[2:]
    assert fonts
    assert all(" yes yes yes " in " ".join(line.split()) for line in fonts)
    assert missing_in_notice(NOTICE) == frozenset()


def year(count, people=("张伟（区人大代表）", "陈𬭎（市人大代表）")):
    lines = tuple(
        YearLine(
            date(2026, 1 + n % 12, 1 + n // 12), "上午 9:00–11:30", "站内", people, "1月2日前", ""
        )
        for n in range(count)
    )
    station = StationYear("城东街道代表联络站", ("每周一 9:00-11:30",), lines)
    return DutyYear(
        2026, "定海区", (station, replace(station, station="临城街道代表联络站")), date(2026, 3, 2)
    )


def test_the_year_repeats_its_head_and_numbers_its_pages(tmp_path):
    pdf = duty_year_pdf(year(100))
    pages = text_of(pdf, tmp_path, "-layout").split("\f")[:-1]
    assert len(pages) > 4
    assert all("日期（星期）" in page and "公告日期" in page for page in pages)
    total = len(pages)
    assert all(f"第 {n} 页 共 {total} 页" in page for n, page in enumerate(pages, start=1))
    assert pdf == duty_year_pdf(year(100))


def test_a_row_of_the_year_with_twelve_long_names_is_whole(tmp_path):
    names = tuple(one.named for one in LONG)
    text = squeezed(text_of(duty_year_pdf(year(1, names)), tmp_path))
    assert all(squeezed(one.name) in text for one in LONG)


def test_a_year_without_receptions_says_so(tmp_path):
    assert "还没有排班" in text_of(duty_year_pdf(year(0)), tmp_path)
