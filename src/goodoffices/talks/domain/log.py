"""Writing the record of who did what, in the same transaction as the act itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import models, transaction
from django.utils import timezone

from goodoffices.seal import link_hash
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.models import Entry, Process, Room
from goodoffices.talks.models.acts import ACTS

__all__ = ["all_or_nothing", "record_act"]

P = ParamSpec("P")
R = TypeVar("R")


def all_or_nothing(act: Callable[P, R]) -> Callable[P, R]:
    """An act and its entry in the log are stored together, or neither is."""

    @wraps(act)
    def acted(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            return act(*args, **kwargs)

    return acted


def record_act(act: str, *, process_id: str = "", on: models.Model | None = None, room: Room | None = None) -> Entry:
    """Append an entry: the current viewer did `act` (as `note.write`) to a record of a room. Never the content.

    Raises KeyError for an act that models/acts.py has no words for.
    """
    if act not in ACTS:
        raise KeyError(f"there are no words for the act {act!r} in models/acts.py")
    viewer = current_viewer()
    with looking_as_the_system(), transaction.atomic():
        process = Process.objects.select_for_update().get(pk=process_id or viewer.process_id)
        room_id = room.pk if room else getattr(on, "room_id", None)
        entry = Entry(
            process=process,
            number=process.chain_length + 1,
            at=timezone.now(),
            seat_id=viewer.seat_id or None,
            act=act,
            kind=on._meta.model_name or "" if on is not None else "",  # noqa: SLF001 (Django's public name)
            record=str(on.pk) if on is not None else "",
            room_id=room_id,
        )
        entry.hash = link_hash(process.chain_head, entry.number, entry.content())
        entry.save(force_insert=True)
        process.chain_length, process.chain_head = entry.number, entry.hash
        process.save(update_fields=["chain_length", "chain_head"])
    return entry
