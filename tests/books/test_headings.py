"""Headings under other names, in other orders, on two lines, below titles."""

import pytest

from liaison.books.headings import HandMapping, find_headings
from liaison.books.kinds import Kind
from liaison.books.sheet import Sheet


def headings(*rows):
    return find_headings(Sheet("表", [list(row) for row in rows]))


def test_other_names_and_orders_are_recognised():
    found = headings(
        ["", "", "", "", ""],
        ["2024年度代表接待选民登记表", "", "", "", ""],
        ["接访代表", "选民姓名", "意见建议", "接待时间", "手机号码"],
        ["张三", "李四", "路坏", "1.5", "138"],
    )
    assert found.kind is Kind.REGISTER
    assert (found.top, found.first) == (2, 3)
    assert found.columns == {
        "representatives": 0,
        "visitor": 1,
        "content": 2,
        "date": 3,
        "phone": 4,
    }


def test_headings_on_two_lines_are_read_with_the_line_above():
    found = headings(
        ["日期", "接待代表", "来访群众", "", "", "反映问题", "办理", ""],
        ["", "", "姓名", "联系电话", "住址", "", "承办单位", "结果"],
        ["1.5", "张三", "李四", "138", "东村", "路坏", "水利局", "A"],
    )
    assert found.kind is Kind.REGISTER
    assert found.first == 2
    assert found.columns["visitor"] == 2
    assert found.columns["address"] == 4
    assert found.columns["unit"] == 6


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        (Kind.ROSTER, ["序号", "代表姓名", "性别", "届次", "所在代表团", "手机"]),
        (Kind.STATIONS, ["联络站名称", "负责人", "地址", "活动日"]),
        (Kind.DIVISIONS, ["统计用区划代码", "名称", "级别"]),
        (Kind.PROPOSALS, ["编号", "建议标题", "领衔人", "承办单位", "答复类别"]),
        (Kind.LETTERS, ["收到日期", "信访方式", "信访人", "主要内容", "处理结果"]),
        (Kind.REGISTER, ["接待日期", "来访人姓名", "反映内容", "接待代表姓名", "问题类别"]),
    ],
)
def test_every_kind_is_known_by_its_headings(kind, row):
    found = headings(row, ["x"] * len(row))
    assert found.kind is kind


def test_padded_and_full_width_headings_are_the_same():
    found = headings(["姓　名", "代 表 级 别", "选　区"], ["张三", "区", "东村"])
    assert found.columns == {"name": 0, "level": 1, "constituency": 2}


def test_a_date_and_a_time_column_are_told_apart_in_either_order():
    found = headings(["时间", "日期", "来访人", "反映问题"], ["9:00", "1.5", "张三", "路坏"])
    assert (found.columns["date"], found.columns["time"]) == (1, 0)
    found = headings(["接待时间", "来访人", "反映问题"], ["1月5日 9:00", "张三", "路坏"])
    assert found.columns["date"] == 0
    assert "time" not in found.columns


def test_unknown_headings_are_offered_for_mapping():
    found = headings(["", "说明"], ["甲", "乙", "丙"], ["1", "2", "3"])
    assert found.kind is None
    assert found.fields == {"甲": "", "乙": "", "丙": ""}


def test_a_mapping_by_hand_comes_before_every_guess():
    sheet = Sheet("表", [["日期", "来访人", "问题"], ["1.5", "张三", "路坏"]])
    signature = find_headings(sheet).signature
    mapping = HandMapping(Kind.LETTERS, {"日期": "date", "来访人": "name", "问题": "content"})
    found = find_headings(sheet, lambda one: mapping if one == signature else None)
    assert found.kind is Kind.LETTERS
    assert found.columns == {"date": 0, "name": 1, "content": 2}
