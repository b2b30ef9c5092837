"""Posters and cards: each code reads back from its page, sizes are true, nothing private is printed."""

import io
import re
from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from liaison.documents import readback
from liaison.documents.cards_pdf import CODE_SIDE, Card, CardSheet, cards_pdf
from liaison.documents.poster_pdf import PaperSize, Poster, code_side, poster_pdf
from liaison.domain import codes
from liaison.domain.codes import CodeKind
from liaison.domain.errors import BadInput, LiaisonError

WEB = "https://rd.dinghai.cn"
RARE = ["钱㛃", "韩䶮", "周𬭎", "吴𬱖", "干𬒗", "欧阳平玲", "阿卜杜热合曼·买买提", "张伟"]
DAY = date(2026, 3, 2)


def poster(web=WEB, **changes):
    values = {
        "station": "昌国街道人大代表联络站",
        "payload": codes.payload(CodeKind.STATION, codes.new_token(), web),
        "label": codes.label("330902002", 1),
        "printed_on": DAY,
        "edition": 3,
        "district": "舟山市定海区",
        "reception_days": "每月15日 9:00-11:30",
        "place": "舟山市定海区昌国街道西安社区服务中心一楼",
        "phone": "0580-2532967",
        "issuer": "昌国街道人大工委",
    }
    return Poster(**(values | changes))


def card(name, number, web=WEB):
    payload = codes.payload(CodeKind.REPRESENTATIVE, codes.new_token(), web)
    return Card(
        name, payload, codes.label("330902002", number), "市、区人大代表", "昌国街道代表团 第2小组"
    )


def sheet(names, web=WEB):
    cards = tuple(card(name, i) for i, name in enumerate(names, start=2))
    return CardSheet("昌国街道人大代表联络站", cards, DAY, "每月15日 9:00-11:30", "0580-2532967")


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


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("web", ["", WEB, "http://10.1.2.3:8080"])
def test_a_posters_code_reads_back_from_its_page(paper, web):
    made = poster(web)
    assert readback.prove(poster_pdf(made, paper), [[made.payload]]) == 1


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("web", ["", WEB])
def test_a_posters_code_has_the_size_that_the_poster_states(paper, web):
    made = poster(web)
    pdf = poster_pdf(made, paper)
    left, top, right, bottom = dark_box(pdf)
    side = code_side(made, paper)
    assert right - left == pytest.approx(side, abs=0.3)
    assert bottom - top == pytest.approx(side, abs=0.3)
    assert f"码边 {side:.0f} 毫米" in words(pdf)


@pytest.mark.parametrize("paper", list(PaperSize))
def test_a_poster_is_one_page_of_true_size_that_no_viewer_scales(paper):
    pdf = poster_pdf(poster(), paper)
    document = pypdfium2.PdfDocument(pdf)
    millimetres = [round(edge / 72 * 25.4) for edge in document[0].get_size()]
    assert len(document) == 1
    assert millimetres == ([210, 297] if paper is PaperSize.A4 else [297, 420])
    assert re.search(rb"/PrintScaling\s*/None", pdf)


def test_a_poster_says_what_a_citizen_needs():
    text = words(poster_pdf(poster()))
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
    text = words(poster_pdf(poster(web="")))
    assert "扫一扫" not in text
    assert "提建议" not in text
    assert "扫码不打开网页" in text
    assert "0580-2532967" in text
    assert codes.label("330902002", 1) in text


def test_a_bare_station_still_gets_a_poster():
    made = poster(web="", district="", reception_days="", place="", phone="", issuer="")
    pdf = poster_pdf(made)
    assert readback.prove(pdf, [[made.payload]]) == 1
    assert "昌国街道人大代表联络站" in words(pdf)


def test_equal_posters_make_equal_bytes():
    made = poster()
    assert poster_pdf(made) == poster_pdf(made)


