"""Look inside a zipped workbook before anything unpacks it."""

import re
import zipfile
import zlib
from io import BytesIO

from liaison.domain.errors import BadInput

MOST_BYTES = 300_000_000
"""Of the unpacked workbook."""
MOST_RATIO = 200
"""Unpacked to packed; a real book of forms stays below 40."""
RATIO_FROM = 20_000_000
MOST_ROWS = 200_000
MOST_CELLS = 20_000_000
_CHUNK = 1 << 20
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})([0-9]{1,7})"[^>]*[^/]>')
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?r="([0-9]{1,7})"')


def inspect_zip(content: bytes, file: str) -> None:
    """Refuse (BadInput) what is damaged, no workbook, encrypted, a bomb, with macros, or endless."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _inspect(archive, file)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
    ) as error:
        raise BadInput("book_damaged", file=file) from error


def _inspect(archive: zipfile.ZipFile, file: str) -> None:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadInput("book_encrypted", file=file)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BadInput("book_has_macros", file=file)
    if not {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} & names:
        raise BadInput("not_a_workbook", file=file)
    total, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if total > MOST_BYTES or (total > RATIO_FROM and total > MOST_RATIO * max(packed, 1)):
        raise BadInput("zip_bomb", file=file)
    for entry in entries:
        if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
            _inspect_sheet(archive.read(entry), file)
        elif not entry.is_dir():
            _read_through(archive, entry)


def _read_through(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack without keeping: a lying size or a broken checksum raises BadZipFile."""
    with archive.open(entry) as stream:
        while stream.read(_CHUNK):
            pass


def _inspect_sheet(xml: bytes, file: str) -> None:
    """A grid is dense in memory, so one cell in the farthest corner is refused here."""
    cells = _CELL.findall(xml)
    last = max((int(row) for _, row in cells), default=0)
    width = max((_column(letters) for letters in {letters for letters, _ in cells}), default=0)
    rows = max(last, *(int(row) for row in _ROW.findall(xml)), 0)
    if rows > MOST_ROWS or last * width > MOST_CELLS:
        filled = len({row for _, row in cells})
        raise BadInput(
            "too_many_rows" if filled > MOST_ROWS // 2 else "endless_empty_rows",
            file=file,
            rows=rows,
            filled=filled,
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
