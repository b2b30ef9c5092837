"""What saving will bring, in words and dates, as far as it is known while typing."""

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.matter import Disposition
from liaison.domain.reception import WITHOUT_SHIFT, VisitKind
from liaison.services.desk import Deadlines
from liaison.services.reception_form import MatterForm, ReceptionForm
from ui.receptions.side_column import Step, short_day


def steps_after_saving(form: ReceptionForm, deadlines: Deadlines) -> tuple[Step, ...]:
    """Registered; and when something is referred: referred by, answered by."""
    registered = Step("登记", "今天", "保存时给编号", done=True)
    waiting = [one for one in form.matters if _waits(one)]
    if not waiting:
        if any(one.repeat_of_id or one.merge_into_id for one in form.matters):
            return (registered, Step("并案", "今天", "跟着在办的那一件", done=True))
        if all(one.disposition is Disposition.DECLINED for one in form.matters):
            return (registered, Step("不予受理", "今天", "当面说明该找谁", done=True))
        return (registered, Step("办结", "今天", "当场答复即告知", done=True))
    units = dict.fromkeys(one.unit_name.strip() for one in waiting)
    units.pop("", None)
    answering = next(iter(units), "承办单位") if len(units) < 2 else f"{len(units)} 个单位"
    return (
        registered,
        Step(f"交办，{deadlines.refer_days} 日内", short_day(deadlines.refer_by), "代表联络站"),
        Step(f"答复，再 {deadlines.answer_days} 日", short_day(deadlines.answer_by), answering),
    )


def notes_after_saving(
    form: ReceptionForm, representatives: list[str], deadlines: Deadlines
) -> str:
    """Which dates are guessed, who is told, and for whom it counts."""
    lines = []
    if deadlines.answer_guessed and any(map(_waits, form.matters)):
        first = deadlines.refer_by if deadlines.refer_guessed else deadlines.answer_by
        lines.append(f"{short_day(first)}{GUESSED_ZH}：{first.year} 年的节假日还没有确认。")
    name = form.visitors[0].name.strip() if form.visitors else ""
    who = name if name and form.visit_kind is not VisitKind.ANONYMOUS else "来访人"
    if any(map(_waits, form.matters)):
        lines.append(f"答复到了先告知{who}，告知后才能办结。")
    if form.confidential:
        lines.append("要求保密：名单和月报里不出现姓名和电话。")
    if representatives and form.channel not in WITHOUT_SHIFT:
        names = "、".join(representatives[:4]) + ("等" if len(representatives) > 4 else "")
        lines.append(f"{names}{'各' if len(representatives) > 1 else ''}记一次接待。")
    elif representatives:
        lines.append("电话、来信、扫码不计代表进站。")
    else:
        lines.append("没有选代表：记作站务登记，不计代表进站。")
    return "\n".join(lines)


def _waits(matter: MatterForm) -> bool:
    linked = matter.repeat_of_id or matter.merge_into_id
    return matter.disposition is Disposition.REFERRED and linked is None
