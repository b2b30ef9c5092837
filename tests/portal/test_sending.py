"""A matter sent by phone waits for the clerk, once, whole, and without anything that wasn't meant."""

import io
from concurrent.futures import ThreadPoolExecutor

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from db.models import Attachment, Matter, Reception, Submission
from liaison.domain.sending import MOST_WORDS
from liaison.domain.submission import SubmissionStatus, SubmittedBy
from liaison.services import attachment_files, submissions
from tests.portal.conftest import WORDS, code_of, picture, ticket_of, write


def sent(town):
    return town.office.read(lambda work: work.session.query(Submission).all())


def test_words_are_enough_and_nothing_enters_the_register(phone, town):
    page = write(phone, f"{town.station}/write")

    assert page.status_code == 200
    (row,) = sent(town)
    assert (row.words, row.status, row.submitted_by) == (
        WORDS,
        SubmissionStatus.WAITING,
        SubmittedBy.CITIZEN,
    )
    assert (row.name, row.phone, row.representative_id) == ("", "", None)
    assert row.notice_version == "2026-1"
    assert code_of(page).replace(" ", "").startswith(row.token)
    assert town.office.read(lambda work: work.session.query(Reception).count()) == 0
    assert town.office.read(lambda work: work.session.query(Matter).count()) == 0


def test_the_representatives_page_writes_to_that_representative(phone, town):
    write(
        phone, f"{town.path('钱㛃')}/write", name="张 三", phone="138 0000 5678", confidential="1"
    )

    (row,) = sent(town)
    assert row.representative_id == town.row("钱㛃").representative_id
    assert (row.name, row.phone, row.confidential) == ("张三", "138 0000 5678", True)


def test_a_representative_hands_in_with_the_label_of_their_own_code(phone, town):
    path = f"{town.station}/report"
    label = town.row("韩䶮").label
    wrong = write(phone, path, label=label[:-1] + ("1" if label[-1] != "1" else "2"))
    assert wrong.status_code == 422
    assert "请写代表码下面印的编号" in wrong.text
    assert "本站没有这个编号" in write(phone, path, label=town.row("城东街道代表联络站").label).text

    assert write(phone, path, label=f" {label.lower()} ").status_code == 200
    (row,) = sent(town)
    assert row.submitted_by is SubmittedBy.REPRESENTATIVE
    assert row.representative_id == town.row("韩䶮").representative_id


def test_a_double_tap_is_one_submission_with_one_code(phone, town):
    path = f"{town.station}/write"
    values = {"ticket": ticket_of(phone.get(path)), "words": WORDS, "tell_how": "none"}

    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(lambda _: phone.post(path, data=values), range(4)))

    assert [page.status_code for page in pages] == [200] * 4
    assert len({code_of(page) for page in pages}) == 1
    assert len(sent(town)) == 1


def test_problems_stand_beside_their_fields_and_keep_what_was_typed(phone, town):
    page = write(phone, f"{town.station}/write", words=" ", place="南门口", tell_how="phone")

    assert page.status_code == 422
    assert 'aria-describedby="words-wrong"' in page.text
    assert "请写下您要反映的事" in page.text
    assert 'aria-describedby="phone-wrong"' in page.text
    assert 'value="南门口"' in page.text
    assert sent(town) == []


def test_pictures_are_drawn_anew_without_metadata(phone, town):
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "SecretPhone", {1: "N", 2: (30.0, 1.0, 2.0)}
    write(phone, f"{town.station}/write", [picture((4000, 3000), exif=exif), picture(kind="PNG")])

    def kept(work):
        rows = work.session.query(Attachment).order_by(Attachment.id).all()
        return [(row, attachment_files.read(work.files, row.sha256, "")) for row in rows]

    files = town.office.read(kept)
    assert [row.name for row, _ in files] == ["图片 1.jpg", "图片 2.jpg"]
    for row, content in files:
        assert row.record == "submission"
        assert b"SecretPhone" not in content
        image = Image.open(io.BytesIO(content))
        assert image.format == "JPEG"
        assert not image.getexif()
        assert max(image.size) <= 1600


def test_what_is_no_picture_a_bomb_or_one_too_many_is_refused_beside_the_field(phone, town):
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    for files in ([b"<svg onload=alert(1)>"], [bomb.getvalue()], [picture()[:300]]):
        page = write(phone, f"{town.station}/write", files)
        assert page.status_code == 422
        assert "图片用不了" in page.text
    four = write(phone, f"{town.station}/write", [picture((50, 50))] * 4)
    assert "最多 3 张" in four.text
    assert sent(town) == []


def test_markup_is_only_text(phone, town):
    page = write(phone, f"{town.station}/write", words="<script>alert(1)</script>", phone='"><b>')
    assert page.status_code == 422
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text
    assert "<b>" not in page.text


def test_the_trap_catches_machines_and_tells_them_nothing(phone, town):
    page = write(phone, f"{town.station}/write", website="http://spam.example")
    assert page.status_code == 200
    assert sent(town)[0].status is SubmissionStatus.SPAM


def test_a_full_station_says_so_and_loses_nothing_it_has(phone, town, monkeypatch):
    monkeypatch.setattr(submissions, "MOST_WAITING", 1)
    write(phone, f"{town.station}/write")
    page = write(phone, f"{town.station}/write", words="第二件")
    assert page.status_code == 503
    assert "收不下" in page.text
    assert "第二件" in page.text
    assert len(sent(town)) == 1


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.text(max_size=MOST_WORDS + 50),
    place=st.text(max_size=120),
    name=st.text(max_size=40),
    phone_number=st.text(max_size=40),
    tell=st.sampled_from(["phone", "code", "none", "", "x"]),
)
def test_whatever_is_typed_is_kept_whole_or_refused_with_a_reason(  # noqa: PLR0917 - all fields
    phone, town, words, place, name, phone_number, tell
):
    site = phone.app.state.site
    site.sends._times.clear()
    before = len(sent(town))
    page = write(
        phone,
        f"{town.station}/write",
        **{
            key: value.encode("utf-8", "replace").decode()
            for key, value in {
                "words": words,
                "place": place,
                "name": name,
                "phone": phone_number,
                "tell_how": tell,
            }.items()
        },
    )
    assert page.status_code in (200, 422)
    rows = sent(town)
    assert len(rows) - before == (page.status_code == 200)
    if page.status_code == 422:
        assert 'class="wrong"' in page.text
    else:
        assert not any(ord(one) < 32 and one != "\n" for one in rows[-1].words)
