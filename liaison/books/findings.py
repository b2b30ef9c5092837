"""What a check of a book tells: where, what is odd, what would be done about it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


LEVEL_ZH = {Level.INFO: "提示", Level.WARNING: "请核对", Level.ERROR: "没有导入"}
KEEPS_TEXT = "原文照记在备注里"
_I, _W, _E = Level.INFO, Level.WARNING, Level.ERROR
CODES: dict[str, tuple[Level, str, str]] = {
    "sheet_not_recognised": (_W, "认不出这张表是什么", "这张表不导入；可在导入页手工指定各列"),
    "sheet_empty": (_I, "这张表是空的", "跳过"),
    "footnote": (_I, "不是一条记录：{value}", "作为附注保存"),
    "total_row": (_I, "合计行：{value}", "跳过，不导入"),
    "unknown_column": (_I, "认不出的列“{column}”", "内容照记在各条记录的备注里"),
    "no_name": (_E, "没有姓名：{value}", "这一行不导入，原文作为附注保存"),
    "bad_code": (_E, "区划代码不对：{value}", "这一行不导入，原文作为附注保存"),
    "bad_month": (_W, "看不懂出生年月：{value}", KEEPS_TEXT),
    "bad_phone": (_W, "看不懂电话：{value}", KEEPS_TEXT),
    "bad_level": (_W, "看不懂代表级别：{value}", "按区级代表记，" + KEEPS_TEXT),
    "bad_status": (_W, "看不懂代表状态：{value}", "按在任记，" + KEEPS_TEXT),
    "bad_gender": (_W, "看不懂性别：{value}", "性别空着，" + KEEPS_TEXT),
    "bad_date": (_W, "看不懂日期：{value}", "按上一行的日期记，" + KEEPS_TEXT),
    "no_date": (_E, "没有日期，也没有可以沿用的上一行", "这一行不导入，原文作为附注保存"),
    "date_one_decimal": (_W, "日期存成了数字 {value}，1 日和 10 日分不清", "按前后顺序推定"),
    "date_rest": (_W, "日期后面还有字：{value}", KEEPS_TEXT),
    "date_in_future": (_W, "日期在今天之后：{value}", "照记，请核对"),
    "no_year": (_W, "表里没写年份", "按 {value} 年记"),
    "bad_slot": (_W, "看不懂时段：{value}", "按上午记，" + KEEPS_TEXT),
    "no_slot": (_I, "没写时段", "按上午记"),
    "bad_channel": (_W, "看不懂形式：{value}", "按进站接待记，" + KEEPS_TEXT),
    "no_representatives": (_W, "没写接待代表", "这次接待不记代表"),
    "bad_count": (_W, "看不懂人数：{value}", "按 {used} 人记，" + KEEPS_TEXT),
    "counts_differ": (_W, "人数写 {value}，来访人写 {said} 人", "按人数一栏记"),
    "no_visitor": (_W, "没写来访人", "按匿名记"),
    "no_matter": (_W, "有来访人，没写反映什么", "记接待，不记事项"),
    "bad_disposition": (_W, "看不懂处理方式：{value}", "按待交办记，" + KEEPS_TEXT),
    "no_disposition": (_W, "没写处理方式", "按待交办记"),
    "bad_result": (_W, "看不懂办理结果：{value}", "按办理中记，" + KEEPS_TEXT),
    "bad_told": (_W, "看不懂反馈日期：{value}", KEEPS_TEXT),
    "told_before": (_W, "反馈日期 {value} 早于接待日期", "照记，请核对"),
    "bad_satisfaction": (_W, "看不懂满意度：{value}", KEEPS_TEXT),
    "bad_reason": (_W, "看不懂不予受理的原因：{value}", "原因记“其他”，" + KEEPS_TEXT),
    "answer_day_unknown": (_I, "有办理结果，没写反馈日期", "答复日期按接待当日记"),
    "official_unparted": (_I, "分不清单位和姓名：{value}", "全部记作姓名"),
    "formula_error": (_W, "单元格是公式错误：{value}", "当作空白"),
    "no_station": (
        _E,
        "找不到“{value}”联络站",
        "这张表不导入；请先导入名册或联络站一览，或在导入页指定联络站",
    ),
    "no_station_row": (_E, "找不到“{value}”联络站", "这一行不导入，原文作为附注保存"),
    "station_missing": (
        _E,
        "没写所属联络站，或没认出写联络站的那一列",
        "这一行不导入，原文作为附注保存",
    ),
    "station_by_delegation": (_I, "没写联络站", "按代表团归入{value}"),
    "station_made": (_I, "名册里出现了新的联络站：{value}", "建立这个联络站"),
    "station_code_made": (_W, "{value} 没有区划代码", "先编一个临时站码，请在设置里改正"),
    "rule_unread": (
        _W,
        "看不懂接待日：{value}",
        "原文照记，先不排班；可在导入页改写，或以后在设置里改",
    ),
    "station_differs": (_W, "{value} 与已有的联络站资料不一样", "保留已有的，不改"),
    "representative_differs": (_W, "{value} 与已有的代表资料不一样", "保留已有的，不改"),
    "taken_as_one": (_W, "{value} 有两行，没有出生年月和电话可比", "按同一人记，席位各记"),
    "same_name": (_I, "{value} 与同站另一位代表同名", "记作两个人"),
    "double_row": (_W, "与上面某一行完全一样：{value}", "只记一次"),
    "name_ambiguous": (
        _W,
        "“{value}”可能是几位代表中的一位（{candidates}）",
        "先记作待确认，计入人次",
    ),
    "name_unknown": (_W, "名册里没有“{value}”", "先记作待确认，计入人次"),
    "name_elsewhere": (_I, "“{value}”不在本站名册，是{station}的代表", "记作这位代表"),
    "category_made": (_I, "新的类别：{value}", "加入类别表"),
    "unit_made": (_I, "新的承办单位：{value}", "加入单位表"),
    "row_changed": (_W, "这一行上次导入过，办理情况已有改动：{value}", "保留已有的，不改"),
    "area_differs": (_W, "{value} 与已有的区划不一样", "保留已有的，不改"),
    "number_known": (_W, "建议号 {value} 已有，内容不一样", "保留已有的，不改"),
    "bad_class": (_W, "看不懂办理结果：{value}", "办理结果空着，" + KEEPS_TEXT),
}
"""Code → level, what is odd, what would be done."""


@dataclass(frozen=True)
class Finding:
    """One thing worth telling. `row` counts from 1, 0 = the sheet; `column` is its heading."""

    file: str
    sheet: str
    row: int
    column: str
    code: str
    value: str = ""
    more: tuple[tuple[str, str], ...] = ()

    @property
    def level(self) -> Level:
        return CODES[self.code][0]

    @property
    def text(self) -> str:
        """What is odd."""
        return self._filled(1)

    @property
    def action(self) -> str:
        """What would be done."""
        return self._filled(2)

    def _filled(self, part: int) -> str:
        words = {"value": self.value, "column": self.column, **dict(self.more)}
        return str(CODES[self.code][part]).format(**words)
