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
    if not re.search(r"[A-Za-zＡ-Ｚａ-ｚ]", text):
        from liaison.services.slip_finding import found_by_code

        return found_by_code(work, text)
    from liaison.domain.codes import as_meant, looks_garbled
    from liaison.services.code_checks import check

    if looks_garbled(text):
        raise BadInput("badge_garbled")
    return check(work, [as_meant(text)])[0]


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
        from liaison.domain.codes import CODE_KIND_ZH, STANDING_ZH, Standing

        code = found.code
        if code is None or code.representative_id is not None:
            self._sign(found)
            return
        self._window.go("codes")
        sound = found.standing is Standing.VALID
        words = f"扫到{CODE_KIND_ZH[code.kind]}：{code.whose}（{STANDING_ZH[found.standing]}）。"
        self._window.tell(words, State.GOOD if sound else State.ATTENTION)

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
