"""The terms as a Section: what each clause says, what is not known, and what the agreement's own words are."""

from __future__ import annotations

from goodoffices.ceasefire.terms.acts import VOCABULARY
from goodoffices.ceasefire.terms.model import Act, Area, Bound, Exceptions, Moment, Release, Step, Terms, Thresholds
from goodoffices.values import MONTHS, Definitions, Note, Section, plural, series

__all__ = ["terms_section"]

_NOT_KNOWN = "not known"


def terms_section(terms: Terms) -> Section:
    """What the ceasefire says, in words."""
    items = (
        ("In force", _time(terms)),
        ("Area", _area(terms.area)),
        ("Parties", series(_party(party) for party in terms.parties) or _NOT_KNOWN),
        ("Dyads", series(terms.dyads) or "none named"),
        ("Prohibited", _acts(terms.acts)),
        ("Exceptions", _exceptions(terms.exceptions)),
        ("Monitors", series(terms.monitors) or _NOT_KNOWN),
        ("Verified by", series(terms.verified_by) or _NOT_KNOWN),
        ("Attributed by", series(terms.attributed_by) or _NOT_KNOWN),
        ("Guarantors", series(terms.guarantors) or _NOT_KNOWN),
        ("Ladder", "; ".join(_step(step) for step in terms.ladder) or _NOT_KNOWN),
        ("Verdicts", _verdicts(terms.verdicts)),
        ("Release", _release(terms.release)),
    )
    notes = [Note(f"Not known: {series(terms.unknowns)}.")] if terms.unknowns else []
    notes += [Note(f"Unverified: {terms.unverified}")] if terms.unverified else []
    words = Section("terms-words", "In the agreement's own words", (Definitions(terms.says),)) if terms.says else None
    return Section("terms", terms.title, (Definitions(items), *notes), (words,) if words else ())


def _moment(moment: Moment) -> str:
    day = f"{moment.day.day} {MONTHS[moment.day.month - 1]} {moment.day.year}"
    return f"{day}, hour not known" if moment.hour is None else f"{day}, {moment.hour:%H:%M} {moment.zone}"


def _time(terms: Terms) -> str:
    start = f"from {_moment(terms.start)}" if terms.start else "from a day that is not known"
    end = "without an end" if terms.open_ended else "to an end that is not known"
    end = f"to {_moment(terms.end)}" if terms.end else end
    ended = f"; ended on record: {_moment(terms.ended)}" if terms.ended else "; no end on record"
    return f"{start}, {end}{ended}"


def _area(area: Area | None) -> str:
    if area is None:
        return _NOT_KNOWN
    told = [f"the whole of {area.country}"] if area.country else []
    told += [series((*area.admin1, *area.admin2, *area.admin3))] if area.admin1 or area.admin2 or area.admin3 else []
    told += [f"{series(area.codes) or 'all areas'} of {area.file}"] if area.file else []
    told += [f"“{area.words}”" + ("" if area.is_told else ", which no event can be set against")] if area.words else []
    return "; ".join(told)


def _party(party: Bound) -> str:
    known_as = f"in event data: {series(party.actors)}" if party.actors else "no name in event data"
    return f"{party.name or party.id} ({known_as})"


def _acts(acts: tuple[Act, ...] | None) -> str:
    if acts is None:
        return _NOT_KNOWN
    return "; ".join(f"{act.word} ({act.means or VOCABULARY[act.word].means})" for act in acts) or "nothing named"


def _exceptions(exceptions: Exceptions | None) -> str:
    if exceptions is None:
        return _NOT_KNOWN
    told = [f"not covered: {series(group.name for group in exceptions.groups)}"] if exceptions.groups else []
    told += [f"left out: {_area(exceptions.area)}"] if exceptions.area else []
    said = {"yes": "self-defence is allowed", "no": "self-defence is no exception"}
    told += [said.get(exceptions.self_defence, "whether self-defence is allowed is not known")]
    return "; ".join(told)


def _step(step: Step) -> str:
    return step.what + (f", by {step.by}" if step.by else "") + (f", within {step.within}" if step.within else "")


def _verdicts(found: Thresholds) -> str:
    told = (
        f"incidents a day against the {plural(found.before, 'day')} before the start: holding up to {found.holding:g}, "
        f"strained up to {found.strained:g}, eroding up to {found.eroding:g}, above that collapsed"
    )
    return f"{told}; agreed: {found.agreed}" if found.agreed else f"{told}; not agreed by the parties"


def _release(release: Release | None) -> str:
    if release is None:
        return _NOT_KNOWN
    how = {True: "together", False: "one after the other", None: "together or not is not known"}[release.together]
    hours = release.embargo_hours
    embargo = "embargo not known" if hours is None else f"others {plural(hours, 'hour')} later"
    return f"first {series(release.first) or _NOT_KNOWN} ({how}); {embargo}"
