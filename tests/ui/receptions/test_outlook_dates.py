from datetime import date

import pytest

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.ids import StationId, new_id
from liaison.domain.matter import Disposition
from liaison.domain.reception import Channel
from liaison.services.desk import Deadlines
from liaison.services.reception_form import MatterForm, ReceptionForm
from ui.receptions.outlook import notes_after_saving

SURE = Deadlines(3, date(2026, 12, 1), 15, date(2026, 12, 22))
GUESSED = Deadlines(3, date(2026, 12, 29), 15, date(2027, 1, 19), answer_guessed=True)


@pytest.mark.parametrize(
    ("deadlines", "disposition", "told"),
    [
        (SURE, Disposition.REFERRED, False),
        (GUESSED, Disposition.REFERRED, True),
        (GUESSED, Disposition.ANSWERED_ON_THE_SPOT, False),
    ],
)
def test_a_promised_day_in_a_year_not_confirmed_is_said_to_be_a_guess(deadlines, disposition, told):
    matter = MatterForm("路灯", disposition)
    day = date(2026, 12, 24)
    form = ReceptionForm(StationId(new_id()), day, Channel.ON_SITE, "灯不亮", (matter,))
    notes = notes_after_saving(form, [], deadlines)
    assert (f"1月19日 周二{GUESSED_ZH}" in notes) is told
