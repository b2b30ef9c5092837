"""Where the modules of a QR symbol stand, and which mask suits it best.

A symbol is one integer, row after row from the top left, the first module its highest bit; the
same modules column after column are a second one. A mask is then one exclusive or, and the four
penalties of ISO/IEC 18004 clause 7.8.3 are shifts and bit counts.
"""

from collections.abc import Iterable
from functools import cache
from operator import itemgetter

from qrcode import QRCode, util

Cell = tuple[int, int]
MASKS = range(8)


class Layout:
    """One version at one level: order of the data modules, function modules, masks."""

    def __init__(self, version: int, level: int) -> None:
        self.size = version * 4 + 17
        blank = _function_modules(version, level, mask=None)
        data = _placement(blank)
        place = {cell: k for k, cell in enumerate(data)}
        by_row = [(r, c) for r in range(self.size) for c in range(self.size)]
        by_column = [(c, r) for r, c in by_row]
        self._data_modules = len(data)

        def source(cell: Cell) -> int:
            return place.get(cell, len(data) + bool(blank[cell[0]][cell[1]]))

        self._to_rows = itemgetter(*map(source, by_row))
        self._to_columns = itemgetter(*map(source, by_column))
        masks = [util.mask_func(mask) for mask in MASKS]
        self._row_masks = [_bits(c in place and masks[m](*c) for c in by_row) for m in MASKS]
        self._column_masks = [_bits(c in place and masks[m](*c) for c in by_column) for m in MASKS]
        formats = [_function_modules(version, level, mask) for mask in MASKS]
        self._formats = [
            _bits(
                c not in place and bool(formats[m][c[0]][c[1]]) and not blank[c[0]][c[1]]
                for c in by_row
            )
            for m in MASKS
        ]
        self._from_second, self._from_fifth, self._from_eleventh = (
            _bits(c[1] >= k for c in by_row) for k in (1, 4, 10)
        )
        self._below_first = _bits(c[0] >= 1 for c in by_row)

    def place(self, codewords: bytes) -> str:
        """The finished symbol as "0" and "1", row after row, under the best mask."""
        bits = bin(int.from_bytes(b"\1" + codewords, "big"))[3:]
        bits = bits.ljust(self._data_modules, "0") + "01"
        rows = int("".join(self._to_rows(bits)), 2)
        columns = int("".join(self._to_columns(bits)), 2)
        best = min(
            MASKS,
            key=lambda m: self._penalty(rows ^ self._row_masks[m], columns ^ self._column_masks[m]),
        )
        finished = rows ^ self._row_masks[best] ^ self._formats[best]
        return f"{finished:0{self.size * self.size}b}"

    def _penalty(self, rows: int, columns: int) -> int:
        """As `qrcode` scores it: format and version bits count as light."""
        same_left = ~(rows ^ (rows >> 1)) & self._from_second
        same_above = ~(rows ^ (rows >> self.size)) & self._below_first
        blocks = (same_left & (same_left >> self.size) & same_above).bit_count()
        dark = rows.bit_count() / (self.size * self.size) * 100
        balance = int(abs(dark - 50) / 5) * 10
        return self._along_lines(rows) + self._along_lines(columns) + 3 * blocks + balance

    def _along_lines(self, lines: int) -> int:
        """Runs of five and more, and patterns that look like a finder."""
        same = ~(lines ^ (lines >> 1)) & self._from_second
        pairs = same & (same >> 1)
        fives = pairs & (pairs >> 2) & self._from_fifth
        runs = fives.bit_count() + 2 * (fives & ~(fives >> 1)).bit_count()
        light = ~lines
        finder = lines & lines >> 2 & lines >> 3 & lines >> 4 & lines >> 6 & light >> 1 & light >> 5
        light = light & light >> 1
        four_light = light & light >> 2
        alike = ((finder >> 4) & four_light & self._from_eleventh).bit_count()
        alike += (finder & (four_light >> 7) & self._from_eleventh).bit_count()
        return runs + 40 * alike


@cache
def layout(version: int, level: int) -> Layout:
    return Layout(version, level)


def _bits(cells: Iterable[bool]) -> int:
    return int("".join("1" if dark else "0" for dark in cells), 2)


def _function_modules(version: int, level: int, mask: int | None) -> list[list[bool | None]]:
    """The modules that carry no data; with no mask the format and version bits are light."""
    code = QRCode(version=version, error_correction=level, border=0)
    size = code.modules_count = version * 4 + 17
    code.modules = [[None] * size for _ in range(size)]
    for row, column in ((0, 0), (size - 7, 0), (0, size - 7)):
        code.setup_position_probe_pattern(row, column)
    code.setup_position_adjust_pattern()
    code.setup_timing_pattern()
    code.setup_type_info(mask is None, mask or 0)
    if version >= 7:
        code.setup_type_number(mask is None)
    return code.modules


def _placement(blank: list[list[bool | None]]) -> list[Cell]:
    """Data modules in placing order: up and down in columns of two, from the right."""
    size = len(blank)
    cells: list[Cell] = []
    upward = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for row in range(size - 1, -1, -1) if upward else range(size):
            cells += [(row, c) for c in (right, right - 1) if blank[row][c] is None]
        upward = not upward
    return cells
