"""The kiosk: full screen, one page at a time, back to waiting after a minute; nothing else can be done.

It has no way to other pages. It closes only by Ctrl+Shift+L pressed twice within five seconds.
"""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liaison.domain.attending import Arrival, ArrivalKind, Missing, Part, SignForm, clock_zh
from liaison.domain.clock import WEEKDAYS_ZH, civil, utc_now
from liaison.domain.errors import BadInput, LiaisonError
from liaison.domain.ids import RepresentativeId
from liaison.domain.own_view import IdleScreen, OwnDuty, OwnMatter, OwnView, SwapChoice
from ui.context import Context
from ui.kiosk.ask_page import AskPage
from ui.kiosk.idle import IdlePage
from ui.kiosk.look import SECONDS, Ring, button, scale_of, style_sheet, words
from ui.kiosk.own_page import OwnPage
from ui.nav import Seal
from ui.scanner import Scanner
from ui.tasks import Tasks
from ui.theme import State

if TYPE_CHECKING:
    from liaison.services.work import Work

TICK_MS = 500
RENEW_SECONDS = 60
LEAVE_KEY = "Ctrl+Shift+L"
LEAVE_SECONDS = 5
LEAVE_ZH = "要离开自助屏吗？五秒内再按一次 Ctrl+Shift+L。"
GONE_ZH = "暂时连不上数据，正在自动重试；上面是刚才的安排。"
INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)


