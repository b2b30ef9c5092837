"""The two forms of a representative's page: basic facts, and a change of status."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.clock import civil, utc_now
from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.ids import RepresentativeId
from liaison.domain.representative import (
    GENDER_ZH,
    REPRESENTATIVE_STATUS_ZH,
    SEAT_LEVEL_ZH,
    RepresentativeStatus,
)
from liaison.services import enrolment
from liaison.services.enrolment import RepresentativeForm, SeatForm, StatusForm
from liaison.services.representatives import RepresentativeView
from ui.context import Context
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Field, MessageBar, PrimaryButton, Text

if TYPE_CHECKING:
    from liaison.services.work import Work


class FormPanel(QWidget):
    """A form in the place of the record: problems beside the fields, Esc leaves it."""

    saved = Signal(object, str)
    left = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self.fields: dict[str, Field] = {}
        self.title = Text("", "title")
        self.message = MessageBar()
        self.save = PrimaryButton("保存", "Ctrl+S")
        self.cancel = Button("不改了", "Esc")
        self.cancel.clicked.connect(self.left)
        self.save.clicked.connect(self._on_save_clicked)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(12)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(19, 16, 19, 16)
        box.setSpacing(14)
        box.addWidget(self.title)
        box.addWidget(self.message)
        box.addLayout(self.grid)
        box.addLayout(row)
        box.addStretch(1)

    def _add(
        self, name: str, label: str, editor: QWidget, place: tuple[int, int, int, int]
    ) -> None:
        self.fields[name] = Field(label, editor)
        self.grid.addWidget(self.fields[name], *place)

    def _clear(self) -> None:
        self.message.hide()
        for field in self.fields.values():
            field.complain("")

    @Slot()
    def _on_save_clicked(self) -> None:
        self._clear()
        self.submit()

    def submit(self) -> None:
        """Send the form."""
        raise NotImplementedError

    def _on_failed(self, error: LiaisonError) -> None:
        from liaison.domain.words import problem_words, sentence

        if not isinstance(error, InvalidForm):
            self.message.say(sentence(error), State.OVERDUE)
            return
        for problem in error.problems:
            field = self.fields.get(problem.field)
            if field:
                field.complain(problem_words(problem))
        first = self.fields.get(error.problems[0].field)
        if first:
            first.editor.setFocus()


class BasicsForm(FormPanel):
    """A person's basic facts; for somebody new also the first seat."""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__(tasks)
        self._context = context
        self._view: RepresentativeView | None = None
        self.name, self.born, self.ethnicity = QLineEdit(), QLineEdit(), QLineEdit()
        self.post, self.phone, self.remark = QLineEdit(), QLineEdit(), QLineEdit()
        self.gender, self.station, self.level = QComboBox(), QComboBox(), QComboBox()
        self.constituency = QLineEdit()
        self.born.setPlaceholderText("1982-11")
        self.gender.addItem("未填", None)
        for gender, word in GENDER_ZH.items():
            self.gender.addItem(word, gender)
        for level, word in SEAT_LEVEL_ZH.items():
            self.level.addItem(f"{word}代表", level)
        self._add("name", "姓名", self.name, (0, 0, 1, 2))
        self._add("gender", "性别", self.gender, (1, 0, 1, 1))
        self._add("born", "出生年月", self.born, (1, 1, 1, 1))
        self._add("ethnicity", "民族", self.ethnicity, (2, 0, 1, 1))
        self._add("phone", "电话", self.phone, (2, 1, 1, 1))
        self._add("post", "单位和职务", self.post, (3, 0, 1, 2))
        self._add("station_id", "所属联络站", self.station, (4, 0, 1, 2))
        self._add("level", "级别", self.level, (5, 0, 1, 1))
        self._add("constituency", "选区", self.constituency, (5, 1, 1, 1))
        self._add("remark", "备注", self.remark, (6, 0, 1, 2))

    def begin(self, view: RepresentativeView | None) -> None:
        """Show a person's facts, or empty fields for somebody new."""
        self._clear()
        self._view = view
        self.title.setText(f"修改 {view.name} 的资料" if view else "登记一位代表")
        self.station.clear()
        for station in self._context.facts.stations:
            self.station.addItem(station.name, station.id)
        self.station.setCurrentIndex(
            max(0, self.station.findData(view.station_id if view else self._context.station_id))
        )
        for editor, value in (
            (self.name, view.name if view else ""),
            (self.born, view.born if view else ""),
            (self.ethnicity, view.ethnicity if view else ""),
            (self.post, view.post if view else ""),
            (self.remark, view.remark if view else ""),
            (self.phone, ""),
            (self.constituency, ""),
        ):
            editor.setText(value)
        self.phone.setPlaceholderText(f"{view.phone}，不改就空着" if view and view.phone else "")
        self.gender.setCurrentIndex(self.gender.findData(view.gender) if view else 0)
        for name in ("level", "constituency"):
            self.fields[name].setVisible(view is None)
        self.name.setFocus()

    def _form(self) -> RepresentativeForm:
        seats = (SeatForm(self.level.currentData(), "", self.constituency.text()),)
        return RepresentativeForm(
            self.station.currentData(),
            self.name.text(),
            self.gender.currentData(),
            self.born.text(),
            self.ethnicity.text(),
            self.post.text(),
            self.phone.text() or (None if self._view else ""),
            self.remark.text(),
            () if self._view else seats,
        )

    def submit(self) -> None:
        form, view = self._form(), self._view
        if view is None:
            self._tasks.write(
                self,
                lambda work, _: enrolment.enrol(work, form),
                lambda key: self.saved.emit(key, f"已登记 {form.name.strip()}"),
                self._on_failed,
            )
            return
        self._tasks.write(
            self,
            lambda work, _: enrolment.amend(work, view.id, form, view.version),
            lambda _: self.saved.emit(view.id, f"{form.name.strip()} 的资料已改"),
            self._on_failed,
        )


