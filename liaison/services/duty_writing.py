"""Write a station's planned year: shifts and who sits at them, each change in the trail."""

from dataclasses import dataclass, fields

from db.models import Attendance, DutyShift
from liaison.domain.duty import AttendanceStatus, ShiftStatus
from liaison.domain.ids import RepresentativeId
from liaison.services.duty_draft import SITS, StationDraft, Wanted, has_notice, notice_day, pinned
from liaison.services.duty_trace import touch, unplanned, unseated
from liaison.services.work import Work

GONE_ZH = "接待规则已改，不再安排"
NOT_SERVING_ZH = "不再任职"


@dataclass(frozen=True)
class Written:
    """What planning changed."""

    shifts_added: int = 0
    shifts_changed: int = 0
    shifts_dropped: int = 0
    seats_given: int = 0
    seats_freed: int = 0

    def __add__(self, other: "Written") -> "Written":
        pairs = ((getattr(self, one.name), getattr(other, one.name)) for one in fields(self))
        return Written(*(a + b for a, b in pairs))


def write_draft(work: Work, draft: StationDraft) -> Written:
    """Bring the rows to what was planned."""
    assert draft.found is not None  # a draft is made with its plan
    found = _drop(work, draft)
    for one, slot in zip(draft.wanted, draft.slots, strict=True):
        if one.fixed:
            continue
        found += _shift(work, draft, one)
        assert one.row is not None  # made just now where there was none
        found += _seats(work, draft, one.row, (*one.kept, *draft.found.seated[slot.key]))
    work.session.flush()
    return found


def _drop(work: Work, draft: StationDraft) -> Written:
    """Shifts that no rule asks for go; those that a paper or a request names are cancelled."""
    named = has_notice(work, [row.id for row in draft.gone])
    for row in draft.gone:
        if row.id in named or any(one.id in draft.requested for one in row.attendances):
            row.status, row.cancel_reason = ShiftStatus.CANCELLED, GONE_ZH
            continue
        for one in list(row.attendances):
            _remove(work, row, one)
        unplanned(work, row)
        work.session.delete(row)
    work.session.flush()  # their places are free before others are moved there
    return Written(shifts_dropped=len(draft.gone))


def _shift(work: Work, draft: StationDraft, one: Wanted) -> Written:
    asked = one.asked
    if one.row is None:
        assert asked is not None  # without a row there is what asks for it
        one.row = DutyShift(
            station_id=draft.station_id,
            status=ShiftStatus.PLANNED,
            planned=asked.day >= work.today,  # a day that is past was never on a plan beforehand
            rule_id=asked.rule_id,
            held_on=asked.day,
            slot=asked.slot,
            place=asked.place,
            attendances=[],
        )
        work.session.add(one.row)
        _take(work, one.row, one)
        return Written(shifts_added=1)
    if asked is not None:
        _take(work, one.row, one)
    elif one.row.notice_by is None:
        one.row.notice_by = notice_day(work, one.row.held_on)
    return Written(shifts_changed=int(work.session.is_modified(one.row)))


def _take(work: Work, row: DutyShift, one: Wanted) -> None:
    asked = one.asked
    assert asked is not None  # the callers have looked
    row.held_on, row.slot, row.place = asked.day, asked.slot, asked.place
    row.starts, row.ends, row.seats = asked.starts, asked.ends, asked.seats
    row.meant_on, row.moved_why = asked.meant_on, asked.why
    row.notice_by = notice_day(work, asked.day)


def _seats(
    work: Work, draft: StationDraft, row: DutyShift, people: tuple[RepresentativeId, ...]
) -> Written:
    """Free the seats of those who go, seat those who come; leave stays written."""
    there = {one.representative_id: one for one in row.attendances if one.status in SITS}
    freed = [one for key, one in there.items() if key not in people]
    for one in freed:
        if pinned(one, draft.requested):
            one.status, one.reason = AttendanceStatus.LEAVE, one.reason or NOT_SERVING_ZH
        else:
            _remove(work, row, one)
    new = [key for key in people if key not in there]
    if freed or new:
        touch(work, row)
    place = max((one.position for one in row.attendances), default=-1) + 1
    for offset, key in enumerate(new):
        row.attendances.append(
            Attendance(
                station_id=draft.station_id,
                representative_id=key,
                name=draft.people[key].name,
                position=place + offset,
                status=AttendanceStatus.PLANNED,
                planned=row.planned,
            )
        )
    return Written(seats_given=len(new), seats_freed=len(freed))


def _remove(work: Work, shift: DutyShift, row: Attendance) -> None:
    unseated(work, shift, row)
    shift.attendances.remove(row)
    work.session.delete(row)
