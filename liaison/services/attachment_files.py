"""The files of attachments: each under its content's hash, whole or not at all, for this user only.

`ab/cdef…` without an ending, so that nothing on the machine opens or runs it by itself.
"""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from liaison.domain.errors import NotFound, Unavailable

HEX = frozenset("0123456789abcdef")
HALF = ".half-"


def place(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256[2:]


def keep(folder: Path, content: bytes) -> str:
    """Write the bytes where they belong and return their hash; the same bytes are kept once.

    On the disk before this returns, so a committed row never names a file that isn't there.
    Unavailable: disk full, or the folder can't be written; nothing half written stays.
    """
    digest = hashlib.sha256(content).hexdigest()
    target = place(folder, digest)
    try:
        if target.is_file() and target.read_bytes() == content:
            os.utime(target)
            return digest
        for made in (folder, target.parent):
            made.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(target, content)
    except OSError as error:
        code = "disk_full" if error.errno == errno.ENOSPC else "attachment_not_kept"
        raise Unavailable(code) from error
    return digest


def _write(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=HALF)
    half = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def read(folder: Path, sha256: str, name: str) -> bytes:
    """The bytes as they came in. NotFound: not on this machine; Unavailable: damaged since."""
    try:
        content = place(folder, sha256).read_bytes()
    except FileNotFoundError as error:
        raise NotFound("attachment_missing", name=name) from error
    except OSError as error:
        raise Unavailable("attachment_unreadable", name=name) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Unavailable("attachment_damaged", name=name)
    return content


def kept(folder: Path) -> Iterator[tuple[str, Path]]:
    """(hash, file) of everything in the folder; halves left by a power cut come as ""."""
    if not folder.is_dir():
        return
    for file in folder.glob("??/*"):
        digest = file.parent.name + file.name
        if file.name.startswith(HALF):
            yield "", file
        elif len(digest) == 64 and set(digest) <= HEX:
            yield digest, file
