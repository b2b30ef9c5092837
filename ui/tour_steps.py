"""The steps of the tour: what a clerk does, with real keys in the real window."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer, SignalInstance
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from liaison.domain.period import Period
from ui import pages, theme
from ui.desk import Desk, office_facts

LONGEST = 120.0
"""Seconds that one step may take."""


class Walk:
    """The window and where its pictures go."""

    def __init__(self, app: QApplication, desk: Desk, out: Path, ending: str) -> None:
        self.app, self.desk, self.out, self.ending = app, desk, out, ending
        self.window = desk.window
        self.period: Period | None = None
        self.number = ""
        self._pictures = 0

    def wait_for(self, signal: SignalInstance, act: Callable[[], None]) -> None:
        """Do something and wait for what it brings about."""
        loop = QEventLoop()
        signal.connect(loop.quit)
        QTimer.singleShot(int(LONGEST * 1000), loop.quit)
        act()
        loop.exec()

    def settle(self) -> None:
        """Wait until nothing is running and everything is painted."""
        began = monotonic()
        quiet = 0
        while quiet < 4 and monotonic() - began < LONGEST:
            QTest.qWait(40)
            quiet = 0 if self.desk.tasks.busy else quiet + 1

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for something, at most as long as one step may take."""
        began = monotonic()
        while not true() and monotonic() - began < LONGEST:
            QTest.qWait(40)

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """Of the window, or of another one that stands before it."""
        self.settle()
        self._pictures += 1
        (of or self.window).grab().save(
            str(self.out / f"{self._pictures:02}-{name}{self.ending}.png")
        )

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.focus(), key, modifier or Qt.KeyboardModifier.NoModifier)

    def control(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def type(self, words: str) -> None:
        """ASCII as keys, Chinese as an input method commits it, one character at a time."""
        for letter in words:
            if letter.isascii():
                QTest.keyClicks(self.focus(), letter)
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QCoreApplication.sendEvent(self.focus(), event)

    def named(self, name: str) -> Any:
        """The visible control of the page whose accessible name begins so."""
        page = self.window.page or self.window
        for one in page.findChildren(QWidget):
            if one.isVisible() and one.isEnabled() and one.accessibleName().startswith(name):
                return one
        raise LookupError(name)

    def ask(self, query: Callable[[Any], Any]) -> Any:
        """Read from the office that the window has open."""
        office = self.desk.tasks.office
        if office is None:
            raise LookupError("office")
        return office.read(query)

    def command(self, *words: str) -> None:
        """Run a command of the technician's on the same data, its last word a file of the tour's."""
        _command(self, *words)

    def close(self) -> None:
        self.window.close()
        self.desk.close()


def welcome(walk: Walk) -> str:
    walk.picture("welcome")
    return "第一次打开，三种开始的方式"


def bring_books(walk: Walk) -> str:
    """Check the sample books first, then take them in."""
    from datetime import timedelta

    from liaison.domain.clock import civil, utc_now
    from resources.samples import write_books

    today = civil(utc_now()).date()
    books = write_books(walk.out / "books", today)
    walk.period = Period.of_month(today - timedelta(days=1)).previous()
    walk.window.leave_alone()
    walk.window.go("exchange", {"files": books})
    walk.picture("import-checked")
    page: Any = walk.window.page
    walk.control(Qt.Key.Key_Return)
    walk.settle()
    if page.bring.isEnabled():
        page.bring.click()
    walk.picture("import-done")
    said = page.message.words or page.summary.text()
    return f"{len(books)} 本簿册，先检查再导入。{said}"


def choose_district(walk: Walk) -> str:
    from liaison.services.settings import put_setting

    desk = walk.desk
    desk.tasks.write(desk, lambda work, _: put_setting(work, "district", "示范区"))
    walk.settle()
    desk.tasks.read(desk, office_facts, desk.context.learn)
    walk.settle()
    first = desk.context.facts.stations[0]
    desk.context.choose_station(first.id)
    walk.settle()
    return f"选定 {first.name}，共 {len(desk.context.facts.stations)} 个站"


def look_at(name: str, picture: str = "") -> Callable[[Walk], str]:
    """A step that opens a page by its key and takes its picture."""

    def step(walk: Walk) -> str:
        places = list(walk.window.nav.buttons)
        if name not in places:
            return "这一页还没有"
        key = Qt.Key(Qt.Key.Key_0 + (places.index(name) + 1) % 10)
        walk.press(key, Qt.KeyboardModifier.AltModifier)
        walk.picture(picture or name)
        page = walk.window.page
        return page.subtitle.text().replace("　", "，") if page else ""

    return step


def month_report(walk: Walk) -> str:
    """The month on the page, then the same as PDF and workbook."""
    if not pages.entry("reports").exists() or walk.period is None:
        return "这一页还没有"
    walk.window.go("reports", {"period": walk.period.text})
    walk.picture("reports")
    for ending in ("pdf", "xlsx"):
        _command(walk, "report", walk.period.text, "--out", f"month-{walk.period.text}.{ending}")
    return f"{walk.period.title_zh}的月报：month-{walk.period.text}.pdf 和 .xlsx"


def print_codes(walk: Walk) -> str:
    """Issue the codes in the page, then the posters and cards as PDF."""
    walk.window.go("codes")
    walk.settle()
    page: Any = walk.window.page
    page.issue()
    walk.settle()
    walk.until(page.print.isEnabled)
    walk.picture("codes")
    for view in ("wall", "official", "look"):
        page.open(view=view)
        walk.picture(f"codes-{view}")
    page.open(view="print")
    _command(walk, "codes", "--out", "codes")
    files = sorted(file.name for file in (walk.out / "codes").glob("*.pdf"))
    return f"{len(files)} 个 PDF，每个码都从画好的页面上读回来核对过"


def by_phone(walk: Walk) -> str:
    """A citizen's matter comes in by phone, is read, and waits to be accepted."""
    from ui.tour_phone import receive_by_phone

    return receive_by_phone(walk)


def _command(walk: Walk, *words: str) -> None:
    """Run a command of the technician's on the same data, as another process may."""
    from liaison import cli

    *rest, target = words
    home = str(walk.desk.settings.home)
    arguments = cli.parser().parse_args(["--home", home, *rest, str(walk.out / target)])
    code = cli.run(arguments)
    if code:
        raise RuntimeError(f"{words[0]} ended with {code}")


def find_somebody(walk: Walk) -> str:
    """Ctrl+K and three letters."""
    from ui.finder import Finder

    walk.control(Qt.Key.Key_K)
    finder = walk.window.findChild(Finder)
    if finder is None:
        raise LookupError("finder")
    finder.line.setFocus()
    QTest.keyClicks(finder.line, "wjg")
    QTest.qWait(300)
    walk.picture("finder")
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    walk.picture("people-found")
    return "打 wjg 找到王建国，回车打开"


def guests(walk: Walk) -> str:
    walk.window.go("today")
    walk.desk.context.visit(on=True)
    walk.picture("guests")
    walk.desk.context.visit(on=False)
    walk.settle()
    return "参观模式：事由、姓名都遮住"


def darker(walk: Walk) -> str:
    theme.apply(walk.app, theme.themed(dark=True, scale=1.0))
    walk.window.go("today")
    walk.picture("dark")
    theme.apply(walk.app, theme.themed(dark=False, scale=1.25))
    walk.picture("larger-text")
    theme.apply(walk.app, theme.themed(dark=False, scale=1.0))
    return "深色和 125 % 的文字"


def record_reception(walk: Walk) -> str:
    """The next visitor, key by key."""
    from ui.tour_reception import type_reception

    return type_reception(walk)


def leave_draft(walk: Walk) -> str:
    """Half a reception, left lying."""
    from ui.tour_reception import leave_a_draft

    return leave_a_draft(walk)


def close_the_loop(walk: Walk) -> str:
    """The recorded matter around the whole loop, with its slips."""
    from ui.tour_matters import go_round

    return go_round(walk)


def duty_days(walk: Walk) -> str:
    """A year of reception days, a swap, a notice."""
    from ui.tour_duty import plan_and_swap

    return plan_and_swap(walk)


def badges(walk: Walk) -> str:
    """Signed in by a badge; the station's own screen."""
    from ui.tour_duty import sign_in

    return sign_in(walk)


STEPS: tuple[tuple[str, Callable[[Walk], str]], ...] = (
    ("首次启动", welcome),
    ("导入", bring_books),
    ("选站", choose_district),
    ("今日", look_at("today")),
    ("登记一次接待", record_reception),
    ("接待登记簿", look_at("receptions")),
    ("一件事项办到底", close_the_loop),
    ("草稿", leave_draft),
    ("事项", look_at("matters")),
    ("值班", duty_days),
    ("代表", look_at("people")),
    ("查找", find_somebody),
    ("码与海报", print_codes),
    ("网上来的", by_phone),
    ("签到和自助屏", badges),
    ("月报", month_report),
    ("设置", look_at("settings")),
    ("参观模式", guests),
    ("显示", darker),
)
PAGES_ONLY: tuple[tuple[str, Callable[[Walk], str]], ...] = tuple(
    (entry.word, look_at(entry.name)) for entry in pages.PAGES if not entry.under
)
