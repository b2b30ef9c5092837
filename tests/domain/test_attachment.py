import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.attachment import (
    LONGEST_NAME,
    SUFFIXES,
    MediaType,
    Refusal,
    file_name,
    kind_of,
    size_zh,
)
from tests.attachment_samples import pack, pdf, picture


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture("JPEG"), MediaType.JPEG),
        (picture("PNG"), MediaType.PNG),
        (picture("WEBP"), MediaType.WEBP),
        (pdf(), MediaType.PDF),
        (pack("word/document.xml"), MediaType.DOCX),
        (pack("xl/workbook.xml"), MediaType.XLSX),
        ("路灯不亮\n三个月".encode(), MediaType.TEXT),
        ("路灯不亮".encode("gb18030"), MediaType.TEXT),
        (pack("xl/workbook.xml", "xl/vbaProject.bin"), Refusal.MACROS),
        (pack("setup.exe"), Refusal.UNKNOWN),
        (b"PK\x03\x04 cut short", Refusal.UNKNOWN),
        (b"MZ\x90\x00\x03\x00\x00", Refusal.UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8), Refusal.UNKNOWN),
        (b"", Refusal.EMPTY),
    ],
)
def test_a_kind_is_told_by_the_bytes(content, kind):
    assert kind_of(content) is kind


@given(st.binary())
def test_any_bytes_have_a_kind_or_a_refusal(content):
    assert isinstance(kind_of(content), MediaType | Refusal)


@pytest.mark.parametrize(
    ("given_name", "kind", "name"),
    [
        ("现场照片.JPG", MediaType.JPEG, "现场照片.JPG"),
        ("/home/lin/../证明.pdf", MediaType.PDF, "证明.pdf"),
        ("C:\\用户\\证明.pdf", MediaType.PDF, "证明.pdf"),
        ("合同\u202efdp.exe", MediaType.PDF, "合同fdp.exe.pdf"),
        ("run.bat", MediaType.TEXT, "run.bat.txt"),
        ("..", MediaType.PNG, "附件.png"),
        ("", MediaType.JPEG, "附件.jpg"),
        ("CON.pdf", MediaType.PDF, "附件 CON.pdf"),
        ("a\nb\x00c.txt", MediaType.TEXT, "a bc.txt"),
        (".txt", MediaType.TEXT, "txt.txt"),
    ],
)
def test_a_name_is_made_safe(given_name, kind, name):
    assert file_name(given_name, kind) == name


@given(st.text(max_size=400), st.sampled_from(list(MediaType)))
def test_any_name_becomes_a_short_line_with_the_kinds_own_ending(given_name, kind):
    name = file_name(given_name, kind)

    assert 0 < len(name) <= LONGEST_NAME
    assert name.lower().endswith(SUFFIXES[kind])
    assert not set(name) & set('/\\<>:"|?*\n\r\x00\u202e\u200f')
    assert not name.startswith(".")
    assert file_name(name, kind) == name


def test_sizes_are_read_by_people():
    assert [size_zh(n) for n in (1, 830_000, 3_600_000)] == ["1 KB", "811 KB", "3.4 MB"]
