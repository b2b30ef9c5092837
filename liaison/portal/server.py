"""`portal serve`: one process, one line when it is ready, a calm end."""

import logging
import socket
import sys
from collections.abc import Callable

import uvicorn

from liaison.domain.errors import BadInput
from liaison.office import Office
from liaison.portal.guard import LOG
from liaison.portal.routes import application

CONNECTIONS = 200


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(
    office: Office, host: str, port: int, ready: Callable[[str], None], *, behind_proxy: bool
) -> None:
    """Serve until told to stop. BadInput: the port or the address can't be had."""
    listening = _listen(host, port)
    config = uvicorn.Config(
        application(office, behind_proxy=behind_proxy),
        access_log=False,
        log_config=None,
        log_level="critical",
        proxy_headers=False,
        server_header=False,
        date_header=True,
        lifespan="off",
        ws="none",
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=10,
        h11_max_incomplete_event_size=16_384,
        http="h11",
    )
    number = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    _write_log()
    try:
        _Server(config, lambda: ready(f"http://{shown}:{number}/")).run([listening])
    finally:
        listening.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(CONNECTIONS)
    except (OSError, OverflowError) as error:
        listening.close()
        import errno

        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        code = "portal_port_taken" if taken else "portal_port_refused"
        raise BadInput(code, host=host, port=port) from error
    return listening


def _write_log() -> None:
    if not LOG.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
