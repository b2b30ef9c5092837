"""答复, 告知, 评价."""

from liaison.domain.canned import CannedKind
from liaison.domain.errors import Problem
from liaison.domain.matter import SATISFACTION_ZH, Satisfaction
from liaison.domain.steps import Step
from liaison.services.steps.forms import AnswerForm, RateForm, StepForm, TellForm
from ui.matters.class_choice import ClassSwitch
from ui.matters.open_switch import OpenSwitch
from ui.matters.panels.panel import StepPanel
from ui.widgets.line import Option, SearchCombo
from ui.widgets.switch import SegmentedSwitch

SAID = (
    *(Satisfaction.SATISFIED, Satisfaction.FAIRLY_SATISFIED),
    *(Satisfaction.DISSATISFIED, Satisfaction.NOT_RATED),
)
TWO_ROUNDS = 2


class AnswerPanel(StepPanel):
    """The office's canned answers may be put into `answer`."""

    def fill(self) -> None:
        self.answer = self.words("answer", "答复", (0, 0, 6), "做了什么，什么时候，后面怎样")
        self.answer.setMinimumHeight(self.answer.minimumHeight() * 3 // 2)
        self.with_canned(CannedKind.ANSWER, "answer")
        self.classes = ClassSwitch("办理结果", self.sheet.choices.classes)
        self.classes.changed.connect(self.typed)
        self.add(
            "answer_class",
            "办理结果",
            self.classes,
            (1, 0, 6),
            lambda: self.classes.code,
            lambda kept: self.classes.choose(str(kept)),
            "按 A B C 键选",
        )
        self.happened((2, 0, 2), "答复的日子")
        self.line("remark", "备注", (2, 2, 4), "可不填，记在经过里")

    def form(self) -> StepForm:
        return AnswerForm(
            **self.common(),
            answer=self.entries["answer"].get(),
            answer_class=self.classes.code,
            remark=self.entries["remark"].get(),
        )


class TellPanel(StepPanel):
    """Told, or tried in vain: the same fields, another step."""

    def fill(self) -> None:
        choices = self.sheet.choices
        file = self.sheet.file
        needed, done = file.tries_needed, file.tries_in_vain
        missed = f"没联系上（{done + 1}/{needed}）" if done < needed else "没联系上"
        self.reached = SegmentedSwitch("结果", ((True, "告诉到了"), (False, missed)))
        self.reached.changed.connect(self._on_reached_chosen)
        self.add(
            "reached",
            "结果",
            self.reached,
            (0, 0, 4),
            lambda: self.reached.value,
            lambda kept: self._reach(on=bool(kept)),
        )
        if Step.TRY not in file.steps:
            self.reached.setEnabled(False)
        self.how = SearchCombo("怎样告诉的", [Option(one, one) for one in choices.ways], free=True)
        self.how.choose(choices.last_way, choices.last_way)
        self.combo("how", "怎样告诉的", (1, 0, 2), self.how)
        self.happened((1, 2, 2))
        self.line("by", "谁告诉的", (1, 4, 2)).setText(self.sheet.actor)
        self.line("remark", "告诉了什么，群众怎么说", (2, 0, 6), "可不填")
        self.with_canned(CannedKind.TELL, "remark")

    def _on_reached_chosen(self) -> None:
        self._reach(on=self.reached.value)
        self.typed.emit()

    def _reach(self, *, on: bool) -> None:
        self.reached.choose(on)
        self.submit.say("告知群众" if on else "记一次没联系上")

    def form(self) -> StepForm:
        return TellForm(
            **self.common(),
            how=self.how.words,
            by=self.entries["by"].get(),
            reached=self.reached.value,
            remark=self.entries["remark"].get(),
        )


class RatePanel(StepPanel):
    """From the second round on a dissatisfied visitor's matter may end here, with the reason."""

    def fill(self) -> None:
        options = [(one, SATISFACTION_ZH[one]) for one in SAID]
        self.work = OpenSwitch("对工作", options)
        self.result = OpenSwitch("对结果", options)
        for row, (name, label, switch) in enumerate(
            (("work", "对工作", self.work), ("result", "对结果", self.result))
        ):
            switch.changed.connect(self._on_chosen)
            self.add(
                name,
                label,
                switch,
                (row, 0, 6),
                lambda switch=switch: str(switch.value or ""),  # type: ignore[misc]
                lambda kept, switch=switch: self._choose(switch, kept),  # type: ignore[misc]
            )
        self.happened((2, 0, 2))
        self.line("remark", "群众的话", (2, 2, 4), "可不填")
        self.line("last_word", "确实不能再办的理由", (3, 0, 6), "不填就开新一轮重办")
        self._on_chosen()

    def _choose(self, switch: SegmentedSwitch, kept: str) -> None:
        if kept in {one.value for one in SAID}:
            switch.choose(Satisfaction(kept))
        self._show_last_word()

    def _on_chosen(self) -> None:
        self._show_last_word()
        self.typed.emit()

    def misread(self) -> tuple[Problem, ...]:
        asked = (("work", self.work), ("result", self.result))
        unsaid = [Problem(name, "missing") for name, switch in asked if switch.value is None]
        return (*super().misread(), *unsaid)

    def _show_last_word(self) -> None:
        bad = Satisfaction.DISSATISFIED in (self.work.value, self.result.value)
        again = self.sheet.file.round_no >= TWO_ROUNDS
        self.entries["last_word"].field.setVisible(bad and again)
        next_round = self.sheet.file.round_no + 1
        self.tell_found(f"不满意：登记后开第 {next_round} 轮重办" if bad else "")

    def form(self) -> StepForm:
        unhappy = Satisfaction.DISSATISFIED in (self.work.value, self.result.value)
        return RateForm(
            **self.common(),
            work=self.work.value,
            result=self.result.value,
            remark=self.entries["remark"].get(),
            last_word=self.entries["last_word"].get() if unhappy else "",
        )
