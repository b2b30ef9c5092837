"""The rows that 今日 and the window's frame read, and what these have relationships to.

Only these tables are declared when the first page is filled. A class of this module has no
relationship to one of the others; that stands on the other side.
"""

from db.models.answer_class import AnswerClass
from db.models.draft import Draft
from db.models.duty import Attendance, DutyShift, OfficialVisit
from db.models.matter import Guidance, Matter, MatterStep, Round
from db.models.reception import Reception, ReceptionRepresentative, ReceptionVisitor
from db.models.representative import Representative, Seat
from db.models.setting import Setting
from db.models.station import Station
from db.models.unsettled import UnsettledName
from db.models.visitor import Visitor

__all__ = [
    "AnswerClass",
    "Attendance",
    "Draft",
    "DutyShift",
    "Guidance",
    "Matter",
    "MatterStep",
    "OfficialVisit",
    "Reception",
    "ReceptionRepresentative",
    "ReceptionVisitor",
    "Representative",
    "Round",
    "Seat",
    "Setting",
    "Station",
    "UnsettledName",
    "Visitor",
]
