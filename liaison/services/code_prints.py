"""Posters and card sheets: what goes on them, the finished files, and the proof before saving."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from db.models import GroupMember, RepresentativeGroup, Seat, Station
from liaison.documents.cards_pdf import A_PAGE, Card, CardSheet, cards_pdf
from liaison.documents.poster_pdf import PaperSize, Poster, poster_pdf
from liaison.documents.whole import write_whole
from liaison.domain.codes import CodeKind
from liaison.domain.ids import CodeId, StationId
from liaison.domain.progress import Progress, silent
from liaison.domain.representative import SEAT_LEVEL_ZH, GroupKind, SeatLevel
from liaison.services.audit import note
from liaison.services.code_rows import CodeRow
from liaison.services.codes import codes
from liaison.services.settings import setting
from liaison.services.work import Work


class PrintKind(StrEnum):
    POSTER_A4 = "poster-A4"
    POSTER_A3 = "poster-A3"
    CARDS = "cards-A4"


PRINT_KIND_ZH = {
    PrintKind.POSTER_A4: "海报 A4",
    PrintKind.POSTER_A3: "海报 A3",
    PrintKind.CARDS: "代表卡 A4",
}
_PAPER = {PrintKind.POSTER_A4: PaperSize.A4, PrintKind.POSTER_A3: PaperSize.A3}


@dataclass(frozen=True)
class Print:
    """One file to be made; its name says station and kind, never a person."""

    kind: PrintKind
    station: str
    file_name: str
    content: Poster | CardSheet

    @property
    def meant(self) -> list[list[str]]:
        """What each page's codes must say, in reading order."""
        if isinstance(self.content, Poster):
            return [[self.content.payload]]
        texts = [card.payload for card in self.content.cards]
        return [texts[i : i + A_PAGE] for i in range(0, len(texts), A_PAGE)]

    @property
    def codes(self) -> int:
        return sum(map(len, self.meant))


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


def prints(
    work: Work,
    station_id: StationId | None = None,
    kinds: Iterable[PrintKind] = tuple(PrintKind),
    chosen: frozenset[CodeId] | None = None,
) -> list[Print]:
    """Posters and card sheets of a station or of all, for codes that stand (and are chosen)."""
    rows = [row for row in codes(work, station_id) if row.withdrawn_on is None]
    if chosen is not None:
        rows = [row for row in rows if row.id in chosen]
    by_station: dict[StationId, list[CodeRow]] = {}
    for row in rows:
        by_station.setdefault(row.station_id, []).append(row)
    wanted = tuple(kinds)
    made = []
    for key, here in by_station.items():
        station = work.session.get_one(Station, key)
        for kind in wanted:
            content = (_poster if kind in _PAPER else _cards)(work, station, here)
            if content is not None:
                made.append(Print(kind, station.name, f"{station.code}-{kind}.pdf", content))
    return made


def proved(wanted: Print, progress: Progress = silent) -> Proved:
    """Make the file and read it back. Raises LiaisonError "code_unreadable"."""
    from liaison.documents.fonts import missing
    from liaison.documents.readback import prove

    content = wanted.content
    if isinstance(content, Poster):
        pdf, words = poster_pdf(content, _PAPER[wanted.kind]), [content.station, content.place]
    else:
        pdf, words = cards_pdf(content), [card.name for card in content.cards]
    read = prove(pdf, wanted.meant, progress)
    return Proved(wanted.file_name, wanted.station, pdf, len(wanted.meant), read, missing(*words))


def save(wanted: Sequence[Print], folder: Path, progress: Progress = silent) -> list[Proved]:
    """Make and prove every file, and only then write them, each whole.

    Raises LiaisonError "code_unreadable" or Cancelled before anything is written, Unavailable
    "file_not_writable" when the folder can't take them.
    """
    made = []
    for done, one in enumerate(wanted):
        progress(done, len(wanted))
        made.append(proved(one))
    write_all(made, folder)
    progress(len(wanted), len(wanted))
    return made


def write_all(made: Sequence[Proved], folder: Path) -> None:
    """Write proved files, each whole. Raises Unavailable "file_not_writable"."""
    for file in made:
        write_whole(folder / file.file_name, file.pdf)


def note_given_out(work: Work, action: str, made: Sequence[Proved]) -> None:
    """Leave a trace of files printed ("print") or saved ("export")."""
    files = [file.file_name for file in made]
    note(work, action, "code", files=files, codes=sum(file.codes for file in made))


def _poster(work: Work, station: Station, rows: list[CodeRow]) -> Poster | None:
    own = next((row for row in rows if row.kind is CodeKind.STATION), None)
    if own is None:
        return None
    return Poster(
        station=station.name,
        payload=own.payload,
        label=own.label,
        printed_on=work.today,
        edition=own.edition,
        district=str(setting(work, "district") or ""),
        reception_days=station.reception_rule,
        place=station.address,
        phone=station.phone,
        issuer=str(setting(work, "issuer") or ""),
    )


def _cards(work: Work, station: Station, rows: list[CodeRow]) -> CardSheet | None:
    people = [row for row in rows if row.representative_id is not None]
    levels, groups = _levels(work, people), _groups(work, people)
    cards = tuple(
        Card(
            row.whose,
            row.payload,
            row.label,
            levels.get(row.representative_id, "人大代表"),
            groups.get(row.representative_id, ""),
        )
        for row in people
    )
    days, phone = station.reception_rule, station.phone
    return CardSheet(station.name, cards, work.today, days, phone) if cards else None


def _levels(work: Work, rows: list[CodeRow]) -> dict[UUID | None, str]:
    """`市、区人大代表`: the congresses a person sits in now, the highest first."""
    keys = [row.representative_id for row in rows]
    seats = select(Seat.representative_id, Seat.level).where(
        Seat.representative_id.in_(keys), Seat.ended_on.is_(None)
    )
    held: dict[UUID | None, set[SeatLevel]] = {}
    for key, level in work.session.execute(seats):
        held.setdefault(key, set()).add(level)
    order = list(SeatLevel)
    return {
        key: "、".join(SEAT_LEVEL_ZH[one] for one in sorted(levels, key=order.index)) + "人大代表"
        for key, levels in held.items()
    }


def _groups(work: Work, rows: list[CodeRow]) -> dict[UUID | None, str]:
    """`昌国街道代表团 第2小组`."""
    keys = [row.representative_id for row in rows]
    members = (
        select(GroupMember.representative_id, RepresentativeGroup.kind, RepresentativeGroup.name)
        .join(RepresentativeGroup, RepresentativeGroup.id == GroupMember.group_id)
        .where(GroupMember.representative_id.in_(keys))
        .order_by(RepresentativeGroup.name)
    )
    named: dict[UUID | None, dict[GroupKind, str]] = {}
    for key, kind, name in work.session.execute(members):
        named.setdefault(key, {}).setdefault(kind, name)
    order = (GroupKind.DELEGATION, GroupKind.GROUP)
    return {key: " ".join(n[k] for k in order if k in n) for key, n in named.items()}
