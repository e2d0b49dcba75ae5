"""What other rooms say in a dossier's brief: the options that ask for it, and the sections that answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goodoffices.cli.ceasefire_part import ceasefire_sections, moment_of
from goodoffices.cli.clock import today
from goodoffices.cli.commitments_part import commitment_sections
from goodoffices.cli.corridors_part import corridor_files, corridor_sections
from goodoffices.cli.evidence_choice import choice_of, event_options, place_options
from goodoffices.cli.hosting_part import hosting_sections
from goodoffices.cli.known import Asked, Part, parts_of
from goodoffices.cli.stability_part import stability_sections
from goodoffices.values import Provenance, Section

if TYPE_CHECKING:
    from goodoffices.ceasefire.terms import Moment
    from goodoffices.dossier import Dossier

__all__ = ["Beside", "Wanted", "beside_options", "hear", "wanted_of", "with_named"]

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Wanted:
    """What the options ask of other rooms: the files they read, and when the part on a ceasefire is released."""

    known: Asked
    released: Moment | None
    plans: tuple[str, ...]
    model: str | None
    hosts: str | None
    hosts_store: str | None
    promised: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that is named."""
        named = (self.known.ledger, self.known.store, self.model, self.hosts, self.hosts_store)
        return (*(one for one in named if one), *self.plans, *self.promised)


@dataclass(frozen=True)
class Beside:
    """What other rooms say on the page: what is known; who could host, which ceasefire is kept, which corridor agreed,
    whether it would hold; where that comes from, and the release mark that the whole page bears ("": none)."""

    parts: Sequence[Part]
    sections: Sequence[Section]
    sources: Sequence[Provenance]
    mark: str = ""

    def told(self, *, annex: bool) -> tuple[Section, ...]:
        """The sections for the page itself, or those for its annexes."""
        return tuple(section for section in self.sections if section.annex is annex)


def beside_options(function: F) -> F:
    """The options of all these rooms; `wanted_of` reads what they leave."""
    for option in (
        click.option("--hosts-store", metavar="STORE", help="With what `hosting import` has put into this store."),
        click.option("--hosts", metavar="FILE", help="Half a page on who could host, from a file of hosts."),
        click.option("--stability", "model", metavar="MODEL", help="Half a page on whether it would hold."),
        event_options,
        place_options("h3:4"),
        click.option(
            "--released",
            metavar="WHEN",
            help="When those named first receive the half page on a ceasefire, as '2017-08-01 12:00 +02:00'.",
        ),
        click.option(
            "--corridor",
            "plans",
            multiple=True,
            metavar="PLAN",
            help="Half a page on the plan of a corridor; repeatable.",
        ),
        click.option(
            "--commitments",
            "promised",
            multiple=True,
            metavar="FILE",
            help="Half a page on what an agreement's commitments have come to by today; repeatable.",
        ),
        click.option(
            "--events", "store", metavar="STORE", help="And a store of events; the options below choose from it."
        ),
        click.option(
            "--claims", "ledger", metavar="LEDGER", help="Say what is known, too: a ledger of claims, YAML or CSV."
        ),
    ):
        function = option(function)
    return function


def wanted_of(options: dict[str, Any]) -> Wanted:
    """Those options as one. Raises UsageError where one of them goes without what it needs."""
    store = options["store"]
    moment = moment_of(options["released"], store)
    if options["hosts_store"] and not options["hosts"]:
        raise click.UsageError("--hosts-store goes with a file of hosts: --hosts FILE")
    return Wanted(
        Asked(options["ledger"], store, choice_of(options), options["places"], options["level"], small=True),
        moment,
        options["plans"],
        options["model"],
        options["hosts"],
        options["hosts_store"],
        options["promised"],
    )


def with_named(wanted: Wanted, dossier: Dossier, file: str) -> Wanted:
    """The same, with the plans that the dossier names."""
    return Wanted(**(vars(wanted) | {"plans": corridor_files(dossier, file, wanted.plans)}))


def hear(dossier: Dossier, file: str, wanted: Wanted, say: Callable[[str], None]) -> Beside:
    """Ask every room."""
    parts = parts_of(wanted.known, say)
    kept = ceasefire_sections(dossier, file, wanted.known, say, wanted.released)
    agreed, plans = corridor_sections(wanted.plans, say)
    promised, agreements = commitment_sections(wanted.promised, today())
    would, models = stability_sections(dossier, file, wanted.model, say)
    hosts, lists = hosting_sections(dossier, wanted.hosts, wanted.hosts_store)
    sections = (*hosts, *kept.sections, *agreed, *promised, *would)
    return Beside(parts, sections, (*plans, *agreements, *models, *lists), kept.mark)
