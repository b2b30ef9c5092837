"""What every command has: its settings, its office when it needs one, its way of answering."""

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.domain.errors import BadInput, Unavailable
from liaison.office import Office
from liaison.settings import Settings

ACTOR = "命令行"


@dataclass(frozen=True)
class Command:
    settings: Settings
    as_json: bool

    @contextmanager
    def office(self) -> Iterator[Office]:
        """The office of `--home`, closed at the end."""
        office = Office.open(self.settings, ACTOR)
        try:
            yield office
        finally:
            office.close()

    def answer(self, content: Mapping[str, Any] | list[Any], text: str) -> None:
        """Print for a machine or for a person, and at once: others wait for each line."""
        print(json.dumps(content, ensure_ascii=False) if self.as_json else text, flush=True)

    def tell(self, text: str) -> None:
        """A remark beside the answer, on standard error."""
        print(text, file=sys.stderr, flush=True)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file or nothing: first beside it, then in its place."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".half-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Unavailable("file_not_writable", file=str(target)) from error


def existing(name: str) -> Path:
    """A file that is there, else BadInput."""
    path = Path(name)
    if not path.exists():
        raise BadInput("file_not_found", file=name)
    return path
