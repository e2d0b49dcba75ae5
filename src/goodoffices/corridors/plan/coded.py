"""A plan without its names, for whoever may see the answer and not the route: points, stretches and places by number.

Degrees stay, for what is reckoned from them; whoever shows a coded plan rounds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from goodoffices.corridors import convoys
from goodoffices.corridors.consent import Record
from goodoffices.corridors.plan.model import CorridorPlan, Papers

__all__ = ["coded"]


def coded(plan: CorridorPlan) -> CorridorPlan:
    """The same plan with numbers for names, without title, conditions, texts and contacts. Bodies keep their names:
    what they said is not shown where names are hidden."""
    points = _numbered("point", dict.fromkeys((*plan.route, *(point.name for point in plan.points))))
    return replace(
        plan,
        title=f"Corridor {plan.id}",
        points=tuple(replace(point, name=points[point.name]) for point in plan.points),
        record=_record(plan.record, points),
        leaving=tuple(replace(each, point=points[each.point], source="") for each in plan.leaving),
        exits=tuple(points[name] for name in plan.exits),
        convoy=_convoy(plan.convoy, points) if plan.convoy else None,
        papers=Papers(plan.papers.languages),
    )


def _numbered(word: str, names: Iterable[str]) -> dict[str, str]:
    return {name: f"{word} {number}" for number, name in enumerate(names, 1)}


def _record(record: Record, points: Mapping[str, str]) -> Record:
    stretches = _numbered("stretch", (each.name for each in record.stretches))
    return replace(
        record,
        route=tuple(points[name] for name in record.route),
        stretches=tuple(
            replace(
                each,
                name=stretches[each.name],
                start=points[each.start],
                end=points[each.end],
                consents=tuple(replace(one, conditions=()) for one in each.consents),
            )
            for each in record.stretches
        ),
        notifications=tuple(replace(each, stretch=stretches.get(each.stretch, "")) for each in record.notifications),
    )


def _convoy(plan: convoys.Plan, points: Mapping[str, str]) -> convoys.Plan:
    """Points of the convoy that the route has too keep one number; the rest are numbered as what they are."""
    gates = [gate.name for gate in plan.checkpoints]
    places = [place.name for place in plan.places]
    others = sorted({name for leg in plan.legs for name in leg} - {*gates, *places})
    names = _numbered("stop", others) | _numbered("place", places) | _numbered("checkpoint", gates)
    names |= {name: code for name, code in points.items() if name in names and name not in gates}
    return replace(
        plan,
        title=f"Convoy {plan.id}",
        places=tuple(
            replace(each, name=names[each.name], to=names[each.to], via=tuple(names[one] for one in each.via))
            for each in plan.places
        ),
        kinds=tuple(replace(each, start=names[each.start]) for each in plan.kinds),
        legs={(names[tail], names[head]): spent for (tail, head), spent in plan.legs.items()},
        checkpoints=tuple(replace(each, name=names[each.name]) for each in plan.checkpoints),
    )
