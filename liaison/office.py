"""The running application without a screen: opens the database and hands out work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session, configure_mappers
from sqlalchemy.orm.exc import StaleDataError

from db.engine import WRITES, Creator, open_engine, open_sessions
from db.faults import as_unavailable
from db.migrate import bring_up_to_date
from db.models import declare_all
from liaison.domain.clock import utc_now
from liaison.domain.errors import BadInput, Conflict
from liaison.services.work import Work
from liaison.settings import ATTACHMENTS, Settings, prepare_home

T = TypeVar("T")
Touched = frozenset[str]
"""The kinds of record (table names) that a finished write touched."""


class Office:
    """Opens the database and hands out Work; one transaction per user action."""

    def __init__(
        self,
        engine: Engine,
        actor: str,
        now: Callable[[], datetime] = utc_now,
        files: Path | None = None,
    ) -> None:
        """`files` holds the attachments; left out, they lie beside a database that is a file."""
        self.actor = actor
        self._engine = engine
        self._now = now
        self._files = files or _beside(engine)
        self._readers = open_sessions(engine)
        self._writers = open_sessions(engine.execution_options(**WRITES))

    @classmethod
    def open(cls, settings: Settings, actor: str, creator: Creator | None = None) -> "Office":
        """Open, or found, the office of a home folder.

        Raises Unavailable (folder, disk, share, newer schema, server) or BadInput (database URL).
        """
        prepare_home(settings)
        try:
            engine = open_engine(settings.database, creator)
        except (ArgumentError, ImportError, ValueError) as error:  # or another make's driver
            raise BadInput("bad_database_address") from error
        with _faults_told():
            bring_up_to_date(engine, settings.snapshots)
        if settings.is_local_file and engine.url.database:
            Path(engine.url.database).chmod(0o600)
        office = cls(engine, actor, files=settings.attachments)
        if office.read(_is_new):
            from liaison.services.founding import found

            office.write(found)
        elif office.read(_lacks_matters):
            from liaison.services.register_lines import index_missing_matters

            office.write(index_missing_matters)
        return office

    def read(self, query: Callable[[Work], T]) -> T:
        with _faults_told(), self._readers() as session:
            return query(self._work(session))

    def write(self, command: Callable[[Work], T]) -> tuple[T, Touched]:
        """Run in one transaction. Raises Conflict when somebody else changed a row first."""
        declare_all()
        with _faults_told(), self._begin() as session:
            result = command(self._work(session))
        return result, frozenset(session.info["touched"])

    def get_ready(self) -> None:
        """Declare what the first page did without, before somebody waits for it."""
        declare_all()
        configure_mappers()

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _begin(self) -> Iterator[Session]:
        try:
            with self._writers.begin() as session:
                yield session
        except StaleDataError as error:
            raise Conflict from error

    def _work(self, session: Session) -> Work:
        work = Work(session, self.actor, self._now(), self._files)
        session.info.update(actor=work.actor, now=work.now, touched=set())
        return work


def _beside(engine: Engine) -> Path | None:
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(file).parent / ATTACHMENTS if file and file != ":memory:" else None


def _is_new(work: Work) -> bool:
    return work.session.scalar(text("SELECT code FROM answer_class LIMIT 1")) is None


def _lacks_matters(work: Work) -> bool:
    """Recorded by a program that could not find matters yet: the newest of them isn't indexed."""
    newest = text(
        "SELECT e.id FROM matter m LEFT JOIN search_entry e ON e.record_id = m.id "
        "ORDER BY m.raised_on DESC, m.id DESC LIMIT 1"
    )
    row = work.session.execute(newest).first()
    return row is not None and row[0] is None


@contextmanager
def _faults_told() -> Iterator[None]:
    """Turn a fault of disk, rights or network into its sentence; a bug stays a bug."""
    try:
        yield
    except DBAPIError as error:
        told = as_unavailable(error)
        if told is None:
            raise
        raise told from error
