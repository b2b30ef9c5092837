"""One file per aggregate; import rows from here.

The first name that is asked for declares every table, about 2 ms each. The first page does without
and reads its few tables through `db.models.first_page`; a new table is added to `every` alone.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.models.every import *  # noqa: F403
else:

    def __getattr__(name: str) -> Any:
        return getattr(declare_all(), name)


def declare_all() -> Any:
    """Declare every table; done once, then free. A flush sorts its tables and must know them all."""
    return importlib.import_module("db.models.every")
