"""What a mediator reads of a settlement: the answer, then the zone and what lies in it, and how it was computed."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.dossier import Dossier
from goodoffices.settlement.candidates import RULES, Candidate, candidates
from goodoffices.settlement.engine.frontier import FRONTIER_CAP
from goodoffices.settlement.pages.candidate_sections import candidates_section, stakes_section
from goodoffices.settlement.pages.count_words import acceptable_words
from goodoffices.settlement.pages.movement_sections import movement_section, moves_section
from goodoffices.settlement.pages.text_sections import all_could_accept, texts_section
from goodoffices.settlement.pages.uncertain_words import looseness
from goodoffices.settlement.result import Counts, Settlement, Solution
from goodoffices.values import Note, Paragraph, Section, count, number, plural, series

__all__ = ["answer_section", "settlement_sections"]


def settlement_sections(dossier: Dossier, settlement: Settlement) -> tuple[Section, ...]:
    """The answer first, then the zone, the candidates, the texts on record and what would have to move; the annexes."""
    chosen = candidates(settlement)
    sections = (
        answer_section(dossier, settlement),
        _zone(dossier, settlement, chosen),
        candidates_section(dossier, settlement, chosen),
        texts_section(dossier, settlement),
        movement_section(dossier, settlement, chosen),
        stakes_section(dossier, chosen),
        moves_section(dossier, settlement, chosen),
        _method(dossier, settlement),
    )
    return tuple(section for section in sections if section.blocks or section.sections)


def answer_section(dossier: Dossier, settlement: Settlement) -> Section:
    """The answer in a few sentences, with the caution under which it stands."""
    issues = plural(len(dossier.issues), "issue combines", "issues combine")
    packages = f"{issues} into {plural(settlement.packages.all, 'package')}"
    first = f"{_verdict(dossier, settlement)}: {packages}; {_counted(settlement)}."
    caution = [Note(dossier.caution, "caution")] if dossier.caution else []
    words = " ".join(filter(None, (first, _meaning(settlement), _record_words(settlement))))
    return Section("answer", "Is there anything all could accept?", (Note(words, "finding"), *caution))


def _counted(settlement: Settlement) -> str:
    counts = settlement.packages
    if counts.allowed == 0:
        return "none of them is allowed: each crosses a red line or breaks a linkage"
    if counts.allowed == counts.all:
        allowed = (
            "all of them are allowed (none crosses a red line or breaks a linkage)"
            if counts.all > 1
            else "it is allowed"
        )
    else:
        verb = "is allowed (it crosses" if counts.allowed == 1 else "are allowed (they cross"
        tail = "breaks" if counts.allowed == 1 else "break"
        allowed = f"{count(counts.allowed)} of them {verb} no red line and {tail} no linkage)"
    worth = f"worth at least as much as no agreement {_to_whom(settlement)}"
    return f"{allowed}; of those, {_acceptable(counts)} acceptable: {worth}"


def _to_whom(settlement: Settlement) -> str:
    deciding = len(settlement.deciding)
    who = {1: "to the one party", 2: "to both parties"}.get(deciding, f"to all {count(deciding)} parties")
    return f"{who} whose consent is needed"


def _acceptable(counts: Counts) -> str:
    if counts.acceptable == 0:
        return "none is"
    return f"{acceptable_words(counts)} {'is' if counts.acceptable == 1 else 'are'}"


def _verdict(dossier: Dossier, settlement: Settlement) -> str:
    low, high = settlement.packages.acceptable_bounds
    middle = " at the middle of their intervals" if looseness(dossier) and settlement.packages.allowed else ""
    if high == 0:
        return f"No, on these judgements{middle} there is nothing that all could accept"
    if low == 0 and settlement.solutions is None:
        return "It is not settled by this count whether there is something that all could accept"
    return f"Yes, on these judgements{middle} there is something that all could accept"


def _meaning(settlement: Settlement) -> str:
    counts, frontier = settlement.packages, settlement.frontier
    if counts.acceptable_bounds[1] == 0:
        return "" if counts.allowed == 0 else "Every allowed package is worth less than no agreement to somebody."
    if not frontier.complete:
        return _too_many(settlement)
    if frontier.size == 1:
        return "" if counts.acceptable == 1 else "One of them is at least as good for each party as any other."
    return (
        f"{count(frontier.size or 0)} of the acceptable packages cannot be bettered for one party without loss to "
        "another (the frontier): the choice that is left lies among them."
    )


def _too_many(settlement: Settlement) -> str:
    cap = int(dict(settlement.provenance.parameters).get("frontier cap", FRONTIER_CAP))
    limit = "The packages that cannot be bettered for one party without loss to another are too many to list"
    limit += f" (at most {count(cap)} are)" if cap != FRONTIER_CAP else ""
    frontier, points = settlement.frontier, settlement.frontier.points
    if frontier.epsilon is not None and points:
        near = f"{number(frontier.epsilon)} points"
        limit += (
            f"; {plural(len(points), 'acceptable package stands', 'acceptable packages stand')} for them: where a "
            f"package gives each party {near} or more over its fallback, one of these gives each as much, to within "
            f"{near}"
        )
    if settlement.solutions is None:
        how = dict(settlement.provenance.parameters).get("fair packages", "")
        return f"{limit}. Fair ones were not found ({how})."
    unproved = [one for one in settlement.solutions if one.certificate and not one.certificate.proved]
    if not unproved:
        return f"{limit}."
    told = series(f"{RULES[one.rule][0]} to within {_part(one)}" for one in unproved)
    return f"{limit}. Not every fair package is proved to be the best of its rule: {told} of the most there can be."


def _part(solution: Solution) -> str:
    gap = 100 * (solution.certificate.gap if solution.certificate else 0.0)
    return "0.1%" if gap < 0.1 else f"{gap:.2g}%"  # noqa: PLR2004 - two digits say enough


def _record_words(settlement: Settlement) -> str:
    whole = [text for text in settlement.texts if text.outcome is not None]
    if not whole:
        return ""
    good = [text for text in whole if all_could_accept(settlement, text)]
    if not good:
        return "No whole text on record could be accepted by all."
    improvable = [text for text in good if text.better_for_all]
    words = f"Of {plural(len(whole), 'whole text')} on record, {count(len(good))} could be accepted by all: "
    words += series(text.title for text in good)
    for text in improvable:
        words += f"; {plural(text.better_for_all or 0, 'package is', 'packages are')} better for all"
        words += "" if len(good) == 1 else f" than {text.title}"
    return words + "."


def _zone(dossier: Dossier, settlement: Settlement, chosen: Sequence[Candidate]) -> Section:
    from goodoffices.settlement.pages.pictures import zone_picture  # noqa: PLC0415 - altair loads only to draw

    picture = zone_picture(dossier, settlement, chosen)
    return Section("zone", "The zone in pictures", (picture,) if picture else ())


def _method(dossier: Dossier, settlement: Settlement) -> Section:
    weights = [preference.weight for issue in dossier.issues for preference in issue.preferences]
    fallbacks = [party.fallback for party in dossier.parties if party.fallback is not None]
    loose = sum(not weight.is_exact for weight in weights), sum(not fallback.is_exact for fallback in fallbacks)
    sampled = ", and only the share beside the bounds is drawn at random" if settlement.packages.sampled else ""
    together = " Points for options that stand together are added." if dossier.interactions else ""
    worth = (
        "A party's worth of a package is the sum, over the issues, of how far the chosen option lies from worst (0) to "
        "best (1), times the weight of the issue, scaled to 100 points in all; a step > of an order counts 1, a step "
        f">> counts 2.{together} Its gain is that worth less its fallback. Packages that cross a red line of a party "
        f"whose consent is needed, or break a linkage, are left out; the rest all count{sampled}."
    )
    limits = (
        f"It rests on the {plural(len(weights), 'preference')} and {plural(len(fallbacks), 'fallback')} of the dossier "
        "(whose judgements they are is said under sources), and holds for the middle of every interval only: "
        f"{count(loose[0])} of the weights and {count(loose[1])} of the fallbacks were given as intervals. Other "
        "values inside them, another order of options, a red line drawn or dropped can change the answer. Points of "
        "different parties measure different things: a rule that adds or compares them rests on a judgement of its own."
    )
    blocks = (Paragraph(worth), Paragraph(limits), Note(_provenance_words(settlement), "method"))
    return Section("method", "How this was computed", blocks, annex=True)


def _provenance_words(settlement: Settlement) -> str:
    made = settlement.provenance
    inputs = "; ".join(f"{name} {digest}".strip() for name, digest in made.inputs)
    parameters = "; ".join(f"{name}: {value}" for name, value in made.parameters)
    parts = [f"{made.method}.", f"Inputs: {inputs}.", f"{parameters.capitalize()}." if parameters else ""]
    return " ".join([*(part for part in parts if part), f"Version {made.version}."])
