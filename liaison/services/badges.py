"""Whose badge it is: a representative's code as it was scanned, and why one isn't good."""

from liaison.domain.clock import day_zh
from liaison.domain.codes import CodeKind, Standing
from liaison.domain.errors import BadInput
from liaison.domain.ids import RepresentativeId
from liaison.domain.representative import REPRESENTATIVE_STATUS_ZH, RepresentativeStatus
from liaison.services.code_checks import Checked, check
from liaison.services.representatives import known
from liaison.services.work import Work


def holder(work: Work, text: str) -> RepresentativeId:
    """Whose badge was scanned. BadInput tells what is wrong with it, each case its own sentence."""
    return holder_of(work, check(work, [text])[0])


def holder_of(work: Work, found: Checked) -> RepresentativeId:
    """The same for a code that has been looked up."""
    code = found.code
    if found.standing is Standing.UNKNOWN:
        raise BadInput("badge_unknown")
    if found.standing is Standing.WRONG_CHECK:
        raise BadInput("badge_wrong_check")
    if code is None:
        raise BadInput("badge_foreign")
    if code.kind is not CodeKind.REPRESENTATIVE or code.representative_id is None:
        raise BadInput("badge_of_station", station=code.whose)
    if found.standing is Standing.OTHER_ADDRESS:
        raise BadInput("badge_other_address", name=code.whose)
    must_serve(work, code.representative_id)
    if found.standing is Standing.WITHDRAWN:
        raise _withdrawn(found, code.whose)
    return code.representative_id


def _withdrawn(found: Checked, name: str) -> BadInput:
    on = day_zh(found.withdrawn_on) if found.withdrawn_on else ""
    return BadInput("badge_withdrawn", name=name, day=on, reason=found.reason)


def must_serve(work: Work, key: RepresentativeId) -> None:
    """By hand too, only who serves can sit. BadInput: the mandate has ended or is suspended."""
    row = known(work, key)
    if row.status is RepresentativeStatus.SERVING:
        return
    ended = row.status is RepresentativeStatus.ENDED
    why = row.status_reason or REPRESENTATIVE_STATUS_ZH[row.status]
    on = day_zh(row.status_on) if row.status_on else "此前"
    if ended:
        raise BadInput("badge_ended", name=row.name, day=on, reason=why)
    raise BadInput("badge_suspended", name=row.name, day=on, reason=why)
