"""The matters of one visit: a card each, side by side when there are several."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from liaison.domain.matter import Disposition
from liaison.services.desk import Desk
from liaison.services.reception_form import MOST_MATTERS, MatterForm
from ui.receptions.matter_card import MatterCard
from ui.receptions.noted import Noted


class MattersPart(QWidget):
    changed = Signal()
    titled = Signal()
    added = Signal(QWidget)
    """A card that is to be typed in: it may lie below what is seen."""
    arranged = Signal()
    """Cards came or went: the order of Tab is to be told anew."""

    def __init__(self) -> None:
        super().__init__()
        self._desk: Desk | None = None
        self.cards: list[MatterCard] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self.put(())

    def offer(self, desk: Desk) -> None:
        self._desk = desk
        for card in self.cards:
            card.offer(desk)

    def put(self, forms: tuple[MatterForm, ...]) -> None:
        for card in list(self.cards):
            self._take_out(card)
        for form in forms or (MatterForm("", Disposition.REFERRED),):
            self._add_card().put(form)
        self._arrange()

    def forms(self) -> tuple[MatterForm, ...]:
        """Blank cards are passed over, unless there is nothing else."""
        return tuple(card.form() for card in self.filled())

    def filled(self) -> list[MatterCard]:
        return [card for card in self.cards if not card.is_blank()] or self.cards[:1]

    def add(self) -> None:
        """One card more, ready to be typed in."""
        if len(self.cards) >= MOST_MATTERS:
            return
        card = self._add_card()
        self._arrange()
        card.title.setFocus(Qt.FocusReason.TabFocusReason)
        self.added.emit(card)
        self.changed.emit()

    def _add_card(self) -> MatterCard:
        card = MatterCard()
        self.cards.append(card)
        if self._desk:
            card.offer(self._desk)
        card.changed.connect(self.changed)
        card.titled.connect(self.titled)
        card.removed.connect(lambda: self._on_removed(card))
        return card

    def _on_removed(self, card: MatterCard) -> None:
        self._take_out(card)
        self._arrange()
        self.cards[0].title.setFocus()
        self.changed.emit()
        self.titled.emit()

    def _take_out(self, card: MatterCard) -> None:
        self.cards.remove(card)
        self._grid.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _arrange(self) -> None:
        alone = len(self.cards) == 1
        for place, card in enumerate(self.cards):
            row, column = divmod(place, 2)
            self._grid.addWidget(card, row, column, 1, 2 if alone else 1)
            card.number(place + 1, alone=alone)
            card.show()
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self.arranged.emit()

    def field(self, path: str) -> Noted | None:
        parts = path.split(".")
        if parts[0] != "matters":
            return None
        if len(parts) < 3:
            return self.cards[0].noted["title"]
        cards = self.filled()
        place = int(parts[1])
        return cards[place].noted.get(parts[2]) if place < len(cards) else None
