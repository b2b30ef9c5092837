"""Every row, for `db.models`: a new table is added here."""

from db.models.activity import Activity, ActivityMember, PlannedVisit
from db.models.answer_class import AnswerClass
from db.models.area import Area, AreaAlias, Category, Unit
from db.models.base import Base
from db.models.calendar import CalendarDay, CalendarYear
from db.models.code import Code
from db.models.contact import ContactLink, ContactLog
from db.models.district_series import DistrictSeries
from db.models.draft import Draft
from db.models.duty import Attendance, DutyShift
from db.models.duty_request import DutyRequest
from db.models.duty_rule import DutyException, DutyNotice, DutyRule
from db.models.exchange import BookImport, HeadingMapping, ImportedRecord
from db.models.group import GroupMember, RepresentativeGroup
from db.models.handling import (
    Attachment,
    CannedAnswer,
    Pause,
    Referral,
    ReferralUnit,
    Slip,
    Telling,
)
from db.models.letter import Letter, LetterStep
from db.models.matter import Matter, Round
from db.models.matter_step import Guidance, MatterStep
from db.models.number import NumberSeries
from db.models.office import AuditEntry, Correction, Note, User
from db.models.official_link import OfficialLink
from db.models.official_visit import OfficialVisit
from db.models.performance import PerformanceKind, PerformanceRecord
from db.models.poster_copy import PosterCopy
from db.models.proposal import (
    Proposal,
    ProposalMatter,
    ProposalRound,
    ProposalSigner,
    ProposalStep,
    ProposalUnit,
)
from db.models.reception import Reception
from db.models.reception_people import ReceptionRepresentative, ReceptionVisitor
from db.models.representative import Representative, Seat
from db.models.search import RegisterLine, SearchEntry
from db.models.setting import Setting
from db.models.station import Station
from db.models.station_look import StationLook
from db.models.submission import ProgressCode, Submission
from db.models.unsettled import UnsettledName
from db.models.visitor import Visitor

__all__ = [
    "Activity",
    "ActivityMember",
    "AnswerClass",
    "Area",
    "AreaAlias",
    "Attachment",
    "Attendance",
    "AuditEntry",
    "Base",
    "BookImport",
    "CalendarDay",
    "CalendarYear",
    "CannedAnswer",
    "Category",
    "Code",
    "ContactLink",
    "ContactLog",
    "Correction",
    "DistrictSeries",
    "Draft",
    "DutyException",
    "DutyNotice",
    "DutyRequest",
    "DutyRule",
    "DutyShift",
    "GroupMember",
    "Guidance",
    "HeadingMapping",
    "ImportedRecord",
    "Letter",
    "LetterStep",
    "Matter",
    "MatterStep",
    "Note",
    "NumberSeries",
    "OfficialLink",
    "OfficialVisit",
    "Pause",
    "PerformanceKind",
    "PerformanceRecord",
    "PlannedVisit",
    "PosterCopy",
    "ProgressCode",
    "Proposal",
    "ProposalMatter",
    "ProposalRound",
    "ProposalSigner",
    "ProposalStep",
    "ProposalUnit",
    "Reception",
    "ReceptionRepresentative",
    "ReceptionVisitor",
    "Referral",
    "ReferralUnit",
    "RegisterLine",
    "Representative",
    "RepresentativeGroup",
    "Round",
    "SearchEntry",
    "Seat",
    "Setting",
    "Slip",
    "Station",
    "StationLook",
    "Submission",
    "Telling",
    "Unit",
    "UnsettledName",
    "User",
    "Visitor",
]
