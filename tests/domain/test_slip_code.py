"""What a slip's digits say, and that a slip of the finger is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.errors import BadInput
from liaison.domain.slip_code import (
    SLIP_KIND_ZH,
    SlipForm,
    SlipKind,
    SlipReading,
    check_digits,
    grouped,
    read_slip_code,
    read_slip_number,
    slip_code,
    slip_number,
)
from liaison.domain.words import sentence

kinds = st.sampled_from(SlipKind)
divisions = st.from_regex(r"[0-9]{9}", fullmatch=True)
stations = st.builds(
    lambda division, n: division if n == 1 else f"{division}-{n}",
    divisions,
    st.integers(min_value=1, max_value=999),
)
years = st.integers(min_value=1, max_value=9999)
serials = st.integers(min_value=1, max_value=999_999)
codes = st.builds(slip_code, kinds, stations, years, serials)


@given(kinds, stations, years, serials)
def test_a_code_reads_back_as_what_it_was_made_from(kind, station, year, serial):
    code = slip_code(kind, station, year, serial)
    reading = read_slip_code(code)

    assert reading == SlipReading(SlipForm.OURS, code, kind, station, year, serial)
    assert reading.number == slip_number(kind, station, year, serial)


@given(codes)
def test_a_code_is_25_ascii_digits(code):
    assert len(code) == 25
    assert code.isascii()
    assert code.isdigit()


@given(codes)
def test_every_single_wrong_digit_is_caught(code):
    for place, right in enumerate(code):
        for wrong in set("0123456789") - {right}:
            spoilt = code[:place] + wrong + code[place + 1 :]
            assert read_slip_code(spoilt).form is not SlipForm.OURS, (place, wrong)


@given(codes)
def test_every_swap_of_neighbours_is_caught(code):
    for place in range(24):
        one, other = code[place : place + 2]
        if one != other:
            spoilt = code[:place] + other + one + code[place + 2 :]
            assert read_slip_code(spoilt).form is not SlipForm.OURS, place


@given(codes, st.integers(min_value=0, max_value=24))
def test_a_digit_too_few_or_too_many_is_no_slip_of_ours(code, place):
    for spoilt in (code[:place] + code[place + 1 :], code[:place] + "7" + code[place:]):
        assert read_slip_code(spoilt) == SlipReading(SlipForm.FOREIGN)


@given(st.text())
def test_any_text_can_be_read_and_none_raises(text):
    assert read_slip_code(text).form in SlipForm


@given(codes)
def test_blanks_and_full_width_digits_do_no_harm(code):
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    for written in (grouped(code), f"  {code}\r\n", wide, "\u3000".join(wide)):
        assert read_slip_code(written) == read_slip_code(code)


@given(st.sets(st.tuples(kinds, stations, years, serials), min_size=2, max_size=20))
def test_different_slips_have_different_codes(slips):
    assert len({slip_code(*slip) for slip in slips}) == len(slips)


def test_the_check_digits_are_those_of_the_standard():
    assert check_digits("794") == "44"  # the example of ISO 7064 clause 7.3
    assert int("794" + "44") % 97 == 1


def test_the_numbers_for_people():
    assert slip_number(SlipKind.REFERRAL, "330902004", 2026, 12) == "330902004-2026-J000012"
    assert slip_number(SlipKind.GUIDANCE, "330902004-2", 2026, 3) == "330902004-2-2026-Y000003"
    assert slip_number(SlipKind.FEEDBACK, "330902004", 2026, 1) == "330902004-2026-F000001"
    assert SLIP_KIND_ZH[SlipKind.REFERRAL] == "交办单"
    assert grouped(slip_code(SlipKind.REFERRAL, "330902004", 2026, 12))[:29] == (
        "13309 02004 00120 26000 012" + check_digits("13309020040012026000012")
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "330902004-2026-000123",
        "330902004-012-4",
        "urn:x-liaison:s:0123456789abcdefg",
        "6901234567892",
        "9" * 25,
        "0" * 25,
        "一" * 25,
        "1" * 10_000,
    ],
)
def test_what_is_no_slips_code_is_told_apart(text):
    assert read_slip_code(text).form is SlipForm.FOREIGN


def test_a_sound_sum_over_a_serial_of_nought_is_not_ours():
    body = "1330902004" + "001" + "2026" + "000000"
    assert read_slip_code(body + check_digits(body)).form is SlipForm.FOREIGN


@given(kinds, stations, years, serials)
def test_a_number_for_people_can_be_typed_in_any_width_and_case(kind, station, year, serial):
    number = slip_number(kind, station, year, serial) if year > 999 else ""
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in number)
    for text in (number, number.lower(), f" {wide} "):
        assert read_slip_number(text) == ((kind, number) if number else None)
    assert read_slip_number(slip_code(kind, station, year, serial)) is None


@pytest.mark.parametrize("code", ["", "33090200", "330902004-", "330902004-1", "330902004-1000"])
def test_a_station_code_of_another_form_gets_no_slip(code):
    with pytest.raises(BadInput) as caught:
        slip_code(SlipKind.REFERRAL, code, 2026, 1)
    assert "编码" in sentence(caught.value)


def test_a_millionth_slip_is_refused():
    with pytest.raises(BadInput, match="slip_number_spent"):
        slip_code(SlipKind.REFERRAL, "330902004", 2026, 1_000_000)
