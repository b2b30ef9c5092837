"""A ticket goes out with each form and comes back with it: signed for one browser, one page, one time."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from uuid import UUID, uuid4

VALID_SECONDS = 6 * 3600


class Tickets:
    """Double submit: the form's ticket is signed over the browser's cookie, the page and the time."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._secret = secrets.token_bytes(32)
        self._clock = clock

    def issue(self, cookie: str, page: str) -> str:
        once, at = uuid4().hex, int(self._clock())
        return f"{once}.{at}.{self._sign(once, at, cookie, page)}"

    def once(self, ticket: str, cookie: str, page: str) -> UUID | None:
        """The one-time id of a ticket of ours; None for any other, or one too old."""
        once, _, rest = ticket.partition(".")
        at, _, mark = rest.partition(".")
        if not cookie or not (at.isascii() and at.isdecimal() and len(at) < 15):
            return None
        if not hmac.compare_digest(
            self._sign(once, int(at), cookie, page).encode(), mark.encode("utf-8", "replace")
        ):
            return None
        if not 0 <= self._clock() - int(at) <= VALID_SECONDS:
            return None
        return UUID(once)

    def _sign(self, once: str, at: int, cookie: str, page: str) -> str:
        text = "\n".join((once, str(at), cookie, page)).encode("utf-8", "replace")
        return hmac.new(self._secret, text, hashlib.sha256).hexdigest()
