"""Cells that hold a formula nobody computed: words that begin with `=`, written by a program.

A reader of values shows them empty; what was written must not be lost.
"""

import re
import zipfile
from html import unescape
from io import BytesIO

Uncomputed = dict[tuple[int, int], str]
"""(row, column), counted from 0 → the text as written, with its `=`."""
_CELL = re.compile(r'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*><f>([^<]*)</f>(?:<v\s*/>|<v></v>)?</c>')
_SHEET = re.compile(r'<sheet\s[^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_ID, _TARGET = re.compile(r'\bId="([^"]*)"'), re.compile(r'\bTarget="/?(?:xl/)?([^"]*)"')
_RELATION = re.compile(r"<Relationship\s[^>]*>")


def uncomputed(content: bytes) -> dict[str, Uncomputed]:
    """Sheet's name → its uncomputed formulas; the zip has been inspected before."""
    found: dict[str, Uncomputed] = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = set(archive.namelist())
        for sheet, part in _parts(archive, names).items():
            xml = archive.read(part)
            if b"<f>" in xml and (cells := _cells(xml.decode("utf-8", "replace"))):
                found[sheet] = cells
    return found


def _parts(archive: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    """Sheet's name → the part of the zip that holds it."""
    book, relations = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if not {book, relations} <= names:
        return {}
    targets = {}
    for relation in _RELATION.findall(archive.read(relations).decode("utf-8", "replace")):
        key, target = _ID.search(relation), _TARGET.search(relation)
        if key and target:
            targets[key[1]] = f"xl/{target[1]}"
    sheets = _SHEET.findall(archive.read(book).decode("utf-8", "replace"))
    parts = {unescape(name): targets.get(key, "") for name, key in sheets}
    return {name: part for name, part in parts.items() if part in names}


def _cells(xml: str) -> Uncomputed:
    return {
        (int(row) - 1, _column(letters)): f"={unescape(formula)}"
        for letters, row, formula in _CELL.findall(xml)
    }


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
