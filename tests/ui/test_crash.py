import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from ui import crash


@pytest.fixture
def watching(tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    return crash.watch(tmp_path, None)


def fail():
    name = "林阿凤"
    raise ValueError(f"{name} 13800006214")


def failure():
    try:
        fail()
    except ValueError as error:
        return error


def test_a_report_tells_where_and_no_name():
    text = crash.report(failure())

    assert "tests/ui/test_crash.py" in text
    assert "fail" in text
    assert "ValueError" in text
    assert "林阿凤" not in text
    assert "13800006214" not in text


def test_a_failure_in_any_thread_shows_one_calm_window(watching, qtbot, tmp_path):
    def work():
        error = failure()
        sys.excepthook(type(error), error, error.__traceback__)

    for _ in range(2):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()

    qtbot.waitUntil(lambda: watching.dialog is not None)
    words = "\n".join(one.text() for one in watching.dialog.findChildren(QLabel))
    assert "草稿" in words
    assert "没有任何姓名" in words
    assert list((tmp_path / "reports").glob("crash-*.txt"))
    QTimer.singleShot(0, watching.dialog.accept)
    qtbot.waitUntil(lambda: watching.dialog is None)


def test_a_report_that_cannot_be_written_is_no_second_failure(tmp_path):
    home = tmp_path / "file"
    home.write_text("")

    assert crash.write_report(failure(), home) is None
