"""Begin and end contacts, log them, and turn what was heard into a reception."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.models import Area, ContactLink, ContactLog
from liaison.domain.duty import ContactKind
from liaison.domain.errors import Conflict, InvalidForm, Problem
from liaison.domain.ids import AreaId, ContactLinkId, DraftId, RepresentativeId, new_id
from liaison.domain.matter import Disposition
from liaison.domain.reception import Channel
from liaison.domain.text import clean, clean_line, clean_name, digits
from liaison.services.contacts import link_of
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.representatives import known
from liaison.services.work import Work

MOST_LINE = 200
MOST_WORDS = 5_000
OLDEST = date(1990, 1, 1)
WAYS = ("走访", "电话", "座谈", "接待", "微信", "书面")
"""How somebody is contacted; any other words may be typed."""
CHANNELS = {"电话": Channel.PHONE, "微信": Channel.LETTER, "书面": Channel.LETTER}


@dataclass(frozen=True)
class LinkForm:
    """Who is to keep contact with whom: a representative, or a voter or household in words."""

    kind: ContactKind
    keeper_id: RepresentativeId
    since_on: date
    other_id: RepresentativeId | None = None
    name: str = ""
    phone: str | None = ""
    """None leaves the phone that is known."""
    area_id: AreaId | None = None
    household: bool = False

    def problems(self, today: date) -> tuple[Problem, ...]:
        found = []
        if self.kind is ContactKind.COMMITTEE:
            if self.other_id is None:
                found.append(Problem("other", "missing"))
            elif self.other_id == self.keeper_id:
                found.append(Problem("other", "contact_with_oneself"))
        elif not clean_name(self.name):
            found.append(Problem("name", "missing"))
        elif len(self.name) > MOST_LINE:
            found.append(Problem("name", "too_long", {"most": MOST_LINE}))
        if self.phone and self.phone.strip() and not digits(self.phone):
            found.append(Problem("phone", "odd_phone", {"digits": 0}))
        return (*found, *_day("since_on", self.since_on, today))


@dataclass(frozen=True)
class LogForm:
    """One contact: when, how, what about."""

    contacted_on: date
    how: str
    content: str = ""

    def problems(self, today: date) -> tuple[Problem, ...]:
        found = [] if clean_line(self.how) else [Problem("how", "missing")]
        if len(self.how) > MOST_LINE:
            found.append(Problem("how", "too_long", {"most": MOST_LINE}))
        if len(self.content) > MOST_WORDS:
            found.append(Problem("content", "too_long", {"most": MOST_WORDS}))
        return (*found, *_day("contacted_on", self.contacted_on, today))


def begin(work: Work, form: LinkForm) -> ContactLinkId:
    """Begin a contact. InvalidForm: a name is missing, or these two keep contact already."""
    problems = form.problems(work.today)
    if not problems and _exists(work, form):
        field = "other" if form.kind is ContactKind.COMMITTEE else "name"
        problems = (Problem(field, "contact_twice"),)
    if problems:
        raise InvalidForm(problems)
    keeper = known(work, form.keeper_id)
    is_voter = form.kind is ContactKind.VOTER
    if not is_voter and form.other_id is not None:
        known(work, form.other_id)
    row = ContactLink(
        station_id=keeper.station_id,
        kind=form.kind,
        representative_id=form.keeper_id,
        other_id=None if is_voter else form.other_id,
        name=clean_name(form.name) if is_voter else "",
        phone=clean_line(form.phone or "") if is_voter else "",
        area_id=form.area_id if is_voter else None,
        household=is_voter and form.household,
        since_on=form.since_on,
    )
    work.session.add(row)
    work.session.flush()
    return ContactLinkId(row.id)


def end(work: Work, key: ContactLinkId, on: date, version: int) -> None:
    """End a contact; it and its log stay. InvalidForm: a day before it began, or to come."""
    row = _standing(work, key, version)
    problems = _day("on", on, work.today)
    if on < row.since_on:
        problems = (Problem("on", "before_contact", {"day": row.since_on.isoformat()}),)
    if problems:
        raise InvalidForm(problems)
    row.ended_on = on
    work.session.flush()


def log(work: Work, key: ContactLinkId, form: LogForm) -> None:
    """Note that somebody was contacted. InvalidForm: no way, a day to come or before it began."""
    row = _standing(work, key)
    problems = form.problems(work.today)
    if not problems and form.contacted_on < row.since_on:
        day = row.since_on.isoformat()
        problems = (Problem("contacted_on", "before_contact", {"day": day}),)
    if problems:
        raise InvalidForm(problems)
    work.session.add(
        ContactLog(
            station_id=row.station_id,
            link_id=key,
            contacted_on=form.contacted_on,
            how=clean_line(form.how),
            content=clean(form.content),
            actor=work.actor,
        )
    )
    work.session.flush()


def _standing(work: Work, key: ContactLinkId, version: int | None = None) -> ContactLink:
    row = link_of(work, key)
    if row.ended_on is not None:
        raise Conflict("contact_ended", day=row.ended_on.isoformat())
    if version is not None and row.version != version:
        raise Conflict
    return row


def _exists(work: Work, form: LinkForm) -> bool:
    query = select(ContactLink.id).where(
        ContactLink.kind == form.kind,
        ContactLink.representative_id == form.keeper_id,
        ContactLink.ended_on.is_(None),
    )
    if form.kind is ContactKind.COMMITTEE:
        query = query.where(ContactLink.other_id == form.other_id)
    else:
        query = query.where(
            ContactLink.name == clean_name(form.name),
            ContactLink.phone == clean_line(form.phone or ""),
        )
    return work.session.scalar(query.limit(1)) is not None


def _day(field: str, day: date, today: date) -> tuple[Problem, ...]:
    if day > today:
        return (Problem(field, "in_the_future", {"today": today.isoformat()}),)
    if day < OLDEST:
        return (Problem(field, "too_early", {"first": OLDEST.isoformat()}),)
    return ()


def as_reception(work: Work, key: ContactLinkId, form: LogForm) -> DraftId:
    """Put what was heard from a voter into the draft of a reception, to be completed and recorded.

    By telephone or in writing it opens no session; heard elsewhere it is 流动接待. NotFound: no such
    contact. InvalidForm: a wrong day. Conflict: the contact is one between representatives.
    """
    from liaison.services import drafts
    from liaison.services.reception_content import content_of

    row = link_of(work, key)
    if row.kind is not ContactKind.VOTER:
        raise Conflict("contact_without_voter")
    if problems := form.problems(work.today):
        raise InvalidForm(problems)
    channel = CHANNELS.get(clean_line(form.how), Channel.OUTREACH)
    area = work.session.get(Area, row.area_id) if row.area_id else None
    reception = ReceptionForm(
        station_id=row.station_id,
        received_on=form.contacted_on,
        channel=channel,
        words=clean(form.content),
        matters=(MatterForm(title="", disposition=Disposition.REFERRED),),
        visitors=(VisitorForm(row.name, row.phone, row.area_id),),
        area_id=row.area_id,
        place=area.name if area and channel is Channel.OUTREACH else "",
        representatives=(row.representative_id,),
        remark="双联系中听到",
    )
    draft = DraftId(new_id())
    drafts.keep(work, draft, row.station_id, content_of(reception))
    work.session.flush()
    return draft
