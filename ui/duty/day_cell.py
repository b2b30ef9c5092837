"""One day of the month grid: number, mark, people, notes; painted, with its people to be grasped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from liaison.domain.calendar import DayKind
from liaison.domain.duty import AttendanceStatus, ShiftStatus
from liaison.domain.ids import AttendanceId
from liaison.services.duty_board import BoardDay
from liaison.services.duty_rows import ShiftPerson, ShiftRow
from ui import theme
from ui.duty.said import day_words, notes, notice_tag, person_words, shift_words, short_day
from ui.tag import Tag
from ui.theme import State
from ui.widgets.chip import chip_width, paint_chip

PAD, HEAD, LINE, FACE, GAP = 8, 20, 22, 18, 6
WEEKEND = 5
LARGE = 1.2
"""From this text scale on a line holds one person."""
MARKS = ("休", "班")


@dataclass(frozen=True)
class Held:
    """A person in hand, and the reception that they are from."""

    shift: ShiftRow
    person: ShiftPerson


@dataclass(frozen=True)
class Spot:
    """Something painted: a person, or a line of words."""

    box: QRectF
    held: Held | None = None
    words: str = ""
    strong: bool = False
    shift: ShiftRow | None = None


class DayCell(QWidget):
    opened = Signal(object)
    """Pressed: the date."""
    grasped = Signal(object)
    """A person is being dragged: Held. Then `dragged` and `dropped` with places on the screen."""
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        lines = 3 if theme.active().scale > LARGE else 2
        self.setMinimumHeight(theme.active().px(HEAD + lines * LINE + 12))
        self.shown: BoardDay | None = None
        self._today = date.min
        self._outside = self._district = False
        self._spots: list[Spot] = []
        self._press: tuple[QPoint, Held | None] | None = None
        self._dragging = False
        self.lit: frozenset[AttendanceId] = frozenset()
        """People that are being swapped."""
        self.searched: object = None
        """A representative whose duties are to be seen."""

    @property
    def day(self) -> date:
        assert self.shown is not None  # the grid gives every cell its day
        return self.shown.day

    @property
    def spots(self) -> list[Spot]:
        """What is painted, where."""
        return self._spots

    def show_day(self, day: BoardDay, today: date, *, outside: bool, district: bool) -> None:
        """`outside` the month; `district`: a line a station stands for its people."""
        self.shown, self._today = day, today
        self._outside, self._district = outside, district
        self.setAccessibleName(self._said())
        self._lay()
        self.update()

    def light(self, lit: frozenset[AttendanceId]) -> None:
        if lit != self.lit:
            self.lit = lit
            self.update()

    def search(self, representative_id: object) -> None:
        if representative_id != self.searched:
            self.searched = representative_id
            self.update()

    def person_at(self, place: QPoint) -> Held | None:
        """Who is painted at a place of the cell."""
        point = QPointF(place)
        return next((one.held for one in self._spots if one.held and one.box.contains(point)), None)

    def people(self) -> list[Held]:
        """Everybody of the day who sits, in order."""
        rows = self.shown.shifts if self.shown else ()
        return [Held(row, one) for row in rows for one in row.people if one.sits]

    def _said(self) -> str:
        day = self.shown
        if day is None:
            return ""
        parts = [day_words(day.day)]
        if day.kind is DayKind.HOLIDAY:
            parts.append(f"休 {day.name}")
        elif day.kind is DayKind.MAKE_UP:
            parts.append("调休上班")
        if day.moved_to:
            parts.append(f"顺延至 {short_day(day.moved_to)}")
        parts += [shift_words(one, self._today) for one in day.shifts]
        return "；".join(parts)

    def _font(self) -> QFont:
        return theme.active().font(12)

    def _lay(self) -> None:
        look = theme.active()
        self._spots = []
        if self.shown is None:
            return
        self._y = look.px(HEAD + 10)
        self._x = PAD
        if self.shown.moved_to and not self.shown.shifts:
            self._line(f"顺延至 {_near(self.shown.moved_to, self.shown.day)}")
        elif self.shown.kind is DayKind.HOLIDAY and not self.shown.shifts:
            self._line(self.shown.name)
        for shift in self.shown.shifts:
            self._lay_shift(shift)
        self._cut()

    def _lay_shift(self, shift: ShiftRow) -> None:
        if self._district:
            here = sum(one.sits for one in shift.people)
            cancelled = shift.status is ShiftStatus.CANCELLED
            self._line(f"{_station(shift.station)}{' 取消' if cancelled else f' {here} 位'}", shift)
            return
        if shift.status is not ShiftStatus.CANCELLED:
            for person in shift.people:
                self._person(Held(shift, person))
        for words in notes(shift):
            self._line(words, shift)
        self._x = PAD

    def _person(self, held: Held) -> None:
        look, metrics = theme.active(), QFontMetrics(self._font())
        wide = look.px(FACE) + 3 + metrics.horizontalAdvance(held.person.name)
        wide += metrics.horizontalAdvance("替") + 3 if held.person.instead_of else 0
        room = self.width() - PAD - 3
        half = PAD + (self.width() - PAD) // 2
        if self._x > PAD and self._x + wide > self.width() - 3:
            self._next_line()
        box = QRectF(self._x, self._y, min(wide, room), look.px(LINE) - 3)
        self._spots.append(Spot(box, held, shift=held.shift))
        if self._x == PAD and wide + GAP <= half:
            self._x = half
        else:
            self._next_line()

    def _next_line(self) -> None:
        self._x, self._y = PAD, self._y + theme.active().px(LINE)

    def _line(self, words: str, shift: ShiftRow | None = None) -> None:
        if self._x > PAD:
            self._next_line()
        box = QRectF(PAD, self._y, self.width() - PAD - 3, theme.active().px(LINE) - 3)
        self._spots.append(Spot(box, words=words, shift=shift))
        self._next_line()

    def _cut(self) -> None:
        """What has no room gives way to a line that counts it."""
        bottom = self.height() - 2
        fits = [one for one in self._spots if one.box.bottom() <= bottom]
        if len(fits) == len(self._spots):
            return
        last = theme.active().px(LINE) - 3
        while fits and fits[-1].box.bottom() > bottom - last + 2:
            fits.pop()
        left = self._spots[len(fits) :]
        people = sum(one.held is not None for one in left)
        words = f"还有 {people} 位" if people else f"还有 {len(left)} 处"
        y = fits[-1].box.bottom() + 3 if fits else theme.active().px(HEAD + 8)
        fits.append(Spot(QRectF(PAD, y, self.width() - PAD - 3, last), words=words, strong=True))
        self._spots = fits

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def tag(self) -> Tag | None:
        """The mark in the corner: a day off, a make-up day, or how its notices stand."""
        if self.shown is None:
            return None
        tags = [notice_tag(one, self._today) for one in self.shown.shifts]
        graves = [State.OVERDUE, State.ATTENTION, State.GOOD]
        found = sorted((one for one in tags if one), key=lambda one: graves.index(one.state))
        if found:
            return found[0]
        if self.shown.kind is DayKind.HOLIDAY:
            return Tag("休", State.GOOD)
        if self.shown.kind is DayKind.MAKE_UP:
            return Tag("班", State.NEUTRAL)
        return None

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_head(painter)
        for spot in self._spots:
            if spot.held is not None:
                self._paint_person(painter, spot.box, spot.held)
            else:
                self._paint_words(painter, spot)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.active().color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme.active()
        quiet = self._outside or self.day.weekday() >= WEEKEND
        painter.fillRect(self.rect(), look.color("raised" if quiet else "panel"))
        painter.setPen(QPen(look.color("line_soft"), 1))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self.day == self._today:
            painter.fillRect(QRectF(0, 0, self.width() - 1, 2), look.color("text"))

    def _paint_head(self, painter: QPainter) -> None:
        look = theme.active()
        held = bool(self.shown and self.shown.shifts) and not self._outside
        font = look.font(13, bold=held or self.day == self._today)
        words = short_day(self.day) if self.day.day == 1 else str(self.day.day)
        width = QFontMetrics(font).horizontalAdvance(words)
        box = QRectF(PAD, look.px(5), width + 2, look.px(HEAD))
        quiet = self._outside or (self.day.weekday() >= WEEKEND and not held)
        ink = look.color("muted" if quiet else "text")
        if self.day == self._today:
            box = QRectF(PAD - 3, look.px(6), width + 14, look.px(18))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("text"))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            ink = look.color("panel")
        painter.setFont(font)
        painter.setPen(ink)
        align = Qt.AlignmentFlag.AlignVCenter
        centre = align | Qt.AlignmentFlag.AlignHCenter
        painter.drawText(box, centre if self.day == self._today else align, words)
        tag = self.tag()
        if tag is not None:
            self._paint_tag(painter, tag, box.right())

    def _paint_tag(self, painter: QPainter, tag: Tag, left: float) -> None:
        look = theme.active()
        room = self.width() - left - 8
        if tag.word in MARKS or chip_width(tag) > room:
            self._paint_mark(painter, tag, room)
            return
        wide = chip_width(tag)
        box = QRectF(self.width() - wide - 5, look.px(6), wide, look.px(18))
        paint_chip(painter, box, tag)

    def _paint_mark(self, painter: QPainter, tag: Tag, room: float) -> None:
        """休 and 班, and what has no room for its icon: words alone on their ground."""
        look = theme.active()
        ink, ground = look.state_colors(tag.state)
        font = self._font()
        metrics = QFontMetrics(font)
        wide = min(metrics.horizontalAdvance(tag.word) + look.px(12), room)
        words = metrics.elidedText(tag.word, Qt.TextElideMode.ElideRight, round(wide) - 4)
        box = QRectF(self.width() - wide - 5, look.px(6), wide, look.px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(ink)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_person(self, painter: QPainter, box: QRectF, held: Held) -> None:
        look, person = theme.active(), held.person
        lit = person.attendance_id in self.lit
        searched = self.searched is not None and person.representative_id == self.searched
        past = held.shift.day < self._today or self._outside
        if lit or searched:
            ring = box.adjusted(-2, 0, 3, 0)
            painter.setBrush(look.color("info_bg"))
            painter.setPen(QPen(look.color("info"), 1.2))
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        side = look.px(FACE)
        face = QRectF(box.left(), box.center().y() - side / 2, side, side)
        warm = bool(person.instead_of)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("attention_bg" if warm else "neutral_bg"))
        painter.drawEllipse(face)
        painter.setFont(look.font(10, bold=True))
        painter.setPen(look.color("attention" if warm else "muted" if past else "slate"))
        painter.drawText(face, Qt.AlignmentFlag.AlignCenter, person.name[:1])
        self._paint_name(painter, box, held, look.color("info" if lit else _ink(person, past=past)))

    def _paint_name(self, painter: QPainter, box: QRectF, held: Held, ink: QColor) -> None:
        look, person = theme.active(), held.person
        font = self._font()
        font.setStrikeOut(not person.sits)
        painter.setFont(font)
        painter.setPen(ink)
        metrics = QFontMetrics(font)
        mark = metrics.horizontalAdvance("替") + 3 if person.instead_of else 0
        left = box.left() + look.px(FACE) + 3
        room = box.right() - left - mark
        words = metrics.elidedText(person.name, Qt.TextElideMode.ElideRight, round(room) + 1)
        align = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, box.top(), room + 2, box.height()), align, words)
        if mark:
            font.setStrikeOut(False)
            painter.setFont(font)
            painter.setPen(look.color("attention"))
            painter.drawText(
                QRectF(box.right() - mark + 3, box.top(), mark, box.height()), align, "替"
            )

    def _paint_words(self, painter: QPainter, spot: Spot) -> None:
        font = self._font()
        painter.setFont(font)
        painter.setPen(theme.active().color("info" if spot.strong else "muted"))
        words = QFontMetrics(font).elidedText(
            spot.words, Qt.TextElideMode.ElideRight, round(spot.box.width())
        )
        painter.drawText(spot.box, Qt.AlignmentFlag.AlignVCenter, words)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            held = self.person_at(event.pos())
            QToolTip.showText(event.globalPos(), _tip(held) if held else self._said(), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            place = event.position().toPoint()
            self._press = (place, self.person_at(place))
            self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None or self._press[1] is None:
            return
        place = event.position().toPoint()
        far = (place - self._press[0]).manhattanLength()
        if not self._dragging and far >= QApplication.startDragDistance():
            self._dragging = True
            self.grasped.emit(self._press[1])
        if self._dragging:
            self.dragged.emit(self.mapToGlobal(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._press is None:
            return
        self._press = None
        if self._dragging:
            self._dragging = False
            self.dropped.emit(self.mapToGlobal(event.position().toPoint()))
        else:
            self.opened.emit(self.day)


def _ink(person: ShiftPerson, *, past: bool) -> str:
    if person.status in (AttendanceStatus.LEAVE, AttendanceStatus.ABSENT):
        return "faint"
    return "muted" if past else "text"


def _tip(held: Held) -> str:
    reason = f"：{held.person.reason}" if held.person.reason else ""
    return f"{person_words(held.person)}{reason}"


def _near(day: date, than: date) -> str:
    return f"{day.day}日" if day.month == than.month else short_day(day)


def _station(name: str) -> str:
    return name.removesuffix("代表联络站").removesuffix("人大")


def all_people(cells: Iterable[DayCell]) -> list[Held]:
    """Everybody on the grid."""
    return [held for cell in cells for held in cell.people()]
