"""Whose judgement each number of a file of commitments is."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.stability.commitment.terms import CommitmentFile, Value
from goodoffices.stability.commitment.words import plain
from goodoffices.values import Cell, Column, Section, Table

__all__ = ["judgement_section"]


def judgement_section(given: CommitmentFile) -> Section:
    """Every number with its interval, who judged it, and on what source."""
    columns = (Column("Number"), Column("Value", numeric=True), Column("Whose judgement"), Column("Source, note"))
    rows = tuple(_row(name, value, given.by) for name, value in _values(given))
    return Section("commitment-numbers", "Whose judgement each number is", (Table("", columns, rows),), annex=True)


def _values(given: CommitmentFile) -> Iterator[tuple[str, Value]]:
    for terms in given.ceasefire:
        for key, value in terms.values.items():
            if key not in {"reward", "penalty"} or value.high:
                yield f"{terms.party}: {key.replace('_', ' ')}", value
    for each in given.disarmament:
        yield f"{each.party}: settlement", each.settlement
        for phase in each.phases:
            for key in ("war", "risk", "loss", "cover"):
                yield f"{each.party}, {phase.name}: {key}", getattr(phase, key)
    if bargaining := given.bargaining:
        first = bargaining.parties[0]
        for name, chance, cost in zip(bargaining.parties, bargaining.chances, bargaining.costs, strict=True):
            yield f"{name}: chance that {first} wins", chance
            yield f"{name}: costs of war", cost
        if bargaining.offer:
            yield f"share of {first} in the offer", bargaining.offer


def _row(name: str, value: Value, by: str) -> tuple[Cell, ...]:
    low, high = plain(float(value.estimate.low)), plain(float(value.estimate.high))
    told = "without end" if value.endless else low if value.estimate.is_exact else f"{low} to {high}"
    source = "; ".join(part for part in (value.judgement.source, value.judgement.note) if part)
    return Cell(name), Cell(told), Cell(value.judgement.by or by or "not said"), Cell(source)
