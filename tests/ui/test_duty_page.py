from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from liaison.domain.duty import AttendanceStatus, RequestKind, ShiftStatus
from liaison.services.duty_changes import LeaveForm, leave
from liaison.services.duty_notices import PostForm, notice_sheet, post_notice
from liaison.services.duty_plan import plan_year
from liaison.services.duty_requests import RequestForm, ask, requests
from liaison.services.duty_rows import NoticeState, shift, shifts
from tests.duty_sample import duty_sample
from ui import pages
from ui.context import Context
from ui.desk import office_facts
from ui.duty.page import DutyPage
from ui.tasks import Tasks

TODAY = date(2026, 3, 5)
LEFT = Qt.MouseButton.LeftButton


class Desk:
    """An office with a planned year, its 值班 page, and short words for what a clerk does."""

    def __init__(self, office, qtbot, *, planned=True):
        self.office, self.qtbot = office, qtbot
        self.sample = duty_sample(office, "每周一 9:00-11:30，遇节假日顺延", people=6, seats=2)
        if planned:
            office.write(lambda work: plan_year(work, 2026, self.sample.station))
        self.tasks = Tasks(office)
        self.context = Context(None, office.read(office_facts))
        self.context.choose_station(self.sample.station)
        self.page = DutyPage(self.tasks, self.context)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 690)
        self.page.show()
        self.page.open(day=TODAY)
        self.quiet()

    def quiet(self):
        self.qtbot.wait(20)
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=10_000)
        self.qtbot.wait(20)

    def rows(self, first=TODAY, days=40):
        last = first + timedelta(days=days)
        return self.office.read(lambda work: shifts(work, first, last, self.sample.station))

    def row(self, key):
        return self.office.read(lambda work: shift(work, key))

    def key(self, key):
        QTest.keyClick(QApplication.focusWidget() or self.page, key)
        self.qtbot.wait(5)

    def click(self, button):
        self.qtbot.mouseClick(button, LEFT)
        self.quiet()

    def swappable(self):
        """Two people of two days who can change places."""
        rows = self.rows()
        for one in rows:
            for other in rows:
                here = {p.representative_id for p in one.people}
                there = {p.representative_id for p in other.people}
                if one.id != other.id and one.day < other.day and not here & there:
                    same_month = one.day.month == other.day.month == TODAY.month
                    if same_month and one.day > TODAY:
                        return one, other
        raise AssertionError

    def names(self, day):
        cell = self.page.grid.cell(day)
        return [held.person.name for held in cell.people()]

    def words(self, widget):
        return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


@pytest.fixture
def desk(sqlite_office, qtbot):
    desk = Desk(sqlite_office, qtbot)
    yield desk
    assert desk.tasks.finish()


def test_the_navigation_has_it_between_letters_and_representatives():
    names = [one.name for one in pages.in_navigation()]
    assert names[names.index("proposals") + 1] == "duty"
    assert names[names.index("duty") + 1] == "people"


def test_the_month_shows_weeks_from_monday_with_people_holidays_and_today(desk):
    grid = desk.page.grid
    assert grid.shown[0].day == date(2026, 2, 23)
    assert grid.shown[-1].day == date(2026, 4, 5)
    assert "休 清明" in grid.cell(date(2026, 4, 5)).accessibleName()
    assert "调休上班" in grid.cell(date(2026, 2, 28)).accessibleName()
    row = desk.rows()[0]
    assert desk.names(row.day) == [one.name for one in row.people]
    assert grid.chosen == TODAY
    assert desk.page.switch.words.text() == "2026年3月"
    assert "已排到 12月28日" in desk.page.rules.text()


def test_the_next_month_comes_by_its_arrow_and_by_walking_over_the_edge(desk):
    desk.click(desk.page.switch.on)
    assert desk.page.switch.words.text() == "2026年4月"
    desk.page.grid.go_to(date(2026, 5, 3))
    desk.key(Qt.Key.Key_Right)
    desk.quiet()
    assert desk.page.switch.words.text() == "2026年5月"
    assert desk.page.grid.chosen == date(2026, 5, 4)


def test_arrows_move_and_enter_opens_the_day(desk):
    desk.page.grid.go_to(date(2026, 3, 8))
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Return)
    assert desk.page.day.day == date(2026, 3, 9)
    assert "上午 9:00–11:30" in desk.words(desk.page.day)
    desk.key(Qt.Key.Key_Escape)
    assert desk.page.side.currentIndex() == 0


def test_a_swap_by_keys_is_said_first_shown_at_once_and_written(desk):
    one, other = desk.swappable()
    a, b = one.people[0].name, other.people[0].name
    desk.page.grid.go_to(one.day)
    desk.key(Qt.Key.Key_Space)
    assert a in desk.page.bar.words.text()
    desk.page.grid.go_to(other.day)
    desk.key(Qt.Key.Key_Space)
    assert desk.page.bar.words.text().startswith(a)
    assert b in desk.page.bar.words.text()
    assert desk.page.bar.note.text() == "两天的公告都还没贴，不用更正"

    desk.key(Qt.Key.Key_Return)
    assert desk.names(one.day)[0] == b  # at once, before the office has answered
    assert desk.names(other.day)[0] == a

    desk.quiet()
    assert desk.names(one.day)[0] == b
    assert desk.row(one.id).people[0].name == b
    assert desk.row(other.id).people[0].name == a
    assert not desk.page.bar.isVisible()


