"""QR symbols, module for module, against two other makers."""

import random
import string

import pytest
import qrcode
import qrcodegen
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_Q

from liaison.documents import qr
from liaison.documents.qr import Level
from liaison.domain import codes
from liaison.domain.codes import CodeKind
from liaison.domain.errors import BadInput

LEVELS = {Level.Q: ERROR_CORRECT_Q, Level.H: ERROR_CORRECT_H}
ORACLE_LEVELS = {Level.Q: qrcodegen.QrCode.Ecc.QUARTILE, Level.H: qrcodegen.QrCode.Ecc.HIGH}


def _payloads(seed, count):
    draw = random.Random(seed)
    symbols = string.ascii_letters + string.digits + "-_/:.?=&"
    for i in range(count):
        kind = i % 5
        if kind == 0:
            yield codes.payload(draw.choice(list(CodeKind)), codes.new_token())
        elif kind == 1:
            yield "https://" + "".join(draw.choices(symbols, k=draw.randint(1, 90)))
        elif kind == 2:
            yield str(draw.randint(1, 10 ** draw.randint(1, 60)))
        elif kind == 3:
            yield (
                "".join(
                    draw.choices(
                        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", k=draw.randint(1, 80)
                    )
                )
                + "A"
            )
        else:
            yield "来访登记王䶮" + "".join(draw.choices(symbols, k=draw.randint(0, 500)))


def _reference(text, level, version=None, mask=None):
    code = qrcode.QRCode(
        version=version, error_correction=LEVELS[level], mask_pattern=mask, border=0
    )
    code.add_data(text, optimize=0)
    code.make(fit=version is None)
    return code.version, [[bool(module) for module in row] for row in code.modules]


@pytest.mark.parametrize("level", list(Level))
def test_symbols_equal_those_of_the_qrcode_package_module_for_module(level):
    for text in _payloads(7, 60):
        ours = qr.symbol(text, level)
        assert (ours.version, ours.rows()) == _reference(text, level), text


@pytest.mark.parametrize("level", list(Level))
def test_symbols_equal_those_of_a_second_maker_under_one_of_its_masks(level):
    for text in _payloads(11, 15):
        ours = qr.symbol(text, level)
        if text.isdigit():
            segment = qrcodegen.QrSegment.make_numeric(text)
        elif qrcodegen.QrSegment.is_alphanumeric(text):
            segment = qrcodegen.QrSegment.make_alphanumeric(text)
        else:
            segment = qrcodegen.QrSegment.make_bytes(text.encode())
        theirs = []
        for mask in range(8):
            code = qrcodegen.QrCode.encode_segments(
                [segment], ORACLE_LEVELS[level], ours.version, ours.version, mask, False
            )
            size = range(code.get_size())
            theirs.append([[code.get_module(x, y) for x in size] for y in size])
        assert ours.rows() in theirs


@pytest.mark.parametrize("web", ["", "https://rd.dinghai.cn", "https://abcdefghij.gov.cn"])
def test_our_codes_stay_within_version_4_at_level_q_or_better(web):
    symbol = qr.symbol(codes.payload(CodeKind.STATION, codes.new_token(), web))
    assert symbol.version <= 4
    assert symbol.level in (Level.Q, Level.H)


def test_the_longest_payload_fits_version_4():
    assert qr.symbol("x" * codes.PAYLOAD_MOST).version == 4


def test_the_higher_level_is_taken_where_it_costs_nothing():
    assert qr.symbol("x" * 34).level is Level.H
    assert qr.symbol("x" * 35).level is Level.Q


def test_a_text_too_long_for_any_symbol_is_refused():
    with pytest.raises(BadInput, match="code_too_long"):
        qr.symbol("x" * 3000)


def test_a_text_that_just_fits_the_largest_symbol_is_encoded():
    text = "x" * 1273
    assert (40, qr.symbol(text, Level.H).rows()) == _reference(text, Level.H)
