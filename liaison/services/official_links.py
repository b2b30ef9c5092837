"""Official codes: brought in one by one, as a sheet or as pictures; checked, then kept word for word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import select

from db.models import Code, OfficialLink
from liaison.domain.code_labels import LabelReading, read_label
from liaison.domain.codes import Form, as_meant, read
from liaison.domain.errors import BadInput, LiaisonError, NotFound
from liaison.domain.ids import CodeId, OfficialLinkId, StationId
from liaison.domain.official import HEADINGS, OfficialEntry, from_file_name, unusable
from liaison.domain.text import clean_line, clean_name
from liaison.domain.words import sentence
from liaison.services.code_rows import CodeRow, web_address
from liaison.services.codes import codes
from liaison.services.work import Work

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".pdf"})
MOST_FILES = 2000
REPLACED = "平台换发了新码"
_SHOWN = 12


@dataclass
class Outcome:
    """What an import does, or would do. Nothing is written while there is a problem."""

    new: int = 0
    same: int = 0
    replaced: int = 0
    """Of the new ones: those whose holder had another before."""
    problems: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """For people, the problems first."""
        told = list(self.problems[:_SHOWN])
        if len(self.problems) > _SHOWN:
            told.append(f"……还有 {len(self.problems) - _SHOWN} 处")
        if self.problems:
            told.append(f"有 {len(self.problems)} 处要先改好，没有导入；其余的都认得。")
        counted = f"新的 {self.new} 个"
        counted += f"（其中 {self.replaced} 个替换旧的）" if self.replaced else ""
        return [*told, f"{counted}，已经有的 {self.same} 个。"]


def bring_in(
    work: Work, source: Path, *, dry_run: bool = False, issued_on: date | None = None
) -> Outcome:
    """Take in a sheet (xlsx, csv), a picture or a folder of pictures: all of it or nothing.

    BadInput: the source can't be read or holds no codes. With problems nothing is written; they are
    in the outcome, one sentence each.
    """
    entries = list(_entries(source))
    if not entries:
        raise BadInput("official_nothing", file=source.name)
    outcome, wanted = _matched(work, entries)
    if dry_run or outcome.problems:
        return outcome
    for entry, row in wanted:
        _keep(work, row, entry.text, source.name, issued_on)
    work.session.flush()
    return outcome


def put(
    work: Work, code_id: CodeId, text: str, issued_on: date | None = None, source: str = "手工"
) -> OfficialLinkId:
    """One holder's official link. BadInput: no link, another holder's, or the holder has ended."""
    said = clean_line(text)
    row = next((one for one in codes(work) if one.id == code_id), None)
    if row is None:
        raise NotFound("code_not_found")
    if row.withdrawn_on is not None:
        raise BadInput("official_holder_ended", whose=row.whose, reason=row.withdrawn_reason)
    if why := _unusable(said, web_address(work)):
        raise BadInput(why, place=row.whose)
    other = _owner_of(work, said, row)
    if other:
        raise BadInput("official_of_another", place=row.whose, other=other)
    key = _keep(work, row, said, source, issued_on)
    work.session.flush()
    return key


def withdraw(work: Work, code_id: CodeId, reason: str) -> None:
    """The platform took a code back: the holder has none until the next is brought in."""
    why = clean_line(reason)
    if not why:
        raise BadInput("withdraw_reason_missing")
    code = work.session.get(Code, code_id)
    link = None if code is None else _standing(work, code.station_id, code.representative_id)
    if link is None:
        raise NotFound("official_not_found")
    link.withdrawn_at, link.withdrawn_reason = work.now, why
    work.session.flush()


def text_in_picture(path: Path) -> str:
    """What the one code of a picture says. BadInput: none, or several that differ."""
    from liaison.documents.readback import codes_in_file

    found = {text for page in codes_in_file(path) for text in page}
    if len(found) != 1:
        raise BadInput("official_picture", file=path.name, found=len(found))
    return clean_line(found.pop())


def _entries(source: Path) -> Iterator[OfficialEntry]:
    if source.is_dir():
        yield from _pictures(source)
    elif source.suffix.lower() in PICTURES:
        yield _picture(source)
    else:
        yield from _lines(source)


def _pictures(folder: Path) -> Iterator[OfficialEntry]:
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURES)
    if len(files) > MOST_FILES:
        raise BadInput("too_many_files", files=len(files), most=MOST_FILES)
    for path in files:
        try:
            yield _picture(path)
        except LiaisonError as error:
            yield OfficialEntry(f"{path.name}：{sentence(error)}", "")


def _picture(path: Path) -> OfficialEntry:
    name, station = from_file_name(path.name)
    return OfficialEntry(path.name, text_in_picture(path), name, station, name)


def _lines(source: Path) -> Iterator[OfficialEntry]:
    from liaison.books.workbook import open_book

    for sheet in open_book(source).sheets:
        rows = [
            [clean_line(str(cell if cell is not None else "")) for cell in row]
            for row in sheet.rows
        ]
        head = next((place for place, row in enumerate(rows[:20]) if _columns(row)), None)
        if head is None:
            continue
        columns = _columns(rows[head])
        for place, row in enumerate(rows[head + 1 :], start=head + 2):
            values = {name: row[at] for name, at in columns.items() if at < len(row)}
            if any(values.values()):
                yield OfficialEntry(
                    f"第 {place} 行",
                    values.get("text", ""),
                    values.get("name", ""),
                    values.get("station", ""),
                    values.get("label", ""),
                )


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Which column holds what; {} for a row that is no heading of links."""
    found = {
        name: next(place for place, cell in enumerate(row) if cell.replace(" ", "") in words)
        for name, words in HEADINGS.items()
        if any(cell.replace(" ", "") in words for cell in row)
    }
    return found if "text" in found and len(found) > 1 else {}


