"""The named statistics of a period, and what each of them counts.

One number, one query: `liaison.services.figures` computes them, and the window, the command line,
the sheet and the PDF all show those.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from liaison.domain.percent import percents

DEFINITIONS: Mapping[str, tuple[str, str]] = {
    "stations": ("联络站", "未撤销的联络站、点"),
    "persons": ("代表人数", "名册上的代表，一人兼任多级只算一人"),
    "seats": ("代表席位", "各级代表席位，一人兼任几级算几席"),
    "active": ("在任代表", "状态为在任的代表"),
    "sessions": ("接待日次数", "一个站一天里的一个时段算一次，无人来访也算"),
    "sessions_nobody": ("无人来访", "接待日里没有人来的次数"),
    "representative_attendances": ("代表进站人次", "每个接待时段到站的代表，一人一次"),
    "leader_attendances": ("领导、部门进站人次", "每个接待时段到站听取意见的领导和部门负责人"),
    "visits": ("接待批次", "未作废的接待登记"),
    "visitors": ("接待群众人次", "接待登记的人数之和"),
    "group_visits": ("集体访批次", "两人以上的接待登记"),
    "matters": ("意见建议件数", "一批来访提几件事就算几件"),
    "matters_answered_on_the_spot": ("当场答复", "接待时当场答复的事项"),
    "matters_declined": ("不予受理", "告知去向、不由联络站受理的事项"),
    "matters_open": ("交办未答复", "已交办、尚无办理结果的事项"),
    "matters_by_class": ("办理结果", "交办事项最后一轮的答复类别"),
    "satisfaction": ("满意度", "群众已评价的事项"),
    "proposals": ("代表建议", "人大代表建议，与接待事项分开统计"),
    "letters": ("来信来访", "人大机关的来信来访，与接待事项分开统计"),
}
"""Name of each figure: its words on paper, and what it counts."""


@dataclass(frozen=True)
class MonthFigures:
    visits: int = 0
    attendances: int = 0
    matters: int = 0


@dataclass(frozen=True)
class StationFigures:
    """One station's row; `people` is the sum of head counts."""

    sessions: int = 0
    attend: int = 0
    visits: int = 0
    people: int = 0
    matters: int = 0


@dataclass(frozen=True)
class ProposalFigures:
    """The congress's proposals by class of answer; `by_class` follows the office's own table."""

    total: int
    by_class: Mapping[str, int]

    @property
    def percent(self) -> Mapping[str, float]:
        return dict(zip(self.by_class, percents(list(self.by_class.values())), strict=True))

    def as_dict(self) -> dict[str, object]:
        return {"total": self.total, **self.by_class, "percent": dict(self.percent)}


@dataclass(frozen=True)
class Figures:
    """What a period comes to, for one station or for the district.

    Persons, seats, stations: as they stand now. `matters_*` follow the matters raised in the
    period, whenever they were settled. `by_month` is keyed by the month's number, `by_station` by
    the station's name.
    """

    year: int
    stations: int
    persons: int
    seats: int
    active: int
    sessions: int
    sessions_nobody: int
    representative_attendances: int
    leader_attendances: int
    visits: int
    visitors: int
    group_visits: int
    matters: int
    matters_answered_on_the_spot: int
    matters_declined: int
    matters_open: int
    matters_by_class: Mapping[str, int]
    satisfaction: Mapping[str, int]
    proposals: ProposalFigures
    letters: int
    by_month: Mapping[int, MonthFigures]
    by_station: Mapping[str, StationFigures]

    @property
    def answered(self) -> int:
        """Matters of the period that have an answer: the base of the satisfaction's percentages."""
        return self.matters_answered_on_the_spot + sum(self.matters_by_class.values())

    @property
    def not_rated(self) -> int:
        return max(self.answered - sum(self.satisfaction.values()), 0)

    def as_dict(self) -> dict[str, object]:
        """The shape in which `figures --json` prints them."""
        plain = dict(vars(self))
        plain["matters_by_class"] = dict(self.matters_by_class)
        plain["satisfaction"] = dict(self.satisfaction)
        plain["proposals"] = self.proposals.as_dict()
        plain["by_month"] = {str(month): dict(vars(row)) for month, row in self.by_month.items()}
        plain["by_station"] = {name: dict(vars(row)) for name, row in self.by_station.items()}
        return plain
