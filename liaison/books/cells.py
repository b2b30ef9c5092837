"""Read single cells: text, numbers, telephones, months, "as above", "nobody"."""

import re
from datetime import date, datetime, time
from math import isfinite
from unicodedata import is_normalized

from liaison.books.sheet import Cell
from liaison.domain.fold import fold, narrow
from liaison.domain.text import clean, clean_line, digits

DITTO = frozenset({"同上", "同前", "同上行", "上同", "〃", '"', "″", "''", "“", "”", "↑", "同"})
TOTALS = re.compile(
    r"^(本页|本月|全年|本站)?(小计|合计|总计|共计|累计|汇总)(\d.*)?$|^共\d+(人|席|件|批)次?$"
)
_EMPTY_MARKS = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "、", "N/A", "n/a"})
_ZH_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "俩": 2,
}
_MONTH = re.compile(
    r"(\d{4})\s*[年./\-、]\s*(\d{1,2})(?:\s*[月./\-].*)?$|(\d{4})(\d{2})(?:\d{2})?$"
)


def text_of(cell: Cell) -> str:
    """A cell as text: whole numbers without `.0`, dates as ISO, line breaks kept."""
    if isinstance(cell, str):
        return _tidy(cell)
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if isfinite(cell) and cell.is_integer() else repr(cell)
    return _moment(cell) if isinstance(cell, (date, time)) else _plain(cell)


def _tidy(text: str) -> str:
    """`clean`, at once where nothing is to be cleaned: most cells."""
    if text.isprintable() and is_normalized("NFC", text):
        return text.strip()
    return clean(text)


def _moment(cell: date | time) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes") if cell.time() != time() else cell.date().isoformat()
    return cell.isoformat("minutes") if isinstance(cell, time) else cell.isoformat()


def _plain(cell: object) -> str:
    return {True: "是", False: "否"}[cell] if isinstance(cell, bool) else str(cell)


def line_of(cell: Cell) -> str:
    """A cell on one line, runs of blanks made one."""
    text = text_of(cell)
    return text if text.isprintable() and "  " not in text else clean_line(text)


def is_ditto(text: str) -> bool:
    return narrow(text).replace(" ", "") in DITTO


def is_blank_mark(text: str) -> bool:
    """Empty, or one of the strokes by which clerks say that nothing stands here."""
    return text.strip() in _EMPTY_MARKS


def is_total(text: str) -> bool:
    """A row of sums, not of a record."""
    return bool(TOTALS.match(narrow(text).replace(" ", "").rstrip(":：")))


def phone_of(cell: Cell) -> tuple[str, str]:
    """(digits, rest): what reads as one number, else the text as written."""
    text = line_of(cell)
    if is_blank_mark(text):
        return "", ""
    number = digits(text)
    if 7 <= len(number) <= 13:
        return number, ""
    return "", text


def month_of(cell: Cell) -> str:
    """A month of birth as `1982-11`; "" when it can't be read."""
    if isinstance(cell, (date, datetime)):
        return f"{cell.year:04d}-{cell.month:02d}"
    text = narrow(zh_numbers(line_of(cell)))
    found = _MONTH.match(text.replace(" ", ""))
    if not found:
        return ""
    year, month = int(found[1] or found[3]), int(found[2] or found[4])
    return f"{year:04d}-{month:02d}" if 1900 <= year <= 2100 and 1 <= month <= 12 else ""


def count_of(cell: Cell) -> int | None:
    """A head count: 3, "3人", "３", "三人", "约10人"; None when it can't be read."""
    if isinstance(cell, float) and not cell.is_integer():
        return None
    found = re.fullmatch(r"[约共计近]?(\d{1,5})[人名位个+]*", zh_numbers(fold(text_of(cell))))
    return int(found[1]) if found else None


def zh_numbers(text: str) -> str:
    """Chinese numbers below 100 and digit by digit, in figures: 二〇二二年十一月 → 2022年11月."""

    def figures(found: re.Match[str]) -> str:
        word = found[0]
        if "十" not in word:
            return "".join(str(_ZH_DIGITS[char]) for char in word)
        tens, ones = word.split("十", 1)
        if len(tens) > 1 or len(ones) > 1:
            return word
        return str(_ZH_DIGITS.get(tens, 1) * 10 + _ZH_DIGITS.get(ones, 0))

    return re.sub("[零〇○一二三四五六七八九两俩十]+", figures, text)
