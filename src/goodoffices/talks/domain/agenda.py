"""The agenda and its order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Max

from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.meanwhile import refuse_changed
from goodoffices.talks.models import AgendaItem, Process, Room, Seat

__all__ = ["add_item", "change_item", "move_item", "moved", "remove_item"]

T = TypeVar("T")


def moved(order: Sequence[T], thing: T, *, up: bool) -> list[T]:
    """The same things with one of them a place earlier or later; at the end of the list it stays."""
    found = list(order)
    here = found.index(thing)
    there = here - 1 if up else here + 1
    if 0 <= there < len(found):
        found[here], found[there] = found[there], found[here]
    return found


@all_or_nothing
def add_item(*, room: Room, author: Seat, title: str, text: str = "") -> AgendaItem:
    """A new item at the end of the agenda, told to the people of a room."""
    item = AgendaItem(room=room, author=author, title=title, text=text)
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=room.process_id)
        last = AgendaItem.objects.filter(process_id=room.process_id).aggregate(last=Max("place"))["last"]
        item.place = (last or 0) + 1
        item.save(force_insert=True)
    record_act("agenda.add", on=item)
    return item


@all_or_nothing
def change_item(*, item: AgendaItem, title: str, text: str = "", seen: str = "") -> AgendaItem:
    """Another wording of an item, in the room where it is. It keeps the place that it has by now."""
    refuse_changed(item, seen)
    item.title, item.text = title, text
    item.save(update_fields=["changed"])
    record_act("agenda.change", on=item)
    return item


@all_or_nothing
def move_item(*, item: AgendaItem, up: bool) -> None:
    """Move an item a place up or down among all items of the process; at the end of the list it stays."""
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=item.process_id)
        order = list(AgendaItem.objects.filter(process_id=item.process_id).values_list("pk", flat=True))
        for place, key in enumerate(moved(order, item.pk, up=up), start=1):
            AgendaItem.objects.filter(pk=key).exclude(place=place).update(place=place)
    record_act("agenda.move", on=item)


@all_or_nothing
def remove_item(item: AgendaItem) -> None:
    """Take an item off the agenda."""
    record_act("agenda.remove", on=item)
    item.delete()
