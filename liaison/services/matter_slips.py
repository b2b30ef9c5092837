"""The papers of a matter, filled from the record; each print is counted and written to the trail.

Use them inside `office.write`. Persons are masked unless a slip in full is asked for on purpose,
and those who want secrecy stay unnamed even then (浙江省信访条例 art 26).
"""

from sqlalchemy import select

from db.models import (
    AnswerClass,
    Area,
    Category,
    Guidance,
    Matter,
    MatterStep,
    Reception,
    Referral,
    ReferralUnit,
    Round,
    Slip,
    Station,
)
from liaison.domain.errors import NotFound
from liaison.domain.ids import MatterId, ReferralId
from liaison.domain.masks import CONFIDENTIAL_ZH, mask_in_text, mask_name
from liaison.domain.matter import DECLINE_REASON_ZH, SATISFACTION_ZH, URGENCY_ZH, MatterStatus
from liaison.domain.papers import (
    GUIDED_ZH,
    ClassWords,
    FeedbackPaper,
    GuidancePaper,
    ReferralPaper,
)
from liaison.domain.slip_code import SlipKind
from liaison.domain.span import Span
from liaison.domain.steps import Step
from liaison.services import audit
from liaison.services.calendar import calendar
from liaison.services.settings import setting, span
from liaison.services.steps.referring import add_slip
from liaison.services.work import Work

MOST_OF_EARLIER = 300


def paper_of(
    work: Work, key: MatterId, kind: SlipKind, *, names_full: bool = False
) -> ReferralPaper | GuidancePaper | FeedbackPaper:
    """The slip of a kind that a matter has now. NotFound: there is nothing that it could say."""
    if kind is SlipKind.GUIDANCE:
        return guidance_paper(work, key)
    if kind is SlipKind.FEEDBACK:
        return feedback_paper(work, key)
    last = work.session.scalar(
        select(Referral.id)
        .where(Referral.matter_id == key)
        .order_by(Referral.position.desc())
        .limit(1)
    )
    if last is None:
        raise NotFound("referral_not_found")
    return referral_paper(work, ReferralId(last), names_full=names_full)


def referral_paper(
    work: Work, referral_id: ReferralId, *, names_full: bool = False
) -> ReferralPaper:
    """交办单 of one referral. NotFound: no such one.

    A referral from a book gets its number with its first print.
    """
    referral = work.session.get(Referral, referral_id)
    if referral is None:
        raise NotFound("referral_not_found")
    matter = work.session.get_one(Matter, referral.matter_id)
    reception = work.session.get_one(Reception, matter.reception_id)
    station = work.session.get_one(Station, matter.station_id)
    slip = _slip(work, matter, SlipKind.REFERRAL, referral.round_no, referral)
    _printed(work, slip, names_full=names_full)
    shown = str if names_full else mask_in_text
    return ReferralPaper(
        station=station.name,
        office=str(setting(work, "issuer")),
        phone=station.phone,
        number=slip.number,
        code=slip.code,
        referred_on=referral.referred_on,
        round_no=referral.round_no,
        printing=slip.printed,
        source=matter.number,
        received_on=reception.received_on,
        person=_person(reception, whole=names_full),
        person_whole=names_full and not reception.confidential,
        urgency=URGENCY_ZH[matter.urgency],
        category=_category(work, matter),
        place=_place(work, matter, reception),
        title=shown(matter.title),
        content=shown(matter.content),
        unit=referral.unit_name,
        assisting=_assisting(work, referral),
        period=_period(matter, referral),
        due_on=referral.due_on,
        due_unconfirmed=not calendar(work).is_known(referral.due_on),
        return_within=span(work, "return_within_days").words_zh,
        clerk=_clerk(work, matter, Step.REFER, referral.round_no),
        classes=_classes(work),
        request=shown(referral.request),
        earlier=shown(_earlier(work, matter, referral)),
        stamp=_stamp(matter, referral),
    )


