"""One file per aggregate; import rows from here.

Declaring a table costs about 2 ms, and the first page needs half of them: a name of `first_page`
declares those, any other name (and every write) declares all. The lists stand there and in `every`.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.models.every import *  # noqa: F403
else:

    def __getattr__(name: str) -> Any:
        first = importlib.import_module("db.models.first_page")
        if name in first.__all__:
            return getattr(first, name)
        return getattr(declare_all(), name)


def declare_all() -> Any:
    """Declare every table; done once, then free. A flush sorts its tables and must know them all."""
    return importlib.import_module("db.models.every")
