"""Photographs as small as a phone needs them; the last few hundred are kept ready."""

from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from liaison.documents.reencode import as_jpeg

LARGE, SMALL = (300, 400), (90, 120)
QUALITY = {LARGE: 72, SMALL: 60}
MOST_KEPT = 600
_kept: OrderedDict[tuple[bytes, tuple[int, int]], bytes] = OrderedDict()
_lock = Lock()


def scaled(content: bytes, box: tuple[int, int]) -> bytes:
    key = (sha256(content).digest(), box)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    small = as_jpeg(content, box, (3, 4), QUALITY[box])
    with _lock:
        _kept[key] = small
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return small
