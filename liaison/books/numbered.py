"""Part a cell that numbers what it holds: 1、… 2、… or ①…② or 一是…二是…"""

import re

from liaison.domain.fold import narrow

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ZH = "一二三四五六七八九十"
_STYLES: tuple[tuple[str, str], ...] = (
    (
        "figure",
        r"(?<![0-9.])([0-9]{1,2})(?:[、,，)）:：]|[.．](?![0-9])|[.．](?=[0-9]+[^0-9.％%米元万亿]))",
    ),
    ("bracket", r"[（(]([0-9]{1,2})[)）][、.．]?"),
    ("circled", f"([{_CIRCLED}])[、.．]?"),
    ("zh", f"([{_ZH}])[、.．]"),
    ("zh bracket", f"[（(]([{_ZH}])[)）][、.．]?"),
    ("zh is", f"([{_ZH}])是"),
    ("zh th", f"第([{_ZH}])[、,，:：.]"),
)
_ANYWHERE = {"bracket", "circled", "zh bracket"}
"""Marks that mean nothing else; the others part only after a stop, a blank or a new line."""
_BEFORE = re.compile(r"(?:^|[\s;；。.,，、!！?？:：）)])$")
_TRIM = " \t\n\r;；、"


def split_numbered(text: str) -> tuple[str, ...]:
    """The numbered pieces in order, without their numbers; the whole text when it is one.

    Only a chain 1, 2, 3 … counts, so figures inside a sentence part nothing. What stands before
    the first number belongs to the first piece.
    """
    plain = narrow(text)
    if len(plain) != len(text):
        plain = text
    for style, pattern in _STYLES:
        marks = _chain(plain, pattern, anywhere=style in _ANYWHERE)
        if marks:
            return _pieces(text, marks)
    return (text.strip(_TRIM),) if text.strip(_TRIM) else ()


def spread(text: str, count: int) -> tuple[str, ...]:
    """A result cell beside `count` matters: one a matter if it numbers as many, else all alike."""
    if count > 1:
        pieces = split_numbered(text)
        if len(pieces) == count:
            return pieces
    return (text,) * count


def _chain(text: str, pattern: str, *, anywhere: bool) -> list[re.Match[str]]:
    marks: list[re.Match[str]] = []
    for found in re.finditer(pattern, text):
        if _number(found[1]) != len(marks) + 1:
            continue
        if anywhere or _BEFORE.search(text[: found.start()]):
            marks.append(found)
    return marks


def _number(mark: str) -> int:
    if mark in _CIRCLED:
        return _CIRCLED.index(mark) + 1
    return _ZH.index(mark) + 1 if mark in _ZH else int(mark)


def _pieces(text: str, marks: list[re.Match[str]]) -> tuple[str, ...]:
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    pieces = [text[mark.end() : end].strip(_TRIM) for mark, end in zip(marks, ends, strict=True)]
    before = text[: marks[0].start()].strip(_TRIM)
    if before:
        pieces[0] = f"{before} {pieces[0]}".strip()
    return tuple(filter(None, pieces)) or (text.strip(_TRIM),)
