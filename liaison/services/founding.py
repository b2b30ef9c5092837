"""What a new office starts with: its classes, categories and settings, all editable later."""

from sqlalchemy import select

from db.models import AnswerClass, Category
from liaison.services.work import Work

CLASSES = (
    ("A", "已解决", "问题已经解决或者基本解决"),
    ("B", "正在解决或列入计划", "问题正在解决或者已经列入计划解决"),
    ("C", "暂不能解决", "因受条件限制暂不能解决，已作解释说明"),
)
"""Dinghai's three, in the founding report's words; the meaning of C differs by district."""
FOLLOWED = frozenset({"B"})
"""Not solved yet: tracked, and answered again when solved (浙江建议办理规定 art. 20)."""
CATEGORIES: dict[str, tuple[str, ...]] = {
    "城建环保": ("道路管网", "物业小区", "环境卫生", "污水河道", "停车"),
    "交通出行": ("公交", "渡轮航班"),
    "教科文卫": (),
    "农业农村": ("渔业渔民", "山塘水利", "集体资产"),
    "财政经济": ("企业", "就业"),
    "社会治理": ("治安消防", "矛盾纠纷"),
    "民生保障": ("养老", "社保", "住房"),
    "监察司法": (),
    "人大工作": (),
    "其他": (),
}


def found(work: Work) -> None:
    """Fill an empty office; does nothing in one that has its classes."""
    if work.session.scalar(select(AnswerClass.code).limit(1)):
        return
    for place, (code, name, definition) in enumerate(CLASSES):
        work.session.add(
            AnswerClass(
                code=code,
                name=name,
                definition=definition,
                position=place,
                followed=code in FOLLOWED,
            )
        )
    for place, (name, parts) in enumerate(CATEGORIES.items()):
        category = Category(name=name, position=place)
        work.session.add(category)
        work.session.flush()
        work.session.add_all(
            Category(name=part, parent_id=category.id, position=index)
            for index, part in enumerate(parts)
        )
