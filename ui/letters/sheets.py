"""What each step of a letter asks for, and the form that is made of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from liaison.domain.letter import LETTER_ACT_ZH, TOLD_WAYS, WAYS, LetterAct
from liaison.services.letters import LetterView
from ui.proposals.asks import ON, Ask
from ui.proposals.step_panel import Sheet

if TYPE_CHECKING:
    from liaison.services.work import Work

Values = dict[str, Any]
A = LetterAct
TOLD = tuple((word, word) for word in TOLD_WAYS)


@dataclass(frozen=True)
class Choices:
    """The lists that the register chooses from: word → key."""

    units: tuple[str, ...]
    categories: dict[str, UUID]
    villages: dict[str, UUID]


def choices(work: "Work") -> Choices:
    from liaison.services.stations import categories, units, villages

    return Choices(
        tuple(one.name for one in units(work)),
        {one.name: one.id for one in categories(work)},
        {one.name: one.id for one in villages(work, None)},
    )


def new_letter(lists: Choices) -> Sheet:
    """A line of the register."""
    asks = (
        Ask("received_on", "收到日期", "day", half=True),
        Ask("way", "方式", "switch", [(word, word) for word in WAYS], half=True),
        Ask("name", "姓名", "line", hint="不愿说的可以空着", half=True),
        Ask("contact", "联系方式", "line", half=True),
        Ask("title", "事由", "line", hint="列表里显示的一句话，不写姓名"),
        Ask("content", "内容", "words", hint="照原话写，登记后不能改"),
        Ask("category_id", "类别", "one", [(name, name) for name in lists.categories], half=True),
        Ask("area_id", "涉及地点", "one", [(name, name) for name in lists.villages], half=True),
    )

    def send(values: Values) -> "Callable[[Work, object], Any]":
        return lambda work, _: _register(work, values, lists)

    note = "15 天内告知去向，60 天内办结（信访工作条例第二十二条、第三十四条）。"
    return Sheet("new", "登记来信来访", asks, send, "已登记，编号已给出", note, "登记", makes=True)


def _register(work: "Work", values: Values, lists: Choices) -> Any:
    from liaison.services.letters_forms import LetterForm
    from liaison.services.letters_steps import register

    given = dict(values)
    given["category_id"] = lists.categories.get(values["category_id"])
    given["area_id"] = lists.villages.get(values["area_id"])
    return register(work, LetterForm(**given))


def sheet(act: LetterAct, view: LetterView, lists: Choices, version: Callable[[], int]) -> Sheet:
    """The panel's sheet of one step."""
    asks, done, word, note = _ASKS[act](view, lists)

    def send(values: Values) -> "Callable[[Work, object], Any]":
        seen = version()
        return lambda work, _: _run(work, act, view, values, seen)

    return Sheet(
        (view.id, act),
        f"{LETTER_ACT_ZH[act]}：{view.number}",
        (ON, *asks),
        send,
        done.format(number=view.number),
        note,
        word,
        aliases={"unit": "unit_name"},
    )


Wanted = tuple[tuple[Ask, ...], str, str, str]
_ASKS: dict[LetterAct, Callable[[LetterView, Choices], Wanted]] = {
    A.HAND: lambda _view, lists: (
        (Ask("unit_name", "转给哪个单位", "one", [(name, name) for name in lists.units]),),
        "{number} 已转办",
        "转办",
        "不要把检举、控告材料转给被检举、控告的人或单位（信访工作条例第三十条）。",
    ),
    A.INFORM: lambda *_: (
        (Ask("how", "怎样告知", "switch", TOLD), Ask("remark", "备注", "line")),
        "{number} 已告知去向",
        "保存",
        "告诉来信来访人：转到了哪里、什么时候会有结果。",
    ),
    A.HANDLE: lambda *_: (
        (Ask("result", "办理结果", "words"),),
        "{number} 已办，等答复来信来访人",
        "保存",
        "",
    ),
    A.CLOSE: lambda *_: (
        (Ask("how", "怎样答复", "switch", TOLD), Ask("remark", "备注", "line")),
        "{number} 已答复归档",
        "答复归档",
        "匿名、没有联系方式的选“无法联系”，备注里写明情况。",
    ),
    A.REOPEN: lambda *_: (
        (Ask("reason", "原因", "line"),),
        "{number} 重新办理",
        "重新办理",
        "原来的结果留在经过里，重新计算 60 天。",
    ),
}


def _run(work: "Work", act: LetterAct, view: LetterView, values: Values, seen: int) -> Any:
    from liaison.services import letters_forms as forms
    from liaison.services import letters_steps as steps

    made: dict[LetterAct, tuple[Any, Any]] = {
        A.HAND: (forms.LetterHandForm, steps.hand),
        A.INFORM: (forms.LetterTellForm, steps.inform),
        A.HANDLE: (forms.LetterResultForm, steps.handle),
        A.CLOSE: (forms.LetterTellForm, steps.close),
        A.REOPEN: (forms.LetterReasonForm, steps.reopen),
    }
    kind, step = made[act]
    return step(work, kind(letter_id=view.id, version=seen, **values))
