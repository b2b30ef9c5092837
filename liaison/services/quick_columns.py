"""Columns of long lists, read without asking Python for every value of every row."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, String, TypeDecorator, Uuid


class Hex(TypeDecorator[str]):
    """A key read as its digits."""

    impl = Uuid(as_uuid=False)
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        return None if dialect.name == "sqlite" else lambda key: UUID(str(key)).hex


class Word(TypeDecorator[StrEnum]):
    """A member read straight from a table of its values: SQLAlchemy's Enum asks Python for each."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        return {member.value: member for member in self.kind}.get
