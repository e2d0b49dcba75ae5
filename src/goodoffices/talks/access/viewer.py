"""Who is looking: set once for each request or job, read by every query."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from goodoffices.errors import SealError
from goodoffices.seal import PrivateKey, open_box
from goodoffices.talks.access.roles import Role, may

if TYPE_CHECKING:
    from goodoffices.talks.models import Room

__all__ = ["Keyring", "UnscopedError", "Viewer", "current_viewer", "known_room", "looking_as", "looking_as_the_system"]


class UnscopedError(RuntimeError):
    """A query was made without saying for whom: a bug, stopped before it could show anything."""


class Keyring:
    """A member's own key, and through it the keys of the locks of their rooms. Opened one by one, when needed."""

    def __init__(
        self, key: PrivateKey | None = None, boxes: Callable[[], Mapping[str, bytes]] = dict[str, bytes]
    ) -> None:
        self._key = key
        self._boxes = boxes
        self._closed: Mapping[str, bytes] | None = None
        self._open: dict[str, PrivateKey] = {}

    @property
    def own(self) -> PrivateKey | None:
        """The member's own private key, while it is unlocked."""
        return self._key

    def add(self, lock_id: str, key: PrivateKey) -> None:
        """Remember a key that is known from elsewhere, as that of a lock just made."""
        self._open[lock_id] = key

    def holds(self, lock_id: str) -> bool:
        """Whether this ring opens a lock."""
        return lock_id in self._open or (self._key is not None and lock_id in self._all())

    def lock_key(self, lock_id: str) -> PrivateKey:
        """The private key of a lock. Raises SealError when this ring does not hold it."""
        if lock_id not in self._open:
            if self._key is None or lock_id not in self._all():
                raise SealError.of(
                    _("this is closed to you"), remedy=_("somebody who is in this room has to share its key with you")
                )
            self._open[lock_id] = PrivateKey(open_box(self._all()[lock_id], self._key, lock_info(lock_id)))
        return self._open[lock_id]

    def _all(self) -> Mapping[str, bytes]:
        if self._closed is None:
            self._closed = self._boxes()
        return self._closed


def lock_info(lock_id: str) -> str:
    """What the sealed key of a lock is bound to."""
    return f"goodoffices/talks/1/lock/{lock_id}"


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks: their role, their place, the rooms whose records they may know of, and their keys."""

    role: Role = Role.PUBLIC
    process_id: str = ""
    member_id: str = ""
    seat_id: str = ""
    party_id: str = ""
    rooms: frozenset[str] = frozenset()
    keyring: Keyring = field(default_factory=Keyring, compare=False, repr=False)
    known: Mapping[str, Room] = field(default_factory=dict, compare=False, repr=False)  # `rooms` as they were read
    granted: frozenset[str] = frozenset()  # rules beyond those of the role (access/entitled.py)
    system: bool = False  # sees every row (opens none): migrations, jobs, tests

    def is_mediator(self) -> bool:
        """Whether this is somebody of the mediator's team."""
        return self.role == Role.MEDIATOR

    def may(self, rule: str) -> bool:
        """Whether they may do what a rule is about, by their role or because it was granted to their seat.

        Raises KeyError for a rule that is not written down.
        """
        return may(self.role, rule) or rule in self.granted


_current: ContextVar[Viewer | None] = ContextVar("viewer", default=None)


def current_viewer() -> Viewer:
    """Who is looking now. Raises UnscopedError when nobody said."""
    viewer = _current.get()
    if viewer is None:
        raise UnscopedError("say who is looking first: `with looking_as(viewer): ...`")
    return viewer


def known_room(room_id: str | None) -> Room | None:
    """A room that was read when the viewer came in, with its parties; None when it was not (or nobody looks).

    Rooms never change: who belongs to one is said once, when it is opened.
    """
    viewer = _current.get()
    return viewer.known.get(room_id) if viewer and room_id else None


@contextmanager
def looking_as(viewer: Viewer) -> Iterator[Viewer]:
    """Everything asked inside is asked by this viewer.

    What was before is set again by value: under ASGI a request enters and leaves in different contexts.
    """
    before = _current.get()
    _current.set(viewer)
    try:
        yield viewer
    finally:
        _current.set(before)


@contextmanager
def looking_as_the_system() -> Iterator[None]:
    """Rows of everybody, for the installation's own work: finding who asks, sharing keys, the log. It opens no box."""
    before = _current.get()
    seen = {"keyring": before.keyring, "known": before.known} if before else {}
    with looking_as(Viewer(system=True, **seen)):
        yield
