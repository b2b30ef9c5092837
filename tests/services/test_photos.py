"""Photographs and pictures from outside: drawn anew, kept by hash, never swept away."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from liaison.domain.errors import BadInput, InvalidForm
from liaison.services import attachments, looks, photos
from liaison.services.looks import LookForm
from tests.paperwork import Paperwork


def picture(width=900, height=900, kind="JPEG", **options):
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#335577").save(out, kind, **options)
    return out.getvalue()


@pytest.fixture
def person(office):
    def enrol(work):
        return Paperwork(work).representative("王建国").id

    return office.write(enrol)[0]


def read(office, key):
    return office.read(lambda work: photos.photo(work, key))


def test_a_photograph_is_cut_to_a_cards_shape_and_holds_no_metadata(office, person):
    exif = Image.Exif()
    exif[0x010E] = "拍摄地点"
    office.write(lambda work: photos.put(work, person, picture(2000, 1000, exif=exif)))
    kept = Image.open(io.BytesIO(read(office, person)))
    assert kept.format == "JPEG"
    assert kept.width / kept.height == pytest.approx(3 / 4, abs=0.01)
    assert kept.width <= 600
    assert not kept.getexif()


def test_a_picture_taken_sideways_stands_upright(office, person):
    exif = Image.Exif()
    exif[0x0112] = 6
    wide = Image.new("RGB", (800, 600), "white")
    wide.paste("black", (0, 0, 400, 600))  # the left half, which is above when turned
    out = io.BytesIO()
    wide.save(out, "JPEG", exif=exif)
    office.write(lambda work: photos.put(work, person, out.getvalue()))
    kept = Image.open(io.BytesIO(read(office, person))).convert("L")
    assert kept.getpixel((kept.width // 2, 5)) < 60
    assert kept.getpixel((kept.width // 2, kept.height - 5)) > 200


@pytest.mark.parametrize(
    "content",
    [b"GIF89a", b"%PDF-1.4", b"\xff\xd8\xff" + b"0" * 50, picture()[:300], picture(kind="BMP")],
)
def test_what_is_no_picture_is_refused_and_the_old_one_stays(office, person, content):
    office.write(lambda work: photos.put(work, person, picture()))
    before = read(office, person)
    with pytest.raises(BadInput, match="picture_unusable"):
        office.write(lambda work: photos.put(work, person, content))
    assert read(office, person) == before


def test_a_picture_of_too_many_pixels_is_refused_before_it_fills_the_memory(office, person):
    with pytest.raises(BadInput, match="picture_unusable"):
        office.write(lambda work: photos.put(work, person, picture(9000, 9000, "PNG")))


def test_taken_away_it_is_gone_and_the_sweep_leaves_the_others(office, person):
    office.write(lambda work: photos.put(work, person, picture()))
    later = datetime.now(UTC) + timedelta(days=3)
    office._now = lambda: later
    assert office.write(attachments.sweep)[0] == 0
    assert read(office, person)
    office.write(lambda work: photos.put(work, person, None))
    assert read(office, person) is None
    assert office.write(attachments.sweep)[0] == 1


def station(office):
    return office.write(lambda work: Paperwork(work).station.id)[0]


def test_a_station_has_its_own_picture_and_look(office):
    key = station(office)
    office.write(lambda work: photos.put_station_picture(work, key, picture(3000, 2000)))
    office.write(
        lambda work: looks.put(
            work, key, LookForm(title=" 代表之家 ", colour="#1F4E79", slogan="来")
        )
    )
    look = office.read(lambda work: looks.look(work, key))
    assert (look.title, look.colour, look.slogan) == ("代表之家", "#1f4e79", "来")
    kept = office.read(lambda work: photos.station_picture(work, key))
    assert Image.open(io.BytesIO(kept)).size == (1600, 1067)


def test_a_telephone_is_printed_only_on_purpose(office):
    key = station(office)
    assert office.read(lambda work: looks.shown(work, key))["phone"] is False
    assert office.read(lambda work: looks.shown(work, None))["phone"] is False


@pytest.mark.parametrize(
    ("form", "field", "code"),
    [
        (LookForm(colour="red"), "colour", "colour_unreadable"),
        (LookForm(colour="#ffcc00"), "colour", "colour_too_light"),
        (LookForm(title="长" * 17), "title", "too_long"),
        (LookForm(accepted="一\n二\n三\n四"), "accepted", "too_many_lines"),
    ],
)
def test_a_look_that_cannot_be_read_is_refused(office, form, field, code):
    key = station(office)
    with pytest.raises(InvalidForm) as refused:
        office.write(lambda work: looks.put(work, key, form))
    assert [(p.field, p.code) for p in refused.value.problems] == [(field, code)]
