"""The window and what it works with: open the office in a worker, then fill the first page."""

import gc
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QLibraryInfo,
    QLockFile,
    QObject,
    QSettings,
    QTimer,
    QTranslator,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QApplication

from liaison.domain.errors import LiaisonError, Unavailable
from liaison.domain.progress import Progress
from ui.context import Context, OfficeFacts
from ui.main_window import MainWindow
from ui.tasks import Tasks
from ui.timing import tell

if TYPE_CHECKING:
    from liaison.office import Office
    from liaison.services.work import Work
    from liaison.settings import Settings

CLERK = "联络员"
NOBODY = frozenset({"root", "administrator", "Administrator", "user", "admin"})
"""Accounts that say nothing about who sits here."""


def office_facts(work: "Work") -> OfficeFacts:
    """What the frame shows of the office."""
    from liaison.services.settings import setting
    from liaison.services.station_list import stations
    from ui.context import StationChoice

    return OfficeFacts(
        setting(work, "district"),
        setting(work, "web_address"),
        tuple(StationChoice(row.id, row.code, row.name, row.kind) for row in stations(work)),
    )


def user_name() -> str:
    """Who sits here: the name set in 设置, else the computer's user."""
    stored = QSettings().value("user/name", "")
    if isinstance(stored, str) and stored.strip():
        return stored.strip()
    import getpass

    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        return CLERK
    return CLERK if name in NOBODY else name


class Desk(QObject):
    """The window and what it works with, from the first paint to the last task."""

    filled = Signal()
    """The first page shows the office's own figures, or the welcome."""

    def __init__(self, settings: "Settings", fault: LiaisonError | None = None) -> None:
        super().__init__()
        self.settings, self._fault = settings, fault
        self.tasks = Tasks()
        self.context = Context(settings)
        self.context.actor = user_name()
        self.window = MainWindow(self.tasks, self.context)
        self._lock: QLockFile | None = None
        self._translator = QTranslator(self)
        self.window.frame.painted.connect(self._on_painted)
        self.window.opened.connect(self._on_page_opened)
        self.context.station_changed.connect(self._on_station_changed)
        self.tasks.changed.connect(self._on_changed)
        self._filled = False

    def open(self) -> None:
        self.window.show()

    @Slot()
    def _on_painted(self) -> None:
        self.window.nav.dress()
        self._speak_chinese()
        self.begin()

    def _speak_chinese(self) -> None:
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        app = QApplication.instance()
        if app and self._translator.load("qtbase_zh_CN", folder):
            app.installTranslator(self._translator)

    @Slot()
    def begin(self) -> None:
        """Open the office; again after a fault that people could mend."""
        if self._fault is not None:
            self._on_fault(self._fault)
            return
        self.window.status.said.setText("正在打开数据…")
        self.tasks.compute(self, self._open_office, self._on_opened, self._on_fault)

    def _open_office(self, _progress: Progress) -> "tuple[Office, OfficeFacts]":
        from liaison.office import Office

        self._take_lock()
        office = Office.open(self.settings, self.context.actor)
        return office, office.read(office_facts)

    def _take_lock(self) -> None:
        """One window on one folder. Unavailable: another one is open; a dead one's lock is taken."""
        from liaison.settings import prepare_home

        if not self.settings.is_local_file or self._lock is not None:
            return
        prepare_home(self.settings)
        lock = QLockFile(str(self.settings.home / "window.lock"))
        lock.setStaleLockTime(0)
        if not lock.tryLock(100):
            raise Unavailable("already_open")
        self._lock = lock

    def _on_opened(self, answer: "tuple[Office, OfficeFacts]") -> None:
        self.tasks.office, facts = answer
        self.window.status.said.setText("")
        self.window.status.show_place(self.settings)
        self.context.learn(facts)
        if not facts.stations:
            self._welcome()
            return
        self.context.choose_station(self._stored_station(facts))
        self.window.go("today")

    def _stored_station(self, facts: OfficeFacts) -> Any:
        """The station chosen last; the only one there is; else the whole district."""
        stored = QSettings().value("station", "")
        known = next((one.id for one in facts.stations if str(one.id) == stored), None)
        return facts.stations[0].id if len(facts.stations) == 1 else known

    def _welcome(self) -> None:
        from ui.welcome import Welcome

        welcome = Welcome(self.tasks, self.context)
        welcome.settled.connect(self._on_settled)
        self.window.show_alone(welcome)
        self._tell_filled()

    @Slot(str)
    def _on_settled(self, then: str) -> None:
        self.window.leave_alone()
        self.tasks.read(self, office_facts, lambda facts: self._on_founded(facts, then))

    def _on_founded(self, facts: OfficeFacts, then: str) -> None:
        self.context.learn(facts)
        if len(facts.stations) == 1:
            self.context.choose_station(facts.stations[0].id)
        self.window.go(then)

    def _on_fault(self, error: LiaisonError) -> None:
        from ui.welcome import Fault

        self.window.status.said.setText("")
        fault = Fault(error)
        fault.again.connect(self._on_again)
        self.window.show_alone(fault)
        self._tell_filled()

    @Slot()
    def _on_again(self) -> None:
        self.window.leave_alone()
        self.begin()

    @Slot()
    def _on_station_changed(self) -> None:
        QSettings().setValue("station", str(self.context.station_id or ""))
        if self._filled and self.tasks.office is not None:
            self._count_waiting()

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"station", "setting"}:
            self.tasks.read(self, office_facts, self.context.learn)
        if kinds & {"matter", "reception"}:
            self._count_waiting()

    def _count_waiting(self) -> None:
        """The number beside 事项: answered and untold, or overdue."""
        station_id = self.context.station_id

        def count(work: "Work") -> int:
            from liaison.services.today import waiting

            return waiting(work, station_id)

        self.tasks.read(self, count, self.window.nav.buttons["matters"].say_count)

    @Slot(str)
    def _on_page_opened(self, _name: str) -> None:
        if self._filled or self.window.page is None:
            return
        signal = getattr(self.window.page, "filled", None)
        if signal is not None:
            signal.connect(self._tell_filled)
        else:
            self._tell_filled()

    @Slot()
    def _tell_filled(self) -> None:
        if not self._filled:
            self._filled = True
            tell("filled")
            gc.enable()
            self.filled.emit()
            QTimer.singleShot(0, self.window, self.window.listen)
            if self.tasks.office is not None:
                self._count_waiting()
                self.tasks.compute(self, self._get_ready, lambda _: None)

    def _get_ready(self, _progress: Progress) -> None:
        if self.tasks.office is not None:
            self.tasks.office.get_ready()

    def close(self) -> None:
        """Let pages keep their drafts, stop the work, close the office, give the folder free."""
        self.window.close()
        self.tasks.finish()
        if self.tasks.office:
            self.tasks.office.close()
            self.tasks.office = None
        if self._lock:
            self._lock.unlock()
            self._lock = None