def guidance_paper(work: Work, matter_id: MatterId) -> GuidancePaper:
    """引导单 of a declined matter. NotFound: no such matter, or it was never declined."""
    matter = _matter(work, matter_id)
    if not matter.guidances:
        raise NotFound("guidance_not_found", number=matter.number)
    guidance: Guidance = matter.guidances[-1]
    reception = work.session.get_one(Reception, matter.reception_id)
    station = work.session.get_one(Station, matter.station_id)
    slip = _slip(work, matter, SlipKind.GUIDANCE, guidance.round_no)
    _printed(work, slip, names_full=False)
    return GuidancePaper(
        station=station.name,
        phone=station.phone,
        number=slip.number,
        code=slip.code,
        printed_on=work.today,
        printing=slip.printed,
        source=matter.number,
        received_on=reception.received_on,
        person=_addressed(reception),
        title=mask_in_text(matter.title),
        reason=DECLINE_REASON_ZH[guidance.reason],
        explained=GUIDED_ZH[guidance.reason.value],
        where_to=guidance.where_to,
        where_address="",
        where_phone=guidance.phone,
        where_hours="",
        remark=guidance.remark,
        clerk=work.actor,
        stamp=_stamp(matter),
    )


def feedback_paper(work: Work, matter_id: MatterId) -> FeedbackPaper:
    """征询意见表 of the last answer; numbered with its first print.

    NotFound: no such matter, or nobody has answered it yet.
    """
    matter = _matter(work, matter_id)
    row = next((one for one in reversed(matter.rounds) if one.answered_on is not None), None)
    if row is None:
        raise NotFound("answer_not_found", number=matter.number)
    reception = work.session.get_one(Reception, matter.reception_id)
    station = work.session.get_one(Station, matter.station_id)
    slip = _slip(work, matter, SlipKind.FEEDBACK, row.round_no)
    _printed(work, slip, names_full=False)
    return FeedbackPaper(
        station=station.name,
        address=station.address,
        phone=station.phone,
        number=slip.number,
        code=slip.code,
        printed_on=work.today,
        printing=slip.printed,
        round_no=row.round_no,
        source=matter.number,
        received_on=reception.received_on,
        person=_addressed(reception),
        title=mask_in_text(matter.title),
        unit=row.unit_name,
        answered_on=row.answered_on,
        answer=mask_in_text(row.answer),
        answer_class=next((one for one in _classes(work) if one.code == row.answer_class), None),
        stamp=_stamp(matter),
    )


def _matter(work: Work, key: MatterId) -> Matter:
    matter = work.session.get(Matter, key)
    if matter is None:
        raise NotFound("matter_not_found")
    return matter


def _slip(
    work: Work, matter: Matter, kind: SlipKind, round_no: int, referral: Referral | None = None
) -> Slip:
    """The slip of this round (or referral); made now where a book brought the matter without one."""
    query = select(Slip).where(
        Slip.matter_id == matter.id, Slip.kind == kind, Slip.round_no == round_no
    )
    if referral is not None:
        query = query.where(Slip.referral_id == referral.id)
    found = work.session.scalar(query.order_by(Slip.id.desc()).limit(1))
    if found is not None:
        return found
    of = ReferralId(referral.id) if referral is not None else None
    made = add_slip(work, matter, kind, work.today, of)
    made.round_no = round_no
    return made


def _printed(work: Work, slip: Slip, *, names_full: bool) -> None:
    slip.printed = (slip.printed or 0) + 1
    work.session.flush()
    action = "print_names" if names_full else "print"
    audit.note(
        work,
        action,
        "slip",
        slip.id,
        slip.station_id,
        number=slip.number,
        printing=slip.printed,
        matter_id=str(slip.matter_id),
    )


