"""The live pages: which address shows what. Everything that is decided is decided in services."""

import secrets
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from liaison.domain import sending
from liaison.domain.codes import CodeKind
from liaison.domain.errors import BadInput, InvalidForm, LiaisonError, NotFound
from liaison.domain.public_pages import GonePage, PortalPage, RepresentativePage, StationPage
from liaison.domain.query_code import grouped, query_code
from liaison.domain.submission import SubmittedBy
from liaison.domain.words import problem_words, sentence
from liaison.office import Office
from liaison.portal import photos, sent_form
from liaison.portal.limits import Limit
from liaison.portal.pages import LIVE, render, render_page
from liaison.portal.tickets import Tickets
from liaison.services import portal_pages, public_progress, stations, submissions
from liaison.services.submissions import SubmissionForm, SubmissionReceipt

COOKIE = "liaison"
CACHED = {"cache-control": "public, max-age=3600"}
TAKEN_AWAY = "页面开得太久了，刚才没有送出。您写的还在，请再按一次“提交”（图片要重新选）。"
TOO_OFTEN = "送出得太频繁，这一次没有保存。您写的还在，请过几分钟再按“提交”。"


class Site:
    """One office's pages, with the counters that bound them."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.tickets = Tickets()
        self.sends = Limit(30, 600)
        self.guesses = Limit(30, 600)
        self._one_at_a_time = Lock()

    def own_page(self, kind: CodeKind, request: Request) -> PortalPage:
        """The page of the code in the address. NotFound: none; HTTPException 429: too many wrong ones.

        A right code always opens: a whole quarter may share one address of its carrier.
        """
        identifier = request.path_params["identifier"].lower()
        try:
            return self.office.read(lambda work: portal_pages.page(work, kind, identifier))
        except NotFound:
            if not self.guesses.count(request.state.address):
                raise HTTPException(429) from None
            raise

    def show(self, kind: CodeKind, request: Request) -> Response:
        page = self.own_page(kind, request)
        return HTMLResponse(render_page(page, LIVE), 410 if isinstance(page, GonePage) else 200)

    def photo(self, request: Request) -> Response:
        identifier = request.path_params["identifier"].lower()
        size = request.path_params["size"]
        content = (
            self.office.read(lambda work: portal_pages.photo(work, identifier))
            if size in {"small", "large"}
            else None
        )
        if content is None:
            raise HTTPException(404)
        box = photos.SMALL if size == "small" else photos.LARGE
        return Response(photos.scaled(content, box), media_type="image/jpeg", headers=CACHED)

    def form(self, page: PortalPage, request: Request, report: bool) -> Response:
        if isinstance(page, GonePage):
            return HTMLResponse(render_page(page, LIVE), 410)
        return self._form(page, request, sent_form.Typed(), {}, "", report)

    async def take(self, kind: CodeKind, request: Request, report: bool) -> Response:
        """Read what was sent, keep it, and show the query code; or show it again with its problems."""
        page = await run_in_threadpool(self.own_page, kind, request)
        if isinstance(page, GonePage):
            return HTMLResponse(render_page(page, LIVE), 410)
        typed, pictures = await sent_form.read(request)
        return await run_in_threadpool(self._keep, page, request, typed, pictures, report)

    def _keep(
        self,
        page: StationPage | RepresentativePage,
        request: Request,
        typed: sent_form.Typed,
        pictures: list[bytes],
        report: bool,
    ) -> Response:
        cookie = request.cookies.get(COOKIE, "")
        once = self.tickets.once(typed.ticket, cookie, request.url.path)
        if once is None:
            return self._form(page, request, typed, {}, TAKEN_AWAY, report, 403)
        by = SubmittedBy.REPRESENTATIVE if report else SubmittedBy.CITIZEN
        holder = page.representative_id if isinstance(page, RepresentativePage) else None
        form = typed.form(once, page.station.id, holder, by, len(pictures))
        found = {one.field: problem_words(one) for one in form.problems()}
        if not found:
            if not self.sends.count(request.state.address):
                return self._form(page, request, typed, {}, TOO_OFTEN, report, 429)
            try:
                return self._receipt(page, self._submit(form, pictures))
            except InvalidForm as error:
                found = {one.field: problem_words(one) for one in error.problems}
            except BadInput as error:
                found = {"pictures": sentence(error)}
            except LiaisonError as error:
                return self._form(page, request, typed, {}, sentence(error), report, 503)
        if "label" in found:
            self.guesses.count(request.state.address)
        return self._form(page, request, typed, found, "", report, 422)

    def _submit(self, form: SubmissionForm, pictures: list[bytes]) -> SubmissionReceipt:
        """Pictures are drawn before the transaction begins, and one writer waits for the other."""
        clean = [sent_form.redrawn(one) for one in pictures]
        with self._one_at_a_time:
            receipt, _ = self.office.write(lambda work: submissions.submit(work, form, clean))
        return receipt

    def _receipt(
        self, page: StationPage | RepresentativePage, receipt: SubmissionReceipt
    ) -> Response:
        code = grouped(receipt.token)
        link = f"/q/{query_code(receipt.token)}"
        return HTMLResponse(
            render("sent.html", LIVE, page=page, station=page.station, code=code, link=link)
        )

    def _form(  # noqa: PLR0913, PLR0917 - a form knows all that stands in it
        self,
        page: StationPage | RepresentativePage,
        request: Request,
        typed: sent_form.Typed,
        problems: dict[str, str],
        remark: str,
        report: bool,
        status: int = 200,
    ) -> Response:
        cookie = request.cookies.get(COOKIE) or secrets.token_urlsafe(18)
        values = {
            "page": page,
            "station": page.station,
            "typed": typed,
            "problems": problems,
            "remark": remark,
            "report": report,
            "ticket": self.tickets.issue(cookie, request.url.path),
            "categories": self.office.read(stations.categories),
            "tell_hows": sending.TELL_HOW_ZH,
            "sending": sending,
        }
        answer = HTMLResponse(render("write.html", LIVE, **values), status)
        if cookie != request.cookies.get(COOKIE):
            answer.set_cookie(
                COOKIE, cookie, httponly=True, samesite="lax", secure=request.state.https
            )
        return answer

    def progress(self, request: Request, typed: str) -> Response:
        """How a matter stands, or why the code opens nothing; wrong ones are counted."""
        address = request.state.address
        if self.guesses.reached(address):
            raise HTTPException(429)
        try:
            view = self.office.read(lambda work: public_progress.progress(work, typed))
        except (BadInput, NotFound) as error:
            self.guesses.count(address)
            status = 404 if isinstance(error, NotFound) else 422
            return ask(sentence(error), typed[:60], status)
        return HTMLResponse(render("progress.html", LIVE, view=view, station=None))


def ask(problem: str = "", typed: str = "", status: int = 200) -> Response:
    page = render("ask.html", LIVE, problem=problem, typed=typed, station=None)
    return HTMLResponse(page, status)


def notice(page: PortalPage) -> Response:
    words = sending.notice_zh(page.station.name, page.station.address, page.station.phone)
    values = {"page": page, "station": page.station, "words": words}
    return HTMLResponse(render("notice.html", LIVE, version=sending.NOTICE_VERSION, **values))
