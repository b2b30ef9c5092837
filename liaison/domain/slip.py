"""接待登记表 as one value: what the visitor reads, signs and may take along."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SlipVisitor:
    name: str
    phone: str
    address: str


@dataclass(frozen=True)
class SlipMatter:
    """`outcome` says what becomes of it: the answer, the unit, or where it is guided to."""

    number: str
    title: str
    content: str
    category: str
    outcome: str
    query: str = ""
    """The 查询码 in groups; "" where no portal answers."""
    query_link: str = ""


@dataclass(frozen=True)
class ReceptionSlip:
    """One reception as it is signed; names are whole, the visitor's words exactly as recorded."""

    station: str
    number: str
    edition: int
    void: bool
    received_on: date
    time: str
    channel: str
    place: str
    visitors: tuple[SlipVisitor, ...]
    head_count: int
    village: str
    representatives: str
    officials: str
    words: str
    summary: str
    matters: tuple[SlipMatter, ...]
    recorder: str
    confidential: bool
    wants_callback: bool
    notice_given: bool
    read_back: bool
    dictated: bool
    corrections: tuple[str, ...] = ()
    """`第 2 版 summary …` lines: which edition changed what, and why."""
