"""Start the kiosk by itself (`python main.py kiosk`), or from the window over it."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from liaison.domain.errors import BadInput, LiaisonError
from liaison.domain.ids import StationId
from liaison.domain.progress import Progress
from liaison.domain.words import sentence
from ui.context import Context, OfficeFacts
from ui.kiosk.window import Kiosk
from ui.tasks import Tasks
from ui.theme import State

if TYPE_CHECKING:
    from liaison.office import Office
    from liaison.settings import Settings
    from ui.main_window import MainWindow

AGAIN_MS = 15_000
ACTOR = "自助屏"


class Stand(QObject):
    """The screen and its office; an office that can't be opened is tried again until it can."""

    def __init__(self, settings: "Settings", station: str = "") -> None:
        super().__init__()
        self._settings, self._wanted = settings, station
        self.tasks = Tasks()
        self.context = Context(settings)
        self.context.actor = ACTOR
        self.kiosk = Kiosk(self.tasks, self.context)

    def open(self) -> None:
        self.kiosk.setGeometry(self.kiosk.screen().geometry())  # without a window manager too
        self.kiosk.showFullScreen()
        self.begin()

    @Slot()
    def begin(self) -> None:
        self.tasks.compute(self, self._open_office, self._on_opened, self._on_fault)

    def _open_office(self, _progress: Progress) -> "tuple[Office, OfficeFacts]":
        from liaison.office import Office
        from ui.desk import office_facts

        office = Office.open(self._settings, ACTOR)
        office.get_ready()
        return office, office.read(office_facts)

    def _on_opened(self, answer: "tuple[Office, OfficeFacts]") -> None:
        self.tasks.office, facts = answer
        self.context.learn(facts)
        self.context.choose_station(chosen(facts, self._wanted))
        self.kiosk.rest()
        if self._wanted and self.context.station_id is None:
            words = sentence(BadInput("no_such_station", text=self._wanted))
            self.kiosk.idle.band.say(words, State.ATTENTION)

    def _on_fault(self, error: LiaisonError) -> None:
        self.kiosk.idle.band.say(f"{sentence(error)}（正在自动重试）", State.OVERDUE)
        QTimer.singleShot(AGAIN_MS, self, self.begin)

    def close(self) -> None:
        self.tasks.finish()
        if self.tasks.office is not None:
            self.tasks.office.close()
            self.tasks.office = None


def chosen(facts: OfficeFacts, wanted: str) -> StationId | None:
    """The station named (by code or name), else the one that the window had last, else the only one."""
    from PySide6.QtCore import QSettings

    stored = str(QSettings().value("station", ""))
    for one in facts.stations:
        if wanted and wanted in (one.code, one.name):
            return one.id
    if wanted:
        return None
    known = next((one.id for one in facts.stations if str(one.id) == stored), None)
    return facts.stations[0].id if len(facts.stations) == 1 else known


def open_kiosk(home: str | None, station: str = "") -> int:
    """Run the kiosk on a data folder until a clerk leaves it; the process's exit code."""
    from liaison.settings import prepare_home, read_settings
    from ui.start import make_app

    settings = read_settings(home)
    prepare_home(settings)  # what no waiting can mend is said at once
    app = make_app(settings, sys.argv)
    stand = Stand(settings, station)
    stand.kiosk.left.connect(app.quit)
    stand.open()
    code = app.exec()
    stand.close()
    return code


def over(window: "MainWindow") -> Kiosk:
    """The kiosk over an open window, on its office; leaving it gives the window back."""
    kiosk = Kiosk(window.tasks, window.context)
    follower = window.listen()
    follower.scanner.deaf = True

    def give_back() -> None:
        follower.scanner.deaf = False
        kiosk.deleteLater()
        window.activateWindow()

    kiosk.left.connect(give_back)
    kiosk.setWindowModality(kiosk.windowModality().ApplicationModal)
    kiosk.showFullScreen()
    return kiosk
