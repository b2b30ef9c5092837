"""The reports page with a real office: what is chosen is made, shown, saved and printed."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from sqlalchemy import select

from db.models import AuditEntry
from liaison.documents.render import page_count
from liaison.domain.period import Period
from tests.paperwork import Paperwork, a_month
from ui.reports.page import ReportsPage
from ui.reports.periods import periods


@pytest.fixture
def filled(sqlite_office):
    sqlite_office.write(a_month)
    return sqlite_office


@pytest.fixture
def page(qtbot, filled, tasks, context):
    page = ReportsPage(tasks, context)
    qtbot.addWidget(page)
    page.resize(1190, 690)
    page.show()
    ready(qtbot, page)
    return page


def ready(qtbot, page):
    qtbot.waitUntil(lambda: page.save_pdf.isEnabled() and page.preview.has_page, timeout=10_000)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not page._tasks.busy, timeout=10_000)


def test_the_newest_month_with_records_is_shown_first(page):
    assert page.periods.period == Period.parse("2026-02")
    assert page.title.text() == "接待群众情况月报表 · 2026年2月"
    assert "2月1日—2月28日" in page.subtitle.text()
    assert page.preview.where.text().startswith("第 1 / ")


def test_a_quarter_and_a_year_are_one_press_away(qtbot, page):
    page.periods.kind.choose(12)
    page.periods.kind.changed.emit(12)
    ready(qtbot, page)
    assert page.title.text() == "接待群众情况年报表 · 2026年"
    page.open(period="2026Q1")
    ready(qtbot, page)
    assert page.title.text() == "接待群众情况季报表 · 2026年第一季度"


def test_a_month_without_records_can_be_opened_and_prints_noughts(qtbot, page):
    page.open(period="2025-07")
    ready(qtbot, page)
    assert page.title.text().endswith("2025年7月")
    assert "结转＋新增＝去向 0 = 0" in page.checks.said


def test_what_is_unfinished_is_said_beside_the_page(page):
    said = " ".join(page.checks.said)
    assert "编号连续，没有缺号 3 批" in said
    assert "1 人次的姓名还没有核定是哪位代表" in said
    assert page.checks.open == 2
    assert page._checks_card.note.text() == "7 项，差 2 项"


def test_saved_files_are_the_preview_and_the_same_report(qtbot, page, tmp_path):
    page.outlet.save_to(tmp_path / "a.pdf")
    page.outlet.save_to(tmp_path / "a.xlsx")
    qtbot.waitUntil(lambda: (tmp_path / "a.xlsx").exists() and (tmp_path / "a.pdf").exists())
    assert (tmp_path / "a.pdf").read_bytes() == page._made.pdf
    book = openpyxl.load_workbook(BytesIO((tmp_path / "a.xlsx").read_bytes()))
    assert book["明细"].max_row == 5
    assert page.outlet.file_name == "全区人大代表联络站 2026-02 接待群众情况月报表"


def test_a_place_that_cannot_be_written_is_told_in_the_page(qtbot, page, tmp_path):
    (tmp_path / "file").write_text("x")
    page.outlet.save_to(tmp_path / "file" / "a.pdf")
    qtbot.waitUntil(lambda: "没有留下半个文件" in page.message.words)


def test_without_a_printer_the_page_says_what_still_works(page):
    page.print.click()
    assert "可以先存 PDF" in page.message.words
    assert page.save_pdf.isEnabled()


def test_every_page_goes_to_the_printer(qtbot, page, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.outlet.print_to(printer)
    qtbot.waitUntil(lambda: "已送去打印" in page.message.words, timeout=20_000)
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == page.preview.pages.count()


def test_full_names_are_asked_for_and_leave_a_trace(qtbot, page, filled):
    page.checks.full_names.click()
    qtbot.waitUntil(lambda: page._made.report.matters[0].visitor == "周小宁", timeout=10_000)
    ready(qtbot, page)
    actions = filled.read(lambda work: list(work.session.scalars(select(AuditEntry.action))))
    assert "print_names" in actions


def test_guests_never_see_full_names(qtbot, page, context):
    page.checks.full_names.click()
    ready(qtbot, page)
    context.visit(on=True)
    qtbot.waitUntil(lambda: page._made.report.matters[0].visitor == "周**", timeout=10_000)
    ready(qtbot, page)
    assert not page.checks.full_names.isEnabled()


def test_a_new_record_changes_the_report(qtbot, page, tasks):
    before = page._made.report.figures.visits

    def later(work, _):
        desk = Paperwork(work, "新站", "330902006")
        desk.reception(date(2026, 2, 9))

    tasks.write(page, later)
    qtbot.waitUntil(lambda: page._made.report.figures.visits == before + 1, timeout=10_000)
    ready(qtbot, page)


def test_pages_are_turned_with_the_keys_and_the_page_is_zoomed(qtbot, page):
    qtbot.keyClick(page.preview.pages, Qt.Key.Key_Down)
    ready(qtbot, page)
    assert page.preview.number == 1
    small = page.preview.sheet.pixmap().width()
    page.preview.nearer.click()
    qtbot.waitUntil(lambda: page.preview.sheet.pixmap().width() > small)
    page.preview.whole.click()
    qtbot.waitUntil(lambda: page.preview.sheet.pixmap().width() == small)
    ready(qtbot, page)


def test_an_empty_office_says_what_belongs_here(qtbot, sqlite_office, tasks, context):
    page = ReportsPage(tasks, context)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.empty.isVisible)
    assert not page.save_pdf.isEnabled()


def test_periods_run_from_the_last_record_back_to_the_first():
    months = periods(1, date(2025, 11, 3), date(2026, 2, 4))
    assert [month.text for month in months] == ["2026-02", "2026-01", "2025-12", "2025-11"]
    quarters = periods(3, date(2025, 11, 3), date(2026, 2, 4))
    assert [quarter.text for quarter in quarters] == ["2026Q1", "2025Q4"]
