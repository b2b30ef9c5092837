"""One file per aggregate; import rows from here."""

from db.models.area import AnswerClass, Area, AreaAlias, Category, Unit
from db.models.base import Base
from db.models.code import Code
from db.models.duty import Attendance, DutyShift, OfficialVisit
from db.models.exchange import BookImport, HeadingMapping, ImportedRecord, UnsettledName
from db.models.matter import Guidance, Matter, MatterStep, Round, RoundUnit
from db.models.office import AuditEntry, Correction, Draft, Note, Setting, User
from db.models.proposal import Letter, Proposal, ProposalSigner
from db.models.reception import Reception, ReceptionRepresentative, ReceptionVisitor
from db.models.representative import GroupMember, Representative, RepresentativeGroup, Seat
from db.models.search import RegisterLine, SearchEntry
from db.models.station import NumberSeries, Station
from db.models.visitor import Visitor

__all__ = [
    "AnswerClass",
    "Area",
    "AreaAlias",
    "Attendance",
    "AuditEntry",
    "Base",
    "BookImport",
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
