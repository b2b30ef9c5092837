"""Posters and cards: each code reads back from its page, sizes are true, nothing private is printed."""

import io
import re

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from liaison.documents import readback
from liaison.documents.poster_template import named
from liaison.domain import codes
from liaison.domain.errors import BadInput, LiaisonError
from tests.documents.holders import RARE, WEB, pdf_of, people, station

CARDS, A4, A3 = "card-90x54", "poster-A4", "poster-A3"


def words(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def dark_box(pdf, dpi=300):
    """The box of pure black on page 1, in millimetres: only codes are pure black."""
    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=dpi / 72).to_pil().convert("RGB")
    black = image.point(lambda v: 255 if v < 8 else 0).convert("RGB")
    mask = Image.eval(black.convert("L"), lambda v: 255 if v == 255 else 0)
    return [edge / dpi * 25.4 for edge in mask.getbbox()]


@pytest.mark.parametrize("paper", [A4, A3, "poster-A2"])
@pytest.mark.parametrize("web", ["", WEB, "http://10.1.2.3:8080"])
def test_a_posters_code_reads_back_from_its_page(paper, web):
    made = station(web)
    assert readback.prove(pdf_of(paper, made), [[made.payload]]) == 1


@pytest.mark.parametrize("paper", [A4, A3, "poster-A2"])
@pytest.mark.parametrize("web", ["", WEB])
def test_a_posters_code_has_the_size_that_the_poster_states(paper, web):
    made = station(web)
    pdf = pdf_of(paper, made)
    left, top, right, bottom = dark_box(pdf)
    side = named(paper).code_sides()[0 if web else 1]
    assert right - left == pytest.approx(side, abs=0.3)
    assert bottom - top == pytest.approx(side, abs=0.3)
    assert f"码边 {side:.0f} 毫米" in words(pdf)


@pytest.mark.parametrize("paper", [A4, A3, "poster-A2"])
def test_a_poster_is_one_page_of_true_size_that_no_viewer_scales(paper):
    pdf = pdf_of(paper, station())
    document = pypdfium2.PdfDocument(pdf)
    millimetres = [round(edge / 72 * 25.4) for edge in document[0].get_size()]
    assert len(document) == 1
    assert millimetres == [round(edge) for edge in named(paper).paper]
    assert re.search(rb"/PrintScaling\s*/None", pdf)


def test_a_poster_says_what_a_citizen_needs():
    text = words(pdf_of(A4, station()))
    for part in (
        "昌国街道",
        "人大代表联络站",
        "扫一扫",
        "找代表",
        "提建议",
        "每月15日",
        "9:00-11:30",
        "0580-2532967",
        "诉讼",
        "昌国街道人大工委 监制",
        "第 3 版",
        "2026年3月2日",
        codes.label("330902002", 1),
        "1.1 米以内可扫",
    ):
        assert part in text.replace("\r\n", "").replace("\n", ""), part


def test_without_a_web_address_the_poster_promises_no_page():
    text = words(pdf_of(A4, station(web="")))
    assert "扫一扫" not in text
    assert "提建议" not in text
    assert "扫码不打开网页" in text
    assert "0580-2532967" in text
    assert codes.label("330902002", 1) in text


def test_a_bare_station_still_gets_a_poster():
    made = station(web="", district="", days="", place="", phone="", issuer="")
    pdf = pdf_of(A4, made)
    assert readback.prove(pdf, [[made.payload]]) == 1
    assert "昌国街道人大代表联络站" in words(pdf)


def test_equal_posters_make_equal_bytes():
    made = station()
    assert pdf_of(A4, made) == pdf_of(A4, made)


def test_cards_read_back_in_their_places_and_names_are_as_recorded():
    work = people(RARE * 2 + ["王建国"])
    pdf = pdf_of(CARDS, *work)
    payloads = [one.payload for one in work]
    assert readback.prove(pdf, [payloads[:8], payloads[8:16], payloads[16:]]) == 17
    for name in RARE:
        assert name in words(pdf)
    assert "第 3 页，共 3 页" in words(pdf)


def test_a_cards_code_is_large_enough_for_a_phone():
    left, _, right, _ = dark_box(pdf_of(CARDS, *people(["张伟"])))
    assert right - left == pytest.approx(named(CARDS).code_sides()[0], abs=0.2)
    assert named(CARDS).code_sides()[0] / 33 >= 0.5  # millimetres a module


def test_all_fonts_of_the_pages_are_embedded():
    for pdf in (pdf_of(A4, station()), pdf_of(CARDS, *people(RARE))):
        assert (
            len(re.findall(rb"/FontFile2", pdf))
            == len(re.findall(rb"/Type /FontDescriptor", pdf))
            > 0
        )
        assert b"Helvetica" not in pdf


