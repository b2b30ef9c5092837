"""Fingerprints of rows: what was brought in once is not brought in again."""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from sqlalchemy import select

from db.models import ImportedRecord
from liaison.services.work import Work

CHUNK = 500


def fingerprint(*parts: object) -> str:
    """32 hexadecimal digits of the parts, each told from its neighbours."""
    joined = "\x1f".join(map(str, parts))
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def with_ordinals(prints: Sequence[str]) -> list[str]:
    """Like rows of one sheet are told apart by their order; so two equal visits stay two."""
    seen: Counter[str] = Counter()
    told = []
    for one in prints:
        seen[one] += 1
        told.append(one if seen[one] == 1 else fingerprint(one, seen[one]))
    return told


def known_prints(work: Work, prints: Iterable[str]) -> set[str]:
    """Those of the fingerprints that an earlier import left."""
    wanted = list(dict.fromkeys(prints))
    known: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        query = select(ImportedRecord.fingerprint).where(ImportedRecord.fingerprint.in_(chunk))
        known.update(work.session.scalars(query))
    return known
