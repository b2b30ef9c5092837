"""What a book holds: each sheet with its headings and, by them, its kind."""

from liaison.books.findings import Finding
from liaison.books.headings import ByHand, find_headings, nothing_by_hand
from liaison.books.kinds import Kind
from liaison.books.sheet import Book
from liaison.books.table import Table

ORDER = tuple(Kind)
"""In which kinds are brought in: what others refer to comes first."""


def recognise(
    book: Book, by_hand: ByHand = nothing_by_hand
) -> tuple[tuple[Table, ...], tuple[Finding, ...]]:
    """Tables in the book's order, `headings.kind` None where nobody knows; findings on the rest."""
    tables: list[Table] = []
    findings: list[Finding] = []
    for sheet in book.sheets:
        if not any(cell not in {None, ""} for row in sheet.rows for cell in row):
            findings.append(Finding(book.file, sheet.name, 0, "", "sheet_empty"))
            continue
        headings = find_headings(sheet, by_hand)
        if headings is None or headings.kind is None:
            findings.append(Finding(book.file, sheet.name, 0, "", "sheet_not_recognised"))
        if headings is not None:
            tables.append(Table(book.file, sheet, headings))
    return tuple(tables), tuple(findings)
