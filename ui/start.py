"""Start the window: a painted frame first, then the real one, then the office in a worker.

Before the first paint nothing heavy is imported (SQLAlchemy, reportlab, Pillow, openpyxl …), and of
our own pages and parts nothing at all.
With `LIAISON_TIMING=1` two JSON lines on standard error tell when it was painted and filled.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QSettings, Slot
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.curtain import Curtain, place
from ui.timing import tell

if TYPE_CHECKING:
    from liaison.domain.errors import LiaisonError
    from liaison.settings import Settings
    from ui.desk import Desk

NAME = "liaison"


def open_window(home: str | None = None) -> int:
    """Open the window on a data folder (None: the usual one); the process's exit code.

    A settings file that can't be read is told in the window, not in the terminal.
    """
    from liaison.domain.errors import LiaisonError
    from liaison.settings import Settings, read_settings

    try:
        settings = read_settings(home)
    except LiaisonError as error:
        folder = Path(home or Path.cwd())
        return run(Settings(folder, "sqlite://"), error)
    return run(settings)


def run(settings: "Settings", fault: "LiaisonError | None" = None) -> int:
    """Open the window and stay until it is closed; `fault` is then all that it shows."""
    app = named_app(settings, sys.argv)
    opening = Opening(settings, fault)
    opening.curtain.show()
    code = app.exec()
    opening.close()
    return code


class Opening(QObject):
    """From the curtain to the desk behind it."""

    def __init__(self, settings: "Settings", fault: "LiaisonError | None") -> None:
        super().__init__()
        self._settings, self._fault = settings, fault
        self.curtain = Curtain()
        self.desk: Desk | None = None
        place(self.curtain)
        self.curtain.painted.connect(self.furnish)

    @Slot()
    def furnish(self) -> None:
        """Build the real frame behind the curtain and draw the curtain away."""
        tell("painted")
        app = QApplication.instance()
        if not isinstance(app, QApplication) or not self.curtain.isVisible():
            return
        from ui import crash
        from ui.desk import Desk

        theme.apply(app, theme.active())
        self.desk = Desk(self._settings, self._fault)
        crash.watch(self._settings.home, self.desk.window)
        self.desk.window.frame.painted.connect(self.curtain.close)
        self.desk.open()

    def close(self) -> None:
        if self.desk is not None:
            self.desk.close()


def named_app(settings: "Settings", arguments: list[str]) -> QApplication:
    """The application in its own fonts; window settings are kept in the data folder."""
    prepare_input_method()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(arguments[:1])
    app.setOrganizationName(NAME)
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("人大代表联络站")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    scope = QSettings.Scope.UserScope
    QSettings.setPath(QSettings.Format.IniFormat, scope, str(settings.home / "window"))
    theme.load_fonts()
    theme.choose(stored_theme())
    return app


def make_app(settings: "Settings", arguments: list[str]) -> QApplication:
    """The application dressed at once, for a window without a curtain."""
    app = named_app(settings, arguments)
    theme.apply(app, theme.active())
    return app


def prepare_input_method() -> None:
    """Let Chinese be typed: without a plug-in for it, fcitx is reached through IBus's portal."""
    from liaison.domain import input_method

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    os.environ.update(input_method.needed(os.environ, plugins))


def stored_theme() -> theme.Theme:
    stored = QSettings()
    scale = stored.value("look/scale", 1.0, float)
    return theme.themed(
        dark=bool(stored.value("look/dark", defaultValue=False, type=bool)),
        scale=scale if isinstance(scale, float) else 1.0,
    )
