"""Every sheet of the house: true millimetres, nothing cut, nothing private, wrong files refused."""

import io
import re

import pypdfium2
import pytest
from PIL import Image

from liaison.documents import readback
from liaison.documents.drawing_svg import marks_drawn, svg_page
from liaison.documents.poster_layout import LEAST_MODULE, item, symbol_for
from liaison.documents.poster_sheets import Edges, corner, sheets
from liaison.documents.poster_template import named, template, templates
from liaison.documents.qr import Level
from liaison.documents.render import page_picture
from liaison.documents.sheet_pictures import png_pages, svg_pages
from liaison.domain.codes import CodeSource
from liaison.domain.errors import BadInput, LiaisonError
from liaison.domain.look import COLOUR, contrast_with_white
from tests.documents.holders import meant_by, pdf_of, people, person, station

NAMES = [one.name for one in templates()]
SINGLE = [one.name for one in templates() if one.columns * one.rows == 1]
FACTS = "昌国街道人大代表联络站 接待日每月15日 9:00-11:30 电话0580-2532967 编号 330902002-001-7"


def holders(name, count=None, **changes):
    sheet = named(name)
    if sheet.for_representative:
        total = count or sheet.per_page + 1
        return [person(f"代表{n}", n + 2, **changes) for n in range(total)]
    return [station(**changes)]


def words(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("web", ["", "https://rd.dinghai.cn"])
def test_every_code_of_every_sheet_reads_back_and_survives_damage(name, web):
    here = holders(name, web=web)
    assert (
        readback.prove(pdf_of(name, *here), meant_by(name, *here)) == len(here) * named(name).faces
    )


@pytest.mark.parametrize("name", NAMES)
def test_plain_facts_fit_every_sheet_that_is_large_enough_for_them(name):
    here = holders(name, 2, payload=FACTS, source=CodeSource.FACTS)
    pdf = pdf_of(name, *here)
    assert readback.prove(pdf, meant_by(name, *here)) == len(here) * named(name).faces


@pytest.mark.parametrize("name", NAMES)
def test_codes_stand_where_the_template_says_to_a_tenth_of_a_millimetre(name):
    here, sheet = holders(name), named(name)
    dpi = 600 if max(sheet.paper) < 430 else 400
    pdf = pdf_of(name, *here)
    picture = page_picture(pdf, 0, dpi)
    size = (picture.width, picture.height)
    image = Image.frombuffer("RGB", size, picture.pixels, "raw", "RGB", picture.stride, 1)
    drawing = item(sheet, here[0])
    mark = next(op for op in drawing.ops if hasattr(op, "symbol"))
    for place in range(min(3, sheet.per_page) * sheet.faces):
        x, y = corner(sheet, place)
        left, top = x + mark.x * sheet.scale, y + mark.y * sheet.scale
        side = mark.side * sheet.scale
        if place // sheet.columns in sheet.turned:
            left = x + (sheet.item[0] - mark.x - mark.side) * sheet.scale
            top = y + (sheet.item[1] - mark.y - mark.side) * sheet.scale
        box = [
            round(edge * dpi / 25.4)
            for edge in (left - 1, top - 1, left + side + 1, top + side + 1)
        ]
        dark = image.crop(tuple(box)).convert("L").point(lambda v: 255 if v < 100 else 0).getbbox()
        found = [edge / dpi * 25.4 - 1 for edge in dark]
        assert found == pytest.approx([0, 0, side, side], abs=0.1)


@pytest.mark.parametrize("name", NAMES)
def test_the_paper_has_its_size_and_no_viewer_scales_it(name):
    pdf = pdf_of(name, *holders(name))
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(pdf)]
    assert {tuple(round(edge / 72 * 25.4, 1) for edge in size) for size in sizes} == {
        named(name).paper
    }
    assert re.search(rb"/PrintScaling\s*/None", pdf)
    assert b"Helvetica" not in pdf


@pytest.mark.parametrize("name", NAMES)
def test_no_module_is_finer_than_four_tenths_of_a_millimetre(name):
    for side in named(name).code_sides():
        symbol = symbol_for(station().payload, side)
        assert side / symbol.size >= LEAST_MODULE
        assert symbol.level in (Level.Q, Level.H)


def test_a_text_too_long_for_a_sheet_is_refused_with_the_size_that_would_do():
    with pytest.raises(BadInput) as refused:
        pdf_of("sticker-70x37", person("张伟", payload="https://x.cn/" + "a" * 280))
    assert refused.value.code == "code_too_fine"
    assert int(refused.value.values["needed"]) > 24


@pytest.mark.parametrize("name", NAMES)
def test_a_long_name_is_printed_whole(name):
    if not named(name).for_representative:
        return
    long = "阿卜杜热合曼·买买提依明·吐尔逊江·努尔麦麦提江·艾合"
    assert long in re.sub(r"\s", "", words(pdf_of(name, person(long))))


@pytest.mark.parametrize("name", NAMES)
def test_a_telephone_is_printed_only_where_it_is_switched_on(name):
    first = holders(name, 1)[0]
    hidden = pdf_of(name, station(shown={}) if not first.person else person("张伟", shown={}))
    assert "2532967" not in words(hidden)


def test_a_station_has_its_own_title_slogan_colour_and_words():
    own = station(
        title="代表之家",
        slogan="来坐坐 说心里话",
        colour="#1f4e79",
        accepted=("渔船靠泊",),
        not_accepted=("打官司的事",),
    )
    pdf = pdf_of("poster-A4", own)
    for part in ("代表之家", "来坐坐", "说心里话", "渔船靠泊", "打官司的事"):
        assert part in words(pdf).replace(" ", "")
    picture = page_picture(pdf, 0, 30)
    assert tuple(picture.pixels[:3]) == (0x1F, 0x4E, 0x79)


