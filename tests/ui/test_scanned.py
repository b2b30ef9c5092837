"""A paper comes back: one scan, from any page, opens its matter at the step that waits."""

import shutil

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from sqlalchemy import select

from db.models import Code, Matter, Referral
from liaison.domain.ids import MatterId, ReferralId
from liaison.domain.matter import MatterStatus
from liaison.domain.slip_code import SlipKind, slip_code
from liaison.domain.steps import Step
from liaison.services import codes
from liaison.services.matter_slips import referral_paper
from liaison.services.steps import step
from liaison.services.steps.forms import AnswerForm, ReferForm, SignForm, UnitName
from liaison.settings import Settings
from ui.desk import Desk
from ui.finder import Finder
from ui.pages import PAGES

CHECK_WRONG = "校验位不对"


@pytest.fixture
def desk(qtbot, tmp_path, demo_file):
    home = tmp_path / "home"
    home.mkdir()
    shutil.copyfile(demo_file, home / "liaison.db")
    QSettings().setValue("scanner/gap_ms", 5000)  # however slow this machine is just now
    desk = Desk(Settings(home, f"sqlite:///{home / 'liaison.db'}"))
    qtbot.addWidget(desk.window)
    with qtbot.waitSignal(desk.filled, timeout=20_000):
        desk.open()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    quiet(desk, qtbot)
    yield desk
    desk.window.close()
    desk.close()


@pytest.fixture
def slip(desk):
    """A referred matter and its printed slip."""

    def referred(work):
        waiting = select(Matter.id).where(Matter.status == MatterStatus.AWAITING_REFERRAL)
        key = MatterId(work.session.scalars(waiting.order_by(Matter.id)).first())
        step(work, Step.REFER, ReferForm(matter_id=key, unit=UnitName("区住建局")))
        of = select(Referral.id).where(Referral.matter_id == key).order_by(Referral.position)
        return key, referral_paper(work, ReferralId(work.session.scalars(of).all()[-1]))

    return desk.tasks.office.write(referred)[0]


def quiet(desk, qtbot):
    qtbot.wait(5)
    qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)
    qtbot.wait(5)


def scan(desk, qtbot, code):
    handle = desk.window.windowHandle()
    for digit in code:
        QTest.keyClick(handle, digit)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    QApplication.processEvents()
    quiet(desk, qtbot)


def opened(desk):
    """The arguments with which pages are gone to from now on."""
    heard = []
    go = desk.window.go

    def told(name, arguments=None):
        heard.append((name, arguments or {}))
        go(name, arguments)

    desk.window.go = told
    return heard


@pytest.mark.parametrize("page", [entry.name for entry in PAGES if entry.exists()])
def test_a_slip_opens_its_matter_from_every_page(desk, slip, qtbot, page):
    key, paper = slip
    desk.window.go(page)
    quiet(desk, qtbot)
    for editor in desk.window.page.findChildren(QLineEdit):
        if editor.isVisible() and editor.isEnabled() and not editor.isReadOnly():
            editor.setFocus()
            break
    before = (
        editor.text() if (editor := QApplication.focusWidget()) and hasattr(editor, "text") else ""
    )
    heard = opened(desk)
    scan(desk, qtbot, paper.code)

    assert heard == [("matters", {"matter_id": key, "step": Step.SIGN})]
    assert paper.number in desk.window.page.message.words
    assert "下一步：签收" in desk.window.page.message.words
    if hasattr(editor, "text"):
        assert editor.text() == before


def test_the_step_follows_the_matter(desk, slip, qtbot):
    key, paper = slip
    office = desk.tasks.office
    office.write(lambda work: step(work, Step.SIGN, SignForm(matter_id=key)))
    heard = opened(desk)
    scan(desk, qtbot, paper.code)
    assert heard[-1][1]["step"] is Step.ANSWER
    answer = AnswerForm(matter_id=key, answer="已换新灯", answer_class="A")
    office.write(lambda work: step(work, Step.ANSWER, answer))
    scan(desk, qtbot, paper.code)
    assert heard[-1][1]["step"] is Step.TELL


def test_a_wrong_check_digit_and_an_unknown_slip_are_said_where_one_is(desk, qtbot):
    desk.window.go("people")
    quiet(desk, qtbot)
    page = desk.window.page
    sound = slip_code(SlipKind.REFERRAL, "330902004", 2030, 999_999)
    scan(desk, qtbot, sound[:-1] + str((int(sound[-1]) + 1) % 10))
    assert CHECK_WRONG in page.message.words
    scan(desk, qtbot, sound)
    assert "没有找到 330902004-2030-J999999 号交办单" in page.message.words
    scan(desk, qtbot, "9" * 25)
    assert "不是单子上的码" in page.message.words
    assert desk.window.page is page


def test_a_walls_code_says_whose_it_is(desk, qtbot):
    def issued(work):
        codes.issue_missing(work)
        person = select(Code).where(Code.representative_id.is_not(None)).order_by(Code.label)
        station = select(Code).where(Code.representative_id.is_(None)).order_by(Code.label)
        rows = {row.id: row for row in codes.codes(work)}
        return [rows[work.session.scalars(query).first().id] for query in (person, station)]

    person, station = desk.tasks.office.write(issued)[0]
    heard = opened(desk)
    scan(desk, qtbot, person.payload)
    assert heard == []
    assert person.whose in desk.window.listen().arrival.words.text()
    scan(desk, qtbot, station.payload)
    assert heard[-1][0] == "codes"
    assert station.whose in desk.window.page.message.words


def test_a_code_or_number_typed_into_the_finder_opens_its_matter(desk, slip, qtbot):
    key, paper = slip
    heard = opened(desk)
    for text in (paper.code, paper.number, f" {paper.number.lower()} "):
        desk.window.find()
        finder = desk.window.findChild(Finder)
        finder.line.setText(text)
        assert paper.number in finder.list.item(0).text()
        qtbot.keyClick(finder.line, Qt.Key.Key_Return)
        quiet(desk, qtbot)
        assert heard[-1] == ("matters", {"matter_id": key, "step": Step.SIGN})
        assert not finder.isVisible()


def test_a_scan_into_the_finder_closes_it(desk, slip, qtbot):
    desk.window.find()
    scan(desk, qtbot, slip[1].code)
    assert not desk.window.findChild(Finder).isVisible()
    assert desk.window.nav.buttons["matters"].isChecked()


def test_while_a_window_lies_over_the_page_nothing_moves(desk, slip, qtbot):
    desk.window.go("people")
    quiet(desk, qtbot)
    over = QDialog(desk.window)
    over.setModal(True)
    over.show()
    desk.window.listen().follow(slip[1].code)
    quiet(desk, qtbot)
    assert "先关上弹出的窗口" in desk.window.page.message.words
    assert desk.window.nav.buttons["people"].isChecked()
    over.close()
