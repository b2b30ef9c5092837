import os
import shutil
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.models import AuditEntry
from liaison.domain.attachment import MediaType
from liaison.domain.errors import BadInput, Conflict, LiaisonError, NotFound, Unavailable
from liaison.domain.ids import new_id
from liaison.domain.matter import Disposition
from liaison.domain.reception import Channel
from liaison.domain.words import sentence
from liaison.services import attachment_files, attachments, receptions, stations
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.reception_view import view
from liaison.services.settings import put_setting
from liaison.services.stations import StationForm
from tests.attachment_samples import pack, pdf, picture
from tests.conftest import NOON

DAY = date(2026, 3, 5)


@pytest.fixture
def reception(office):
    return recorded(office)


def recorded(office):
    station = office.write(lambda work: stations.open_station(work, StationForm("东港站")))[0]
    form = ReceptionForm(
        station,
        DAY,
        Channel.ON_SITE,
        "路灯不亮",
        (MatterForm("路灯不亮", Disposition.REFERRED),),
        visitors=(VisitorForm("林阿凤"),),
    )
    return office.write(lambda work: receptions.record(work, form))[0].id


def matter_of(office, reception):
    return office.read(lambda work: view(work, reception).matters[0].id)


def attach(office, record, key, source, name="", **more):
    return office.write(lambda work: attachments.attach(work, record, key, source, name, **more))[0]


def opened(office, key):
    return office.write(lambda work: attachments.opened(work, key))[0]


def listed(office, record, key):
    return office.read(lambda work: attachments.list_of(work, record, key))


def refusal(office, *given, **more):
    with pytest.raises(LiaisonError) as refused:
        attach(office, *given, **more)
    assert sentence(refused.value) != refused.value.code
    return refused.value


def files_in(folder):
    return sorted(file for file in folder.rglob("*") if file.is_file())


def test_what_was_attached_comes_back_as_it_was(office, reception, tmp_path):
    photo = tmp_path / "现场.jpg"
    photo.write_bytes(picture("JPEG"))
    matter = matter_of(office, reception)

    key = attach(office, "matter", matter, photo)
    attach(office, "reception", reception, pdf(), "证明.pdf")

    (row,) = listed(office, "matter", matter)
    assert (row.name, row.media_type, row.round_no) == ("现场.jpg", MediaType.JPEG, 1)
    assert (row.size, row.added_at, row.actor) == (len(photo.read_bytes()), NOON, "李某")
    assert opened(office, key).content == photo.read_bytes()
    assert [one.name for one in listed(office, "reception", reception)] == ["证明.pdf"]


@given(
    st.one_of(
        st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).map(str.encode),
        st.binary(max_size=2000).map(lambda tail: b"%PDF-1.7\n" + tail),
        st.binary(max_size=2000).map(lambda tail: picture("PNG") + tail),
        st.binary(max_size=2000).map(lambda tail: picture("JPEG") + tail),
    )
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_of_an_allowed_kind_come_back_the_same(sqlite_office, content):
    reception = recorded_once(sqlite_office)
    key = attach(sqlite_office, "reception", reception, content, "x")
    assert opened(sqlite_office, key).content == content


def recorded_once(office):
    if not hasattr(office, "reception_of_this_test"):
        office.reception_of_this_test = recorded(office)
    return office.reception_of_this_test


def test_the_same_bytes_are_kept_once_and_only_for_the_owner(sqlite_office, tmp_path):
    reception = recorded(sqlite_office)
    keys = [attach(sqlite_office, "reception", reception, pdf(), f"{n}.pdf") for n in range(3)]

    (file,) = files_in(tmp_path / "attachments")

    assert len({opened(sqlite_office, key).content for key in keys}) == 1
    assert len(file.parent.name + file.name) == 64
    assert not file.suffix
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert (tmp_path / "attachments").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "空.pdf", "attachment_empty"),
        (b"MZ\x90\x00", "照片.jpg", "attachment_unknown_kind"),
        (pack("xl/workbook.xml", "xl/vbaProject.bin"), "表.xlsx", "attachment_with_macros"),
        (b"\xff\xd8\xff cut", "半张.jpg", "attachment_broken_picture"),
        (picture("PNG")[:20], "半张.png", "attachment_broken_picture"),
    ],
)
def test_what_is_no_paper_or_photo_is_refused_in_words(office, reception, content, name, code):
    error = refusal(office, "reception", reception, content, name)
    assert error.code == code
    assert name in sentence(error)
    assert listed(office, "reception", reception) == ()


def test_a_picture_that_would_fill_the_memory_is_refused(office, reception):
    bomb = bytearray(picture("PNG"))
    bomb[16:24] = (40_000).to_bytes(4, "big") * 2
    import zlib

    bomb[29:33] = zlib.crc32(bytes(bomb[12:29])).to_bytes(4, "big")

    error = refusal(office, "reception", reception, bytes(bomb), "炸弹.png")

    assert error.code == "attachment_too_many_pixels"
    assert "6400 万像素" in sentence(error)


