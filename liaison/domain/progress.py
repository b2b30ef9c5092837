"""How long work tells how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (done, total); raises Cancelled when the user has asked to stop."""


def silent(done: int, total: int) -> None:
    """Report nothing."""
