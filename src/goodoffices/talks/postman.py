"""The thread of a server that sends the letters that are due: every half minute."""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import close_old_connections, connection

from goodoffices.talks.domain.post import send_due

__all__ = ["Postman"]

ROUND = 30.0  # seconds
_log = logging.getLogger(__name__)


class Postman:
    """Sends letters until it is stopped. Several servers may have one each: a letter is claimed before it is sent."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._rounds, name="postman", daemon=True)

    @property
    def is_alive(self) -> bool:
        """Whether it goes on."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin, where a mail server is named."""
        if settings.MAIL_FROM:
            self._thread.start()

    def stop(self) -> None:
        """End after the letter that is being sent."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(timeout=settings.EMAIL_TIMEOUT)

    def _rounds(self) -> None:
        while not self._stopped.is_set():
            try:
                close_old_connections()
                send_due()
            except Exception:  # noqa: BLE001 (the next round may succeed: a database restarted must end no post)
                _log.exception("a round of the post failed")
            self._stopped.wait(ROUND)
        connection.close()
