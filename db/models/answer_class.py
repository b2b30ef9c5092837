"""The district's classes of answers."""

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class AnswerClass(Base):
    """A class of answers with its printed definition; the district's own table."""

    __tablename__ = "answer_class"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    definition: Mapped[str]
    followed: Mapped[bool] = mapped_column(default=False)
    """Not solved yet: kept in view and answered again (B类跟踪)."""
    position: Mapped[int] = mapped_column(default=0)
