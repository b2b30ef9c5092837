"""The slip of one reception, for signature; that it was printed is written to the trail."""

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.duty import SLOT_ZH
from liaison.domain.ids import ReceptionId
from liaison.domain.matter import DECLINE_REASON_ZH, DISPOSITION_ZH, Disposition, MatterStatus
from liaison.domain.reception import CHANNEL_ZH, ReceptionStatus
from liaison.domain.slip import ReceptionSlip, SlipMatter, SlipVisitor
from liaison.services.code_rows import web_address
from liaison.services.progress_codes import QueryCode, issue
from liaison.services.reception_view import MatterView, ReceptionView, VisitorView, for_slip
from liaison.services.work import Work


def slip(work: Work, key: ReceptionId) -> ReceptionSlip:
    """The slip in clear. Use inside `office.write`, so that the trail is kept; NotFound: no such one."""
    view = for_slip(work, key)
    return ReceptionSlip(
        station=view.station,
        number=view.number,
        edition=view.edition,
        void=view.status is ReceptionStatus.VOID,
        received_on=view.received_on,
        time=_time(view),
        channel=CHANNEL_ZH[view.channel],
        place=view.place,
        visitors=tuple(map(_visitor, view.visitors)),
        head_count=view.head_count,
        village=view.village,
        representatives="、".join(person.name for person in view.representatives),
        officials="、".join(view.officials),
        words=view.words,
        summary=view.summary,
        matters=tuple(_matter(matter, _query(work, matter)) for matter in view.matters),
        recorder=view.recorder,
        confidential=view.confidential,
        wants_callback=view.wants_callback,
        notice_given=view.notice_given,
        read_back=view.read_back,
        dictated=view.dictated,
        corrections=tuple(f"第 {note.edition} 版：{note.why}" for note in view.corrections),
    )


def _time(view: ReceptionView) -> str:
    times = [f"{moment:%H:%M}" for moment in (view.started, view.ended) if moment]
    return "—".join(times) or SLOT_ZH[view.slot]


def _visitor(visitor: VisitorView) -> SlipVisitor:
    return SlipVisitor(visitor.name, visitor.phone, f"{visitor.village}{visitor.address}")


def _matter(matter: MatterView, query: QueryCode | None) -> SlipMatter:
    asked = (query.code, query.link) if query else ()
    return SlipMatter(
        matter.number, matter.title, matter.content, matter.category, _outcome(matter), *asked
    )


def _query(work: Work, matter: MatterView) -> QueryCode | None:
    """Where a portal answers, the visitor takes a code home to ask how the matter stands."""
    return issue(work, matter.id) if web_address(work) else None


def _outcome(matter: MatterView) -> str:
    word = DISPOSITION_ZH[matter.disposition]
    if matter.disposition is Disposition.ANSWERED_ON_THE_SPOT:
        return f"{word}：{matter.answer}" if matter.answer else word
    if matter.disposition is Disposition.REFERRED:
        due = matter.due_on
        awaited = "交办" if matter.status is MatterStatus.AWAITING_REFERRAL else "答复"
        until = f"，{due.year}年{due.month}月{due.day}日前{awaited}" if due else ""
        until += GUESSED_ZH if matter.due_is_guess else ""
        return f"{word}{matter.unit or '承办单位（待定）'}{until}"
    reason = f"（{DECLINE_REASON_ZH[matter.decline_reason]}）" if matter.decline_reason else ""
    where = f"，请到{matter.where_to}" if matter.where_to else ""
    phone = f"，电话 {matter.where_phone}" if matter.where_phone else ""
    return f"{word}{reason}{where}{phone}"
