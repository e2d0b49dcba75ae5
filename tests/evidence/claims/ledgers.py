"""Ledgers of any kind, for Hypothesis, and a small one to change in tests."""

from __future__ import annotations

from fractions import Fraction

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


def numbers() -> st.SearchStrategy[Fraction]:
    return st.integers(0, 10**12).map(Fraction) | st.integers(0, 10**9).map(lambda n: Fraction(n, 100))


@st.composite
def figures(draw: st.DrawFn, *, whole: bool = False) -> Figure:
    some = st.integers(0, 10**12).map(Fraction) if whole else numbers()
    operator = draw(st.sampled_from(Operator))
    low, value, high = sorted(draw(st.tuples(some, some, some)))
    if operator is Operator.BETWEEN:
        return Figure(operator, None, low, high)
    if operator is Operator.ABOUT and draw(st.booleans()):
        return Figure(operator, value, low, high)
    return Figure(operator, value)


def texts() -> st.SearchStrategy[str]:
    """Nothing, or any text that a file can hold, those that a spreadsheet takes for formulas included."""
    return st.just("") | words() | st.sampled_from(["=1+1", "'quoted", "-3", "+x", "@me", "a,b;c", 'say "so"', "a\nb"])


@st.composite
def ledgers(draw: st.DrawFn, *, most: int = 6, lean: bool = False) -> Ledger:
    """Documents that report earlier ones, claims that lead back to earlier ones: no relation comes round."""
    text = st.just("") if lean else texts()
    needed = st.just("x") if lean else words()
    documents: list[Document] = []
    for number in range(draw(st.integers(1, 4))):
        earlier = [each.id for each in documents]
        documents.append(
            Document(
                f"d{number}",
                draw(needed),
                draw(st.sampled_from(["", "https://example.org/a?b=c,d#é"])),
                draw(st.none() | st.sampled_from(PERIODS)),
                _some(draw, earlier),
                draw(text),
            )
        )
    harms = draw(st.sampled_from([(), (("starved", "people who starved"),)]))
    claims: list[Claim] = []
    for number in range(draw(st.integers(1, most))):
        earlier = [each.id for each in claims]
        unit = draw(st.sampled_from(["persons", "households"]))
        measure = draw(st.sampled_from(Measure))
        claims.append(
            Claim(
                id=f"c{number}",
                figure=draw(figures(whole=unit == "persons")),
                unit=unit,
                harm=draw(st.sampled_from(["killed", "displaced", *dict(harms)])),
                population=draw(st.sampled_from(["all", "children"])),
                place=draw(st.sampled_from(["Aleppo", "Idlib"])),
                place_code="",
                period=draw(st.sampled_from(PERIODS if measure is Measure.FLOW else PERIODS[:3])),
                measure=measure,
                claimant=draw(st.sampled_from(["", "Mayor", "Clinic"])),
                document=draw(st.sampled_from([each.id for each in documents])),
                grade=Grade(draw(st.sampled_from("ABCDEF")), draw(st.sampled_from("123456"))),
                span=draw(st.none() | st.just((5, 17))),
                quotation=draw(text),
                method=draw(st.sampled_from(Method)),
                how=draw(text),
                standard=draw(st.sampled_from(Standard)),
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
        as_of=draw(st.none() | st.sampled_from(PERIODS)),
        caution=draw(text),
        period_tolerance=draw(st.sampled_from([0, 0, 31, 366])),
        harms=harms,
    )


def _some(draw: st.DrawFn, names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    return tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True)))
