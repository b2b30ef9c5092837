"""How many people a line such as 女儿，1 人 speaks of."""

import re
import unicodedata

_NUMBERS = {word: count for count, word in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_COUNTED = re.compile(r"(\d{1,4}|[一二两三四五六七八九十])\s*(?:人|位|个|名)")


def companions_of(text: str) -> int:
    """女儿，1 人 → 1; 儿子、女儿共两人 → 2; a bare number is itself; words without one → 1; "" → 0."""
    line = unicodedata.normalize("NFKC", text).strip()
    if not line:
        return 0
    if line.isascii() and line.isdigit():
        return min(int(line), 9_998)
    counts = _COUNTED.findall(line)
    if not counts:
        return 1
    return sum(_NUMBERS.get(one) or int(one) for one in counts)
