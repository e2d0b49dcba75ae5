"""Valid dossiers of any kind, for Hypothesis: `dossiers()` for rooms that compute, `rich_dossiers()` for the file.

A strategy that is made anew in each example is examined anew by Hypothesis, which costs more than drawing from it: so
strategies without an example's own names are made once.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from fractions import Fraction
from functools import cache
from itertools import accumulate

from hypothesis import strategies as st

from goodoffices.dossier import (
    Clause,
    Dossier,
    ExcludedParty,
    Interaction,
    Issue,
    Judgement,
    Linkage,
    Mediator,
    Option,
    Party,
    Preference,
    Rating,
    Role,
    Round,
    Source,
    Text,
    content_hash,
)
from goodoffices.values import Estimate, Period

DATES = [Period.parse(text) for text in ("2015", "2015-05", "2017-05-04", "2017-01-23..2017-01-24", "2015..2016-02")]
ODD_IDS = ["yes", "no", "off", "null", "1e3x", "ключ", "مفتاح", "é", "a.b", "a-b", "_x", "0x", "true", "2017-05a", "𝒳"]


@cache
def ids(prefix: str, least: int, most: int, *, odd: bool = False) -> st.SearchStrategy[list[str]]:
    plain = st.integers(least, most).map(lambda count: [f"{prefix}{number}" for number in range(1, count + 1)])
    if not odd:
        return plain
    names = st.sampled_from([unicodedata.normalize("NFC", name) for name in ODD_IDS])
    return plain | st.lists(names, min_size=least, max_size=most, unique=True)


@cache
def estimates(low: int, high: int) -> st.SearchStrategy[Estimate]:
    """Numbers and intervals with up to two decimals."""
    number = st.integers(low, high).map(Fraction) | st.integers(low * 100, high * 100).map(lambda n: Fraction(n, 100))
    interval = st.tuples(number, number).map(lambda ends: Estimate.between(min(ends), max(ends)))
    return number.map(Estimate.exactly) | interval


@cache
def words() -> st.SearchStrategy[str]:
    """Any text that a file can hold and that needs no trimming, hostile ones included."""
    nasty = st.sampled_from(
        ["a: b", "- x", "# no", "'", '"', "yes", "3", "!x", "&a", "*a", "{", "[", "|", ">", "%", "@", "a #b"]
    )
    fillers = "\u2028\u2029\u115f\u1160\u3164\uffa0"
    letters = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn"], exclude_characters=fillers)
    letters |= st.sampled_from("\u200c\u200d\u200e\u200f\u061c")
    free = st.text(letters | st.sampled_from("\n\t :#"), min_size=1, max_size=30).map(str.strip).filter(bool)
    return nasty | free


MAYBE_WORDS = st.just("") | words()


def judgements(sources: list[str]) -> st.SearchStrategy[Judgement]:
    named = st.lists(st.sampled_from(sources), unique=True, max_size=3) if sources else st.just([])
    return st.just(Judgement()) | st.builds(Judgement, named.map(", ".join), MAYBE_WORDS, MAYBE_WORDS)


FORMS = st.sampled_from(["order", "order", "order", "numbers", "silent"])
ONE_IN_SIX = st.integers(0, 5).map(lambda number: number == 0)
ONE_IN_FOUR = st.integers(0, 3).map(lambda number: number == 0)
VALUES = st.just(Estimate.between(0, 100)) | estimates(0, 100)


@cache
def orders(length: int) -> st.SearchStrategy[list[int]]:
    return st.permutations(range(length))


@cache
def steps_between(length: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, 2), min_size=length - 1, max_size=length - 1)


@cache
def some_of(length: int) -> st.SearchStrategy[list[int]]:
    """Places of one or more of so many things."""
    return st.lists(st.sampled_from(range(length)), min_size=1, max_size=length, unique=True)


@cache
def one_of(length: int) -> st.SearchStrategy[int]:
    return st.sampled_from(range(length))


@st.composite
def preferences(draw: st.DrawFn, party: str, options: list[str], red_lines: bool = True) -> Preference:
    """Silent, in order form or in number form."""
    form = draw(FORMS)
    silent = Preference(
        party, Estimate.exactly(0), tuple(Rating(option, 0, None) for option in options), (0,) * (len(options) - 1)
    )
    if form == "silent":
        return silent
    order = [options[at] for at in draw(orders(len(options)))]
    red = [red_lines and draw(ONE_IN_SIX) for _ in order]
    weight = draw(estimates(0, 10))
    if form == "numbers":
        values = [draw(VALUES) for _ in order]
        ratings = [
            Rating(option, None, value, is_red) for option, value, is_red in zip(order, values, red, strict=True)
        ]
        return Preference(party, weight, tuple(ratings))
    steps = draw(steps_between(len(order)))
    levels = list(accumulate(reversed(steps), initial=0))[::-1]
    ratings = [Rating(option, level, None, is_red) for option, level, is_red in zip(order, levels, red, strict=True)]
    if weight.high == 0 and not any(steps) and not any(red):
        return silent
    return Preference(party, weight, tuple(ratings), tuple(steps))


LINKS = st.sampled_from(["requires", "excludes", "if"])
ONE_OR_TWO = st.integers(1, 2)


@st.composite
def linkages(draw: st.DrawFn, issues: list[tuple[str, list[str]]]) -> Linkage:
    """Any of the three forms, `=` and `!=`."""

    def clause() -> Clause:
        issue, options = issues[draw(one_of(len(issues)))]
        some = tuple(options[at] for at in draw(some_of(len(options))))
        return Clause(issue, some, draw(ONE_IN_FOUR))

    def written(part: Clause) -> str:
        return f"{part.issue}{'!=' if part.negated else '='}{','.join(part.options)}"

    form = draw(LINKS)
    when = tuple(clause() for _ in range(draw(ONE_OR_TWO) if form == "if" else 1))
    then = tuple(clause() for _ in range(draw(ONE_OR_TWO) if form == "if" else 1))
    if form == "if":
        text = f"if {' and '.join(map(written, when))} then {' and '.join(map(written, then))}"
        return Linkage(text, when, then)
    text = f"{written(when[0])} {form} {written(then[0])}"
    kept = then[0] if form == "requires" else dataclasses.replace(then[0], negated=not then[0].negated)
    return Linkage(text, when, (kept,))


@st.composite
def packages(
    draw: st.DrawFn, issues: list[tuple[str, list[str]]], *, whole: bool = False
) -> tuple[tuple[str, str], ...]:
    """A whole package, or one of some of the issues."""
    some = issues
    if not whole and draw(st.booleans()):
        some = [issues[at] for at in draw(some_of(len(issues)))]
    return tuple((issue, options[draw(one_of(len(options)))]) for issue, options in some)


ROLES = st.sampled_from(Role)
MAYBE_FALLBACK = st.none() | estimates(0, 100)
WEIGHTS = estimates(0, 10).filter(lambda weight: weight.high > 0)


@st.composite
def dossiers(
    draw: st.DrawFn,
    max_parties: int = 4,
    max_issues: int = 4,
    max_options: int = 4,
    max_linkages: int = 3,
    max_interactions: int = 2,
    max_texts: int = 2,
    red_lines: bool = True,
    odd_ids: bool = False,
) -> Dossier:
    """A valid dossier with at least one party that decides, hash included."""
    names = draw(ids("p", 1, max_parties, odd=odd_ids))
    issues = [
        (name, draw(ids("o", 2, max_options, odd=odd_ids))) for name in draw(ids("i", 1, max_issues, odd=odd_ids))
    ]
    roles = [Role.PRINCIPAL, *(draw(ROLES) for _ in names[1:])]
    parties = tuple(
        Party(name, name.upper(), role, draw(estimates(0, 60) if role.decides else MAYBE_FALLBACK))
        for name, role in zip(names, roles, strict=True)
    )
    lines = {
        (issue, party): draw(preferences(party, options, red_lines)) for issue, options in issues for party in names
    }
    for party in names:
        # A party that is silent everywhere is no part of a valid dossier.
        if all(lines[issue, party].is_silent for issue, _ in issues):
            issue, options = issues[draw(one_of(len(issues)))]
            weight = draw(WEIGHTS)
            order = tuple(Rating(option, len(options) - 1 - at, None) for at, option in enumerate(options))
            lines[issue, party] = Preference(party, weight, order, (1,) * (len(options) - 1))
    package = packages(issues)
    together = st.builds(Interaction, st.sampled_from(names), package, estimates(-30, 30))
    records = draw(st.lists(package, max_size=max_texts))
    dossier = Dossier(
        id="case",
        title="A case",
        as_of=None,
        mediator=None,
        parties=parties,
        excluded=(),
        issues=tuple(
            Issue(
                issue,
                f"Question {issue}?",
                tuple(Option(option, f"Answer {option}") for option in options),
                tuple(lines[issue, party] for party in names),
            )
            for issue, options in issues
        ),
        linkages=tuple(draw(st.lists(linkages(issues), max_size=max_linkages))),
        interactions=tuple(draw(st.lists(together, max_size=max_interactions))),
        texts=tuple(Text(f"t{at}", f"t{at}", package) for at, package in enumerate(records, 1)),
        caution="A test.",
    )
    return dataclasses.replace(dossier, hash=content_hash(dossier))


TREES = st.recursive(
    words() | st.just(""),
    lambda below: st.lists(below, max_size=3).map(tuple) | st.dictionaries(st.sampled_from(ODD_IDS), below, max_size=3),
    max_leaves=6,
)
DATED = st.sampled_from(DATES)
MAYBE_DATED = st.none() | DATED
MAYBE_MEDIATOR = st.none() | st.builds(Mediator, st.just("host"), words())
MAYBE_SEED = st.none() | st.integers(0, 10**18 - 1)
SOME_WORDS = st.lists(words(), max_size=3).map(tuple)
ADDRESSES = st.sampled_from(["", "https://example.org/a?b=c#d", "http://x"])
ODD_ID = st.sampled_from(ODD_IDS)
RESERVED = st.dictionaries(st.sampled_from(["stability", "hosts"]), TREES, max_size=2)


@st.composite
def rich_dossiers(draw: st.DrawFn) -> Dossier:
    """A valid dossier with everything a file can hold: any text, attributions, rounds, sources, reserved parts."""
    plain = draw(dossiers(3, 3, 3, odd_ids=True))
    sources = draw(ids("S", 0, 3, odd=True))
    mediator = draw(MAYBE_MEDIATOR)
    said = judgements(sources)
    excluded = draw(st.lists(st.builds(ExcludedParty, st.just("out"), words(), words(), said), max_size=1))
    signers = [p.id for p in plain.parties] + [p.id for p in excluded] + (["host"] if mediator else [])
    signed = st.lists(st.sampled_from(signers), max_size=3).map(tuple)

    rounds = st.builds(Round, words(), DATED, MAYBE_WORDS, MAYBE_WORDS, SOME_WORDS, SOME_WORDS, MAYBE_WORDS, said)

    def redone(part, **more):
        return dataclasses.replace(part, judgement=draw(said), **more)

    rich = dataclasses.replace(
        plain,
        id=draw(ODD_ID),
        title=draw(words()),
        as_of=draw(MAYBE_DATED),
        mediator=mediator,
        # A judgement belongs to the fallback: without one there is nothing to attribute.
        parties=tuple(redone(p, name=draw(words())) if p.fallback else p for p in plain.parties),
        excluded=tuple(excluded),
        issues=tuple(
            dataclasses.replace(
                issue,
                ask=draw(words()),
                options=tuple(dataclasses.replace(option, label=draw(words())) for option in issue.options),
                preferences=tuple(redone(p) for p in issue.preferences),
            )
            for issue in plain.issues
        ),
        linkages=tuple(redone(linkage) for linkage in plain.linkages),
        interactions=tuple(redone(interaction) for interaction in plain.interactions),
        texts=tuple(
            redone(t, title=draw(words()), date=draw(MAYBE_DATED), signed=draw(signed), unverified=draw(MAYBE_WORDS))
            for t in plain.texts
        ),
        rounds=tuple(draw(st.lists(rounds, max_size=2))),
        sources=tuple(
            Source(
                name,
                draw(words()),
                draw(MAYBE_WORDS),
                draw(ADDRESSES),
                draw(MAYBE_DATED),
                draw(MAYBE_WORDS),
            )
            for name in sources
        ),
        by=draw(MAYBE_WORDS),
        caution=draw(MAYBE_WORDS),
        seed=draw(MAYBE_SEED),
        reserved=draw(RESERVED),
    )
    return dataclasses.replace(rich, hash=content_hash(rich))