class Kiosk(QWidget):
    left = Signal()
    """A clerk has closed it."""
    shown = Signal()
    """The screen shows something new; for whoever waits for it."""

    def __init__(
        self, tasks: Tasks, context: Context, now: Callable[[], float] = monotonic
    ) -> None:
        super().__init__()
        self.setObjectName("kiosk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("人大代表联络站 自助屏")
        self._tasks, self._context, self._now = tasks, context, now
        self._scale = 1.0
        self._key: RepresentativeId | None = None
        self._view: OwnView | None = None
        self._known: IdleScreen | None = None
        self._may_close = False
        self._leave_at = self._renewed = self._stirred = float("-inf")
        self._build()
        self.scanner = Scanner(self)
        self.scanner.scanned.connect(self.scan)
        QShortcut(QKeySequence(LEAVE_KEY), self).activated.connect(self.ask_to_leave)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.rest()
        self.tick()

    def _build(self) -> None:
        self.bar = QFrame()
        self.bar.setObjectName("bar")
        self.station = words(self._context.place_zh, 20, strong=True)
        self.clock = words("", 18, quiet=True)
        self.ring = Ring()
        self.going = words("秒后自动返回", 18, quiet=True)
        self.back = button("返回")
        self.back.clicked.connect(self.rest)
        row = self._row = QHBoxLayout(self.bar)
        row.addWidget(Seal())
        row.addWidget(self.station)
        row.addWidget(self.clock)
        row.addStretch(1)
        for widget in (self.ring, self.going, self.back):
            row.addWidget(widget)
        self.stack = QStackedWidget()
        self.idle = IdlePage(self._scale)
        self.stack.addWidget(self.idle)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.stack, 1)
        self._fit()

    @property
    def page(self) -> QWidget | None:
        return self.stack.currentWidget()

    @property
    def seconds_left(self) -> int:
        """Until the screen goes back by itself."""
        return max(0, round(SECONDS - (self._now() - self._stirred)))

    def stir(self) -> None:
        """Somebody uses it: the minute begins anew."""
        self._stirred = self._now()

    @Slot()
    def tick(self) -> None:
        """Twice a second: the clock, the ring, back to waiting, and the days anew each minute."""
        at = civil(utc_now())
        weekday = WEEKDAYS_ZH[at.weekday()]
        day = f"{at.year}年{at.month}月{at.day}日 周{weekday}"
        self.clock.setText(f"{day}　{clock_zh(at.time())}")
        if self.page is not self.idle:
            self.ring.say(self.seconds_left)
            if not self.seconds_left:
                self.rest()
        elif self._now() - self._renewed >= RENEW_SECONDS:
            self.renew()

    @Slot()
    def rest(self) -> None:
        """Back to waiting; nothing of the person before stays."""
        self._key = self._view = None
        self._put(self.idle)
        self.idle.band.hide()
        self.renew()

    def renew(self) -> None:
        """Read the days ahead; without the database the last known ones stay."""
        self._renewed = self._now()
        station = self._context.station_id
        if self._tasks.office is None:
            self.idle.band.say(GONE_ZH, State.ATTENTION)
            return

        def query(work: "Work") -> IdleScreen:
            from liaison.services.own_view import idle

            return idle(work, station)

        self._tasks.read(self, query, self._show_days, self._on_gone)

    def _show_days(self, found: IdleScreen) -> None:
        self._known = found
        self.station.setText(found.station or self._context.place_zh)
        self.idle.show_days(found)
        if self.idle.band.said.text() == GONE_ZH:
            self.idle.band.hide()
        self.shown.emit()

    def _on_gone(self, _error: LiaisonError) -> None:
        self.idle.band.say(GONE_ZH, State.ATTENTION)
        self.shown.emit()

    @Slot(str)
    def scan(self, text: str) -> None:
        """A badge opens its own view and signs in; anything else is said."""
        self.stir()
        if self._tasks.office is None:
            self._put(self.idle)
            self.idle.band.say(GONE_ZH, State.ATTENTION)
            return

        def query(work: "Work") -> OwnView:
            from liaison.domain.codes import as_meant, looks_garbled
            from liaison.services.badges import holder
            from liaison.services.own_view import own_view

            if looks_garbled(text):
                raise BadInput("badge_garbled")
            return own_view(work, holder(work, as_meant(text)))

        self._tasks.read(self, query, self._on_known, self._refuse)

    def _on_known(self, view: OwnView) -> None:
        self._show(view)
        self._sign(SignForm(view.representative_id, self._context.station_id, may_leave=False))

    def _sign(self, form: SignForm) -> None:
        def command(work: "Work", _progress: object) -> tuple[Arrival, OwnView]:
            from liaison.services.attending import sign
            from liaison.services.own_view import own_view

            return sign(work, form), own_view(work, form.representative_id)

        self._tasks.write(self, command, self._on_signed, self._refuse)

    def _on_signed(self, answer: tuple[Arrival, OwnView]) -> None:
        told, view = answer
        if view.representative_id != self._key:
            return  # somebody else has scanned meanwhile
        page = self._show(view)
        if told.kind is ArrivalKind.ASKED:
            question = f"{told.words_zh}。今天来是替谁，还是另外参加？"
            page.band.say(question, State.ATTENTION, *self._answers(told))
        elif told.kind in (ArrivalKind.SIGNED_IN, ArrivalKind.SIGNED_OUT):
            page.band.say(told.words_zh, State.GOOD)
        self.shown.emit()

    def _answers(self, told: Arrival) -> list[QWidget]:
        found: list[QWidget] = []
        for one in told.missing[:4]:
            instead = button(f"替{one.name}")
            instead.clicked.connect(lambda _=False, who=one: self._answer(told, who))
            found.append(instead)
        more, no = button("另外参加"), button("只看看")
        more.clicked.connect(lambda: self._answer(told, None))
        no.clicked.connect(self._hide_band)
        return [*found, more, no]

    def _answer(self, told: Arrival, one: Missing | None) -> None:
        self.stir()
        self._sign(
            SignForm(
                told.representative_id,
                shift_id=told.shift_id,
                part=Part.SUBSTITUTE if one else Part.ADDITIONAL,
                instead_of=one.attendance_id if one else None,
            )
        )

    def _hide_band(self) -> None:
        self.stir()
        if isinstance(self.page, OwnPage):
            self.page.band.hide()

    def _show(self, view: OwnView) -> OwnPage:
        self._key, self._view = view.representative_id, view
        page = OwnPage(view, self._scale)
        page.leave_asked.connect(self._on_leave)
        page.swap_asked.connect(self._on_swap)
        page.seen.connect(self._on_seen)
        page.out_asked.connect(self._on_out)
        self._put(page)
        self.shown.emit()
        return page

    @Slot()
    def _on_out(self) -> None:
        self.stir()
        if self._key is not None:
            self._sign(SignForm(self._key, self._context.station_id))

    @Slot(object)
    def _on_seen(self, one: OwnMatter) -> None:
        self.stir()
        key = self._key

        def command(work: "Work", _progress: object) -> OwnView:
            from liaison.services.own_view import confirm_seen, own_view

            assert key is not None  # the page is somebody's
            confirm_seen(work, key, one.id, one.version)
            return own_view(work, key)

        self._tasks.write(
            self, command, lambda view: self._after(view, "已记下：看过并确认。"), self._refuse
        )

    @Slot(object)
    def _on_leave(self, duty: OwnDuty) -> None:
        self.stir()
        self._ask(duty, None)

    @Slot(object)
    def _on_swap(self, duty: OwnDuty) -> None:
        self.stir()
        key = self._key

        def query(work: "Work") -> Any:
            from liaison.services.own_view import swap_choices

            assert key is not None  # as above
            return swap_choices(work, key, duty.attendance_id)

        self._tasks.read(self, query, lambda found: self._ask(duty, found), self._refuse)

    def _ask(self, duty: OwnDuty, choices: tuple[SwapChoice, ...] | None) -> None:
        page = AskPage(duty, choices, self._scale)
        page.given_up.connect(self._back_to_view)
        page.decided.connect(lambda reason, other: self._send(duty, reason, other))
        self._put(page)
        self.shown.emit()

    def _send(self, duty: OwnDuty, reason: str, other: SwapChoice | None) -> None:
        self.stir()
        key = self._key

        def command(work: "Work", _progress: object) -> OwnView:
            from liaison.services.own_view import ask_leave, ask_swap, own_view

            assert key is not None  # as above
            if other is None:
                ask_leave(work, key, duty.attendance_id, reason)
            else:
                ask_swap(work, key, duty.attendance_id, other.attendance_id, reason)
            return own_view(work, key)

        said = "已提出，等联络员答复；答复以前仍按原来的安排。"
        self._tasks.write(self, command, lambda view: self._after(view, said), self._refuse)

    def _after(self, view: OwnView, said: str) -> None:
        if view.representative_id == self._key:
            self._show(view).band.say(said, State.GOOD)

    @Slot()
    def _back_to_view(self) -> None:
        self.stir()
        if self._view is not None:
            self._show(self._view)

    def _refuse(self, error: LiaisonError) -> None:
        from liaison.domain.words import sentence

        page = self.page
        if isinstance(page, AskPage) and self._view is not None:
            page = self._show(self._view)
        band = page.band if isinstance(page, OwnPage) else self.idle.band
        if band is self.idle.band:
            self._put(self.idle)
        band.say(sentence(error), State.ATTENTION)
        self.shown.emit()

    @Slot()
    def ask_to_leave(self) -> None:
        """The first press asks, a second one within five seconds leaves."""
        if self._now() - self._leave_at <= LEAVE_SECONDS:
            self._may_close = True
            self.close()
            self.left.emit()
            return
        self._leave_at = self._now()
        page = self.page
        band = page.band if isinstance(page, OwnPage) else self.idle.band
        band.say(LEAVE_ZH, State.ATTENTION)

    def _put(self, page: QWidget) -> None:
        """Show a page; the one before it, with what it told of somebody, is gone."""
        old = self.stack.currentWidget()
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if old is not None and old not in (page, self.idle):
            self.stack.removeWidget(old)
            old.deleteLater()
        used = page is not self.idle
        for widget in (self.ring, self.going, self.back):
            widget.setVisible(used)
        if used:
            self.ring.say(self.seconds_left)
        (page.focusProxy() or page).setFocus()

    def _fit(self) -> None:
        self._scale = scale_of(self.width(), self.height())
        self.setStyleSheet(style_sheet(self._scale))
        self.bar.setFixedHeight(round(72 * self._scale))
        room = round(32 * self._scale)
        self._row.setContentsMargins(room, 0, room, 0)
        self._row.setSpacing(round(16 * self._scale))
        self.ring.fit(self._scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scale = scale_of(self.width(), self.height())
        if abs(scale - self._scale) < 0.01:
            return
        self._fit()
        was_idle, old = self.page is self.idle, self.idle
        self.idle = IdlePage(self._scale)
        self.stack.addWidget(self.idle)
        if self._known is not None:
            self.idle.show_days(self._known)
        if was_idle:
            self.stack.setCurrentWidget(self.idle)
        self.stack.removeWidget(old)
        old.deleteLater()
        if self._view is not None:
            self._show(self._view)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in INPUT:
            self.stir()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that would lead somewhere else lead nowhere; Esc goes back to waiting."""
        if event.key() == Qt.Key.Key_Escape:
            self.rest()
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 and the like close nothing."""
        if self._may_close:
            super().closeEvent(event)
        else:
            event.ignore()
