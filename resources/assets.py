"""Where the files built at install time lie: fonts and the table of readings.

They are built by ``python -m resources.build_assets`` into ``{sys.prefix}/share/liaison``, because
together they weigh 22 MB and can be made from locked packages; none of them is kept in git.
"""

import sys
from functools import cache
from pathlib import Path

FONT_FILES = {
    "regular": "NotoSansSC-Regular.ttf",
    "bold": "NotoSansSC-Bold.ttf",
    "serif": "NotoSerifSC-Regular.ttf",
}
PINYIN_FILE = "pinyin.txt"


class AssetMissingError(FileNotFoundError):
    """A file that the installation builds is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is missing: run ./run.sh once, it builds fonts and tables")
        self.path = path


def folder() -> Path:
    return Path(sys.prefix) / "share" / "liaison"


@cache
def font_path(name: str) -> Path:
    """The TrueType file of ``regular``, ``bold`` or ``serif`` (the sans where no serif is built).

    Raises AssetMissingError when the fonts were never built, KeyError for another name.
    """
    path = folder() / "fonts" / FONT_FILES[name]
    if name == "serif" and not path.exists():
        return font_path("regular")
    return _existing(path)


@cache
def pinyin_path() -> Path:
    """Lines ``character TAB reading,reading``: toneless syllables, commonest first, ü as v."""
    return _existing(folder() / PINYIN_FILE)


def _existing(path: Path) -> Path:
    if not path.exists():
        raise AssetMissingError(path)
    return path
