"""The matters of one register row: what was raised and what became of each."""

from dataclasses import dataclass, field
from datetime import date

from liaison.books.cells import is_blank_mark, is_ditto
from liaison.books.dates import read_date
from liaison.books.meanings import (
    class_code_of,
    decline_reason_of,
    disposition_of,
    is_bare,
    is_underway,
    referred_to,
    satisfaction_of,
)
from liaison.books.numbered import split_numbered, spread
from liaison.books.table import Line
from liaison.domain.matter import DeclineReason, Disposition, Satisfaction


@dataclass(frozen=True)
class MatterLine:
    """One matter. `disposition` None: the book doesn't say."""

    text: str
    category: str = ""
    disposition: Disposition | None = None
    unit: str = ""
    answer: str = ""
    """Words of the answer that are no class."""
    answer_class: str | None = None
    under_way: bool = False
    told_on: date | None = None
    satisfaction: Satisfaction | None = None
    decline_reason: DeclineReason | None = None
    where_to: str = ""


def read_matters(
    line: Line, words: str, received_on: date, classes: dict[str, str]
) -> tuple[MatterLine, ...]:
    """Each numbered piece of the content cell; result cells are shared or numbered alike."""
    pieces = split_numbered(words)
    count = len(pieces)
    columns = {
        name: spread(_plain(line.text(name)), count)
        for name in ("category", "disposition", "unit", "result", "satisfaction")
    }
    row = _Row(line, classes, _told_on(line, received_on))
    return tuple(
        row.matter(piece, {name: values[index] for name, values in columns.items()})
        for index, piece in enumerate(pieces)
    )


def _plain(text: str) -> str:
    return "" if is_blank_mark(text) or is_ditto(text) else text


@dataclass
class _Row:
    line: Line
    classes: dict[str, str]
    told_on: date | None
    told: set[tuple[str, str]] = field(default_factory=set)
    """What was told already: several matters share a cell."""

    def matter(self, piece: str, said: dict[str, str]) -> MatterLine:
        result = said["result"]
        answer_class = class_code_of(result, self.classes) if result else None
        disposition = self._disposition(said, answer_class)
        reason, where_to = None, ""
        if disposition is Disposition.DECLINED:
            reason, where_to = self._reason(result)
        answer = "" if reason or answer_class or is_underway(result) else result
        if answer and disposition is not Disposition.ANSWERED_ON_THE_SPOT:
            self._keep("result", answer, "bad_result")
        return MatterLine(
            piece,
            said["category"],
            disposition,
            said["unit"]
            or (referred_to(said["disposition"]) if disposition is Disposition.REFERRED else ""),
            answer,
            answer_class,
            is_underway(result),
            self.told_on,
            self._satisfaction(said["satisfaction"]),
            reason,
            where_to,
        )

    def _disposition(self, said: dict[str, str], answer_class: str | None) -> Disposition | None:
        """As the cell says; without one, a unit or a class means that it was referred."""
        if text := said["disposition"]:
            disposition = disposition_of(text)
            if disposition is None:
                self._keep("disposition", text, "bad_disposition")
            elif not is_bare(text):
                self._keep("disposition", text, "")
            return disposition
        if said["unit"] or answer_class:
            return Disposition.REFERRED
        if said["result"] and (found := disposition_of(said["result"])):
            return found
        if ("disposition", "") not in self.told:
            self.told.add(("disposition", ""))
            self.line.tell("disposition", "no_disposition")
        return None

    def _reason(self, result: str) -> tuple[DeclineReason, str]:
        reason, where_to = decline_reason_of(result)
        if reason is None and result:
            self._keep("result", result, "bad_reason")
        return reason or DeclineReason.OTHER, where_to

    def _satisfaction(self, text: str) -> Satisfaction | None:
        satisfaction = satisfaction_of(text)
        if text and satisfaction is None:
            self._keep("satisfaction", text, "bad_satisfaction")
        return satisfaction

    def _keep(self, name: str, text: str, code: str) -> None:
        if (name, text) not in self.told:
            self.told.add((name, text))
            self.line.keep(name, text, code)


def _told_on(line: Line, received_on: date) -> date | None:
    text = line.line("told_on")
    if is_blank_mark(text) or is_ditto(text):
        return None
    read = read_date(line.cell("told_on"), None, received_on)
    if read is None:
        line.keep("told_on", text, "bad_told")
        return None
    if read.day < received_on:
        line.tell("told_on", "told_before", read.day)
    return read.day
