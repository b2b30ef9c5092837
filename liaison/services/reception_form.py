"""What comes in when a reception is recorded, and the only place where it is checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from liaison.domain.duty import Slot, slot_of
from liaison.domain.errors import Problem
from liaison.domain.ids import (
    AreaId,
    CategoryId,
    MatterId,
    RepresentativeId,
    StationId,
    UnitId,
    VisitorId,
)
from liaison.domain.matter import DeclineReason, Disposition, Urgency
from liaison.domain.reception import AWAY, Channel, VisitKind, speakers_allowed
from liaison.domain.text import clean, clean_line, clean_name, digits

MOST_WORDS = 20_000
MOST_LINE = 200
MOST_MATTERS = 30
MOST_PEOPLE = 9_999


@dataclass(frozen=True)
class VisitorForm:
    """A speaker. `visitor_id` links somebody who came before."""

    name: str
    phone: str = ""
    area_id: AreaId | None = None
    address: str = ""
    visitor_id: VisitorId | None = None


@dataclass(frozen=True)
class OfficialForm:
    """An official who came to listen."""

    unit: str
    name: str
    post: str = ""


@dataclass(frozen=True)
class MatterForm:
    """One matter and what becomes of it at the desk."""

    title: str
    disposition: Disposition
    content: str = ""
    category_id: CategoryId | None = None
    area_id: AreaId | None = None
    concerns: str = ""
    urgency: Urgency = Urgency.NORMAL
    answer: str = ""
    """What was answered on the spot."""
    unit_id: UnitId | None = None
    unit_name: str = ""
    """Whom it is to be referred to."""
    decline_reason: DeclineReason | None = None
    where_to: str = ""
    """Who handles what the station declines."""
    where_phone: str = ""
    repeat_of_id: MatterId | None = None
    """An open matter that this person comes about again (重复反映): linked, not counted again."""
    merge_into_id: MatterId | None = None
    """A matter of somebody else's that this one joins (并案): counted, and its visitor told, by itself."""


