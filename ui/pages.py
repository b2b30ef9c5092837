"""Which pages there are: name, word, icon, and where the class is. Imported when first shown."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.context import Context
    from ui.tasks import Tasks
    from ui.widgets.page import Page


@dataclass(frozen=True)
class PageEntry:
    """`under` is the navigation entry that stays lit for a page without one of its own."""

    name: str
    word: str
    icon: str
    module: str
    class_name: str
    under: str = ""

    def exists(self) -> bool:
        package = self.module.rpartition(".")[0]
        return find_spec(package) is not None and find_spec(self.module) is not None

    def make(self, tasks: "Tasks", context: "Context") -> "Page":
        page: Page = getattr(import_module(self.module), self.class_name)(tasks, context)
        return page


PAGES = (
    PageEntry("today", "今日", "clock", "ui.today.page", "TodayPage"),
    PageEntry("receptions", "接待", "chat", "ui.receptions.register_page", "RegisterPage"),
    PageEntry(
        "new_reception",
        "新的接待",
        "chat",
        "ui.receptions.new_page",
        "NewReceptionPage",
        "receptions",
    ),
    PageEntry("submissions", "网上来的", "tray", "ui.submissions.page", "SubmissionsPage", "today"),
    PageEntry("matters", "事项", "list-bullets", "ui.matters.page", "MattersPage"),
    PageEntry("proposals", "建议和来信", "note-pencil", "ui.proposals.page", "ProposalsPage"),
    PageEntry(
        "new_proposal",
        "起草建议",
        "note-pencil",
        "ui.proposals.draft_page",
        "DraftPage",
        "proposals",
    ),
    PageEntry(
        "letters", "来信来访", "envelope-simple", "ui.letters.page", "LettersPage", "proposals"
    ),
    PageEntry("duty", "值班", "calendar-blank", "ui.duty.page", "DutyPage"),
    PageEntry(
        "activities",
        "活动和领导进站",
        "calendar-blank",
        "ui.activities.page",
        "ActivitiesPage",
        "duty",
    ),
    PageEntry("people", "代表", "users", "ui.people.page", "PeoplePage"),
    PageEntry(
        "performance",
        "履职排名",
        "list-numbers",
        "ui.performance.page",
        "StandingsPage",
        "people",
    ),
    PageEntry("contacts", "双联系", "handshake", "ui.contacts.page", "ContactsPage", "people"),
    PageEntry("codes", "码与海报", "qr-code", "ui.codes.page", "CodesPage"),
    PageEntry("reports", "报表", "file-text", "ui.reports.page", "ReportsPage"),
    PageEntry("exchange", "导入", "download-simple", "ui.exchange.page", "ExchangePage"),
    PageEntry("settings", "设置", "gear", "ui.settings.page", "SettingsPage"),
)


def entry(name: str) -> PageEntry:
    return next(one for one in PAGES if one.name == name)


def in_navigation() -> list[PageEntry]:
    """The pages with a place of their own at the left; 设置 stands last, apart."""
    return [one for one in PAGES if not one.under and one.exists()]