def _person(reception: Reception, *, whole: bool) -> str:
    """Those who spoke; "" where nobody gave a name."""
    if reception.confidential:
        return CONFIDENTIAL_ZH
    people = [link.visitor for link in reception.visitors]
    if not whole:
        return "、".join(mask_name(person.name) for person in people)
    return "、".join(f"{person.name} {person.phone}".strip() for person in people)


def _addressed(reception: Reception) -> str:
    """How a paper for the visitor's own hands begins; "" where a name must not stand on it."""
    return "" if reception.confidential else _person(reception, whole=False)


def _category(work: Work, matter: Matter) -> str:
    if matter.category_id is None:
        return ""
    category = work.session.get_one(Category, matter.category_id)
    if category.parent_id is None:
        return category.name
    return f"{work.session.get_one(Category, category.parent_id).name} / {category.name}"


def _place(work: Work, matter: Matter, reception: Reception) -> str:
    """Where it is, as far as that doesn't say where somebody who wants secrecy lives."""
    key = matter.area_id or (None if reception.confidential else reception.area_id)
    return work.session.get_one(Area, key).name if key else ""


def _assisting(work: Work, referral: Referral) -> tuple[str, ...]:
    query = select(ReferralUnit.unit_name).where(ReferralUnit.referral_id == referral.id)
    return tuple(work.session.scalars(query.order_by(ReferralUnit.position)))


def _period(matter: Matter, referral: Referral) -> str:
    """The period in words, for as long as the matter's clock still is this referral's."""
    if referral.extended_on is not None:
        first = referral.first_due_on
        return f"已延期（原定{first.year}年{first.month}月{first.day}日）"
    running = matter.due_on == referral.due_on and matter.round_no == referral.round_no
    return Span.parse(matter.clock).words_zh if running and matter.clock else ""


def _clerk(work: Work, matter: Matter, step: Step, round_no: int) -> str:
    """Who took the step in that round; who prints, where a book doesn't tell."""
    query = (
        select(MatterStep.actor)
        .where(
            MatterStep.matter_id == matter.id,
            MatterStep.step == step,
            MatterStep.round_no == round_no,
        )
        .order_by(MatterStep.id.desc())
        .limit(1)
    )
    return work.session.scalar(query) or work.actor


def _classes(work: Work) -> tuple[ClassWords, ...]:
    rows = work.session.scalars(select(AnswerClass).order_by(AnswerClass.position))
    return tuple(ClassWords(row.code, row.name, row.definition) for row in rows)


def _earlier(work: Work, matter: Matter, referral: Referral) -> str:
    """What the round before came to, or why another unit sent the slip back."""
    said = []
    last = next((row for row in matter.rounds if row.round_no == referral.round_no - 1), None)
    if last is not None and last.answered_on is not None:
        said.append(_came_to(last))
    query = select(Referral).where(
        Referral.matter_id == matter.id,
        Referral.round_no == referral.round_no,
        Referral.position < referral.position,
        Referral.returned_on.is_not(None),
    )
    said += [
        f"曾交{row.unit_name}，{row.returned_on:%Y-%m-%d} 退回：{row.return_reason}"
        for row in work.session.scalars(query.order_by(Referral.position))
    ]
    return "\n".join(said)


def _came_to(row: Round) -> str:
    rated = SATISFACTION_ZH[row.satisfaction_result] if row.satisfaction_result else "未评价"
    words = row.answer[:MOST_OF_EARLIER] + ("…" if len(row.answer) > MOST_OF_EARLIER else "")
    kind = f"（{row.answer_class} 类）" if row.answer_class else ""
    return (
        f"第 {row.round_no} 轮由{row.unit_name}于 {row.answered_on:%Y-%m-%d} 答复{kind}，"
        f"反映人对结果{rated}：{words}"
    )


def _stamp(matter: Matter, referral: Referral | None = None) -> str:
    if matter.status is MatterStatus.VOID:
        return "（已作废）"
    return "（已退回）" if referral is not None and referral.returned_on is not None else ""
