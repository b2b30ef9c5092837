"""Proposals and letters of the demonstration: one in every stage; all names and words are made up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from liaison.domain.ids import LetterId, ProposalId, RepresentativeId, StationId
from liaison.domain.matter import Satisfaction
from liaison.domain.proposal import RULES
from liaison.services import letters_forms as by_letter
from liaison.services import letters_steps, proposals_drafts, proposals_steps
from liaison.services import proposals_forms as by_proposal
from liaison.services.work import Work

GOOD, BAD = Satisfaction.SATISFIED, Satisfaction.DISSATISFIED
ALL = frozenset(rule.key for rule in RULES)
MAIN, HELPERS = "区综合执法局", ("区交通运输局",)


@dataclass(frozen=True)
class Story:
    """`reached` counts the stages: 0 a draft … 6 filed; `days` ago it was drafted."""

    title: str
    content: str
    days: int
    reached: int
    people: int = 0
    again: bool = False
    """The first answer did not satisfy."""


STORIES = (
    Story(
        "关于渔港路加装路灯的建议",
        "渔港路至码头一段约 400 米没有路灯，渔民夜里上下船要打手电。\n\n问题：去年以来有人摔伤，附近没有别的路。"
        "\n\n建议：分两批加装太阳能路灯，并纳入日常维护。",
        118,
        6,
        5,
        again=True,
    ),
    Story(
        "关于增开夜班渡轮的建议",
        "末班渡轮 17:30 开出，下班的人赶不上。\n\n建议：每周五、周日加开 20:00 一班，试行三个月。",
        96,
        4,
        3,
    ),
    Story(
        "关于修缮山塘的建议",
        "山塘坝体渗水，汛期前要加固。\n\n建议：列入今年的水利项目，汛期前完工。",
        60,
        3,
    ),
    Story(
        "关于规范电动车停放的建议",
        "楼道停放、充电，消防通道被占。\n\n建议：在小区入口建集中充电棚。",
        9,
        1,
        4,
    ),
    Story("关于延长社区食堂开放时间的建议", "", 1, 0),
)


def add(work: Work, people: Sequence[RepresentativeId], station_id: StationId) -> None:
    """Write them as people would have, day by day."""
    for place, story in enumerate(STORIES):
        _Telling(work, people[place % len(people)], people[(place + 1) % len(people)]).tell(
            story, station_id
        )
    _add_letters(work)


class _Telling:
    """One proposal, from its draft as far as its story has come."""

    def __init__(self, work: Work, lead: RepresentativeId, beside: RepresentativeId) -> None:
        self.work, self.lead, self.beside = work, lead, beside
        self.key: ProposalId | None = None

    def tell(self, story: Story, station_id: StationId) -> None:
        form = by_proposal.ProposalForm(
            story.title,
            content=story.content,
            lead_id=self.lead,
            signer_ids=(self.beside,) if story.content else (),
            people_count=story.people,
            station_id=station_id,
        )
        self.key = proposals_drafts.draft(_at(self.work, story.days), form)
        if story.reached:
            self._put_forward(story.days)
        if story.reached >= 3:
            self._take(proposals_steps.acknowledge, by_proposal.AcknowledgeForm, story.days - 3)
            self._take(
                proposals_steps.hand,
                by_proposal.HandForm,
                story.days - 5,
                unit_name=MAIN,
                assisting=HELPERS,
            )
        if story.reached >= 4:
            self._answer(story.days - 50, "已列入明年计划，资金落实后实施。", "B")
        if story.again:
            self._rate(story.days - 55, BAD, "群众等不到明年冬天，请先装最暗的三处。")
            self._answer(story.days - 75, "最暗的三处已装好并亮灯，其余列入明年计划。", "A")
        if story.reached >= 6:
            self._rate(story.days - 78, GOOD)
            self._take(proposals_steps.close, by_proposal.CloseForm, story.days - 79)

    def _put_forward(self, days: int) -> None:
        self._take(proposals_steps.tick, by_proposal.TickForm, days, rules=ALL)
        signers = (self.beside,)
        self._take(proposals_steps.agree, by_proposal.AgreeForm, days, signer_ids=signers)
        self._take(proposals_steps.submit, by_proposal.SubmitForm, days)

    def _answer(self, days: int, words: str, code: str) -> None:
        form = by_proposal.AnswerForm
        self._take(proposals_steps.answer, form, days, answer=words, answer_class=code)

    def _rate(self, days: int, result: Satisfaction, opinion: str = "") -> None:
        form = by_proposal.RateForm
        self._take(proposals_steps.rate, form, days, work=GOOD, result=result, opinion=opinion)

    def _take(self, step: Callable[..., Any], form: Any, days: int, **given: Any) -> None:
        then = _at(self.work, days)
        step(then, form(proposal_id=self.key, on=then.today, **given))


def _add_letters(work: Work) -> None:
    first = _letter(
        work, 34, "来信", "残疾人坡道被堵", "社区服务中心的坡道停满了车，轮椅进不去。", "缪娟"
    )
    then = _at(work, 30)
    hand = by_letter.LetterHandForm(letter_id=first, on=then.today, unit_name=MAIN)
    letters_steps.hand(then, hand)
    letters_steps.inform(then, _told(first, then))
    then = _at(work, 12)
    done = by_letter.LetterResultForm(letter_id=first, on=then.today, result="已划出禁停区并巡查。")
    letters_steps.handle(then, done)
    letters_steps.close(then, _told(first, then))
    _letter(work, 13, "来访", "园区招工难", "企业缺普工，问有没有专场招聘会。", "竺建")
    _letter(work, 2, "来电", "问安置房进度", "想知道安置房什么时候分。", "")


def _letter(work: Work, days: int, way: str, title: str, content: str, name: str) -> LetterId:  # noqa: PLR0913, PLR0917
    then = _at(work, days)
    form = by_letter.LetterForm(
        then.today, way, content, title, name, "13900002222" if name else ""
    )
    return letters_steps.register(then, form)


def _told(key: LetterId, then: Work) -> by_letter.LetterTellForm:
    return by_letter.LetterTellForm(letter_id=key, on=then.today, how="电话")


def _at(work: Work, days: int) -> Work:
    return replace(work, now=work.now - timedelta(days=days))
