"""Ledgers of any kind, for Hypothesis, and a small one to change in tests."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from hypothesis import strategies as st
from tests.strategies import words

from goodoffices.evidence.claims import Claim, Document, Figure, Grade, Ledger, Measure, Method, Operator, Standard
from goodoffices.values import Period

PERIODS = [Period.parse(t) for t in ("2015", "2015-05", "2017-05-04", "2017-01-23..2017-01-24", "2015..2016-02")]

SMALL = """\
ledger: small
title: Killed at the bridge
documents:
  radio: {what: Radio of the valley, published: 2017-05-03}
  paper: {what: The Valley Paper, published: 2017-05-04, reports: radio}
  clinic: {what: Register of the clinic}
claims:
  heard:
    figure: about 40
    harm: killed
    place: Bridge
    period: 2017-05-02
    measure: flow
    claimant: Mayor
    document: radio
    grade: C3
  read:
    figure: about 40
    harm: killed
    place: Bridge
    period: 2017-05-02
    measure: flow
    claimant: Government
    document: paper
    grade: D4
    drifted_from: heard
  counted:
    figure: at least 19
    harm: killed
    place: Bridge
    period: 2017-05-02
    measure: flow
    claimant: Clinic
    document: clinic
    grade: B2
    method: documented
"""


WHOLE = st.integers(0, 10**12).map(Fraction)
NUMBERS = WHOLE | st.integers(0, 10**9).map(lambda n: Fraction(n, 100))
OPERATORS = st.sampled_from(Operator)
THREE_WHOLE = st.tuples(WHOLE, WHOLE, WHOLE).map(sorted)
THREE_NUMBERS = st.tuples(NUMBERS, NUMBERS, NUMBERS).map(sorted)


@st.composite
def figures(draw: st.DrawFn, *, whole: bool = False) -> Figure:
    operator = draw(OPERATORS)
    low, value, high = draw(THREE_WHOLE if whole else THREE_NUMBERS)
    if operator is Operator.BETWEEN:
        return Figure(operator, None, low, high)
    if operator is Operator.ABOUT and draw(st.booleans()):
        return Figure(operator, value, low, high)
    return Figure(operator, value)


@cache
def texts() -> st.SearchStrategy[str]:
    """Nothing, or any text that a file can hold, those that a spreadsheet takes for formulas included."""
    return st.just("") | words() | st.sampled_from(["=1+1", "'quoted", "-3", "+x", "@me", "a,b;c", 'say "so"', "a\nb"])


# A strategy made anew in each example is examined anew by Hypothesis: these are made once.
FIGURES = {whole: figures(whole=whole) for whole in (False, True)}
NOTHING, SHORT = st.just(""), st.just("x")
FEW = st.integers(1, 4)
PLACES_OF = [st.sampled_from(range(length)) for length in range(1, 7)]
SOME_OF = [st.lists(places, max_size=2, unique=True) for places in PLACES_OF]
ADDRESSES = st.sampled_from(["", "https://example.org/a?b=c,d#é"])
MAYBE_PERIOD = st.none() | st.sampled_from(PERIODS)
FLOWS, STOCKS = st.sampled_from(PERIODS), st.sampled_from(PERIODS[:3])
OTHER_HARMS = st.sampled_from([(), (("starved", "people who starved"),)])
UNITS = st.sampled_from(["persons", "households"])
MEASURES = st.sampled_from(Measure)
HARMS = st.sampled_from(["killed", "displaced"])
HARMS_AND_STARVED = st.sampled_from(["killed", "displaced", "starved"])
POPULATIONS = st.sampled_from(["all", "children"])
NAMES_OF_PLACES = st.sampled_from(["Aleppo", "Idlib"])
CLAIMANTS = st.sampled_from(["", "Mayor", "Clinic"])
GRADES = st.builds(Grade, st.sampled_from("ABCDEF"), st.sampled_from("123456"))
SPANS = st.none() | st.just((5, 17))
METHODS = st.sampled_from(Method)
STANDARDS = st.sampled_from(Standard)
TOLERANCES = st.sampled_from([0, 0, 31, 366])


@st.composite
def ledgers(draw: st.DrawFn, *, most: int = 6, lean: bool = False) -> Ledger:
    """Documents that report earlier ones, claims that lead back to earlier ones: no relation comes round."""
    text = NOTHING if lean else texts()
    needed = SHORT if lean else words()
    documents: list[Document] = []
    for number in range(draw(FEW)):
        earlier = [each.id for each in documents]
        documents.append(
            Document(
                f"d{number}",
                draw(needed),
                draw(ADDRESSES),
                draw(MAYBE_PERIOD),
                _some(draw, earlier),
                draw(text),
            )
        )
    harms = draw(OTHER_HARMS)
    claims: list[Claim] = []
    for number in range(draw(st.integers(1, most))):
        earlier = [each.id for each in claims]
        unit = draw(UNITS)
        measure = draw(MEASURES)
        claims.append(
            Claim(
                id=f"c{number}",
                figure=draw(FIGURES[unit == "persons"]),
                unit=unit,
                harm=draw(HARMS_AND_STARVED if harms else HARMS),
                population=draw(POPULATIONS),
                place=draw(NAMES_OF_PLACES),
                place_code="",
                period=draw(FLOWS if measure is Measure.FLOW else STOCKS),
                measure=measure,
                claimant=draw(CLAIMANTS),
                document=documents[draw(PLACES_OF[len(documents) - 1])].id,
                grade=draw(GRADES),
                span=draw(SPANS),
                quotation=draw(text),
                method=draw(METHODS),
                how=draw(text),
                standard=draw(STANDARDS),
                part_of=_some(draw, earlier),
                derived_from=_some(draw, earlier),
                supersedes=_some(draw, earlier),
                contradicts=_some(draw, earlier),
                drifted_from=_some(draw, earlier),
                note=draw(text),
                unverified=draw(text),
            )
        )
    return Ledger(
        id="any",
        title=draw(needed),
        documents=tuple(documents),
        claims=tuple(claims),
        by=draw(text),
        as_of=draw(MAYBE_PERIOD),
        caution=draw(text),
        period_tolerance=draw(TOLERANCES),
        harms=harms,
    )


def _some(draw: st.DrawFn, names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    return tuple(names[at] for at in draw(SOME_OF[len(names) - 1]))
