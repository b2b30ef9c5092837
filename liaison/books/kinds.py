"""The kinds of sheet that offices keep, and the headings under which they write things.

Synonyms are compared after `fold`. An office whose heading is not here maps it by hand once.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    DIVISIONS = "divisions"
    STATIONS = "stations"
    ROSTER = "roster"
    REGISTER = "register"
    PROPOSALS = "proposals"
    LETTERS = "letters"


KIND_ZH = {
    Kind.DIVISIONS: "行政区划",
    Kind.STATIONS: "联络站一览",
    Kind.ROSTER: "代表名册",
    Kind.REGISTER: "接待登记簿",
    Kind.PROPOSALS: "代表建议",
    Kind.LETTERS: "来信来访",
}
SERIAL = "serial"
"""A running number: read by nobody."""


@dataclass(frozen=True)
class Field:
    """What a column means: its own word and the other headings it goes by."""

    zh: str
    synonyms: tuple[str, ...]


def _field(words: str) -> Field:
    first, *others = words.split()
    return Field(first, (first, *others))


_SERIAL = _field("序号 编号 顺序号 序 号 no")
_REMARK = _field("备注 说明 附注 其他说明")
FIELDS: dict[Kind, dict[str, Field]] = {
    Kind.DIVISIONS: {
        "code": _field("区划代码 代码 编码 code 统计用区划代码 行政区划代码 区划编码 地区代码"),
        "name": _field("名称 name 区划名称 地区名称 单位名称 地名 村社名称"),
        "parent_code": _field("上级代码 parentcode 上级区划代码 父代码 所属代码 上级编码 parent"),
        "level": _field("级别 level 层级 类型 区划级别"),
    },
    Kind.STATIONS: {
        "name": _field("站名 联络站名称 名称 联络站 站点名称 代表联络站 站点 联络站点 网点名称"),
        "kind": _field("类型 站点类型 类别 性质 级别"),
        "township": _field(
            "所在镇街 镇街 乡镇街道 所属镇街 街道 所属乡镇 镇街道 所在乡镇 所在街道"
        ),
        "code": _field("区划代码 代码 编码 行政区划代码 站点编码 联络站编码"),
        "address": _field("地址 站址 所在地 详细地址 地点 办公地址"),
        "phone": _field("联系电话 电话 站点电话 办公电话"),
        "head": _field("站长 负责人 站点负责人 联络站站长"),
        "clerk": _field("联络员 站务员 工作人员 专职联络员 联系人 管理员"),
        "reception_rule": _field("接待日 接待时间 接待日安排 活动时间 接待日期 固定接待日 活动日"),
        "serves": _field("服务范围 覆盖范围 辖区 服务区域 覆盖村社 联系村社"),
        "serial": _SERIAL,
        "remark": _REMARK,
    },
    Kind.ROSTER: {
        "name": _field("姓名 代表姓名 代表 人大代表 名字"),
        "gender": _field("性别"),
        "born": _field("出生年月 出生日期 生日 出生 出生时间"),
        "ethnicity": _field("民族"),
        "level": _field("代表级别 级别 代表层级 代表类别 层级 几级代表 代表身份"),
        "term": _field("届别 届次 任期"),
        "delegation": _field("代表团 所在代表团 所属代表团"),
        "group": _field("代表小组 小组 所在小组 代表组 所属小组"),
        "constituency": _field("选区 当选选区 所在选区 选举单位 选区名称"),
        "post": _field("工作单位及职务 单位及职务 单位职务 工作单位 职务 现任职务 工作单位和职务"),
        "phone": _field("联系电话 电话 手机 手机号 手机号码 联系方式 电话号码"),
        "station": _field(
            "所属联络站 联络站 进站 所在联络站 联系站点 进驻联络站 编入联络站 站点 所属站"
        ),
        "status": _field("状态 代表状态 任职状态 履职状态 资格"),
        "serial": _SERIAL,
        "remark": _REMARK,
    },
    Kind.REGISTER: {
        "date": _field(
            "日期 接待日期 接待时间 时间 来访日期 登记日期 来访时间 年月日 接访日期 接访时间"
        ),
        "time": _field("时间 钟点 接待时间 来访时间 接访时间 起止时间 具体时间"),
        "slot": _field("时段 午别 上下午 接待时段 上午下午 班次"),
        "channel": _field(
            "形式/地点 形式 接待形式 方式 接待方式 来访方式 活动形式 形式及地点 渠道 接访形式"
        ),
        "place": _field("地点 接待地点 活动地点 接访地点"),
        "station": _field("联络站 站名 所属联络站 接待站点 站点 接待联络站"),
        "representatives": _field(
            "接待代表 值班代表 参加代表 代表姓名 接访代表 代表 接待人 接访人 进站代表 轮值代表 驻站代表"
        ),
        "officials": _field(
            "参加领导（单位） 参加领导 参加部门 列席领导 部门负责人 列席单位 领导及部门"
            " 参加人员 陪同人员 参加单位 领导 列席人员"
        ),
        "visitor": _field(
            "来访人 来访人姓名 来访群众 群众姓名 反映人 选民 选民姓名 姓名 来访者 反映人姓名"
            " 被接待人 接待对象 来访选民 来访群众姓名 群众"
        ),
        "head_count": _field("人数 来访人数 人次 接待人数 接待人次 群众人数"),
        "gender": _field("性别"),
        "address": _field(
            "住址 地址 家庭住址 来访人住址 所在村社 单位或住址 村社区 单位住址 家庭地址"
        ),
        "phone": _field("联系电话 电话 手机 手机号 联系方式 来访人电话 电话号码 手机号码"),
        "content": _field(
            "反映的问题和建议 反映问题 反映事项 意见建议 主要内容 内容 问题和建议 诉求 诉求内容"
            " 反映内容 事项 意见和建议 反映的问题 问题 来访事由 反映情况 主要诉求 反映的问题及建议"
        ),
        "category": _field("类别 问题类别 事项类别 分类 意见类别 类型 诉求类别 问题分类"),
        "disposition": _field(
            "处理方式 处理情况 处置方式 办理方式 处理意见 现场处理 去向 拟办意见 处理"
        ),
        "unit": _field(
            "承办单位 办理单位 交办单位 主办单位 责任单位 转办单位 承办部门 责任部门 转办部门 办理部门"
            " 交办部门 主办部门"
        ),
        "result": _field("办理结果 办理情况 结果 处理结果 答复类别 类别标记 办结情况 落实情况"),
        "told_on": _field(
            "反馈日期 反馈时间 答复日期 办结日期 答复时间 回复日期 回访日期 告知日期"
        ),
        "satisfaction": _field(
            "满意度 满意情况 满意程度 是否满意 群众满意度 评价 反馈意见 群众评价"
        ),
        "recorder": _field("记录人 登记人 经办人"),
        "serial": _SERIAL,
        "remark": _REMARK,
    },
    Kind.PROPOSALS: {
        "number": _field("建议号 编号 建议编号 案号 文号 议案号"),
        "title": _field("案由 标题 建议标题 建议名称 题目 建议题目 建议案由 建议内容"),
        "lead": _field("领衔代表 领衔人 提出人 提出代表 领衔 建议人 代表姓名 第一提出人"),
        "signers": _field("附议人 联名代表 附议代表 联名人"),
        "unit": _field("主办单位 承办单位 办理单位 责任单位"),
        "result": _field(
            "办理结果 答复类别 类别标记 结果 办理情况 类别 落实情况 办结情况 处理结果"
        ),
        "supervision": _field("督办方式 督办 重点督办 督办情况"),
        "submitted_on": _field("提出日期 提交日期 日期 收到日期 登记日期 提出时间"),
        "answered_on": _field("答复日期 答复时间 办结日期"),
        "satisfaction": _field("满意度 代表满意度 满意情况 代表评价"),
        "serial": _field("序号 顺序号"),
        "remark": _REMARK,
    },
    Kind.LETTERS: {
        "date": _field("日期 收到日期 来信日期 时间 登记日期 收信日期 收件日期 来访日期"),
        "way": _field("方式 来信来访 形式 信访方式 类型 渠道 来源"),
        "name": _field("姓名 来信人 信访人 来信来访人 反映人 来访人"),
        "content": _field("事项 内容 主要内容 反映事项 信访事项 反映问题 事由"),
        "handling": _field("办理 办理情况 处理情况 办理结果 处理 转办情况 处理结果"),
        "serial": _SERIAL,
        "remark": _REMARK,
    },
}
NEEDED: dict[Kind, tuple[frozenset[str], ...]] = {
    Kind.DIVISIONS: (frozenset({"code"}), frozenset({"name"}), frozenset({"parent_code", "level"})),
    Kind.STATIONS: (
        frozenset({"name"}),
        frozenset({"address", "reception_rule", "serves", "head", "clerk", "township"}),
    ),
    Kind.ROSTER: (
        frozenset({"name"}),
        frozenset({"level", "delegation", "constituency", "station", "born", "term"}),
    ),
    Kind.REGISTER: (
        frozenset({"date"}),
        frozenset({"content"}),
        frozenset({"visitor", "representatives"}),
    ),
    Kind.PROPOSALS: (frozenset({"title"}), frozenset({"number", "lead"})),
    Kind.LETTERS: (frozenset({"date"}), frozenset({"content"}), frozenset({"way"})),
}
"""A sheet is of a kind when each of these sets has a column."""
