"""The import page with a real office: books dropped in, checked, asked about, brought in."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from sqlalchemy import func, select

from db.models import Attendance, HeadingMapping, Matter, Reception, UnsettledName
from ui.exchange.page import ExchangePage

ROSTER = [
    ["姓名", "性别", "出生年月", "代表级别", "代表团", "选区", "联系电话", "所属联络站"],
    ["陈军", "男", "1993-04", "区", "城东街道代表团", "桔北", "15005809326", "城东街道代表联络站"],
    ["陈军", "女", "1966-02", "区", "城东街道代表团", "洋岙", "15005803947", "城东街道代表联络站"],
    [
        "孙红舟",
        "男",
        "1958-08",
        "市",
        "城东街道代表团",
        "桔北",
        "18905800178",
        "城东街道代表联络站",
    ],
]
REGISTER = [
    ["城东街道代表联络站接待登记簿（2025年）"],
    ["日期", "时段", "接待代表", "来访人", "人数", "联系电话", "反映问题", "处理方式"],
    ["3月5日", "上午", "陈军、孙红舟", "李小明", 1, "13805800001", "路灯不亮", "当场答复"],
]


def book(path: Path, rows: list[list[object]]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


@pytest.fixture
def page(tasks, context, qtbot):
    page = ExchangePage(tasks, context)
    qtbot.addWidget(page)
    page.resize(1150, 700)
    page.show()
    return page


def count(office, model):
    return office.read(lambda work: work.session.scalar(select(func.count()).select_from(model)))


def test_books_dropped_in_are_checked_and_only_brought_in_when_asked(
    page, settled, sqlite_office, tmp_path, qtbot
):
    files = [book(tmp_path / "甲.xlsx", ROSTER), book(tmp_path / "乙.xlsx", REGISTER)]
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    page.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    settled()
    assert "接待 1" in page.summary.text()
    assert count(sqlite_office, Reception) == 0
    qtbot.mouseClick(page.bring, Qt.MouseButton.LeftButton)
    settled()
    assert count(sqlite_office, Reception) == 1
    assert "已导入" in page.message.accessibleName()
    assert not page.bring.isEnabled()


def test_an_ambiguous_name_is_asked_and_the_answer_is_taken(page, settled, sqlite_office, tmp_path):
    page.take((book(tmp_path / "甲.xlsx", ROSTER), book(tmp_path / "乙.xlsx", REGISTER)))
    settled()
    (question,) = page.names.combos
    combo = page.names.combos[question]
    assert [combo.itemText(i)[:4] for i in range(combo.count())] == [
        "以后再定",
        "陈军（男",
        "陈军（女",
    ]
    page.bring.click()
    settled()
    assert count(sqlite_office, UnsettledName) == 1
    (combo,) = page.names.earlier.values()
    combo.setCurrentIndex(2)
    combo.activated.emit(2)
    settled()
    assert not page.names.earlier
    open_names = sqlite_office.read(
        lambda work: work.session.scalars(
            select(Attendance.id).where(Attendance.representative_id.is_(None))
        ).all()
    )
    assert open_names == []


def test_unknown_headings_are_mapped_by_hand_and_remembered(page, settled, sqlite_office, tmp_path):
    rows = [
        ["甲", "乙", "丙", "丁", "戊"],
        ["2025-03-05", "上午", "孙红舟", "李小明", "路灯不亮"],
    ]
    page.take((book(tmp_path / "名册.xlsx", ROSTER),))
    settled()
    page.bring.click()
    settled()
    page.take((book(tmp_path / "怪.xlsx", rows),))
    settled()
    assert not page.bring.isEnabled()
    page.sheets.choose(0)
    panel = page.headings
    panel.kind.setCurrentIndex(panel.kind.findText("接待登记簿"))
    panel.kind.activated.emit(panel.kind.currentIndex())
    meant = {"甲": "date", "乙": "slot", "丙": "representatives", "丁": "visitor", "戊": "content"}
    for heading, field in meant.items():
        panel.combos[heading].setCurrentIndex(panel.combos[heading].findData(field))
    panel.apply.click()
    settled()
    assert page.bring.isEnabled()
    page.bring.click()
    settled()
    assert count(sqlite_office, Matter) == 1
    assert count(sqlite_office, HeadingMapping) == 1


def test_a_file_that_is_no_book_is_refused_in_words(page, settled, tmp_path):
    file = tmp_path / "信.xlsx"
    file.write_bytes(b"\x00\x01\x02 not a book")
    page.take((file,))
    settled()
    assert "不是工作簿" in page.message.accessibleName()
    assert page.choose.isEnabled()
