"""Open a file safely: every kind of unusable file has its own plain sentence."""

import os
import stat
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from liaison.books.formulas import Uncomputed, uncomputed
from liaison.books.sheet import Book, Cell, Grid, Sheet
from liaison.books.text_table import read_text_table
from liaison.books.zipped import inspect_zip
from liaison.domain.errors import BadInput

MOST_FILE_BYTES = 100_000_000
TALLEST_MERGE = 5000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_book(path: Path) -> Book:
    """Read xlsx, xls, ods or separated text. BadInput says why a file can't be used."""
    file = file_name(path)
    content = _bytes_of(path, file)
    if not content:
        raise BadInput("file_is_empty", file=file)
    digest = sha256(content).hexdigest()
    if content[:2] == b"PK":
        inspect_zip(content, file)
    elif content.startswith(_OLE):
        _inspect_ole(content, file)
    else:
        return Book(file, digest, (Sheet("", read_text_table(content, file)),))
    return Book(file, digest, _sheets(content, file))


def file_name(path: Path) -> str:
    """The name as text: files copied from older systems may carry names in GBK."""
    name = os.fsencode(path.name)
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("gb18030", errors="replace")


def _bytes_of(path: Path, file: str) -> bytes:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise BadInput("is_a_folder", file=file)
        if not stat.S_ISREG(about.st_mode):
            raise BadInput("not_a_plain_file", file=file)
        if about.st_size > MOST_FILE_BYTES:
            raise BadInput("file_too_large", file=file)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput("no_such_file", file=file) from error
    except PermissionError as error:
        raise BadInput("no_permission_to_read", file=file) from error
    except (OSError, ValueError) as error:
        raise BadInput("cannot_read_file", file=file) from error


def _inspect_ole(content: bytes, file: str) -> None:
    """The old container: encrypted new books, old .xls, and anything else of that age."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise BadInput("book_encrypted", file=file)
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise BadInput("book_has_macros", file=file)
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise BadInput("not_a_workbook", file=file)


def _sheets(content: bytes, file: str) -> tuple[Sheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        written = uncomputed(content) if content[:2] == b"PK" else {}
        return tuple(_sheet(book, name, written.get(name, {})) for name in book.sheet_names)
    except PasswordError as error:
        raise BadInput("book_encrypted", file=file) from error
    except (CalamineError, OSError, ValueError) as error:
        raise BadInput("book_damaged", file=file) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own failure on a broken book
            raise
        raise BadInput("book_damaged", file=file) from error


def _sheet(book: Any, name: str, written: Uncomputed) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows: Grid = sheet.to_python(skip_empty_area=False)
    for (row, column), formula in written.items():
        _put(rows, row, column, formula)
    covered = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top < len(rows) and left < len(rows[top]) and bottom - top < TALLEST_MERGE:
            _fill(rows, rows[top][left], range(top, bottom + 1), range(left, right + 1))
            covered |= {(row, left) for row in range(top + 1, bottom + 1)}
    return Sheet(name, rows, frozenset(covered))


def _put(rows: Grid, row: int, column: int, text: str) -> None:
    """Write into an empty cell; the grid reaches only as far as there are values."""
    while len(rows) <= row:
        rows.append([])
    line = rows[row]
    line.extend([""] * (column + 1 - len(line)))
    if line[column] in {"", None}:
        line[column] = text


def _fill(rows: Grid, value: Cell, span: range, columns: range) -> None:
    for row in span:
        for column in columns:
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = value
