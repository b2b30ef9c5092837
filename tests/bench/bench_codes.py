"""A thousand cards, and their proof, beside what the parts cost alone."""

from collections.abc import Iterable
from datetime import date

import qrcode
from liaison.documents.cards_pdf import Card, CardSheet, cards_pdf
from qrcode.constants import ERROR_CORRECT_H

from liaison.documents import qr, readback
from liaison.domain import codes
from liaison.domain.codes import CodeKind
from tests.bench.bench import Bench

CARDS = 1000
SOME = 100


def benches() -> Iterable[Bench]:
    texts = [codes.payload(CodeKind.REPRESENTATIVE, codes.new_token()) for _ in range(CARDS)]
    cards = [
        Card(f"代表{number}", text, codes.label("330902004", number), "区人大代表", "第2小组")
        for number, text in enumerate(texts)
    ]
    sheet = CardSheet("城东街道代表联络站", tuple(cards), date(2026, 3, 2), "每周三上午")
    pages = [texts[i : i + 8] for i in range(0, CARDS, 8)]
    finished = cards_pdf(sheet)
    yield Bench(
        f"{SOME} QR symbols",
        lambda: _by_the_package(texts[:SOME]),
        lambda: _by_us(texts[:SOME]),
        10,
        floor_name="the qrcode package",
        rounds=3,
        faster=True,
    )
    yield Bench(
        f"{CARDS} cards as PDF",
        lambda: _by_us(texts),
        lambda: _discard(cards_pdf(sheet)),
        20,
        floor_name="their symbols alone",
        rounds=3,
    )
    yield Bench(
        f"{CARDS} cards read back",
        lambda: _discard(cards_pdf(sheet)),
        lambda: _discard(readback.prove(finished, pages)),
        4,
        floor_name="making them",
        rounds=3,
    )


def _by_the_package(texts: list[str]) -> None:
    for text in texts:
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_H, border=0)
        code.add_data(text, optimize=0)
        code.make()


def _by_us(texts: list[str]) -> None:
    for text in texts:
        qr.symbol(text, qr.Level.H)


def _discard(_made: object) -> None:
    return None
