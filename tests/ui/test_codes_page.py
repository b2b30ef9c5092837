"""The codes page with a real office: what is ticked is proved, shown, saved and printed."""

import shutil
from datetime import UTC, datetime

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from db.engine import open_engine
from db.models import AuditEntry
from liaison.documents import readback
from liaison.documents.render import page_sizes
from liaison.domain.progress import silent
from liaison.office import Office
from liaison.services import codes
from liaison.services.settings import put_setting
from tests.paperwork import Paperwork
from ui.codes.page import CodesPage
from ui.codes.printing import print_pages
from ui.context import Context
from ui.tasks import Tasks

NOON = datetime(2026, 3, 5, 4, tzinfo=UTC)
NAMES = ["钱㛃", "韩䶮", "周𬭎", "吴𬱖", "干𬒗", "张伟", "张伟", "欧阳平玲", "<b>甲"]


def people(work):
    here = Paperwork(work)
    here.station.phone = "0580-2626983"
    for place, name in enumerate(NAMES):
        here.representative(name, position=place)
    there = Paperwork(work, name="金塘镇人大代表联络站", code="330902100")
    there.station.position = 1
    there.representative("王建国")


@pytest.fixture
def tasks(qtbot, tmp_path, migrated_file):
    shutil.copyfile(migrated_file, tmp_path / "liaison.db")
    office = Office(open_engine(f"sqlite:///{tmp_path / 'liaison.db'}"), "李某", lambda: NOON)
    running = Tasks(office)
    yield running
    assert running.finish()
    office.close()


@pytest.fixture
def filled(tasks):
    tasks.office.write(people)
    tasks.office.write(codes.issue_missing)
    return tasks


def show(qtbot, tasks, context=None):
    page = CodesPage(tasks, context or Context())
    qtbot.addWidget(page)
    page.resize(1190, 690)
    page.show()
    return page


def proved(qtbot, page):
    qtbot.waitUntil(lambda: page.save.isEnabled() and page.printing.desk.has_page, timeout=10_000)


def choose(qtbot, page, kind):
    page.printing.gallery.setCurrentRow(page.printing.gallery._place(kind))
    qtbot.waitUntil(lambda: not page.save.isEnabled())
    proved(qtbot, page)


def test_every_code_is_read_back_before_anything_can_be_printed(qtbot, filled):
    page = show(qtbot, filled)
    assert not page.save.isEnabled()
    assert not page.print.isEnabled()
    proved(qtbot, page)
    assert page.printing.inspector.proof.words == "每个码已回读 ✓ 2 / 2"
    choose(qtbot, page, "card-90x54")
    assert page.printing.inspector.proof.words == "每个码已回读 ✓ 10 / 10"
    assert page.print.text() == "打印 3 张"
    assert page.printing.where.text() == "第 1 / 3 张"


def test_only_what_is_ticked_is_prepared(qtbot, filled):
    page = show(qtbot, filled)
    proved(qtbot, page)
    page.printing.none.click()
    qtbot.waitUntil(lambda: "勾选" in page.printing.inspector.proof.accessibleName())
    assert not page.save.isEnabled()
    page.printing.people.setCurrentIndex(page.printing.people.holders.index(0))
    qtbot.keyClick(page.printing.people, Qt.Key.Key_Space)
    proved(qtbot, page)
    assert [one.file_name for one in page.printing.proofing.made] == ["330902004-poster-A4.pdf"]


