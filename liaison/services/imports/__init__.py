"""Bring in the offices' old books: check, import, settle what could not be decided."""

from liaison.services.imports.bring_in import bring_in, check, open_books
from liaison.services.imports.outcome import (
    Answers,
    Candidate,
    Outcome,
    Question,
    RuleQuestion,
    SheetSeen,
    Unsettled,
)
from liaison.services.imports.settle import settle, unsettled

__all__ = [
    "Answers",
    "Candidate",
    "Outcome",
    "Question",
    "RuleQuestion",
    "SheetSeen",
    "Unsettled",
    "bring_in",
    "check",
    "open_books",
    "settle",
    "unsettled",
]
