"""What a report cannot know, and how it was made."""

from __future__ import annotations

from goodoffices.ceasefire.incidents import NEVER
from goodoffices.ceasefire.report.holding import LEARNING
from goodoffices.ceasefire.report.many import RATE
from goodoffices.ceasefire.report.study import Report
from goodoffices.ceasefire.report.verdict import QUIET_TAIL
from goodoffices.ceasefire.report.wording import day_words
from goodoffices.evidence.events import spoken_choice
from goodoffices.values import Definitions, Listing, Note, Section, plural, series

__all__ = ["limits_section", "method_section", "thresholds_words"]


def limits_section(found: Report) -> Section:
    """What this cannot know."""
    undated = sum(one.unit.undated for one in found.areas)
    items = [
        NEVER,
        "What nobody recorded. These are figures of a record, not of the ground; where access is lost, it falls.",
        "The reason. Levels move with weather, with offensives elsewhere, and with what sources can reach.",
        "What was known on a day. “As of” a day leaves out events that end later, not what was learned later of them.",
    ]
    if undated:
        words = (
            f"When {plural(undated, 'undated event')} happened, anywhere in more than a week: on no day, in no ratio."
        )
        items.append(words)
    if found.unplaced:
        words = (
            f"Where {plural(found.unplaced, 'dated incident')} lie, known too coarsely for an area: in the whole only."
        )
        items.append(words)
    if found.terms.exceptions and found.terms.exceptions.self_defence == "yes":
        items.append("Self-defence, which the terms allow: no event data show it.")
    if found.terms.unknowns:
        items.append(f"What the terms do not say: {series(found.terms.unknowns)}.")
    if found.summary.strangers:
        named = series(f"{name} ({number:,})" for name, number in found.summary.strangers[:4])
        items.append(f"Whether groups that the terms do not name are bound after all; those with most events: {named}.")
    return Section("limits", "What this cannot know", (Listing(tuple(items)),))


def thresholds_words(found: Report) -> str:
    """The thresholds, and whose they are."""
    limits = found.terms.verdicts
    whose = f"agreed: {limits.agreed}" if limits.agreed else "ours, not agreed by the parties"
    return (
        f"holding up to {limits.holding:g} of the level before, strained up to {limits.strained:g}, eroding up to "
        f"{limits.eroding:g}, collapsed above ({whose})"
    )


def method_section(found: Report) -> Section:
    """How it was made."""
    span = found.span
    ratio = (
        f"Incidents a day of the last {span.now} days against those of the {span.before} before the start, by "
        "negative-binomial regression, with intervals that allow for dispersion and dependent days; "
        "for few incidents the exact interval for two Poisson counts."
    )
    none = (
        f"Unobserved: half of the days silent, the last {QUIET_TAIL} silent, or no event of anybody. Uncertain: the "
        "interval reaches from holding to collapsed."
    )
    alarm = (
        f"A cumulative sum that learns from the first {LEARNING} days in force and watches those after, forward only, "
        "set so that a false alarm comes once a year or more rarely, and to tell a doubling early."
    )
    beyond = (
        "The ratio lies above the threshold of holding. Many areas are many comparisons, so the p-values are corrected "
        f"(Benjamini & Hochberg 1995): of areas so named {100 * RATE:.1f} % at most are named falsely, on average. The "
        "word of the verdict is not changed by it."
    )
    items = (
        ("Events", f"{spoken_choice(found.choice)}; on record from {day_words(span.first)} to {day_words(span.last)}."),
        ("Incidents", "Events that fit every clause of the terms, dated to a week or better, by their first day."),
        ("Verdict", f"{thresholds_words(found)}. The word is that of the ratio; in brackets those of its interval."),
        ("Ratio", ratio),
        ("Unobserved, uncertain", none),
        ("Not holding, beyond chance", beyond),
        ("Changes", "Exact Bayesian change points; with 90 % a change lies between the two days given."),
        ("Alarm", alarm),
        ("Hot spots", "Space-time scan by permutation, over cells; p-values by simulation."),
        ("Against the whole", "Areas whose ratio differs from those that go with the whole, beyond chance."),
    )
    note = Note("Formulas, sources and measured error rates: docs/methods/ceasefire.md.", "method")
    return Section(
        "method", "How this was made, and whose thresholds these are", (Definitions(items), note), annex=True
    )
