"""The month: weeks from Monday to Sunday; arrows move, Enter opens, people are dragged or picked by keys."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from liaison.domain.clock import WEEKDAYS_ZH
from liaison.domain.ids import AttendanceId
from liaison.services.duty_board import Board, BoardDay
from liaison.services.duty_rows import ShiftPerson, ShiftRow
from ui import icons, theme
from ui.duty.day_cell import DayCell, Held, all_people
from ui.duty.said import may_swap
from ui.widgets.text import Text

MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
WEEKS = 6


def weeks_of(month: date) -> tuple[date, date]:
    """The first Monday and the last Sunday of the weeks that hold the month."""
    first = month.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    last = following - timedelta(days=1)
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


class MonthGrid(QFrame):
    opened = Signal(object)
    """A day was opened: its date."""
    left_month = Signal(object)
    """The arrows went over the edge: the date to go to."""
    swapping = Signal(object, object)
    """Two people are chosen to change places: Held, Held (the second None: one is in hand)."""
    walked = Signal(object)
    """The keys have moved to another day: its cell."""
    dropped_aside = Signal()
    """A person in hand was let go where nobody is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.month = self.today = date.min
        self.board: Board | None = None
        self._first: Held | None = None
        self._second: Held | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(0)
        for column, word in enumerate(WEEKDAYS_ZH):
            head = Text(f"周{word}", "small")
            head.setContentsMargins(10, 6, 0, 6)
            self._grid.addWidget(head, 0, column)
        self.cells: list[DayCell] = []
        for place in range(WEEKS * 7):
            cell = DayCell(self)
            cell.opened.connect(self._on_cell_opened)
            cell.grasped.connect(self._on_grasped)
            cell.dragged.connect(self._on_dragged)
            cell.dropped.connect(self._on_dropped)
            self._grid.addWidget(cell, place // 7 + 1, place % 7)
            self.cells.append(cell)
        self.ghost = Ghost(self)
        self.setFocusProxy(self.cells[0])

    @property
    def shown(self) -> list[DayCell]:
        """The cells of the month's weeks."""
        return [cell for cell in self.cells if cell.shown is not None and not cell.isHidden()]

    @property
    def chosen(self) -> date | None:
        """The day that has the focus, or had it last."""
        proxy = self.focusProxy()
        return proxy.day if isinstance(proxy, DayCell) and proxy.shown else None

    def cell(self, day: date) -> DayCell | None:
        return next((one for one in self.shown if one.day == day), None)

    def show_board(self, board: Board, month: date, *, district: bool) -> None:
        """Draw a month; a person in hand stays in hand as long as they are there."""
        chosen = self.chosen if self.month == month else None
        self.board, self.month, self.today = board, month, board.today
        first, last = weeks_of(month)
        count = (last - first).days + 1
        for place, cell in enumerate(self.cells):
            day = board.day(first + timedelta(days=place)) if place < count else None
            cell.setVisible(day is not None)
            if day is not None:
                outside = day.day.month != month.month
                cell.show_day(day, board.today, outside=outside, district=district)
        for row in range(1, WEEKS + 1):
            self._grid.setRowStretch(row, 1 if row <= count // 7 else 0)
        self._widen()
        self._remember(chosen or (board.today if self.cell(board.today) else month))
        self.light()

    def _widen(self) -> None:
        """A weekend on which nobody receives is narrow."""
        for column in range(7):
            busy = any(c.shown.shifts for c in self.shown[column::7] if c.shown)
            wide = column < 5 or busy
            self._grid.setColumnStretch(column, 100 if wide else 44)

    def _remember(self, day: date) -> None:
        cell = self.cell(day) or self.cells[0]
        self.setFocusProxy(cell)

    def go_to(self, day: date) -> None:
        """Put the focus on a day of the shown weeks, or ask for its month."""
        cell = self.cell(day)
        if cell is None:
            self.left_month.emit(day)
            return
        self._remember(day)
        cell.setFocus(Qt.FocusReason.OtherFocusReason)
        self.walked.emit(cell)

    def search(self, representative_id: object) -> None:
        """Show where somebody is on duty; None: nobody."""
        for cell in self.cells:
            cell.search(representative_id)

    # -- swapping ---------------------------------------------------------------------------

    @property
    def in_hand(self) -> tuple[Held | None, Held | None]:
        return self._first, self._second

    def light(self) -> None:
        lit = frozenset(one.person.attendance_id for one in self.in_hand if one is not None)
        for cell in self.cells:
            cell.light(lit)

    def take(self, first: Held | None, second: Held | None = None) -> None:
        """Put people in hand; None and None: let go."""
        self._first, self._second = first, second
        self.light()
        self.swapping.emit(first, second)

    def exchange(self, one: Held, other: Held) -> None:
        """Show two people in each other's place, at once; what the office says comes after."""
        if self.board is None:
            return
        new = {
            one.person.attendance_id: other.person,
            other.person.attendance_id: one.person,
        }
        for cell in self.shown:
            day = cell.shown
            if day is not None and any(_has(row, new) for row in day.shifts):
                rows = tuple(_exchanged(row, new) for row in day.shifts)
                self._redraw(cell, replace(day, shifts=rows))

    def put_back(self) -> None:
        """Show the board as it was read."""
        if self.board is not None:
            for cell in self.shown:
                day = self.board.day(cell.day)
                if day is not None and day is not cell.shown:
                    self._redraw(cell, day)

    def _redraw(self, cell: DayCell, day: BoardDay) -> None:
        outside = day.day.month != self.month.month
        cell.show_day(day, self.today, outside=outside, district=False)

    def _may(self, held: Held | None) -> bool:
        return held is not None and may_swap(held.shift, held.person, self.today)

    def _pick(self, cell: DayCell) -> None:
        """Space: the next person of this day who can change places."""
        able = [one for one in cell.people() if self._may(one)]
        if not able:
            return
        keys = [one.person.attendance_id for one in able]
        first = self._first
        if first is None or first.shift.day == cell.day:
            here = first.person.attendance_id if first else None
            place = keys.index(here) + 1 if here in keys else 0
            self.take(able[place] if place < len(able) else None)
            return
        second = self._second.person.attendance_id if self._second else None
        place = keys.index(second) + 1 if second in keys else 0
        self.take(first, able[place % len(able)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cell = self.focusWidget()
        if not isinstance(cell, DayCell) or cell.shown is None:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key in MOVES:
            self.go_to(cell.day + timedelta(days=MOVES[key]))
        elif key in PAGES:
            self.left_month.emit(months_on(cell.day, PAGES[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            off = 0 if key is Qt.Key.Key_Home else 6
            self.go_to(cell.day + timedelta(days=off - cell.day.weekday()))
        elif key == Qt.Key.Key_Space:
            self._pick(cell)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(cell.day)
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _on_cell_opened(self, day: date) -> None:
        self._remember(day)
        self.opened.emit(day)

    @Slot(object)
    def _on_grasped(self, held: Held) -> None:
        if self._may(held):
            # nothing is said yet: a bar that opened now would move the days below the pointer
            self._first, self._second = held, None
            self.light()
            self.ghost.carry(held.person.name)

    @Slot(QPoint)
    def _on_dragged(self, place: QPoint) -> None:
        if not self.ghost.isHidden():
            self.ghost.follow(self.mapFromGlobal(place))
            self.light()
            target = self._person_below(place)
            if target is not None:
                cell = self.cell(target.shift.day)
                if cell is not None:
                    cell.light(cell.lit | {target.person.attendance_id})

    @Slot(QPoint)
    def _on_dropped(self, place: QPoint) -> None:
        if self.ghost.isHidden():
            return
        self.ghost.hide()
        target, first = self._person_below(place), self._first
        if target is None or first is None or target.shift.id == first.shift.id:
            self.take(None)
            self.dropped_aside.emit()
        else:
            self.take(first, target)

    def _person_below(self, place: QPoint) -> Held | None:
        for cell in self.shown:
            inside = cell.mapFromGlobal(place)
            if cell.rect().contains(inside):
                held = cell.person_at(inside)
                return held if self._may(held) else None
        return None

    def people(self) -> list[Held]:
        return all_people(self.shown)

    def held(self, key: AttendanceId) -> Held | None:
        """Somebody of the month by their attendance."""
        return next((one for one in self.people() if one.person.attendance_id == key), None)


class Ghost(QLabel):
    """The name that follows the pointer while it is dragged."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def carry(self, name: str) -> None:
        look = theme.active()
        self.setText(name)
        width = QFontMetrics(look.font(12)).horizontalAdvance(name)
        self.resize(width + look.px(40), look.px(26))
        self.show()
        self.raise_()

    def follow(self, place: QPoint) -> None:
        self.move(place + QPoint(8, 8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(look.color("info"), 1.2))
        painter.setBrush(look.color("info_bg"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        side = look.px(14)
        icon = QRectF(look.px(8), (self.height() - side) / 2, side, side)
        icons.draw(painter, "arrows-left-right", icon, look.color("info"))
        painter.setFont(look.font(12))
        painter.setPen(look.color("info"))
        words = box.adjusted(look.px(26), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


def _has(row: ShiftRow, keys: dict[AttendanceId, ShiftPerson]) -> bool:
    return any(one.attendance_id in keys for one in row.people)


def _exchanged(row: ShiftRow, new: dict[AttendanceId, ShiftPerson]) -> ShiftRow:
    return replace(row, people=tuple(_places(row, new)))


def _places(row: ShiftRow, new: dict[AttendanceId, ShiftPerson]) -> Iterator[ShiftPerson]:
    """The other's name in the place of the one who goes."""
    for one in row.people:
        yield new.get(one.attendance_id, one)


def months_on(day: date, count: int) -> date:
    """The same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    following = (date(year, month + 1, 1) + timedelta(days=31)).replace(day=1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))
