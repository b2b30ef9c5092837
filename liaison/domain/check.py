"""What the doctor found: one line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """`ok`: nothing to do. `text`: what was found and, when not ok, what to do."""

    name: str
    ok: bool
    text: str
