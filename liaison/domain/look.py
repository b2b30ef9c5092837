"""What a station may choose of its sheets: which fields are printed, which colours are readable."""

import re

COLOUR = "#b3201f"
"""The house's deep red."""
LEAST_CONTRAST = 4.5
"""White words on the station's colour (WCAG 2.2, 1.4.3)."""
FIELD_ZH = {
    "photo": "照片",
    "level": "级别",
    "group": "代表团、小组",
    "days": "接待日",
    "place": "地点",
    "phone": "电话",
    "accepted": "受理什么、不受理什么",
    "picture": "站的图片",
    "slogan": "口号",
}
SHOWN = {name: name not in {"phone", "picture"} for name in FIELD_ZH}
"""Default switches: a telephone is printed only on purpose."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def is_colour(text: str) -> bool:
    return _COLOUR.fullmatch(text) is not None


def contrast_with_white(colour: str) -> float:
    """Contrast ratio of white on `#rrggbb`, from 1 to 21 (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
