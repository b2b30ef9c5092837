"""What the paper of a proposal reads: the lists, the draft itself, and what was typed and not saved."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from liaison.domain.ids import ProposalId, StationId
from liaison.domain.proposal import ProposalKind
from liaison.services.proposals_view import ProposalView
from ui.widgets.line import Option

if TYPE_CHECKING:
    from liaison.services.work import Work

KIND = "proposal"
"""Of the kept typing."""


@dataclass(frozen=True)
class Lists:
    """What the paper chooses from."""

    categories: tuple[Option, ...] = ()
    villages: tuple[Option, ...] = ()
    people: tuple[Option, ...] = ()


EMPTY: dict[str, Any] = {
    "title": "",
    "kind": ProposalKind.SUGGESTION.value,
    "content": "",
    "category_id": "",
    "area_id": "",
    "lead_id": "",
    "signer_ids": [],
    "people_count": 0,
}


def content_of(view: ProposalView | None) -> dict[str, Any]:
    if view is None:
        return EMPTY
    return {
        "title": view.title,
        "kind": view.kind.value,
        "content": view.content,
        "category_id": str(view.category_id or ""),
        "area_id": str(view.area_id or ""),
        "lead_id": str(view.lead_id or ""),
        "signer_ids": [str(one.representative_id) for one in view.signers if one.representative_id],
        "people_count": view.people_count,
    }


def key_of(text: Any) -> UUID | None:
    return UUID(str(text)) if text else None


def opened(
    work: "Work", key: ProposalId | None, station_id: StationId | None
) -> tuple[Lists, ProposalView | None, Any]:
    """The lists, the draft to write on, and what was typed for it and not saved."""
    from liaison.services import drafts, proposals_view

    view = proposals_view.view(work, key) if key else None
    wanted = str(key or "")
    kept = next(
        (one for one in drafts.kept(work, None, KIND) if one.content.get("proposal_id") == wanted),
        None,
    )
    return _lists(work, view.station_id if view else station_id), view, kept


def viewed(work: "Work", key: ProposalId) -> ProposalView:
    from liaison.services import proposals_view

    return proposals_view.view(work, key)


def _lists(work: "Work", station_id: StationId | None) -> Lists:
    from liaison.services.receivers import receivers
    from liaison.services.station_list import stations
    from liaison.services.stations import categories, villages

    places = villages(work, station_id)
    here = station_id or next((one.id for one in stations(work)), None)
    people = receivers(work, here, work.today) if here else []
    return Lists(
        tuple(Option(one.id, one.name) for one in categories(work)),
        tuple(Option(one.id, one.name) for one in places),
        tuple(
            Option(
                one.id, "　".join(filter(None, (one.name, one.levels_zh, one.telling))), one.name
            )
            for one in people
        ),
    )
