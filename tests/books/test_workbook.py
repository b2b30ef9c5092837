"""Files that are no books, or dangerous ones: each is refused in its own plain sentence."""

import io
import os
import zipfile

import openpyxl
import pytest

from liaison.books.workbook import open_book
from liaison.domain.errors import BadInput
from liaison.domain.words import SENTENCES, sentence

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"


def good(rows=(("姓名", "电话"), ("张三", "138"))):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(name, content):
    """A good book with one part put in or replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return stream.getvalue()


def sheet_xml(rows):
    head = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    return head + rows + "</sheetData></worksheet>"


def far_cell():
    cell = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    return with_part(SHEET, sheet_xml(cell))


def empty_rows():
    rows = "".join(f'<row r="{n}" ht="15"><c r="A{n}" s="1"/></row>' for n in range(1, 1_048_577))
    return with_part(SHEET, sheet_xml(rows))


def encrypted_zip():
    content = bytearray(good())
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


HOSTILE = {
    "file_is_empty": [b""],
    "not_a_workbook": [
        b"\x00\x01\x02\x03 nothing",
        "今天天气很好".encode(),
        b"<html><table><tr><td>1,2</td></tr></table></html>",
        OLE + b"\0" * 600,
        b"%PDF-1.7\n\x00\xff",
        bytes(range(128, 256)) * 4,
    ],
    "book_encrypted": [OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), encrypted_zip()],
    "book_damaged": [
        good()[:200],
        good()[: len(good()) // 2],
        b"PK\x03\x04",
        with_part("xl/workbook.xml", "<workbook><sheets><sheet name="),
        OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"),
    ],
    "book_has_macros": [
        with_part("xl/vbaProject.bin", b"\0macro"),
        OLE + "Workbook".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"),
    ],
    "zip_bomb": [with_part("xl/media/image1.bin", b"\0" * 60_000_000)],
    "endless_empty_rows": [far_cell, empty_rows, b"a,b\n" + b",\n" * 200_001],
}


@pytest.mark.parametrize(
    ("code", "content"), [(code, one) for code, many in HOSTILE.items() for one in many]
)
def test_a_hostile_file_is_refused_in_its_own_sentence(code, content, tmp_path):
    file = tmp_path / "登记簿.xlsx"
    file.write_bytes(content() if callable(content) else content)
    with pytest.raises(BadInput) as refused:
        open_book(file)
    assert refused.value.code == code
    assert "登记簿.xlsx" in sentence(refused.value)
    assert "{" not in sentence(refused.value)


def test_a_zip_of_other_things_is_no_workbook(tmp_path):
    file = tmp_path / "照片.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(BadInput) as refused:
        open_book(file)
    assert refused.value.code == "not_a_workbook"


def test_a_broken_checksum_is_damage(tmp_path):
    content = bytearray(good())
    place = content.find(b"xl/worksheets/sheet1.xml") + 60
    content[place] ^= 0xFF
    file = tmp_path / "a.xlsx"
    file.write_bytes(bytes(content))
    with pytest.raises(BadInput) as refused:
        open_book(file)
    assert refused.value.code == "book_damaged"


def test_folders_and_missing_files_are_told_apart(tmp_path):
    for path, code in ((tmp_path, "is_a_folder"), (tmp_path / "没有.xlsx", "no_such_file")):
        with pytest.raises(BadInput) as refused:
            open_book(path)
        assert refused.value.code == code


def test_a_pipe_is_refused_at_once_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.xlsx")
    with pytest.raises(BadInput) as refused:
        open_book(tmp_path / "a.xlsx")
    assert refused.value.code == "not_a_plain_file"


def test_a_file_name_of_an_older_system_is_read_as_its_own_encoding(tmp_path):
    name = os.fsdecode("名册.xlsx".encode("gb18030"))
    (tmp_path / name).write_bytes(good())
    assert open_book(tmp_path / name).file == "名册.xlsx"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_so(tmp_path):
    file = tmp_path / "a.xlsx"
    file.write_bytes(good())
    file.chmod(0)
    with pytest.raises(BadInput) as refused:
        open_book(file)
    assert refused.value.code == "no_permission_to_read"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_separated_text_is_read_in_every_usual_encoding(encoding, delimiter, tmp_path):
    file = tmp_path / "区划.csv"
    rows = [["代码", "名称"], ["330902105", "干𬒗镇"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    file.write_bytes(text.encode(encoding))
    assert open_book(file).sheets[0].rows[:2] == rows


def test_merged_cells_all_hold_the_merged_value(tmp_path):
    book = openpyxl.Workbook()
    for row in (("站", "名"), ("甲站", "张三"), (None, "李四")):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "a.xlsx")
    sheet = open_book(tmp_path / "a.xlsx").sheets[0]
    assert sheet.rows[2] == ["甲站", "李四"]
    assert sheet.covered == {(2, 0)}


def test_words_that_a_program_wrote_as_a_formula_are_not_lost(tmp_path):
    file = tmp_path / "a.xlsx"
    file.write_bytes(good([("内容", "人数"), ("=1+1 路坏 & 灯坏", 1), ("桥坏", "=A1&B1")]))
    assert open_book(file).sheets[0].rows == [
        ["内容", "人数"],
        ["=1+1 路坏 & 灯坏", 1.0],
        ["桥坏", "=A1&B1"],
    ]


def test_every_sentence_of_an_unusable_file_is_written():
    assert set(HOSTILE) <= set(SENTENCES)
