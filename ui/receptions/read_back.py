"""The words in 20-point type, to read to the visitor before they are saved; and the notice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.matter import DECLINE_REASON_ZH, Disposition
from liaison.domain.notice import notice_zh
from liaison.services.reception_form import MatterForm, ReceptionForm
from ui.widgets import Button, Card, PrimaryButton, Rule, Text, clear, scrolled


class Reading(QWidget):
    """A sheet in the form's place. Esc goes back, Enter says that it was read."""

    back = Signal()
    agreed = Signal()

    def __init__(self, heading: str, agree: str) -> None:
        super().__init__()
        card = Card(heading, " ", margin=24)
        inside = QWidget()
        self.lines = QVBoxLayout(inside)
        self.lines.setContentsMargins(0, 0, 12, 0)
        self.lines.setSpacing(14)
        self.area = scrolled(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(heading)
        card.body.addWidget(self.area, 1)
        self.agree = PrimaryButton(agree, "Return", own_key=False)
        self.leave = Button("返回修改", "Esc", own_key=False)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.agree)
        card.body.addLayout(row)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        self.agree.clicked.connect(self.agreed)
        self.leave.clicked.connect(self.back)
        for key, signal in (("Esc", self.back), ("Return", self.agreed), ("Enter", self.agreed)):
            QShortcut(
                QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            ).activated.connect(signal)

    def _say(self, name: str, words: str) -> None:
        if name:
            self.lines.addWidget(Text(name, "muted"))
        self.lines.addWidget(Text(words, "reading", wrap=True))


class ReadBack(Reading):
    def __init__(self) -> None:
        super().__init__("读给来访人听", "读过了，没有出入")

    def tell(self, form: ReceptionForm) -> None:
        clear(self.lines)
        self._say("您说的话", form.words.strip() or "（还没有写）")
        for place, matter in enumerate(form.matters, start=1):
            self.lines.addWidget(Rule())
            self._say(f"第 {place} 件", _matter_words(matter))
        self.lines.addStretch(1)


class NoticeSheet(Reading):
    def __init__(self) -> None:
        super().__init__("告知书", "已当面告知")

    def tell(self, station: str, address: str, phone: str) -> None:
        clear(self.lines)
        for paragraph in notice_zh(station, address, phone):
            label = Text(paragraph, "large", wrap=True)
            self.lines.addWidget(label)
        self.lines.addStretch(1)


def _matter_words(matter: MatterForm) -> str:
    title = matter.title.strip() or "（还没有写）"
    if matter.repeat_of_id or matter.merge_into_id:
        return f"{title}\n并入已经在办的那一件，一样会给您答复。"
    if matter.disposition is Disposition.ANSWERED_ON_THE_SPOT:
        return f"{title}\n当场答复：{matter.answer.strip()}"
    if matter.disposition is Disposition.REFERRED:
        return f"{title}\n交给{matter.unit_name.strip() or '有关单位'}办理，有结果告诉您。"
    reason = DECLINE_REASON_ZH[matter.decline_reason] if matter.decline_reason else ""
    where = " ".join(part for part in (matter.where_to.strip(), matter.where_phone.strip()) if part)
    return f"{title}\n这件不由本站受理（{reason}），请到：{where}"
