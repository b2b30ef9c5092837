"""The tour's reception days: a year planned, a swap by keys, the notice, a badge, the kiosk."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from liaison.domain.clock import civil, utc_now
from liaison.domain.duty import AttendanceStatus, slot_of
from liaison.domain.reception import Channel

if TYPE_CHECKING:
    from liaison.domain.ids import StationId
    from liaison.services.duty_rows import ShiftRow
    from ui.tour_steps import Walk

ISLAND = "前湾村"
LATE_IN_THE_YEAR = 11
"""From this month on the coming year is planned, too."""


def plan_and_swap(walk: "Walk") -> str:
    """排全年 with its preview, then a swap by Space, arrows and Enter, then the notice."""
    today = civil(utc_now()).date()
    walk.window.go("duty")
    walk.settle()
    walk.window.activateWindow()
    page: Any = walk.window.page
    shown = 0
    for year in (today.year, today.year + 1)[: 2 if today.month >= LATE_IN_THE_YEAR else 1]:
        page.plan.click()
        page.planning.year.choose(year)
        page.planning.year.changed.emit(year)
        walk.until(page.planning.write.isEnabled)
        walk.picture(f"duty-plan-{year}")
        shown = len(page.planning.outcome.shifts)
        walk.control(Qt.Key.Key_S)
        walk.settle()
    page.go_to(today)
    walk.settle()
    walk.picture("duty")
    one, other = _swappable(walk, today)
    for row, name in ((one, "duty-in-hand"), (other, "duty-swap")):
        page.go_to(row.day)
        walk.settle()
        walk.press(Qt.Key.Key_Space)
        walk.picture(name)
    said = page.bar.words.text()
    walk.press(Qt.Key.Key_Return)
    walk.settle()
    _notice(walk, page, other)
    return f"排了 {shown} 次接待；换班：{said}；公告 notice-{other.day}.pdf，已记张贴"


def _notice(walk: "Walk", page: Any, row: "ShiftRow") -> None:
    """The command prints it; the page shows it and notes that it hangs."""
    station = walk.desk.context.station
    assert station is not None  # the tour has chosen one
    name = f"notice-{row.day}.pdf"
    walk.command("duty", "notice", row.day.isoformat(), "--station", station.code, "--out", name)
    page.show_notice(row.id)
    walk.picture("duty-notice")
    page.notice.posted.click()
    walk.settle()
    page.show_overview()
    page.view.choose("year")
    page.view.changed.emit("year")
    walk.picture("duty-year")
    page.show_view("month")
    page.reload()
    walk.settle()


def _swappable(walk: "Walk", today: date) -> "tuple[ShiftRow, ShiftRow]":
    """The next two receptions of which nobody sits at both."""
    from liaison.services.duty_rows import shifts

    station = walk.desk.context.station_id
    last = today + timedelta(days=120)
    rows = [
        row
        for row in walk.ask(lambda work: shifts(work, today + timedelta(days=1), last, station))
        if row.people and all(p.status is AttendanceStatus.PLANNED for p in row.people)
    ]
    for one in rows:
        here = {person.representative_id for person in one.people}
        for other in rows:
            if other.day > one.day and not here & {p.representative_id for p in other.people}:
                return one, other
    raise LookupError("two receptions to swap")


def sign_in(walk: "Walk") -> str:
    """A representative's badge at the clerk's window, then at the station's own screen."""
    station = walk.desk.context.station_id
    assert station is not None  # the tour has chosen one
    names, badges = _duty_today(walk, station)
    walk.window.go("today")
    walk.settle()
    _scan(walk.window, badges[0])
    walk.until(lambda: _came(walk, station) > 0)
    walk.picture("badge-signed-in")
    from ui.kiosk.start import over

    kiosk = over(walk.window)
    kiosk.activateWindow()
    walk.settle()
    walk.picture("kiosk", kiosk)
    _scan(kiosk, badges[1])
    walk.until(lambda: kiosk.page is not kiosk.idle)
    walk.picture("kiosk-my-duty", kiosk)
    kiosk.ask_to_leave()
    kiosk.ask_to_leave()
    walk.settle()
    return f"{names[0]} 刷代表码签到；{names[1]} 在自助屏上看自己的值班"


def _scan(window: QWidget, code: str) -> None:
    """As a scanner types it, whatever has the focus."""
    handle = window.windowHandle()
    for letter in code:
        QTest.keyClick(handle, letter)  # type: ignore[call-overload]
    QTest.keyClick(handle, Qt.Key.Key_Return)


def _came(walk: "Walk", station: "StationId") -> int:
    from liaison.services.duty_rows import shifts

    today = civil(utc_now()).date()
    rows = walk.ask(lambda work: shifts(work, today, today, station))
    return sum(one.status is AttendanceStatus.PRESENT for row in rows for one in row.people)


def _duty_today(walk: "Walk", station: "StationId") -> tuple[list[str], list[str]]:
    """A reception on the island today, whatever the rules say, with two who have badges."""
    from liaison.services.code_rows import CodeRow
    from liaison.services.codes import codes
    from liaison.services.duty_moves import ShiftForm, add_shift
    from liaison.services.duty_rows import shifts

    now = civil(utc_now())
    rows = walk.ask(lambda work: shifts(work, now.date(), now.date(), station))
    busy = {one.representative_id for row in rows for one in row.people}
    issued: list[CodeRow] = walk.ask(lambda work: codes(work, station))
    free = [
        row
        for row in issued
        if row.representative_id and not row.withdrawn_on and row.representative_id not in busy
    ][:2]
    keys = tuple(row.representative_id for row in free if row.representative_id is not None)
    form = ShiftForm(
        station,
        now.date(),
        slot_of(now.time()),
        channel=Channel.ISLAND,
        place=ISLAND,
        seats=2,
        representatives=keys,
    )
    desk = walk.desk
    desk.tasks.write(desk, lambda work, _: add_shift(work, form))
    walk.settle()
    return [row.whose for row in free], [row.payload for row in free]
