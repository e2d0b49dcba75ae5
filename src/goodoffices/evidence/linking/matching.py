"""How probable it is that two records are of one person: the model of Fellegi and Sunter, by Splink on DuckDB.

In memory only: nothing is spilled to a disk, and what the libraries say goes nowhere, since it may tell a name.
"""

from __future__ import annotations

import logging
import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from goodoffices.errors import EvidenceError
from goodoffices.evidence.linking.reading import PersonList, Record
from goodoffices.evidence.linking.scoring import DIGITS, Pairs, scored

__all__ = ["match"]

MOST_RECORDS = 2_000_000
U_PAIRS = 2e6
LIKENESS = (0.9, 0.8)
"""Of two words, by Jaro and Winkler (1990)."""
LEAST_M = 0.01
"""So often at least do two records of one person differ in each way that there is."""
PRIOR = 1e-4
"""Where Splink starts; the shares of pairs of one person are learned from the scores."""

WORDS = ("given", "family", "father", "place")
COLUMNS = (
    *((word, "text") for word in WORDS),
    *((f"{word}_bones", "text") for word in WORDS),
    *((f"{word}_tone", "whole") for word in WORDS),
    ("start", "text"),
    ("month", "whole"),
    ("first_day", "whole"),
    ("last_day", "whole"),
    ("born", "whole"),
)
"""Columns of the table that is compared: `_bones` holds the consonants alone, `_tone` the last
vowel; `start` is the beginning of both words' consonants; days are counted from the year 1."""


def match(lists: Sequence[PersonList], seed: int = 1, advance: Callable[[str], None] = lambda _: None) -> Pairs:
    """Score every pair of records that some rule of blocking puts together.

    The same lists and seed give the same probabilities. Raises EvidenceError where there is nothing to compare.
    """
    records = tuple((place, row) for place, each in enumerate(lists) for row in range(len(each.records)))
    if len(records) > MOST_RECORDS:
        raise EvidenceError.of(f"the lists hold {len(records):,} records, more than {MOST_RECORDS:,}")
    with _silence():
        weights = _weights(lists, seed, advance)
    return scored(records, weights)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the libraries from saying anything, and their errors from carrying what stands in a row."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except EvidenceError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, its words may hold a name
        raise EvidenceError.of(
            f"the lists could not be linked ({type(error).__name__})",
            remedy="Very small or uniform lists leave nothing to learn from: a list should have dozens of records.",
        ) from None
    finally:
        logging.disable(before)


def _weights(lists: Sequence[PersonList], seed: int, advance: Callable[[str], None]) -> list[tuple[int, int, float]]:
    """Match weights (log2 of the Bayes factor, without the prior) of every pair that is looked at."""
    import duckdb  # noqa: PLC0415 - slow to load
    from splink import DuckDBAPI, Linker, SettingsCreator  # noqa: PLC0415

    known = _known(lists)
    connection = duckdb.connect(":memory:", config={"temp_directory": "", "threads": 1})
    try:
        settings = SettingsCreator(
            link_type="dedupe_only",
            comparisons=_comparisons(known),
            blocking_rules_to_generate_predictions=[_rule(*columns) for columns in _blocks(known)],
            probability_two_random_records_match=PRIOR,
            retain_matching_columns=False,
            max_iterations=50,
        )
        records = DuckDBAPI(connection).register(_table(lists), table_name="records")
        linker = Linker(records, settings)
        advance("Learning how often strangers agree")
        linker.training.estimate_u_using_random_sampling(
            max_pairs=U_PAIRS, seed=seed, min_count_per_level=None, num_chunks=1
        )
        advance("Learning how often records of one person agree")
        for columns in _training(known):
            linker.training.estimate_parameters_using_expectation_maximisation(_rule(*columns))
        advance("Scoring pairs")
        linker = Linker(records, _floored(linker.misc.save_model_to_json()))
        found = linker.inference.predict().as_duckdbpyrelation()
        told = found.project("unique_id_l, unique_id_r, match_weight").fetchall()
    finally:
        connection.close()
    prior = math.log2(PRIOR / (1 - PRIOR))
    return sorted((min(a, b), max(a, b), round(weight - prior, DIGITS)) for a, b, weight in told)


def _floored(model: dict[str, Any]) -> dict[str, Any]:
    """The model with an m of at least 0.01 at every level that strangers reach: in a few hundred pairs the estimate of
    a rare mistake may run to 0, and the first such mistake would then rule a pair out."""
    for comparison in model["comparisons"]:
        levels = [level for level in comparison["comparison_levels"] if level.get("m_probability") is not None]
        for level in levels:
            level["m_probability"] = max(level["m_probability"], LEAST_M)
        whole = sum(level["m_probability"] for level in levels)
        for level in levels:
            level["m_probability"] /= whole
    return model


def _known(lists: Sequence[PersonList]) -> set[str]:
    """What at least two lists tell besides names."""
    known = {
        "father": [sum(record.name.father is not None for record in each.records) for each in lists],
        "date": [sum(record.date is not None for record in each.records) for each in lists],
        "place": [sum(bool(record.place) for record in each.records) for each in lists],
        "born": [sum(record.born is not None for record in each.records) for each in lists],
    }
    return {name for name, counts in known.items() if sum(count > 0 for count in counts) > 1}


