"""An attachment over the window: pictures, the pages of a PDF, plain text. Nothing is ever run."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from liaison.domain.attachment import MediaType, text_of
from liaison.domain.errors import BadInput
from liaison.services.attachments import Opened
from ui.tasks import Tasks
from ui.widgets.button import Button
from ui.widgets.text import ElidedText

FINEST = 4_000
"""The longer side of a picture as it is shown, pixels: more is only made smaller again."""
MOST_DRAWN = 40_000_000
"""Pixels of one page of a PDF; a page may claim to be a wall."""
MOST_PAGES = 2_000
MOST_SMALL = 100
SMALL_DPI = 14


class AttachmentViewer(QFrame):
    """Lies over the window that holds `over` until Esc or 关闭."""

    closed = Signal()
    failed = Signal(object)
    """LiaisonError: the bytes are not what they seemed."""

    def __init__(self, tasks: Tasks, over: QWidget) -> None:
        super().__init__(over.window())
        self.setObjectName("viewer")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tasks, self._before = tasks, over
        self.name = ElidedText("", "heading")
        self.leave = Button("关闭", "Esc", own_key=False)
        self.leave.clicked.connect(self.close_up)
        self.pages: Any = None
        self.words: QPlainTextEdit | None = None
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.leave)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 16, 24, 16)
        self._box.setSpacing(12)
        self._box.addLayout(head)
        self.window().installEventFilter(self)

    def show_opened(self, opened: Opened) -> None:
        """Fill it away from the screen, then show it; `failed` when the bytes can't be read."""
        self.name.setText(opened.row.name)
        kind, content = opened.row.media_type, opened.content
        if kind is MediaType.TEXT:
            self._show_words(text_of(content) or "")
        elif kind is MediaType.PDF:
            self._read(lambda: _sizes(content), lambda sizes: self._show_pdf(content, sizes))
        else:
            self._read(lambda: _picture(content), self._show_picture)

    def _read(self, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._tasks.compute(self, lambda _: job(), done, self._on_failed)

    def _on_failed(self, error: Any) -> None:
        self.failed.emit(error)
        self.close_up()

    def _show_words(self, words: str) -> None:
        self.words = QPlainTextEdit(words)
        self.words.setReadOnly(True)
        self.words.setAccessibleName("文本")
        self._appear(self.words)

    def _show_picture(self, image: QImage) -> None:
        preview = self._preview(((float(image.width()), float(image.height())),))
        preview.pages.hide()
        preview.where.hide()
        preview.wanted.connect(lambda number: preview.show_page(number, image))
        self._appear(preview)
        preview.show_page(0, image)

    def _show_pdf(self, content: bytes, sizes: tuple[tuple[float, float], ...]) -> None:
        preview = self._preview(sizes)
        preview.pages.setVisible(len(sizes) > 1)

        def draw(number: int) -> None:
            wide, high = sizes[number]
            dpi = min(preview.dpi, 72 * (MOST_DRAWN / (wide * high)) ** 0.5)
            self._draw(content, (number,), dpi, preview.show_page)

        preview.wanted.connect(draw)
        self._appear(preview)
        draw(0)
        if len(sizes) > 1:
            first = tuple(range(min(len(sizes), MOST_SMALL)))
            self._draw(content, first, SMALL_DPI, preview.show_small)

    def _draw(
        self,
        content: bytes,
        numbers: tuple[int, ...],
        dpi: float,
        show: Callable[[int, QImage], None],
    ) -> None:
        def done(images: list[QImage]) -> None:
            for number, image in zip(numbers, images, strict=True):
                show(number, image)

        self._read(lambda: _pages(content, numbers, dpi), done)

    def _preview(self, sizes: tuple[tuple[float, float], ...]) -> Any:
        from ui.reports.preview import PagePreview

        self.pages = PagePreview()
        self.pages.lay(sizes)
        return self.pages

    def _appear(self, inside: QWidget) -> None:
        self._box.addWidget(inside, 1)
        self.setGeometry(self.window().rect())
        self.show()
        self.raise_()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_up(self) -> None:
        """Give the window back; it can't be shown again."""
        self.window().removeEventFilter(self)
        if self.isVisible():
            self.hide()
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif self.pages is not None and event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            step = 1 if event.key() == Qt.Key.Key_PageDown else -1
            last = self.pages.pages.count() - 1
            self.pages.pages.setCurrentRow(min(max(self.pages.number + step, 0), last))
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.window() and event.type() == QEvent.Type.Resize:
            self.setGeometry(self.window().rect())
        return super().eventFilter(watched, event)


def _picture(content: bytes) -> QImage:
    """Upright, at most `FINEST` pixels long. BadInput: it can't be read to its end."""
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > FINEST:
        reader.setScaledSize(size.scaled(QSize(FINEST, FINEST), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise BadInput("attachment_not_shown")
    return image


def _sizes(content: bytes) -> tuple[tuple[float, float], ...]:
    from liaison.documents.render import page_sizes

    try:
        sizes = page_sizes(content)
    except ValueError as error:
        raise BadInput("attachment_not_shown") from error
    if not sizes or min(min(size) for size in sizes) <= 0:
        raise BadInput("attachment_not_shown")
    if len(sizes) > MOST_PAGES:
        raise BadInput("pdf_too_long", pages=len(sizes), most=MOST_PAGES)
    return sizes


def _pages(content: bytes, numbers: tuple[int, ...], dpi: float) -> list[QImage]:
    from liaison.documents.render import pictures
    from ui.codes.printing import image_of

    try:
        return [image_of(picture) for picture in pictures(content, numbers, dpi)]
    except (ValueError, RuntimeError, MemoryError) as error:
        raise BadInput("attachment_not_shown") from error
