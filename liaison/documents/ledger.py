"""The register as a file (台账): CSV that a spreadsheet opens rightly, or a workbook."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
Line = Sequence[str | int]


def guarded(value: str | int) -> str | int:
    """A text that a spreadsheet would take for a formula, made a text again (OWASP: CSV injection)."""
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value


def write_csv(file: Path, headings: Sequence[str], lines: Iterable[Line]) -> None:
    """UTF-8 with a byte order mark, as Excel wants it; one line is held at a time."""
    with file.open("w", encoding="utf-8-sig", newline="") as target:
        table = csv.writer(target)
        table.writerow(headings)
        table.writerows([guarded(value) for value in line] for line in lines)


def write_xlsx(file: Path, headings: Sequence[str], lines: Iterable[Line]) -> None:
    """One sheet, headings frozen; texts are texts whatever they begin with."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("接待台账")
    sheet.freeze_panes = "A2"
    sheet.append(list(headings))
    for line in lines:
        cells = [WriteOnlyCell(sheet, value=value) for value in line]
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
        sheet.append(cells)
    book.save(file)