@dataclass(frozen=True)
class ReceptionForm:
    """One visit. The first representative is the lead (主接待)."""

    station_id: StationId
    received_on: date
    channel: Channel
    words: str
    matters: tuple[MatterForm, ...]
    visit_kind: VisitKind = VisitKind.INDIVIDUAL
    visitors: tuple[VisitorForm, ...] = ()
    head_count: int = 1
    companions: str = ""
    area_id: AreaId | None = None
    started: time | None = None
    ended: time | None = None
    slot: Slot | None = None
    place: str = ""
    representatives: tuple[RepresentativeId, ...] = ()
    officials: tuple[OfficialForm, ...] = ()
    summary: str = ""
    recorder: str = ""
    wants_callback: bool = True
    confidential: bool = False
    dictated: bool = False
    notice_given: bool = False
    read_back: bool = False
    from_elsewhere: bool = False
    remark: str = ""
    draft_id: UUID | None = None
    submission_id: UUID | None = None
    """What was sent through the portal, when this is its acceptance."""

    @property
    def in_slot(self) -> Slot:
        """The slot said, else the one that the start falls into."""
        return self.slot or (slot_of(self.started) if self.started else Slot.MORNING)

    def problems(self, today: date) -> tuple[Problem, ...]:
        """Everything that keeps it from being recorded; empty when nothing does."""
        return (
            *self._problems_of_the_visit(today),
            *self._problems_of_the_people(),
            *self._problems_of_the_words(),
            *(
                problem
                for place, matter in enumerate(self.matters)
                for problem in problems_of_matter(matter, f"matters.{place}")
            ),
        )

    def cautions(self) -> tuple[Problem, ...]:
        """What the law or practice advises against, without keeping it from being recorded."""
        found = []
        allowed = speakers_allowed(self.head_count)
        if self.visit_kind is VisitKind.GROUP and len(self.visitors) > allowed:
            found.append(Problem("visitors", "too_many_speakers", {"allowed": allowed}))
        found += [
            Problem(f"visitors.{place}.phone", "odd_phone", {"digits": len(digits(visitor.phone))})
            for place, visitor in enumerate(self.visitors)
            if visitor.phone and not sound_phone(visitor.phone)
        ]
        if not self.notice_given:
            found.append(Problem("notice_given", "notice_missing"))
        return tuple(found)

    def _problems_of_the_visit(self, today: date) -> Iterator[Problem]:
        if self.received_on > today:
            yield Problem("received_on", "in_the_future", {"today": today.isoformat()})
        if self.received_on.year < 1990:
            yield Problem("received_on", "too_long_ago")
        if self.started and self.ended and self.ended < self.started:
            yield Problem("ended", "before_start")
        if self.channel in AWAY and not clean_line(self.place):
            yield Problem("place", "place_missing")
        if len(set(self.representatives)) < len(self.representatives):
            yield Problem("representatives", "named_twice")
        for place, official in enumerate(self.officials):
            if not clean_name(official.name):
                yield Problem(f"officials.{place}.name", "missing")

    def _problems_of_the_people(self) -> Iterator[Problem]:
        if not 1 <= self.head_count <= MOST_PEOPLE:
            yield Problem("head_count", "out_of_range", {"least": 1, "most": MOST_PEOPLE})
        if self.visit_kind is VisitKind.GROUP and self.head_count < 2:
            yield Problem("head_count", "group_of_one")
        if self.visit_kind is not VisitKind.ANONYMOUS and not self.visitors:
            yield Problem("visitors.0.name", "missing")
        if len(self.visitors) > max(self.head_count, 1):
            yield Problem("head_count", "fewer_than_speakers", {"speakers": len(self.visitors)})
        if self.visit_kind is VisitKind.INDIVIDUAL and len(self.visitors) > 1:
            yield Problem("visit_kind", "individual_of_several")
        for place, visitor in enumerate(self.visitors):
            if self.visit_kind is not VisitKind.ANONYMOUS and not clean_name(visitor.name):
                yield Problem(f"visitors.{place}.name", "missing")
            for field in ("name", "phone", "address"):
                if len(getattr(visitor, field)) > MOST_LINE:
                    yield Problem(f"visitors.{place}.{field}", "too_long", {"most": MOST_LINE})

    def _problems_of_the_words(self) -> Iterator[Problem]:
        if not clean(self.words):
            yield Problem("words", "missing")
        for field, most in (("words", MOST_WORDS), ("summary", MOST_WORDS), ("remark", MOST_WORDS)):
            if len(getattr(self, field)) > most:
                yield Problem(field, "too_long", {"most": most})
        for field in ("place", "companions", "recorder"):
            if len(getattr(self, field)) > MOST_LINE:
                yield Problem(field, "too_long", {"most": MOST_LINE})
        if not self.matters:
            yield Problem("matters", "missing")
        if len(self.matters) > MOST_MATTERS:
            yield Problem("matters", "too_many", {"most": MOST_MATTERS})


def problems_of_matter(matter: MatterForm, at: str) -> Iterator[Problem]:
    """What is wrong with one matter; `at` is its place in the form, `matters.0`."""
    if not clean_line(matter.title):
        yield Problem(f"{at}.title", "missing")
    if matter.disposition is Disposition.ANSWERED_ON_THE_SPOT and not clean(matter.answer):
        yield Problem(f"{at}.answer", "missing")
    if matter.disposition is Disposition.DECLINED:
        if matter.decline_reason is None:
            yield Problem(f"{at}.decline_reason", "missing")
        if not clean_line(matter.where_to):
            yield Problem(f"{at}.where_to", "missing")
    for field, most in (("title", MOST_LINE), ("content", MOST_WORDS), ("answer", MOST_WORDS)):
        if len(getattr(matter, field)) > most:
            yield Problem(f"{at}.{field}", "too_long", {"most": most})


def sound_phone(text: str) -> bool:
    """A mobile of 11 digits or a landline of 7 to 12."""
    number = digits(text)
    return len(number) == 11 if number.startswith("1") else 7 <= len(number) <= 12
