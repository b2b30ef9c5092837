"""Find the heading rows of a sheet, wherever they stand, and what each column means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from liaison.books.kinds import FIELDS, NEEDED, Kind
from liaison.books.sheet import Cell, Grid, Sheet
from liaison.domain.fold import fold

LOOK_AT_ROWS = 15
LOOK_AT_COLUMNS = 80
LONGEST_HEADING = 60
ENOUGH, LOOK_FURTHER = 4.0, 3
"""After a score of as much, only as many more rows are looked at."""
TALLEST = 3
"""Heading rows that stand one below the other."""
EXACT, TAIL, INSIDE = 3, 2, 1
"""How surely a heading is a synonym: it is one, ends with one, holds one."""


@dataclass(frozen=True)
class HandMapping:
    """What a person said that the headings of one signature mean: heading → field, "" = nothing."""

    kind: Kind
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Headings:
    """Where the headings stand and what they mean.

    `columns`: field → column; `texts`: column → heading as written; `kind` None: not recognised.
    `first`: index of the first row below them.
    """

    kind: Kind | None
    columns: Mapping[str, int]
    texts: Mapping[int, str]
    top: int
    first: int
    by_hand: bool = False

    @property
    def signature(self) -> str:
        """The same for every sheet with these headings in this order."""
        joined = "\n".join(fold(text) for _, text in sorted(self.texts.items()))
        return sha256(joined.encode()).hexdigest()[:32]

    @property
    def fields(self) -> dict[str, str]:
        """Heading → field, "" where nobody knows."""
        meaning = {column: field for field, column in self.columns.items()}
        return {text: meaning.get(column, "") for column, text in sorted(self.texts.items())}


ByHand = Callable[[str], HandMapping | None]


def nothing_by_hand(_signature: str) -> HandMapping | None:
    return None


def find_headings(sheet: Sheet, by_hand: ByHand = nothing_by_hand) -> Headings | None:
    """The headings of a sheet; None when no row looks like headings."""
    rows = [row[:LOOK_AT_COLUMNS] for row in sheet.rows[: LOOK_AT_ROWS + TALLEST]]
    best: tuple[float, Headings] | None = None
    for top in range(min(len(rows), LOOK_AT_ROWS)):
        if best and best[0] >= ENOUGH and top > best[1].top + LOOK_FURTHER:
            break
        for height in range(1, TALLEST + 1):
            texts = _texts(rows, top, height)
            if len(texts) < 2:
                continue
            bare = Headings(None, {}, {c: " ".join(t) for c, t in texts.items()}, top, top + height)
            if mapped := by_hand(bare.signature):
                return _mapped(bare, mapped)
            score, kind, columns = _best_kind(texts)
            score -= 0.4 * (height - 1) + 0.01 * top
            if best is None or score > best[0]:
                best = (score, Headings(kind, columns, bare.texts, top, top + height))
    if best and best[1].kind:
        return best[1]
    return _likely(rows)


def _texts(rows: Grid, top: int, height: int) -> dict[int, list[str]]:
    """Column → the texts of its heading, outermost first; {} when a row holds other things."""
    found: dict[int, list[str]] = {}
    for index, row in enumerate(rows[top : top + height]):
        words = {c: str(v).strip() for c, v in enumerate(row) if v is not None and str(v).strip()}
        spread = len(set(words.values()))
        if spread < 2 or any(
            not isinstance(row[c], str) or len(w) > LONGEST_HEADING for c, w in words.items()
        ):
            return {}
        for column, word in words.items():
            texts = found.setdefault(column, [])
            if word not in texts:
                texts.append(word)
        if index == 0:
            _reach_right(found, row, words)
    return found


def _reach_right(found: dict[int, list[str]], row: list[Cell], words: dict[int, str]) -> None:
    """A parent heading whose merge was lost still covers the empty cells to its right."""
    above = ""
    for column in range(len(row)):
        above = words.get(column, above)
        if column not in words and above:
            found.setdefault(column, [above])


def _best_kind(texts: Mapping[int, list[str]]) -> tuple[float, Kind | None, dict[str, int]]:
    best: tuple[float, Kind | None, dict[str, int]] = (0.0, None, {})
    for kind in Kind:
        columns, sureness = _columns(kind, texts)
        if all(needed & columns.keys() for needed in NEEDED[kind]):
            score = sum(sureness) / EXACT
            if score > best[0]:
                best = (score, kind, columns)
    return best


def _columns(kind: Kind, texts: Mapping[int, list[str]]) -> tuple[dict[str, int], list[int]]:
    """Give every field its surest column, every column one field."""
    guesses = []
    for column, parts in texts.items():
        for field, sure, length in meanings(kind, tuple(parts)):
            guesses.append((-sure, -length, column, field))
    columns: dict[str, int] = {}
    sureness: list[int] = []
    for sure, _, column, field in sorted(guesses):
        if field not in columns and column not in columns.values():
            columns[field] = column
            sureness.append(-sure)
    return columns, sureness


@cache
def meanings(kind: Kind, parts: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    """(field, sureness, weight of the synonym) for a heading of one or several lines.

    Longer synonyms weigh more, a field's own word a little more than another of its length.
    """
    found: dict[str, tuple[int, int]] = {}
    synonyms = _synonyms(kind)
    for form in dict.fromkeys(fold(text) for text in ("".join(parts), parts[-1])):
        for word, fields in synonyms.items():
            if word in form:
                sureness = _sureness(form, word)
                for field, is_own in fields:
                    sure = (sureness, 2 * len(word) + is_own)
                    if sure > found.get(field, (0, 0)):
                        found[field] = sure
    return tuple((field, sure, length) for field, (sure, length) in found.items() if sure)


def _sureness(form: str, word: str) -> int:
    """How surely a heading means what a part of it is a synonym for."""
    if word == form:
        return EXACT
    if len(word) < 2:
        return 0
    return TAIL if form.endswith(word) and word not in {"姓名", "名称"} else INSIDE


@cache
def _synonyms(kind: Kind) -> dict[str, tuple[tuple[str, bool], ...]]:
    """Folded synonym → the fields that it may mean, each with whether it is the field's own word."""
    found: dict[str, tuple[tuple[str, bool], ...]] = {}
    for field, meaning in FIELDS[kind].items():
        for word in meaning.synonyms:
            found[fold(word)] = (*found.get(fold(word), ()), (field, word == meaning.zh))
    return found


def _mapped(bare: Headings, mapping: HandMapping) -> Headings:
    columns: dict[str, int] = {}
    known = {fold(text): field for text, field in mapping.fields.items()}
    for column, text in sorted(bare.texts.items()):
        field = known.get(fold(text), "")
        if field and field not in columns:
            columns[field] = column
    return Headings(mapping.kind, columns, bare.texts, bare.top, bare.first, by_hand=True)


def _likely(rows: Grid) -> Headings | None:
    """Unknown headings: the row with the most different short texts, to be mapped by hand."""
    best: Headings | None = None
    for top in range(min(len(rows), LOOK_AT_ROWS)):
        texts = {column: " ".join(parts) for column, parts in _texts(rows, top, 1).items()}
        if len(texts) >= 3 and (best is None or len(texts) > len(best.texts)):
            best = Headings(None, {}, texts, top, top + 1)
    return best
