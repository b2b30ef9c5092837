"""What a representative heard, day by day, and what became of it; no visitor is named."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from db.models import (
    Matter,
    MatterStep,
    Reception,
    ReceptionRepresentative,
    ReceptionVisitor,
    Representative,
    Round,
    Visitor,
)
from liaison.domain.ids import MatterId
from liaison.domain.masks import mask_in_text, mask_name
from liaison.domain.matter import MatterStatus, Outcome, Satisfaction, Stage
from liaison.domain.own_view import OwnDay, OwnMatter
from liaison.domain.reception import ReceptionStatus
from liaison.domain.steps import Step
from liaison.services.work import Work

MOST_DAYS = 12
MOST_RECEPTIONS = 60
CONFIDENTIAL_ZH = "来访人要求保密的事项"
SEEN_ZH = "看过并确认"
TO_BE_SEEN = frozenset(
    {
        MatterStatus.REGISTERED,
        MatterStatus.AWAITING_REFERRAL,
        MatterStatus.RETURNED,
        MatterStatus.ANSWERED,
    }
)
"""Before a unit gets it, and when its answer is there, the representative's view is wanted."""


def days_of(work: Work, person: Representative) -> tuple[OwnDay, ...]:
    receptions = work.session.execute(
        select(
            Reception.id,
            Reception.received_on,
            Reception.head_count,
            Reception.confidential,
            Reception.station_id,
        )
        .join(ReceptionRepresentative, ReceptionRepresentative.reception_id == Reception.id)
        .where(
            ReceptionRepresentative.representative_id == person.id,
            Reception.status == ReceptionStatus.RECORDED,
        )
        .order_by(Reception.received_on.desc(), Reception.id.desc())
        .limit(MOST_RECEPTIONS)
    ).all()
    matters = _matters(work, person, receptions)
    by_day: dict[date, list[Any]] = defaultdict(list)
    for row in receptions:
        by_day[row.received_on].append(row)
    return tuple(
        OwnDay(
            day,
            len(rows),
            sum(row.head_count for row in rows),
            tuple(one for row in rows for one in matters[row.id]),
        )
        for day, rows in list(by_day.items())[:MOST_DAYS]
    )


def _matters(
    work: Work, person: Representative, receptions: Iterable[Any]
) -> dict[UUID, list[OwnMatter]]:
    heard = {row.id: row for row in receptions}
    names = _visitors(work, list(heard))
    seen = _seen(work, person, list(heard))
    rows = work.session.execute(
        select(
            Matter,
            select(Round.unit_name)
            .where(Round.matter_id == Matter.id)
            .order_by(Round.round_no.desc())
            .limit(1)
            .correlate(Matter)
            .scalar_subquery(),
        )
        .where(Matter.reception_id.in_(heard), Matter.status != MatterStatus.VOID)
        .order_by(Matter.reception_id, Matter.position)
    )
    found: dict[UUID, list[OwnMatter]] = defaultdict(list)
    for row, unit in rows:
        title = _title(row.title, names[row.reception_id])
        if heard[row.reception_id].confidential:
            title = CONFIDENTIAL_ZH
        waits = row.status in TO_BE_SEEN and (row.id, row.round_no) not in seen
        found[row.reception_id].append(
            OwnMatter(
                MatterId(row.id),
                row.version,
                title,
                _words(row, unit or ""),
                _state(work.today, row),
                row.stage,
                row.outcome is Outcome.SETTLED and row.stage is not Stage.UNTOLD,
                waits,
            )
        )
    return found


def _visitors(work: Work, keys: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for key, name in work.session.execute(
        select(ReceptionVisitor.reception_id, Visitor.name)
        .join(Visitor, Visitor.id == ReceptionVisitor.visitor_id)
        .where(ReceptionVisitor.reception_id.in_(keys))
    ):
        found[key].append(name)
    return found


def _title(title: str, names: list[str]) -> str:
    for name in names:
        if len(name) > 1:
            title = title.replace(name, mask_name(name))
    return mask_in_text(title)


def seen_by(name: str) -> str:
    return f"{name}代表{SEEN_ZH}"


def _seen(work: Work, person: Representative, keys: list[UUID]) -> set[tuple[UUID, int]]:
    query = (
        select(MatterStep.matter_id, MatterStep.round_no)
        .join(Matter, Matter.id == MatterStep.matter_id)
        .where(
            Matter.reception_id.in_(keys),
            MatterStep.step == Step.COMMENT,
            MatterStep.remark.startswith(seen_by(person.name), autoescape=True),
            MatterStep.status == Matter.status,
        )
    )
    return {(key, round_no) for key, round_no in work.session.execute(query)}


_BY_CLASS = {"A": "已解决", "B": "列入计划", "C": "已解释"}


def _state(today: date, row: Matter) -> str:
    if row.paused_on is not None:
        return "等群众补充"
    if row.untold_since is not None:
        days = (today - row.untold_since).days
        return f"待告知 {days} 天" if days else "待告知"
    plain = {
        MatterStatus.REFERRED: "正在办",
        MatterStatus.IN_HAND: "正在办",
        MatterStatus.RETURNED: "待交办",
        MatterStatus.REGISTERED: "待交办",
        MatterStatus.AWAITING_REFERRAL: "待交办",
        MatterStatus.ANSWERED_ON_THE_SPOT: "当场答复",
        MatterStatus.DECLINED: "已引导",
        MatterStatus.TURNED_TO_PROPOSAL: "转为建议",
        MatterStatus.MERGED: "已并案",
        MatterStatus.TRACKED: "列入计划",
    }
    return plain.get(row.status) or _BY_CLASS.get(row.answer_class or "", "已办结")


def _words(row: Matter, unit: str) -> str:
    if row.status in (MatterStatus.REFERRED, MatterStatus.IN_HAND):
        return f"{unit or '承办单位'}承办{_until(row, '到期')}"
    if row.status in (MatterStatus.REGISTERED, MatterStatus.AWAITING_REFERRAL):
        return f"已登记{_until(row, '以前交办')}"
    if row.status is MatterStatus.RETURNED:
        return "承办单位退回，要另外交办"
    if row.untold_since is not None:
        return f"{unit}已答复，联络员还没有告诉群众" if unit else "已有结果，联络员还没有告诉群众"
    if row.satisfaction in _RATED:
        return _RATED[row.satisfaction]
    return f"{unit}已答复" if unit else ""


_RATED = {
    Satisfaction.SATISFIED: "群众表示满意",
    Satisfaction.FAIRLY_SATISFIED: "群众基本满意",
    Satisfaction.DISSATISFIED: "群众不满意",
}


def _until(row: Matter, what: str) -> str:
    return f"，{row.due_on.month}月{row.due_on.day}日{what}" if row.due_on else ""
