"""One piece of work: one session, one transaction, one actor, one instant."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from liaison.domain.clock import civil


@dataclass(frozen=True)
class Work:
    session: Session
    actor: str
    now: datetime
    """UTC."""
    files: Path | None = None
    """The folder of the attachments; None where an office has no folder of its own."""

    @property
    def today(self) -> date:
        """The date at the stations."""
        return civil(self.now).date()
