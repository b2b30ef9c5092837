"""Parts of pages: cards, figures, the message bar, form fields, empty states."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.theme import STATE_ICON, State
from ui.widgets.button import Button, LinkButton, PlainButton
from ui.widgets.text import Text


class Card(QFrame):
    """A white panel with a heading row; put things into `body`."""

    def __init__(
        self, heading: str = "", note: str = "", parent: QWidget | None = None, *, margin: int = 16
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.heading = Text(heading, "heading")
        self.note = Text(note, "muted")
        if heading:
            self.head.addWidget(self.heading)
            self.head.addWidget(self.note)
            self.head.addStretch(1)
            self.body.addLayout(self.head)


class Figure(QWidget):
    """A large number with its caption; pressing it opens the rows that it counts."""

    opened = Signal()

    def __init__(self, caption: str, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption, self._unit, self._number = caption, unit, "–"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 2, 4, 2)
        box.setSpacing(2)
        self._figure = Text("–", "figure")
        box.addWidget(self._figure)
        box.addWidget(Text(f"{caption}（{unit}）" if unit else caption, "muted"))
        self.say("–")

    @property
    def number(self) -> str:
        return self._number

    def say(self, number: int | str) -> None:
        self._number = f"{number:,}" if isinstance(number, int) else number
        self._figure.setText(self._number)
        self.setAccessibleName(f"{self._caption} {self._number}{self._unit}，按回车打开明细")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        if self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(QPen(look.color("faint"), 1, Qt.PenStyle.DotLine))
        under = self._figure.geometry()
        width = self._figure.fontMetrics().horizontalAdvance(self._number)
        painter.drawLine(under.left(), under.bottom(), under.left() + width, under.bottom())
        painter.end()


class MessageBar(QFrame):
    """What happened, in the page: an icon, a sentence, an undo where undo exists."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._undo: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        self._icon = Text()
        self._words = Text(wrap=True)
        self._act = LinkButton("撤销")
        self._close = PlainButton("", icon="x")
        self._close.setAccessibleName("收起提示")
        self._close.setToolTip("收起提示")
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._act)
        row.addWidget(self._close)
        self._act.clicked.connect(self._on_act_clicked)
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(
        self,
        words: str,
        state: State = State.INFO,
        act: Callable[[], None] | None = None,
        act_word: str = "撤销",
    ) -> None:
        """Good news goes by itself after ten seconds; everything else stays until it is closed."""
        self._undo = act
        self._words.setText(words)
        self.setProperty("state", state.value)
        self.style().unpolish(self)
        self.style().polish(self)
        side = theme.active().px(18)
        self._icon.setPixmap(icons.icon(STATE_ICON[state], state.value).pixmap(side, side))
        self._act.say(act_word)
        self._act.setVisible(act is not None)
        self.setAccessibleName(words)
        self.show()
        self._timer.stop()
        if state == State.GOOD and act is None:
            self._timer.start(10_000)

    def _on_act_clicked(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo:
            undo()


class Field(QWidget):
    """A label row, the editor below it, and what is wrong beside the label."""

    def __init__(
        self, label: str, editor: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._label = Text(label, "small")
        self._label.setBuddy(editor)
        self._hint = Text(hint, "small")
        self._problem = Text("", "problem")
        self._problem.hide()
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        row = self._row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self._problem)
        row.addStretch(1)
        row.addWidget(self._hint)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(row)
        box.addWidget(editor)
        self._box = box

    @property
    def problem(self) -> str:
        """What stands beside the label; empty when all is well."""
        return self._problem.text()

    def complain(self, words: str, *, warn: bool = False) -> None:
        """Show what is wrong; empty words mean that it is mended. `warn` does not stop saving."""
        self._problem.set_role("warning" if warn else "problem")
        self._problem.setText(words)
        self._place_problem()
        self._problem.setVisible(bool(words))
        self.editor.setProperty("problem", ("warning" if warn else "true") if words else "false")
        self.editor.setAccessibleDescription(words)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def _place_problem(self) -> None:
        """Long words stand below the label, in lines: beside it they would widen the whole form."""
        self._problem.setWordWrap(False)
        words = (self._label, self._problem, self._hint)
        wide = sum(one.sizeHint().width() for one in words) + self._row.spacing() * len(words)
        below = wide > self.width()
        self._problem.setWordWrap(below)
        self._row.removeWidget(self._problem)
        self._box.removeWidget(self._problem)
        (self._box if below else self._row).insertWidget(1, self._problem)

    def beside(self, widget: QWidget) -> None:
        """Put something at the end of the label row."""
        self._row.addWidget(widget)

    def hint(self, words: str) -> None:
        """Small words at the right of the label row."""
        self._hint.setText(words)


class EmptyState(QWidget):
    """What belongs here and the key that begins it."""

    def __init__(
        self,
        words: str,
        how: str = "",
        icon: str = "tray",
        action: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.addStretch(1)
        self._icon = Text()
        self._icon.setPixmap(icons.icon(icon, "line_strong", 40).pixmap(40, 40))
        self._words = Text(words, "strong", wrap=True)
        self._how = Text(how, "muted", wrap=True)
        for label in (self._icon, self._words, self._how):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(label)
        if action:
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(action)
            row.addStretch(1)
            box.addLayout(row)
        box.addStretch(1)

    def say(self, words: str, how: str = "") -> None:
        self._words.setText(words)
        self._how.setText(how)


class Facts(QWidget):
    """Pairs of a small label and a value, one a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str | QWidget]]) -> None:
        """Replace all; empty values are left out. A widget stands where words would."""
        clear(self._grid)
        for line, (label, value) in enumerate((name, words) for name, words in facts if words):
            name = Text(label, "muted")
            self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            shown = value if isinstance(value, QWidget) else Text(value, wrap=True).selectable()
            self._grid.addWidget(shown, line, 1)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def scrolled(inside: QWidget) -> QScrollArea:
    """The widget in a frame that scrolls up and down only."""
    area = QScrollArea()
    area.setObjectName("bare")
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
