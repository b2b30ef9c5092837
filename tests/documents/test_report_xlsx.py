from datetime import date
from io import BytesIO

import openpyxl
import pytest

from liaison.documents.report_xlsx import MOST_CHARACTERS, plain_text, report_xlsx
from liaison.domain.report import MatterLine
from tests.report_sample import sample


def opened(report):
    return openpyxl.load_workbook(BytesIO(report_xlsx(report)))


def of_content(content):
    return sample(
        lines=[MatterLine("甲站", "1-1", date(2026, 2, 3), "周**", 2, content, "", "", "")]
    )


def test_the_workbook_has_its_sheets_each_with_a_frozen_head_and_filters():
    book = opened(sample(period="2026"))
    assert book.sheetnames == [
        "汇总",
        "分类",
        "承办单位",
        "代表层级",
        "各月",
        "与上期比较",
        "各联络站",
        "明细",
        "代表进站",
        "统计口径",
    ]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert "&N" in sheet.oddFooter.center.text


def test_numbers_are_numbers_and_dates_are_dates():
    book = opened(of_content("路灯"))
    row = [cell.value for cell in book["明细"][2]]
    assert row[2].date() == date(2026, 2, 3)
    assert row[4] == 2
    assert all(isinstance(cell.value, int) for cell in book["各联络站"]["F"][1:])
    assert book["分类"]["C2"].number_format == "0.0%"


@pytest.mark.parametrize("nasty", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_no_text_becomes_a_formula(nasty):
    cell = opened(of_content(nasty))["明细"]["F2"]
    assert (cell.data_type, cell.value) == ("s", nasty)
    assert cell.quotePrefix


@pytest.mark.parametrize("name", ["㛃䶮𬭎𬱖𬒗", "<b>张</b>", "𠮷", "一\n二"])
def test_names_go_in_and_out_unchanged(name):
    assert opened(of_content(name))["明细"]["F2"].value == name


def test_what_a_workbook_cannot_hold_is_seen_and_nothing_breaks():
    assert opened(of_content("前\x07\ud842后"))["明细"]["F2"].value == "前〓〓后"
    long = plain_text("长" * 40000)
    assert len(long) <= MOST_CHARACTERS
    assert long.endswith("（下略）")
