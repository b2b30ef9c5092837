from dataclasses import fields

import pytest
from PySide6.QtGui import QColor

from ui import icons, theme
from ui.theme import STATE_ICON, Palette, State


def luminance(color):
    parts = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    high, low = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *((ink, ground) for ink in ("text", "muted", "faint") for ground in ("bg", "panel", "raised")),
    *((state.value, f"{state.value}_bg") for state in State),
    *((state, "panel") for state in ("info", "good", "attention", "overdue", "neutral")),
    ("accent_dark", "accent_bg"),
    ("text", "accent_bg"),
    ("muted", "accent_bg"),
    ("on_accent", "accent"),
    ("muted", "neutral_bg"),
]


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_words_stand_out_at_least_four_and_a_half_to_one(palette, pair):
    ink, ground = (getattr(palette, name) for name in pair)

    assert contrast(ink, ground) >= 4.5


def test_every_colour_is_a_colour():
    for palette in (theme.LIGHT, theme.DARK):
        assert all(QColor(getattr(palette, one.name)).isValid() for one in fields(Palette))


def test_every_state_has_an_icon_besides_its_colour(qapp):
    for state in State:
        pixmap = icons.icon(STATE_ICON[state], "text").pixmap(18, 18)
        image = pixmap.toImage()
        drawn = [image.pixelColor(x, y).alpha() for x in range(18) for y in range(18)]
        assert max(drawn) > 0, state


def test_a_larger_text_scale_makes_every_size_larger(qapp):
    usual, large = theme.themed(dark=False, scale=1.0), theme.themed(dark=False, scale=1.5)

    assert large.px(14) == 21
    assert large.font(14).pixelSize() == 21
    assert usual.style_sheet() != large.style_sheet()
    assert "$" not in large.style_sheet()


def test_a_scale_that_is_not_offered_falls_to_the_nearest():
    assert theme.themed(dark=True, scale=7.0).scale == 1.5
