"""`goodoffices corridors plan --watch`: new events that touch the route, and consents that lapse, as they come."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.clock import today
from goodoffices.cli.files import write_file
from goodoffices.cli.shell import DONE, note, print_problems
from goodoffices.errors import CorridorError, UserError, Where
from goodoffices.values import plural

if TYPE_CHECKING:
    from goodoffices.corridors.plan import CorridorPlan, Look, Memory, Touch

__all__ = ["TOUCHED", "watch"]

TOUCHED = 3
"""Exit code of `--once` when there is something to tell."""
_MOST = 20_000_000


def watch(
    read: Callable[[], CorridorPlan],
    asked: dict[str, Any],
    *,
    once: bool,
    interval: int,
    since: dt.date | None,
    seen: str | None,
    sleep: Callable[[float], None] = time.sleep,
    day: Callable[[], dt.date] = today,
) -> int:
    """Look, and look again when a file or the day has changed, until Ctrl-C; with `once`, look once.

    What is wrong with a file at the first look ends the watch; later it is told, and the watch goes on.
    """
    plan = read()
    memory = _remembered(seen, plan, since)
    if not (plan.roads and plan.danger.events):
        note("The plan has no roads, or no store of events (--events STORE): consents alone are watched.")
    last: object = None
    try:
        while True:
            state = (_stamps(plan), day())
            if state != last:
                plan, memory, anything = _looked(read if last else None, plan, memory, asked, day())
                _remember(seen, plan, memory)
                if once:
                    return TOUCHED if anything else DONE
                last = state
            sleep(interval)
    except KeyboardInterrupt:
        note("The watch has ended.")
        return DONE


def _looked(
    read: Callable[[], CorridorPlan] | None,
    plan: CorridorPlan,
    memory: Memory,
    asked: dict[str, Any],
    day: dt.date,
) -> tuple[CorridorPlan, Memory, bool]:
    """Look and tell; with `read`, at the files as they are now, and what is wrong with them is told."""
    try:
        plan = read() if read else plan
        found = _look(plan, memory, asked["as_of"] or day)
    except UserError as error:
        if read is None:
            raise
        print_problems(error.problems)
        return plan, memory, False
    _tell(found, plan, desk=bool(asked["desk"]), in_json=bool(asked["in_json"]))
    return plan, found.memory, found.anything


def _look(plan: CorridorPlan, memory: Memory, day: dt.date) -> Look:
    from goodoffices.corridors import plan as room
    from goodoffices.evidence import events

    inputs = room.inputs_of(plan, day) if plan.roads and plan.danger.events else None
    if inputs is None or plan.danger.events is None:
        return room.look(plan, memory, day)
    with events.open_store(plan.danger.events) as connection:
        fresh = room.new_events(connection, plan, inputs, memory.since)
    course = room.course_of(plan, inputs.roads, inputs.danger)
    return room.look(plan, memory, day, route=(inputs, course), events=fresh)


def _tell(found: Look, plan: CorridorPlan, *, desk: bool, in_json: bool) -> None:
    """One line for the look, and one for each thing that is new."""
    since = f"since {found.since}" if found.since else f"since {found.memory.since}, the first look"
    new = len(found.touches) + found.coarse + len(found.lapses)
    if in_json:
        line = {
            "corridor": plan.id,
            "since": str(found.since or found.memory.since),
            "new": new,
            "coarse": found.coarse,
        }
        _put({"kind": "look", **line, "agreed": found.mark.agreed, "mark": found.mark.words})
    else:
        click.echo(f"{plan.id}: {found.mark.words}; {since}: {new or 'nothing'} new")
    for touch in found.touches:
        event = touch.event
        if in_json:
            told: dict[str, Any] = {
                "kind": "event",
                "first": str(event.first),
                "last": str(event.last),
                "what": event.kind,
            }
            told |= {"deaths": event.deaths, "known_to": event.precision, "sure": touch.sure}
            _put(told | ({"id": event.id, "metres": round(touch.metres)} if desk else {}))
        else:
            click.echo(f"  {_spoken(touch, plan.watch_within, desk=desk)}")
    if found.coarse and not in_json:
        told_few = plural(found.coarse, "new event is", "new events are")
        click.echo(f"  {told_few} known only to a district or less: it may have been on the route")
    for lapse in found.lapses:
        if in_json:
            named = {"stretch": lapse.stretch, "body": lapse.body, "reason": lapse.reason} if desk else {}
            _put({"kind": "consent"} | named)
        else:
            click.echo(f"  {f'{lapse.stretch}: {lapse.reason}' if desk else 'a consent no longer holds'}")


def _spoken(touch: Touch, within: float, *, desk: bool) -> str:
    event = touch.event
    days = f"{event.first}" if event.first == event.last else f"{event.first} to {event.last}"
    deaths = "deaths not told" if event.deaths is None else plural(event.deaths, "death")
    said = f"{event.kind}, {days}, {deaths}"
    if not touch.sure:
        return f"may touch the route: {said}; its place is known to about 25 km only{f' ({event.id})' if desk else ''}"
    where = (
        f"{touch.metres / 1000:.1f} km from the route ({event.id})" if desk else f"within {within / 1000:g} km of it"
    )
    return f"touches the route: {said}; {where}"


def _put(line: dict[str, Any]) -> None:
    click.echo(json.dumps(line, ensure_ascii=False))


def _stamps(plan: CorridorPlan) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of every file that the answer rests on; 0 for one that is not there."""
    told = plan.danger
    found = []
    for path in (plan.file, plan.convoy_file, plan.roads, told.drawn, told.weights, told.classes, told.events):
        if path is not None:
            try:
                state = Path(path).stat()
                found.append((str(path), state.st_mtime_ns, state.st_size))
            except OSError:
                found.append((str(path), 0, 0))
    return tuple(found)


def _remembered(seen: str | None, plan: CorridorPlan, since: dt.date | None) -> Memory:
    """What a file tells of the looks before; nothing where there is none yet."""
    from goodoffices.corridors.plan import Memory
    from goodoffices.values import read_bytes

    start = since or plan.as_of
    if seen is None or not Path(seen).exists():
        return Memory(start)
    where = Where(seen)
    try:
        told = json.loads(read_bytes(seen, _MOST))
        if told["corridor"] != plan.id:
            remedy = "Name a file for each corridor."
            raise CorridorError.of(f"this was written for the corridor `{told['corridor']}`", where, remedy)
        first = since or dt.date.fromisoformat(told["since"])
        looked = dt.date.fromisoformat(told["looked"])
        return Memory(first, looked, frozenset(map(str, told["events"])), frozenset(map(str, told["held"])))
    except (ValueError, KeyError, TypeError) as error:
        remedy = "It is written by --seen; name another file, or delete it."
        raise CorridorError.of("this is no record of what was told", where, remedy) from error


def _remember(seen: str | None, plan: CorridorPlan, memory: Memory) -> None:
    if seen is None or memory.looked is None:
        return
    told = {"corridor": plan.id, "since": str(memory.since), "looked": str(memory.looked)}
    kept = {"events": sorted(memory.events), "held": sorted(memory.held or ())}
    write_file(seen, json.dumps(told | kept, indent=1) + "\n")
