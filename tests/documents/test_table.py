import pytest

from liaison.documents.paper import Paper
from liaison.documents.render import page_count
from liaison.documents.table import Band, Column, Table
from tests.documents.pdftools import text_of

COLUMNS = (Column("编号", 60), Column("内容", 200))


def drawn(rows, keep=0.0, before=0):
    paper = Paper("试")
    for _ in range(before):
        paper.paragraph("占位")
    Table(paper, COLUMNS).draw(rows, keep)
    return paper


def strings(page):
    return [text.string for text in page.texts]


def test_the_head_stands_on_each_page():
    paper = drawn([[str(n), "路灯不亮"] for n in range(200)])
    assert len(paper.pages) > 2
    assert all("编号" in strings(page) for page in paper.pages)


def test_no_row_is_broken_over_two_pages():
    rows = [[f"行{n}", f"始{n}" + "路灯不亮" * (n % 40) + f"终{n}"] for n in range(120)]
    paper = drawn(rows)
    for page in paper.pages:
        whole = "".join(strings(page))
        numbers = [n for n in range(120) if f"行{n}" in strings(page)]
        assert all(f"始{n}" in whole and f"终{n}" in whole for n in numbers)


def test_a_row_taller_than_a_page_is_cut_between_lines_and_loses_nothing():
    text = "街道路灯不亮，晚上老人不敢出门。" * 1250
    paper = drawn([["1", "短"], ["2", text], ["3", "短"]])
    cell = [s for page in paper.pages for s in strings(page) if "路灯" in s or "老人" in s]
    printed = "".join(s for page in paper.pages for s in strings(page))
    assert len(paper.pages) > 5
    assert cell
    assert printed.count("。") == 1250


def test_nothing_is_printed_below_the_type_area():
    text = "街道路灯不亮，晚上老人不敢出门。" * 300
    paper = drawn([[str(n), text[: n * 37]] for n in range(120)])
    assert min(text.y for page in paper.pages for text in page.texts) > paper.bottom
    assert min(rule.y2 for page in paper.pages for rule in page.rules) > paper.bottom - 0.01


def test_a_band_never_stands_alone_at_the_foot_of_a_page():
    rows = [row for n in range(60) for row in (Band(f"站{n}"), [str(n), "路灯" * 40])]
    for page in drawn(rows).pages:
        last = [s for s in strings(page) if s][-1]
        assert not last.startswith("站")


@pytest.mark.parametrize("before", range(20, 40))
def test_what_is_to_be_kept_with_the_last_row_finds_room_below_it(before):
    paper = drawn([["1", "路灯"], ["2", "终"]], keep=100, before=before)
    assert "终" in strings(paper.page)
    assert paper.room >= 100


def test_an_empty_table_prints_its_head():
    assert "编号" in strings(drawn([]).page)


def test_users_text_is_never_markup_and_never_a_formula(tmp_path):
    nasty = ["<b>重要</b>", "=1+1", "&lt;", "<img src='x'>", "%d {0}", "\\n"]
    text = text_of(drawn([[str(n), each] for n, each in enumerate(nasty)]).pdf(), tmp_path)
    assert all(each in text for each in nasty)


def test_the_time_grows_with_the_rows_and_not_faster():
    paper = drawn([[str(n), "路灯不亮，晚上老人不敢出门"] for n in range(20000)])
    assert page_count(paper.pdf()) == len(paper.pages)
