"""The wall ledger: which copy of which code hangs where."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, OfStation, Versioned
from liaison.domain.codes import CodeSource
from liaison.domain.ids import CodeId


class PosterCopy(Keyed, OfStation, Versioned, Base):
    """One sheet that was put up, what its code says, and who looked at it last."""

    __tablename__ = "poster_copy"
    code_id: Mapped[CodeId] = mapped_column(ForeignKey("code.id"), index=True)
    """Whose code: the register's own one, whatever `source` the sheet shows."""
    source: Mapped[CodeSource] = mapped_column(default=CodeSource.OWN)
    text: Mapped[str]
    """What the printed code says."""
    template: Mapped[str] = mapped_column(default="")
    """Name of the poster template: poster-A4."""
    place: Mapped[str]
    hung_on: Mapped[date]
    hung_by: Mapped[str] = mapped_column(default="", info=PERSONAL)
    checked_on: Mapped[date | None]
    checked_by: Mapped[str] = mapped_column(default="", info=PERSONAL)
    check_remark: Mapped[str] = mapped_column(default="")
    """What the last round found: faded, torn, covered."""
    taken_down_on: Mapped[date | None]
    taken_down_by: Mapped[str] = mapped_column(default="", info=PERSONAL)
    taken_down_reason: Mapped[str] = mapped_column(default="")
