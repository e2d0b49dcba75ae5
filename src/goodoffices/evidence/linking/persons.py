"""From pairs to persons: records that are linked, however far around, are one person; which lists have each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from goodoffices.evidence.linking.matching import Pairs

__all__ = ["Patterns", "drawn", "likely", "patterns_of", "within"]

Patterns = dict[tuple[int, ...], int]
"""How many people have each pattern of lists, 1 or 0 in the order of the lists."""

Kept = NDArray[np.bool_]


def likely(pairs: Pairs, threshold: float) -> Kept:
    """Which pairs are links where each of at least this probability is one."""
    return np.array([pair.probability >= threshold for pair in pairs.pairs], dtype=bool)


def drawn(pairs: Pairs, draws: int, seed: int) -> Iterator[Kept]:
    """Which pairs are links, drawn so many times, each pair by its probability and on its own."""
    rng = np.random.default_rng(seed)
    chances = np.array([pair.probability for pair in pairs.pairs])
    for _ in range(draws):
        yield rng.random(len(chances)) < chances


def patterns_of(pairs: Pairs, kept: Kept, lists: int) -> Patterns:
    """The people that these links make, by the lists that have them."""
    person = _persons(pairs, kept)
    on = np.zeros((person.max() + 1, lists), dtype=int)
    on[person, [place for place, _ in pairs.records]] = 1
    return dict(sorted(Counter(map(tuple, on.tolist())).items(), reverse=True))


def within(pairs: Pairs, kept: Kept, lists: int) -> Sequence[int]:
    """How many records of each list are of somebody whom it has already."""
    person = _persons(pairs, kept)
    seen = Counter(place for place, _ in pairs.records)
    once = Counter(place for place, _ in {(pairs.records[row][0], who) for row, who in enumerate(person)})
    return [seen[place] - once[place] for place in range(lists)]


def _persons(pairs: Pairs, kept: Kept) -> NDArray[np.int64]:
    links = [pair for pair, is_link in zip(pairs.pairs, kept, strict=True) if is_link]
    size = len(pairs.records)
    ends = ([pair.one for pair in links], [pair.other for pair in links])
    _, labels = connected_components(coo_matrix((np.ones(len(links)), ends), shape=(size, size)), directed=False)
    found: NDArray[np.int64] = labels.astype(np.int64)
    return found
