"""设置 · 常用语: the wordings offered in the steps, one changed at a time."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.canned import CANNED_KIND_ZH, CannedKind
from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.services.canned import CannedForm, CannedRow
from ui import theme
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, Field, PrimaryButton
from ui.widgets.words_edit import WordsEdit

HOW_ZH = "在答复、不予受理、退回、等群众补充和告知的格子里按 Ctrl J 选用；〔〕里的字选用后再改。"


class CannedPanel(QWidget):
    said = Signal(str, object)
    """Words for the page's message bar, and their state."""
    failed = Signal(object)
    """LiaisonError for the page."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._rows: tuple[CannedRow, ...] = ()
        self._chosen: CannedRow | None = None
        self.list = QListWidget()
        self.list.setAccessibleName("常用语")
        self.kind = QComboBox()
        for kind in CannedKind:
            self.kind.addItem(CANNED_KIND_ZH[kind], kind.value)
        self.title, self.where_to, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.text = WordsEdit("内容")
        self.fields = {
            "kind": Field("用在哪一步", self.kind),
            "title": Field("名字", self.title, "选的时候看到的几个字"),
            "text": Field("内容", self.text),
            "where_to": Field("引导到", self.where_to),
            "phone": Field("电话", self.phone),
        }
        self.add = Button("加一条", icon="plus")
        self.retire = Button("停用")
        self.save = PrimaryButton("保存", "Ctrl+S")
        self.card = Card("常用语", HOW_ZH)
        self.card.note.setWordWrap(True)
        self._arrange()
        self.add.clicked.connect(self._on_add_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        self.retire.clicked.connect(self._on_retire_clicked)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.kind.currentIndexChanged.connect(self._on_kind_changed)

    def _arrange(self) -> None:
        left = Card(margin=4)
        left.setFixedWidth(theme.active().px(280))
        left.body.addWidget(self.list, 1)
        left.body.addWidget(self.add)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.fields["kind"], 0, 0)
        grid.addWidget(self.fields["title"], 0, 1)
        grid.addWidget(self.fields["text"], 1, 0, 1, 2)
        grid.addWidget(self.fields["where_to"], 2, 0)
        grid.addWidget(self.fields["phone"], 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.card.body.addLayout(grid)
        row = QHBoxLayout()
        row.addWidget(self.retire)
        row.addStretch(1)
        row.addWidget(self.save)
        self.card.body.addLayout(row)
        right = QVBoxLayout()
        right.addWidget(self.card)
        right.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addWidget(left)
        whole.addLayout(right, 1)

    def reload(self) -> None:
        def look(work: Any) -> tuple[CannedRow, ...]:
            from liaison.services.canned import list_of

            return list_of(work, retired=True)

        self._tasks.read(self, look, self._show, self.failed.emit)

    def _show(self, rows: tuple[CannedRow, ...]) -> None:
        kept = self._chosen.id if self._chosen else None
        order = list(CannedKind)
        self._rows = tuple(sorted(rows, key=lambda row: (not row.in_use, order.index(row.kind))))
        self.list.clear()
        for row in self._rows:
            self.list.addItem(_item(row))
        places = [place for place, row in enumerate(self._rows) if row.id == kept]
        if self._rows:
            self.list.setCurrentRow(places[0] if places else 0)
        else:
            self._fill(None)

    @Slot(int)
    def _on_row_changed(self, place: int) -> None:
        if 0 <= place < len(self._rows):
            self._fill(self._rows[place])

    @Slot()
    def _on_add_clicked(self) -> None:
        kind = self._chosen.kind if self._chosen else CannedKind.ANSWER
        self.list.setCurrentRow(-1)
        self._fill(None)
        self.kind.setCurrentIndex(self.kind.findData(kind.value))
        self.title.setFocus()

    def _fill(self, row: CannedRow | None) -> None:
        self._chosen = row
        for field in self.fields.values():
            field.complain("")
        self.card.heading.setText(row.title if row else "加一条")
        for editor, value in (
            (self.title, row.title if row else ""),
            (self.where_to, row.where_to if row else ""),
            (self.phone, row.phone if row else ""),
        ):
            editor.setText(value)
            editor.setCursorPosition(0)
        self.text.setPlainText(row.text if row else "")
        if row:
            self.kind.setCurrentIndex(self.kind.findData(row.kind.value))
        self.retire.setVisible(row is not None)
        self.retire.say("停用" if row is None or row.in_use else "重新启用")
        self._on_kind_changed()

    @Slot()
    def _on_kind_changed(self) -> None:
        declined = self.kind.currentData() == CannedKind.DECLINE.value
        self.fields["where_to"].setVisible(declined)
        self.fields["phone"].setVisible(declined)

    @property
    def form(self) -> CannedForm:
        kind = CannedKind(self.kind.currentData())
        declined = kind is CannedKind.DECLINE
        return CannedForm(
            kind,
            self.title.text(),
            self.text.words,
            self.where_to.text() if declined else "",
            self.phone.text() if declined else "",
        )

    @Slot()
    def _on_save_clicked(self) -> None:
        for field in self.fields.values():
            field.complain("")
        form, row = self.form, self._chosen

        def save(work: Any, _progress: object) -> None:
            from liaison.services import canned

            if row is None:
                canned.add(work, form)
            else:
                canned.change(work, row.id, form, row.version)

        self._tasks.write(self, save, lambda _: self._on_saved(form.title), self._on_failed)

    def _on_saved(self, title: str) -> None:
        self.said.emit(f"常用语“{title.strip()}”已保存", State.GOOD)
        self.reload()

    @Slot()
    def _on_retire_clicked(self) -> None:
        from liaison.services import canned

        row = self._chosen
        if row is None:
            return
        back = not row.in_use
        word = "重新启用" if back else "停用"
        self._tasks.write(
            self,
            lambda work, _: canned.retire(work, row.id, back=back),
            lambda _: self._on_moved(f"常用语“{row.title}”已{word}"),
            self.failed.emit,
        )

    def _on_moved(self, words: str) -> None:
        self.said.emit(words, State.GOOD)
        self.reload()

    def _on_failed(self, error: LiaisonError) -> None:
        from liaison.domain.words import problem_words

        if not isinstance(error, InvalidForm):
            self.failed.emit(error)
            return
        for problem in error.problems:
            self.fields[problem.field].complain(problem_words(problem))


def _item(row: CannedRow) -> QListWidgetItem:
    word = "已停用" if not row.in_use else CANNED_KIND_ZH[row.kind]
    item = QListWidgetItem(f"{word}　{row.title}")
    if not row.in_use:
        item.setForeground(QBrush(theme.active().color("faint")))
    item.setData(Qt.ItemDataRole.ToolTipRole, row.text)
    return item
