"""The parts of a plan of a corridor, key by key."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from goodoffices.corridors import consent, convoys, marks
from goodoffices.corridors.consent import Window
from goodoffices.corridors.marks import Fields, Problems, Reader, nearest
from goodoffices.corridors.plan import words
from goodoffices.corridors.plan.model import CorridorPlan, DangerFiles, Leaving, Papers, Point

if TYPE_CHECKING:
    from yaml.nodes import Node

__all__ = ["KEYS", "PlanReader"]

_HEAD = ("corridor", "title", "by", "caution", "as_of", "audience", "time_zone", "windows", "roads", "points", "route")
KEYS: Final = (*_HEAD, "danger", "places", "flow", "convoy", "watch", "papers")
"""The keys of a plan beside those of its consent record."""
_DANGER = ("drawn", "weights", "classes", "events", "source", "release")
_PLACE = ("people", "source", "date")
_MOST_POINTS = 40
_MOST_WINDOWS = 60


class PlanReader(Reader):
    """Reads the parts of a plan whose files lie in `folder`."""

    def __init__(self, problems: Problems, root: Node, folder: Path | None) -> None:
        super().__init__(problems, root, words.EXAMPLES)
        self.folder = folder

    def plan(self, head: Fields) -> CorridorPlan:
        """Everything but a convoy plan in a file of its own."""
        points = self.points(head)
        names = tuple(point.name for point in points)
        corridor = consent.Corridor(
            self.taken(head, "corridor", "", marks.name, needed=True) or "",
            self.route(head, names),
            self.windows(head),
        )
        title = self.taken(head, "title", "", marks.text) or ""
        by = self.taken(head, "by", "", marks.text) or ""
        flow = self.fields(head["flow"][1] if "flow" in head else None, "flow", ("per_vehicle", "exits"))
        watch = self.fields(head["watch"][1] if "watch" in head else None, "watch", ("within",))
        return CorridorPlan(
            id=corridor.id,
            title=title or corridor.id,
            by=by,
            caution=self.taken(head, "caution", "", marks.text) or "",
            as_of=self.taken(head, "as_of", "", marks.day, needed=True) or dt.date.min,
            audience=self.taken(head, "audience", "", consent.audience) or "desk",
            time_zone=self.taken(head, "time_zone", "", words.time_zone) or "",
            points=points,
            record=consent.read_record(head, self, corridor),
            roads=self.path(head, "roads", ""),
            danger=self.danger(head),
            leaving=self.leaving(head, corridor.route),
            exits=self.exits(flow, corridor.route),
            per_vehicle=self.taken(flow, "per_vehicle", "flow", marks.positive) or 0,
            convoy=self.convoy(head, convoys.Inside(corridor.id, title, by, next(iter(corridor.windows), None))),
            watch_within=float(self.taken(watch, "within", "watch", marks.positive) or CorridorPlan.watch_within),
            papers=self.papers(head),
        )

    def points(self, head: Fields) -> tuple[Point, ...]:
        """`name: latitude,longitude` for each."""
        found = []
        for name, key, value in self.problems.entries(head["points"][1] if "points" in head else None, "points"):
            told: Fields = {name: (key, value)}
            if place := self.taken(told, name, "points", words.place):
                found.append(Point(name, *place))
        if len(found) > _MOST_POINTS:
            told_many = f"there are {len(found)} points; up to {_MOST_POINTS} are read"
            self.problems.add(head["points"][0], "points", told_many)
        return tuple(found)

    def route(self, head: Fields, names: tuple[str, ...]) -> tuple[str, ...]:
        """The points in the order in which they are passed, each once."""
        route = self.several(head, "route", "", marks.name)
        if "route" not in head or ("points" in head and len(route) < 2):  # noqa: PLR2004 - from, to
            node = head["route"][1] if "route" in head else self.where[""]
            self.problems.add(
                node, "route", "`route` names no two points", "Write `route: [old-town, bridge, harbour]`."
            )
        for name in dict.fromkeys(name for name in route if route.count(name) > 1):
            self.problems.add(head["route"][1], "route", f"`{name}` stands twice in the route", "Give each place once.")
        for name in route:
            if names or "points" in head:
                self.known(name, names, head, "route", "")
        return route

    def windows(self, head: Fields) -> tuple[Window, ...]:
        """One window or several, by time; they do not overlap."""
        found = sorted(self.several(head, "windows", "", marks.window))
        if len(found) > _MOST_WINDOWS:
            told = f"there are {len(found)} windows; up to {_MOST_WINDOWS} are read"
            self.problems.add(head["windows"][0], "windows", told)
        for first, second in pairwise(found):
            if second[0] < first[1]:
                told = f"the window of {second[0]:%Y-%m-%d %H:%M} opens before the one before it closes"
                self.problems.add(head["windows"][1], "windows", told, "Make one of the two.")
        return tuple(found)

    def danger(self, head: Fields) -> DangerFiles:
        """The files from which danger is reckoned."""
        told = self.fields(head["danger"][1] if "danger" in head else None, "danger", _DANGER)
        drawn, weights, classes, events = (self.path(told, key, "danger") for key in _DANGER[:4])
        source, release = (self.taken(told, key, "danger", marks.text) or "" for key in _DANGER[4:])
        return DangerFiles(drawn, weights, classes, events, source, release)

    def leaving(self, head: Fields, names: tuple[str, ...]) -> tuple[Leaving, ...]:
        """Who wants to leave, under the name of a point."""
        found = []
        for name, key, value in self.problems.entries(head["places"][1] if "places" in head else None, "places"):
            path = f"places.{name}"
            self.where[path] = key
            told = self.fields(value, path, _PLACE)
            if name not in names:
                self.problems.add(key, path, f"`{name}` is no point of the route", nearest(name, names, "Points"))
            people = self.taken(told, "people", path, words.people, needed=True)
            source, date = self.taken(told, "source", path, marks.text), self.taken(told, "date", path, marks.day)
            if people:
                found.append(Leaving(name, people, source or "", date))
        return tuple(found)

    def exits(self, flow: Fields, route: tuple[str, ...]) -> tuple[str, ...]:
        """Points of the route at which people are out."""
        found = self.several(flow, "exits", "flow", marks.name)
        return tuple(name for name in found if self.known(name, route, flow, "exits", "flow"))

    def papers(self, head: Fields) -> Papers:
        """Languages, and offices to call."""
        told = self.fields(head["papers"][1] if "papers" in head else None, "papers", ("languages", "contacts"))
        contacts = []
        for name, key, value in self.problems.entries(
            told["contacts"][1] if "contacts" in told else None, "papers.contacts"
        ):
            if how := self.taken({name: (key, value)}, name, "papers.contacts", marks.text):
                contacts.append((name, how))
        return Papers(self.several(told, "languages", "papers", words.language), tuple(contacts))

    def convoy(self, head: Fields, inside: convoys.Inside) -> convoys.Plan | None:
        """The convoy plan that stands in this one as a block."""
        if "convoy" not in head or isinstance(head["convoy"][1], yaml.nodes.ScalarNode):
            return None
        return convoys.plan_of(head["convoy"][1], self.problems.within("convoy"), inside)

    def convoy_file(self, head: Fields) -> Path | None:
        """The file of a convoy plan, where the plan points to one."""
        if "convoy" not in head or not isinstance(head["convoy"][1], yaml.nodes.ScalarNode):
            return None
        return self.path(head, "convoy", "")

    def check_convoy(self, plan: CorridorPlan, head: Fields) -> None:
        """The convoy moves in a window of the plan."""
        if plan.convoy is None or not plan.windows:
            return
        span = (plan.convoy.opens, plan.convoy.closes)
        if not any(opens <= span[0] and span[1] <= closes for opens, closes in plan.windows):
            told = (
                f"the convoy moves from {span[0]:%Y-%m-%d %H:%M} to {span[1]:%Y-%m-%d %H:%M}, in no window of the plan"
            )
            self.problems.add(head["convoy"][1], "convoy", told, "Change its window or `windows`.")

    def path(self, fields: Fields, name: str, path: str) -> Path | None:
        """A file, in the folder of the plan where it is no whole path."""
        word = self.taken(fields, name, path, words.file)
        if word is None:
            return None
        if self.folder is None:
            below = f"{path}.{name}" if path else name
            remedy = "Bring the plan in without it, or as a file in a folder."
            self.problems.add(fields[name][1], below, "a plan that lies in no folder points to no files", remedy)
            return None
        return self.folder / word

    def known(self, name: str, names: tuple[str, ...], told: Fields, key: str, path: str) -> bool:
        """Whether a name is that of a point; if not, that is a problem."""
        if name not in names:
            below = f"{path}.{key}" if path else key
            self.problems.add(
                told[key][1],
                below,
                f"`{name}` is no point of {'the route' if path else 'this plan'}",
                nearest(name, names, "Points"),
            )
        return name in names
