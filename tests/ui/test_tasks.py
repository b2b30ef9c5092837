import threading

import pytest
from PySide6.QtCore import QObject

from liaison.domain.errors import Cancelled, LiaisonError, NotFound
from liaison.services import stations
from liaison.services.stations import StationForm
from ui.tasks import Tasks


@pytest.fixture
def owner(qapp):
    return QObject()


def test_answers_come_back_on_the_screens_thread(tasks, owner, qtbot):
    seen = []

    tasks.read(
        owner, stations.stations, lambda rows: seen.append((rows, threading.current_thread()))
    )

    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [([], threading.main_thread())]


def test_a_write_tells_everybody_what_it_touched(tasks, owner, qtbot):
    form = StationForm("东港站")
    with qtbot.waitSignal(tasks.changed) as told:
        tasks.write(owner, lambda work, _: stations.open_station(work, form))

    assert "station" in told.args[0]


def test_a_stopped_write_leaves_nothing_behind(tasks, sqlite_office, owner, qtbot):
    seen, started, wait = [], threading.Event(), threading.Event()

    def slow(work, progress):
        for number in range(10_000):
            stations.open_station(work, StationForm(f"站{number}"))
            started.set()
            wait.wait(5)
            progress(number, 10_000)

    task = tasks.write(owner, slow, failed=seen.append, title="慢")
    assert started.wait(5)
    task.cancel()
    wait.set()

    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], Cancelled)
    assert sqlite_office.read(stations.stations) == []


def test_an_error_that_nobody_handles_is_told_to_the_window(tasks, owner, qtbot):
    def fail(_work, _progress):
        raise NotFound("station_not_found")

    with qtbot.waitSignal(tasks.refused) as told:
        tasks.write(owner, fail)

    assert isinstance(told.args[0], LiaisonError)


def test_a_bug_is_raised_on_the_screens_thread(tasks, owner, qtbot):
    def fail(_work):
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        tasks.read(owner, fail, lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))

    assert caught[0][0] is ZeroDivisionError


def test_nobody_is_called_when_the_page_that_asked_is_gone(tasks, qtbot):
    owner, seen = QObject(), []
    gate = threading.Event()
    with qtbot.waitSignal(tasks.changed):
        tasks.write(
            owner,
            lambda work, _: gate.wait(5) and stations.open_station(work, StationForm("东港站")),
            seen.append,
        )
        owner.deleteLater()
        qtbot.wait(10)
        gate.set()

    assert seen == []


def test_nothing_can_be_asked_before_the_office_is_open(qtbot, owner):
    tasks = Tasks()
    with qtbot.captureExceptions() as caught:
        tasks.read(owner, lambda _: 1, lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert tasks.finish()
    assert caught[0][0] is RuntimeError
