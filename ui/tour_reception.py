"""The tour's reception: what the clerk types while the visitor talks."""

from typing import Any

from PySide6.QtCore import Qt

from ui import pages
from ui.tour_steps import Walk


def type_reception(walk: Walk) -> str:
    """Open the form by Ctrl+N, fill it with keys, save it by Ctrl+S; the number it was given."""
    if not pages.entry("new_reception").exists():
        return "这一页还没有"
    walk.control(Qt.Key.Key_N)
    walk.picture("new-reception-empty")
    page: Any = walk.window.page
    walk.control(Qt.Key.Key_S)
    walk.picture("new-reception")
    return str(page.message.words)
