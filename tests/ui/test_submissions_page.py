"""The queue of what came in by phone, with the real window: read, accept, decline, notice."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from db.models import Reception, Submission
from liaison.domain.submission import SubmissionStatus
from liaison.services import codes, submission_desk
from liaison.services.submissions import SubmissionForm, submit
from ui.context import Context
from ui.desk import office_facts
from ui.main_window import MainWindow
from ui.tasks import Tasks

WORDS = "檀香社区 3 幢门口的路灯坏了一个多月。晚上老人出门看不见。"


def send(office, words=WORDS, **more):
    def write(work):
        row = next(row for row in codes.codes(work) if row.representative_id)
        values = {"representative_id": row.representative_id, **more}
        return submit(work, SubmissionForm(uuid4(), row.station_id, words, **values))

    return office.write(write)[0]


@pytest.fixture
def window(qtbot, demo_office):
    demo_office.write(codes.issue_missing)
    tasks = Tasks(demo_office)
    window = MainWindow(tasks, Context(None, demo_office.read(office_facts)))
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()
    yield window
    assert tasks.finish()


def submissions(office):
    def look(work):
        return [(row.status, row.reason) for row in work.session.query(Submission)]

    return office.read(look)


def shown(qtbot, page):
    qtbot.waitUntil(lambda: page.record.view is not None, timeout=10_000)


def test_from_today_through_the_queue_into_the_register_with_keys(qtbot, window):
    office = window.tasks.office
    send(office, name="李阿姨", phone="13900001111", tell_how="phone", place="3 幢")
    before = office.read(lambda work: work.session.query(Reception).count())
    window.go("today")
    today = window.page
    qtbot.waitUntil(
        lambda: any("去接收" in b.text() for b in today.findChildren(type(today.begin).__base__))
    )
    window.go("submissions")
    page = window.page
    shown(qtbot, page)
    assert page.record.words.text() == WORDS
    qtbot.keyClick(page.record, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    new = window.page
    assert new is not page
    qtbot.waitUntil(lambda: new.sheet.isEnabled() and new.form().words == WORDS, timeout=10_000)
    assert new.sheet.words.words.isReadOnly()
    qtbot.keyClicks(new.sheet.words.words, "tampered")
    assert new.form().words == WORDS
    new.save.click()
    qtbot.waitUntil(lambda: submissions(office)[0][0] is SubmissionStatus.ACCEPTED)
    assert office.read(lambda work: work.session.query(Reception).count()) == before + 1
    window.go("new_reception")
    qtbot.waitUntil(window.page.sheet.isEnabled)
    assert not window.page.sheet.words.words.isReadOnly()


def test_declined_with_a_usual_sentence_and_taken_back(qtbot, window):
    office = window.tasks.office
    send(office)
    window.go("submissions")
    page = window.page
    shown(qtbot, page)
    page.record.decline.click()
    page.record.sure.click()
    assert page.record.reason_field.problem
    page.record.usual.setCurrentIndex(1)
    page.record.usual.activated.emit(1)
    page.record.sure.click()
    qtbot.waitUntil(lambda: submissions(office)[0][0] is SubmissionStatus.DECLINED)
    assert "法院" in submissions(office)[0][1]
    qtbot.waitUntil(lambda: "不接收" in page.message.words)
    page.message._act.click()
    qtbot.waitUntil(lambda: submissions(office)[0][0] is SubmissionStatus.WAITING)


def test_a_colleague_was_first_is_told_and_nothing_is_recorded_twice(qtbot, window):
    office = window.tasks.office
    sent = send(office)
    window.go("submissions")
    page = window.page
    shown(qtbot, page)
    office.write(lambda work: submission_desk.mark_spam(work, sent.id))
    page.record.accept.click()
    qtbot.waitUntil(lambda: "已经处理了" in window.page.message.words)


def test_guests_see_neither_words_nor_names(qtbot, window):
    send(window.tasks.office, name="李阿姨")
    window.go("submissions")
    page = window.page
    shown(qtbot, page)
    window.context.visit(on=True)
    qtbot.waitUntil(lambda: "遮住" in page.record.words.text())
    assert WORDS[:6] not in page.model.data(page.model.index(0, 0))


def test_what_another_process_sent_is_noticed(qtbot, window):
    window.go("today")
    incoming = window.listen() and window.incoming
    qtbot.waitUntil(lambda: not window.tasks.busy)
    incoming.ask()
    qtbot.waitUntil(lambda: incoming._known == 0)
    send(window.tasks.office)
    qtbot.waitUntil(lambda: not window.tasks.busy)
    incoming.ask()
    qtbot.waitUntil(lambda: "网上来了 1 件" in window.page.message.words)
