"""Keys: UUIDv7, made by the client, so records made offline merge without collision."""

from typing import NewType
from uuid import UUID

AreaId = NewType("AreaId", UUID)
StationId = NewType("StationId", UUID)
RepresentativeId = NewType("RepresentativeId", UUID)
SeatId = NewType("SeatId", UUID)
GroupId = NewType("GroupId", UUID)
VisitorId = NewType("VisitorId", UUID)
ReceptionId = NewType("ReceptionId", UUID)
DutyShiftId = NewType("DutyShiftId", UUID)
AttendanceId = NewType("AttendanceId", UUID)
ActivityId = NewType("ActivityId", UUID)
ContactLinkId = NewType("ContactLinkId", UUID)
MatterId = NewType("MatterId", UUID)
RoundId = NewType("RoundId", UUID)
ReferralId = NewType("ReferralId", UUID)
SlipId = NewType("SlipId", UUID)
AttachmentId = NewType("AttachmentId", UUID)
UnitId = NewType("UnitId", UUID)
CategoryId = NewType("CategoryId", UUID)
ProposalId = NewType("ProposalId", UUID)
LetterId = NewType("LetterId", UUID)
CodeId = NewType("CodeId", UUID)
OfficialLinkId = NewType("OfficialLinkId", UUID)
PosterCopyId = NewType("PosterCopyId", UUID)
SubmissionId = NewType("SubmissionId", UUID)
UserId = NewType("UserId", UUID)
ImportId = NewType("ImportId", UUID)
DraftId = NewType("DraftId", UUID)

StationCode = NewType("StationCode", str)
"""Nine digits of the township plus, where a township has several stations, a suffix: 330902004, 330902004-2."""


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): ordered by the instant it was made."""
    from uuid6 import uuid7

    return UUID(int=uuid7().int)
