import subprocess
import sys
from io import BytesIO

import pytest

from resources import assets, build_assets

RARE = "㛃䶮𬭎𬱖𬒗"


@pytest.mark.parametrize("name", ["regular", "bold"])
def test_a_built_font_has_all_of_gb2312_and_the_rare_names(name):
    from fontTools.ttLib import TTFont

    with TTFont(assets.font_path(name), lazy=True) as font:
        cmap = font.getBestCmap()
    gb2312 = bytes(range(0xB0, 0xF8))
    for row in gb2312:
        for cell in range(0xA1, 0xFF):
            text = bytes([row, cell]).decode("gb2312", "ignore")
            assert all(ord(character) in cmap for character in text), text
    assert all(ord(character) in cmap for character in RARE)


def test_regular_and_bold_have_postscript_names_of_their_own_so_reportlab_keeps_them_apart():
    from reportlab.pdfbase.ttfonts import TTFont

    faces = {
        name: TTFont(name, BytesIO(assets.font_path(name).read_bytes())).face
        for name in ("regular", "bold")
    }

    assert faces["regular"].name == b"NotoSansSC-Regular"
    assert faces["bold"].name == b"NotoSansSC-Bold"
    assert faces["regular"].charWidths[ord("W")] < faces["bold"].charWidths[ord("W")]


def test_qt_draws_a_rare_character_with_the_built_font(qapp):
    from PySide6.QtGui import QFont, QFontDatabase, QRawFont

    for name in ("regular", "bold"):
        added = QFontDatabase.addApplicationFont(str(assets.font_path(name)))
        assert QFontDatabase.applicationFontFamilies(added) == ["Noto Sans SC"]
    for weight in (QFont.Weight.Normal, QFont.Weight.Bold):
        font = QFont("Noto Sans SC")
        font.setWeight(weight)
        assert all(QRawFont.fromFont(font).glyphIndexesForString(RARE))
    assert {"Regular", "Bold"} <= set(QFontDatabase.styles("Noto Sans SC"))


def test_the_serif_falls_back_to_the_regular_face():
    assert assets.font_path("serif").exists()


def test_readings_are_toneless_and_complete_enough_for_surnames():
    lines = assets.pinyin_path().read_text(encoding="utf-8").splitlines()
    readings = dict(line.split("\t") for line in lines)

    assert "shan" in readings["单"].split(",")
    assert "qiu" in readings["仇"].split(",")
    assert "yue" in readings["乐"].split(",")
    assert readings["吕"] == "lv"
    assert all(character in readings for character in RARE)


def test_tone_marks_are_stripped_and_repeats_dropped():
    assert build_assets.toneless(["dān", "shàn", "dàn", "lǘ"]) == ["dan", "shan", "lv"]


def test_building_again_leaves_the_files_as_they_are():
    files = [assets.font_path("regular"), assets.font_path("bold"), assets.pinyin_path()]
    before = [file.stat().st_mtime_ns for file in files]
    subprocess.run([sys.executable, "-m", "resources.build_assets"], check=True)
    assert [file.stat().st_mtime_ns for file in files] == before


def test_a_missing_file_says_which_command_builds_it(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "folder", lambda: tmp_path)
    with pytest.raises(assets.AssetMissingError, match=r"run\.sh"):
        assets.font_path.__wrapped__("regular")
