"""Link lists of persons, count who is on which, and carry the error of linking into an estimate."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goodoffices import __version__
from goodoffices.errors import EvidenceError
from goodoffices.evidence.estimates import CaptureTable, table
from goodoffices.evidence.linking.carry import Carried, Draws, carry
from goodoffices.evidence.linking.matching import match
from goodoffices.evidence.linking.persons import Patterns, likely, patterns_of, within
from goodoffices.evidence.linking.reading import PersonList
from goodoffices.evidence.linking.review import decided, uncertain
from goodoffices.evidence.linking.scoring import Pairs
from goodoffices.values import Provenance

__all__ = ["Linkage", "Linking", "ListCount", "link", "patterns_text"]

MOST_DRAWS = 10_000


@dataclass(frozen=True)
class Linking:
    """How to link: `threshold` is the probability from which a pair is a likely link, `draws` how often links are
    drawn to carry their error, `seed` of all chance, `decisions` a review with a person's decisions ("": none)."""

    threshold: float = 0.5
    draws: int = 100
    seed: int = 1
    decisions: str = ""


@dataclass(frozen=True)
class ListCount:
    """A list: its records, and how many of them are of somebody whom it has already, by the likely links."""

    name: str
    records: int
    repeated: int
    hash: str


@dataclass(frozen=True, repr=False)
class Linkage:
    """What linking found. No name is in it: `pairs` tells records by their number alone.

    `likely` has the people by the likely links; `estimates` what each method says of those alone, and with the error of
    linking; `people` the least and the greatest number on some list in a draw (None where none was made). `decided`
    pairs were decided by a person.
    """

    lists: tuple[ListCount, ...]
    pairs: Pairs
    patterns: Patterns
    likely: CaptureTable
    estimates: tuple[Carried, ...]
    people: tuple[int, int] | None
    uncertain: int
    decided: int
    setting: Linking
    provenance: Provenance

    @property
    def links(self) -> int:
        """The likely links."""
        return sum(pair.probability >= self.setting.threshold for pair in self.pairs.pairs)


def link(
    lists: Sequence[PersonList], setting: Linking | None = None, advance: Callable[[str], None] = lambda _: None
) -> Linkage:
    """Link the lists. The same lists and setting give the same answer.

    Raises EvidenceError for a setting out of range and where the lists leave nothing to link.
    """
    setting = setting or Linking()
    if not 0 < setting.threshold < 1:
        raise EvidenceError.of(f"the threshold {setting.threshold:g} is no probability between 0 and 1")
    if not 0 <= setting.draws <= MOST_DRAWS:
        raise EvidenceError.of(f"{setting.draws:,} draws are out of range", remedy=f"Up to {MOST_DRAWS:,}.")
    pairs = match(lists, setting.seed, advance)
    many = 0
    if setting.decisions:
        pairs, many = decided(pairs, lists, setting.decisions)
    kept = likely(pairs, setting.threshold)
    names = [each.name for each in lists]
    patterns = patterns_of(pairs, kept, len(lists))
    counts = table(names, patterns)
    carried, people = carry(pairs, counts, names, Draws(setting.draws, setting.seed), advance)
    repeated = within(pairs, kept, len(lists))
    return Linkage(
        lists=tuple(
            ListCount(each.name, len(each.records), again, each.hash)
            for each, again in zip(lists, repeated, strict=True)
        ),
        pairs=pairs,
        patterns=patterns,
        likely=counts,
        estimates=carried,
        people=people,
        uncertain=len(uncertain(pairs)),
        decided=many,
        setting=setting,
        provenance=_provenance(lists, setting),
    )


def patterns_text(found: Linkage) -> str:
    """The people by the likely links as CSV, one row each: an id and the lists. Ids are given in the order of patterns,
    so that neither an id nor a row tells where in a list somebody stood."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", *(each.name for each in found.lists)])
    rows = (pattern for pattern, many in found.patterns.items() for _ in range(many))
    writer.writerows([f"p{number}", *pattern] for number, pattern in enumerate(rows, 1))
    return out.getvalue()


def _provenance(lists: Sequence[PersonList], setting: Linking) -> Provenance:
    return Provenance(
        method="Records linked by the model of Fellegi and Sunter (Splink on DuckDB); who is who drawn by its odds",
        inputs=tuple((f"list {each.name}", each.hash) for each in lists),
        version=__version__,
        parameters=(("threshold", f"{setting.threshold:g}"), ("draws", f"{setting.draws:,}")),
        seed=setting.seed,
    )