class StatusChange(FormPanel):
    """Suspend, end or restore, from a day on, for a reason."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._view: RepresentativeView | None = None
        self._to = RepresentativeStatus.SERVING
        self.on, self.reason = QDateEdit(), QLineEdit()
        self.on.setCalendarPopup(True)
        self.on.setDisplayFormat("yyyy-MM-dd")
        self.words = Text("", "muted", wrap=True)
        self.grid.addWidget(self.words, 0, 0, 1, 2)
        self._add("on", "从哪天起", self.on, (1, 0, 1, 1))
        self._add("reason", "原因（照文件写）", self.reason, (2, 0, 1, 2))
        self.grid.setColumnStretch(1, 1)

    def begin(self, view: RepresentativeView, to: RepresentativeStatus) -> None:
        self._clear()
        self._view, self._to = view, to
        today = civil(utc_now()).date()
        self.title.setText(f"{view.name}：{REPRESENTATIVE_STATUS_ZH[to]}")
        self.words.setText(
            "席位、进站和接待记录都保留；以后不再排班，代表码同时停用。"
            if to is not RepresentativeStatus.SERVING
            else "恢复后可以照常接待和排班；代表码要到“码与海报”重新发。"
        )
        self.on.setDate(QDate(today.year, today.month, today.day))
        self.reason.clear()
        self.reason.setFocus()

    def submit(self) -> None:
        view = self._view
        if view is None:
            return
        day = self.on.date()
        key: RepresentativeId = view.id
        form = StatusForm(self._to, day.toPython(), self.reason.text())  # type: ignore[arg-type]
        words = f"{view.name}：{REPRESENTATIVE_STATUS_ZH[self._to]}，已记下"

        def change(work: "Work", _progress: object) -> tuple[tuple[str, ...], list[str]]:
            from liaison.services import wall

            freed = enrolment.change_status(work, key, form, view.version)
            return freed, [row.place for row in wall.hanging_of(work, key) if row.stale]

        def told(answer: tuple[tuple[str, ...], list[str]]) -> None:
            freed, places = answer
            days = f"；空出值班 {len(freed)} 次，请另行安排：{'、'.join(freed)}" if freed else ""
            posters = f"；请取下海报 {len(places)} 张：{'、'.join(places)}" if places else ""
            self.saved.emit(key, f"{words}{days}{posters}")

        self._tasks.write(
            self,
            change,
            told,
            self._on_failed,
        )