@settings(max_examples=15, deadline=None)
@given(name=st.text(max_size=40), place=st.text(max_size=120), days=st.text(max_size=60))
def test_any_words_make_a_page_whose_code_reads(name, place, days):
    made = station(station=name or "站", place=place, days=days)
    assert readback.prove(pdf_of(A4, made), [[made.payload]]) == 1


def test_words_that_look_like_markup_are_printed_as_they_are():
    assert "<b>甲&乙</b>" in words(pdf_of(CARDS, *people(["<b>甲&乙</b>"])))


def test_a_page_whose_code_says_something_else_is_refused():
    made = station()
    with pytest.raises(LiaisonError) as refused:
        readback.prove(pdf_of(A4, made), [[station().payload]])
    assert refused.value.code == "code_unreadable"
    assert refused.value.values == {"page": 1, "right": 0, "meant": 1}


def test_swapped_cards_are_refused():
    work = people(["甲", "乙"])
    payloads = [one.payload for one in reversed(work)]
    with pytest.raises(LiaisonError, match="code_unreadable"):
        readback.prove(pdf_of(CARDS, *work), [payloads])


@pytest.mark.parametrize("pages", [0, 1, 3])
def test_a_missing_or_surplus_page_is_refused(pages):
    work = people([f"代表{i}" for i in range(9)])
    payloads = [one.payload for one in work]
    meant = [payloads[:8], payloads[8:], ["x"]][:pages]
    with pytest.raises(LiaisonError, match="code_unreadable"):
        readback.prove(pdf_of(CARDS, *work), meant)


def test_codes_are_found_in_a_pdf_and_in_a_picture(tmp_path):
    work = people(RARE)
    payloads = [one.payload for one in work]
    (tmp_path / "cards.pdf").write_bytes(pdf_of(CARDS, *work))
    assert readback.codes_in_file(tmp_path / "cards.pdf") == [payloads]
    page = pypdfium2.PdfDocument(tmp_path / "cards.pdf")[0]
    page.render(scale=2).to_pil().save(tmp_path / "cards.png")
    page.render(scale=2).to_pil().convert("RGB").save(tmp_path / "cards.jpg", quality=60)
    assert readback.codes_in_file(tmp_path / "cards.png") == [payloads]
    assert readback.codes_in_file(tmp_path / "cards.jpg") == [payloads]


def test_a_transparent_picture_is_read_on_white(tmp_path):
    made = station()
    page = pypdfium2.PdfDocument(pdf_of(A4, made))[0]
    grey = page.render(scale=2).to_pil().convert("L")
    clear = Image.new("RGBA", grey.size, (0, 0, 0, 0))
    clear.putalpha(Image.eval(grey, lambda v: 255 - v))
    clear.save(tmp_path / "clear.png")
    assert readback.codes_in_file(tmp_path / "clear.png") == [[made.payload]]


def _bomb():
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_pdf_or_picture"),
        (b"hello", "not_pdf_or_picture"),
        (b"%PDF-1.7 and then nothing", "pdf_unreadable"),
        (b"\x89PNG\r\n\x1a\n1234", "not_pdf_or_picture"),
        (_bomb, "picture_too_large"),
    ],
)
def test_what_is_no_readable_file_is_refused_in_words(tmp_path, content, code):
    file = tmp_path / "file"
    file.write_bytes(content() if callable(content) else content)
    with pytest.raises(BadInput) as refused:
        readback.codes_in_file(file)
    assert refused.value.code == code


def test_a_missing_file_or_a_folder_is_refused_in_words(tmp_path):
    for path in (tmp_path, tmp_path / "no.pdf"):
        with pytest.raises(BadInput, match="file_not_readable"):
            readback.codes_in_file(path)


@pytest.mark.parametrize(
    "days",
    [
        "每月10日（遇节假日顺延）",
        "每月25日，遇节假日顺延一周",
        "每月第二、第四个星期二 14:00-16:00",
    ],
)
@pytest.mark.parametrize("web", ["", WEB])
def test_a_reception_day_rule_is_set_a_phrase_a_line_and_a_phone_stays_whole(days, web):
    lines = words(pdf_of(A4, station(web, days=days))).splitlines()
    assert "0580-2532967" in lines
    assert any(
        line.startswith(("（遇节假日顺延）", "遇节假日顺延一周", "14:00-16:00")) for line in lines
    )


def test_a_page_more_than_was_meant_is_refused_in_words():
    pdf = pdf_of(A4, station())
    with pytest.raises(LiaisonError) as caught:
        readback.prove(pdf, [])
    assert caught.value.values == {"page": 1, "right": 0, "meant": 0}
