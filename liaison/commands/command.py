"""What every command has: its settings, its office when it needs one, its way of answering."""

import json
import os
import sys
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
    def office(self, actor: str = ACTOR) -> Iterator[Office]:
        """The office of `--home`, closed at the end; `actor` is who its trail names."""
        office = Office.open(self.settings, actor)
        try:
            yield office
        finally:
            office.close()

    @contextmanager
    def looking(self) -> Iterator[Office]:
        """The office to look at; where none is founded yet, a passing one that leaves nothing."""
        from tempfile import TemporaryDirectory

        place = self.settings
        if not place.is_local_file or (place.home / "liaison.db").exists() or place.home.is_file():
            with self.office() as office:
                yield office
            return
        with TemporaryDirectory(prefix="liaison-") as folder:
            passing = Settings(Path(folder), f"sqlite:///{folder}/liaison.db")
            with Command(passing, self.as_json).office() as office:
                yield office

    def answer(self, content: Mapping[str, Any] | list[Any], text: str) -> None:
        """Print for a machine or for a person, and at once: others wait for each line."""
        try:
            print(json.dumps(content, ensure_ascii=False) if self.as_json else text, flush=True)
        except OSError as error:
            _give_up_output()
            if isinstance(error, BrokenPipeError):
                raise
            raise Unavailable("answer_not_written") from error

    def tell(self, text: str) -> None:
        """A remark beside the answer, on standard error."""
        print(text, file=sys.stderr, flush=True)


def _give_up_output() -> None:
    """Send what is still buffered nowhere: Python would try it again at the end and exit with 120."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def existing(name: str) -> Path:
    """A file that is there, else BadInput."""
    path = Path(name)
    try:
        found = path.exists()
    except OSError as error:
        raise BadInput("file_not_readable", file=name) from error
    if not found:
        raise BadInput("file_not_found", file=name)
    return path
