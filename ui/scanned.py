"""What a scanned code leads to: a slip to its matter, a badge to a signature, a wall's code to its owner."""

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from liaison.domain.errors import BadInput, LiaisonError
from liaison.domain.progress import Progress
from ui.arrival import ArrivalPanel
from ui.scanner import Scanner
from ui.theme import State

if TYPE_CHECKING:
    from liaison.domain.attending import Arrival
    from liaison.services.code_checks import Checked
    from liaison.services.slip_finding import SlipFound
    from liaison.services.work import Work
    from ui.main_window import MainWindow


def look_up(work: "Work", text: str) -> "SlipFound | Checked":
    """A slip, or a station's or representative's code. BadInput, NotFound: neither, and why."""
    from liaison.domain.code_labels import read_label
    from liaison.services.code_checks import check

    label = read_label(text)
    if label is None and not re.search(r"[A-Za-zＡ-Ｚａ-ｚ]", text):
        from liaison.services.slip_finding import found_by_code

        return found_by_code(work, text)
    from liaison.domain.codes import looks_garbled

    if label is None and looks_garbled(text):
        raise BadInput("badge_garbled")
    return check(work, [text])[0]


NOBODYS = {
    "foreign": ("这是别处的码，不是本办公室或平台发的，什么都没有做。", State.ATTENTION),
    "wrong_check": (
        "码没有读全，或错了一位，什么都没有做；请再扫一次，或核对码下面的编号。",
        State.ATTENTION,
    ),
    "unknown": (
        "这个码的样子是本办公室的，登记里却没有：可能是伪造的，请取下并报告。",
        State.OVERDUE,
    ),
    "withdrawn": ("扫到平台的一个旧码，已经停用：请取下这一张。", State.ATTENTION),
}
"""What is said of a code whose holder isn't known, by its standing."""


class Follower(QObject):
    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.scanner = Scanner(window)
        self.scanner.scanned.connect(self.follow)
        self.arrival = ArrivalPanel(window.tasks, window.context, window.frame)

    @Slot(str)
    def follow(self, text: str) -> None:
        """Go to where a code leads; say so where it leads nowhere."""
        window = self._window
        if window.tasks.office is None or window.page is None:
            return
        if QApplication.activeModalWidget() is not None:
            window.tell("请先关上弹出的窗口，再扫一次。", State.ATTENTION)
            return
        window.tasks.read(self, lambda work: look_up(work, text), self._go, self._refuse)

    def _go(self, found: "SlipFound | Checked") -> None:
        from liaison.services.slip_finding import SlipFound

        if isinstance(found, SlipFound):
            self._go_to_matter(found)
        else:
            self._go_to_owner(found)

    def _go_to_matter(self, found: "SlipFound") -> None:
        arguments: dict[str, Any] = {"matter_id": found.matter_id}
        if found.step is not None:
            arguments["step"] = found.step
        self._window.go("matters", arguments)
        self._window.tell(*matter_words(found))

    def _go_to_owner(self, found: "Checked") -> None:
        code = found.code
        if code is not None and code.representative_id is not None:
            self._sign(found)
        elif code is not None:
            self._window.go("codes", {"code_id": code.id})
            self._window.tell(*code_words(found))
        else:
            self._window.tell(*code_words(found))

    def _sign(self, found: "Checked") -> None:
        """A badge signs in or out, whatever page is shown; a bad one is said in its own sentence."""
        station = self._window.context.station_id

        def command(work: "Work", _progress: Progress) -> "Arrival":
            from liaison.services.attending import scan

            return scan(work, found.text, station)

        self._window.tasks.write(self, command, self.arrival.say, self._refuse)

    def _refuse(self, error: LiaisonError) -> None:
        """A misread code is nobody's fault: said in the page's own bar, nothing is left."""
        from liaison.domain.words import sentence

        self._window.tell(sentence(error), State.ATTENTION)


def code_words(found: "Checked") -> tuple[str, State]:
    """What a code is, each case in its own sentence, and what to do."""
    from liaison.domain.codes import CODE_KIND_ZH, CODE_SOURCE_ZH, Standing

    code, standing = found.code, found.standing
    if code is None:
        words, state = NOBODYS[standing]
        return words, state
    whose = f"扫到{CODE_KIND_ZH[code.kind]}：{code.whose}"
    whose += f"（{CODE_SOURCE_ZH[found.source]}）" if found.source else ""
    on = f"已于 {found.withdrawn_on.isoformat()} 停用" if found.withdrawn_on else "已停用"
    told = {
        Standing.VALID: ("，有效。", State.GOOD),
        Standing.WITHDRAWN: (f"，{on}（{found.reason}）：请取下这一张。", State.ATTENTION),
        Standing.CHANGED: ("，编号有效，其余内容已经改了：请换一张新的。", State.ATTENTION),
        Standing.OTHER_ADDRESS: (
            "，编号是真的，网址不是本办公室的：可能是伪造的，请取下。",
            State.OVERDUE,
        ),
    }
    words, state = told[standing]
    return whose + words, state


def matter_words(found: "SlipFound") -> tuple[str, State]:
    """What the scan of a slip found, and what waits now."""
    from liaison.domain.slip_code import SLIP_KIND_ZH
    from liaison.domain.steps import STEP_ZH

    slip = f"扫到{SLIP_KIND_ZH[found.kind]} {found.number}"
    if not found.current:
        return f"{slip}：是以前的单子（第 {found.round_no} 轮），事项后来又交办过，请核对。", (
            State.ATTENTION
        )
    if found.step is None:
        return f"{slip}：事项 {found.matter_number} 已经归档或作废。", State.INFO
    return f"{slip}，下一步：{STEP_ZH[found.step]}。", State.GOOD
