from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.table import CellRole, Column, PagedTableModel
from ui.tag import Tag
from ui.theme import State
from ui.widgets.table import ListTable


@dataclass(frozen=True)
class Line:
    key: int


COLUMNS = (
    Column("编号", lambda row: f"第 {row.key} 行", lambda row: "第二行字", width=120),
    Column("状态", lambda _: "", tag=lambda _: Tag("办理中", State.INFO), width=100),
    Column("件数", lambda row: str(row.key), right=True, width=60),
)


class Source:
    """A list of `total` lines that answers a little later, as a database would."""

    def __init__(self, total):
        self.lines = [Line(number) for number in range(total)]
        self.asked = []

    def fetch(self, after, limit, done):
        start = 0 if after is None else after + 1
        self.asked.append(start)
        QTimer.singleShot(1, lambda: done(self.lines[start : start + limit]))

    def anchors(self, done):
        keys = [line.key for line in self.lines[99::100]]
        QTimer.singleShot(1, lambda: done(len(self.lines), keys))


def model_of(source, *, anchored=True):
    return PagedTableModel(
        COLUMNS, source.fetch, lambda row: row.key, source.anchors if anchored else None
    )


@pytest.fixture
def table(qtbot):
    def make(total):
        source = Source(total)
        model = model_of(source)
        view = ListTable(model, "列表")
        model.setParent(view)
        view.source, view.paged = source, model
        view.resize(400, 400)
        qtbot.addWidget(view)
        view.show()
        model.reload()
        return view

    return make


def test_the_scroll_bar_spans_a_million_rows_and_any_place_is_one_page_away(table, qtbot):
    view = table(1_000_000)
    qtbot.waitUntil(lambda: view.paged.rowCount() == 1_000_000)

    view.scrollToBottom()

    qtbot.waitUntil(lambda: view.paged.row(999_999) == Line(999_999))
    assert len(view.source.asked) < 6


def test_only_a_few_pages_are_kept(table, qtbot):
    view = table(30_000)
    qtbot.waitUntil(lambda: view.paged.rowCount() == 30_000)
    for place in range(0, 30_000, 250):
        view.scrollTo(view.paged.index(place, 0))
        view.viewport().repaint()
        qtbot.wait(3)

    assert len(view.paged._pages) <= 60


def test_without_anchors_pages_follow_one_another(qtbot, qtmodeltester):
    source = Source(250)
    model = model_of(source, anchored=False)
    model.reload()

    def all_of_them():
        model.fetchMore(QModelIndex())
        return model.rowCount() == 250

    qtbot.waitUntil(all_of_them)
    qtbot.wait(10)
    assert not model.canFetchMore(QModelIndex())
    qtmodeltester.check(model)


def test_a_fetch_that_brings_everything_at_once_is_shown_whole(qtbot):
    rows = [Line(number) for number in range(295)]
    model = PagedTableModel(
        COLUMNS, lambda after, _limit, done: done([] if after else rows), lambda row: row.key
    )
    model.reload()

    assert model.rowCount() == 295
    assert model.row(294) == Line(294)


def test_a_late_answer_to_an_old_question_is_dropped(qtbot):
    answers = []
    model = PagedTableModel(
        COLUMNS, lambda _after, _limit, done: answers.append(done), lambda row: row.key
    )
    model.reload()
    model.reload()
    answers[0]([Line(1), Line(2)])
    answers[1]([Line(3)])

    assert model.rowCount() == 1
    assert model.row(0) == Line(3)


def test_a_cell_says_all_its_parts_to_a_screen_reader(table, qtbot):
    view = table(5)
    qtbot.waitUntil(lambda: view.paged.row(4) is not None)

    index = view.paged.index(3, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "第 3 行，第二行字"
    assert view.paged.index(3, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "办理中"
    assert view.paged.index(3, 2).data(CellRole).right


def test_rows_are_at_least_36_pixels_high_and_numbers_stand_at_the_right(table, qtbot):
    view = table(5)
    assert view.verticalHeader().defaultSectionSize() >= 36
    right = view.paged.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight


def test_tab_leaves_the_table_and_enter_opens_the_row(qtbot, table):
    view = table(5)
    box, after = QWidget(), QLineEdit()
    layout = QVBoxLayout(box)
    layout.addWidget(view)
    layout.addWidget(after)
    qtbot.addWidget(box)
    box.show()
    qtbot.waitUntil(lambda: view.paged.row(4) is not None)
    view.choose(2)
    view.setFocus()

    with qtbot.waitSignal(view.opened) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [Line(2)]
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.waitUntil(after.hasFocus)


def test_a_row_chosen_before_its_page_came_is_told_when_it_comes(table, qtbot):
    view = table(5_000)
    qtbot.waitUntil(lambda: view.paged.rowCount() == 5_000)

    with qtbot.waitSignal(view.chosen) as told:
        view.choose(4_321)

    assert told.args == [Line(4_321)]


def test_column_widths_are_remembered(qtbot):
    source = Source(3)

    def open_view():
        model = model_of(source)
        view = ListTable(model, "列表", "test-table")
        model.setParent(view)
        qtbot.addWidget(view)
        view.show()
        return view

    view = open_view()
    header = view.horizontalHeader()
    edge = QPoint(header.sectionPosition(0) + header.sectionSize(0) - 1, 8)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(header.viewport(), edge + QPoint(40, 0))
    view.setColumnWidth(0, 233)
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.wait(5)

    assert open_view().columnWidth(0) == 233
