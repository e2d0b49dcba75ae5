"""From a scenario to a dossier, exactly; and from there to the text of a file, to nine decimals."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from fractions import Fraction
from pathlib import Path

from goodoffices.dossier import keys
from goodoffices.dossier.exchange.names import clean, ids
from goodoffices.dossier.exchange.scenario import Profile, Scenario, Topic
from goodoffices.dossier.model import (
    Dossier,
    Issue,
    Judgement,
    Option,
    Party,
    Preference,
    Rating,
    Role,
    Source,
)
from goodoffices.dossier.numbers import decimal
from goodoffices.dossier.preference import silence
from goodoffices.dossier.reader import parse_dossier
from goodoffices.dossier.writer import write_dossier
from goodoffices.values import Estimate, plural

__all__ = ["dossier_of", "scenario_text"]

_BY = "the authors of the scenario"
_HIGHEST_WEIGHT = 10
_DECIMALS = 9


def dossier_of(scenario: Scenario) -> Dossier:
    """The scenario as a dossier: every party a principal, utilities times 100 as points, nothing rounded.

    A party's weights keep their proportions, shifted by a power of ten so that the largest lies above 1 and is at most
    10. Names become ids; the names themselves stay as labels. `hash` names what the scenario says.
    """
    title = clean(scenario.name or Path(scenario.file or scenario.profiles[0].file).stem)
    parties = ids((profile.name for profile in scenario.profiles), keys.ISSUE)
    issues = ids(topic.name for topic in scenario.topics)
    return Dossier(
        id=ids([scenario.name or Path(scenario.file or scenario.profiles[0].file).stem])[0],
        title=f"{title} (a scenario by others)",
        as_of=None,
        mediator=None,
        parties=tuple(
            _party(party, profile, number, has_domain=bool(scenario.file))
            for number, (party, profile) in enumerate(zip(parties, scenario.profiles, strict=True), 1)
        ),
        excluded=(),
        issues=tuple(
            _issue(issue, topic, parties, scenario.profiles)
            for issue, topic in zip(issues, scenario.topics, strict=True)
        ),
        sources=_sources(scenario),
        by=_BY,
        caution=_caution(scenario),
        hash=_hash(scenario),
    )


def scenario_text(dossier: Dossier) -> str:
    """The text of a dossier's file for a dossier made from a scenario; it reads back as a valid dossier.

    A file holds nine decimals: where numbers had more they are rounded, and its caution says so, with their count.
    """
    rounder = _Rounder()
    parties = tuple(dataclasses.replace(p, fallback=rounder.estimate(p.fallback)) for p in dossier.parties)
    issues = tuple(
        dataclasses.replace(issue, preferences=tuple(rounder.preference(p) for p in issue.preferences))
        for issue in dossier.issues
    )
    caution = dossier.caution
    if rounder.count:
        told = plural(rounder.count, "number was", "numbers were")
        caution += f" {told} rounded to {_DECIMALS} decimals to stand in this file."
    text = write_dossier(dataclasses.replace(dossier, parties=parties, issues=issues, caution=caution))
    parse_dossier(text)
    return text


class _Rounder:
    """Rounds what has no exact decimal, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def estimate(self, estimate: Estimate | None) -> Estimate | None:
        return None if estimate is None else Estimate.exactly(self.number(estimate.best))

    def number(self, value: Fraction) -> Fraction:
        try:
            decimal(value)
        except ValueError:
            self.count += 1
            return round(value, _DECIMALS)
        return value

    def preference(self, preference: Preference) -> Preference:
        ratings = tuple(dataclasses.replace(r, value=self.estimate(r.value)) for r in preference.ratings)
        weight = Estimate.exactly(self.number(preference.weight.best))
        return dataclasses.replace(preference, weight=weight, ratings=ratings)


def _party(party: str, profile: Profile, number: int, *, has_domain: bool) -> Party:
    source = f"S1, S{number + 1}" if has_domain else f"S{number}"
    fallback = Estimate.exactly(100 * profile.reservation)
    note = "" if profile.discount in (None, 1) else f"discount factor {_plain(profile.discount)}, not used"
    return Party(party, clean(profile.name), Role.PRINCIPAL, fallback, Judgement(source, note=note))


def _issue(issue: str, topic: Topic, parties: tuple[str, ...], profiles: tuple[Profile, ...]) -> Issue:
    options = tuple(Option(option, clean(value)) for option, value in zip(ids(topic.values), topic.values, strict=True))
    lines = []
    for party, profile in zip(parties, profiles, strict=True):
        weight = profile.weights[topic.name] * _shift(profile)
        if not weight:
            lines.append(silence(party, [option.id for option in options]))
            continue
        worth = (profile.worth[topic.name][value] for value in topic.values)
        ratings = tuple(Rating(o.id, None, Estimate.exactly(100 * w)) for o, w in zip(options, worth, strict=True))
        lines.append(Preference(party, Estimate.exactly(weight), ratings))
    return Issue(issue, clean(topic.name), options, tuple(lines))


def _shift(profile: Profile) -> Fraction:
    """The power of ten that brings the largest weight above 1 and to at most 10."""
    largest, power = max(profile.weights.values()), Fraction(1)
    while largest * power > _HIGHEST_WEIGHT:
        power /= 10
    while largest * power <= 1:
        power *= 10
    return power


def _sources(scenario: Scenario) -> tuple[Source, ...]:
    files = [("domain", scenario.file)] if scenario.file else []
    files += [("profile", profile.file) for profile in scenario.profiles]
    return tuple(
        Source(f"S{number}", f"{scenario.kind} {what}", clean(Path(file).name))
        for number, (what, file) in enumerate(files, 1)
    )


def _caution(scenario: Scenario) -> str:
    told = f"A scenario by others, read from {scenario.kind} files: its parties, weights and values are its authors'."
    cut = [f"{clean(p.name)} {_plain(p.discount)}" for p in scenario.profiles if p.discount not in (None, 1)]
    if cut:
        told += f" Discount factors are not used ({', '.join(cut)}): agreement is rated as if it came at once."
    twice = [f"{clean(p.name)}: {clean(value)}" for p in scenario.profiles for value in p.twice]
    if twice:
        told += f" Evaluated more than once, the last evaluation counts ({'; '.join(twice)})."
    return told


def _plain(number: Fraction | None) -> str:
    return "" if number is None else f"{float(number):g}"


def _hash(scenario: Scenario) -> str:
    content = [
        [scenario.name, scenario.kind, [[topic.name, topic.values] for topic in scenario.topics]],
        [
            [
                profile.name,
                [[str(profile.weights[topic.name]), _numbers(profile, topic)] for topic in scenario.topics],
                [str(profile.reservation), str(profile.discount)],
            ]
            for profile in scenario.profiles
        ],
    ]
    return "sha256:" + hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _numbers(profile: Profile, topic: Topic) -> list[str]:
    return [str(profile.worth[topic.name][value]) for value in topic.values]
