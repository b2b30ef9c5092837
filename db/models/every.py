"""Every row, for `db.models`: a new table is added here."""

from db.models.answer_class import AnswerClass
from db.models.area import Area, AreaAlias, Category, Unit
from db.models.base import Base
from db.models.calendar import CalendarDay, CalendarYear
from db.models.code import Code
from db.models.draft import Draft
from db.models.duty import Attendance, DutyShift
from db.models.exchange import BookImport, HeadingMapping, ImportedRecord
from db.models.group import GroupMember, RepresentativeGroup
from db.models.matter import Guidance, Matter, MatterStep, Round, RoundUnit
from db.models.number import NumberSeries
from db.models.office import AuditEntry, Correction, Note, User
from db.models.official_visit import OfficialVisit
from db.models.proposal import Letter, Proposal, ProposalSigner
from db.models.reception import Reception
from db.models.reception_people import ReceptionRepresentative, ReceptionVisitor
from db.models.representative import Representative, Seat
from db.models.search import RegisterLine, SearchEntry
from db.models.setting import Setting
from db.models.station import Station
from db.models.unsettled import UnsettledName
from db.models.visitor import Visitor

__all__ = [
    "AnswerClass",
    "Area",
    "AreaAlias",
    "Attendance",
    "AuditEntry",
    "Base",
    "BookImport",
    "CalendarDay",
    "CalendarYear",
    "Category",
    "Code",
    "Correction",
    "Draft",
    "DutyShift",
    "GroupMember",
    "Guidance",
    "HeadingMapping",
    "ImportedRecord",
    "Letter",
    "Matter",
    "MatterStep",
    "Note",
    "NumberSeries",
    "OfficialVisit",
    "Proposal",
    "ProposalSigner",
    "Reception",
    "ReceptionRepresentative",
    "ReceptionVisitor",
    "RegisterLine",
    "Representative",
    "RepresentativeGroup",
    "Round",
    "RoundUnit",
    "SearchEntry",
    "Seat",
    "Setting",
    "Station",
    "Unit",
    "UnsettledName",
    "User",
    "Visitor",
]
