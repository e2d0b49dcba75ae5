"""Hierarchical log-linear models: which lists go together. A term is a set of lists, as the bits of a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

__all__ = ["Terms", "closed", "design", "every_model", "independence", "maximal", "model_name", "pair_neighbours"]

Floats = NDArray[np.float64]
Terms = frozenset[int]
"""All terms of a model, with every term inside each (a hierarchy); the constant is not among them."""


def independence(lists: int) -> Terms:
    """The model in which no two lists depend on each other."""
    return frozenset(1 << j for j in range(lists))


def closed(terms: Iterable[int]) -> Terms:
    """The model with these terms and all terms inside them."""
    found: set[int] = set()
    for term in terms:
        inner = term
        while inner:
            found.add(inner)
            inner = (inner - 1) & term
    return frozenset(found)


def every_model(lists: int) -> Iterator[Terms]:
    """Every hierarchical model that has all lists, and not the term of all of them together, which no data tell."""
    yield from _grown(independence(lists), lists, 2)


def _grown(model: Terms, lists: int, order: int) -> Iterator[Terms]:
    """The model itself, and those that add to it terms of `order` lists and then larger ones."""
    yield model
    if order >= lists:
        return
    free = [term for term in _of_order(lists, order) if _inner(term) <= model]
    for many in range(1, len(free) + 1):
        for added in combinations(free, many):
            yield from _grown(model | frozenset(added), lists, order + 1)


def _of_order(lists: int, size: int) -> list[int]:
    return [sum(1 << j for j in group) for group in combinations(range(lists), size)]


def _inner(term: int) -> frozenset[int]:
    """The largest terms inside a term."""
    return frozenset(term & ~bit for bit in _bits(term))


def _bits(term: int) -> list[int]:
    return [1 << j for j in range(term.bit_length()) if term >> j & 1]


def pair_neighbours(model: Terms, lists: int) -> Iterator[Terms]:
    """The models with one pair of lists more or less, pairs only."""
    for pair in _of_order(lists, 2):
        yield model ^ {pair}


def maximal(terms: Iterable[int]) -> list[int]:
    """The terms that lie in no other, the first lists first."""
    held = set(terms)
    largest = [term for term in held if not any(term != other and term & other == term for other in held)]
    return sorted(largest, key=_in_order)


def _in_order(term: int) -> tuple[int, ...]:
    return tuple(j for j in range(term.bit_length()) if term >> j & 1)


def model_name(terms: Iterable[int], lists: Sequence[str]) -> str:
    """The model by its largest terms: `[A B] [C]`."""
    return " ".join(f"[{' '.join(lists[j] for j in _in_order(term))}]" for term in maximal(terms))


def design(terms: Terms, lists: int, *, whole: bool = False) -> Floats:
    """The matrix (2^lists − 1, parameters) of the model on all patterns but the empty one, the constant first; with
    `whole`, the empty pattern stands before the others."""
    patterns = np.arange(0 if whole else 1, 2**lists)
    order = sorted(terms, key=lambda term: (term.bit_count(), term))
    return np.stack([np.ones(len(patterns)), *((patterns & term == term).astype(float) for term in order)], axis=1)
