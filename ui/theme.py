"""The look in one place: colours, sizes and the style sheet made from them.

Values follow the design's tokens: spacing 4/8/12/16/24, radius 6, type 12/14/16/20/28, one accent
for the primary action and the selected page, four states that always come with an icon and a word.
"""

from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

FAMILY = "Noto Sans SC"
SCALES = (1.0, 1.25, 1.5)


class State(StrEnum):
    """What a chip says: never by colour alone, always with an icon and a word."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    ATTENTION = "attention"
    OVERDUE = "overdue"


STATE_ICON = {
    State.NEUTRAL: "circle",
    State.INFO: "play",
    State.GOOD: "check",
    State.ATTENTION: "clock",
    State.OVERDUE: "warning-circle",
}


@dataclass(frozen=True)
class Palette:
    """One set of colours, each `#rrggbb`."""

    bg: str
    panel: str
    raised: str
    line: str
    line_soft: str
    line_strong: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_dark: str
    accent_bg: str
    on_accent: str
    info: str
    info_bg: str
    good: str
    good_bg: str
    attention: str
    attention_bg: str
    overdue: str
    overdue_bg: str
    neutral: str
    neutral_bg: str
    focus: str
    slate: str
    bar: str


LIGHT = Palette(
    bg="#f6f7f9",
    panel="#ffffff",
    raised="#f9fafb",
    line="#e3e6ea",
    line_soft="#eef0f3",
    line_strong="#cfd5dc",
    text="#1f2630",
    muted="#5f6974",
    faint="#66707c",
    accent="#b3201f",
    accent_dark="#8f1817",
    accent_bg="#fbeeed",
    on_accent="#ffffff",
    info="#2563a8",
    info_bg="#e9f1fa",
    good="#1c7046",
    good_bg="#e7f5ed",
    attention="#8a5800",
    attention_bg="#fdf3dd",
    overdue="#b3261e",
    overdue_bg="#fdecea",
    neutral="#5a646f",
    neutral_bg="#eef0f3",
    focus="#2563a8",
    slate="#44566b",
    bar="#7d91a8",
)
DARK = Palette(
    bg="#14171b",
    panel="#1d2126",
    raised="#23282e",
    line="#30363d",
    line_soft="#2a2f36",
    line_strong="#454d57",
    text="#e8ebef",
    muted="#a6b0bb",
    faint="#9ba5b0",
    accent="#c93a38",
    accent_dark="#ff9c98",
    accent_bg="#3a2223",
    on_accent="#ffffff",
    info="#85b7ee",
    info_bg="#1d2f44",
    good="#6fcf9d",
    good_bg="#183628",
    attention="#ebb95b",
    attention_bg="#3a2d13",
    overdue="#ff9890",
    overdue_bg="#44211f",
    neutral="#b4bdc7",
    neutral_bg="#2d333a",
    focus="#85b7ee",
    slate="#b7c6d6",
    bar="#7489a1",
)


@dataclass(frozen=True)
class Theme:
    """A palette and a text scale (1.0, 1.25 or 1.5, besides the system's own)."""

    palette: Palette = LIGHT
    scale: float = 1.0

    def px(self, size: float) -> int:
        """A length in logical pixels at this text scale."""
        return round(size * self.scale)

    def color(self, name: str) -> QColor:
        return QColor(getattr(self.palette, name))

    def state_colors(self, state: State) -> tuple[QColor, QColor]:
        """Words and ground of a chip."""
        return self.color(state.value), self.color(f"{state.value}_bg")

    def font(self, size: float = 14, *, bold: bool = False) -> QFont:
        font = QFont(_families or [FAMILY])
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return font

    def style_sheet(self) -> str:
        from importlib.resources import files
        from string import Template

        values = asdict(self.palette) | {f"f{size}": f"{self.px(size)}px" for size in _TYPE}
        values |= {f"p{size}": f"{self.px(size)}px" for size in _LENGTHS}
        values |= {f"m{size}": f"{self.px(size) - 2}px" for size in _LENGTHS}
        values["radio"] = f"{(self.px(16) + 2) // 2}px"
        styles = files("resources.styles")
        shade = "dark" if self.palette == DARK else "light"
        for image in ("arrow", "tick"):
            values[image] = str(styles.joinpath(f"{image}-{shade}.svg")).replace("\\", "/")
        return Template(styles.joinpath("window.qss").read_text("utf-8")).substitute(values)


_TYPE = (12, 13, 14, 15, 16, 20, 28)
_LENGTHS = (16, 20, 24, 28, 32, 34, 36, 38, 40)
_families: list[str] = []
_active = [Theme()]


def active() -> Theme:
    """The theme that the running application shows; painted widgets ask it for their colours."""
    return _active[0]


def active_families() -> list[str]:
    """The program's own font families that are loaded."""
    return _families


def themed(*, dark: bool, scale: float) -> Theme:
    """The nearest offered scale is taken when a stored one is not offered any more."""
    nearest = min(SCALES, key=lambda offered: abs(offered - scale))
    return Theme(DARK if dark else LIGHT, nearest)


def load_fonts() -> list[str]:
    """Add the program's own fonts; empty when they were not built (the system's are then used)."""
    from resources import assets

    found: list[str] = []
    for weight in ("regular", "bold"):
        with suppress(assets.AssetMissingError):
            added = QFontDatabase.addApplicationFont(str(assets.font_path(weight)))
            found += QFontDatabase.applicationFontFamilies(added) if added >= 0 else []
    _families[:] = list(dict.fromkeys(found))
    return _families


def choose(theme: Theme) -> None:
    """Take a theme for what is painted from now on; `apply` dresses what is there."""
    _active[0] = replace(theme)


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application; may be called again at any time."""
    choose(theme)
    app.setStyle("Fusion")
    app.setFont(theme.font())
    app.setPalette(_qt_palette(theme))
    app.setStyleSheet(theme.style_sheet())


def _qt_palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for part, name in (
        (role.Window, "bg"),
        (role.Base, "panel"),
        (role.AlternateBase, "raised"),
        (role.Button, "panel"),
        (role.ToolTipBase, "panel"),
        (role.WindowText, "text"),
        (role.Text, "text"),
        (role.ButtonText, "text"),
        (role.ToolTipText, "text"),
        (role.PlaceholderText, "faint"),
        (role.Highlight, "accent_bg"),
        (role.HighlightedText, "text"),
        (role.Link, "info"),
        (role.Mid, "line_strong"),
    ):
        palette.setColor(part, theme.color(name))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, theme.color("faint"))
    return palette
