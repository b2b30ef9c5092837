"""How often one address may do something: counted in memory, and never for more addresses than fit."""

import ipaddress
import time
from collections import OrderedDict, deque
from collections.abc import Callable

MOST_ADDRESSES = 10_000


class Limit:
    """At most `most` times within `seconds` for each address; the longest silent ones are forgotten."""

    def __init__(
        self,
        most: int,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
        addresses: int = MOST_ADDRESSES,
    ) -> None:
        self.most = most
        self.seconds = seconds
        self._clock = clock
        self._addresses = addresses
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def reached(self, address: str) -> bool:
        """Whether this address has none left; counts nothing."""
        return len(self._recent(address)) >= self.most

    def count(self, address: str) -> bool:
        """Count one; False when it was one too many."""
        times = self._recent(address)
        if len(times) >= self.most:
            return False
        times.append(self._clock())
        self._times[address] = times
        self._times.move_to_end(address)
        while len(self._times) > self._addresses:
            self._times.popitem(last=False)
        return True

    def _recent(self, address: str) -> deque[float]:
        times = self._times.get(address, deque())
        while times and times[0] <= self._clock() - self.seconds:
            times.popleft()
        return times


def whose(peer: str, forwarded: str, *, behind_proxy: bool) -> str:
    """The address that limits count: the one our own proxy saw, an IPv6 network as one."""
    text = forwarded.rpartition(",")[2].strip() if behind_proxy and forwarded else peer
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return peer or "?"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def coarse(address: str) -> str:
    """An address as the log keeps it: enough to see a flood, too little to find a person."""
    separator = ":" if ":" in address else "."
    if separator not in address:
        return "?"
    return separator.join(address.split(separator)[:2]) + f"{separator}…"
