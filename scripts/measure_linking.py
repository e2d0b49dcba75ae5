"""Measures linking on made lists whose truth is known, and how often the intervals hold it; writes the tables of
docs/methods/linking.md: python scripts/measure_linking.py (about ten minutes of one core)."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.evidence.linking.made import made_lists  # noqa: E402 - the root is no package

from goodoffices.evidence.estimates import Figure, table  # noqa: E402
from goodoffices.evidence.linking import Linking, link, parse_list  # noqa: E402
from goodoffices.evidence.linking.carry import estimators_for  # noqa: E402

PAGE = ROOT / "docs" / "methods" / "linking.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->"
SEEDS = range(101, 141)
"""None of these was looked at while the method was made."""
DRAWS = 40
HEADS = ("Lists", "Method", "True links", "Likely links, as if certain", "With the error of linking")


@dataclass(frozen=True)
class Kind:
    """A kind of made lists: of so many people, each list with its chance to hold one of them."""

    people: int
    chances: tuple[float, ...]


KINDS = (Kind(900, (0.5, 0.4)), Kind(900, (0.5, 0.4, 0.35)), Kind(600, (0.35, 0.3, 0.3, 0.25, 0.2)))


@dataclass(frozen=True)
class Set:
    """One made set: of the likely links, how many are right, how many there are, how many were to be found; the pairs
    that were expected; by method, the figures of the true links, of the likely ones, and with the error of linking."""

    kind: Kind
    right: int
    links: int
    wanted: int
    expected: float
    figures: dict[str, tuple[Figure, Figure, Figure]]


def measured(kind: Kind, seed: int, draws: int = DRAWS) -> Set:
    """Make a set, link it, and estimate from the truth, from the likely links and with their error."""
    texts, truth = made_lists(kind.people, kind.chances, seed)
    names = [f"L{place}" for place in range(1, len(texts) + 1)]
    found = link([parse_list(text, name) for text, name in zip(texts, names, strict=True)], Linking(draws=draws))
    who = [person for each in truth for person in each]
    likely = [pair for pair in found.pairs.pairs if pair.probability >= found.setting.threshold]
    estimators = estimators_for(len(names))
    true = table(names, _patterns(truth))
    figures = {}
    for each in found.estimates:
        told = (estimators[each.method](true), each.alone, each.figure)
        figures[each.method] = tuple(figure for figure in told if figure is not None)
        if len(figures[each.method]) < len(told):
            sys.exit(f"Seed {seed}: {each.method} gave no figure. Nothing was written.")
    return Set(
        kind,
        right=sum(who[pair.one] == who[pair.other] for pair in likely),
        links=len(likely),
        wanted=sum(math.comb(who.count(person), 2) for person in set(who)),
        expected=found.pairs.expected,
        figures=figures,
    )


def _patterns(truth: Sequence[Sequence[int]]) -> dict[tuple[int, ...], int]:
    on = [set(each) for each in truth]
    counts: dict[tuple[int, ...], int] = {}
    for person in set().union(*on):
        pattern = tuple(int(person in each) for each in on)
        counts[pattern] = counts.get(pattern, 0) + 1
    return counts


def links_table(sets: Iterable[Set]) -> str:
    """How good the likely links are, by kind, as Markdown: all sets of a kind together."""
    lines = ["| Lists | People | Sets | Precision | Recall | Pairs expected, of those there are |"]
    lines.append("|---:|---:|---:|---:|---:|---:|")
    for kind, here in _by_kind(sets):
        right = sum(each.right for each in here)
        wanted = sum(each.wanted for each in here)
        shares = (
            right / sum(each.links for each in here),
            right / wanted,
            sum(each.expected for each in here) / wanted,
        )
        told = " | ".join(f"{share:.3f}" for share in shares)
        lines.append(f"| {len(kind.chances)} | {kind.people} | {len(here)} | {told} |")
    return "\n".join(lines) + "\n"


def coverage_table(sets: Iterable[Set]) -> str:
    """In how many sets the interval holds the truth, and how far the best value lies from it, as Markdown."""
    lines = [f"| {' | '.join(HEADS)} |", "|---:|---|---:|---:|---:|"]
    for kind, here in _by_kind(sets):
        for method in here[0].figures:
            columns = zip(*(each.figures[method] for each in here), strict=True)
            cells = " | ".join(_told(kind.people, figures) for figures in columns)
            lines.append(f"| {len(kind.chances)} | {method} | {cells} |")
    return "\n".join(lines) + "\n"


def _by_kind(sets: Iterable[Set]) -> Iterable[tuple[Kind, list[Set]]]:
    told = list(sets)
    for kind in dict.fromkeys(each.kind for each in told):
        yield kind, [each for each in told if each.kind == kind]


def _told(people: int, figures: Sequence[Figure]) -> str:
    held = sum(holds(figure, people) for figure in figures)
    away = 100 * fmean(math.log(figure.best / people) for figure in figures)
    return f"{held} of {len(figures)} ({away:+.1f}%)".replace("-", "−")


def holds(figure: Figure, people: int) -> bool:
    """Whether the interval holds this number."""
    return figure.low <= people and (figure.high is None or people <= figure.high)


def main() -> None:
    """Measure every kind and write the tables into the page."""
    sets = []
    for kind in KINDS:
        for seed in SEEDS:
            sets.append(measured(kind, seed))
            print(
                f"{len(kind.chances)} lists, seed {seed}: {sets[-1].right} right of {sets[-1].links} links",
                file=sys.stderr,
                flush=True,
            )
    told = f"{links_table(sets)}\n{coverage_table(sets)}"
    print(told)
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    PAGE.write_text(before + BEGIN + told + END + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
