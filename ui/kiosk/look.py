"""Large type that grows with the screen: everything is drawn for 1366 by 768 and scaled as a whole."""

from string import Template

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import Text

WIDE, TALL = 1366, 768
LEAST, MOST = 0.45, 4.0
SECONDS = 60
_SIZES = (14, 16, 18, 20, 24, 28, 32, 40, 56, 80)
_STYLE = Template("""
QWidget#kiosk { background: $bg; }
QWidget#kiosk QScrollArea, QWidget#kiosk QScrollArea > QWidget > QWidget { background: transparent; }
QLineEdit { font-size: ${s18}px; }
QFrame#bar { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame#sheet { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame#band { background: $info_bg; border: 1px solid $info; border-radius: 8px; }
QFrame#band[state="good"] { background: $good_bg; border-color: $good; }
QFrame#band[state="attention"] { background: $attention_bg; border-color: $attention; }
QFrame#band[state="overdue"] { background: $overdue_bg; border-color: $overdue; }
QFrame#thin { background: $line; max-height: 1px; min-height: 1px; border: none; }
QLabel[quiet="true"] { color: $muted; }
QLabel[strong="true"] { font-weight: 700; }
QLabel[tag] { border-radius: ${r14}px; padding: 0 ${r12}px; min-height: ${r28}px; font-size: ${s16}px; }
QLabel[tag="good"] { color: $good; background: $good_bg; }
QLabel[tag="info"] { color: $info; background: $info_bg; }
QLabel[tag="neutral"] { color: $neutral; background: $neutral_bg; }
QLabel[tag="attention"] { color: $attention; background: $attention_bg; }
QLabel[tag="overdue"] { color: $overdue; background: $overdue_bg; }
QPushButton { font-size: ${s18}px; font-weight: 700; min-height: ${r46}px; padding: 0 ${r20}px;
  border: 1px solid $line_strong; border-radius: 6px; background: $panel; color: $text; }
QPushButton:focus { border: 3px solid $focus; padding: 0 ${r18}px; }
QPushButton:pressed { background: $line_soft; }
QPushButton:disabled { color: $faint; background: $raised; }
QPushButton[kind="main"] { background: $accent; border-color: $accent; color: $on_accent; min-height: ${r62}px; font-size: ${s20}px; }
QPushButton[kind="main"]:focus { border: 3px solid $text; }
QPushButton[kind="main"]:disabled { background: $neutral_bg; border-color: $line; color: $muted; }
QPushButton[kind="wide"] { min-height: ${r62}px; font-size: ${s20}px; }
QPushButton[kind="tab"] { border: none; background: transparent; color: $muted; padding: 0 ${r4}px; min-height: ${r32}px; font-size: ${s20}px; }
QPushButton[kind="tab"]:checked { color: $text; border-bottom: 3px solid $accent; border-radius: 0; }
QPushButton[kind="tab"]:focus { border: 2px solid $focus; }
QPushButton[kind="pick"]:checked { background: $accent_bg; border-color: $accent; color: $accent_dark; }
$labels
""")


def scale_of(width: int, height: int) -> float:
    """How much larger than drawn."""
    return min(max(min(width / WIDE, height / TALL), LEAST), MOST)


def style_sheet(scale: float) -> str:
    from dataclasses import asdict

    sizes = {f"s{size}": max(9, round(size * scale)) for size in _SIZES}
    rooms = {f"r{size}": max(1, round(size * scale)) for size in range(2, 81)}
    labels = "\n".join(
        f'QLabel[letters="{size}"] {{ font-size: {sizes[f"s{size}"]}px; }}' for size in _SIZES
    )
    colors = asdict(theme.active().palette)
    return _STYLE.substitute(colors | sizes | rooms | {"labels": labels})


def words(
    text: str = "", size: int = 18, *, strong: bool = False, quiet: bool = False, wrap: bool = False
) -> Text:
    """A label in the screen's own sizes; plain text."""
    label = Text(text, wrap=wrap)
    label.setProperty("letters", str(size))
    label.setProperty("strong", strong)
    label.setProperty("quiet", quiet)
    return label


def tag(text: str, state: theme.State = theme.State.NEUTRAL) -> Text:
    """A state, with its mark before the word: never by colour alone."""
    marks = {"good": "✓ ", "overdue": "! ", "attention": "! "}
    label = Text(f"{marks.get(state.value, '')}{text}")
    label.setProperty("tag", state.value)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def button(text: str, kind: str = "") -> QPushButton:
    made = QPushButton(text)
    made.setAutoDefault(True)
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if kind:
        made.setProperty("kind", kind)
    return made


def thin() -> QFrame:
    line = QFrame()
    line.setObjectName("thin")
    return line


class Sheet(QFrame):
    """A white panel."""

    def __init__(self, scale: float, name: str = "sheet", margin: int = 24) -> None:
        super().__init__()
        self.setObjectName(name)
        self.body = QVBoxLayout(self)
        room = round(margin * scale)
        self.body.setContentsMargins(room, round(margin * scale * 0.8), room, room)
        self.body.setSpacing(round(8 * scale))


class Band(QFrame):
    """What was just done, or a question with its answers."""

    def __init__(self, scale: float) -> None:
        super().__init__()
        self.setObjectName("band")
        self.said = words("", 20, strong=True, wrap=True)
        self.answers = QHBoxLayout()
        box = QHBoxLayout(self)
        room = round(16 * scale)
        box.setContentsMargins(room, room // 2, room, room // 2)
        box.addWidget(self.said, 1)
        box.addLayout(self.answers)
        self.hide()

    def say(self, text: str, state: theme.State, *answers: QWidget) -> None:
        from ui.widgets import clear

        clear(self.answers)
        for one in answers:
            self.answers.addWidget(one)
        self.said.setText(text)
        self.setProperty("state", state.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class Ring(QWidget):
    """Seconds until the screen goes back by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.left = SECONDS

    def fit(self, scale: float) -> None:
        side = round(48 * scale)
        self.setFixedSize(side, side)

    def say(self, seconds: int) -> None:
        self.left = seconds
        self.setAccessibleName(f"{seconds} 秒后自动返回")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        side = self.width()
        width = max(2.0, side / 11)
        box = QRectF(width, width, side - 2 * width, side - 2 * width)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("line"), width))
        painter.drawEllipse(box)
        painter.setPen(QPen(look.color("slate"), width))
        painter.drawArc(box, 90 * 16, round(360 * 16 * self.left / SECONDS))
        font = look.font(1, bold=True)
        font.setPixelSize(max(8, round(side * 0.42)))
        painter.setFont(font)
        painter.setPen(look.color("text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self.left))
        painter.end()
