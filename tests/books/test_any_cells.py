"""Whatever stands in a book's cells: it is read or told, never a crash, never lost."""

from datetime import date, datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.books.kinds import FIELDS, Kind
from liaison.books.recognise import recognise
from liaison.books.register import read_register
from liaison.books.roster import read_roster
from liaison.books.sheet import Book, Sheet

CLASSES = {"A": "已解决", "B": "列入计划"}
WORDS = st.sampled_from(
    ["同上", "〃", "3月5日", "2.10", "上午", "张三、李四", "无人来访", "匿名", "张三等14人", "小计",
     "1、路坏\n2、灯坏", "交办", "A类", "不满意", "=1+1", "<b>", "", " ", "－", "#REF!", "区教育局王五"]
)  # fmt: skip
CELLS = st.one_of(
    st.none(),
    WORDS,
    st.text(max_size=12),
    st.floats(),
    st.integers(-10, 99_999).map(float),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)
TODAY = date(2026, 3, 5)


def heading(kind):
    return [field.zh for field in FIELDS[kind].values()]


def book(kind, rows):
    sheet = Sheet("2025年", [["标题"], heading(kind), *rows])
    return Book("书.xlsx", "0", (sheet,))


def grids(kind):
    width = len(FIELDS[kind])
    return st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6)


@settings(max_examples=150, deadline=None)
@given(grids(Kind.REGISTER))
def test_any_register_is_read_row_for_row(rows):
    (table,), _ = recognise(book(Kind.REGISTER, rows))
    assert table.headings.kind is Kind.REGISTER
    visits = read_register(table, frozenset(), CLASSES, TODAY)
    told = {finding.row for finding in table.found}
    read = {visit.place.row for visit in visits}
    for number, row in enumerate(rows, start=3):
        if any(isinstance(cell, str) and cell.strip(" -－") for cell in row):
            assert number in told | read
    for finding in table.found:
        assert finding.text
        assert finding.action


@settings(max_examples=100, deadline=None)
@given(grids(Kind.ROSTER))
def test_any_roster_is_read_row_for_row(rows):
    (table,), _ = recognise(book(Kind.ROSTER, rows))
    people = read_roster(table)
    told = {finding.row for finding in table.found}
    for number, row in enumerate(rows, start=3):
        if any(isinstance(cell, (date, datetime, time)) for cell in row):
            assert number in told | {person.place.row for person in people}
