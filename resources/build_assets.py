"""Build the fonts and the table of readings into the environment; run by ``run.sh``.

Noto Sans SC comes as one variable font (package justmytype-intl-cjk, SIL Open Font License 1.1).
reportlab prints only a variable font's default master (Thin), so two static fonts are cut from it.
Cutting takes half a minute each, so both run at once and are skipped when already up to date.
"""

import hashlib
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from resources import assets

WEIGHTS = {"regular": ("Regular", 400), "bold": ("Bold", 700)}
UNUSED_TABLES = (
    "BASE", "GDEF", "GPOS", "GSUB", "HVAR", "VORG", "cvt ", "fpgm", "gasp", "prep", "vhea", "vmtx",
)  # fmt: skip
SUBFAMILY_ID, FULL_NAME_ID, POSTSCRIPT_NAME_ID, FAMILY_ID, UNIQUE_ID = 2, 4, 6, 1, 3
ITALIC, BOLD, REGULAR = 1 << 0, 1 << 5, 1 << 6


def main(names: list[str]) -> int:
    """Build what is missing or out of date; with a font's name, only that font.

    Each font is cut by a process of its own. The stamp is written last.
    """
    if names:
        for name in names:
            print(f"  {build_font(name)}", flush=True)
        return 0
    folder = assets.folder()
    stamp, wanted = folder / "built", _version()
    if _is_current(folder, stamp, wanted):
        return 0
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    words = [sys.executable, "-m", "resources.build_assets"]
    jobs = [subprocess.Popen([*words, name]) for name in WEIGHTS]  # noqa: S603 - our own words
    build_pinyin()
    codes = [job.wait() for job in jobs]
    if any(codes):
        return 1
    _write(stamp, wanted.encode())
    return 0


def build_font(name: str) -> Path:
    """Cut one static TrueType font from the variable one, without tables nobody here reads."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    style, weight = WEIGHTS[name]
    font = TTFont(_variable_font(), lazy=True)
    for table in UNUSED_TABLES:
        if table in font:
            del font[table]
    font = instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)
    if "STAT" in font:
        del font["STAT"]
    _rename(font, style, weight)
    path = assets.folder() / "fonts" / assets.FONT_FILES[name]
    partial = path.with_suffix(f".{os.getpid()}.part")
    font.save(partial)
    partial.replace(path)
    return path


def build_pinyin() -> Path:
    """Write every Han character's readings, toneless, from pypinyin's table."""
    from pypinyin.constants import PINYIN_DICT

    lines = (
        f"{chr(code)}\t{','.join(toneless(readings.split(',')))}\n"
        for code, readings in sorted(PINYIN_DICT.items())
    )
    path = assets.folder() / assets.PINYIN_FILE
    _write(path, "".join(lines).encode())
    return path


def toneless(readings: Iterable[str]) -> list[str]:
    """Strip tone marks, ü becomes v, and drop repeats: dān, shàn, dàn → dan, shan."""
    plain = []
    for reading in readings:
        spread = unicodedata.normalize("NFD", reading.strip()).replace("u\u0308", "v")
        plain.append("".join(mark for mark in spread if "a" <= mark <= "z"))
    return [reading for reading in dict.fromkeys(plain) if reading]


def _rename(font: object, style: str, weight: int) -> None:
    """Give the cut its own names: reportlab aliases two fonts of one PostScript name."""
    postscript = f"NotoSansSC-{style}"
    names = {
        FAMILY_ID: "Noto Sans SC",
        SUBFAMILY_ID: style,
        UNIQUE_ID: f"2.004;liaison;{postscript}",
        FULL_NAME_ID: f"Noto Sans SC {style}",
        POSTSCRIPT_NAME_ID: postscript,
    }
    table = font["name"]  # type: ignore[index]
    table.names = [r for r in table.names if r.nameID in (0, 5, 13, 14) and r.platformID == 3]
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)
    bold = weight >= 700
    font["OS/2"].usWeightClass = weight  # type: ignore[index]
    font["OS/2"].fsSelection = BOLD if bold else REGULAR  # type: ignore[index]
    font["head"].macStyle = int(bold)  # type: ignore[index]


def _variable_font() -> Path:
    fonts = files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanssc"
    return next(Path(str(fonts)).glob("*.ttf"))


def _is_current(folder: Path, stamp: Path, wanted: str) -> bool:
    files = [folder / "fonts" / assets.FONT_FILES[name] for name in WEIGHTS]
    files.append(folder / assets.PINYIN_FILE)
    return all(file.exists() for file in files) and stamp.exists() and stamp.read_text() == wanted


def _version() -> str:
    """Change whenever this file or a package it reads changes."""
    code = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]
    packages = [f"{name} {version(name)}" for name in ("justmytype-intl-cjk", "pypinyin")]
    return "\n".join([code, *packages])


def _write(path: Path, data: bytes) -> None:
    partial = path.with_suffix(f".{os.getpid()}.part")
    partial.write_bytes(data)
    partial.replace(path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
