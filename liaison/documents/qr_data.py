"""From a text to the codewords of a QR symbol (ISO/IEC 18004 clauses 7.4 to 7.6).

The tables are those of the `qrcode` package; the arithmetic is on whole integers, which is what
makes a sheet of a thousand cards quick.
"""

from functools import cache
from itertools import chain

from qrcode import base, util

from liaison.domain.errors import BadInput

HIGHEST_VERSION = 40


def smallest_version(text: str, level: int) -> int:
    """The version (1 to 40) that holds `text` at `level` (qrcode's constant); BadInput if none."""
    segment = util.QRData(text)
    for version in range(1, HIGHEST_VERSION + 1):
        if _length(segment, version) <= util.BIT_LIMIT_TABLE[level][version]:
            return version
    raise BadInput("code_too_long", length=len(text))


def codewords(text: str, version: int, level: int) -> bytes:
    """Data and error-correction codewords in the order in which they are placed."""
    blocks = base.rs_blocks(version, level)
    data = _padded(util.QRData(text), version, sum(block.data_count for block in blocks))
    parts, rests, start = [], [], 0
    for block in blocks:
        part = data[start : start + block.data_count]
        start += block.data_count
        parts.append(part)
        rests.append(_remainder(part, block.total_count - block.data_count))
    return _interleaved(parts) + _interleaved(rests)


def _length(segment: util.QRData, version: int) -> int:
    header = 4 + util.length_in_bits(segment.mode, version)
    if segment.mode == util.MODE_8BIT_BYTE:
        return header + 8 * len(segment)
    if segment.mode == util.MODE_NUMBER:
        return header + (10 * len(segment) + 2) // 3
    return header + 11 * (len(segment) // 2) + 6 * (len(segment) % 2)


def _padded(segment: util.QRData, version: int, capacity: int) -> bytes:
    """Mode, length, data, terminator and filling, `capacity` bytes."""
    length = _length(segment, version)
    bits = segment.mode << util.length_in_bits(segment.mode, version) | len(segment)
    bits = _with_data(bits, segment)
    end = min(length + 4, capacity * 8)
    end += -end % 8
    filled = (bits << (end - length)).to_bytes(end // 8, "big")
    return (filled + b"\xec\x11" * capacity)[:capacity]


def _with_data(bits: int, segment: util.QRData) -> int:
    if segment.mode == util.MODE_8BIT_BYTE:
        return bits << 8 * len(segment) | int.from_bytes(segment.data, "big")
    buffer = util.BitBuffer()
    segment.write(buffer)
    written = int.from_bytes(bytes(buffer.buffer), "big") >> (-len(buffer) % 8)
    return bits << len(buffer) | written


def _remainder(data: bytes, length: int) -> bytes:
    """Reed-Solomon check bytes: the remainder by the generator polynomial, a byte at a time."""
    table = _remainder_table(length)
    shift, most = 8 * (length - 1), (1 << 8 * length) - 1
    rest = 0
    for byte in data:
        rest = ((rest << 8) & most) ^ table[(rest >> shift) ^ byte]
    return rest.to_bytes(length, "big")


@cache
def _remainder_table(length: int) -> tuple[int, ...]:
    generator = base.Polynomial([1], 0)
    for power in range(length):
        generator *= base.Polynomial([1, base.gexp(power)], 0)
    logs = [base.glog(generator[i]) for i in range(1, length + 1)]
    return 0, *(
        int.from_bytes(bytes(base.gexp(log + base.glog(byte)) for log in logs), "big")
        for byte in range(1, 256)
    )


def _interleaved(blocks: list[bytes]) -> bytes:
    """First byte of every block, second of every block …; the shorter blocks come first."""
    shortest = min(map(len, blocks))
    rest = bytes(block[-1] for block in blocks if len(block) > shortest)
    return bytes(chain.from_iterable(zip(*blocks, strict=False))) + rest
