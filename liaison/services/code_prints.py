"""Sheets with codes: which there are, what goes on them, the finished files, the proof before saving."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from db.models import Station
from liaison.documents.drawing import SheetPage
from liaison.documents.poster_holder import Holder
from liaison.documents.poster_sheets import Edges, meant, sheets
from liaison.documents.poster_template import Template, named
from liaison.documents.poster_template import templates as all_templates
from liaison.documents.whole import write_whole
from liaison.domain.codes import CodeKind, CodeSource
from liaison.domain.ids import CodeId, StationId
from liaison.domain.progress import Progress, silent
from liaison.services.audit import note
from liaison.services.code_holders import holders_of
from liaison.services.code_rows import CodeRow, said
from liaison.services.codes import codes
from liaison.services.work import Work


@dataclass(frozen=True)
class TemplateRow:
    """A sheet that can be printed; lengths in millimetres."""

    name: str
    title: str
    note: str
    for_station: bool
    for_representative: bool
    paper: tuple[float, float]
    per_page: int
    code_mm: float
    """Side of the largest code on it."""


@dataclass(frozen=True)
class PrintOptions:
    """How to print. `shown` None: each station's own choice; else these switches for all."""

    source: CodeSource = CodeSource.OWN
    shown: Mapping[str, bool] | None = None
    bleed: bool = False
    """Single sheets only: 3 mm beyond the trim, for a print shop."""
    crop_marks: bool = False
    emblem: bool = False
    """A mark in the middle of each code, at level H, on 9 % of its area."""


@dataclass(frozen=True)
class Print:
    """One file to be made; its name says station and sheet, never a person."""

    template: Template
    station: str
    file_name: str
    holders: tuple[Holder, ...]
    options: PrintOptions = field(default_factory=PrintOptions)

    @cached_property
    def meant(self) -> list[list[str]]:
        """What each page's codes must say, in reading order."""
        return meant(self.template, self.holders)

    @property
    def codes(self) -> int:
        return sum(map(len, self.meant))

    def pages(self) -> list[SheetPage]:
        """BadInput "code_too_fine": a code would be too fine for its place."""
        edges = Edges(bleed=self.options.bleed, marks=self.options.crop_marks)
        return sheets(self.template, self.holders, edges, emblem=self.options.emblem)


@dataclass(frozen=True)
class Proved:
    """A finished file whose every code was read back and said what it should."""

    file_name: str
    station: str
    pdf: bytes
    pages: int
    codes: int
    missing: frozenset[str] = frozenset()
    """Characters that no font has; printed as 〓."""
    wanted: Print | None = None


def templates() -> tuple[TemplateRow, ...]:
    """The sheets of the house, in their order."""
    return tuple(_row(one) for one in all_templates())


def template_title(name: str) -> str:
    """A sheet's title for people; what was printed once may have no template any more."""
    return next((one.title for one in all_templates() if one.name == name), name)


def prints(
    work: Work,
    template: str,
    station_id: StationId | None = None,
    chosen: frozenset[CodeId] | None = None,
    options: PrintOptions | None = None,
) -> list[Print]:
    """One file a station for the codes that stand (and are chosen), of the source asked for.

    BadInput "no_such_template".
    """
    sheet, how = named(template), options or PrintOptions()
    made = []
    for rows in _by_station(codes(work, station_id)):
        wanted = [row for row in rows if _is_wanted(row, sheet, chosen, how.source)]
        if wanted:
            station = work.session.get_one(Station, wanted[0].station_id)
            holders = holders_of(work, station, wanted, how.source, how.shown)
            file_name = f"{station.code}-{sheet.name}.pdf"
            made.append(Print(sheet, station.name, file_name, tuple(holders), how))
    return made


def draft(wanted: Print) -> bytes:
    """The file unproved, to look at; nothing of it may be saved or printed."""
    from liaison.documents.drawing_pdf import drawings_pdf

    return drawings_pdf(f"{wanted.template.title} {wanted.station}", wanted.pages())


def proved(wanted: Print, progress: Progress = silent) -> Proved:
    """Make the file and read it back, whole and damaged. LiaisonError "code_unreadable"."""
    from liaison.documents.fonts import missing
    from liaison.documents.readback import prove

    pdf = draft(wanted)
    read = prove(pdf, wanted.meant, progress)
    words = [text for one in wanted.holders for text in one.fields(0).values()]
    return Proved(
        wanted.file_name,
        wanted.station,
        pdf,
        len(wanted.meant),
        read,
        missing(*words),
        wanted,
    )


def save(
    wanted: Sequence[Print], folder: Path, progress: Progress = silent, form: str = "pdf"
) -> list[Proved]:
    """Make and prove every file, and only then write them, each whole.

    `form`: pdf, png or svg. LiaisonError "code_unreadable" or Cancelled before anything is written,
    Unavailable "file_not_writable" when the folder can't take them.
    """
    total, before, made = sum(len(one.meant) for one in wanted), 0, []
    for one in wanted:
        made.append(proved(one, counted_after(before, total, progress)))
        before += len(one.meant)
    write_all(made, folder, form)
    progress(total, total)
    return made


def counted_after(before: int, total: int, progress: Progress) -> Progress:
    """Counts the pages of one file among those of all."""
    return lambda done, _pages: progress(before + done, total)


def write_all(made: Sequence[Proved], folder: Path, form: str = "pdf") -> list[Path]:
    """Write proved files, each whole; pictures a page a file, read back themselves before that.

    LiaisonError "code_unreadable"; Unavailable "file_not_writable".
    """
    files = [pair for one in made for pair in _files(one, form)]
    paths = []
    for name, content in files:
        write_whole(folder / name, content)
        paths.append(folder / name)
    return paths


def note_given_out(work: Work, action: str, made: Sequence[Proved]) -> None:
    """Leave a trace of files printed ("print") or saved ("export")."""
    files = [file.file_name for file in made]
    note(work, action, "code", files=files, codes=sum(file.codes for file in made))


def _files(one: Proved, form: str) -> Iterable[tuple[str, bytes]]:
    if form == "pdf" or one.wanted is None:
        return [(one.file_name, one.pdf)]
    from liaison.documents.sheet_pictures import png_pages, svg_pages

    pages = (png_pages if form == "png" else svg_pages)(
        one.pdf, one.wanted.pages(), one.wanted.meant
    )
    stem = one.file_name.removesuffix(".pdf")
    single = len(pages) == 1
    return [
        (f"{stem}.{form}" if single else f"{stem}-{number:02}.{form}", content)
        for number, content in enumerate(pages, start=1)
    ]


def _row(one: Template) -> TemplateRow:
    return TemplateRow(
        one.name,
        one.title,
        one.note,
        one.for_station,
        one.for_representative,
        one.paper,
        one.per_page,
        max(one.code_sides()),
    )


def _by_station(rows: Iterable[CodeRow]) -> list[list[CodeRow]]:
    grouped: dict[StationId, list[CodeRow]] = {}
    for row in rows:
        grouped.setdefault(row.station_id, []).append(row)
    return list(grouped.values())


def _is_wanted(
    row: CodeRow, sheet: Template, chosen: frozenset[CodeId] | None, source: CodeSource
) -> bool:
    fits = sheet.for_station if row.kind is CodeKind.STATION else sheet.for_representative
    standing = row.withdrawn_on is None and bool(said(row, source))
    return fits and standing and (chosen is None or row.id in chosen)
