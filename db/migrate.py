"""Bring a database to this program's schema; a snapshot first, a newer one refused."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from db.engine import WRITES
from liaison.domain.errors import Unavailable

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0005"
"""The newest revision; a test compares it with the scripts, so that start-up needs no Alembic."""


def bring_up_to_date(engine: Engine, snapshots: Path | None = None) -> None:
    """Upgrade to HEAD if need be. Raises Unavailable("newer_schema"); on failure nothing is changed."""
    now = revision(engine)
    if now == HEAD:
        return
    if now is not None and now > HEAD:
        raise Unavailable("newer_schema", found=now, known=HEAD)
    if now is not None and snapshots is not None:
        snapshot(engine, snapshots)
    upgrade(engine)


def revision(engine: Engine) -> str | None:
    """The schema's revision, None for an empty database."""
    try:
        with engine.connect() as connection:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except (OperationalError, ProgrammingError) as error:
        if "alembic_version" in str(error.orig):
            return None  # no such table; reading the catalogue first would cost every start
        raise


def upgrade(engine: Engine, target: str = "head") -> None:
    from alembic import command

    with _changing(engine) as connection:
        command.upgrade(config(connection), target)


def downgrade(engine: Engine, target: str) -> None:
    from alembic import command

    with _changing(engine) as connection:
        command.downgrade(config(connection), target)


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """One transaction. SQLite changes a table by making it anew, which its foreign keys would forbid:
    they are off meanwhile and checked before the commit (sqlite.org/lang_altertable, section 7).
    """
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(**WRITES) as connection:
        _enforce(connection, on=not sqlite)
        try:
            with connection.begin():
                yield connection
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise IntegrityError("PRAGMA foreign_key_check", None, ValueError("orphans"))
        finally:
            _enforce(connection, on=True)


def _enforce(connection: Connection, *, on: bool) -> None:
    """SQLite heeds this outside a transaction only, so it goes past SQLAlchemy to the driver."""
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def config(connection: Connection | None = None) -> "Config":
    from alembic.config import Config

    cfg = Config()
    cfg.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    cfg.attributes["connection"] = connection
    return cfg


def mapped_only(
    _object: object, name: str | None, kind: str, _reflected: bool, _compare: object
) -> bool:
    """Whether Alembic compares it: the full-text index is made by hand and belongs to no class."""
    return not (kind == "table" and name is not None and name.startswith("search_window"))


def snapshot(engine: Engine, folder: Path) -> Path | None:
    """Copy a SQLite file by its backup call before the schema changes; PostgreSQL has its own dumps."""
    source = engine.url.database
    if engine.dialect.name != "sqlite" or not source:
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"before-migration-{datetime.now(UTC):%Y%m%dT%H%M%S}.db"
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new, pages=-1)
    target.chmod(0o600)
    return target
