"""Files that leave the office are written whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from liaison.domain.errors import Unavailable


@contextmanager
def half_written(target: Path) -> Iterator[Path]:
    """A file beside `target` to write into; it takes the target's place when nothing went wrong.

    Raises Unavailable "file_not_writable"; then, as after any other error, nothing is left behind.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".half-")
        os.close(handle)
        half = Path(name)
        try:
            yield half
            half.replace(target)
        except BaseException:
            half.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Unavailable("file_not_writable", file=str(target)) from error


def write_whole(target: Path, content: bytes) -> None:
    """Write `content` to `target`, or leave what was there."""
    with half_written(target) as half:
        half.write_bytes(content)
