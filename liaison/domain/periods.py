"""The periods and limits that an office may set, each with its proposal and where that comes from.

S1 is 代表法 (2025), S3 浙江省实施《代表法》办法, S4 浙江省人民代表大会代表建议办理的规定 (2016), S8 信访工作条例
(2022). A station's own matters have no statutory period: theirs are proposals.
"""

from dataclasses import dataclass

from liaison.domain.span import UNIT_ZH, Span, Unit

STATION_RULE = "法规没有规定，由本地制度定"


@dataclass(frozen=True)
class Limit:
    """One number in the settings. `unit` is None where it counts something other than time."""

    key: str
    default: int
    unit: Unit | None
    name: str
    what: str
    source: str
    most: int = 999
    counted_in: str = ""
    """The unit's words where it isn't time: 次, MB."""
    least: int = 1
    """0 where an office may do without it."""

    @property
    def unit_zh(self) -> str:
        return self.counted_in if self.unit is None else UNIT_ZH[self.unit]

    def span(self, count: int) -> Span:
        """The limit as a span; TypeError where it isn't one of time."""
        if self.unit is None:
            raise TypeError(self.key)
        return Span(count, self.unit)


W, D, M = Unit.WORKDAYS, Unit.DAYS, Unit.MONTHS
MATTERS = (
    Limit("refer_within_days", 3, W, "交办", "从登记到交给承办单位", STATION_RULE),
    Limit("sign_within_days", 2, W, "签收", "从交办到承办单位签收", STATION_RULE),
    Limit("answer_within_days", 15, W, "答复", "从交办到承办单位答复", STATION_RULE),
    Limit("hard_within_days", 30, W, "疑难事项答复", "从交办到答复，疑难的", STATION_RULE),
    Limit("tell_within_days", 5, W, "告知反映人", "从答复到告诉来访人", STATION_RULE),
    Limit(
        "return_within_days",
        10,
        D,
        "退回",
        "承办单位说“不归我管”，从交办算起",
        "比照浙江建议办理规定第 14 条",
    ),
    Limit(
        "redo_within_months", 1, M, "重办", "来访人不满意，从评价算起", "比照浙江代表法办法第 43 条"
    ),
    Limit("review_within_days", 30, W, "B 类回访", "B 类答复之后再看一次", STATION_RULE),
    Limit(
        *("tries_before_unreachable", 3, None, "联系不上", "联系几次没有联系上，才能这样归档"),
        *(STATION_RULE, 20, "次"),
    ),
)
PROPOSALS = (
    Limit(
        "proposal_acknowledge_days",
        7,
        D,
        "建议回执",
        "收到建议后告知代表",
        "浙江建议办理规定第 10 条",
    ),
    Limit("proposal_answer_months", 3, M, "建议答复", "从交办到答复代表", "代表法第 51 条", 24),
    Limit("proposal_hard_months", 6, M, "疑难建议答复", "涉及面广、难度大的", "代表法第 51 条", 24),
    Limit(
        *("proposal_redo_months", 1, M, "建议重办", "代表不满意，再次办理和答复"),
        *("浙江代表法办法第 43 条", 24),
    ),
    Limit(
        *("proposal_assist_months", 1, M, "会办意见", "协办单位把意见交给主办单位"),
        *("各地不一：浙江规定 2 个月，宁波 1 个月", 24),
    ),
)
LETTERS = (
    Limit(
        "letter_inform_days",
        15,
        D,
        "来信来访告知",
        "告诉来信来访人转到哪里",
        "信访工作条例第 22 条",
    ),
    Limit("letter_do_days", 60, D, "来信来访办结", "从受理到办结", "信访工作条例第 34 条"),
)
FILES = (
    Limit(
        *("attachment_most_mb", 20, None, "附件大小", "一个附件最大多少"),
        *("本程序的建议", 500, "MB"),
    ),
)
WALL = (
    Limit(
        *("poster_check_days", 365, D, "海报巡查", "贴出去的海报多少天没有人看过，就列出来"),
        *("本程序的建议：一年看一遍", 1095),
    ),
)
OPEN = "各地做法不一，由本地制度定；0 表示不要求"
PERFORMANCE = (
    Limit(
        *("yearly_minimum", 2, None, "进站接待", "每位代表一年至少进站接待多少次，排班也按它"),
        *("各地做法不一，由本地制度定", 99, "次"),
    ),
    Limit(
        *("contact_minimum", 10, None, "联系选民", "每位代表一年联系选民多少人次"),
        *(OPEN, 999, "人次", 0),
    ),
    Limit(
        *("contact_links_minimum", 5, None, "固定联系", "每位代表固定联系多少户（人）"),
        *(OPEN, 99, "户（人）", 0),
    ),
    Limit(
        *("activity_minimum", 3, None, "小组活动", "每位代表一年参加多少次小组和主题活动"),
        *("比照浙江代表法办法第 19 条；0 表示不要求", 99, "次", 0),
    ),
    Limit(
        *("report_minimum", 1, None, "述职", "每位代表一年向选民述职多少次"),
        *(OPEN, 9, "次", 0),
    ),
    Limit(
        *("contact_forgotten_days", 90, D, "久未联系", "多少天没有联系，就列出来提醒"),
        *("本程序的建议",),
    ),
)
ATTENDING = (
    Limit(
        *("late_minutes", 10, None, "迟到", "开始后多少分钟才签到，算迟到"),
        *("本程序的建议；0 表示过了开始就算", 120, "分钟", 0),
    ),
    Limit(
        *("notice_days", 3, D, "公告", "接待日公告至少提前几天贴出；那天休息就再往前"),
        *("各地制度多为 3 天", 30),
    ),
    Limit(
        *("nobody_minutes", 15, None, "没有人签到", "开始后多少分钟还没有代表签到，就提醒"),
        *("本程序的建议", 240, "分钟"),
    ),
    Limit(
        *("sign_in_early_minutes", 120, None, "提前签到", "开始前多少分钟起可以刷码签到"),
        *("本程序的建议", 720, "分钟"),
    ),
)
GROUPS = (
    ("事项", MATTERS),
    ("代表建议", PROPOSALS),
    ("来信来访", LETTERS),
    ("值班签到", ATTENDING),
    ("履职和联系", PERFORMANCE),
    ("码与海报", WALL),
    ("附件", FILES),
)
LIMITS = {one.key: one for _, group in GROUPS for one in group}
