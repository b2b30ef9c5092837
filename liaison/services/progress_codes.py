"""查询码 of matters said at the desk: given out on the slip, asked with at home."""

from dataclasses import dataclass

from sqlalchemy import select

from db.models import Matter, ProgressCode
from liaison.domain.codes import new_token
from liaison.domain.errors import BadInput, NotFound
from liaison.domain.ids import MatterId
from liaison.domain.query_code import grouped, query_link
from liaison.services.code_rows import web_address
from liaison.services.work import Work


@dataclass(frozen=True)
class QueryCode:
    """`code` for people, in groups; `link` for a QR symbol."""

    code: str
    link: str


def issue(work: Work, matter_id: MatterId) -> QueryCode:
    """The matter's code, made when first asked for (use inside `office.write`).

    NotFound: no such matter. BadInput: without a web address nobody could ask with it.
    """
    base = web_address(work)
    if not base:
        raise BadInput("query_code_without_address")
    matter = work.session.get(Matter, matter_id)
    if matter is None:
        raise NotFound("matter_not_found")
    token = _token(work, matter_id)
    if token is None:
        token = new_token()
        work.session.add(
            ProgressCode(
                station_id=matter.station_id, matter_id=matter_id, token=token, issued_at=work.now
            )
        )
        work.session.flush()
    return QueryCode(grouped(token), query_link(token, base))


def _token(work: Work, matter_id: MatterId) -> str | None:
    return work.session.scalar(
        select(ProgressCode.token).where(ProgressCode.matter_id == matter_id)
    )
