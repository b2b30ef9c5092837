"""The proof refuses codes that a telephone would not read off the wall, and says why."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.documents.damage import DAMAGES
from liaison.documents.drawing import Area, Drawing, Mark, Placed, SheetPage
from liaison.documents.drawing_pdf import drawings_pdf
from liaison.documents.qr import Level, Symbol, symbol
from liaison.documents.readback import prove
from liaison.domain.errors import LiaisonError

TEXT = "https://rd.dinghai.cn/s/0123456789abcdefx"
SIDE = 30.0


def page(*ops, side=SIDE):
    drawing = Drawing(80, 80, [*ops])
    return drawings_pdf("样张", [SheetPage(80, 80, [Placed(drawing)])])


def mark(code=None, side=SIDE, text=TEXT, level=Level.Q):
    return Mark(20, 20, side, code or symbol(text, level))


def refused(pdf, text=TEXT):
    with pytest.raises(LiaisonError) as caught:
        prove(pdf, [[text]])
    return caught.value


@settings(max_examples=25, deadline=None)
@given(
    text=st.text("abcdefghjkmnpqrstvwxyz0123456789/:.-", min_size=5, max_size=90),
    level=st.sampled_from(list(Level)),
)
def test_a_sound_code_survives_every_damage(text, level):
    code = symbol(text, level)
    assert prove(page(mark(code)), [[text]]) == 1


def test_a_mark_over_a_quarter_of_the_code_is_refused():
    side = SIDE * 0.5
    pdf = page(mark(level=Level.H), Area(35 - side / 2, 35 - side / 2, side, side, "#ffffff"))
    assert refused(pdf).code in {"code_weak", "code_unreadable"}


@pytest.mark.parametrize("share", [0.4, 0.2, 0.1])
def test_a_code_with_many_wrong_modules_is_refused(share):
    code = symbol(TEXT, Level.Q)
    chance = random.Random(7)
    wrong = "".join(
        ("0" if one == "1" else "1") if chance.random() < share else one for one in code.modules
    )
    broken = Symbol(code.text, code.level, code.version, wrong)
    assert refused(page(mark(broken))).code in {"code_weak", "code_unreadable"}


@pytest.mark.parametrize(
    "edge",
    [
        Area(18, 20, 1.2, SIDE, "#1f2630"),
        Area(20, 50.8, SIDE, 1, "#1f2630"),
        Area(16.5, 16.5, 2, 2, "#5f6974"),
    ],
)
def test_something_printed_into_the_quiet_zone_is_refused(edge):
    assert refused(page(mark(), edge)).code == "code_without_quiet"


def test_a_code_too_fine_for_paper_is_refused():
    error = refused(page(mark(side=33 * 0.3)))
    assert error.code in {"code_too_small", "code_unreadable"}


def test_a_grey_veil_over_a_code_is_refused():
    veil = [Area(19 + n, 19, 0.55, SIDE + 2, "#9a9a9a") for n in range(32)]
    assert refused(page(mark(), *veil)).code in {
        "code_weak",
        "code_without_quiet",
        "code_unreadable",
    }


def test_the_damages_are_what_they_say():
    from PIL import Image

    picture = Image.new("L", (120, 120), 255)
    picture.paste(0, (30, 30, 90, 90))
    assert DAMAGES["pale"](picture).getextrema() == (178, 255)
    assert DAMAGES["blur"](picture).getpixel((30, 60)) not in (0, 255)
    slanted = DAMAGES["slant"](picture)
    assert slanted.size == (156, 156)
    assert slanted.getpixel((0, 0)) == 255
    row = [x for x in range(156) if slanted.getpixel((x, 50)) < 128]
    lower = [x for x in range(156) if slanted.getpixel((x, 105)) < 128]
    assert row
    assert lower
    assert row[0] != lower[0]  # turned, and nearer below
