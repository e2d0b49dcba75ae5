"""The application as servers see it (ASGI: events are streamed)."""

from __future__ import annotations

import atexit
import gc
import os
from concurrent.futures import ThreadPoolExecutor

import django
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from goodoffices.talks.bounds import bounded
from goodoffices.talks.metrics import counted
from goodoffices.talks.turns import Turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodoffices.talks.settings")

THREADS = 8  # of which one computes at a time; the others wait for the disk, or derive a key from a passphrase
TURNS = 2  # requests at once, as long as none takes long


class Handler(ASGIHandler):
    """Django's own, which answers each request from beginning to end in one of a few threads.

    Django starts a thread, and opens the database, anew for each request, and goes back to the loop between the
    middleware and the view. Here a thread keeps its connection, and many requests at once wait for their turn.
    """

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002 (as Django calls it)
        """Middleware and views as they are written: none of them is asynchronous."""
        super().load_middleware(is_async=False)
        chain = self._middleware_chain

        def answered(request: HttpRequest) -> HttpResponseBase:
            close_old_connections()
            try:
                return chain(request)
            finally:
                close_old_connections()

        in_a_thread = sync_to_async(answered, thread_sensitive=False, executor=ThreadPoolExecutor(THREADS, "page"))
        turns = Turns(TURNS)

        async def in_turn(request: HttpRequest) -> HttpResponseBase:
            async with turns.turn():
                return await in_a_thread(request)

        self._middleware_chain = in_turn


django.setup(set_prefix=False)
from goodoffices.talks.access.large_files import may_send  # noqa: E402 (it looks at sessions: Django is set up by now)

# What is loaded by now stays: looking through it again and again for what could be freed would slow every page.
gc.freeze()
atexit.register(gc.unfreeze)  # at the end all is let go: DuckDB complains, at length, of what is left
gc.set_threshold(20_000, 20, 20)
application = counted(bounded(Handler(), settings.DATA_UPLOAD_MAX_MEMORY_SIZE, may_send))
