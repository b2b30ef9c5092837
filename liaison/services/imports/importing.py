"""One import under way: what is known, what is collected, what there is to tell."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Update, select

from db.models import BookImport, Category, HeadingMapping, ImportedRecord, Note, Unit
from liaison.books.findings import Finding
from liaison.books.headings import HandMapping
from liaison.books.kinds import Kind
from liaison.books.sheet import Book
from liaison.books.table import Kept, Loose, Place, Table
from liaison.domain.fold import fold
from liaison.domain.ids import CategoryId, ImportId, StationId, UnitId
from liaison.services.calendar import calendar
from liaison.services.imports.batch import Batch
from liaison.services.imports.known import Known, KnownStation
from liaison.services.imports.outcome import Answers, KeptText, Question, RuleQuestion
from liaison.services.imports.prints import fingerprint, known_prints
from liaison.services.settings import span
from liaison.services.work import Work

CLOCKS = ("refer_within_days", "answer_within_days", "tell_within_days")


class Importing:
    """Collects; writes nothing."""

    def __init__(self, work: Work, answers: Answers) -> None:
        self.work = work
        self.answers = answers
        self.known = Known.of(work)
        self.batch = Batch()
        self.changes: list[Update] = []
        """Statements that bring rows which are there up to date: a planned slot was held."""
        self.periods = {key: span(work, key) for key in CLOCKS}
        self.calendar = calendar(work)
        self.unchanged: Counter[str] = Counter()
        self.findings: list[Finding] = []
        self.questions: dict[str, Question] = {}
        self.rules: dict[str, RuleQuestion] = {}
        """By the station's name: its reception day isn't understood."""
        self.kept: list[KeptText] = []
        self.met: set[UUID] = set()
        """Representatives that were there before and stand in these books."""
        self.seen_prints: set[str] = set()
        self.proposals: dict[str, tuple[str, str | None]] = {}
        """Folded number → folded title and class, of the proposals of these books."""
        self.imports: dict[str, ImportId] = {}
        self.station_of_sheet: dict[tuple[str, str], str] = {}
        self._units: dict[str, UnitId] = {}
        self._categories: dict[str, CategoryId] = {}
        """By the very words: a book writes the same few again and again."""
        rows = work.session.execute(
            select(HeadingMapping.signature, HeadingMapping.kind, HeadingMapping.fields)
        )
        self._remembered = {
            signature: HandMapping(Kind(kind), fields) for signature, kind, fields in rows
        }

    def by_hand(self, signature: str) -> HandMapping | None:
        """How a person mapped these headings, now or earlier."""
        return self.answers.mappings.get(signature) or self._remembered.get(signature)

    def begin_book(self, book: Book) -> None:
        key = self.batch.add(
            BookImport,
            file_name=book.file,
            sha256=book.sha256,
            imported_at=self.work.now,
            actor=self.work.actor,
            added={},
        )
        self.imports[book.file] = ImportId(key)

    def tell(
        self, place: Place, code: str, value: object = "", column: str = "", **more: object
    ) -> None:
        pairs = tuple((key, str(text)) for key, text in more.items())
        self.findings.append(
            Finding(place.file, place.sheet, place.row, column, code, str(value), pairs)
        )

    def take_over(self, table: Table) -> None:
        """Findings of a sheet, and its rows that are no records, kept beside the import."""
        self.findings.extend(table.found)
        for row in table.loose:
            self.kept.append(KeptText(table.file, table.sheet.name, row.place.row, "", row.text))
        if table.loose:
            self._keep_loose(table.file, table.sheet.name, table.loose)

    def keep_row(self, place: Place, text: str) -> None:
        """A row that can't be brought in stays as a note beside the import."""
        self.kept.append(KeptText(place.file, place.sheet, place.row, "", text))
        self._keep_loose(place.file, place.sheet, [Loose(place, text)])

    def _keep_loose(self, file: str, sheet: str, rows: list[Loose]) -> None:
        marks = {fingerprint("loose", sheet, one.text): one for one in rows}
        for mark in marks.keys() - known_prints(self.work, marks) - self.seen_prints:
            self.seen_prints.add(mark)
            key = self.imports[file]
            note = self.batch.add(
                Note,
                station_id=None,
                record="book_import",
                record_id=key,
                field="",
                text=marks[mark].text,
                source=marks[mark].place.zh,
            )
            self.remember(mark, "note", note, file)

    def remember(self, mark: str, record: str, record_id: UUID, file: str) -> None:
        """The fingerprint of a row that is brought in."""
        self.batch.add_keyless(
            ImportedRecord,
            fingerprint=mark,
            record=record,
            record_id=record_id,
            import_id=self.imports[file],
        )

    def keep(
        self,
        record: str,
        record_id: UUID,
        station_id: StationId | None,
        place: Place,
        kept: Iterable[Kept],
    ) -> None:
        """Text that could not be read stays as a note beside its record."""
        for one in kept:
            self.kept.append(KeptText(place.file, place.sheet, place.row, one.column, one.text))
            self.batch.add(
                Note,
                station_id=station_id,
                record=record,
                record_id=record_id,
                field=one.column,
                text=one.text,
                source=place.zh,
            )

    def unit(self, name: str, place: Place) -> UnitId | None:
        """The unit of this name, made when it is new."""
        if not name:
            return None
        key = self._units.get(name) or self.known.units.get(fold(name))
        if key is None:
            position = len(self.known.units)
            key = UnitId(self.batch.add(Unit, name=name, position=position))
            self.known.add_unit(key, name)
            self.tell(place, "unit_made", name)
        self._units[name] = key
        return key

    def category(self, name: str, place: Place) -> CategoryId | None:
        """The category of this name, made when it is new."""
        if not name:
            return None
        key = self._categories.get(name) or self.known.categories.get(fold(name))
        if key is None:
            position = len(self.known.categories)
            key = CategoryId(self.batch.add(Category, name=name, position=position))
            self.known.categories[fold(name)] = key
            self.tell(place, "category_made", name)
        self._categories[name] = key
        return key


@dataclass(frozen=True)
class Here:
    """An import at one station."""

    importing: Importing
    station: KnownStation
