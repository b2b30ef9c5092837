"""The tables that 今日 and the window's frame read.

Only these are declared when the first page is filled. Their classes have relationships to others
that aren't, so no mapper can be configured yet: what is read through this module is read by table
and column, not by class. All else takes its rows from `db.models`, which declares every table.
"""

from typing import TYPE_CHECKING, cast

from db.models.draft import Draft
from db.models.duty import Attendance, DutyShift
from db.models.matter import Matter, Round
from db.models.reception import Reception
from db.models.representative import Representative, Seat
from db.models.setting import Setting
from db.models.station import Station
from db.models.unsettled import UnsettledName

if TYPE_CHECKING:
    from sqlalchemy import Table

attendances = cast("Table", Attendance.__table__)
drafts = cast("Table", Draft.__table__)
matters = cast("Table", Matter.__table__)
receptions = cast("Table", Reception.__table__)
representatives = cast("Table", Representative.__table__)
rounds = cast("Table", Round.__table__)
seats = cast("Table", Seat.__table__)
settings = cast("Table", Setting.__table__)
shifts = cast("Table", DutyShift.__table__)
stations = cast("Table", Station.__table__)
unsettled_names = cast("Table", UnsettledName.__table__)
