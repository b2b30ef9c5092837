"""The years of which there is something to show."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from liaison.domain.clock import civil, utc_now

if TYPE_CHECKING:
    from liaison.services.work import Work


def years(work: "Work") -> tuple[int, ...]:
    """From this year back to the first with a reception, newest first."""
    from liaison.services.reports import days

    found = days(work)
    first, last = (found[0].year, found[1].year) if found else (work.today.year,) * 2
    return tuple(range(max(last, work.today.year), first - 1, -1))


class YearBox(QComboBox):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("年份")
        self.offer((today().year,))

    def offer(self, found: tuple[int, ...], wanted: int | None = None) -> None:
        """Take other years; the chosen one stays where it is still there."""
        before = wanted or self.year
        self.blockSignals(True)
        self.clear()
        for year in sorted({*found, *([before] if before else [])}, reverse=True):
            self.addItem(f"{year} 年", year)
        self.setCurrentIndex(max(self.findData(before), 0))
        self.blockSignals(False)

    @property
    def year(self) -> int | None:
        year: int | None = self.currentData()
        return year


def today() -> date:
    return civil(utc_now()).date()
