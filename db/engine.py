"""Open a database, SQLite or PostgreSQL, so that both behave alike."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

from db import audit

Creator = Callable[[], Any]
"""Makes a DB-API connection; an encrypted file is opened by giving one."""
WRITES = {"writes": True}
"""Execution option of a connection that will write: SQLite then takes the lock at its beginning."""
BUSY_MILLISECONDS = 10_000


def address(url: str) -> URL:
    """The parts of a database's address; all that follows `sqlite:///` is a path, ? and # too."""
    start = "sqlite:///"
    if url.startswith(start):
        return URL.create("sqlite", database=url.removeprefix(start))
    return make_url(url)


def open_engine(url: str, creator: Creator | None = None) -> Engine:
    """An engine for `sqlite:///FILE` or `postgresql+psycopg://…`."""
    extra: dict[str, Any] = {"creator": creator} if creator else {}
    if url.startswith("sqlite"):
        engine = create_engine(address(url), **extra)
        _tune_sqlite(engine)
        return engine
    # A prepared search takes a generic plan and turns 0.5 ms into 576 ms.
    return create_engine(url, connect_args={"prepare_threshold": None}, pool_pre_ping=True, **extra)


def open_sessions(engine: Engine) -> sessionmaker[Session]:
    """Sessions whose every flush is audited."""

    class AuditedSession(Session):
        """Carries the listeners of this office only."""

    sessions: sessionmaker[Session] = sessionmaker(
        engine, class_=AuditedSession, expire_on_commit=False
    )
    audit.watch(AuditedSession)
    return sessions


def _tune_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin below, migrations included
        for pragma in (
            f"busy_timeout = {BUSY_MILLISECONDS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "cache_size = -8000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
