"""Errors whose words are meant for the person at the desk; `words.py` has the sentences."""

import dataclasses
from dataclasses import dataclass


class LiaisonError(Exception):
    """Something the user can understand and act on. Anything else is a bug.

    `code` names the sentence, `values` fill it.
    """

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Cancelled(LiaisonError):
    """The user stopped a long piece of work; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__("cancelled")


class Conflict(LiaisonError):
    """Somebody else changed the same record first."""

    def __init__(self, code: str = "conflict", /, **values: object) -> None:
        super().__init__(code, **values)


class NotFound(LiaisonError):
    """No such record."""


class BadInput(LiaisonError):
    """A file, an argument or a value that can't be used as it is."""


class Unavailable(LiaisonError):
    """The place where data lives can't be used: disk, rights, network, another instance."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a form: which field, which sentence, what fills it."""

    field: str
    code: str
    values: dict[str, object] = dataclasses.field(default_factory=dict)


class InvalidForm(LiaisonError):
    """A form with at least one problem; nothing was recorded."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("invalid_form", problems=problems)
        self.problems = problems
