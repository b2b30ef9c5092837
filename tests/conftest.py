"""Offices to test in: a fresh SQLite file, a fresh PostgreSQL database, a fixed clock and actor."""

import itertools
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.engine import open_engine
from db.migrate import upgrade
from liaison.office import Office
from liaison.services.founding import found

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="liaison-run-"))
NOON = datetime(2026, 3, 5, 4, tzinfo=UTC)
"""12:00 on Thursday 5 March 2026 at the stations."""
ACTOR = "李某"
_counter = itertools.count()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """A migrated and founded SQLite database, to be copied."""
    file = tmp_path_factory.mktemp("template") / "liaison.db"
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    Office(engine, ACTOR, lambda: NOON).write(found)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def postgres():
    """A throw-away PostgreSQL server with a migrated and founded template database."""
    import pgserver
    import sqlalchemy

    folder = Path(tempfile.mkdtemp(prefix="liaison-pg-"))
    server = pgserver.get_server(folder, cleanup_mode="stop")
    base = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    admin = sqlalchemy.create_engine(base, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE liaison_template")
    engine = open_engine(base.replace("/postgres?", "/liaison_template?"))
    upgrade(engine)
    Office(engine, ACTOR, lambda: NOON).write(found)
    engine.dispose()
    yield admin, base
    admin.dispose()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def sqlite_office(tmp_path, migrated_file):
    file = tmp_path / "liaison.db"
    shutil.copyfile(migrated_file, file)
    office = Office(open_engine(f"sqlite:///{file}"), ACTOR, lambda: NOON)
    yield office
    office.close()


@pytest.fixture
def postgres_office(postgres, tmp_path):
    admin, base = postgres
    name = f"office_{next(_counter)}"
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE liaison_template")
    engine = open_engine(base.replace("/postgres?", f"/{name}?"))
    office = Office(engine, ACTOR, lambda: NOON, tmp_path / "attachments")
    yield office
    office.close()
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def office(request):
    """Every service test runs on both databases."""
    return request.getfixturevalue(f"{request.param}_office")


@pytest.fixture(scope="session")
def zbar():
    """zbar's decoder; the library is found by its file where no compiler's links are installed."""
    import ctypes.util

    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: "libzbar.so.0" if name == "zbar" else search(name)
    try:
        from pyzbar import pyzbar
    finally:
        ctypes.util.find_library = search
    return lambda image: pyzbar.decode(image, symbols=[pyzbar.ZBarSymbol.QRCODE])
