"""接待群众情况月报表 (季报表, 年报表) as one value: everything its PDF and its workbook print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liaison.domain.figures import Figures
from liaison.domain.period import Period


class Names(StrEnum):
    """How visitors' names stand in the list."""

    MASKED = "masked"
    FULL = "full"


@dataclass(frozen=True)
class Share:
    """One part of a whole, and its percentage of it; the parts' add to 100.0."""

    name: str
    count: int
    percent: float


@dataclass(frozen=True)
class UnitLine:
    """Matters referred to one 承办单位, by class of its answer; `open` have none yet."""

    name: str
    referred: int
    by_class: Mapping[str, int]
    open: int


@dataclass(frozen=True)
class LevelLine:
    """Attendances of representatives whose highest seat is of this level; `persons` different ones."""

    name: str
    attendances: int
    persons: int


@dataclass(frozen=True)
class Balance:
    """结转 + 新增 = 办结 + 不予受理 + 转出 + 在办; a balance that does not hold cannot be made."""

    carried_over: int
    new: int
    settled: int
    declined: int
    passed_on: int
    open: int

    def __post_init__(self) -> None:
        if self.came_in != self.settled + self.declined + self.passed_on + self.open:
            raise ValueError(f"the matters' balance does not hold: {self}")

    @property
    def came_in(self) -> int:
        return self.carried_over + self.new

    @property
    def sentence(self) -> str:
        """The line that is printed below the table."""
        return (
            f"结转 {self.carried_over} ＋ 新增 {self.new} ＝ 办结 {self.settled} ＋ 不予受理"
            f" {self.declined} ＋ 转出 {self.passed_on} ＋ 在办 {self.open} ＝ {self.came_in}"
        )


@dataclass(frozen=True)
class Handling:
    """What was done in the period itself: `told` of `answered`, and of the open ones `overdue`."""

    answered: int
    told: int
    overdue: int

    @property
    def told_percent(self) -> float:
        """反馈率; 0.0 where nothing was answered."""
        return round(self.told * 100 / self.answered, 1) if self.answered else 0.0


@dataclass(frozen=True)
class MonthFlow:
    """Matters raised and answered in one month."""

    label: str
    raised: int
    settled: int


@dataclass(frozen=True)
class MatterLine:
    """One matter of the detail list."""

    station: str
    number: str
    raised_on: date
    visitor: str
    people: int
    content: str
    category: str
    unit: str
    outcome: str


@dataclass(frozen=True)
class StationLine:
    name: str
    sessions: int
    attendances: int
    visits: int
    visitors: int
    matters: int


@dataclass(frozen=True)
class AttendanceLine:
    """One representative and how often they came in the period; nought is printed too."""

    name: str
    levels: str
    group: str
    station: str
    status: str
    times: int


@dataclass(frozen=True)
class Check:
    """One look before the report is used: did it hold, and what was counted."""

    name: str
    holds: bool
    counted: str
    remark: str = ""


@dataclass(frozen=True)
class MonthlyReport:
    """One station (or, without `station`, the district) in one period."""

    body: str
    """Whose report it is: the station's name, or the district's."""
    station: str
    period: Period
    made_on: date
    names: Names
    figures: Figures
    away: int
    """Receptions away from the station: islands, hamlets, outreach."""
    group_visitors: int
    different_representatives: int
    balance: Balance
    handling: Handling
    by_category: tuple[Share, ...]
    by_unit: tuple[UnitLine, ...]
    by_level: tuple[LevelLine, ...]
    by_station: tuple[StationLine, ...]
    flow: tuple[MonthFlow, ...]
    matters: tuple[MatterLine, ...]
    attendances: tuple[AttendanceLine, ...]
    class_names: Mapping[str, str]
    checks: tuple[Check, ...]
    """What else was looked at; that the balance holds is sure, or there would be no report."""
    previous: Figures | None = None
    """The period before, of a quarter or a year, to compare with."""
    clerk: str = ""
    phone: str = ""

    @property
    def title(self) -> str:
        return f"接待群众情况{_KINDS[self.period.length]}报表"

    @property
    def of_district(self) -> bool:
        return not self.station


_KINDS = {1: "月", 3: "季", 6: "半年", 12: "年"}
