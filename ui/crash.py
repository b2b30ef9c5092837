"""When the program itself fails: one calm window, a report without personal data, drafts kept."""

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.button import Button, PrimaryButton
from ui.widgets.text import Text

ROOT = Path(__file__).resolve().parent.parent
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], Any]


def report(error: BaseException) -> str:
    """Versions, and which line of the program failed. Messages and values may hold names: left out."""
    lines = [
        f"time {datetime.now(UTC):%Y-%m-%d %H:%M:%S}Z",
        f"python {platform.python_version()} on {platform.system()} {platform.release()}",
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        frames = traceback.extract_tb(cause.__traceback__)
        lines += [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def _short(file: str) -> str:
    """A path without the folders of this machine."""
    path = Path(file)
    if path.is_relative_to(ROOT):
        return path.relative_to(ROOT).as_posix()
    return "/".join(path.parts[-2:])


def write_report(error: BaseException, home: Path) -> Path | None:
    """Write the report into the data folder; None when even that is not possible."""
    file = home / "reports" / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(report(error), encoding="utf-8")
    except OSError:
        return None
    return file


class CrashWindow(QDialog):
    """What happened, what was kept, what to do."""

    def __init__(self, file: Path | None, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出了问题")
        self.setMinimumWidth(520)
        self._text = text
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 20)
        box.setSpacing(12)
        box.addWidget(Text("刚才这一步没有做完", "title"))
        box.addWidget(
            Text(
                "已经保存的都在，正在填写的内容已存为草稿。可以继续使用；再出现时请重新打开程序。",
                wrap=True,
            )
        )
        where = (
            f"问题报告在 {file}，里面没有任何姓名、电话或原话。"
            if file
            else "问题报告没能写到磁盘。"
        )
        box.addWidget(Text(where, "muted", wrap=True).selectable())
        row = QHBoxLayout()
        row.addStretch(1)
        copy = Button("复制报告")
        go_on = PrimaryButton("继续")
        row.addWidget(copy)
        row.addWidget(go_on)
        box.addLayout(row)
        copy.clicked.connect(self._on_copy_clicked)
        go_on.clicked.connect(self.accept)
        go_on.setDefault(True)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QApplication.clipboard().setText(self._text)


class Watch(QObject):
    """Brings failures of any thread to the screen's thread; one window at a time."""

    failed = Signal(object)

    def __init__(self, home: Path, window: QWidget | None) -> None:
        super().__init__(window)
        self._home, self._window = home, window
        self.dialog: CrashWindow | None = None
        self.failed.connect(self.on_failed, Qt.ConnectionType.QueuedConnection)

    def hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.failed.emit(error.with_traceback(trace))

    @Slot(object)
    def on_failed(self, error: BaseException) -> None:
        file = write_report(error, self._home)
        if self.dialog is None:
            self.dialog = CrashWindow(file, report(error), self._window)
            self.dialog.finished.connect(self._on_finished)
            self.dialog.open()

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None


def watch(home: Path, window: QWidget | None) -> Watch:
    """From now on a bug shows the calm window instead of ending the program."""
    watching = Watch(home, window)
    sys.excepthook = watching.hook
    threading.excepthook = lambda failure: watching.hook(
        failure.exc_type, failure.exc_value or RuntimeError(), failure.exc_traceback
    )
    return watching
