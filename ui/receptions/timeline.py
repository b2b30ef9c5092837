"""经过: what happened to a reception, newest first; nothing in it is ever changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.clock import civil
from liaison.domain.matter import MATTER_STATUS_ZH, OPEN, MatterStatus
from liaison.domain.reception import ReceptionStatus
from liaison.services.reception_view import CorrectionView, MatterView, ReceptionView
from ui import theme
from ui.receptions.correction_words import field_zh
from ui.widgets.parts import clear
from ui.widgets.text import Text

NOW_ZH = "现在"
Moment = tuple[date, datetime]
"""The day it happened, then the instant it was written down."""


@dataclass(frozen=True)
class Event:
    """One mark of the line. `look` is a colour of the theme, `filled` a full dot."""

    when: str
    words: str
    detail: str = ""
    look: str = "muted"
    filled: bool = False


def events(view: ReceptionView) -> list[Event]:
    """What is waited for, then what happened, newest first."""
    dated = sorted((*_steps(view), *map(_correction, view.corrections)), key=lambda pair: pair[0])
    return [*_waiting(view), *(event for _, event in reversed(dated)), _recorded(view)]


def _waiting(view: ReceptionView) -> Iterator[Event]:
    if view.status is ReceptionStatus.VOID:
        return
    for matter in view.matters:
        name = _name(view, matter)
        if matter.status is MatterStatus.ANSWERED:
            yield Event(NOW_ZH, f"{name}等告知来访人", "要回访；告知后才能办结", "accent")
        elif matter.status in OPEN:
            due = f"期限 {matter.due_on}" if matter.due_on else ""
            due += GUESSED_ZH if matter.due_is_guess else ""
            yield Event(NOW_ZH, f"{name}{_awaited(matter)}", due, "info")


def _awaited(matter: MatterView) -> str:
    if matter.status is MatterStatus.AWAITING_REFERRAL:
        return f"等交办给{matter.unit}" if matter.unit else "等交办"
    return f"等{matter.unit}办理" if matter.unit else "等办理"


def _steps(view: ReceptionView) -> Iterator[tuple[Moment, Event]]:
    for matter in view.matters:
        for step in matter.steps:
            remark = f"：{step.remark}" if step.remark else ""
            good = step.status in (MatterStatus.TOLD, MatterStatus.RATED, MatterStatus.ARCHIVED)
            event = Event(
                _day(step.happened_on),
                f"{_name(view, matter)}{MATTER_STATUS_ZH[step.status]}{remark}",
                look="good" if good else "muted",
                filled=good,
            )
            yield (step.happened_on, step.recorded_at), event


def _correction(one: CorrectionView) -> tuple[Moment, Event]:
    at = civil(one.corrected_at)
    detail = f"{one.why} · {one.actor} {at:%H:%M} · 第 {one.edition} 版"
    old, new = one.old or "（空）", one.new or "（空）"
    return (at.date(), one.corrected_at), Event(
        _day(at.date()), f"更正{field_zh(one.field)}：{old} → {new}", detail, "info"
    )


def _recorded(view: ReceptionView) -> Event:
    done = ("登记", "已读给来访人听" * view.read_back, "已告知" * view.notice_given)
    who = f"记录 {view.recorder}" if view.recorder else ""
    return Event(_day(view.received_on), "，".join(filter(None, done)), who)


def _name(view: ReceptionView, matter: MatterView) -> str:
    return f"事项 {view.matters.index(matter) + 1} " if len(view.matters) > 1 else ""


def _day(day: date) -> str:
    return f"{day:%m-%d}"


class Dot(QWidget):
    """The mark of an event on the line that joins them."""

    def __init__(self, event: Event, *, last: bool) -> None:
        super().__init__()
        self._event, self._last = event, last
        self.setFixedWidth(theme.active().px(18))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, look.px(11))
        if not self._last:
            painter.setPen(QPen(look.color("line"), 2))
            painter.drawLine(middle, QPointF(middle.x(), self.height()))
        painter.setPen(QPen(look.color(self._event.look), 2))
        painter.setBrush(look.color(self._event.look if self._event.filled else "panel"))
        painter.drawEllipse(middle, 4.5, 4.5)
        painter.end()


class Timeline(QWidget):
    """A list of events with their dots."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)

    def tell(self, found: list[Event]) -> None:
        clear(self._grid)
        for line, event in enumerate(found):
            self._grid.addWidget(Dot(event, last=line == len(found) - 1), line, 0)
            when = Text(event.when, "muted")
            self._grid.addWidget(when, line, 1, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setContentsMargins(4, 0, 0, 10)
            words.setSpacing(0)
            words.addWidget(Text(event.words, wrap=True).selectable())
            if event.detail:
                words.addWidget(Text(event.detail, "small", wrap=True))
            self._grid.addLayout(words, line, 2)
