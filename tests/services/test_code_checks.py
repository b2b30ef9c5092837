"""What a code found somewhere is, told apart for all three sources and for labels typed by hand."""

import string

import pytest

from db.models import Representative
from liaison.domain import codes as form
from liaison.domain.codes import CodeSource, Standing
from liaison.domain.representative import RepresentativeStatus
from liaison.services import codes
from liaison.services.code_checks import check
from liaison.services.enrolment import StatusForm, change_status
from tests.paperwork import Paperwork

LINK = "https://zjrd.example.gov.cn/c/AbC123"


@pytest.fixture
def row(office):
    """The code of one representative."""

    def people(work):
        here = Paperwork(work)
        here.station.phone, here.station.reception_rule = "0580-2626983", "每周三上午"
        here.representative("钱㛃")
        codes.issue_missing(work)
        return codes.codes(work)[1]

    return office.write(people)[0]


def one(office, text):
    return office.read(lambda work: check(work, [text]))[0]


def test_facts_are_told_by_their_label_and_compared_with_the_register(office, row):
    found = one(office, row.facts)
    assert (found.standing, found.source, found.code) == (Standing.VALID, CodeSource.FACTS, row)
    forged = row.facts.replace("0580-2626983", "0580-6666666")
    assert one(office, forged).standing is Standing.CHANGED
    garbled = "??\\xe5 ?? 9:00 " + row.label
    assert one(office, garbled).code == row


def test_a_label_may_be_typed_with_full_width_and_small_letters(office, row):
    wide = row.label.translate({ord(a): ord(a) + 0xFEE0 for a in string.digits + "X"})
    for text in (row.label, row.label.lower(), wide.replace("-", "—"), f" {row.label} "):
        found = one(office, text)
        assert (found.standing, found.code, found.source) == (Standing.VALID, row, None)


def mistakes(text, symbols):
    for place, right in enumerate(text):
        for wrong in symbols:
            if wrong != right:
                yield text[:place] + wrong + text[place + 1 :]
    for place in range(len(text) - 1):
        if text[place] != text[place + 1]:
            yield text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def test_every_wrong_digit_and_every_swap_of_neighbours_in_a_label_is_told_as_mistyped(office, row):
    wrong = list(mistakes(row.label, string.digits))
    found = office.read(lambda work: check(work, wrong))
    assert len(wrong) > 140
    assert {each.standing for each in found} == {Standing.WRONG_CHECK}


def test_every_wrong_symbol_and_every_swap_in_a_token_is_told_as_mistyped(office, row):
    prefix, token = row.payload[:-17], row.payload[-17:]
    wrong = [prefix + text for text in mistakes(token, "0123456789abcdefghjkmnpqrstvwxyz")]
    found = office.read(lambda work: check(work, wrong))
    assert {each.standing for each in found} == {Standing.WRONG_CHECK}


def test_a_sound_label_that_was_never_given_out_is_unknown(office, row):
    assert one(office, form.label("330902004", 998)).standing is Standing.UNKNOWN
    assert one(office, f"电话0580-1 编号{form.label('330902009', 1)}").standing is Standing.UNKNOWN


@pytest.mark.parametrize("text", ["电话 0580-1234567", "ISBN 978-7-121-15535-2", "", LINK])
def test_other_texts_are_foreign(office, row, text):
    assert one(office, text).standing is Standing.FOREIGN


def test_a_withdrawn_label_and_facts_say_so_with_the_reason(office, row):
    office.write(
        lambda work: change_status(
            work,
            row.representative_id,
            StatusForm(RepresentativeStatus.ENDED, work.today, "调离本行政区域"),
            1,
        )
    )
    for text in (row.label, row.facts):
        found = one(office, text)
        assert (found.standing, found.reason) == (Standing.WITHDRAWN, "资格终止")
    assert office.read(lambda work: work.session.get(Representative, row.representative_id)).name
