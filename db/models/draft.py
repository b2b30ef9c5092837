"""What was begun and is not recorded yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, OfStation


class Draft(Keyed, OfStation, Base):
    """What somebody has typed and not recorded yet."""

    __tablename__ = "draft"
    kind: Mapped[str]
    actor: Mapped[str] = mapped_column(info=PERSONAL)
    saved_at: Mapped[datetime]
    content: Mapped[dict[str, Any]] = mapped_column(JSON, info=PERSONAL)
