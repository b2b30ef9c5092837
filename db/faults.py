"""What a database driver's error means for the person at the desk."""

from sqlalchemy.exc import DBAPIError

from liaison.domain.errors import LiaisonError, Unavailable

_SIGNS = (
    ("disk is full", "disk_full"),
    ("no space left", "disk_full"),
    ("database is locked", "database_locked"),
    ("readonly database", "database_read_only"),
    ("read-only transaction", "database_read_only"),
    ("not a database", "not_a_database"),
    ("malformed", "database_damaged"),
    ("disk i/o error", "disk_error"),
    ("unable to open database", "database_cannot_open"),
    ("connection refused", "database_unreachable"),
    ("could not translate host", "database_unreachable"),
    ("failed to resolve host", "database_unreachable"),
    ("name or service not known", "database_unreachable"),
    ("timeout expired", "database_unreachable"),
    ("server closed the connection", "database_unreachable"),
    ("connection failed", "database_unreachable"),
    ("does not exist", "database_unreachable"),
)


def as_unavailable(error: DBAPIError) -> LiaisonError | None:
    """The sentence-bearing error for a fault of disk, rights or network; None for a bug of ours."""
    if not error.connection_invalidated and type(error.orig).__name__ not in {
        "OperationalError",
        "DatabaseError",
    }:
        return None
    text = str(error.orig).lower()
    for sign, code in _SIGNS:
        if sign in text:
            return Unavailable(code)
    return Unavailable("database_unreachable") if error.connection_invalidated else None
