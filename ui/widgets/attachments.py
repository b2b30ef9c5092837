"""附件: what lies beside a record. Add, drop, paste, open on purpose, copy out, withdraw."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.clock import civil, utc_now
from liaison.domain.errors import LiaisonError
from liaison.domain.ids import StationId
from liaison.services.attachments import AttachmentRow, Opened
from ui.context import Context
from ui.tasks import Tasks
from ui.widgets.attachment_line import AttachmentLine
from ui.widgets.button import Button, DangerButton, LinkButton, SmallButton
from ui.widgets.line import LineEdit
from ui.widgets.parts import Field, clear
from ui.widgets.text import ElidedText, Text

KINDS_ZH = "照片和文件 (*.jpg *.jpeg *.png *.webp *.pdf *.docx *.xlsx *.txt *.csv);;所有文件 (*)"
MOST_AT_ONCE = 20
HOW_ZH = "照片、扫描件、PDF，可拖到这里，或用 Ctrl V 粘贴"


class AttachmentStrip(QWidget):
    """`show_of` a record; the page needs to do nothing more."""

    counted = Signal(int)
    """How many attachments stand on the record now."""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__()
        self.setObjectName("attachments")
        self.setAccessibleName("附件")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._tasks, self._context = tasks, context
        self._record: tuple[str, UUID] | None = None
        self._round_no: int | None = None
        self._viewer: Any = None
        self._about: AttachmentRow | None = None
        self.lines: list[AttachmentLine] = []
        self.count = Text("", "small")
        self.add = LinkButton("添加…", icon="plus")
        self.paste = LinkButton("粘贴")
        self.said = Text("", "problem", wrap=True)
        self.how = Text(HOW_ZH, "small", wrap=True)
        self.why = LineEdit("撤下的原因")
        self.why.setPlaceholderText("例如：传错了，是别的事项的")
        self.field = Field("为什么撤下", self.why)
        self.which = ElidedText("", "strong")
        self.withdraw = DangerButton("撤下")
        self.keep = Button("不撤")
        self.question = Text("", wrap=True)
        self.copy_out = SmallButton("另存一份…")
        self.not_now = SmallButton("不用")
        self._asking, self._withdrawing = QWidget(), QWidget()
        self._arrange()
        self._connect()
        self.show_nothing()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Text("附件", "heading"))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.paste)
        head.addWidget(self.add)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        ask = QHBoxLayout(self._asking)
        ask.addWidget(self.question, 1)
        ask.addWidget(self.copy_out)
        ask.addWidget(self.not_now)
        off = QVBoxLayout(self._withdrawing)
        off.setSpacing(6)
        off.addWidget(self.which)
        off.addWidget(self.field)
        sure = QHBoxLayout()
        sure.addStretch(1)
        sure.addWidget(self.keep)
        sure.addWidget(self.withdraw)
        off.addLayout(sure)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(head)
        for part in (self.said, self._asking, self._withdrawing):
            box.addWidget(part)
        box.addLayout(self._lines)
        box.addWidget(self.how)
        for inner in (ask, off):
            inner.setContentsMargins(0, 0, 0, 0)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add_clicked)
        self.paste.clicked.connect(self.take_pasted)
        pasted = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        pasted.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        pasted.activated.connect(self.take_pasted)
        self.withdraw.clicked.connect(self._on_withdraw_clicked)
        self.why.returnPressed.connect(self._on_withdraw_clicked)
        self.keep.clicked.connect(self._ask_nothing)
        self.not_now.clicked.connect(self._ask_nothing)
        self.copy_out.clicked.connect(self._on_copy_clicked)
        self._tasks.changed.connect(self._on_changed)
        self._context.visiting_changed.connect(self.reload)

    def show_nothing(self) -> None:
        self._record = None
        self._show(())

    def show_of(
        self,
        record: str,
        record_id: UUID,
        station_id: StationId | None = None,  # noqa: ARG002 - for pages that name their place
        round_no: int | None = None,
    ) -> None:
        """The attachments of a matter, reception, proposal or letter.

        `round_no` is the round that the page shows: an older one takes no more.
        """
        if self._record != (record, record_id):
            self._show(())
            self._ask_nothing()
            self.say("")
        self._record, self._round_no = (record, record_id), round_no
        self.reload()

    def reload(self) -> None:
        """Read the list again; a record chosen meanwhile isn't disturbed."""
        from liaison.services import attachments

        if self._record is None:
            return
        wanted = self._record
        self._tasks.read(
            self,
            lambda work: attachments.list_of(work, *wanted),
            lambda rows: self._show(rows) if wanted == self._record else None,
        )

    def _show(self, rows: Sequence[AttachmentRow]) -> None:
        clear(self._lines)
        guests = self._context.visiting
        self.lines = [AttachmentLine(row, guests=guests) for row in rows]
        for line in self.lines:
            self._lines.addWidget(line)
            line.open_asked.connect(lambda row=line.row: self._open(row))
            line.copy_asked.connect(lambda row=line.row: self._copy(row))
            line.withdraw_asked.connect(lambda row=line.row: self._ask_why(row))
        standing = sum(row.withdrawn_at is None for row in rows)
        self.count.setText(f"{standing} 个" if standing else "")
        self.how.setVisible(not rows)
        for button in (self.add, self.paste):
            button.setVisible(not guests)
        self.counted.emit(standing)

    def say(self, words: str, *, good: bool = False) -> None:
        """What went wrong, or well, below the list; empty words take it away."""
        self.said.set_role("small" if good else "problem")
        self.said.setText(words)
        self.said.setVisible(bool(words))

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if "attachment" in kinds:
            self.reload()

    def _refuse(self, error: LiaisonError) -> None:
        from liaison.domain.words import sentence

        self.say(sentence(error))

    @Slot()
    def _on_add_clicked(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "选要添加的附件", "", KINDS_ZH)
        self.take([(Path(name), "") for name in names])

    @Slot()
    def take_pasted(self) -> None:
        """What the clipboard holds: files, or a picture."""
        self.take_data(QGuiApplication.clipboard().mimeData(), utc_now())

    def take_data(self, data: QMimeData, now: datetime) -> None:
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.take([(file, "") for file in files])
        elif data.hasImage():
            self.take([(_png(data), f"粘贴的图片 {civil(now):%Y-%m-%d %H%M%S}.png")])
        else:
            self.say("剪贴板里没有图片或文件，没有添加。")

    def take(self, sources: Sequence[tuple[Path | bytes, str]]) -> None:
        """Add files or bytes with names, each by itself: one that is refused stops no other."""
        from liaison.services import attachments

        if self._record is None or self._context.visiting:
            return
        self.say("")
        if len(sources) > MOST_AT_ONCE:
            self.say(f"一次最多添加 {MOST_AT_ONCE} 个，没有添加；请分几次。")
            return
        (record, key), round_no = self._record, self._round_no

        def add(source: Path | bytes, name: str) -> None:
            self._tasks.write(
                self,
                lambda work, _: attachments.attach(work, record, key, source, name, round_no),
                failed=self._refuse,
            )

        for source, name in sources:
            add(source, name)

    def _open(self, row: AttachmentRow) -> None:
        from liaison.services import attachments

        self._ask_nothing()
        self.say("")
        if not row.media_type.is_shown_here:
            self._ask_copy(row)
            return
        self._tasks.write(
            self,
            lambda work, _: attachments.opened(work, row.id),
            self._view,
            self._refuse,
        )

    def _view(self, opened: Opened) -> None:
        from ui.widgets.attachment_viewer import AttachmentViewer

        if self._record != (opened.row.record, opened.row.record_id) or not self.isVisible():
            return
        self._close_viewer()
        self._viewer = AttachmentViewer(self._tasks, self.add)
        self._viewer.failed.connect(self._refuse)
        self._viewer.closed.connect(self._on_viewer_closed)
        self._viewer.show_opened(opened)

    @Slot()
    def _on_viewer_closed(self) -> None:
        self._viewer = None

    def _close_viewer(self) -> None:
        if self._viewer is not None:
            self._viewer.close_up()

    def hideEvent(self, event: QHideEvent) -> None:
        self._close_viewer()
        super().hideEvent(event)

    @Slot()
    def _on_copy_clicked(self) -> None:
        if self._about is not None:
            self._copy(self._about)

    def _copy(self, row: AttachmentRow) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "另存到哪里", row.name)
        if name:
            self.save_copy(row, Path(name))

    def save_copy(self, row: AttachmentRow, target: Path) -> None:
        """Write the bytes as they came in; the trail says who took them out."""
        from liaison.documents.whole import write_whole
        from liaison.services import attachments

        self._ask_nothing()
        self._tasks.write(
            self,
            lambda work, _: write_whole(target, attachments.opened(work, row.id).content),
            lambda _: self.say(f"已另存到 {target}", good=True),
            self._refuse,
        )

    def _ask_copy(self, row: AttachmentRow) -> None:
        self._about = row
        self.question.setText(
            f"“{row.name}”这里不能显示。另存一份，用办公软件看吗？只打开来历清楚的文件。"
        )
        self._asking.show()
        self.copy_out.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_why(self, row: AttachmentRow) -> None:
        self._ask_nothing()
        self._about = row
        self.field.complain("")
        self.which.setText(f"撤下 {row.name}")
        self.which.setToolTip(row.name)
        self.why.clear()
        self._withdrawing.show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ask_nothing(self) -> None:
        self._about = None
        self._asking.hide()
        self._withdrawing.hide()

    @Slot()
    def _on_withdraw_clicked(self) -> None:
        from liaison.services import attachments

        row, reason = self._about, self.why.text()
        if row is None:
            return
        if not reason.strip():
            self.field.complain("要写明原因")
            return
        self._tasks.write(
            self,
            lambda work, _: attachments.withdraw(work, row.id, reason),
            lambda _: self._ask_nothing(),
            self._refuse,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._record is not None and not self._context.visiting and _holds_files(event):
            event.acceptProposedAction()
            self._mark(dropping=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(dropping=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(dropping=False)
        event.acceptProposedAction()
        self.take_data(event.mimeData(), utc_now())

    def _mark(self, *, dropping: bool) -> None:
        self.how.setText("松开就添加" if dropping else HOW_ZH)
        self.how.setVisible(dropping or not self.lines)


def _holds_files(event: QDragEnterEvent) -> bool:
    data = event.mimeData()
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def _png(data: QMimeData) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QImageWriter

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(QImage(data.imageData()))
    return bytes(buffer.data().data())
