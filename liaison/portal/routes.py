"""Which address leads where, and the application around it."""

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from liaison.domain.codes import CodeKind
from liaison.domain.errors import LiaisonError, NotFound
from liaison.domain.words import sentence
from liaison.office import Office
from liaison.portal.guard import BODY_SECONDS, CALM, MOST_BODY, Guard, calm
from liaison.portal.limits import Limit
from liaison.portal.pages import LIVE, STYLE, colour_style, render, style
from liaison.portal.site import CACHED, Site, ask, notice


def application(
    office: Office,
    *,
    behind_proxy: bool = False,
    pages: Limit | None = None,
    most_body: int = MOST_BODY,
    body_seconds: float = BODY_SECONDS,
) -> Starlette:
    """The ASGI application of an office."""
    site = Site(office)
    guard = Middleware(
        Guard,
        behind_proxy=behind_proxy,
        pages=pages or Limit(1200, 60),
        most_body=most_body,
        body_seconds=body_seconds,
    )
    handlers = {HTTPException: _http_error, LiaisonError: _own_error}
    app = Starlette(routes=routes(site), middleware=[guard], exception_handlers=handlers)  # type: ignore[arg-type]
    app.router.redirect_slashes = False
    app.state.site = site
    return app


def routes(site: Site) -> list[Route]:
    found = [
        Route("/", _ask, methods=["GET"]),
        Route("/robots.txt", _robots),
        Route(f"/assets/{STYLE}", _style),
        Route("/assets/colour-{name}.css", _colour),
        Route("/r/{identifier}/{size}.jpg", site.photo),
    ]
    for path in ("/q", "/q/"):
        found += [
            Route(path, _ask, methods=["GET"]),
            Route(path, _asked(site), methods=["POST"]),
        ]
    for path in ("/q/{code}", "/q/{code}/"):
        found.append(Route(path, _told(site), methods=["GET"]))
    for kind in CodeKind:
        for tail in ("", "/"):
            found += _of_code(site, kind, f"/{kind.letter}/{{identifier}}", tail)
    return found


def _of_code(site: Site, kind: CodeKind, path: str, tail: str) -> list[Route]:
    found = [
        Route(f"{path}{tail}", lambda request: site.show(kind, request), methods=["GET"]),
        Route(
            f"{path}/notice{tail}",
            lambda request: notice(site.own_page(kind, request)),
            methods=["GET"],
        ),
    ]
    doors = {"write": False, "report": True} if kind is CodeKind.STATION else {"write": False}
    for door, report in doors.items():
        found += _door(site, kind, f"{path}/{door}{tail}", report)
    return found


def _door(site: Site, kind: CodeKind, path: str, report: bool) -> list[Route]:
    async def take(request: Request) -> Response:
        return await site.take(kind, request, report)

    def show(request: Request) -> Response:
        return site.form(site.own_page(kind, request), request, report)

    return [Route(path, show, methods=["GET"]), Route(path, take, methods=["POST"])]


def _asked(site: Site):  # type: ignore[no-untyped-def]  # noqa: ANN202
    async def answer(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=5, max_part_size=2000) as fields:
            typed = str(fields.get("code", ""))
        return await run_in_threadpool(site.progress, request, typed)

    return answer


def _told(site: Site):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return lambda request: site.progress(request, request.path_params["code"])


def _ask(_request: Request) -> Response:
    return ask()


def _robots(_request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n", headers=CACHED)


def _style(_request: Request) -> Response:
    return Response(style(), media_type="text/css", headers=CACHED)


def _colour(request: Request) -> Response:
    text = colour_style(request.path_params["name"])
    if text is None:
        raise HTTPException(404)
    return Response(text, media_type="text/css", headers=CACHED)


def _http_error(_request: Request, error: HTTPException) -> Response:
    return calm(error.status_code if error.status_code in CALM else 404)


def _own_error(_request: Request, error: LiaisonError) -> Response:
    if not isinstance(error, NotFound):
        return calm(503)
    page = render(
        "message.html",
        LIVE,
        title="没有这个码",
        words=sentence(error),
        station=None,
    )
    return HTMLResponse(page, 404)
