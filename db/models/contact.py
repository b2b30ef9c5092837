"""双联系: committee members keep contact with representatives, representatives with voters."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, OfStation, Versioned
from liaison.domain.duty import ContactKind
from liaison.domain.ids import AreaId, ContactLinkId, RepresentativeId


class ContactLink(Keyed, OfStation, Versioned, Base):
    """Who keeps contact with whom; a voter or household stands in words."""

    __tablename__ = "contact_link"
    kind: Mapped[ContactKind]
    representative_id: Mapped[RepresentativeId] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    """Who keeps the contact: a committee member, or the representative."""
    other_id: Mapped[RepresentativeId | None] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    name: Mapped[str] = mapped_column(default="", info=PERSONAL)
    phone: Mapped[str] = mapped_column(default="", info=PERSONAL)
    area_id: Mapped[AreaId | None] = mapped_column(ForeignKey("area.id"))
    household: Mapped[bool] = mapped_column(default=False)
    since_on: Mapped[date]
    ended_on: Mapped[date | None]


class ContactLog(Keyed, OfStation, Base):
    __tablename__ = "contact_log"
    link_id: Mapped[ContactLinkId] = mapped_column(ForeignKey("contact_link.id"), index=True)
    contacted_on: Mapped[date]
    how: Mapped[str] = mapped_column(default="")
    content: Mapped[str] = mapped_column(default="", info=PERSONAL)
    actor: Mapped[str] = mapped_column(default="", info=PERSONAL)