def test_cards_read_back_in_their_places_and_names_are_as_recorded():
    work = sheet(RARE * 2 + ["王建国"])
    pdf = cards_pdf(work)
    payloads = [one.payload for one in work.cards]
    assert readback.prove(pdf, [payloads[:8], payloads[8:16], payloads[16:]]) == 17
    for name in RARE:
        assert name in words(pdf)
    assert "第 3 页，共 3 页" in words(pdf)


def test_a_cards_code_is_large_enough_for_a_phone():
    left, _, right, _ = dark_box(cards_pdf(sheet(["张伟"])))
    assert right - left == pytest.approx(CODE_SIDE, abs=0.2)
    assert CODE_SIDE / 33 >= 0.5  # millimetres a module


def test_all_fonts_of_the_pages_are_embedded():
    for pdf in (poster_pdf(poster()), cards_pdf(sheet(RARE))):
        assert (
            len(re.findall(rb"/FontFile2", pdf))
            == len(re.findall(rb"/Type /FontDescriptor", pdf))
            > 0
        )
        assert b"Helvetica" not in pdf


@settings(max_examples=15, deadline=None)
@given(name=st.text(max_size=40), place=st.text(max_size=120), days=st.text(max_size=60))
def test_any_words_make_a_page_whose_code_reads(name, place, days):
    made = poster(station=name or "站", place=place, reception_days=days)
    assert readback.prove(poster_pdf(made), [[made.payload]]) == 1


def test_words_that_look_like_markup_are_printed_as_they_are():
    assert "<b>甲&乙</b>" in words(cards_pdf(sheet(["<b>甲&乙</b>"])))


def test_a_page_whose_code_says_something_else_is_refused():
    made = poster()
    with pytest.raises(LiaisonError) as refused:
        readback.prove(poster_pdf(made), [[poster().payload]])
    assert refused.value.code == "code_unreadable"
    assert refused.value.values == {"page": 1, "right": 0, "meant": 1}


def test_swapped_cards_are_refused():
    work = sheet(["甲", "乙"])
    payloads = [one.payload for one in reversed(work.cards)]
    with pytest.raises(LiaisonError, match="code_unreadable"):
        readback.prove(cards_pdf(work), [payloads])


@pytest.mark.parametrize("pages", [0, 1, 3])
def test_a_missing_or_surplus_page_is_refused(pages):
    work = sheet([f"代表{i}" for i in range(9)])
    payloads = [one.payload for one in work.cards]
    meant = [payloads[:8], payloads[8:], ["x"]][:pages]
    with pytest.raises(LiaisonError, match="code_unreadable"):
        readback.prove(cards_pdf(work), meant)


def test_codes_are_found_in_a_pdf_and_in_a_picture(tmp_path):
    work = sheet(RARE)
    payloads = [one.payload for one in work.cards]
    (tmp_path / "cards.pdf").write_bytes(cards_pdf(work))
    assert readback.codes_in_file(tmp_path / "cards.pdf") == [payloads]
    page = pypdfium2.PdfDocument(tmp_path / "cards.pdf")[0]
    page.render(scale=2).to_pil().save(tmp_path / "cards.png")
    page.render(scale=2).to_pil().convert("RGB").save(tmp_path / "cards.jpg", quality=60)
    assert readback.codes_in_file(tmp_path / "cards.png") == [payloads]
    assert readback.codes_in_file(tmp_path / "cards.jpg") == [payloads]


def test_a_transparent_picture_is_read_on_white(tmp_path):
    made = poster()
    page = pypdfium2.PdfDocument(poster_pdf(made))[0]
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
    lines = words(poster_pdf(poster(web, reception_days=days))).splitlines()
    assert "0580-2532967" in lines
    assert any(
        line.startswith(("（遇节假日顺延）", "遇节假日顺延一周", "14:00-16:00")) for line in lines
    )


def test_a_page_more_than_was_meant_is_refused_in_words():
    pdf = poster_pdf(poster())
    with pytest.raises(LiaisonError) as caught:
        readback.prove(pdf, [])
    assert caught.value.values == {"page": 1, "right": 0, "meant": 0}
