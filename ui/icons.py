"""Icons: glyphs of the Phosphor font that the qtawesome package carries (MIT).

The font and its table are read straight from the package's folder: importing qtawesome itself
would load a dozen fonts before the first paint. Names are Phosphor's, e.g. `clock`, `qr-code`.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPixmap

from ui import theme

_RATIOS = (1, 2, 3)
_FONT = "phosphor-1.3.0.ttf"
_TABLE = "phosphor-charmap-1.3.0.json"


@cache
def _table() -> dict[str, str]:
    """Glyph of each name; empty when the package is not there (icons are then left out)."""
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        return {}
    folder = Path(spec.submodule_search_locations[0]) / "fonts"
    if not (folder / _FONT).exists():
        return {}
    codes = json.loads((folder / _TABLE).read_text("utf-8"))
    return {name: chr(int(code, 16)) for name, code in codes.items()}


@cache
def _family() -> str:
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        return ""
    path = Path(spec.submodule_search_locations[0]) / "fonts" / _FONT
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return families[0] if families else ""


def draw(painter: QPainter, name: str, box: QRectF, color: QColor) -> None:
    """Paint one icon to fill `box` (logical pixels)."""
    glyph = _table().get(name, "")
    if not glyph or not _family():
        return
    font = QFont(_family())
    font.setPixelSize(max(1, round(box.height())))
    painter.save()
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, glyph)
    painter.restore()


def icon(name: str, color: str = "muted", size: int = 18, *, checked: str = "") -> QIcon:
    """An icon in a token's colour, sharp at 100 to 300 %; `checked` is the colour when on."""
    look = theme.active()
    result = _drawn(name, look.color(color).name(), look.px(size))
    if checked:
        result = QIcon(result)
        on = _drawn(name, look.color(checked).name(), look.px(size))
        side = QSize(look.px(size), look.px(size))
        for ratio in _RATIOS:
            result.addPixmap(on.pixmap(side, float(ratio)), QIcon.Mode.Normal, QIcon.State.On)
    return result


@cache
def _drawn(name: str, color: str, size: int) -> QIcon:
    result = QIcon()
    for ratio in _RATIOS:
        pixmap = QPixmap(size * ratio, size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        draw(painter, name, QRectF(0, 0, size, size), QColor(color))
        painter.end()
        result.addPixmap(pixmap)
    return result
