"""PySide6 6.12.0 loses a reference to None on nearly every call, and Python 3.11 then aborts."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QPushButton

from liaison.services import doctor_machine

ROUNDS, MOST = 20_000, 50


class Bell(QObject):
    rung = Signal()


def lost_by(call):
    call()
    none, true = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(ROUNDS):
        call()
    return abs(none - sys.getrefcount(None)), abs(true - sys.getrefcount(True))


def test_calls_of_qt_keep_the_references_to_none_and_true(qapp):
    keep = [None] * 100_000  # so that a broken version fails here instead of aborting the run
    button, bell = QPushButton(), Bell()

    for call in (
        lambda: button.setObjectName("x"),
        bell.rung.emit,
        button.click,
        QApplication.processEvents,
    ):
        assert max(lost_by(call)) < MOST
    assert len(keep) == 100_000


def test_the_doctor_sees_the_same():
    assert doctor_machine.references_lost() is not None
    assert doctor_machine.pyside_keeps_none().ok
