"""Shares that add up to exactly 100.0 (largest remainder, Hamilton's method)."""

from collections.abc import Sequence


def percents(counts: Sequence[int]) -> tuple[float, ...]:
    """The share of each count in percent, to one decimal; together 100.0, or all 0.0 when all are 0.

    Counts must not be negative (ValueError). A tie goes to the larger count, then to the earlier.
    """
    return tuple(tenths / 10 for tenths in _tenths(counts))


def _tenths(counts: Sequence[int]) -> list[int]:
    if any(count < 0 for count in counts):
        raise ValueError("a share of a negative count")
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    parts = [divmod(count * 1000, total) for count in counts]
    tenths = [whole for whole, _ in parts]
    by_remainder = sorted(
        range(len(parts)), key=lambda place: (-parts[place][1], -counts[place], place)
    )
    for place in by_remainder[: 1000 - sum(tenths)]:
        tenths[place] += 1
    return tenths
