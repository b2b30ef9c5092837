"""起草建议: the paper of a proposal; every word is kept as it is typed."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from liaison.domain.clock import civil
from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.ids import ProposalId, StationId
from liaison.domain.proposal import PROPOSAL_KIND_ZH, RULES, ProposalKind
from liaison.services.proposals_forms import MOST_PEOPLE, ProposalForm
from liaison.services.proposals_view import ProposalView
from ui import theme
from ui.context import Context
from ui.proposals.many import Many
from ui.proposals.paper import EMPTY, KIND, Lists, content_of, key_of, opened, viewed
from ui.receptions.draft import DraftKeeper
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import (
    Button,
    Card,
    EmptyState,
    Field,
    LinkButton,
    Page,
    PrimaryButton,
    Text,
    scrolled,
)
from ui.widgets.line import SearchCombo
from ui.widgets.switch import SegmentedSwitch
from ui.widgets.words_edit import WordsEdit

if TYPE_CHECKING:
    from liaison.services.work import Work

SIDE = 300


class DraftPage(Page):
    help_zh = """
一件建议只写一件事：写清情况、问题和建议。写下的每个字都会自动存好，关掉窗口、停电也找得回来。
由事项转来的，只带标题、类别、地点和人数；群众的姓名和原话留在事项里，不要抄过来。
Ctrl S　存为草稿，接着去逐条核对
Esc　先不写，回到列表（写下的还在）"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("起草建议")
        self._tasks, self._context = tasks, context
        self._view: ProposalView | None = None
        self._turn = 0
        self._saving, self._filling = False, True  # until the lists have come
        self.kept = Text("", "good")
        self.back = Button("先不写", "Esc")
        self.save = PrimaryButton("存为草稿", "Ctrl+S")
        self.act(self.kept, self.back, self.save)
        self.fields: dict[str, Field] = {}
        self.headline = QLineEdit()
        self.headline.setPlaceholderText("关于……的建议")
        self.kind = SegmentedSwitch("类型", tuple(PROPOSAL_KIND_ZH.items()))
        self.category = SearchCombo("类别")
        self.village = SearchCombo("涉及地点")
        self.lead = SearchCombo("领衔代表")
        self.signers = Many("附议代表")
        self.people = QSpinBox()
        self.people.setRange(0, MOST_PEOPLE)
        self.people.setSpecialValueText("没有")
        self.content = WordsEdit("内容", "情况是怎样的，问题在哪里，建议怎样办。")
        self.content.setMinimumHeight(theme.active().px(220))
        self.draft = DraftKeeper(tasks, self._typed, self, KIND)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.headline)

    def _arrange(self) -> None:
        paper = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for name, label, editor, place in (
            ("title", "案由", self.headline, (0, 0, 1, 2)),
            ("kind", "类型", self.kind, (1, 0, 1, 1)),
            ("people_count", "有几位群众反映", self.people, (1, 1, 1, 1)),
            ("category", "类别", self.category, (2, 0, 1, 1)),
            ("area", "涉及地点", self.village, (2, 1, 1, 1)),
            ("lead", "领衔代表", self.lead, (3, 0, 1, 1)),
            ("signers", "附议代表（一次选一位）", self.signers, (3, 1, 1, 1)),
            ("content", "内容", self.content, (4, 0, 1, 2)),
        ):
            self.fields[name] = Field(label, editor)
            top = Qt.AlignmentFlag(0) if name == "content" else Qt.AlignmentFlag.AlignTop
            grid.addWidget(self.fields[name], *place, top)
        grid.setRowStretch(4, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        paper.body.addLayout(grid, 1)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(paper, 1)
        row.addWidget(self._side(), 0, Qt.AlignmentFlag.AlignTop)
        self._whole = scrolled(inside)
        self._covered = EmptyState(
            "参观模式：正在写的建议已经遮住", "关掉上方的“参观模式”接着写，写下的都在。"
        )
        self.body.addWidget(self._whole, 1)
        self.body.addWidget(self._covered, 1)
        self._covered.hide()

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(theme.active().px(SIDE))
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        rules = Card("提交前要核对")
        for rule in RULES:
            line = Text(f"· {rule.tick}", wrap=True)
            line.setToolTip(f"{rule.why}（{rule.source}）")
            rules.body.addWidget(line)
        self.sources = Card("来自事项")
        self._source_lines = QVBoxLayout()
        self.sources.body.addLayout(self._source_lines)
        self.sources.body.addWidget(
            Text("群众的姓名和原话留在事项里，不抄进建议。", "small", wrap=True)
        )
        box.addWidget(rules)
        box.addWidget(self.sources)
        self.sources.hide()
        return side

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save_clicked)
        self.back.clicked.connect(self._on_back_clicked)
        self.draft.kept.connect(self._on_kept)
        self.headline.textChanged.connect(self._on_typed)
        self.content.textChanged.connect(self._on_typed)
        self.people.valueChanged.connect(self._on_typed)
        self.kind.changed.connect(self._on_typed)
        self.signers.changed.connect(self._on_typed)
        for combo in (self.category, self.village, self.lead):
            combo.chosen.connect(self._on_typed)
        self._context.visiting_changed.connect(lambda on: self._cover(on=on))

    def _cover(self, *, on: bool) -> None:
        self._whole.setVisible(not on)
        self._covered.setVisible(on)
        self.save.setEnabled(not on)

    def open(self, proposal_id: UUID | None = None, **_arguments: Any) -> None:
        """A new paper (or the one that was left unfinished), or a draft to write on."""
        self.leave()
        self.message.hide()
        self._cover(on=self._context.visiting)
        self._turn += 1
        turn, station_id = self._turn, self._context.station_id
        key = ProposalId(proposal_id) if proposal_id else None
        self._tasks.read(
            self,
            lambda work: opened(work, key, station_id),
            lambda found: self._begin(turn, *found),
        )

    def _begin(self, turn: int, lists: Lists, view: ProposalView | None, kept: Any) -> None:
        if turn != self._turn:
            return
        self._filling = True
        self._view, self._saving = view, False
        self.category.offer(lists.categories)
        self.village.offer(lists.villages)
        self.lead.offer(lists.people)
        self.signers.offer(lists.people)
        self._put(content_of(view) if view else {})
        self._show_sources(view)
        self.draft.begin()
        if kept is not None:
            self._put(kept.content)
            self.draft.begin(kept.id, dict(kept.content))
            self._on_kept(civil(kept.saved_at))
            self.message.say(
                "上次没写完的在这里，接着写。",
                State.INFO,
                self._begin_anew,
                "放弃这些字",
            )
        else:
            self.kept.clear()
        self._clear()
        self.entitle(
            "修改建议草稿" if view else "起草建议",
            "改动案由或内容后，要重新逐条核对" if view else "一事一件：一件建议只写一件事",
        )
        self._filling = False
        self.headline.setFocus()

    def _begin_anew(self) -> None:
        """Forget what was kept; the draft itself stays as it was saved."""
        self._filling = True
        self._put(content_of(self._view) if self._view else {})
        self._filling = False
        self.draft.save()
        self.headline.setFocus()

    def _put(self, content: dict[str, Any]) -> None:
        self.headline.setText(content.get("title", ""))
        self.headline.setCursorPosition(0)
        self.kind.choose(ProposalKind(content.get("kind", ProposalKind.SUGGESTION)))
        self.people.setValue(int(content.get("people_count", 0)))
        self.category.choose(key_of(content.get("category_id")))
        self.village.choose(key_of(content.get("area_id")))
        self.lead.choose(key_of(content.get("lead_id")))
        self.signers.put([key_of(one) for one in content.get("signer_ids", ())])
        self.content.setPlainText(content.get("content", ""))

    def _show_sources(self, view: ProposalView | None) -> None:
        from ui.widgets import clear

        clear(self._source_lines)
        for one in view.sources if view else ():
            link = LinkButton(one.number)
            link.clicked.connect(
                lambda _=False, key=one.matter_id: self._context.go("matters", matter_id=key)
            )
            self._source_lines.addWidget(link)
        self.sources.setVisible(bool(view and view.sources))

    def form(self) -> ProposalForm:
        """What is on the page now."""
        view = self._view
        return ProposalForm(
            self.headline.text(),
            self.kind.value,
            self.content.words,
            self.category.value,
            self.village.value,
            self.lead.value,
            self.signers.values,
            self.people.value(),
            view.station_id if view else self._context.station_id,
            self.draft.id,
        )

    def _content(self) -> dict[str, Any]:
        form, view = self.form(), self._view
        return {
            "title": form.title,
            "kind": form.kind.value,
            "content": form.content,
            "category_id": str(form.category_id or ""),
            "area_id": str(form.area_id or ""),
            "lead_id": str(form.lead_id or ""),
            "signer_ids": [str(one) for one in form.signer_ids],
            "people_count": form.people_count,
            "proposal_id": str(view.id) if view else "",
        }

    def _typed(self) -> tuple[StationId, dict[str, Any]] | None:
        """What the keeper saves; nothing while it says no more than the office has already."""
        content, view = self._content(), self._view
        saved = content_of(view) if view else EMPTY
        if all(content[name] == saved[name] for name in saved):
            return None
        stations = self._context.facts.stations
        station = view.station_id if view and view.station_id else self._context.station_id
        station = station or (stations[0].id if stations else None)
        return (station, content) if station is not None else None

    @Slot()
    def _on_typed(self) -> None:
        if not self._filling:
            self.draft.touch()

    def _on_kept(self, at: Any) -> None:
        self.kept.setText(f"✓ 已存 {at:%H:%M}" if at else "")

    @Slot()
    def _on_save_clicked(self) -> None:
        if self._saving:
            return
        self._clear()
        self.message.hide()
        for combo in (self.category, self.village, self.lead):
            combo.settle()
        form, view = self.form(), self._view
        self._saving = True
        self.draft.rest()

        def write(work: "Work", _progress: object) -> ProposalId:
            from liaison.services import proposals_drafts

            if view is None:
                return proposals_drafts.draft(work, form)
            proposals_drafts.amend(work, view.id, form, view.version)
            return view.id

        self._tasks.write(self, write, self._on_saved, self._on_failed)

    def _on_saved(self, key: ProposalId) -> None:
        self._saving = False
        self.draft.begin()
        self._view = None
        self._filling = True
        self._put({})
        self._filling = False
        said = "草稿已存好：逐条核对后就可以提交"
        self._context.go("proposals", proposal_id=key, said=said)

    def _on_failed(self, error: LiaisonError) -> None:
        from liaison.domain.words import problem_words

        self._saving = False
        self.draft.touch()
        if not isinstance(error, InvalidForm):
            self.refuse(error)
            self._look_again()
            return
        shown = [one for one in error.problems if one.field in self.fields]
        for problem in shown:
            self.fields[problem.field].complain(problem_words(problem))
        if shown:
            self.fields[shown[0].field].editor.setFocus()
        else:
            self.refuse(error)

    def _look_again(self) -> None:
        """Somebody may have changed the draft: what is typed stays, the next saving knows of it."""
        view = self._view
        if view is None:
            return

        def told(newer: ProposalView) -> None:
            if self._view is view:
                self._view = newer

        key = view.id
        self._tasks.read(self, lambda work: viewed(work, key), told)

    @Slot()
    def _on_back_clicked(self) -> None:
        key = self._view.id if self._view else None
        self._context.go("proposals", **({"proposal_id": key} if key else {}))

    def _clear(self) -> None:
        for field in self.fields.values():
            field.complain("")

    def leave(self) -> None:
        """Keep what is typed."""
        if not self._saving and not self._filling:
            self.draft.save()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.leave()
