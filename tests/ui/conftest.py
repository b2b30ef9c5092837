"""Windows to test in: real widgets offscreen, a real office, settings in a throw-away folder."""

import shutil

import pytest
from PySide6.QtCore import QSettings

from db.engine import open_engine
from liaison.office import Office
from liaison.services import demo
from liaison.settings import Settings
from ui import theme
from ui.context import Context
from ui.desk import office_facts
from ui.tasks import Tasks


@pytest.fixture(autouse=True)
def look(qapp, tmp_path):
    """The program's own look and fonts; window settings of this test only."""
    qapp.setOrganizationName("liaison")
    qapp.setApplicationName("liaison")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    scope = QSettings.Scope.UserScope
    QSettings.setPath(QSettings.Format.IniFormat, scope, str(tmp_path / "window"))
    if not theme.active_families():
        theme.load_fonts()
    if qapp.styleSheet() != theme.Theme().style_sheet():
        theme.apply(qapp, theme.Theme())


@pytest.fixture
def tasks(sqlite_office, qapp):
    tasks = Tasks(sqlite_office)
    yield tasks
    assert tasks.finish()
    qapp.processEvents()


@pytest.fixture
def context(sqlite_office, tmp_path):
    """The facts of the office as it is when the fixture is asked for."""
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'liaison.db'}")
    context = Context(settings, sqlite_office.read(office_facts))
    context.actor = "李某"
    return context


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory, migrated_file):
    """A database with the made-up people and receptions up to now, to be copied."""
    file = tmp_path_factory.mktemp("demo") / "liaison.db"
    shutil.copyfile(migrated_file, file)
    office = Office(open_engine(f"sqlite:///{file}"), "李某")
    office.write(demo.fill)
    office.close()
    return file


@pytest.fixture
def demo_office(tmp_path, demo_file):
    """An office of made-up people and receptions, with the real clock."""
    file = tmp_path / "demo.db"
    shutil.copyfile(demo_file, file)
    office = Office(open_engine(f"sqlite:///{file}"), "李某")
    yield office
    office.close()


@pytest.fixture
def settled(tasks, qtbot):
    """Wait until nothing is running any more."""

    def wait():
        qtbot.wait(5)
        qtbot.waitUntil(lambda: not tasks.busy, timeout=10_000)
        qtbot.wait(5)

    return wait
