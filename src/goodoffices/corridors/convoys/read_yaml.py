"""A plan written in YAML: all that is wrong with it at once, each with its line, column and remedy."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goodoffices.corridors import marks
from goodoffices.corridors.convoys import values_of
from goodoffices.corridors.convoys.plan import Checkpoint, Place, Plan, VehicleKind
from goodoffices.corridors.convoys.whole import check_whole
from goodoffices.corridors.marks import Fields, Problems, Reader, compose

if TYPE_CHECKING:
    from yaml.nodes import Node

__all__ = ["Inside", "parse_plan", "plan_of"]

_HEAD = ("convoy", "title", "by", "caution", "window", "curfew", "headway", "rest")
_PARTS = ("places", "vehicles", "checkpoints", "legs")
_PLACE = ("people", "wheelchairs", "stretchers", "to", "via", "bays")
_KIND = ("count", "seats", "wheelchairs", "stretchers", "loading", "unloading", "from")
_CHECKPOINT = ("minutes", "lanes", "queue")


@dataclass(frozen=True)
class Inside:
    """What a plan says for the convoys that it holds as a block, where the block does not."""

    id: str = ""
    title: str = ""
    by: str = ""
    window: tuple[dt.datetime, dt.datetime] | None = None


def parse_plan(text: str, file: str = "") -> Plan:
    """The plan that a text states; `file` is named in its problems. Raises CorridorError with all of them."""
    problems = Problems(file)
    root = compose(text, problems, "convoy: my-plan")
    plan = plan_of(root, problems)
    problems.raise_any()
    return replace(plan, hash=f"sha256:{hashlib.sha256(text.encode()).hexdigest()}")


def plan_of(root: Node, problems: Problems, inside: Inside | None = None) -> Plan:
    """The plan that a mapping states; what is wrong goes into `problems`. `inside` are what another plan, of which this
    is a block, says for it."""
    before = len(problems.found)
    reader = _Reader(problems, root, values_of.EXAMPLES)
    head = reader.fields(root, "", (*_HEAD, *_PARTS))
    above = inside or Inside()
    window = reader.taken(head, "window", "", marks.window, needed=above.window is None)
    opens, closes = window or above.window or marks.NO_WINDOW
    plan = Plan(
        id=reader.taken(head, "convoy", "", marks.name, needed=not above.id) or above.id,
        title=reader.taken(head, "title", "", marks.text) or above.title,
        by=reader.taken(head, "by", "", marks.text) or above.by,
        caution=reader.taken(head, "caution", "", marks.text) or "",
        opens=opens,
        closes=closes,
        places=reader.each(head, "places", _PLACE, reader.place),
        kinds=reader.each(head, "vehicles", _KIND, reader.kind),
        legs=reader.legs(head),
        checkpoints=reader.each(head, "checkpoints", _CHECKPOINT, reader.checkpoint, needed=False),
        headway=reader.taken(head, "headway", "", values_of.minutes) or 0,
        rest=reader.taken(head, "rest", "", values_of.rest),
        curfew=reader.taken(head, "curfew", "", values_of.curfew),
    )
    if len(problems.found) == before:
        check_whole(plan, problems, reader.where)
    return plan


class _Reader(Reader):
    """Reads the parts of a convoy plan."""

    def place(self, name: str, fields: Fields, path: str) -> Place:
        people = self.taken(fields, "people", path, marks.number, needed=True) or 0
        wheelchairs = self.taken(fields, "wheelchairs", path, marks.number) or 0
        stretchers = self.taken(fields, "stretchers", path, marks.number) or 0
        if people < wheelchairs + stretchers:
            told = f"there are {people} people, and {wheelchairs + stretchers} in wheelchairs or lying"
            self.problems.add(self.where[path], path, told, "`people` counts everybody, these among them.")
        to = self.taken(fields, "to", path, marks.name, needed=True) or ""
        bays = self.taken(fields, "bays", path, marks.positive) or 1
        needs = (people - wheelchairs - stretchers, wheelchairs, stretchers)
        return Place(name, needs, to, self.several(fields, "via", path, marks.name), bays)

    def kind(self, name: str, fields: Fields, path: str) -> VehicleKind:
        number, minutes = marks.number, values_of.minutes
        room = tuple(self.taken(fields, need, path, number) or 0 for need in ("seats", "wheelchairs", "stretchers"))
        if not any(room) and all(need in fields for need in ("count", "from")):
            self.problems.add(self.where[path], path, "this vehicle has room for nobody", "Write `seats: 50`.")
        return VehicleKind(
            name=name,
            count=self.taken(fields, "count", path, marks.positive, needed=True) or 0,
            room=(room[0], room[1], room[2]),
            loading=self.taken(fields, "loading", path, minutes, needed=True) or 0,
            unloading=self.taken(fields, "unloading", path, minutes) or 0,
            start=self.taken(fields, "from", path, marks.name, needed=True) or "",
        )

    def checkpoint(self, name: str, fields: Fields, path: str) -> Checkpoint:
        return Checkpoint(
            name=name,
            minutes=self.taken(fields, "minutes", path, values_of.minutes, needed=True) or 0,
            lanes=self.taken(fields, "lanes", path, marks.positive) or 1,
            queue=self.taken(fields, "queue", path, marks.number),
        )

    def legs(self, head: Fields) -> dict[tuple[str, str], int]:
        """`A > B: minutes`; the way back takes as long unless it has a line of its own."""
        if "legs" not in head:
            self.problems.add(self.where[""], "legs", "`legs` is missing", "Write `legs:` and `a > b: 20` below.")
            return {}
        found: dict[tuple[str, str], int] = {}
        for name, key, value in self.problems.entries(head["legs"][1], "legs"):
            points = [part.strip() for part in name.split(">")]
            if len(points) != 2 or not all(points) or points[0] == points[1]:  # noqa: PLR2004 - from, to
                self.problems.add(key, f"legs.{name}", f"`{name}` is no leg", "Write it as `old-town > gate: 20`.")
                continue
            self.where[f"legs.{name}"] = value
            spent = self.taken({name: (key, value)}, name, "legs", marks.positive)
            if spent:
                found[points[0], points[1]] = spent
        back = {(head, tail): spent for (tail, head), spent in found.items() if (head, tail) not in found}
        return found | back
