"""A plan written in YAML: all that is wrong with it at once, each with its line, column and remedy."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TypeVar

import yaml

from goodoffices.corridors.convoys import values_of
from goodoffices.corridors.convoys.marks import Node, Problems, compose, nearest
from goodoffices.corridors.convoys.plan import Checkpoint, Place, Plan, VehicleKind
from goodoffices.corridors.convoys.whole import check_whole

__all__ = ["parse_plan"]

Fields = Mapping[str, tuple[Node, Node]]
T = TypeVar("T")

_HEAD = ("convoy", "title", "by", "caution", "window", "curfew", "headway", "rest")
_PARTS = ("places", "vehicles", "checkpoints", "legs")
_PLACE = ("people", "wheelchairs", "stretchers", "to", "via", "bays")
_KIND = ("count", "seats", "wheelchairs", "stretchers", "loading", "unloading", "from")
_CHECKPOINT = ("minutes", "lanes", "queue")


def parse_plan(text: str, file: str = "") -> Plan:
    """The plan that a text states; `file` is named in its problems. Raises CorridorError with all of them."""
    problems = Problems(file)
    root = compose(text, problems)
    reader = _Reader(problems, root)
    head = reader.fields(root, "", (*_HEAD, *_PARTS))
    opens, closes = reader.taken(head, "window", "", values_of.window, needed=True) or values_of.NO_WINDOW
    plan = Plan(
        id=reader.taken(head, "convoy", "", values_of.name, needed=True) or "",
        title=reader.taken(head, "title", "", values_of.text) or "",
        by=reader.taken(head, "by", "", values_of.text) or "",
        caution=reader.taken(head, "caution", "", values_of.text) or "",
        opens=opens,
        closes=closes,
        places=reader.each(head, "places", _PLACE, reader.place),
        kinds=reader.each(head, "vehicles", _KIND, reader.kind),
        legs=reader.legs(head),
        checkpoints=reader.each(head, "checkpoints", _CHECKPOINT, reader.checkpoint, needed=False),
        headway=reader.taken(head, "headway", "", values_of.minutes) or 0,
        rest=reader.taken(head, "rest", "", values_of.rest),
        curfew=reader.taken(head, "curfew", "", values_of.curfew),
        hash=f"sha256:{hashlib.sha256(text.encode()).hexdigest()}",
    )
    problems.raise_any()
    check_whole(plan, problems, reader.where)
    problems.raise_any()
    return plan


class _Reader:
    """Reads the parts of a plan; `where` remembers the node of every path for what only the whole shows."""

    def __init__(self, problems: Problems, root: Node) -> None:
        self.problems = problems
        self.where: dict[str, Node] = {"": root}

    def fields(self, node: Node | None, path: str, known: tuple[str, ...]) -> Fields:
        found = {}
        for name, key, value in self.problems.entries(node, path):
            below = f"{path}.{name}" if path else name
            if name in known:
                found[name] = (key, value)
                self.where[below] = value
            else:
                self.problems.add(key, below, f"the key `{name}` is not known here", nearest(name, known, "Keys"))
        return found

    def taken(
        self, fields: Fields, name: str, path: str, read: Callable[[str], T], *, needed: bool = False
    ) -> T | None:
        """One value, read by `read`, which raises ValueError(what, remedy) for what it cannot be."""
        below = f"{path}.{name}" if path else name
        if name not in fields:
            if needed:
                node = self.where[path]
                self.problems.add(node, below, f"`{name}` is missing", f"Write `{name}: {values_of.EXAMPLES[read]}`.")
            return None
        node = fields[name][1]
        if not isinstance(node, yaml.nodes.ScalarNode):
            self.problems.add(node, below, "here stands one value", f"Write `{name}: {values_of.EXAMPLES[read]}`.")
            return None
        try:
            return read(node.value.strip())
        except ValueError as error:
            shown = node.value.strip()[:40]
            self.problems.add(node, below, f"`{shown}` {error}", f"Write it as `{name}: {values_of.EXAMPLES[read]}`.")
            return None

    def each(
        self,
        head: Fields,
        part: str,
        known: tuple[str, ...],
        read: Callable[[str, Fields, str], T],
        *,
        needed: bool = True,
    ) -> tuple[T, ...]:
        """The entries of a part, each under its name."""
        if part not in head:
            if needed:
                self.problems.add(self.where[""], part, f"`{part}` is missing", f"Write `{part}:` and its names below.")
            return ()
        found = []
        for name, key, value in self.problems.entries(head[part][1], part):
            path = f"{part}.{name}"
            self.where[path] = key
            found.append(read(name, self.fields(value, path, known), path))
        if not found and needed:
            self.problems.add(head[part][0], part, f"there is nothing under `{part}`", "Write a name and its keys.")
        return tuple(found)

    def place(self, name: str, fields: Fields, path: str) -> Place:
        people = self.taken(fields, "people", path, values_of.number, needed=True) or 0
        wheelchairs = self.taken(fields, "wheelchairs", path, values_of.number) or 0
        stretchers = self.taken(fields, "stretchers", path, values_of.number) or 0
        if people < wheelchairs + stretchers:
            told = f"there are {people} people, and {wheelchairs + stretchers} in wheelchairs or lying"
            self.problems.add(self.where[path], path, told, "`people` counts everybody, these among them.")
        to = self.taken(fields, "to", path, values_of.name, needed=True) or ""
        bays = self.taken(fields, "bays", path, values_of.positive) or 1
        needs = (people - wheelchairs - stretchers, wheelchairs, stretchers)
        return Place(name, needs, to, self._via(fields, path), bays)

    def _via(self, fields: Fields, path: str) -> tuple[str, ...]:
        if "via" not in fields:
            return ()
        node = fields["via"][1]
        items = node.value if isinstance(node, yaml.nodes.SequenceNode) else [node]
        return tuple(
            found
            for item in items
            if (found := self.taken({"via": (item, item)}, "via", path, values_of.name)) is not None
        )

    def kind(self, name: str, fields: Fields, path: str) -> VehicleKind:
        number, minutes = values_of.number, values_of.minutes
        room = tuple(self.taken(fields, need, path, number) or 0 for need in ("seats", "wheelchairs", "stretchers"))
        if not any(room) and all(need in fields for need in ("count", "from")):
            self.problems.add(self.where[path], path, "this vehicle has room for nobody", "Write `seats: 50`.")
        return VehicleKind(
            name=name,
            count=self.taken(fields, "count", path, values_of.positive, needed=True) or 0,
            room=(room[0], room[1], room[2]),
            loading=self.taken(fields, "loading", path, minutes, needed=True) or 0,
            unloading=self.taken(fields, "unloading", path, minutes) or 0,
            start=self.taken(fields, "from", path, values_of.name, needed=True) or "",
        )

    def checkpoint(self, name: str, fields: Fields, path: str) -> Checkpoint:
        return Checkpoint(
            name=name,
            minutes=self.taken(fields, "minutes", path, values_of.minutes, needed=True) or 0,
            lanes=self.taken(fields, "lanes", path, values_of.positive) or 1,
            queue=self.taken(fields, "queue", path, values_of.number),
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
            spent = self.taken({name: (key, value)}, name, "legs", values_of.positive)
            if spent:
                found[points[0], points[1]] = spent
        back = {(head, tail): spent for (tail, head), spent in found.items() if (head, tail) not in found}
        return found | back
