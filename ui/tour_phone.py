"""The tour's citizen: scans a code, writes, and is accepted by the clerk in the window."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from liaison.services.submissions import SubmissionReceipt
    from liaison.services.work import Work
    from ui.tour_steps import Walk

WORDS = "小区南门的路灯坏了一个多月，晚上老人出门看不见，请来修一修。"


def receive_by_phone(walk: "Walk") -> str:
    """Sent as the portal would, read in the queue, accepted through the usual form."""
    tasks = walk.window.tasks
    assert tasks.office is not None
    tasks.office.write(_send)
    walk.window.go("today")
    walk.picture("today-by-phone")
    walk.window.go("submissions")
    page: Any = walk.window.page
    walk.until(lambda: page.record.view is not None)
    walk.picture("submissions")
    page.record.accept.click()
    new: Any = walk.window.page
    walk.until(lambda: new.sheet.isEnabled() and new.form().words == WORDS)
    walk.picture("submission-accepting")
    walk.wait_for(new.recorded, new.save.click)
    walk.picture("submission-accepted")
    return "扫码写来的一件，看过、接收、登记"


def _send(work: "Work") -> "SubmissionReceipt":
    from liaison.services.codes import codes
    from liaison.services.submissions import SubmissionForm, submit

    row = next(row for row in codes(work) if row.representative_id and not row.withdrawn_on)
    form = SubmissionForm(
        uuid4(), row.station_id, WORDS, row.representative_id, place="小区南门", name="李阿姨"
    )
    return submit(work, form)
