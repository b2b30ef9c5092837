"""The year: twelve small months; a day with a reception is filled, one that wants something is marked."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from liaison.domain.calendar import DayKind
from liaison.domain.clock import WEEKDAYS_ZH
from liaison.domain.duty import ShiftStatus
from liaison.services.duty_board import Board, BoardDay
from liaison.services.duty_rows import NoticeState
from ui import theme
from ui.duty.said import AHEAD
from ui.widgets import Card, Text, scrolled

WANTS = frozenset({NoticeState.OVERDUE, NoticeState.CORRECTION_DUE})


class SmallMonth(QWidget):
    """One month, painted; pressing a day opens its month."""

    opened = Signal(object)
    """The pressed day, or the first of the month."""

    def __init__(self, month: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = month
        self._days: dict[date, BoardDay] = {}
        self._today = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.active().px(150))

    def sizeHint(self) -> QSize:
        return QSize(theme.active().px(190), theme.active().px(170))

    def show_days(self, days: Sequence[BoardDay], today: date) -> None:
        self._days, self._today = {one.day: one for one in days}, today
        held = [
            row for one in days for row in one.shifts if row.status is not ShiftStatus.CANCELLED
        ]
        empty = sum(row.empty_seats for row in held if row.status in AHEAD)
        self.summary = f"{len(held)} 次" + (f"，缺 {empty} 位" if empty else "")
        self.setAccessibleName(
            f"{self.month.year}年{self.month.month}月，{self.summary}，按回车打开"
        )
        self.setToolTip(f"{self.month.month}月：{self.summary}")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.month)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.day_at(event.position()) or self.month)

    def day_at(self, place: QPointF) -> date | None:
        return next((day for day in self._all() if self.box(day).contains(place)), None)

    def _all(self) -> list[date]:
        count = monthrange(self.month.year, self.month.month)[1]
        return [self.month + timedelta(days=n) for n in range(count)]

    def box(self, day: date) -> QRectF:
        """Where a day is painted."""
        look = theme.active()
        top = look.px(24 + 18)
        wide, tall = self.width() / 7, (self.height() - top) / 6
        week = (day.day - 1 + self.month.weekday()) // 7
        return QRectF(day.weekday() * wide, top + week * tall, wide, tall)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(look.font(14, bold=True))
        painter.setPen(look.color("text"))
        head = QRectF(6, 0, self.width() - 12, look.px(24))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, middle, f"{self.month.month}月")
        painter.setFont(look.font(12))
        painter.setPen(look.color("muted"))
        painter.drawText(head, middle | Qt.AlignmentFlag.AlignRight, getattr(self, "summary", ""))
        for column, word in enumerate(WEEKDAYS_ZH):
            wide = self.width() / 7
            box = QRectF(column * wide, look.px(24), wide, look.px(18))
            painter.drawText(box, centre, word)
        for day in self._all():
            self._paint_day(painter, day)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_day(self, painter: QPainter, day: date) -> None:
        look, known, box = theme.active(), self._days.get(day), self.box(day)
        side = min(box.width(), box.height()) - 2
        disc = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        rows = [r for r in known.shifts if r.status is not ShiftStatus.CANCELLED] if known else []
        off = known is not None and known.kind in (DayKind.HOLIDAY, DayKind.WEEKEND)
        ink = "faint" if off else "muted"
        painter.setPen(Qt.PenStyle.NoPen)
        if rows:
            late = any(row.notice in WANTS for row in rows)
            short = any(row.empty_seats for row in rows if row.status in AHEAD)
            ground = "overdue_bg" if late else "attention_bg" if short else "info_bg"
            ink = "overdue" if late else "attention" if short else "info"
            painter.setBrush(look.color(ground))
            painter.drawEllipse(disc)
        if day == self._today:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("text"), 1.5))
            painter.drawEllipse(disc)
        painter.setFont(look.font(12, bold=bool(rows)))
        painter.setPen(look.color(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))


class YearView(Card):
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(margin=16)
        self.months: list[SmallMonth] = []
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(10)
        area = scrolled(inside)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self.body.addWidget(area, 1)
        words = "蓝：有接待　黄：还缺代表　红：公告迟了或要更正　点一天，打开那一月"
        self.body.addWidget(Text(words, "small", wrap=True))

    def show_year(self, board: Board, year: int) -> None:
        if not self.months or self.months[0].month.year != year:
            for one in self.months:
                one.deleteLater()
            self.months = [SmallMonth(date(year, n, 1)) for n in range(1, 13)]
            for place, month in enumerate(self.months):
                month.opened.connect(self.opened)
                self._grid.addWidget(month, place // 4, place % 4)
        for month in self.months:
            days = [one for one in board.days if one.day.month == month.month.month]
            month.show_days(days, board.today)
