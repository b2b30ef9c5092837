"""A thousand cards, and their proof, beside what the parts cost alone."""

import io
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import qrcode
from qrcode.constants import ERROR_CORRECT_H

from liaison.documents import qr, readback
from liaison.documents.drawing_pdf import drawings_pdf
from liaison.documents.fonts import BOLD, DRAWING, REGULAR, font
from liaison.documents.poster_holder import Holder
from liaison.documents.poster_sheets import meant, sheets
from liaison.documents.poster_template import named
from liaison.documents.render import page_count, page_picture
from liaison.domain import codes
from liaison.domain.codes import CodeKind
from tests.bench.bench import Bench, Level

CARDS = 1000
SOME = 100
A_PAGE = 8
SHOWN = {"photo": False, "phone": True}
MM = 72 / 25.4


def benches() -> Iterable[Bench | Level]:
    holders = _holders()
    texts = [one.payload for one in holders]
    card = named("card-90x54")
    pages = meant(card, holders)
    symbols = [qr.symbol(text, qr.Level.H) for text in texts]
    finished = drawings_pdf("cards", sheets(card, holders))
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
        lambda: _discard(_raw(holders, symbols)),
        lambda: _discard(drawings_pdf("cards", sheets(card, holders))),
        2,
        floor_name="matrices ready, raw drawing",
        rounds=5,
    )
    yield Bench(
        f"{CARDS} cards as PDF",
        lambda: _discard(_plain(holders)),
        lambda: _discard(drawings_pdf("cards", sheets(card, holders))),
        10,
        floor_name="plain qrcode and drawing",
        rounds=2,
        faster=True,
    )
    yield Bench(
        f"{CARDS} cards rendered and read",
        lambda: _render(finished),
        lambda: _discard(readback.prove(finished, pages, damage=False)),
        2,
        floor_name="rendering them",
        rounds=3,
    )
    yield Bench(
        f"{CARDS} cards read again after five damages",
        lambda: _discard(readback.prove(finished, pages, damage=False)),
        lambda: _discard(readback.prove(finished, pages)),
        8,
        floor_name="read once",
        rounds=2,
    )
    yield Level(f"memory of {CARDS} cards, over an empty process", _memory, "MB", 100)


def _holders() -> list[Holder]:
    return [
        Holder(
            f"代表{number}",
            "城东街道代表联络站",
            codes.payload(CodeKind.REPRESENTATIVE, codes.new_token(), "https://rd.dinghai.cn"),
            codes.label("330902004", number),
            date(2026, 3, 2),
            person=True,
            level="区人大代表",
            group="城东街道代表团 第2小组",
            days="每周三上午",
            phone="0580-2626983",
            shown=SHOWN,
        )
        for number in range(CARDS)
    ]


def _lines(one: Holder) -> list[tuple[str, float, str]]:
    """The four lines of Chinese that any maker of these cards would draw."""
    return [
        (one.station, 9, REGULAR),
        (one.name, 21, BOLD),
        (f"{one.level} {one.group}", 9, REGULAR),
        (f"接待日 {one.days} 站里电话 {one.phone}", 7, REGULAR),
    ]


def _canvas(out: io.BytesIO) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    return Canvas(out, invariant=1, initialFontName=REGULAR)  # type: ignore[arg-type]


def _raw(holders: list[Holder], symbols: list[qr.Symbol]) -> bytes:
    """The floor: the symbols are there already, one raw path and four strings a card."""
    out = io.BytesIO()
    with DRAWING:
        font()
        canvas = _canvas(out)
        for start in range(0, CARDS, A_PAGE):
            for place, one in enumerate(holders[start : start + A_PAGE]):
                x, y = (11 + place % 2 * 98) * MM, (210 - place // 2 * 62) * MM
                qr.draw(canvas, symbols[start + place], x + 59 * MM, y, 26 * MM)
                for line, (words, size, name) in enumerate(_lines(one)):
                    canvas.setFont(name, size)
                    canvas.drawString(x, y + 60 - line * 15, words)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def _plain(holders: list[Holder]) -> bytes:
    """As one would write it first: the package's symbol, a rectangle a dark run."""
    out = io.BytesIO()
    with DRAWING:
        font()
        canvas = _canvas(out)
        for start in range(0, CARDS, A_PAGE):
            for place, one in enumerate(holders[start : start + A_PAGE]):
                x, y = (11 + place % 2 * 98) * MM, (210 - place // 2 * 62) * MM
                code = qrcode.QRCode(error_correction=ERROR_CORRECT_H, border=0)
                code.add_data(one.payload, optimize=0)
                code.make()
                module = 26 * MM / code.modules_count
                for row, dark in enumerate(code.modules):
                    for column, on in enumerate(dark):
                        if on:
                            left = x + 59 * MM + column * module
                            canvas.rect(left, y - row * module, module, module, stroke=0, fill=1)
                for line, (words, size, name) in enumerate(_lines(one)):
                    canvas.setFont(name, size)
                    canvas.drawString(x, y + 60 - line * 15, words)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def _by_the_package(texts: list[str]) -> None:
    for text in texts:
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_H, border=0)
        code.add_data(text, optimize=0)
        code.make()


def _by_us(texts: list[str]) -> None:
    for text in texts:
        qr.symbol(text, qr.Level.H)


def _render(pdf: bytes) -> None:
    for number in range(page_count(pdf)):
        page_picture(pdf, number, readback.PROOF_DPI)


def _discard(_made: object) -> None:
    return None


def _memory() -> float:
    """Peak of a process that makes the cards, less that of one that only imports."""
    script = "import sys; from tests.bench.bench_codes import peak; print(peak(sys.argv[1]))"
    made, empty = (
        float(
            subprocess.run(
                [sys.executable, "-c", script, what],
                cwd=Path(__file__).parents[2],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for what in ("make", "nothing")
    )
    return made - empty


def peak(what: str) -> float:
    """Megabytes: the most this process ever held, its parent's not counted."""
    if what == "make":
        drawings_pdf("cards", sheets(named("card-90x54"), _holders()))
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