def _matched(
    work: Work, entries: Sequence[OfficialEntry]
) -> tuple[Outcome, list[tuple[OfficialEntry, CodeRow]]]:
    """Each entry with its holder; everything that isn't right, told."""
    rows = [row for row in codes(work) if row.withdrawn_on is None]
    base = web_address(work)
    outcome = Outcome()
    wanted: list[tuple[OfficialEntry, CodeRow]] = []
    seen: dict[str, CodeRow] = {}
    given: dict[CodeId, str] = {}
    for entry in entries:
        found = _holder(rows, entry, base)
        if isinstance(found, str):
            outcome.problems.append(found)
            continue
        other = seen.get(entry.text)
        taken = _owner_of(work, entry.text, found)
        if other is not None and other.id != found.id:
            taken = other.whose
        if taken:
            outcome.problems.append(_told("official_of_another", entry, other=taken))
        elif given.get(found.id, entry.text) != entry.text:
            outcome.problems.append(_told("official_twice", entry, whose=found.whose))
        elif found.official == entry.text or found.id in given:
            outcome.same += 1
        else:
            outcome.new += 1
            outcome.replaced += bool(found.official)
            wanted.append((entry, found))
        seen[entry.text], given[found.id] = found, entry.text
    return outcome, wanted


def _holder(rows: Sequence[CodeRow], entry: OfficialEntry, base: str) -> CodeRow | str:
    """Whose code it is, or the sentence that says why that isn't known."""
    if why := _unusable(entry.text, base):
        return _told(why, entry)
    if entry.label and (reading := read_label(entry.label)) is not None:
        return _labelled(rows, entry, reading)
    name, station = clean_name(entry.name), clean_line(entry.station)
    people = [row for row in rows if row.representative_id is not None and row.whose == name]
    if people:
        found = [row for row in people if station in row.station]
        if not found:
            places = "、".join(row.station for row in people[:4])
            return _told("official_elsewhere", entry, name=name, station=station, places=places)
    else:
        found = [] if name and station and name != station else _stations(rows, station or name)
    if not found:
        return _told("official_nobody", entry, name=name or station)
    if len(found) > 1:
        places = "、".join(f"{row.station} {row.label}" for row in found[:4])
        return _told("official_several", entry, name=name or station, places=places)
    return found[0]


def _labelled(rows: Sequence[CodeRow], entry: OfficialEntry, label: LabelReading) -> CodeRow | str:
    """A label says exactly whose; it must be sound, stand, and agree with the name beside it."""
    if not label.sound:
        return f"{entry.place}：{sentence(BadInput('label_mistyped', label=entry.label))}"
    row = next((one for one in rows if one.label == label.label), None)
    if row is None:
        return _told("official_no_label", entry, label=label.label)
    name = clean_name(entry.name)
    if name and read_label(name) is None and name not in {row.whose, clean_name(row.whose)}:
        return _told(
            "official_label_of_another", entry, label=row.label, whose=row.whose, name=name
        )
    return row


def _stations(rows: Sequence[CodeRow], words: str) -> list[CodeRow]:
    """Stations of that very name, else those whose name holds the words."""
    stations = [row for row in rows if row.representative_id is None and words]
    same = [row for row in stations if row.whose == words]
    return same or [row for row in stations if words in row.whose]


def _unusable(text: str, base: str) -> str:
    """Why a text can't be the platform's; our own page's address isn't either."""
    why = unusable(text)
    ours = read(as_meant(text), base).form is not Form.FOREIGN
    return why or ("official_is_ours" if ours else "")


def _told(code: str, entry: OfficialEntry, **values: object) -> str:
    return sentence(BadInput(code, place=entry.place, **values))


def _owner_of(work: Work, text: str, row: CodeRow) -> str:
    """Who else has this very code now; "" when nobody has."""
    query = select(OfficialLink).where(
        OfficialLink.text == text, OfficialLink.withdrawn_at.is_(None)
    )
    for link in work.session.scalars(query):
        if (link.station_id, link.representative_id) != (row.station_id, row.representative_id):
            owners = {(one.station_id, one.representative_id): one for one in codes(work)}
            owner = owners.get((StationId(link.station_id), link.representative_id))
            if owner is not None and owner.withdrawn_on is None:
                return owner.whose
    return ""


def _keep(
    work: Work, row: CodeRow, text: str, source: str, issued_on: date | None
) -> OfficialLinkId:
    """A new row; the one before is withdrawn, never overwritten. The same again stays as it is."""
    before = _standing(work, row.station_id, row.representative_id)
    if before is not None and before.text == text:
        return OfficialLinkId(before.id)
    if before is not None:
        before.withdrawn_at, before.withdrawn_reason = work.now, REPLACED
    link = OfficialLink(
        station_id=row.station_id,
        representative_id=row.representative_id,
        text=text,
        source=source[:120],
        issued_on=issued_on,
        imported_at=work.now,
    )
    work.session.add(link)
    return OfficialLinkId(link.id)


def _standing(work: Work, station_id: object, representative_id: object) -> OfficialLink | None:
    query = select(OfficialLink).where(
        OfficialLink.station_id == station_id,
        OfficialLink.representative_id == representative_id
        if representative_id is not None
        else OfficialLink.representative_id.is_(None),
        OfficialLink.withdrawn_at.is_(None),
    )
    return work.session.scalars(query).first()