def test_a_click_on_the_box_ticks_and_a_click_on_the_name_does_not(qtbot, filled):
    page = show(qtbot, filled)
    proved(qtbot, page)
    place = page.printing.people.visualRect(page.printing.people.holders.index(1))
    total = len(page.printing.people.holders.chosen())
    left = place.center()
    left.setX(place.left() + 18)
    qtbot.mouseClick(page.printing.people.viewport(), Qt.MouseButton.LeftButton, pos=left)
    assert len(page.printing.people.holders.chosen()) == total - 1
    qtbot.mouseClick(page.printing.people.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert len(page.printing.people.holders.chosen()) == total - 1
    proved(qtbot, page)


def test_a_person_in_the_list_leads_to_the_page_with_the_card(qtbot, filled):
    page = show(qtbot, filled)
    choose(qtbot, page, "card-90x54")
    page.printing.people.setCurrentIndex(page.printing.people.holders.index(9))
    assert page.printing.where.text() == "第 2 / 3 张"
    page.printing.back.click()
    assert page.printing.where.text() == "第 1 / 3 张"
    proved(qtbot, page)


def test_saved_files_are_the_ones_that_were_proved_and_leave_a_trace(qtbot, filled, tmp_path):
    page = show(qtbot, filled)
    choose(qtbot, page, "card-90x54")
    page.outlet.save_to(tmp_path / "out")
    qtbot.waitUntil(lambda: page.message.words.startswith("已存 2 个 PDF"))
    made = {one.file_name: one.pdf for one in page.printing.proofing.made}
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == made

    def exports(work):
        return work.session.query(AuditEntry).filter_by(action="export").count()

    qtbot.waitUntil(lambda: filled.office.read(exports) == 1)


def test_a_folder_that_cannot_be_written_is_told_in_the_page(qtbot, filled, tmp_path):
    page = show(qtbot, filled)
    proved(qtbot, page)
    (tmp_path / "out").write_text("a file")
    page.outlet.save_to(tmp_path / "out")
    qtbot.waitUntil(lambda: "没有留下半个文件" in page.message.words)


def test_printing_keeps_the_size_and_the_codes(qtbot, filled, tmp_path):
    page = show(qtbot, filled)
    choose(qtbot, page, "poster-A3")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    files = [one.pdf for one in page.printing.proofing.made]
    assert print_pages(files, printer, silent) == 2
    printed = (tmp_path / "printed.pdf").read_bytes()
    for size, whole in zip(page_sizes(printed), page_sizes(files[0]) * 2, strict=True):
        assert size == pytest.approx(whole, abs=2)
    meant = [one.holders[0].payload for one in page.printing.proofing.wanted]
    assert readback.prove(printed, [[payload] for payload in meant]) == 2


def test_a_web_address_set_meanwhile_is_taken_up(qtbot, filled):
    page = show(qtbot, filled)
    proved(qtbot, page)
    assert "不打开网页" in page.subtitle.text()
    web = "https://rd.dinghai.cn"
    filled.write(page, lambda work, _: put_setting(work, "web_address", web))
    qtbot.waitUntil(lambda: page.subtitle.text() == f"扫码打开 {web}")
    proved(qtbot, page)
    text = (
        pypdfium2.PdfDocument(page.printing.proofing.made[0].pdf)[0]
        .get_textpage()
        .get_text_bounded()
    )
    assert "扫一扫" in text


def test_an_address_that_no_code_can_carry_is_told_and_nothing_is_offered(qtbot, filled):
    filled.office.write(lambda work: put_setting(work, "web_address", "https://定海.cn"))
    page = show(qtbot, filled)
    qtbot.waitUntil(lambda: "不能用在码里" in page.message.words)
    assert not page.print.isEnabled()


def test_those_without_a_code_are_counted_and_get_one_at_a_press(qtbot, tasks):
    tasks.office.write(people)
    page = show(qtbot, tasks)
    qtbot.waitUntil(lambda: "还有 12 个" in page.message.words)
    page.issue()
    qtbot.waitUntil(lambda: len(page.printing.people.holders.chosen()) == 12)
    proved(qtbot, page)


def test_an_office_without_stations_says_what_belongs_here(qtbot, tasks):
    page = show(qtbot, tasks)
    qtbot.waitUntil(page.empty.isVisible)
    assert not page.print.isEnabled()


def test_a_code_is_replaced_only_with_a_reason(qtbot, filled):
    page = show(qtbot, filled)
    proved(qtbot, page)
    page.printing.people.setCurrentIndex(page.printing.people.holders.index(0))
    old = page.printing.people.current
    page.printing.inspector.reissue.click()
    page.printing.inspector.confirm.click()
    assert page.printing.inspector._field.problem == "要写原因"
    qtbot.keyClicks(page.printing.inspector.reason, "torn")
    page.printing.inspector.confirm.click()
    qtbot.waitUntil(lambda: old.label in page.message.words)
    qtbot.waitUntil(lambda: page.printing.people.holders.row(0).label != old.label)
    last = page.printing.people.holders.row(page.printing.people.holders.rowCount() - 1)
    assert (last.label, last.withdrawn_reason) == (old.label, "torn")
    proved(qtbot, page)


def test_a_withdrawn_code_can_not_be_ticked(qtbot, filled):
    row = filled.office.read(codes.codes)[1]
    filled.office.write(lambda work: codes.withdraw(work, row.id, "torn"))
    page = show(qtbot, filled)
    proved(qtbot, page)
    holders = page.printing.people.holders
    place = holders.rowCount() - 1
    holders.tick(place)
    assert holders.row(place).id not in holders.chosen()
    page.printing.people.setCurrentIndex(holders.index(place))
    assert not page.printing.inspector.reissue.isVisible()


def test_a_file_is_checked_against_the_register(qtbot, filled, tmp_path):
    page = show(qtbot, filled)
    choose(qtbot, page, "card-90x54")
    (tmp_path / "cards.pdf").write_bytes(page.printing.proofing.made[0].pdf)
    page.outlet.check_file(tmp_path / "cards.pdf")
    qtbot.waitUntil(lambda: "有 9 个码：有效 9 个" in page.message.words)
    row = page.printing.people.holders.row(1)
    filled.office.write(lambda work: codes.withdraw(work, row.id, "torn"))
    page.outlet.check_file(tmp_path / "cards.pdf")
    qtbot.waitUntil(lambda: f"不可再用：{row.whose}" in page.message.words)
    (tmp_path / "no.pdf").write_text("no")
    page.outlet.check_file(tmp_path / "no.pdf")
    qtbot.waitUntil(lambda: "不是能读的" in page.message.words)


def test_the_chosen_station_narrows_the_list(qtbot, filled):
    context = Context()
    page = show(qtbot, filled, context)
    qtbot.waitUntil(lambda: page.printing.people.holders.rowCount() == 12)
    context.choose_station(page.printing.people.holders.row(11).station_id)
    qtbot.waitUntil(lambda: page.printing.people.holders.rowCount() == 2)
    proved(qtbot, page)
    assert page.printing.proofing.made[0].station == "金塘镇人大代表联络站"


def test_the_list_keeps_the_rules_of_its_model(qtbot, qtmodeltester, filled):
    page = show(qtbot, filled)
    proved(qtbot, page)
    qtmodeltester.check(page.printing.people.holders)
