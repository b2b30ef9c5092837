"""来信来访 to the congress's organ: stages and steps of its own small register (信访工作条例 arts 22, 34)."""

from enum import StrEnum


class LetterStatus(StrEnum):
    REGISTERED = "registered"
    HANDED = "handed"
    HANDLED = "handled"
    CLOSED = "closed"


class LetterAct(StrEnum):
    REGISTER = "register"
    HAND = "hand"
    INFORM = "inform"
    HANDLE = "handle"
    CLOSE = "close"
    REOPEN = "reopen"


LETTER_STATUS_ZH = {
    LetterStatus.REGISTERED: "待转办",
    LetterStatus.HANDED: "已转办",
    LetterStatus.HANDLED: "已办，待答复",
    LetterStatus.CLOSED: "已归档",
}
LETTER_ACT_ZH = {
    LetterAct.REGISTER: "登记",
    LetterAct.HAND: "转办",
    LetterAct.INFORM: "告知去向",
    LetterAct.HANDLE: "办理结果",
    LetterAct.CLOSE: "答复归档",
    LetterAct.REOPEN: "重新办理",
}
WAYS = ("来信", "来访", "来电", "网上")
TOLD_WAYS = ("电话", "当面", "书面", "短信", "网上", "无法联系")

S = LetterStatus
Moves = dict[LetterStatus, LetterStatus]
MOVES: dict[LetterAct, Moves] = {
    LetterAct.REGISTER: {},
    LetterAct.HAND: {S.REGISTERED: S.HANDED, S.HANDED: S.HANDED},
    LetterAct.INFORM: {S.REGISTERED: S.REGISTERED, S.HANDED: S.HANDED, S.HANDLED: S.HANDLED},
    LetterAct.HANDLE: {S.REGISTERED: S.HANDLED, S.HANDED: S.HANDLED},
    LetterAct.CLOSE: {S.HANDLED: S.CLOSED},
    LetterAct.REOPEN: {S.HANDLED: S.HANDED, S.CLOSED: S.HANDED},
}
OPEN = (S.REGISTERED, S.HANDED)


def after(step: LetterAct, stage: LetterStatus) -> LetterStatus | None:
    """The stage that the step leads to, None where it isn't allowed."""
    return MOVES[step].get(stage)


def allowed(stage: LetterStatus) -> frozenset[LetterAct]:
    return frozenset(step for step, moves in MOVES.items() if stage in moves)
