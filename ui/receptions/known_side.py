"""The right column at work: asks while somebody types, and carries a choice into the form."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from liaison.domain.ids import StationId
from liaison.services.reception_form import VisitorForm
from liaison.services.visitors import LikelyVisitor
from ui.receptions.form_sheet import FormSheet
from ui.receptions.lookups import Lookups, Typed
from ui.receptions.side_column import Alike, Known, SideColumn
from ui.receptions.speaker_line import SpeakerLine
from ui.tasks import Tasks


class KnownSide(QObject):
    changed = Signal()
    """A choice changed the form."""

    def __init__(self, tasks: Tasks, sheet: FormSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._sheet = tasks, sheet
        self._station_id: StationId | None = None
        self.column = SideColumn()
        self.lookups = Lookups(tasks, self._person_typed, self._titles_typed, self)
        sheet.people.asked.connect(self.lookups.person_typed)
        sheet.matters.titled.connect(self.lookups.titles_typed)
        self.lookups.knew.connect(self.column.earlier.tell)
        self.lookups.alike.connect(self._on_alike)
        self.column.earlier.picked.connect(self._on_picked)
        self.column.earlier.parted.connect(self._on_parted)
        self.column.similar.merged.connect(self._on_merged)

    def begin(self, station_id: StationId | None) -> None:
        """Nothing is known of the next visitor yet."""
        self._station_id = station_id
        self.lookups.rest()
        self.column.earlier.tell(Known())
        self.column.similar.tell((), frozenset())

    def ask(self) -> None:
        self.lookups.ask_person()
        self.lookups.ask_titles()

    def _person_typed(self) -> tuple[Any, ...]:
        line = self._sheet.people.lines[0]
        return self._station_id, line.name.text(), line.phone.text(), line.linked

    def _titles_typed(self) -> Typed:
        line = self._sheet.people.lines[0]
        cards = self._sheet.matters.cards
        typed = tuple((card.title.text().strip(), card.category.value) for card in cards)
        return Typed(self._station_id, typed, line.form().area_id, line.linked)

    def _on_picked(self, person: LikelyVisitor) -> None:
        from liaison.services.receptions import known_visitor

        line = self._sheet.people.lines[0]
        self._tasks.read(
            self,
            lambda work: known_visitor(work, person.id),
            lambda known: self._fill_person(line, known),
        )

    def _fill_person(self, line: SpeakerLine, known: VisitorForm) -> None:
        """What is typed already stays; what is empty is filled from the earlier visit."""
        if line not in self._sheet.people.lines:
            return
        typed = line.form()
        line.put(
            VisitorForm(
                known.name,
                typed.phone.strip() or known.phone,
                typed.area_id or known.area_id,
                typed.address.strip() or known.address,
                known.visitor_id,
            )
        )
        self.changed.emit()
        self.ask()
        line.phone.setFocus()

    def _on_parted(self) -> None:
        self._sheet.people.lines[0].unlink()
        self.changed.emit()
        self.ask()

    def _on_alike(self, found: tuple[Alike, ...]) -> None:
        cards = self._sheet.matters.cards
        merged = frozenset(card.linked_to for card in cards if card.linked_to)
        self.column.similar.tell(found, merged)

    def _on_merged(self, alike: Alike) -> None:
        cards = self._sheet.matters.cards
        if alike.place < len(cards):
            card, matter = cards[alike.place], alike.matter
            take = card.repeat if matter.same_visitor else card.join
            take(matter.id, matter.title)
            self.lookups.ask_titles()
