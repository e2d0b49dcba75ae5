"""From pairs to persons: records that are linked, however far around, are one person; which lists have each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from goodoffices.evidence.linking.scoring import Pairs

__all__ = ["Patterns", "Persons", "likely", "patterns_of", "within"]

Patterns = dict[tuple[int, ...], int]
"""How many people have each pattern of lists, 1 or 0 in the order of the lists."""

Persons = NDArray[np.int64]
"""The number of the person that each record is, (records,), from 0 on without a gap."""


def likely(pairs: Pairs, threshold: float) -> Persons:
    """Who each record is where every pair of at least this probability is a link."""
    links = [pair for pair in pairs.pairs if pair.probability >= threshold]
    size = len(pairs.records)
    ends = ([pair.one for pair in links], [pair.other for pair in links])
    _, labels = connected_components(coo_matrix((np.ones(len(links)), ends), shape=(size, size)), directed=False)
    found: Persons = labels.astype(np.int64)
    return found


def patterns_of(pairs: Pairs, persons: Persons, lists: int) -> Patterns:
    """These people by the lists that have them."""
    on = np.zeros((persons.max() + 1, lists), dtype=int)
    on[persons, [place for place, _ in pairs.records]] = 1
    return dict(sorted(Counter(map(tuple, on.tolist())).items(), reverse=True))


def within(pairs: Pairs, persons: Persons, lists: int) -> Sequence[int]:
    """How many records of each list are of somebody whom it has already."""
    seen = Counter(place for place, _ in pairs.records)
    once = Counter(place for place, _ in {(pairs.records[row][0], who) for row, who in enumerate(persons)})
    return [seen[place] - once[place] for place in range(lists)]
