"""The form: the parts of a reception in the order in which a visitor tells things."""

from itertools import pairwise
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from liaison.domain.ids import StationId
from liaison.services.desk import Desk
from liaison.services.reception_form import ReceptionForm
from ui.context import Context
from ui.receptions.matters_part import MattersPart
from ui.receptions.people_part import PeoplePart
from ui.receptions.receivers_part import ReceiversPart
from ui.receptions.section import Section
from ui.receptions.visit_part import VisitPart
from ui.receptions.words_part import WordsPart
from ui.widgets import Card, LinkButton, Text
from ui.widgets.line import SearchCombo


class FormSheet(Card):
    changed = Signal()
    notice_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.visit, self.hosts = VisitPart(context), ReceiversPart()
        self.people, self.words, self.matters = PeoplePart(), WordsPart(), MattersPart()
        self.notice = QCheckBox("已当面告知：谁在记、作什么用、存多久、可以查可以改")
        self.notice.setAccessibleName("已当面告知")
        self.notice_note = Text("", "warning")
        self.notice_note.hide()
        self.show_notice = LinkButton("看告知书")
        self.add_matter = LinkButton("＋加一件")
        self.add_matter.setProperty("small", "true")
        self.add_matter.setToolTip("再加一件事项（Ctrl M）")
        self.add_matter.setAccessibleName("再加一件事项")
        self._arranged = QTimer(self)
        self._arranged.setSingleShot(True)
        self._arranged.setInterval(0)
        self._arranged.timeout.connect(self.order_keys)
        self._arrange()
        for part in (self.visit, self.hosts, self.people, self.words, self.matters):
            part.changed.connect(self.changed)
        self.notice.toggled.connect(self.changed)
        self.show_notice.clicked.connect(self.notice_asked)
        self.add_matter.clicked.connect(self.matters.add)
        for changing in (self.hosts, self.people, self.matters):
            changing.arranged.connect(self._arranged.start)

    def _arrange(self) -> None:
        self.body.setContentsMargins(16, 6, 16, 6)
        self.body.setSpacing(5)
        told = QWidget()
        row = QHBoxLayout(told)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.notice)
        row.addWidget(self.notice_note)
        row.addStretch(1)
        row.addWidget(self.show_notice)
        matters = Section("事项", self.matters, 16)
        matters.beside.addWidget(self.add_matter, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Section("接待", self.visit, 28, first=True))
        self.body.addWidget(Section("代表", self.hosts, 7))
        self.body.addWidget(Section("来访人", self.people, 5))
        self.body.addWidget(Section("说了什么", self.words, 28), 1)
        self.body.addWidget(matters)
        self.body.addWidget(Section("告知", told, 2))

    def order_keys(self) -> None:
        """Tab goes as the conversation goes."""
        visit = self.visit
        stops: list[QWidget] = [visit.station, visit.channel, visit.place, visit.when]
        stops += [*self.hosts.stops(), *self.people.stops()]
        stops += [self.words.words, self.words.summary]
        for card in self.matters.cards:
            stops += card.stops()
        stops += [self.add_matter, self.notice, self.show_notice]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def offer(self, desk: Desk) -> None:
        self.hosts.offer(desk.receivers)
        self.people.offer(desk.villages)
        self.matters.offer(desk)

    def begin(self) -> None:
        """Empty, but for the kind, the place and the representatives of the session."""
        self.people.begin()
        self.words.begin()
        self.matters.put(())
        self.hosts.put_officials(())
        self.notice.setChecked(False)
        self.say_notice("")

    def put(self, form: ReceptionForm) -> None:
        self.visit.put(form)
        self.hosts.put(form.representatives)
        self.hosts.put_officials(form.officials)
        self.people.put(form)
        self.words.put(form)
        self.matters.put(form.matters)
        self.notice.setChecked(form.notice_given)

    def wait_for_station(self, *, waiting: bool) -> None:
        """Until a station is chosen there is nothing to write into: a draft needs one."""
        parts = (self.hosts, self.people, self.words, self.matters, self.notice)
        for part in (*parts, *self.visit.fields.values(), self.show_notice, self.add_matter):
            part.setEnabled(not waiting)

    def begin_typing(self) -> None:
        """The name comes first; what is before it is filled in."""
        self.people.lines[0].name.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """A choice that is being typed is taken."""
        focused = self.focusWidget()
        if isinstance(focused, SearchCombo):
            focused.settle()

    def form(self, station_id: StationId, *, read_back: bool, draft_id: UUID) -> ReceptionForm:
        return ReceptionForm(
            station_id=station_id,
            matters=self.matters.forms(),
            representatives=self.hosts.keys,
            officials=self.hosts.official_forms(),
            notice_given=self.notice.isChecked(),
            read_back=read_back,
            draft_id=draft_id,
            **self.visit.values(),
            **self.people.values(),
            **self.words.values(),
        )

    def field(self, path: str) -> Any:
        """The field of a problem's path: something to `complain` to, with an `editor`."""
        for part in (self.visit, self.hosts, self.people, self.words, self.matters):
            if (field := part.field(path)) is not None:
                return field
        return None

    def say_notice(self, words: str) -> None:
        self.notice_note.setText(words)
        self.notice_note.setVisible(bool(words))
