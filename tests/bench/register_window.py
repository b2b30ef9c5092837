"""A window for measuring memory: empty, or with a FILE the register after 200 jumps through it.

Prints the resident megabytes.
"""

import random
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget


def resident() -> float:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def spin(app: QApplication, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.002)


def show_register(app: QApplication, file: str) -> QWidget:
    from db.engine import open_engine
    from liaison.office import Office
    from ui import theme
    from ui.context import Context
    from ui.main_window import MainWindow
    from ui.tasks import Tasks

    theme.load_fonts()
    theme.apply(app, theme.Theme())
    tasks = Tasks(Office(open_engine(f"sqlite:///{file}"), "试验"))
    window = MainWindow(tasks, Context())
    window.show()
    window.go("receptions")
    page = window.page
    while page.model.rowCount() < 1000:
        spin(app, 0.1)
    bar, chance = page.table.verticalScrollBar(), random.Random(3)
    for _ in range(200):
        bar.setValue(chance.randint(0, bar.maximum()))
        spin(app, 0.02)
    spin(app, 0.5)
    assert tasks.finish()
    return window


def main() -> None:
    app = QApplication(sys.argv[:1])
    if len(sys.argv) > 1:
        window: QWidget = show_register(app, sys.argv[1])
    else:
        window = QWidget()
        window.resize(1366, 768)
        window.show()
        spin(app, 0.5)
    print(f"{resident():.1f}", flush=True)
    window.close()


if __name__ == "__main__":
    main()
