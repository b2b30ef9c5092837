"""Begin a contact: who keeps it, with which representative, voter or household."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox

from liaison.domain.duty import CONTACT_KIND_ZH, ContactKind
from ui.matters.day_edit import DayEdit
from ui.people.forms import FormPanel
from ui.performance.years import today
from ui.tasks import Tasks
from ui.widgets.line import LineEdit, Option, SearchCombo
from ui.widgets.switch import SegmentedSwitch

if TYPE_CHECKING:
    from liaison.services.work import Work


class LinkEntry(FormPanel):
    """`saved` carries the new contact's key."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self.title.setText("登记一个联系")
        self.kind = SegmentedSwitch(
            "哪一种联系", [(kind, CONTACT_KIND_ZH[kind]) for kind in reversed(ContactKind)]
        )
        self.keeper, self.other = SearchCombo("谁来联系"), SearchCombo("联系哪位代表")
        self.name, self.phone = LineEdit("选民或户主姓名"), LineEdit("电话")
        self.area, self.since = SearchCombo("村社"), DayEdit("从哪天起", today())
        self.household = QCheckBox("联系的是一户人家")
        self.grid.addWidget(self.kind, 0, 0, 1, 2)
        self._add("keeper", "谁来联系（代表姓名）", self.keeper, (1, 0, 1, 1))
        self._add("since_on", "从哪天起", self.since, (1, 1, 1, 1))
        self._add("other", "联系哪位代表", self.other, (2, 0, 1, 2))
        self._add("name", "选民或户主姓名", self.name, (3, 0, 1, 1))
        self._add("phone", "电话（可不填）", self.phone, (3, 1, 1, 1))
        self._add("area", "村社（可不填）", self.area, (4, 0, 1, 1))
        self.grid.addWidget(self.household, 4, 1)
        self.kind.changed.connect(lambda _: self._show_kind())
        self._show_kind()

    def begin(self, kind: ContactKind | None, station_id: Any) -> None:
        self._clear()
        self.kind.choose(kind or ContactKind.VOTER)
        for line in (self.name, self.phone):
            line.clear()
        for box in (self.keeper, self.other, self.area):
            box.choose(None)
        self.household.setChecked(False)
        self.since.begin(today())
        self._show_kind()
        self._tasks.read(self, lambda work: _choices(work, station_id), self._offer)
        self.keeper.setFocus()

    def _offer(self, found: tuple[list[Option], list[Option]]) -> None:
        people, villages = found
        self.keeper.offer(people)
        self.other.offer(people)
        self.area.offer(villages)

    def _show_kind(self) -> None:
        voter = self.kind.value is ContactKind.VOTER
        for name in ("name", "phone", "area"):
            self.fields[name].setVisible(voter)
        self.household.setVisible(voter)
        self.fields["other"].setVisible(not voter)

    def submit(self) -> None:
        from liaison.domain.words import PROBLEMS
        from liaison.services import contact_changes
        from liaison.services.contact_changes import LinkForm

        for box in (self.keeper, self.other, self.area):
            box.settle()
        since = self.since.day
        for name, missing in (("keeper", self.keeper.value is None), ("since_on", since is None)):
            if missing:
                self.fields[name].complain(PROBLEMS["missing"])
                self.fields[name].editor.setFocus()
                return
        assert since is not None
        form = LinkForm(
            self.kind.value,
            self.keeper.value,
            since,
            self.other.value,
            self.name.text(),
            self.phone.text(),
            self.area.value,
            self.household.isChecked(),
        )
        self._tasks.write(
            self,
            lambda work, _: contact_changes.begin(work, form),
            lambda key: self.saved.emit(key, "已登记联系"),
            self._on_failed,
        )


def _choices(work: "Work", station_id: Any) -> tuple[list[Option], list[Option]]:
    """Serving representatives of the whole district, the villages of the station."""
    from liaison.domain.representative import RepresentativeStatus
    from liaison.services import representatives
    from liaison.services.stations import villages

    rows = representatives.roster(work, None, "", RepresentativeStatus.SERVING)
    people = [Option(row.id, f"{row.name} / {row.station}", row.name) for row in rows]
    return people, [Option(one.id, one.name) for one in villages(work, station_id)]
