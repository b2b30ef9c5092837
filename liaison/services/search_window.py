"""The window index itself, on either database; only `search.py` uses it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from liaison.domain.asked import Way

Words = Sequence[Sequence[Way]]
ADD = {
    "sqlite": "INSERT INTO search_window (rowid, tokens) VALUES (?, ?)",
    "postgresql": "INSERT INTO search_window (id, tokens) VALUES (%s, %s)",
}
KEY = {"sqlite": "w.rowid", "postgresql": "w.id"}
CONTAINS = {"sqlite": "instr", "postgresql": "strpos"}


@dataclass(frozen=True)
class Condition:
    """A WHERE clause over `search_window w` and `search_entry e`, and the values it binds."""

    sql: str
    values: dict[str, Any]


def add(session: Session, rows: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    """Add (entry id, tokens)."""
    dialect = session.get_bind().dialect.name
    if dialect == "sqlite":
        values: list[tuple[int, Any]] = [(key, " ".join(tokens)) for key, tokens in rows]
    else:
        values = [(key, list(tokens)) for key, tokens in rows]
    if values:
        session.connection().exec_driver_sql(ADD[dialect], values)


def remove(session: Session, key: int, tokens: tuple[str, ...]) -> None:
    """Take an entry out. A contentless FTS5 table must be told exactly the tokens that went in."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "INSERT INTO search_window (search_window, rowid, tokens) VALUES ('delete', ?, ?)",
            (key, " ".join(tokens)),
        )
    else:
        connection.execute(text("DELETE FROM search_window WHERE id = :key"), {"key": key})


def condition(dialect: str, words: Words, fixed: Sequence[str]) -> Condition:
    """Every word in one of its ways, and every fixed token; then the words really stand there."""
    values: dict[str, Any] = {}
    checks = []
    for place, ways in enumerate(words):
        parts = [
            f"{CONTAINS[dialect]}(e.{way.place}, :part_{place}_{nth})"
            for nth, way in enumerate(ways)
        ]
        values |= {f"part_{place}_{nth}": way.part for nth, way in enumerate(ways)}
        checks.append(" + ".join(parts) + " > 0")
    matching = _match(words, fixed, values) if dialect == "sqlite" else _hold(words, fixed, values)
    return Condition(f"{matching} AND {' AND '.join(checks)}", values)


def _match(words: Words, fixed: Sequence[str], values: dict[str, Any]) -> str:
    """One FTS5 expression. Tokens hold no quotation mark: folding drops them."""
    asked = [" OR ".join(f"({_all(way.tokens)})" for way in ways) for ways in words]
    values["match"] = " AND ".join([*(f"({part})" for part in asked), *map(_quoted, fixed)])
    return "search_window MATCH :match"


def _all(tokens: Sequence[str]) -> str:
    return " AND ".join(map(_quoted, tokens))


def _quoted(token: str) -> str:
    return f'"{token}"'


def _hold(words: Words, fixed: Sequence[str], values: dict[str, Any]) -> str:
    """Array containment under the GIN index."""
    clauses = []
    for place, ways in enumerate(words):
        names = [f"tokens_{place}_{nth}" for nth in range(len(ways))]
        values |= {name: [*way.tokens, *fixed] for name, way in zip(names, ways, strict=True)}
        clauses.append(" OR ".join(f"w.tokens @> CAST(:{name} AS text[])" for name in names))
    return " AND ".join(f"({clause})" for clause in clauses)
