"""What is wrong stands beside its field, in words; what is only unwise too, in amber."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from liaison.domain.errors import Problem
from liaison.domain.words import problem_words
from liaison.services.reception_form import ReceptionForm
from ui.receptions.form_sheet import FormSheet


class Complaints:
    """After a refused saving the fields are looked at again with every change."""

    def __init__(self, sheet: FormSheet) -> None:
        self._sheet = sheet
        self._marked: list[Any] = []
        self._asked = False

    def clear(self) -> None:
        self._asked = False
        self._unmark()
        self._sheet.say_notice("")
        self._sheet.people.warn("")

    def show(self, form: ReceptionForm, today: date) -> bool:
        """Mark everything, go to the first problem; False when it can be saved."""
        problems = form.problems(today)
        self._asked = bool(problems)
        self.look_again(form, today)
        self._go_to(problems)
        return bool(problems)

    def tell(self, problems: Iterable[Problem]) -> None:
        """Mark what the office refused."""
        self._unmark()
        self._mark(problems, warn=False)
        self._go_to(tuple(problems))

    def look_again(self, form: ReceptionForm, today: date) -> None:
        self._unmark()
        if self._asked:
            self._mark(form.problems(today), warn=False)
        self._caution(form)

    def _caution(self, form: ReceptionForm) -> None:
        said = {one.code: one for one in form.cautions()}
        speakers = said.get("too_many_speakers")
        self._sheet.people.warn(problem_words(speakers) if speakers else "")
        begun = bool(form.words.strip())
        missing = said.get("notice_missing") if begun else None
        self._sheet.say_notice("△ 还没有告知" if missing else "")
        phones = [one for one in form.cautions() if one.code == "odd_phone"]
        self._mark([one for one in phones if self._left(one)], warn=True)

    def _left(self, caution: Problem) -> bool:
        """A telephone that is still being typed is not complained of before seven digits."""
        field = self._sheet.field(caution.field)
        focused = field is not None and field.editor.hasFocus()
        return not focused or int(str(caution.values["digits"])) >= 7

    def _mark(self, problems: Iterable[Problem], *, warn: bool) -> None:
        for problem in problems:
            field = self._sheet.field(problem.field)
            if field is not None and field not in self._marked:
                field.complain(problem_words(problem), warn=warn)
                self._marked.append(field)

    def _unmark(self) -> None:
        from shiboken6 import isValid

        for field in self._marked:
            if isValid(field):
                field.complain("")
        self._marked.clear()

    def _go_to(self, problems: tuple[Problem, ...]) -> None:
        fields = (self._sheet.field(problem.field) for problem in problems)
        first = next((field for field in fields if field is not None), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)
