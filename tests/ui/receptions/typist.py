"""A process that opens the window on an office, types, says so, and waits to be killed."""

import sys
from pathlib import Path

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.engine import open_engine
from liaison.office import Office
from ui.context import Context
from ui.desk import office_facts
from ui.main_window import MainWindow
from ui.tasks import Tasks


def write(widget, words):
    widget.setFocus()
    event = QInputMethodEvent("", [])
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def main(database: str) -> None:
    app = QApplication([])
    office = Office(open_engine(f"sqlite:///{database}"), "李某")
    tasks, context = Tasks(office), Context(None, office.read(office_facts))
    context.choose_station(context.facts.stations[0].id)
    window = MainWindow(tasks, context)
    window.show()
    window.go("new_reception")
    page = window.page
    while not page.sheet.isEnabled():
        QTest.qWait(10)
    sheet = page.sheet
    write(sheet.people.lines[0].name, "林阿凤")
    write(sheet.people.lines[0].phone, "13800006214")
    write(sheet.words.words, "阿拉六幢电梯装了一半，\n停在那里三个月了")
    sheet.matters.add()
    write(sheet.matters.cards[0].title, "六幢加装电梯停工")
    write(sheet.matters.cards[1].title, "垃圾房气味重")
    sheet.hosts.put((sheet.hosts.add.matches("wjg")[0].value,))
    sheet.people.wishes["confidential"].setChecked(True)
    sheet.notice.setChecked(True)
    page.draft.kept.connect(lambda _: Path(f"{database}.kept").touch())
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1])
