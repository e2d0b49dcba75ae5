"""The web server: one process, its own socket, stopped without a fuss."""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
import socket
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from goodoffices.errors import TalksError

__all__ = ["listen", "run_application", "serve"]

_PATIENCE = 2  # seconds for answers under way; a stream of events never ends by itself
_KEPT = (
    75  # seconds that an unused connection stays open: longer than proxies keep theirs, so that no form meets its end
)


def listen(host: str, port: int) -> socket.socket:
    """A socket on which the server will listen. Raises TalksError when the port is taken or not allowed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    ear = socket.socket(family, socket.SOCK_STREAM)
    ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        ear.bind((host, port))
        ear.listen(256)
    except (OSError, OverflowError) as error:
        ear.close()
        raise _told(error, host, port) from error
    return ear


def serve(ear: socket.socket, *, ready: Callable[[], None]) -> None:
    """Serve the installation that was opened before, until Ctrl-C or a signal to end."""
    from django.conf import settings  # noqa: PLC0415 (Django)

    from goodoffices.talks.asgi import application  # noqa: PLC0415 (Django)
    from goodoffices.talks.postman import Postman  # noqa: PLC0415 (Django)

    # The files of the pages come in a few pieces each, and are small; whoever starts the server need not be told.
    warnings.filterwarnings("ignore", "StreamingHttpResponse must consume synchronous iterators")
    postman = Postman()
    postman.start()
    try:
        run_application(application, ear, ready=ready, behind_proxy=settings.SECURE)
    finally:
        postman.stop()


def run_application(
    application: Any, ear: socket.socket, *, ready: Callable[[], None] = lambda: None, behind_proxy: bool = False
) -> None:
    """Serve an ASGI application. What is under way when it is told to end has two seconds; event streams are cut."""
    import uvicorn  # noqa: PLC0415 (only to serve)

    class Server(uvicorn.Server):
        """One that says when it listens."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    server = Server(
        uvicorn.Config(
            application,
            lifespan="off",
            workers=1,
            server_header=False,
            proxy_headers=behind_proxy,
            access_log=False,  # who opened what and when is nobody's business but the record's
            log_config=None,
            timeout_graceful_shutdown=_PATIENCE,
            timeout_keep_alive=_KEPT,
        )
    )
    logging.getLogger("uvicorn.error").addFilter(_no_word_of_streams)
    before = signal.signal(signal.SIGTERM, lambda *_: None)  # the server hands the signal on when it has ended
    try:
        with suppress(KeyboardInterrupt):
            server.run(sockets=[ear])
    finally:
        signal.signal(signal.SIGTERM, before)
        ear.close()


def _no_word_of_streams(record: logging.LogRecord) -> bool:
    """Streams that are cut at the end are no mistake."""
    kind = record.exc_info[0] if record.exc_info else None
    cut = kind is not None and issubclass(kind, asyncio.CancelledError)
    return not (cut or record.getMessage().startswith("Cancel "))


def _told(error: OSError | OverflowError, host: str, port: int) -> TalksError:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return TalksError.of(
            f"port {port} is used by another program", remedy=f"Choose another, as --port {port + 1 if port else 8001}."
        )
    if number in {errno.EACCES, errno.EPERM}:
        return TalksError.of(f"port {port} is closed to this user", remedy="Choose one from 1024 up, as --port 8000.")
    return TalksError.of(
        f"nothing can listen on {host}, port {port}: {getattr(error, 'strerror', None) or error}",
        remedy="Leave --host away for this machine.",
    )
