"""Comma- or tab-separated text in the encodings that offices write."""

import csv
from io import StringIO

from liaison.books.sheet import Grid
from liaison.domain.errors import BadInput

MOST_ROWS = 200_000
_DELIMITERS = ",\t;|"


def read_text_table(content: bytes, file: str) -> Grid:
    """Rows of text cells. BadInput when it is no table of text."""
    text = _decode(content, file)
    head = text.lstrip()[:200].lower()
    if head.startswith("<") and ("<html" in head or "<?xml" in head or "<!doctype" in head):
        raise BadInput("not_a_workbook", file=file)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    if not first.count(delimiter):
        raise BadInput("not_a_workbook", file=file)
    try:
        rows: Grid = [list(row) for row in csv.reader(StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise BadInput("not_a_workbook", file=file) from error
    if len(rows) > MOST_ROWS:
        filled = sum(1 for row in rows if any(row))
        code = "too_many_rows" if filled > MOST_ROWS // 2 else "endless_empty_rows"
        raise BadInput(code, file=file, rows=len(rows), filled=filled)
    return rows


def _decode(content: bytes, file: str) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encodings = ["utf-16"]
    elif b"\0" in content:
        raise BadInput("not_a_workbook", file=file)
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("not_a_workbook", file=file)
