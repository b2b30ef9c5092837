"""设置 · 联络站: the stations and their facts, one added or changed at a time."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.progress import Progress
from liaison.services.station_list import StationRow
from liaison.services.stations import StationForm
from ui.settings.rules import RulesCard
from ui.tasks import Tasks
from ui.theme import State
from ui.welcome import KIND_CHOICES
from ui.widgets import Button, Card, Field, MessageBar, PrimaryButton, scrolled


class StationsPanel(QWidget):
    said = Signal(str)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._rows: list[StationRow] = []
        self._chosen: StationRow | None = None
        self.list = QListWidget()
        self.list.setAccessibleName("联络站")
        self.name, self.township = QLineEdit(), QLineEdit()
        self.kind = QComboBox()
        for value, word in KIND_CHOICES:
            self.kind.addItem(word, value)
        self.address, self.phone, self.rule = QLineEdit(), QLineEdit(), QLineEdit()
        self.head, self.clerk = QLineEdit(), QLineEdit()
        self.fields = {
            "name": Field("站名", self.name),
            "township": Field("镇、街道", self.township),
            "kind": Field("类型", self.kind),
            "address": Field("地址", self.address),
            "phone": Field("电话", self.phone),
            "reception_rule": Field("接待日", self.rule, "例如：每周三上午"),
            "head": Field("站长", self.head),
            "clerk": Field("联络员", self.clerk),
        }
        self.message = MessageBar()
        self.add = Button("加一个站", icon="plus")
        self.save = PrimaryButton("保存", "Ctrl+S")
        self.card = Card("联络站")
        self.rules = RulesCard(tasks)
        self._arrange()
        self.add.clicked.connect(self._on_add_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.rules.changed.connect(self._on_rules_changed)

    def _arrange(self) -> None:
        left = Card(margin=4)
        left.setFixedWidth(280)
        left.body.addWidget(self.list, 1)
        left.body.addWidget(self.add)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        places = {
            "name": (0, 0, 1, 2),
            "kind": (1, 0, 1, 1),
            "township": (1, 1, 1, 1),
            "address": (2, 0, 1, 2),
            "phone": (3, 0, 1, 1),
            "reception_rule": (3, 1, 1, 1),
            "head": (4, 0, 1, 1),
            "clerk": (4, 1, 1, 1),
        }
        for name, place in places.items():
            grid.addWidget(self.fields[name], *place)
        self.card.body.addWidget(self.message)
        self.card.body.addLayout(grid)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.save)
        self.card.body.addLayout(row)
        cards = QWidget()
        right = QVBoxLayout(cards)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(16)
        right.addWidget(self.card)
        right.addWidget(self.rules)
        right.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addWidget(left)
        whole.addWidget(scrolled(cards), 1)

    def reload(self) -> None:
        def look(work: Any) -> list[StationRow]:
            from liaison.services.station_list import stations

            return stations(work)

        self._tasks.read(self, look, self._show)

    def _show(self, rows: list[StationRow]) -> None:
        kept = self._chosen.id if self._chosen else None
        self._rows = rows
        self.list.clear()
        self.list.addItems([row.name for row in rows])
        places = [place for place, row in enumerate(rows) if row.id == kept]
        if rows:
            self.list.setCurrentRow(places[0] if places else 0)

    @Slot(int)
    def _on_row_changed(self, place: int) -> None:
        if 0 <= place < len(self._rows):
            self._fill(self._rows[place])

    @Slot()
    def _on_add_clicked(self) -> None:
        self.list.setCurrentRow(-1)
        self._fill(None)
        self.name.setFocus()

    def _fill(self, row: StationRow | None) -> None:
        self._chosen = row
        for field in self.fields.values():
            field.complain("")
        self.card.heading.setText(row.name if row else "加一个站")
        self.card.note.setText(row.code if row else "")
        for editor, value in (
            (self.name, row.name if row else ""),
            (self.address, row.address if row else ""),
            (self.phone, row.phone if row else ""),
            (self.rule, row.reception_rule if row else ""),
            (self.head, row.head if row else ""),
            (self.clerk, row.clerk if row else ""),
        ):
            editor.setText(value)
        self.township.clear()
        self.fields["township"].setVisible(row is None)
        for name in ("head", "clerk"):
            self.fields[name].setVisible(row is not None)
        self.kind.setCurrentIndex(max(0, self.kind.findData(row.kind)) if row else 0)
        self.rules.show_station(row.id if row else None)

    @Slot(str)
    def _on_rules_changed(self, text: str) -> None:
        """The form says what the rules say; whatever else is being typed stays."""
        if self._chosen is not None:
            place = self._rows.index(self._chosen)
            self._chosen = self._rows[place] = replace(self._chosen, reception_rule=text)
            self.rule.setText(text)

    @Slot()
    def _on_save_clicked(self) -> None:
        for field in self.fields.values():
            field.complain("")
        self.message.hide()
        form = StationForm(
            self.name.text(),
            self.township.text().strip(),
            self.kind.currentData(),
            self.address.text(),
            self.phone.text(),
            self.rule.text(),
        )
        row, people = self._chosen, (self.head.text(), self.clerk.text())

        def save(work: Any, _progress: Progress) -> None:
            from liaison.services import places, stations

            if row is not None:
                places.amend_station(work, row.id, form, *people)
                return
            if form.township:
                places.township_named(work, form.township)
            stations.open_station(work, form)

        self._tasks.write(self, save, lambda _: self._on_saved(form.name), self._on_failed)

    def _on_saved(self, name: str) -> None:
        self.said.emit(f"{name.strip()} 已保存")
        self.reload()

    def _on_failed(self, error: LiaisonError) -> None:
        from liaison.domain.words import problem_words, sentence

        if not isinstance(error, InvalidForm):
            self.message.say(sentence(error), State.OVERDUE)
            return
        for problem in error.problems:
            if problem.field in self.fields:
                self.fields[problem.field].complain(problem_words(problem))
