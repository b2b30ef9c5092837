"""Runs inside the program: the connection is handed in, nothing is read from files."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator

from db.migrate import mapped_only
from db.models import Base


def plain_types(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations never import our code: write the underlying SQL type."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=plain_types,
    include_object=mapped_only,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
