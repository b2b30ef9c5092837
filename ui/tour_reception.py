"""The tour's reception: what the clerk types while the visitor talks. Keys only, no mouse."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui import pages

if TYPE_CHECKING:
    from ui.tour_steps import Walk

MOST_TABS = 40
WORDS = (
    "阿拉六幢电梯装了一半，停在那里三个月了，我八十三，五楼上上落落脚吃不消，"
    "讲好过年前弄好的。还有楼下垃圾房味道重，窗门勿敢开，到今朝也没人来讲一声。"
)
SUMMARY = "加装电梯停工三个月；垃圾房气味影响低层住户。盼有人回话。"


def type_reception(walk: "Walk") -> str:
    """Open the form by Ctrl+N, fill it with keys, read it back, save it by Ctrl+S."""
    if not pages.entry("new_reception").exists():
        return "这一页还没有"
    walk.control(Qt.Key.Key_N)
    walk.settle()
    walk.window.activateWindow()
    page: Any = walk.window.page
    walk.until(page.sheet.isEnabled)
    page.sheet.begin_typing()
    walk.picture("new-reception-empty")
    _type_people(walk)
    _type_words(walk)
    _type_matters(walk)
    walk.picture("new-reception")
    walk.control(Qt.Key.Key_R)
    walk.picture("read-back")
    walk.press(Qt.Key.Key_Return)
    walk.settle()
    told: list[Any] = []
    page.recorded.connect(told.append)
    walk.control(Qt.Key.Key_S)
    walk.until(lambda: bool(told))
    walk.picture("recorded")
    walk.number = told[0].number if told else ""
    return f"两件事项，全部用键盘，编号 {told[0].number}" if told else page.message.words


def leave_a_draft(walk: "Walk") -> str:
    """Begin another one and walk away: the draft waits on the first page."""
    if not pages.entry("new_reception").exists():
        return "这一页还没有"
    walk.control(Qt.Key.Key_N)
    walk.settle()
    walk.window.activateWindow()
    page: Any = walk.window.page
    walk.until(page.sheet.isEnabled)
    page.sheet.begin_typing()
    walk.type("周国华")
    into(walk, "原话")
    walk.type("海滨社区的路灯有三盏不亮，晚上")
    QTest.qWait(1500)
    walk.window.go("today")
    walk.picture("today-with-draft")
    return "写了一半就离开，今日页里找得回来"


def into(walk: "Walk", name: str, *, back: bool = False) -> None:
    """Press Tab until the focus is on the control of this name. LookupError: it never comes."""
    for _ in range(MOST_TABS):
        here: Any = walk.focus()
        words = here.accessibleName() or getattr(here, "text", str)()
        if words.startswith(name):
            return
        walk.press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
    raise LookupError(name)


def _choose(walk: "Walk", name: str, letters: str, *, back: bool = False) -> None:
    """Type a few letters into a list to choose from and take the first."""
    into(walk, name, back=back)
    walk.type(letters)
    QTest.qWait(120)
    walk.press(Qt.Key.Key_Return)


def _type_people(walk: "Walk") -> None:
    _choose(walk, "加代表", "wjg", back=True)
    into(walk, "加代表")
    walk.type("oym")
    QTest.qWait(120)
    walk.press(Qt.Key.Key_Return)
    into(walk, "姓名")
    walk.type("林阿凤")
    into(walk, "电话")
    walk.type("13800006214")
    _choose(walk, "村、社区", "檀香")


def _type_words(walk: "Walk") -> None:
    into(walk, "原话")
    walk.type(WORDS)
    into(walk, "归纳")
    walk.type(SUMMARY)


def _type_matters(walk: "Walk") -> None:
    into(walk, "事项 1 事由")
    walk.type("六幢加装电梯停工")
    _choose(walk, "事项 1 类别", "物业")
    _choose(walk, "交给哪个单位", "区住建局")
    walk.control(Qt.Key.Key_M)
    walk.settle()
    into(walk, "事项 2 事由")
    walk.type("垃圾房气味重")
    _choose(walk, "事项 2 类别", "环境卫生")
    into(walk, "去向")
    walk.press(Qt.Key.Key_Left)
    into(walk, "当场的答复")
    walk.type("社区在场，答应每天清两次")
    into(walk, "已当面告知")
    walk.press(Qt.Key.Key_Space)
