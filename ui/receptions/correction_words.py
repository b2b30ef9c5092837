"""What the fields that can be corrected are called."""

FIELDS_ZH = {
    "summary": "归纳",
    "words": "原话",
    "place": "地点",
    "started": "开始时间",
    "ended": "结束时间",
    "channel": "形式",
    "head_count": "人数",
    "companions": "同来的人",
    "recorder": "记录人",
    "remark": "备注",
    "visitor_name": "来访人姓名",
    "visitor_phone": "来访人电话",
    "visitor_address": "来访人住址",
    "matter_title": "事项标题",
    "matter_content": "事项内容",
    "matter_concerns": "涉及单位",
    "matter_category": "事项类别",
}
OF_MATTER = frozenset({"matter_title", "matter_content", "matter_concerns", "matter_category"})
OF_VISITOR = frozenset({"visitor_name", "visitor_phone", "visitor_address"})


def field_zh(field: str) -> str:
    return FIELDS_ZH.get(field, field)
