"""Put people on the roster, change what it says of them, suspend or end their mandate."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from db.models import GroupMember, Representative, RepresentativeGroup, Seat
from liaison.domain.errors import Conflict, InvalidForm, Problem
from liaison.domain.ids import GroupId, RepresentativeId, StationId
from liaison.domain.representative import (
    REPRESENTATIVE_STATUS_ZH,
    Gender,
    GroupKind,
    RepresentativeStatus,
    SeatLevel,
)
from liaison.domain.text import clean_line, clean_name, digits
from liaison.services import codes, search
from liaison.services.duty_changes import free_duties
from liaison.services.representatives import known
from liaison.services.search import Entry
from liaison.services.work import Work

MOST_LINE = 200


@dataclass(frozen=True)
class SeatForm:
    level: SeatLevel
    term: str = ""
    constituency: str = ""


@dataclass(frozen=True)
class RepresentativeForm:
    """A person of the roster; `seats` may be empty for somebody not elected yet."""

    station_id: StationId
    name: str
    gender: Gender | None = None
    born: str = ""
    ethnicity: str = ""
    post: str = ""
    phone: str | None = ""
    """None leaves the phone that is known."""
    remark: str = ""
    seats: tuple[SeatForm, ...] = ()

    def problems(self) -> tuple[Problem, ...]:
        found = [] if clean_name(self.name) else [Problem("name", "missing")]
        found += [
            Problem(field, "too_long", {"most": MOST_LINE})
            for field in ("name", "post", "phone", "remark", "ethnicity")
            if len(getattr(self, field) or "") > MOST_LINE
        ]
        if self.phone and self.phone.strip() and not digits(self.phone):
            found.append(Problem("phone", "odd_phone", {"digits": 0}))
        return tuple(found)


@dataclass(frozen=True)
class StatusForm:
    """Suspending (代表法 art 61) and ending (art 62) need a reason; serving again needs none."""

    status: RepresentativeStatus
    on: date
    reason: str = ""

    def problems(self, today: date) -> tuple[Problem, ...]:
        found = []
        if self.status is not RepresentativeStatus.SERVING and not clean_line(self.reason):
            found.append(Problem("reason", "missing"))
        if self.on > today:
            found.append(Problem("on", "in_the_future", {"today": today.isoformat()}))
        return tuple(found)


def enrol(work: Work, form: RepresentativeForm) -> RepresentativeId:
    """Add a person. InvalidForm tells what is wrong."""
    if problems := form.problems():
        raise InvalidForm(problems)
    last = work.session.scalar(
        select(func.max(Representative.position)).where(
            Representative.station_id == form.station_id
        )
    )
    row = Representative(station_id=form.station_id, position=(last or 0) + 1, seats=[])
    _take(row, form)
    _seat(row, form.seats)
    work.session.add(row)
    work.session.flush()
    find_by(work, row)
    return RepresentativeId(row.id)


def amend(work: Work, key: RepresentativeId, form: RepresentativeForm, version: int) -> None:
    """Change the basic facts. Conflict: somebody changed the person since `version`."""
    if problems := form.problems():
        raise InvalidForm(problems)
    row = known(work, key)
    if row.version != version:
        raise Conflict
    _take(row, form)
    work.session.flush()
    find_by(work, row)


def change_status(
    work: Work, key: RepresentativeId, form: StatusForm, version: int
) -> tuple[str, ...]:
    """Suspend, end or let serve again. Nothing of the person's past records changes.

    Whoever no longer serves has no code that stands and no duty ahead: the code is withdrawn, the
    duties are freed at once. Returns their days in words, so that they are told and filled.
    """
    if problems := form.problems(work.today):
        raise InvalidForm(problems)
    row = known(work, key)
    if row.version != version:
        raise Conflict
    row.status = form.status
    row.status_on = form.on
    row.status_reason = clean_line(form.reason)
    work.session.flush()
    codes.withdraw_ended(work)
    if form.status is RepresentativeStatus.SERVING:
        return ()
    return free_duties(work, key, REPRESENTATIVE_STATUS_ZH[form.status])


def find_by(work: Work, row: Representative) -> None:
    """Make a person findable by name, initials and phone tail."""
    text = "\n".join(filter(None, (row.name, row.former_name, row.post)))
    entry = Entry(
        search.REPRESENTATIVE,
        row.id,
        title=row.name,
        text=text,
        station_id=row.station_id,
        names=tuple(filter(None, (row.name, row.former_name))),
        phones=(row.phone,) if row.phone else (),
    )
    search.index(work, [entry])


def join_group(
    work: Work, key: RepresentativeId, kind: GroupKind, name: str, within: str = ""
) -> GroupId:
    """Put a person into a group, which is founded when there is none of this name."""
    group = work.session.scalar(
        select(RepresentativeGroup).where(
            RepresentativeGroup.kind == kind,
            RepresentativeGroup.name == name,
            RepresentativeGroup.within == within,
        )
    )
    if group is None:
        group = RepresentativeGroup(kind=kind, name=name, within=within)
        work.session.add(group)
        work.session.flush()
    row = known(work, key)
    work.session.add(
        GroupMember(group_id=group.id, representative_id=key, station_id=row.station_id)
    )
    return GroupId(group.id)


def _take(row: Representative, form: RepresentativeForm) -> None:
    row.station_id = form.station_id
    row.name = clean_name(form.name)
    row.gender = form.gender
    row.born = clean_line(form.born)
    row.ethnicity = clean_line(form.ethnicity)
    row.post = clean_line(form.post)
    if form.phone is not None:
        row.phone = digits(form.phone)
    row.remark = clean_line(form.remark)


def _seat(row: Representative, seats: tuple[SeatForm, ...]) -> None:
    for seat in seats:
        row.seats.append(
            Seat(
                station_id=row.station_id,
                level=seat.level,
                level_order=list(SeatLevel).index(seat.level),
                term=clean_line(seat.term),
                constituency=clean_line(seat.constituency),
            )
        )
