"""Cells as clerks fill them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.books.cells import count_of, is_total, month_of, phone_of, text_of
from liaison.books.dates import read_date, year_in
from liaison.books.meanings import (
    channel_of,
    class_code_of,
    decline_reason_of,
    levels_of,
    referred_to,
    slot_of_text,
)
from liaison.books.numbered import split_numbered, spread
from liaison.books.people import Official, read_officials, read_visitors, split_names
from liaison.domain.duty import Slot
from liaison.domain.matter import DeclineReason
from liaison.domain.reception import Channel
from liaison.domain.representative import SeatLevel

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
STYLES = (
    "{0.year}年{0.month}月{0.day}日",
    "{0.year}-{0.month:02d}-{0.day:02d}",
    "{0.year}.{0.month}.{0.day}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}{0.month:02d}{0.day:02d}",
    "{0.year} 年 {0.month} 月 {0.day} 日",
)
FULL_WIDTH = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")


@given(DAYS, st.sampled_from(STYLES), st.booleans())
def test_a_date_with_its_year_is_read_in_every_style(day, style, wide):
    text = style.format(day)
    read = read_date(text.translate(FULL_WIDTH) if wide else text, None)
    assert read
    assert read.day == day
    assert read.year_given


@given(DAYS, st.sampled_from(["{0.month}月{0.day}日", "{0.month}.{0.day}", "{0.month}/{0.day}"]))
def test_a_missing_year_comes_from_the_book(day, style):
    read = read_date(style.format(day), day.year)
    assert read
    assert read.day == day
    assert not read.year_given


@given(DAYS, st.integers(0, 300))
def test_an_answer_without_year_comes_on_or_after_its_reception(received, later):
    told = date.fromordinal(received.toordinal() + later)
    read = read_date(f"{told.month}.{told.day}", None, received)
    assert read
    assert read.day == told


@given(DAYS)
def test_excel_days_are_read(day):
    serial = (day - date(1899, 12, 30)).days
    if serial >= 20_000:
        assert read_date(float(serial), None).day == day
    assert read_date(datetime.combine(day, time()), None).day == day


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.none()))
def test_no_cell_breaks_the_readers(cell):
    text_of(cell)
    read_date(cell, 2022)
    month_of(cell)
    phone_of(cell)
    count_of(cell)


@given(st.text(max_size=80))
def test_no_text_breaks_the_splitters_and_nothing_of_a_name_is_lost(text):
    names = split_names(text)
    assert all(names)
    split_numbered(text)
    read_visitors(text)
    read_officials(text, ["区教育局"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二〇二二年一月五日", date(2022, 1, 5)),
        ("二○二二年十二月三十一日", date(2022, 12, 31)),
        ("22年3月1日", date(2022, 3, 1)),
        ("2022年2月30日", None),
        ("月底", None),
        ("", None),
    ],
)
def test_odd_dates(text, expected):
    read = read_date(text, 2022)
    assert (read and read.day) == expected


def test_a_number_for_a_date_keeps_its_doubt():
    read = read_date(2.1, 2022, date(2022, 2, 8))
    assert read.day == date(2022, 2, 10)
    assert read.doubt == "date_one_decimal"
    assert read_date(2.14, 2022).day == date(2022, 2, 14)


def test_a_date_cell_may_hold_the_slot_and_the_hour():
    assert read_date("1月5日上午", 2022).rest == "上午"
    assert read_date("2022-1-5 14:30", None).clock == time(14, 30)


def test_years_in_titles():
    assert year_in("接待登记簿（2022年）") == 2022
    assert year_in("二〇二三年度登记簿") == 2023
    assert year_in("register-2022.xlsx") == 2022
    assert year_in("330902004 登记簿") is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("199205", "1992-05"),
        (199205.0, "1992-05"),
        ("1979年5月", "1979-05"),
        ("1982/11", "1982-11"),
        ("1964.12", "1964-12"),
        ("１９８２－１１", "1982-11"),
        ("1958-08-03", "1958-08"),
        (date(1957, 7, 1), "1957-07"),
        ("七十岁", ""),
        ("1992-13", ""),
    ],
)
def test_months_of_birth(cell, expected):
    assert month_of(cell) == expected


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (15805808844.0, "15805808844"),
        ("158 0580 0200", "15805800200"),
        ("139-0580-8843", "13905808843"),
        ("１８９０５８０１４２６", "18905801426"),
        ("0580-2532967", "05802532967"),
    ],
)
def test_telephones(cell, number):
    assert phone_of(cell) == (number, "")


def test_what_is_no_telephone_is_kept():
    assert phone_of("问他女儿 138…") == ("", "问他女儿 138…")
    assert phone_of("无") == ("", "")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("王斌涛；解鹏；欧阳平玲", ("王斌涛", "解鹏", "欧阳平玲")),
        ("金国德 庞华　胡伟", ("金国德", "庞华", "胡伟")),
        ("方\u3000舟、张三", ("方舟", "张三")),
        ("方 舟 张三", ("方舟", "张三")),
        ("蒋和礼,李波和/陈军\n陈军", ("蒋和礼", "李波和", "陈军", "陈军")),
        ("阿依古丽·买买提", ("阿依古丽·买买提",)),
        ("接待代表：周静善（市）", ("周静善",)),
        ("庄华䶮、王𬱖", ("庄华䶮", "王𬱖")),
        ("", ()),
    ],
)
def test_names_by_any_separator(cell, names):
    assert split_names(cell) == names


@pytest.mark.parametrize(
    ("cell", "names", "heads", "nameless", "nobody"),
    [
        ("虞萍等11人", ("虞萍",), 11, "", False),
        ("张三、李四等 ５ 人", ("张三", "李四"), 5, "", False),
        ("匿名", (), None, "匿名", False),
        ("某女士", (), None, "某女士", False),
        ("不愿透露姓名", (), None, "不愿透露姓名", False),
        ("无人来访", (), None, "", True),
        ("村民8人", (), 8, "村民8人", False),
        ("欧阳 霞善", ("欧阳霞善",), None, "", False),
    ],
)
def test_visitors(cell, names, heads, nameless, nobody):
    read = read_visitors(cell)
    assert (read.names, read.heads, read.nameless, read.nobody) == (names, heads, nameless, nobody)


@pytest.mark.parametrize(
    ("text", "unit", "name", "post"),
    [
        ("区政府区红", "区政府", "区红", ""),
        ("区卫生健康局蒋宁庆", "区卫生健康局", "蒋宁庆", ""),
        ("区委解斌庆", "区委", "解斌庆", ""),
        ("区监委 洪斌", "区监委", "洪斌", ""),
        ("区教育局局长张三", "区教育局", "张三", "局长"),
        ("镇街社会事务办李四", "镇街社会事务办", "李四", ""),
        ("张三（区教育局局长）", "区教育局", "张三", "局长"),
        ("王小二", "", "王小二", ""),
    ],
)
def test_officials_are_parted_into_unit_and_name(text, unit, name, post):
    assert read_officials(text, {"镇街社会事务办"}) == (Official(unit, name, post),)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("1、路坏\n2、灯坏", ("路坏", "灯坏")),
        ("1.路坏。2.灯坏；3、水停", ("路坏。", "灯坏", "水停")),
        ("①路坏②灯坏", ("路坏", "灯坏")),
        ("①路坏；②灯坏", ("路坏", "灯坏")),
        ("（1）路坏（2）灯坏", ("路坏", "灯坏")),
        ("一是路坏；二是灯坏", ("路坏", "灯坏")),
        ("<b>重要</b> 1、路坏；2、灯坏", ("<b>重要</b> 路坏", "灯坏")),
        ("=1+1 1、路坏\n2.灯坏", ("=1+1 路坏", "灯坏")),
        ("路宽2.5米，3.2米一段塌了", ("路宽2.5米，3.2米一段塌了",)),
        ("1.34号楼污水管道堵塞\n2、灯坏", ("34号楼污水管道堵塞", "灯坏")),
        ("12号楼漏水", ("12号楼漏水",)),
        ("", ()),
    ],
)
def test_numbered_matters(text, pieces):
    assert split_numbered(text) == pieces


def test_results_numbered_like_the_matters_go_one_to_each():
    assert spread("1、A 2、B", 2) == ("A", "B")
    assert spread("A", 3) == ("A", "A", "A")


@given(st.lists(st.text("路灯桥水电村口坏", min_size=1, max_size=8), min_size=2, max_size=9))
def test_what_is_numbered_comes_apart_again(matters):
    cell = "\n".join(f"{number}、{text}" for number, text in enumerate(matters, start=1))
    assert split_numbered(cell) == tuple(matters)


def test_words_of_the_field():
    classes = {"A": "已解决", "B": "正在解决或列入计划"}
    assert [class_code_of(t, classes) for t in ("A类", "A（已解决）", "b", "已解决", "办理中")] == [
        "A",
        "A",
        "B",
        "A",
        None,
    ]
    assert levels_of("省人大代表/区") == (SeatLevel.PROVINCE, SeatLevel.DISTRICT)
    assert levels_of("市人大代表、区、镇人大代表")[-1] is SeatLevel.TOWNSHIP
    assert channel_of("代表跑小岛（盘峙岛）") == (Channel.ISLAND, "盘峙岛")
    assert slot_of_text("14:30-16:30") is Slot.AFTERNOON
    assert decline_reason_of("已申请仲裁，引导至仲裁委") == (DeclineReason.ARBITRATION, "仲裁委")
    assert is_total("小 计")
    assert is_total("合计：")
    assert not is_total("计小花")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("转县民政局", "县民政局"),
        ("已转交城建办处理", "城建办"),
        ("交由区住建局办理", "区住建局"),
        ("交办", ""),
        ("转办", ""),
        ("交办处理", ""),
        ("当场答复", ""),
    ],
)
def test_the_unit_is_read_from_a_cell_that_says_where_it_went(text, unit):
    assert referred_to(text) == unit
