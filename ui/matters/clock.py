"""The clock of a matter as a chip: in words, with a colour that says the same."""

from datetime import date

from liaison.domain.matter import MATTER_STATUS_ZH, OPEN, MatterStatus
from liaison.services.matter_list import MatterRow
from ui.tag import Tag
from ui.theme import State


def clock_tag(row: MatterRow, today: date) -> Tag:
    """The state in words, with the clock of what is still to do."""
    if row.status is MatterStatus.ANSWERED and row.settled_on:
        days = (today - row.settled_on).days
        words = f"已答复 {days} 天，未告知" if days else "今天答复，未告知"
        return Tag(words, State.OVERDUE if days > 5 else State.ATTENTION)
    if row.status in OPEN and row.due_on:
        left = (row.due_on - today).days
        if left < 0:
            return Tag(f"逾期 {-left} 天", State.OVERDUE)
        if left <= 1:
            return Tag("明天到期" if left else "今天到期", State.ATTENTION)
        return Tag(f"还有 {left} 天", State.INFO if left > 5 else State.ATTENTION)
    word = MATTER_STATUS_ZH[row.status]
    settled = row.status in (
        MatterStatus.TOLD,
        MatterStatus.RATED,
        MatterStatus.ARCHIVED,
        MatterStatus.ANSWERED_ON_THE_SPOT,
    )
    return Tag(word, State.GOOD if settled else State.NEUTRAL)
