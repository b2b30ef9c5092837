"""The tour's matter: once around the whole loop and, since the visitor isn't content, once again.

Keys only; the slip that "comes back" is scanned on another page, as a scanner types it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from liaison.documents.readback import codes_in_file
from liaison.domain.matter import MatterStatus
from liaison.domain.slip_code import SlipKind, grouped

if TYPE_CHECKING:
    from liaison.services.matter_view import MatterFile
    from ui.tour_steps import Walk

UNIT = "区住建局"
ANSWER = "已约谈施工单位，电梯十二月十五日前装好，期间每周由社区上门两次。"
AGAIN = "电梯已验收通电，老人试乘过，运行正常。"


def go_round(walk: "Walk") -> str:
    """Refer, scan the returned slip, sign, answer, tell, rate (不满意), again, archive."""
    number = f"{walk.number}-1"
    _open(walk, number)
    _take(walk, unit=UNIT)
    walk.picture("matter-referred")
    slip = _slip(walk, number, SlipKind.REFERRAL)
    _scan(walk, slip)
    walk.picture("matter-scanned")
    _submit(walk)
    _take(walk, answer=ANSWER, answer_class="B")
    walk.picture("matter-answered")
    _take(walk)
    _slip(walk, number, SlipKind.FEEDBACK)
    _take(walk, work="satisfied", result="dissatisfied")
    walk.picture("matter-second-round")
    _take(walk, unit=UNIT)
    _slip(walk, number, SlipKind.REFERRAL, "-2")
    _take(walk, answer=AGAIN, answer_class="A")
    _take(walk)
    _take(walk, work="satisfied", result="satisfied")
    _take(walk)
    file = _file(walk, number)
    walk.picture("matter-archived")
    if file.status is not MatterStatus.ARCHIVED:
        raise RuntimeError(f"{number} ended as {file.status}")
    guided = _declined(walk)
    return (
        f"{number} 走了 {file.round_no} 轮 {len(file.timeline)} 步，已归档；"
        f"交办单、征询意见表和引导单（{guided}）的码都从纸面读了回来"
    )


def _open(walk: "Walk", number: str) -> None:
    from liaison.services.matter_view import matter_named

    key = walk.ask(lambda work: matter_named(work, number))
    walk.window.go("matters", {"matter_id": key})
    walk.settle()
    walk.window.activateWindow()


def _take(walk: "Walk", **given: str) -> None:
    """Open the panel of what waits now (Ctrl+Enter), fill it, submit it (Ctrl+Enter)."""
    page: Any = walk.window.page
    page.setFocus()
    walk.control(Qt.Key.Key_Return)
    walk.settle()
    panel = page.record.desk.panel
    for name, words in given.items():
        _fill(walk, panel, name, words)
    if given:
        walk.picture(f"step-{panel.sheet.step}")
    _submit(walk)


def _fill(walk: "Walk", panel: Any, name: str, words: str) -> None:
    if name == "answer_class":
        buttons = panel.classes.buttons
        QTest.mouseClick(buttons["ABC".index(words)], Qt.MouseButton.LeftButton)
        return
    if name in {"work", "result"}:
        getattr(panel, name).choose(words)
        return
    editor = panel.entries[name].field.editor
    editor.setFocus()
    editor.selectAll()
    walk.type(words)


def _submit(walk: "Walk") -> None:
    walk.control(Qt.Key.Key_Return)
    walk.settle()
    page: Any = walk.window.page
    if page.record.desk.panel is not None:
        raise RuntimeError(f"{page.record.desk.panel.sheet.step}: {page.message.words}")


def _slip(walk: "Walk", number: str, kind: SlipKind, ending: str = "") -> str:
    """Print the slip and read its code back from the paper."""
    file = f"{kind}{ending}.pdf"
    walk.command("matters", "slip", number, str(kind), "--out", file)
    read = [code for page in codes_in_file(walk.out / file) for code in page]
    meant = [slip.code for slip in _file(walk, number).slips if slip.kind is kind][-1:]
    if set(read) != set(meant):
        raise RuntimeError(f"{Path(file).name}: read {read}, meant {meant}")
    return meant[0]


def _scan(walk: "Walk", code: str) -> None:
    """The paper is back: the clerk scans it on whatever page is open."""
    walk.window.go("today")
    walk.settle()
    handle = walk.window.windowHandle()
    for digit in code:
        QTest.keyClick(handle, digit)  # type: ignore[call-overload]
    QTest.keyClick(handle, Qt.Key.Key_Return)
    walk.until(lambda: walk.window.page is walk.window.page_named("matters"))
    walk.settle()
    page: Any = walk.window.page
    if page.record.desk.panel is None:
        raise RuntimeError(f"{grouped(code)} opened no step")


def _declined(walk: "Walk") -> str:
    """A declined matter's guidance slip; the sample books have some."""
    from liaison.services.matter_list import MatterQuery, page

    def first(work: Any) -> str:
        rows = page(work, MatterQuery(), None, 2000)
        return next(row.number for row in rows if row.status is MatterStatus.DECLINED)

    number = walk.ask(first)
    _slip(walk, number, SlipKind.GUIDANCE)
    return str(number)


def _file(walk: "Walk", number: str) -> "MatterFile":
    from liaison.services.matter_view import matter_named, view

    file: MatterFile = walk.ask(lambda work: view(work, matter_named(work, number)))
    return file
