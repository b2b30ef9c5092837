"""交办 and what the unit does with it."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.clock import day_zh
from liaison.domain.errors import Problem
from liaison.services.matter_clock import Promise
from liaison.services.steps.forms import (
    AssistForm,
    ExtendForm,
    ReferForm,
    SignForm,
    StepForm,
    UnitName,
)
from ui.matters.panels.panel import StepPanel
from ui.widgets.line import Option, SearchCombo
from ui.widgets.switch import SegmentedSwitch


class ReferPanel(StepPanel):
    """The deadline follows the rule until somebody types another one."""

    day_moved = Signal(object)
    """A date: until when would an answer be due, of a referral of that day?"""

    _promise: Promise | None = None

    def fill(self) -> None:
        offered = [Option(one.id, one.name) for one in self.sheet.choices.units]
        self.unit = SearchCombo("承办单位", offered, free=True)
        self.others = SearchCombo("协办单位", offered, free=True)
        self.combo("unit", "承办单位", (0, 0, 3), self.unit)
        self.combo("assisting", "协办单位", (0, 3, 3), self.others, "可不填，几个用顿号隔开")
        self.happened((1, 0, 2), "交办的日子").textChanged.connect(self._on_day_typed)
        self.hard = SegmentedSwitch("难易", ((False, "一般"), (True, "难办")), stretch=True)
        self.add(
            "hard",
            "难易",
            self.hard,
            (1, 2, 2),
            lambda: self.hard.value,
            lambda kept: self.hard.choose(bool(kept)),
        )
        self.hard.changed.connect(self._on_hard_chosen)
        self.due = self.day("due_on", "答复期限", (1, 4, 2), None, ahead=True)
        entry = self.entries["due_on"]
        self.entries["due_on"] = replace(entry, get=self._own_due, put=self._put_due)
        self.words("request", "交办要求", (2, 0, 6), "可不填，印在交办单上")
        self._guess()

    def _guess(self) -> None:
        last = self.sheet.file.rounds[-1] if self.sheet.file.rounds else None
        unit = last.unit if last and not self.sheet.file.referrals else ""
        if self.sheet.file.referrals and self.sheet.file.referrals[-1].returned_on is None:
            unit = self.sheet.file.referrals[-1].unit
        if unit:
            named = next((one.id for one in self.sheet.choices.units if one.name == unit), None)
            self.unit.choose(named, unit)

    def _own_due(self) -> str:
        """A date that somebody has set; the rule's own is worked out again next time."""
        return "" if self._follows else self.due.text()

    def _put_due(self, kept: object) -> None:
        """A kept date of somebody's own; without one the rule's stays."""
        if str(kept).strip():
            self.due.setText(str(kept))
        else:
            self.tell_promise(self._promise)

    def _on_day_typed(self) -> None:
        if self.on is not None:
            self.day_moved.emit(self.on)

    def _on_hard_chosen(self) -> None:
        self.tell_promise(self._promise)
        self.typed.emit()

    def tell_promise(self, promise: Promise | None) -> None:
        """Show what the rule says, unless somebody has set a date."""
        if promise is None:
            return
        own = self.due.text().strip() and not self._follows
        self._promise = promise
        words = promise.hard_words if self.hard.value else promise.answer_words
        guessed = promise.hard_guessed if self.hard.value else promise.answer_guessed
        if own:
            return
        self.entries["due_on"].field.hint(f"{words}{GUESSED_ZH if guessed else ''}")
        self.due.put(promise.hard_by if self.hard.value else promise.answer_by)

    @property
    def _follows(self) -> bool:
        """The date that stands there is the rule's own."""
        return self._promise is not None and self.due.day in {
            self._promise.answer_by,
            self._promise.hard_by,
        }

    def form(self) -> StepForm:
        names = [part.strip() for part in self.others.text().replace(",", "、").split("、")]
        return ReferForm(
            **self.common(),
            unit=_unit(self.unit),
            assisting=tuple(UnitName(name) for name in names if name),
            due_on=None if self._follows else self.due.day,
            hard=self.hard.value,
            request=self.entries["request"].get(),
        )


def _unit(combo: SearchCombo) -> UnitName:
    combo.settle()
    return UnitName(combo.words, combo.value)


class SignPanel(StepPanel):
    def fill(self) -> None:
        self.happened((0, 0, 3), "签收的日子")
        self.line("by", "签收人", (0, 3, 3), "可不填")

    def form(self) -> StepForm:
        return SignForm(**self.common(), by=self.entries["by"].get())


class ExtendPanel(StepPanel):
    def fill(self) -> None:
        file = self.sheet.file
        until = f"原定 {day_zh(file.due_on)}" if file.due_on else ""
        self.due = self.day("due_on", "新的期限", (0, 0, 3), None, ahead=True)
        self.entries["due_on"].field.hint(until)
        self.happened((0, 3, 3), "申请的日子")
        self.line("reason", "为什么要延期", (1, 0, 6))

    def misread(self) -> tuple[Problem, ...]:
        empty = not self.due.text().strip()
        return (*super().misread(), *([Problem("due_on", "missing")] if empty else []))

    def form(self) -> StepForm:
        day = self.due.day or date.min
        return ExtendForm(**self.common(), due_on=day, reason=self.entries["reason"].get())


class AssistPanel(StepPanel):
    def fill(self) -> None:
        running = self.sheet.file.referral
        waiting = running.assisting if running else ()
        self.unit = SearchCombo("协办单位", [Option(one.unit, one.unit) for one in waiting])
        first = next((one.unit for one in waiting if one.replied_on is None), None)
        self.unit.choose(first)
        self.combo("unit", "协办单位", (0, 0, 3), self.unit)
        self.happened((0, 3, 3))
        self.words("reply", "它的意见", (1, 0, 6))

    def form(self) -> StepForm:
        return AssistForm(**self.common(), unit=self.unit.words, reply=self.entries["reply"].get())
