"""Nothing typed is ever lost: drafts, whatever happens to the window."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from sqlalchemy import select

from db.models import Draft
from liaison.services.drafts import kept

KEY = Qt.Key
HERE = Path(__file__).parent


def drafts(office):
    return office.read(lambda work: kept(work, None))


def test_everything_typed_is_found_again_after_the_process_was_killed(
    clerk, qtbot, tmp_path, demo_office
):
    database = tmp_path / "demo.db"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONPATH"] = str(HERE.parents[2])
    command = [sys.executable, str(HERE / "typist.py"), str(database)]
    with subprocess.Popen(command, env=environment) as process:
        try:
            qtbot.waitUntil(Path(f"{database}.kept").exists, timeout=60_000)
        finally:
            process.send_signal(signal.SIGKILL)
    (draft,) = drafts(demo_office)
    clerk.window.go("new_reception", {"draft_id": draft.id})
    clerk.settled()
    form = clerk.page.form()
    assert (form.visitors[0].name, form.visitors[0].phone) == ("林阿凤", "13800006214")
    assert form.words == "阿拉六幢电梯装了一半，\n停在那里三个月了"
    assert [one.title for one in form.matters] == ["六幢加装电梯停工", "垃圾房气味重"]
    assert clerk.sheet.hosts.names() == ["王建国"]
    assert (form.confidential, form.notice_given) == (True, True)
    assert clerk.page.saved.text().startswith("✓ 已存草稿 ")
    with qtbot.waitSignal(clerk.page.recorded):
        clerk.control(KEY.Key_S)
    assert drafts(demo_office) == []


def test_typing_is_kept_within_a_second_of_the_pause(clerk, qtbot, demo_office):
    clerk.type("林阿凤")
    qtbot.waitUntil(lambda: bool(drafts(demo_office)), timeout=1_200)
    assert drafts(demo_office)[0].content["visitors"][0]["name"] == "林阿凤"
    qtbot.waitUntil(lambda: clerk.page.saved.text().startswith("✓ 已存草稿 "))


def test_typing_without_a_pause_is_kept_every_few_seconds(clerk, qtbot, demo_office):
    clerk.into("原话")
    for _ in range(40):
        clerk.type("讲")
        qtbot.wait(100)
    stored = drafts(demo_office)
    assert stored
    assert len(stored[0].content["words"]) >= 20


def test_leaving_the_page_keeps_the_draft_without_asking(clerk, demo_office):
    clerk.type("林阿凤")
    clerk.window.go("today")
    clerk.settled()
    assert len(drafts(demo_office)) == 1


def test_closing_the_window_keeps_what_was_typed_a_moment_ago(clerk, demo_office):
    clerk.into("原话")
    clerk.type("有话要讲")
    clerk.window.close()
    clerk.settled()
    assert drafts(demo_office)[0].content["words"] == "有话要讲"


def test_an_empty_form_leaves_no_draft_and_an_emptied_one_takes_its_own_away(
    clerk, qtbot, demo_office
):
    clerk.window.go("today")
    clerk.settled()
    assert drafts(demo_office) == []
    clerk.window.go("new_reception")
    clerk.settled()
    clerk.type("林")
    qtbot.waitUntil(lambda: bool(drafts(demo_office)), timeout=3_000)
    clerk.press(KEY.Key_Backspace)
    qtbot.waitUntil(lambda: not drafts(demo_office), timeout=3_000)


def test_a_new_reception_keeps_the_unfinished_one_and_leads_back_to_it(clerk, demo_office):
    clerk.type("林阿凤")
    clerk.control(KEY.Key_N)
    clerk.settled()
    assert clerk.focus.text() == ""
    assert "没写完的已存成草稿" in clerk.page.message.words
    clerk.page.message._act.click()
    clerk.settled()
    assert clerk.sheet.people.lines[0].name.text() == "林阿凤"
    assert len(drafts(demo_office)) == 1


def test_a_draft_that_is_gone_is_said_so(clerk, demo_office):
    clerk.type("林阿凤")
    clerk.window.go("today")
    clerk.settled()
    key = drafts(demo_office)[0].id
    demo_office.write(lambda work: work.session.delete(work.session.get(Draft, key)))
    clerk.window.go("new_reception", {"draft_id": key})
    clerk.settled()
    assert "已经不在了" in clerk.page.message.words


def test_a_failed_saving_loses_nothing(clerk, demo_office):
    clerk.type("林阿凤")
    clerk.control(KEY.Key_S)
    clerk.window.go("today")
    clerk.settled()
    assert demo_office.read(lambda work: len(work.session.scalars(select(Draft)).all())) == 1
