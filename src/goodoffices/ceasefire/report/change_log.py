"""What changed between two issues of a report: verdicts, figures, changes, alarms, silence, terms and data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from goodoffices.ceasefire.report.verdict import two_digits
from goodoffices.errors import EvidenceError
from goodoffices.values import Listing, Paragraph, Section

__all__ = ["change_log", "change_log_section"]

_MUCH: Final = 1.25
"""A ratio that moved by less is not told."""


def change_log(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> tuple[str, ...]:
    """The differences of two reports as JSON, in sentences.

    Raises EvidenceError where the earlier one is no report, or of another ceasefire.
    """
    try:
        told = [*_made_from(earlier, later), *_places(earlier, later)]
        one, other = earlier["ceasefire"]["id"], later["ceasefire"]["id"]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        remedy = "Give the output of `goodoffices ceasefire report --json`."
        raise EvidenceError.of("the earlier issue is no report of a ceasefire", remedy=remedy) from error
    if one != other:
        raise EvidenceError.of(f"the earlier issue is of the ceasefire `{one}`, and this one of `{other}`")
    return tuple(told)


def change_log_section(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Section:
    """For a page."""
    told = change_log(earlier, later)
    since = f"The earlier issue was about days to {earlier['span']['last']}."
    blocks = (Paragraph(since), Listing(told)) if told else (Paragraph(f"{since} Nothing that it said has changed."),)
    return Section("since", "Since the earlier issue", blocks)


def _made_from(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Iterator[str]:
    if (one := (earlier["source"], earlier["release"])) != (other := (later["source"], later["release"])):
        yield f"The data are another release: {' '.join(other)}, before {' '.join(one)}. Past days may differ."
    inputs = (dict(each["provenance"]["inputs"]) for each in (earlier, later))
    before, now = inputs
    changed = [name for name, digest in now.items() if name in before and before[name] != digest]
    yield from (f"{name} has changed." for name in changed)
    if earlier["thresholds"] != later["thresholds"]:
        yield "The thresholds of the verdicts have changed: verdicts of the two issues do not compare."
    if earlier["places"] != later["places"]:
        yield f"Areas are now {later['places']}, before {earlier['places']}."
    known = {(one["area"], one["since"], one["until"], one["kind"]) for one in earlier["silence"]}
    for one in later["silence"]:
        if (one["area"], one["since"], one["until"], one["kind"]) not in known:
            yield f"Silence newly found: {one['area'] or 'everywhere'}, {one['since']} to {one['until']}."


def _places(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Iterator[str]:
    before = {(one["area"], one["dyad"]): one for one in (*earlier["areas"], *earlier["dyads"], earlier["whole"])}
    rows = (*later["areas"], *later["dyads"], later["whole"])
    for one in rows:
        name = one["area"] or "All areas together"
        name = f"{name}, {one['dyad']}" if one["dyad"] else name
        old = before.get((one["area"], one["dyad"]))
        if old is None:
            yield f"{name}: new, {one['verdict']['word']}."
            continue
        yield from (f"{name}: {words}" for words in _moved(old, one))
    now = {(one["area"], one["dyad"]) for one in rows}
    for area, dyad in before.keys() - now:
        yield f"{area or 'All areas together'}{f', {dyad}' if dyad else ''}: no longer told."


def _moved(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if old["verdict"]["word"] != new["verdict"]["word"]:
        yield f"{new['verdict']['word']}, before {old['verdict']['word']} ({new['verdict']['why']})."
    one, other = old["now"]["ratio"]["value"], new["now"]["ratio"]["value"]
    if one and other and max(one / other, other / one) > _MUCH:
        yield f"{two_digits(other)} of the level before it began, in the earlier issue {two_digits(one)}."
    known = [(each["since"], each["until"]) for each in old["changes"] or ()]
    for each in new["changes"] or ():
        if not any(since <= each["until"] and each["since"] <= until for since, until in known):
            yield f"a change newly found between {each['since']} and {each['until']}."
    heard = set((old["alarm"] or {}).get("alarms", ()))
    alarms = [day for day in (new["alarm"] or {}).get("alarms", ()) if day not in heard]
    if alarms:
        yield f"alarm on {', '.join(alarms)}."
