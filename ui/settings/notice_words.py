"""设置: the parts of every 接待日公告 that the office words itself."""

from PySide6.QtCore import Qt, Signal, Slot

from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.services.duty_notices import notice_words, put_notice_words
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Card, Field, PrimaryButton
from ui.widgets.words_edit import WordsEdit

LABELS = {
    "notice_accepted": ("受理范围", "一行一条，公告上自动编号"),
    "notice_not_accepted": ("不受理范围", "一行一条"),
    "notice_handling": ("意见怎么办理", "空着就用程序的建议"),
}


class NoticeWordsCard(Card):
    said = Signal(str, object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("接待日公告的文字", "每份公告都印这几段；已贴出的不变。")
        self._tasks = tasks
        self.editors = {key: WordsEdit(label) for key, (label, _) in LABELS.items()}
        self.fields = {
            key: Field(label, self.editors[key], hint) for key, (label, hint) in LABELS.items()
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.save = PrimaryButton("保存公告文字")
        self.save.clicked.connect(self._on_save_clicked)
        self.body.addWidget(self.save, alignment=Qt.AlignmentFlag.AlignRight)

    def reload(self) -> None:
        self._tasks.read(self, notice_words, self._show)

    def _show(self, words: dict[str, str]) -> None:
        for key, text in words.items():
            if self.editors[key].words != text:
                self.editors[key].setPlainText(text)
            self.fields[key].complain("")

    @Slot()
    def _on_save_clicked(self) -> None:
        words = {key: editor.words for key, editor in self.editors.items()}
        self._tasks.write(
            self, lambda work, _: put_notice_words(work, words), self._on_saved, self._on_failed
        )

    def _on_saved(self, _answer: object) -> None:
        self.said.emit("公告文字已保存，从下一份公告起用。", State.GOOD)
        self.reload()

    def _on_failed(self, error: LiaisonError) -> None:
        from liaison.domain.words import problem_words

        if not isinstance(error, InvalidForm):
            self.failed.emit(error)
            return
        for problem in error.problems:
            self.fields[problem.field].complain(problem_words(problem))
