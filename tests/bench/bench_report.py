"""The year's report beside a raw canvas that draws the very same strings and lines.

The floor gets every line broken, measured and placed for nothing, and one plain font; ours breaks,
measures, paginates, falls back between fonts, and draws the charts.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from liaison.documents.fonts import DRAWING, REGULAR, font
from liaison.documents.paragraph import lines
from liaison.documents.pdf import A4, Page
from liaison.documents.report_pdf import report_paper, report_pdf
from liaison.domain.report import MonthlyReport
from tests.bench.bench import Bench
from tests.report_sample import sample

RAW = "Bench-Raw"


def benches() -> Iterable[Bench]:
    for matters, rounds in ((1274, 9), (5000, 3)):
        report = sample(matters, people=256, period="2026")
        pages = report_paper(report).pages
        yield Bench(
            f"a year's report with {matters} matters, {len(pages)} pages",
            lambda pages=pages: raw(pages),  # type: ignore[misc]
            lambda report=report: ours(report),  # type: ignore[misc]
            limit=2,
            floor_name="canvas.drawString",
            rounds=rounds,
        )


def ours(report: MonthlyReport) -> None:
    lines.cache_clear()
    report_pdf(report)


def raw(pages: Iterable[Page]) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from resources.assets import font_path

    font(REGULAR)
    if RAW not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(RAW, str(font_path("regular"))))
    options: dict[str, Any] = {"initialFontName": RAW, "pageCompression": 1}
    with DRAWING:
        canvas = Canvas(BytesIO(), pagesize=A4, **options)
        for page in pages:
            for text in page.texts:
                canvas.setFont(RAW, text.size)
                canvas.drawString(text.x, text.y, text.string)
            for rule in page.rules:
                canvas.line(rule.x1, rule.y1, rule.x2, rule.y2)
            canvas.showPage()
        canvas.save()
