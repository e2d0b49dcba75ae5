"""The report as it is made at the desk: from the incidents in the monitors' rooms, the terms shown, and events.

An incident is told by its area and stage, never by its place. What is written is English, as in every file we write.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from goodoffices import __version__
from goodoffices.ceasefire import incidents
from goodoffices.ceasefire.terms import Terms
from goodoffices.errors import TalksError
from goodoffices.talks.domain.ceasefire import newest_terms
from goodoffices.talks.domain.incident_steps import stage_of
from goodoffices.talks.domain.report_events import EventsStudied
from goodoffices.talks.models import Incident, IncidentStep, Process
from goodoffices.values import Block, Cell, Column, Note, Paragraph, Provenance, Section, Table, count, plural

__all__ = ["MadeIssue", "make_issue"]

_STAGES = (
    "Reported, verified and attributed are three stages. Whom a claimant accuses is no finding; only an attribution, "
    "by two persons of the mediator's team, says who was held responsible."
)
_CANNOT = (
    "This counts what monitors and the mediator's team entered. Where nobody watches, nothing is entered: "
    "few incidents are no proof of calm."
)
_NO_AREA = "area not told"
_MADE_UP = "Demonstration: everything here was made up, and nobody named here said any of it."
_FINDINGS = tuple(word.value for word in IncidentStep.Finding)


@dataclass(frozen=True)
class MadeIssue:
    """A report that was made: its title, its page in HTML, what programs read, and the hash of the page."""

    title: str
    page: str
    data: dict[str, Any]
    hash: str


@dataclass(frozen=True)
class Known:
    """An incident with its stages."""

    incident: Incident
    steps: list[IncidentStep]

    @property
    def verified(self) -> str:
        """The last finding of a monitor, "" where nobody verified it."""
        found = [step.finding for step in self.steps if step.stage == IncidentStep.Stage.VERIFICATION]
        return found[-1] if found else ""


def make_issue(process: Process, now: dt.datetime, studied: EventsStudied | None = None) -> MadeIssue:
    """An issue of what the viewer can open now, with events that were studied, if any.

    Raises TalksError when there is neither an incident nor an event.
    """
    from goodoffices.brief import Brief, forget_pictures, render_html  # noqa: PLC0415 (a second of loading, when first needed)

    known = _known()
    if not known and studied is None:
        raise TalksError.of(_("there is no incident that you can open"), remedy=_("a report needs one at least"))
    entered = (_incidents(known), _areas(known), _guarantors(known)) if known else ()
    sections = (*studied.sections[:1], *entered, *studied.sections[1:]) if studied else entered
    told = json.dumps([_fingerprint(one) for one in known], sort_keys=True).encode()
    caution = f"{_MADE_UP} {_CANNOT}" if settings.DEMO else _CANNOT
    source = Provenance(
        method="Incidents counted by area and stage, as entered in the web application",
        inputs=(("incidents and their stages", f"sha256:{hashlib.sha256(told).hexdigest()}"),),
        version=__version__,
        as_of=now.date().isoformat(),
        caution=caution,
        by="the monitors and the mediator's team",
    )
    if studied:
        source = _with_events(source, studied.provenance)
    title, mark = f"Report on the ceasefire: {process.title}", studied.mark if studied else ""
    brief = Brief(title, "", sections, source, kicker="Report on a ceasefire", mark=mark, composed=now.date())
    page = render_html(brief)
    forget_pictures()
    release = [_release(shown.terms) for shown in newest_terms()]
    data = {"title": title, "made": now.isoformat(timespec="seconds"), "software": __version__, "caution": caution}
    body = (*(studied.body if studied else ()), *entered)
    data |= {"sections": [_plain(section) for section in body], "release": [one for one in release if one]}
    data |= {"events": studied.data} if studied else {}
    return MadeIssue(title, page, data, f"sha256:{hashlib.sha256(page.encode()).hexdigest()}")


def _known() -> list[Known]:
    steps: dict[str, list[IncidentStep]] = {}
    for step in IncidentStep.objects.select_related("party"):
        steps.setdefault(step.incident_id, []).append(step)
    return [Known(one, steps.get(one.pk, [])) for one in Incident.objects.order_by("made", "pk") if one.is_open()]


def _with_events(source: Provenance, events: Provenance) -> Provenance:
    """Where the whole comes from: what was entered, and the events with their own settings and last day."""
    return replace(
        source,
        method=f"{source.method}; by events: {events.method}",
        inputs=(*source.inputs, *events.inputs),
        parameters=(*events.parameters, ("events up to", events.as_of)),
        seed=events.seed,
        by=f"{source.by}; thresholds: {events.by}" if events.by else source.by,
    )


def _fingerprint(one: Known) -> list[Any]:
    steps = [[step.stage, step.finding, step.attributed_to, bool(step.counts)] for step in one.steps]
    return [one.incident.pk, one.incident.kind, one.incident.where.get("area", ""), steps]


def _incidents(known: Sequence[Known]) -> Section:
    stages = Counter(stage_of(one.steps) for one in known)
    days = sorted(day for one in known for name in ("first", "last") if (day := one.incident.when.get(name)))
    spread = f", between {days[0]} and {days[-1]}" if days else ""
    undated = sum(not one.incident.when.get("first") for one in known)
    told = f"{plural(len(known), 'incident')} entered{spread}; {undated} without a day."
    kinds = Counter(one.incident.kind for one in known)
    rows = tuple((Cell(name), Cell(count(number))) for name, number in sorted(kinds.items()))
    table = Table("Incidents by kind", (Column("Kind"), Column("Incidents", numeric=True)), rows)
    verified = [one.verified for one in known if one.verified]
    found = "; ".join(f"{verified.count(word)} {word}" for word in _FINDINGS)
    by_stage = "; ".join(f"{stages[stage]} {stage}" for stage in incidents.STAGES)
    words = (told, f"By the last stage reached: {by_stage}.", f"The last finding of those verified: {found}.")
    blocks: tuple[Block, ...] = (*map(Paragraph, words), Note(_STAGES))
    return Section("incidents", "Incidents", (*blocks, table))


def _areas(known: Sequence[Known]) -> Section:
    cells = Counter((one.incident.where.get("area") or _NO_AREA, stage_of(one.steps)) for one in known)
    areas = sorted({area for area, _stage in cells})
    numbers = (*incidents.STAGES, "In all")
    columns = (Column("Area"), *(Column(name, numeric=True) for name in numbers))
    rows = tuple(
        (
            Cell(area),
            *(Cell(count(cells[area, stage])) for stage in incidents.STAGES),
            Cell(count(sum(cells[area, stage] for stage in incidents.STAGES))),
        )
        for area in areas
    )
    note = Note("Each incident stands once, under the last stage that it has reached.", "method")
    return Section("areas", "By area and stage", (Table("Incidents by area and stage", columns, rows), note))


def _guarantors(known: Sequence[Known]) -> Section:
    """What each guarantor says, and how far every two agree beyond chance."""
    said: dict[str, dict[str, str]] = {}
    for one in known:
        for step in one.steps:  # in their order: the last word of each counts
            if step.stage == IncidentStep.Stage.STATUS:
                said.setdefault(step.party.name, {})[one.incident.pk] = step.finding
    if not said:
        return Section("guarantors", "The guarantors", (Paragraph("No guarantor has said anything of any incident."),))
    columns = (Column("Guarantor"), *(Column(word, numeric=True) for word in _FINDINGS))
    rows = tuple(
        (Cell(name), *(Cell(count(sum(found == word for found in of.values()))) for word in _FINDINGS))
        for name, of in sorted(said.items())
    )
    blocks: list[Block] = [Table("What each guarantor says of the incidents shared with it", columns, rows)]
    blocks += _agreements(said)
    return Section("guarantors", "The guarantors", tuple(blocks))


def _agreements(said: dict[str, dict[str, str]]) -> list[Block]:
    rows, cautions = [], []
    for one, other in itertools.combinations(sorted(said), 2):
        both = sorted(set(said[one]) & set(said[other]))
        found = incidents.agreement("status", (one, other), [(said[one][pk], said[other][pk]) for pk in both])
        same = "–" if found.same is None else f"{100 * found.same:.0f}%"
        told = "–" if found.kappa is None else f"{found.kappa:.2f}"
        interval = "–" if found.low is None or found.high is None else f"{found.low:.2f} to {found.high:.2f}"
        rows.append((Cell(f"{one} and {other}"), Cell(count(found.n)), Cell(same), Cell(told), Cell(interval)))
        cautions += [Note(f"{one} and {other}: {text}.") for text in found.cautions]
    if not rows:
        return []
    columns = (Column("Guarantors"), *(Column(name, numeric=True) for name in ("n", "Same", "κ", "95% interval")))
    return [Table("How far two guarantors agree, beyond chance (Cohen's κ)", columns, tuple(rows)), *cautions]


def _release(terms: Terms) -> dict[str, Any]:
    """The release rule of a ceasefire, frozen into the issue to which it applies."""
    rule = terms.release
    if rule is None:
        return {}
    return {
        "ceasefire": terms.id,
        "first": list(rule.first),
        "together": rule.together,
        "embargo_hours": rule.embargo_hours,
    }


def _plain(section: Section) -> dict[str, Any]:
    tables = [
        {
            "caption": block.caption,
            "columns": [column.heading for column in block.columns],
            "rows": [[cell.text for cell in row] for row in block.rows],
        }
        for block in section.blocks
        if isinstance(block, Table)
    ]
    text = [block.text for block in section.blocks if isinstance(block, Paragraph | Note)]
    return {"anchor": section.anchor, "heading": section.heading, "text": text, "tables": tables}
