"""The bodies that the terms of a ceasefire name to verify and to attribute, and the seats that stand for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.ceasefire.terms import Terms
from goodoffices.errors import TalksError
from goodoffices.talks.access.entitled import ATTRIBUTION, BY_ROLE, STAGES, VERIFICATION, holders, tag
from goodoffices.talks.access.roles import Role
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import CeasefireTerms, Party, Process

__all__ = ["Body", "bodies_of", "bodies_with_seats", "keep_bodies", "parties_entitled", "set_bodies", "who_may"]


@dataclass(frozen=True)
class Body:
    """A body as the terms name it, for which stages, and the seats that stand for it: `monitor`, `mediator`, the ids of
    parties; a joint commission of two parties has two."""

    name: str
    stages: tuple[str, ...]
    seats: tuple[str, ...] = ()


def bodies_of(terms: Terms) -> tuple[Body, ...]:
    """The bodies that verify or attribute, in the order of the terms, each once."""
    named = {VERIFICATION: terms.verified_by, ATTRIBUTION: terms.attributed_by}
    names = {name.casefold(): name for stage in STAGES for name in named[stage]}
    return tuple(
        Body(name, tuple(stage for stage in STAGES if key in {one.casefold() for one in named[stage]}))
        for key, name in names.items()
    )


def bodies_with_seats(shown: CeasefireTerms, process: Process) -> tuple[Body, ...]:
    """The same with the seats of each."""
    stages = process.entitled.get(tag(process.pk, shown.name), {})
    return tuple(
        Body(body.name, body.stages, tuple(stages.get(body.stages[0], {}).get(tag(process.pk, body.name), ())))
        for body in bodies_of(shown.terms)
    )


@all_or_nothing
def set_bodies(*, terms: CeasefireTerms, seats: Mapping[str, Collection[str]]) -> None:
    """Say which seats stand for each body, by its name. What is said holds for the ceasefire, whichever room
    its terms were shown to, until it is said anew. Raises TalksError for others than the team, and for no such seat.
    """
    if not current_viewer().is_mediator():
        raise TalksError.of(_("only the mediator's team sets this"))
    process = Process.objects.select_for_update().get(pk=terms.process_id)
    known = {Role.MONITOR.value, Role.MEDIATOR.value, *(party.pk for party in Party.objects.all())}
    if {seat for each in seats.values() for seat in each} - known:
        raise TalksError.of(_("there is no such seat"), remedy=_("choose one of the list"))
    _store(process, terms, {tag(process.pk, name): each for name, each in seats.items() if each})
    record_act("ceasefire.bodies", on=terms)


def keep_bodies(*, terms: CeasefireTerms) -> None:
    """Of the seats that were said, keep those of bodies that the terms, as they are shown now, still name."""
    process = Process.objects.select_for_update().get(pk=terms.process_id)
    stages = process.entitled.get(tag(process.pk, terms.name))
    if stages is not None:
        _store(process, terms, {body: seats for bodies in stages.values() for body, seats in bodies.items()})


def _store(process: Process, terms: CeasefireTerms, seats: Mapping[str, Collection[str]]) -> None:
    found: dict[str, dict[str, list[str]]] = {}
    for body in bodies_of(terms.terms):
        if each := seats.get(name := tag(process.pk, body.name)):
            for stage in body.stages:
                found.setdefault(stage, {})[name] = sorted(each)
    others = {key: value for key, value in process.entitled.items() if key != tag(process.pk, terms.name)}
    process.entitled = others | ({tag(process.pk, terms.name): found} if found else {})
    process.save(update_fields=["entitled"])


def parties_entitled(process: Process, ceasefire: str) -> list[Party]:
    """The parties that verify or attribute under a ceasefire: incidents may be shared with them."""
    seats = frozenset().union(*(holders(process, ceasefire, stage) for stage in STAGES))
    return [party for party in Party.objects.all() if party.pk in seats]


def who_may(process: Process, ceasefire: str, stage: str) -> list[str]:
    """Who records a stage under a ceasefire, in the reader's language."""
    seats = holders(process, ceasefire, stage) or BY_ROLE[stage]
    return _in_words(seats)


def _in_words(seats: Collection[str]) -> list[str]:
    words = {Role.MONITOR.value: _("the monitors"), Role.MEDIATOR.value: _("the mediator's team")}
    words |= {party.pk: party.name for party in Party.objects.all()}
    return [name for seat, name in words.items() if seat in seats]