def test_escape_takes_a_swap_back(desk):
    one, other = desk.swappable()
    desk.page.grid.go_to(one.day)
    desk.key(Qt.Key.Key_Space)
    desk.page.grid.go_to(other.day)
    desk.key(Qt.Key.Key_Space)
    desk.key(Qt.Key.Key_Escape)
    assert not desk.page.bar.isVisible()
    assert desk.row(one.id).people == one.people


def middle(cell, name):
    spot = next(s for s in cell.spots if s.held and s.held.person.name == name)
    return spot.box.center().toPoint()


def drag(desk, source, name, target, place):
    """Press on a name, move in steps, let go at a place of another cell."""
    start = middle(source, name)
    end = source.mapFromGlobal(target.mapToGlobal(place))
    QTest.mousePress(source, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for part in (0.3, 0.6, 1.0):
        step = start + QPoint(round((end - start).x() * part), round((end - start).y() * part))
        QTest.mouseMove(source, step)
        desk.qtbot.wait(2)
    QTest.mouseRelease(source, LEFT, Qt.KeyboardModifier.NoModifier, end)


def test_a_name_dragged_onto_another_asks_and_then_swaps(desk):
    one, other = desk.swappable()
    a, b = one.people[0].name, other.people[1].name
    grid = desk.page.grid
    source, target = grid.cell(one.day), grid.cell(other.day)
    drag(desk, source, a, target, middle(target, b))
    assert desk.page.bar.isVisible()
    assert b in desk.page.bar.words.text()

    desk.click(desk.page.bar.confirm)

    assert a in [p.name for p in desk.row(other.id).people]
    assert b in [p.name for p in desk.row(one.id).people]


def test_a_name_let_go_beside_everybody_changes_nothing(desk):
    one, other = desk.swappable()
    source, target = desk.page.grid.cell(one.day), desk.page.grid.cell(other.day)
    drag(desk, source, one.people[0].name, target, QPoint(target.width() - 3, target.height() - 3))
    assert not desk.page.bar.isVisible()
    assert desk.page.grid.ghost.isHidden()


def test_a_refused_swap_is_taken_back_with_the_reason(desk):
    one, other = desk.swappable()
    desk.page.grid.go_to(one.day)
    desk.key(Qt.Key.Key_Space)
    desk.page.grid.go_to(other.day)
    desk.key(Qt.Key.Key_Space)
    form = LeaveForm(one.people[0].attendance_id, "出差")
    desk.office.write(lambda work: leave(work, form))
    desk.key(Qt.Key.Key_Return)
    desk.quiet()
    assert desk.page.message.words
    assert other.people[0].name in desk.names(other.day)


def test_a_swap_after_posting_says_that_a_correction_is_due_and_lists_it(desk):
    one, other = desk.swappable()
    form = PostForm(one.id, TODAY)
    desk.office.write(lambda work: post_notice(work, form))
    desk.page.reload()
    desk.quiet()
    desk.page.grid.go_to(one.day)
    desk.key(Qt.Key.Key_Space)
    desk.page.grid.go_to(other.day)
    desk.key(Qt.Key.Key_Space)
    assert "要贴更正公告" in desk.page.bar.note.text()
    desk.key(Qt.Key.Key_Return)
    desk.quiet()
    assert desk.row(one.id).notice is NoticeState.CORRECTION_DUE
    assert desk.page.grid.cell(one.day).tag().word == "要更正"
    assert one.id in [row.id for row in desk.page.shown.to_post]


def test_leave_needs_a_reason_and_takes_the_proposed_substitute(desk):
    one, _ = desk.swappable()
    person = one.people[0]
    desk.page.grid.go_to(one.day)
    desk.key(Qt.Key.Key_Return)
    desk.click(desk.page.day.buttons[f"leave {person.name}"])
    step = desk.page.day.step
    desk.click(step.save)
    assert step.fields["reason"].problem == "不能空着"
    step.fields["reason"].editor.setText("出差")
    choice = step.fields["substitute"].editor
    desk.qtbot.wait(20)
    first = desk.office.read(lambda work: _proposed(work, person.attendance_id))
    choice.choose(None, first)
    desk.click(step.save)
    after = desk.row(one.id)
    away = next(p for p in after.people if p.attendance_id == person.attendance_id)
    assert (away.status, away.reason) == (AttendanceStatus.LEAVE, "出差")
    assert any(p.instead_of == person.name for p in after.people)
    assert "替" in desk.page.grid.cell(one.day).accessibleName()


def _proposed(work, key):
    from liaison.services.duty_substitutes import substitutes

    return substitutes(work, key)[0].name


def test_a_reception_is_cancelled_with_its_reason_and_held_on_the_proposed_day(desk):
    one, _ = desk.swappable()
    desk.page.grid.go_to(one.day)
    desk.key(Qt.Key.Key_Return)
    desk.click(desk.page.day.buttons["cancel"])
    step = desk.page.day.step
    step.fields["reason"].editor.setText("台风停航")
    desk.click(step.save)
    days = [row.day for row in desk.rows() if row.status is not ShiftStatus.CANCELLED]
    assert one.day not in days


def test_a_day_without_a_reception_is_opened(desk):
    day = date(2026, 3, 11)
    desk.page.grid.go_to(day)
    desk.key(Qt.Key.Key_Return)
    assert "没有排接待" in desk.words(desk.page.day)
    desk.click(desk.page.day.buttons["open"])
    step = desk.page.day.step
    step.fields["starts"].editor.setText("18：30")
    desk.click(step.save)
    added = [row for row in desk.rows() if row.day == day]
    assert [(row.slot, row.starts.hour) for row in added] == [("evening", 18)]
    assert "夜间 18:30" in desk.page.grid.cell(day).accessibleName()


def test_the_notice_is_read_saved_copied_and_recorded_as_posted(desk, tmp_path):
    row = desk.page.shown.to_post[0]
    desk.click(desk.page.notices.buttons[0])
    panel = desk.page.notice
    assert "代表接待日公告" in panel.words.text()
    panel.save_to(tmp_path / "notice.pdf")
    desk.quiet()
    assert (tmp_path / "notice.pdf").read_bytes().startswith(b"%PDF")
    desk.click(panel.copy)
    assert QGuiApplication.clipboard().text() == panel.words.text()

    panel.where.setText("")
    desk.click(panel.posted)
    assert panel.where_field.problem == "不能空着"
    panel.where.setText("大门口")
    desk.click(panel.posted)

    sheet = desk.office.read(lambda work: notice_sheet(work, row.id))
    assert [(line.posted_on, line.posted_where) for line in sheet.lines] == [(TODAY, "大门口")]
    assert panel.chip.word == "已张贴"
    assert row.id not in [one.id for one in desk.page.shown.to_post]


def test_a_line_of_the_balance_opens_the_duties_that_it_counts(desk):
    line = desk.page.balance.lines[0]
    desk.qtbot.mouseClick(line, LEFT)
    desk.quiet()
    words = desk.page.person.words.text()
    assert f"已排 {line.row.planned} 次" in words
    assert desk.page.person.heading.text() == line.row.name


def test_a_request_is_granted_on_the_page(desk):
    one, _ = desk.swappable()
    form = RequestForm(RequestKind.LEAVE, one.people[0].attendance_id, "住院")
    desk.office.write(lambda work: ask(work, form))
    desk.page.reload()
    desk.quiet()
    assert "住院" in desk.words(desk.page.requests)
    desk.click(desk.page.requests.buttons[f"grant {one.people[0].name}"])
    desk.click(desk.page.step.save)
    assert desk.office.read(requests) == ()
    assert desk.row(one.id).people[0].status is AttendanceStatus.LEAVE
    assert not desk.page.requests.isVisible()


def test_a_year_is_looked_at_before_it_is_written(sqlite_office, qtbot):
    desk = Desk(sqlite_office, qtbot, planned=False)
    assert "还没有排班" in desk.page.rules.text()
    assert "排全年" in desk.page.hint.text()
    assert desk.page.hint.isVisible()
    desk.click(desk.page.plan)
    panel = desk.page.planning
    assert panel.outcome is not None
    assert "2026 年共" in desk.words(panel)
    assert desk.rows() == ()

    desk.click(panel.write)

    assert len(desk.rows()) >= 5
    assert desk.page.main.currentIndex() == 0
    assert "已排好" in desk.page.message.words
    assert desk.tasks.finish()


def test_the_year_shows_twelve_months_and_a_day_leads_to_its_month(desk):
    desk.page.view.choose("year")
    desk.page.view.changed.emit("year")
    desk.quiet()
    months = desk.page.year.months
    assert len(months) == 12
    assert months[4].summary.endswith("次")
    desk.qtbot.mouseClick(months[4], LEFT, pos=months[4].box(date(2026, 5, 11)).center().toPoint())
    desk.quiet()
    assert desk.page.switch.words.text() == "2026年5月"
    assert desk.page.grid.chosen == date(2026, 5, 11)


def test_the_year_is_saved_as_a_table(desk, tmp_path):
    desk.page.save_year(tmp_path / "year.pdf")
    desk.quiet()
    assert (tmp_path / "year.pdf").read_bytes().startswith(b"%PDF")


def test_the_whole_district_shows_a_line_a_station(desk):
    desk.context.choose_station(None)
    desk.quiet()
    row = desk.rows()[0]
    cell = desk.page.grid.cell(row.day)
    assert any("甲" in spot.words for spot in cell.spots)
