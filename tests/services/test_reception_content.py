import json
from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import pytest

from liaison.domain.matter import DeclineReason, Disposition, Urgency
from liaison.domain.reception import Channel, VisitKind
from liaison.services.reception_content import content_of, form_of, is_blank
from liaison.services.reception_form import MatterForm, OfficialForm, ReceptionForm, VisitorForm

BLANK = ReceptionForm(
    station_id=uuid4(),
    received_on=date(2026, 3, 5),
    channel=Channel.ON_SITE,
    words="",
    matters=(MatterForm("", Disposition.REFERRED),),
    visitors=(VisitorForm(""),),
    representatives=(uuid4(),),
    started=time(13, 46),
)
FULL = replace(
    BLANK,
    visit_kind=VisitKind.GROUP,
    head_count=8,
    visitors=(VisitorForm("欧阳𬱖", "13800006214", uuid4(), "三弄", uuid4()), VisitorForm("周某")),
    officials=(OfficialForm("区住建局", "赵某", "科长"),),
    words="阿拉六幢\n电梯",
    matters=(
        MatterForm("电梯停工", Disposition.REFERRED, urgency=Urgency.URGENT, unit_id=uuid4()),
        MatterForm(
            "借款",
            Disposition.DECLINED,
            decline_reason=DeclineReason.PERSONAL_DISPUTE,
            where_to="站",
        ),
    ),
    notice_given=True,
    draft_id=uuid4(),
)


@pytest.mark.parametrize("form", [BLANK, FULL])
def test_a_form_comes_back_from_json_as_it_was(form):
    assert form_of(json.loads(json.dumps(content_of(form)))) == form


def test_keys_of_another_version_are_passed_over():
    assert form_of(content_of(FULL) | {"weather": "晴"}) == FULL


@pytest.mark.parametrize("content", [{}, {"station_id": 7}, content_of(FULL) | {"matters": 3}])
def test_a_damaged_draft_is_told_by_value_error(content):
    with pytest.raises(ValueError):
        form_of(content)


def test_what_was_filled_in_by_itself_is_blank_and_one_character_is_not():
    assert is_blank(BLANK)
    assert not is_blank(replace(BLANK, words="阿"))
    assert not is_blank(replace(BLANK, visitors=(VisitorForm("林"),)))
    assert not is_blank(
        replace(BLANK, matters=(MatterForm("", Disposition.REFERRED, answer="好"),))
    )