def _rule(*columns: str) -> Any:
    from splink import block_on  # noqa: PLC0415 - slow to load

    return block_on(*columns)


def _blocks(known: set[str]) -> list[tuple[str, ...]]:
    """Pairs that agree on all columns of one of these are looked at; what is not told agrees with nothing."""
    rules: list[tuple[str | None, tuple[str, ...]]] = [
        (None, ("given_bones", "family_bones")),
        ("date", ("given_bones", "month")),
        ("date", ("family_bones", "month")),
        ("date", ("start", "month")),
        ("place", ("start", "place_bones")),
        ("place", ("given_bones", "place_bones")),
        ("place", ("family_bones", "place_bones")),
        ("born", ("given_bones", "born")),
        ("born", ("family_bones", "born")),
    ]
    found = [columns for need, columns in rules if need is None or need in known]
    return [*found, ("first_day", "place_bones")] if {"date", "place"} <= known else found


def _training(known: set[str]) -> list[tuple[str, ...]]:
    """Among pairs that agree on names the rest is learned, and among those that agree on the rest, the names."""
    rests: list[tuple[set[str], tuple[str, ...]]] = [
        ({"date", "place"}, ("first_day", "place_bones")),
        ({"date"}, ("first_day",)),
        ({"place", "born"}, ("place_bones", "born")),
        ({"place"}, ("place_bones",)),
        ({"born"}, ("born",)),
    ]
    rest = next((columns for need, columns in rests if need <= known), None)
    if rest is None:
        raise EvidenceError.of(
            "no two lists tell a date, a place or a year of birth",
            remedy="Names alone link people who only share a name: two lists need one of them in common.",
        )
    return [("given_bones", "family_bones"), rest]


def _comparisons(known: set[str]) -> list[Any]:
    from splink.comparison_level_library import CustomLevel, ElseLevel, NullLevel  # noqa: PLC0415
    from splink.comparison_library import CustomComparison  # noqa: PLC0415

    found = [_likeness(word) for word in ("given", "family", *sorted(known & {"father", "place"}))]
    if "date" in known:
        gap = "greatest(first_day_l - last_day_r, first_day_r - last_day_l)"
        sharp = "first_day_l = last_day_l and first_day_r = last_day_r and first_day_l = first_day_r"
        levels: list[Any] = [
            CustomLevel(sharp, "the same day"),
            CustomLevel(f"{gap} <= 3", "within three days, or overlapping"),
        ]
        levels += [CustomLevel(f"{gap} <= {days}", f"within {days} days") for days in (7, 31)]
        found.append(CustomComparison([NullLevel("first_day"), *levels, ElseLevel()], "first_day"))
    if "born" in known:
        levels = [CustomLevel(f"abs(born_l - born_r) <= {years}", f"within {years}") for years in (0, 1, 5)]
        found.append(CustomComparison([NullLevel("born"), *levels, ElseLevel()], "born"))
    return found


def _likeness(word: str) -> Any:
    """The same consonants with vowels that may be the same, likely the same, alike by Jaro and Winkler, or not.

    A common word weighs less. Whether two are spelled the same plays no part: lists in one script would agree on it in
    every word, and one thing would be counted several times.
    """
    from splink.comparison_level_library import CustomLevel, ElseLevel, NullLevel  # noqa: PLC0415
    from splink.comparison_library import CustomComparison  # noqa: PLC0415

    bones = f"{word}_bones_l = {word}_bones_r"
    like, likely = (f"jaro_winkler_similarity({word}_l, {word}_r) >= {least}" for least in LIKENESS)
    same = CustomLevel(f"{bones} and ({word}_tone_l & {word}_tone_r) > 0", "the same")
    levels: list[Any] = [
        NullLevel(word),
        same.configure(tf_adjustment_column=f"{word}_bones", disable_tf_exact_match_detection=True),
        CustomLevel(f"{bones} or {like}", "the same consonants, or much alike"),
        CustomLevel(likely, "alike"),
        ElseLevel(),
    ]
    return CustomComparison(levels, word)


def _table(lists: Sequence[PersonList]) -> Any:
    """All records under one another, in two spellings; `unique_id` is a record's place."""
    import pyarrow as pa  # noqa: PLC0415 - slow to load

    rows = [_row(record) for each in lists for record in each.records]
    columns = {name: [row[place] for row in rows] for place, (name, _) in enumerate(COLUMNS)}
    kinds = {"text": pa.string(), "whole": pa.int64()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in COLUMNS])
    return pa.table(
        {"unique_id": pa.array(range(len(rows)), pa.int64())}
        | {name: pa.array(columns[name], schema.field(name).type) for name, _ in COLUMNS}
    )


def _row(record: Record) -> tuple[str | int | None, ...]:
    name, date = record.name, record.date
    words = [name.given, name.family, name.father, record.place]
    days = (date.first.toordinal(), date.last.toordinal()) if date else (None, None)
    month = date.first.year * 12 + date.first.month if date else None
    start = name.given.skeleton[:2] + name.family.skeleton[:2] if name.family else None
    return (
        *(word.romanised if word else None for word in words),
        *(word.skeleton if word else None for word in words),
        *(word.tone if word else None for word in words),
        start,
        month,
        *days,
        record.born,
    )
