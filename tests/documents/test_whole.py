import pytest

from liaison.documents.whole import half_written, write_whole
from liaison.domain.errors import Unavailable


def test_a_file_takes_the_old_ones_place_only_when_it_is_whole(tmp_path):
    target = tmp_path / "新文件夹" / "月报.pdf"
    write_whole(target, b"old")

    def fail_half_way():
        with half_written(target) as half:
            half.write_bytes(b"new, but")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert target.read_bytes() == b"old"
    assert [file.name for file in target.parent.iterdir()] == ["月报.pdf"]


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Unavailable) as caught:
        write_whole(tmp_path / "file" / "月报.pdf", b"x")
    assert caught.value.code == "file_not_writable"
