"""What codes carry, and how mistakes and forgeries are told from ours."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain import codes
from liaison.domain.codes import CodeKind, Form
from liaison.domain.errors import BadInput

WEB = "https://rd.dinghai.cn"
tokens = st.text(alphabet="0123456789abcdefghjkmnpqrstvwxyz", min_size=16, max_size=16)
kinds = st.sampled_from(CodeKind)
LABELS = [
    codes.label(station, serial)
    for station in ("330902004", "330902004-2", "330902100-12")
    for serial in (0, 1, 12, 110, 999, 1012, 12345)
]


def swaps(text):
    for i in range(len(text) - 1):
        if text[i] != text[i + 1]:
            yield text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def single_errors(text, alphabet):
    for i, right in enumerate(text):
        for wrong in alphabet:
            if wrong != right:
                yield text[:i] + wrong + text[i + 1 :]


def test_a_token_has_eighty_random_bits_and_never_comes_twice():
    drawn = {codes.new_token() for _ in range(2000)}
    assert len(drawn) == 2000
    assert all(len(token) == 16 for token in drawn)
    assert set("".join(drawn)) == set("0123456789abcdefghjkmnpqrstvwxyz")


@given(kinds, tokens, st.sampled_from(["", WEB, WEB + "/", "http://10.1.2.3:8080"]))
def test_a_payload_is_short_ascii_and_reads_back_as_what_it_was(kind, token, web):
    text = codes.payload(kind, token, web)
    assert text.isascii()
    assert len(text) <= 45
    assert codes.read(text, web) == codes.Reading(Form.OURS, kind, token)


def test_with_an_address_it_is_a_link_and_without_one_an_identifier():
    token = "0123456789abcdef"
    assert codes.payload(CodeKind.STATION, token, WEB).startswith(f"{WEB}/s/{token}")
    assert codes.payload(CodeKind.REPRESENTATIVE, token).startswith(f"urn:x-liaison:r:{token}")


@given(kinds, tokens, st.sampled_from(["", WEB]))
def test_every_single_wrong_character_of_the_identifier_is_caught(kind, token, web):
    text = codes.payload(kind, token, web)
    head, tail = text[:-17], text[-17:]
    for wrong in single_errors(tail, string.printable):
        assert codes.read(head + wrong, web).form is Form.WRONG_CHECK, wrong


@given(kinds, tokens)
def test_every_swap_of_neighbours_in_the_identifier_is_caught(kind, token):
    text = codes.payload(kind, token)
    for wrong in swaps(text[-17:]):
        assert codes.read(text[:-17] + wrong).form is Form.WRONG_CHECK, wrong


@given(tokens)
def test_a_station_code_cannot_pass_for_a_representatives(token):
    text = codes.payload(CodeKind.STATION, token)
    assert codes.read(text.replace(":s:", ":r:")).form is Form.WRONG_CHECK


def test_the_check_symbol_is_right_for_every_pair_of_neighbours():
    symbols = "0123456789abcdefghjkmnpqrstvwxyz"
    for position in range(17):
        rest = "0" * (16 - position)
        sums = {
            (a, b): codes.check_symbol("0" * position + a + b + rest)
            for a in symbols
            for b in symbols
        }
        assert all(sums[a, b] != sums[b, a] for a in symbols for b in symbols if a != b)
        assert all(len({sums[a, b] for a in symbols}) == 32 for b in symbols)


def test_a_link_to_another_host_with_our_identifier_is_told_apart():
    text = codes.payload(CodeKind.STATION, codes.new_token(), "https://evil.example")
    assert codes.read(text, WEB).form is Form.OURS_ELSEWHERE


@pytest.mark.parametrize(
    "text", ["", "https://weixin.qq.com/r/abc", "WIFI:S:x;;", "电话 0580-1234567", WEB]
)
def test_other_codes_are_foreign(text):
    assert codes.read(text, WEB).form is Form.FOREIGN


@given(st.text())
def test_any_text_can_be_read(text):
    assert codes.read(text, WEB).form in Form


def test_an_identifier_stays_ours_after_an_address_was_set():
    text = codes.payload(CodeKind.STATION, codes.new_token())
    assert codes.read(text, WEB).form is Form.OURS


@pytest.mark.parametrize(
    "address",
    [
        "rd.dinghai.cn",
        "ftp://x.cn",
        "https://定海.cn",
        "https://a b.cn",
        "https://x.cn/path",
        "javascript:alert(1)",
    ],
)
def test_an_address_that_cannot_stand_in_a_code_is_refused(address):
    with pytest.raises(BadInput) as refused:
        codes.web_base(address)
    assert refused.value.code == "web_address_unusable"


def test_an_address_too_long_for_a_code_is_refused_with_the_most_it_may_have():
    with pytest.raises(BadInput) as refused:
        codes.web_base("https://renda.dinghai.zhoushan.gov.cn")
    assert refused.value.values["most"] == 25


@pytest.mark.parametrize("label", LABELS)
def test_a_label_fits_its_check_digit_and_no_mistake_in_it_passes(label):
    assert codes.is_label(label)
    for wrong in single_errors(label, string.printable):
        assert not codes.is_label(wrong), wrong
    for wrong in swaps(label):
        assert not codes.is_label(wrong), wrong


@given(st.integers(100_000_000, 999_999_999), st.integers(0, 99_999))
def test_no_slip_of_the_pen_passes_in_any_label(station, serial):
    label = codes.label(str(station), serial)
    assert codes.is_label(label)
    assert not any(codes.is_label(wrong) for wrong in single_errors(label, string.digits + "-X"))
    assert not any(codes.is_label(wrong) for wrong in swaps(label))


def test_the_check_digit_is_that_of_identity_cards():
    assert codes.check_digit("11010519491231002") == "X"  # the example of GB 11643
