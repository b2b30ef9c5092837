"""The papers of a matter's way through the hands, each as one value: what is printed, in words.

Persons are masked or whole as whoever fills the value decides; the papers print what they are given.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ClassWords:
    """A class of answers with the office's own definition, as it is printed."""

    code: str
    name: str
    definition: str


@dataclass(frozen=True)
class ReferralPaper:
    """交办单: one referral of a matter to a unit.

    `office` refers, `station` received; `source` is the matter's number; `printing` counts the
    prints of this slip, this one included; `earlier` says what came before this referral; `stamp`
    stands behind the title of a slip that is no longer in force.
    """

    station: str
    office: str
    phone: str
    number: str
    code: str
    referred_on: date
    round_no: int
    printing: int
    source: str
    received_on: date
    person: str
    person_whole: bool
    urgency: str
    category: str
    place: str
    title: str
    content: str
    unit: str
    assisting: tuple[str, ...]
    period: str
    due_on: date | None
    due_unconfirmed: bool
    return_within: str
    clerk: str
    classes: tuple[ClassWords, ...]
    request: str = ""
    earlier: str = ""
    stamp: str = ""


@dataclass(frozen=True)
class GuidancePaper:
    """引导单: whom to turn to with a matter that is not the station's, and why."""

    station: str
    phone: str
    number: str
    code: str
    printed_on: date
    printing: int
    source: str
    received_on: date
    person: str
    title: str
    reason: str
    explained: str
    where_to: str
    where_address: str
    where_phone: str
    where_hours: str
    remark: str
    clerk: str
    stamp: str = ""


@dataclass(frozen=True)
class FeedbackPaper:
    """征询意见表: what was answered, and what the visitor thinks of it."""

    station: str
    address: str
    phone: str
    number: str
    code: str
    printed_on: date
    printing: int
    round_no: int
    source: str
    received_on: date
    person: str
    title: str
    unit: str
    answered_on: date | None
    answer: str
    answer_class: ClassWords | None
    stamp: str = ""


@dataclass(frozen=True)
class MatterLine:
    """One matter of a printed work list; `late` as in `逾期 3 天`, "" when it isn't."""

    number: str
    title: str
    unit: str
    due_on: date | None
    due_unconfirmed: bool
    state: str
    late: str = ""
    station: str = ""


@dataclass(frozen=True)
class MattersPaper:
    """事项清单: the work list as it stands on the screen, with what it was filtered by."""

    place: str
    filters: tuple[str, ...]
    printed_on: date
    printed_by: str
    lines: tuple[MatterLine, ...]
    with_station: bool = False


GUIDED_ZH = {
    "litigation": "涉法涉诉事项由政法机关依照法律程序办理",
    "arbitration": "已经申请仲裁的事项由仲裁机构依法裁决",
    "review": "行政复议事项由复议机关依法办理",
    "personal_dispute": "当事人之间的私人纠纷，可以协商、申请人民调解，或者依法起诉",
    "running_case": "正在办理的案件由办案机关依法办理，人大代表不干预具体案件",
    "tender": "招标投标事项由招标人和行政监督部门依法处理，人大代表不参与具体招标投标活动",
    "other": "这件事有专门的部门负责办理",
}
"""Why a matter isn't the station's, by DeclineReason (信访工作条例 arts 20, 22, 31; 代表法 art 59)."""


def texts_of(value: object) -> Iterator[str]:
    """Every text of a paper, those inside of tuples and of further values too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_of(getattr(value, field.name))
