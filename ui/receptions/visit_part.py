"""The first lines of a reception: which station, what kind, where, when."""

from datetime import date, time
from typing import Any

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import QDateTimeEdit, QGridLayout, QWidget

from liaison.domain.ids import StationId
from liaison.domain.reception import AWAY, CHANNEL_ZH, Channel
from liaison.services.desk import Desk
from liaison.services.reception_form import ReceptionForm
from ui import theme
from ui.context import Context
from ui.widgets import Field
from ui.widgets.line import LineEdit, Option, SearchCombo


class WhenEdit(QDateTimeEdit):
    """Date and time in one field; arrows move between and change the parts, Tab leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.setDisplayFormat("yyyy-MM-dd ddd HH:mm")
        self.setFixedHeight(theme.active().px(34) + 2)
        self.setButtonSymbols(QDateTimeEdit.ButtonSymbols.NoButtons)
        self.setAccessibleName("开始，日期和时间")

    def focusNextPrevChild(self, forward: bool) -> bool:
        return QWidget.focusNextPrevChild(self, forward)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.date().toString(Qt.DateFormat.ISODate))

    @property
    def moment(self) -> time:
        return time(self.time().hour(), self.time().minute())

    def put(self, day: date, moment: time | None) -> None:
        moment = moment or time()
        civil = QDate(day.year, day.month, day.day)
        self.setDateTime(QDateTime(civil, QTime(moment.hour, moment.minute)))


class VisitPart(QWidget):
    changed = Signal()
    station_chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.station = SearchCombo("联络站")
        self.channel = SearchCombo("形式", [Option(one, CHANNEL_ZH[one]) for one in Channel])
        self.channel.choose(Channel.ON_SITE)
        self.place = LineEdit("地点")
        self.when = WhenEdit()
        self.station_field = Field("联络站", self.station)
        self.fields = {
            "channel": Field("形式", self.channel),
            "place": Field("地点", self.place),
            "received_on": Field("开始", self.when),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addWidget(self.station_field, 0, 0, 1, 3)
        for column, field in enumerate(self.fields.values()):
            grid.addWidget(field, 1, column)
        for key, width in (("channel", 122), ("received_on", 196)):
            self.fields[key].setFixedWidth(theme.active().px(width))
        self.station_field.hide()
        self.station.chosen.connect(self._on_station_chosen)
        self.channel.chosen.connect(self._on_channel_chosen)
        self.place.textEdited.connect(lambda _: self.changed.emit())
        self.when.dateTimeChanged.connect(lambda _: self.changed.emit())

    def offer_stations(self, chosen: StationId | None) -> None:
        """Ask for the station where none (or another one) is chosen above."""
        stations = self._context.facts.stations
        self.station.offer([Option(one.id, one.name) for one in stations])
        self.station.choose(chosen)
        self.station_field.setVisible(self._context.station_id != chosen or chosen is None)

    def _on_station_chosen(self, station_id: Any) -> None:
        if station_id is not None:
            self.station_chosen.emit(station_id)

    def _on_channel_chosen(self, channel: Any) -> None:
        if channel is None:
            self.channel.choose(Channel.ON_SITE)
        self._ask_place()
        self.changed.emit()

    def _ask_place(self) -> None:
        away = self.kind in AWAY
        self.place.setPlaceholderText("哪座岛、哪个村、哪一处" if away else "接待室")

    @property
    def kind(self) -> Channel:
        return Channel(self.channel.value or Channel.ON_SITE)

    def begin(self, desk: Desk) -> None:
        """A new visit now; kind and place stay as they were."""
        self.when.put(desk.now.date(), desk.now.time())
        self._ask_place()

    def put(self, form: ReceptionForm) -> None:
        self.channel.choose(form.channel)
        self.place.setText(form.place)
        self.when.put(form.received_on, form.started)
        self._ask_place()

    def values(self) -> dict[str, Any]:
        return {
            "channel": self.kind,
            "place": self.place.text(),
            "received_on": self.when.day,
            "started": self.when.moment,
        }

    def field(self, path: str) -> Field | None:
        return self.fields.get(path)
