"""Which incidents of two ledgers are the same: the model of Fellegi and Sunter, by Splink on DuckDB, without persons.

Compared are days, place, kind and deaths; never who is accused, for on that two ledgers may differ. Ledgers are short,
so how often records of one incident agree is given (`AGREE`, our judgement), how often others do is learned from them.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from goodoffices.ceasefire.incidents.ledger import Incident, Ledger
from goodoffices.errors import EvidenceError

__all__ = ["AGREE", "LIKELY", "Pair", "match_ledgers"]

LIKELY: Final = 0.5
"""From this probability on two records are taken for one incident."""
LOWEST: Final = 0.05
WINDOW_DAYS: Final = 7
"""Records further apart than this are never compared."""
MOST: Final = 20_000
AGREE: Final[dict[str, tuple[float, ...]]] = {
    "days": (0.80, 0.12, 0.06, 0.02),
    "place": (0.75, 0.15, 0.07, 0.03),
    "kind": (0.85, 0.15),
    "deaths": (0.70, 0.20, 0.10),
}
"""Of records of one incident, the share in each level of a comparison, from the same to different."""
_RARE: Final = 1e-3
_DIGITS: Final = 4
_PRIOR: Final = 1e-3
_SAMPLED: Final = 2e6


@dataclass(frozen=True)
class Pair:
    """The places of two incidents in their ledgers, and how probable it is that they are one."""

    one: int
    other: int
    probability: float


def match_ledgers(one: Ledger, other: Ledger, seed: int = 1) -> tuple[Pair, ...]:
    """Probable pairs, each incident in one at most, the most probable taken first; in the order of the first ledger.

    The same ledgers and seed give the same pairs. Raises EvidenceError where the ledgers are too large.
    """
    for ledger in (one, other):
        if len(ledger.incidents) > MOST:
            raise EvidenceError.of(f"{ledger.name} holds {len(ledger.incidents):,} incidents, more than {MOST:,}")
    with _silence():
        weights = _weights((one.incidents, other.incidents), seed)
    chances = _probabilities(weights, (len(one.incidents), len(other.incidents)))
    ranked = sorted(zip(weights, chances, strict=True), key=lambda each: (-each[1], each[0]))
    taken: tuple[set[int], set[int]] = (set(), set())
    found = []
    for (left, right, _), chance in ranked:
        if chance >= LOWEST and left not in taken[0] and right not in taken[1]:
            taken[0].add(left)
            taken[1].add(right)
            found.append(Pair(left, right, round(float(chance), _DIGITS)))
    return tuple(sorted((pair for pair in found if pair.probability >= LIKELY), key=lambda pair: pair.one))


def _probabilities(weights: Sequence[tuple[int, int, float]], sizes: tuple[int, int]) -> Any:
    """The share of pairs that are one incident, by expectation and maximisation on the weights; then probabilities."""
    possible, most = sizes[0] * sizes[1], min(sizes)
    factors = np.exp2(np.clip([weight for _, _, weight in weights], -300, 300))
    prior = 0.5 * most / possible
    chances = np.zeros(len(weights))
    for _ in range(200):
        odds = factors * prior / (1 - prior)
        chances = odds / (1 + odds)
        now = min(max(float(chances.sum()) / possible, 1e-9), 0.5, most / possible)
        if abs(now - prior) < 1e-9 * prior:
            break
        prior = now
    return chances


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the libraries from saying anything of their own."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def _weights(ledgers: Sequence[Sequence[Incident]], seed: int) -> list[tuple[int, int, float]]:
    """Match weights (log2 of the Bayes factor, without the prior) of every pair within the window."""
    import duckdb  # noqa: PLC0415 - slow to load
    from splink import DuckDBAPI, Linker, SettingsCreator  # noqa: PLC0415
    from splink.blocking_rule_library import CustomRule  # noqa: PLC0415

    connection = duckdb.connect(":memory:", config={"temp_directory": "", "threads": 1})
    try:
        settings = SettingsCreator(
            link_type="link_only",
            comparisons=_comparisons(),
            blocking_rules_to_generate_predictions=[
                CustomRule(f"l.first_day - r.last_day <= {WINDOW_DAYS} AND r.first_day - l.last_day <= {WINDOW_DAYS}")
            ],
            probability_two_random_records_match=_PRIOR,
            retain_matching_columns=False,
        )
        api = DuckDBAPI(connection)
        tables = [
            api.register(_table(incidents), table_name=name) for name, incidents in zip("ab", ledgers, strict=True)
        ]
        linker = Linker(tables, settings)
        linker.training.estimate_u_using_random_sampling(
            max_pairs=_SAMPLED, seed=seed, min_count_per_level=None, num_chunks=1
        )
        linker = Linker(tables, _given(linker.misc.save_model_to_json()))
        told = linker.inference.predict().as_duckdbpyrelation()
        rows = told.project("unique_id_l, source_dataset_l, unique_id_r, match_weight").fetchall()
    finally:
        connection.close()
    prior = float(np.log2(_PRIOR / (1 - _PRIOR)))
    pairs = [(left, right, weight) if name == "a" else (right, left, weight) for left, name, right, weight in rows]
    return sorted((left, right, round(weight - prior, 6)) for left, right, weight in pairs)


def _given(model: dict[str, Any]) -> dict[str, Any]:
    """The model with `AGREE` for one incident, and with nothing impossible for two."""
    for comparison in model["comparisons"]:
        name = comparison["output_column_name"]
        levels = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
        for level, share in zip(levels, AGREE[name], strict=True):
            told = level.get("u_probability")
            level["u_probability"] = max(told, _RARE) if isinstance(told, float) else _RARE
            level["m_probability"] = share
        whole = sum(level["u_probability"] for level in levels)
        for level in levels:
            level["u_probability"] /= whole
    return model


def _comparisons() -> list[Any]:
    from splink.comparison_level_library import CustomLevel, ElseLevel, NullLevel  # noqa: PLC0415
    from splink.comparison_library import CustomComparison  # noqa: PLC0415

    gap = "greatest(first_day_l - last_day_r, first_day_r - last_day_l)"
    km = (
        "111.2 * sqrt(pow(latitude_l - latitude_r, 2) + "
        "pow((longitude_l - longitude_r) * cos(radians((latitude_l + latitude_r) / 2)), 2))"
    )
    nowhere = "(latitude_l IS NULL OR latitude_r IS NULL) AND (place_l IS NULL OR place_r IS NULL)"
    more = "abs(deaths_l - deaths_r) <= greatest(1, 0.25 * greatest(deaths_l, deaths_r))"
    found: dict[str, list[Any]] = {
        "days": [
            CustomLevel(f"{gap} <= 0", "the same day, or overlapping"),
            CustomLevel(f"{gap} <= 1", "within a day"),
            CustomLevel(f"{gap} <= 3", "within three days"),
        ],
        "place": [
            CustomLevel(nowhere, "not told").configure(is_null_level=True),
            CustomLevel(f"place_l = place_r OR {km} <= 2", "the same, or within 2 km"),
            CustomLevel(f"jaro_winkler_similarity(place_l, place_r) >= 0.88 OR {km} <= 10", "alike, or within 10 km"),
            CustomLevel(f"district_l = district_r OR {km} <= 25", "the same district, or within 25 km"),
        ],
        "kind": [CustomLevel("kind_l = kind_r", "the same")],
        "deaths": [
            NullLevel("deaths"),
            CustomLevel("deaths_l = deaths_r", "the same"),
            CustomLevel(more, "within one, or a quarter"),
        ],
    }
    return [
        CustomComparison([*levels, ElseLevel()], output_column_name=name) for name, levels in found.items()
    ]  # fmt: skip


def _table(incidents: Sequence[Incident]) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - slow to load

    columns = {
        "unique_id": (range(len(incidents)), pa.int64()),
        "first_day": ([each.first.toordinal() for each in incidents], pa.int64()),
        "last_day": ([each.last.toordinal() for each in incidents], pa.int64()),
        "kind": ([each.kind for each in incidents], pa.string()),
        "place": ([each.place.casefold() or None for each in incidents], pa.string()),
        "district": ([(each.admin2 or each.admin1).casefold() or None for each in incidents], pa.string()),
        "latitude": ([each.latitude for each in incidents], pa.float64()),
        "longitude": ([each.longitude for each in incidents], pa.float64()),
        "deaths": ([each.deaths for each in incidents], pa.int64()),
    }
    return pa.table({name: pa.array(list(values), kind) for name, (values, kind) in columns.items()})
