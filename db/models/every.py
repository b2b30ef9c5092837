"""Every row. A new table is added here; `from db.models import …` finds it."""

from sqlalchemy.orm.mapper import _CONFIGURE_MUTEX

from db.models.base import Base
from db.models.first_page import (
    AnswerClass,
    Attendance,
    Draft,
    DutyShift,
    Guidance,
    Matter,
    MatterStep,
    OfficialVisit,
    Reception,
    ReceptionRepresentative,
    ReceptionVisitor,
    Representative,
    Round,
    Seat,
    Setting,
    Station,
    UnsettledName,
    Visitor,
)

with _CONFIGURE_MUTEX:  # a query of another thread configures all of a cluster or nothing
    from db.models.area import Area, AreaAlias, Category, Unit
    from db.models.code import Code
    from db.models.exchange import BookImport, HeadingMapping, ImportedRecord
    from db.models.group import GroupMember, RepresentativeGroup
    from db.models.number import NumberSeries
    from db.models.office import AuditEntry, Correction, Note, User
    from db.models.proposal import Letter, Proposal, ProposalSigner
    from db.models.search import RegisterLine, SearchEntry

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
    "SearchEntry",
    "Seat",
    "Setting",
    "Station",
    "Unit",
    "UnsettledName",
    "User",
    "Visitor",
]