def test_a_photograph_is_in_the_file_once_however_many_cards_show_it():
    face = io.BytesIO()
    Image.effect_noise((300, 400), 60).convert("RGB").save(face, "JPEG")
    alone = len(pdf_of("card-90x54", person("甲")))
    many = pdf_of("card-90x54", *(person(f"代表{n}", photo=face.getvalue()) for n in range(20)))
    assert many.count(b"/Subtype /Image") == 1
    assert len(many) > alone
    pages = [page_picture(many, number, 50).pixels for number in range(3)]
    assert len(set(pages)) == 3


@pytest.mark.parametrize("name", SINGLE)
def test_bleed_grows_the_page_and_leaves_the_trim_true(name):
    here = holders(name, 1)
    pdf = pdf_of(name, *here, edges=Edges(bleed=True, marks=True))
    page = pypdfium2.PdfDocument(pdf)[0]
    left, lower, right, upper = (edge / 72 * 25.4 for edge in page.get_trimbox())
    assert (right - left, upper - lower) == pytest.approx(named(name).paper, abs=0.05)
    bled = [edge / 72 * 25.4 for edge in page.get_bleedbox()]
    assert bled == pytest.approx([left - 3, lower - 3, right + 3, upper + 3], abs=0.05)
    assert readback.prove(pdf, meant_by(name, *here)) == 1


def test_colour_reaches_the_edge_of_the_bleed_and_marks_stand_outside_of_it():
    pdf = pdf_of("poster-A4", station(), edges=Edges(bleed=True, marks=True))
    picture = page_picture(pdf, 0, 254)
    size = (picture.width, picture.height)
    image = Image.frombuffer("RGB", size, picture.pixels, "raw", "RGB", picture.stride, 1)
    red = tuple(int(COLOUR[place : place + 2], 16) for place in (1, 3, 5))
    assert image.getpixel((75, 300)) == red  # 7.5 mm in: half a millimetre inside the bleed
    assert image.getpixel((65, 300)) == (255, 255, 255)
    assert image.getpixel((30, 100)) != (255, 255, 255)  # the mark at the trim's upper edge


def test_an_emblem_stands_only_on_level_h_and_on_a_tenth_at_most():
    here = people(["张伟"])
    pdf = pdf_of("card-90x54", *here, emblem=True)
    assert readback.prove(pdf, meant_by("card-90x54", *here)) == 1
    drawing = item(named("card-90x54"), here[0], emblem=True)
    place = next(n for n, op in enumerate(drawing.ops) if hasattr(op, "symbol"))
    mark, white = drawing.ops[place], drawing.ops[place + 1]
    assert mark.symbol.level is Level.H
    assert white.width * white.height <= 0.1 * mark.side**2


@pytest.mark.parametrize("name", NAMES)
def test_pictures_are_read_back_themselves(name):
    here = holders(name)
    pages = sheets(named(name), here)
    pdf, meant = pdf_of(name, *here), meant_by(name, *here)
    assert len(png_pages(pdf, pages, meant, 1800)) == len(pages)
    made = svg_pages(pdf, pages, meant)
    assert all(b"<text" not in svg for svg in made)
    assert readback.codes_in_image(marks_drawn(made[0])) == meant[0]


def test_a_picture_too_small_to_be_read_is_refused():
    here = people(["甲", "乙", "丙"])
    pages, meant = sheets(named("card-90x54"), here), meant_by("card-90x54", *here)
    with pytest.raises(LiaisonError, match="code_unreadable"):
        png_pages(pdf_of("card-90x54", *here), pages, meant, 90)


def test_equal_sheets_make_equal_bytes():
    here = holders("wall")
    assert pdf_of("wall", *here) == pdf_of("wall", *here)
    page = sheets(named("wall"), here)[0]
    assert svg_page(page) == svg_page(page)


def test_the_houses_colour_carries_white_words():
    assert contrast_with_white(COLOUR) >= 4.5


GOOD = {
    "title": "试",
    "note": "试",
    "holder": "both",
    "paper": [100, 100],
    "element": [{"kind": "code", "x": 10, "y": 10, "side": 50}],
}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"paper": [100]}, "unpack"),
        ({"holder": "visitor"}, "visitor"),
        ({"element": []}, "no code"),
        ({"element": [{"kind": "code", "x": 80, "y": 10, "side": 50}]}, "outside"),
        ({"element": [{"kind": "script"}]}, "script"),
        ({"element": [*GOOD["element"], {"kind": "text", "text": "{phone_of_visitor}", "x": 1, "y": 1, "size": 9, "room": 9}]}, "phone_of_visitor"),
        ({"element": [*GOOD["element"], {"kind": "area", "x": 1, "y": 1, "width": 9}]}, "height"),
        ({"columns": 3}, "larger"),
    ],
)  # fmt: skip
def test_a_wrong_template_is_refused_and_says_what_is_wrong(change, why):
    assert template("good", GOOD).per_page == 1
    with pytest.raises(BadInput) as refused:
        template("mine", {**GOOD, **change})
    assert refused.value.code == "bad_template"
    assert refused.value.values["file"] == "mine.toml"
    assert why in str(refused.value.values["why"])


def test_an_unknown_template_names_those_there_are():
    with pytest.raises(BadInput) as refused:
        named("poster-A1")
    assert "poster-A2" in str(refused.value.values["names"])