def test_the_limit_is_a_setting_and_is_said(office, reception, tmp_path):
    office.write(lambda work: put_setting(work, "attachment_most_mb", 1))
    large = tmp_path / "大.txt"
    large.write_bytes(b"x" * ((1 << 20) + 1))

    error = refusal(office, "reception", reception, large)
    attach(office, "reception", reception, b"x" * (1 << 20), "正好.txt")

    assert "超过 1 MB" in sentence(error)


def test_a_folder_a_pipe_or_nothing_is_no_file(office, reception, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe", tmp_path / "没有.pdf"):
        assert refusal(office, "reception", reception, place).code == "attachment_not_a_file"


def test_a_record_that_is_not_there_takes_nothing(office, reception):
    error = refusal(office, "matter", new_id(), pdf(), "a.pdf")
    assert (type(error), error.code) == (NotFound, "attachment_without_record")


def test_a_round_that_is_over_takes_nothing_more(office, reception):
    matter = matter_of(office, reception)
    error = refusal(office, "matter", matter, pdf(), "a.pdf", round_no=2)
    assert isinstance(error, Conflict)
    attach(office, "matter", matter, pdf(), "a.pdf", round_no=1)


def test_a_withdrawn_one_stays_on_the_record_and_is_not_opened(office, reception):
    key = attach(office, "reception", reception, pdf(), "别人的.pdf")

    with pytest.raises(BadInput):
        office.write(lambda work: attachments.withdraw(work, key, " \n"))
    office.write(lambda work: attachments.withdraw(work, key, "传错了"))

    (row,) = listed(office, "reception", reception)
    assert (row.withdrawn_at, row.withdrawn_reason) == (NOON, "传错了")
    with pytest.raises(NotFound) as refused:
        opened(office, key)
    assert "别人的.pdf" in sentence(refused.value)
    with pytest.raises(NotFound):
        office.write(lambda work: attachments.withdraw(work, key, "再撤一次"))


def test_opening_is_noted_and_the_trail_holds_no_name(office, reception):
    key = attach(office, "reception", reception, pdf(), "林阿凤身份证.pdf")
    opened(office, key)
    office.write(lambda work: attachments.withdraw(work, key, "林阿凤要求"))

    query = select(AuditEntry).where(AuditEntry.record == "attachment")
    trail = office.read(
        lambda work: [(one.action, str(one.changes)) for one in work.session.scalars(query)]
    )

    assert [action for action, _ in trail] == ["add", "open_attachment", "change"]
    assert "林阿凤" not in str(trail)


def test_a_damaged_or_lost_file_is_said_and_the_row_stays(sqlite_office, tmp_path):
    reception = recorded(sqlite_office)
    key = attach(sqlite_office, "reception", reception, pdf(), "证明.pdf")
    (file,) = files_in(tmp_path / "attachments")

    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(Unavailable) as damaged:
        opened(sqlite_office, key)
    shutil.rmtree(tmp_path / "attachments")
    with pytest.raises(NotFound) as lost:
        opened(sqlite_office, key)

    assert "已损坏" in sentence(damaged.value)
    assert "从备份恢复" in sentence(lost.value)
    assert len(listed(sqlite_office, "reception", reception)) == 1


def test_adding_the_same_paper_again_mends_its_damaged_file(sqlite_office, tmp_path):
    reception = recorded(sqlite_office)
    key = attach(sqlite_office, "reception", reception, pdf(), "证明.pdf")
    files_in(tmp_path / "attachments")[0].write_bytes(b"gone")

    attach(sqlite_office, "reception", reception, pdf(), "再扫一次.pdf")

    assert opened(sqlite_office, key).content == pdf()


def test_a_folder_that_takes_nothing_leaves_no_row(sqlite_office, tmp_path):
    reception = recorded(sqlite_office)
    (tmp_path / "attachments").write_text("in the way")

    error = refusal(sqlite_office, "reception", reception, pdf(), "a.pdf")

    assert error.code == "attachment_not_kept"
    assert listed(sqlite_office, "reception", reception) == ()


def test_what_a_rollback_left_is_swept_away_when_it_is_old(sqlite_office, tmp_path):
    reception = recorded(sqlite_office)
    key = attach(sqlite_office, "reception", reception, pdf(), "a.pdf")

    def fail(work):
        attachments.attach(work, "reception", reception, b"orphan", "b.txt")
        raise BadInput("no_files")

    with pytest.raises(BadInput):
        sqlite_office.write(fail)
    folder = tmp_path / "attachments"
    assert len(files_in(folder)) == 2
    young = NOON.timestamp() - 60
    for file in files_in(folder):
        os.utime(file, (young, young))
    assert sqlite_office.write(attachments.sweep)[0] == 0
    old = (NOON - timedelta(days=2)).timestamp()
    (folder / "ab").mkdir(exist_ok=True)
    (folder / "ab" / f"{attachment_files.HALF}x").write_bytes(b"half")
    for file in files_in(folder):
        os.utime(file, (old, old))

    assert sqlite_office.write(attachments.sweep)[0] == 2
    assert opened(sqlite_office, key).content == pdf()
