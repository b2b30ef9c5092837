"""Between the network and the pages: bounds, headers, a calm answer to whatever goes wrong, a log."""

import asyncio
import logging
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from liaison.portal.limits import Limit, coarse, whose
from liaison.portal.pages import LIVE, render

LOG = logging.getLogger("liaison.portal")
MOST_BODY = 24 << 20
BODY_SECONDS = 120.0
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_PARTS = frozenset({"s", "r", "q", "assets"})


class TooMuchError(Exception):
    """The body is larger or slower than what is taken."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class Guard:
    """The outermost layer: nothing inside it reaches the phone as a traceback."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        behind_proxy: bool,
        pages: Limit,
        most_body: int = MOST_BODY,
        body_seconds: float = BODY_SECONDS,
    ) -> None:
        self.app = app
        self.behind_proxy = behind_proxy
        self.pages = pages
        self.most_body = most_body
        self.body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, headers = time.perf_counter(), Headers(scope=scope)
        peer = scope["client"][0] if scope.get("client") else ""
        address = whose(peer, headers.get("x-forwarded-for", ""), behind_proxy=self.behind_proxy)
        proto = headers.get("x-forwarded-proto", "") if self.behind_proxy else scope["scheme"]
        scope["state"] = {"address": address, "https": proto == "https"}
        sent = _Sent(send, https=proto == "https")
        try:
            await self._answer(scope, headers, receive, sent)
        except TooMuchError as error:
            await sent.instead(calm(error.status), scope, receive)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the phone gets one sentence
            LOG.error("%s in %s", type(error).__name__, _place(error))  # noqa: TRY400 - its text may hold words
            await sent.instead(calm(500), scope, receive)
        took = (time.perf_counter() - begun) * 1000
        LOG.info(
            "%s %s %s %.0fms %s",
            scope["method"] if scope["method"] in METHODS else "?",
            shown_path(scope["path"]),
            sent.status,
            took,
            coarse(address),
        )

    async def _answer(
        self, scope: Scope, headers: Headers, receive: Receive, sent: "_Sent"
    ) -> None:
        if not self.pages.count(scope["state"]["address"]):
            await sent.instead(calm(429), scope, receive)
        elif scope["method"] == "OPTIONS":
            allow = {"allow": ", ".join(METHODS)}
            await Response(status_code=204, headers=allow)(scope, receive, sent.send)
        elif scope["method"] not in METHODS:
            await sent.instead(calm(405), scope, receive)
        elif not _fits(headers.get("content-length"), self.most_body):
            await sent.instead(calm(413), scope, receive)
        else:
            await self.app(scope, self._bounded(receive), sent.send)

    def _bounded(self, receive: Receive) -> Receive:
        """The body, no longer and no slower than agreed."""
        taken, until = 0, time.monotonic() + self.body_seconds
        whole = False

        async def take() -> Message:
            nonlocal taken, whole
            if whole:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), max(0.01, until - time.monotonic()))
            except TimeoutError as error:
                raise TooMuchError(408) from error
            taken += len(message.get("body", b""))
            if taken > self.most_body:
                raise TooMuchError(413)
            whole = message["type"] == "http.request" and not message.get("more_body", False)
            return message

        return take


class _Sent:
    """What has been sent so far, with the headers that every answer bears."""

    def __init__(self, send: Send, *, https: bool) -> None:
        self._send = send
        self._https = https
        self.status = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-store")
            if self._https:
                headers["strict-transport-security"] = "max-age=31536000"
        await self._send(message)

    async def instead(self, response: Response, scope: Scope, receive: Receive) -> None:
        """Answer so, unless an answer has begun: then the connection just ends."""
        if not self.status:
            await response(scope, receive, self.send)


CALM = {
    404: ("没有这一页", "网址不完整，或者写错了。请再扫一次码。"),
    405: ("不能这样打开", "请扫墙上或卡上的码打开。"),
    408: ("传得太慢", "网络太慢，没有传完，什么都没有保存。请换个地方再试，或者少传一张图片。"),
    413: ("太大了", "图片太大，没有收下，什么都没有保存。请少选一张，或者选小一些的图片。"),
    429: ("请歇一会儿", "打开得太频繁，请过几分钟再试。"),
    500: ("出了点问题", "这一页没有打开，问题已经记下。请稍后再试，或者打电话问联络站。"),
    503: ("正忙", "现在打不开，请稍后再试。"),
}


def calm(status: int) -> Response:
    title, words = CALM.get(status, CALM[500])
    page = render("message.html", LIVE, title=title, words=words, station=None)
    headers = {"connection": "close"} if status in (408, 413) else None
    return HTMLResponse(page, status, headers)


def shown_path(path: str) -> str:
    """A path for the log: which kind of page, never which code."""
    first, *rest = path.strip("/").split("/")
    if first not in _PARTS:
        return "/" if not first else "/?"
    last = rest[-1] if len(rest) > 1 and rest[-1] in {"write", "report", "notice"} else ""
    return f"/{first}/{'…' if rest else ''}{'/' + last if last else ''}"


def _fits(length: str | None, most: int) -> bool:
    return length is None or (length.isascii() and length.isdecimal() and int(length[:12]) <= most)


def _place(error: BaseException) -> str:
    """Where it happened: file and line, never what it held."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
