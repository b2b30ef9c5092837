"""Small parts, each once; what the first page has no use for is imported from its own file."""

from ui.widgets.button import (
    Avatar,
    Button,
    DangerButton,
    LinkButton,
    MenuButton,
    PlainButton,
    PrimaryButton,
    SmallButton,
)
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.page import Page
from ui.widgets.parts import (
    Card,
    EmptyState,
    Facts,
    Field,
    Figure,
    MessageBar,
    clear,
    scrolled,
)
from ui.widgets.text import ElidedText, Rule, Text

__all__ = [
    "Avatar",
    "Button",
    "Card",
    "Chip",
    "DangerButton",
    "ElidedText",
    "EmptyState",
    "Facts",
    "Field",
    "Figure",
    "FlowLayout",
    "LinkButton",
    "MenuButton",
    "MessageBar",
    "Page",
    "PlainButton",
    "PrimaryButton",
    "Rule",
    "SmallButton",
    "Text",
    "clear",
    "scrolled",
]
