"""Makes the papers of the work page. Filling one is written to the trail and counted as a print."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from liaison.domain.ids import MatterId, ReferralId
from liaison.domain.slip_code import SLIP_KIND_ZH, SlipKind
from ui.matters.paper_panel import Made
from ui.tasks import Tasks
from ui.widgets import Page

if TYPE_CHECKING:
    from liaison.domain.progress import Progress
    from liaison.services.matter_list import MatterQuery
    from liaison.services.work import Work

Fill = Callable[["Work", "Progress"], Any]


class Papers(QObject):
    made = Signal(object)
    """A `Made` to look at."""

    def __init__(self, tasks: Tasks, page: Page) -> None:
        super().__init__(page)
        self._tasks, self._page = tasks, page

    def slip(self, kind: SlipKind, key: MatterId, referral_id: ReferralId | None) -> None:
        """One slip of one matter."""

        def fill(work: "Work", _progress: "Progress") -> list[Any]:
            return [filled(work, kind, key, referral_id)]

        self._make(fill, kind, SLIP_KIND_ZH[kind])

    def referral_slips(self, asked: Sequence[MatterId]) -> None:
        """交办单 of many matters in one file; those that are at no unit have none."""

        def fill(work: "Work", progress: "Progress") -> list[Any]:
            from liaison.services import matter_view

            found = []
            for place, key in enumerate(asked):
                progress(place, len(asked))
                referral = matter_view.view(work, key).referral
                if referral is not None:
                    found.append(filled(work, SlipKind.REFERRAL, key, referral.id))
            return found

        self._make(fill, SlipKind.REFERRAL, "交办单")

    def work_list(self, query: "MatterQuery", keys: frozenset[MatterId] = frozenset()) -> None:
        """The list as it is filtered, or the ticked ones of it."""

        def fill(work: "Work", _progress: "Progress") -> list[Any]:
            from liaison.services.matters_paper import matters_paper

            return [matters_paper(work, query, keys)]

        self._make(fill, None, "事项清单")

    def _make(self, fill: Fill, kind: SlipKind | None, title: str) -> None:
        def lay_out(papers: list[Any]) -> None:
            if not papers:
                self._page.message.say("勾选的事项都没有在办的交办单可打。")
                return
            self._tasks.compute(
                self,
                lambda _: _laid_out(papers, kind, title),
                self.made.emit,
                self._page.refuse,
                f"正在排{title}",
            )

        self._tasks.write(self, fill, lay_out, self._page.refuse)


def filled(work: "Work", kind: SlipKind, key: MatterId, referral_id: ReferralId | None) -> Any:
    """The paper's own value. NotFound: there is nothing yet that it could say."""
    from liaison.services import matter_slips

    if kind is SlipKind.REFERRAL and referral_id is not None:
        return matter_slips.referral_paper(work, referral_id)
    if kind is SlipKind.GUIDANCE:
        return matter_slips.guidance_paper(work, key)
    return matter_slips.feedback_paper(work, key)


def _laid_out(papers: list[Any], kind: SlipKind | None, title: str) -> Made:
    from liaison.documents.render import joined, page_sizes

    pdfs = [_pdf(paper, kind) for paper in papers]
    pdf = pdfs[0] if len(pdfs) == 1 else joined(pdfs)
    number = papers[0].number if len(papers) == 1 and kind is not None else ""
    many = f"{len(papers)} 份" if len(papers) > 1 else ""
    named = f"{title} {number or many}".strip()
    return Made(named, named.replace(" ", "-"), pdf, tuple(page_sizes(pdf)))


def _pdf(paper: Any, kind: SlipKind | None) -> bytes:
    if kind is None:
        from liaison.documents.matters_pdf import matters_pdf

        return matters_pdf(paper)
    from liaison.documents.slips import slip_pdf

    return slip_pdf(paper)
