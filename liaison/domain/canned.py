"""常用语: wordings that clerks use again, by the step that they are offered for."""

import re
from enum import StrEnum


class CannedKind(StrEnum):
    ANSWER = "answer"
    DECLINE = "decline"
    RETURN = "return"
    PAUSE = "pause"
    TELL = "tell"


CANNED_KIND_ZH = {
    CannedKind.ANSWER: "答复",
    CannedKind.DECLINE: "不予受理",
    CannedKind.RETURN: "退回",
    CannedKind.PAUSE: "等群众补充",
    CannedKind.TELL: "告知",
}
BLANK = re.compile("〔[^〔〕\n]*〕")
"""What the clerk still has to fill in: 〔日期〕."""


def first_blank(text: str) -> tuple[int, int] | None:
    """Where the first 〔…〕 stands (from, to); None when nothing is left to fill in."""
    found = BLANK.search(text)
    return found.span() if found else None
