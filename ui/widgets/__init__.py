"""Small parts, each once."""

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
from ui.widgets.switch import SegmentedSwitch
from ui.widgets.table import ListTable
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
    "ListTable",
    "MenuButton",
    "MessageBar",
    "Page",
    "PlainButton",
    "PrimaryButton",
    "Rule",
    "SegmentedSwitch",
    "SmallButton",
    "Text",
    "clear",
    "scrolled",
]
