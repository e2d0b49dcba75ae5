"""The pairs that a person should look at, with names, and what the person decided. It stays beside the lists."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from goodoffices.errors import EvidenceError, Problem, Where
from goodoffices.evidence.linking.reading import MOST_BYTES, PersonList, Record
from goodoffices.evidence.linking.scoring import Pair, Pairs
from goodoffices.values import escaped, read_utf8

__all__ = ["DECISIONS", "UNCERTAIN", "decided", "review_place", "review_text", "uncertain"]

UNCERTAIN = (0.05, 0.95)
DECISIONS = {"same": 1.0, "different": 0.0}
SIDE = ("list", "line", "name", "date", "place")
HEADING = (*(f"{name}_1" for name in SIDE), *(f"{name}_2" for name in SIDE), "probability", "decision")


def uncertain(pairs: Pairs) -> tuple[Pair, ...]:
    """Pairs of a probability from 0.05 to 0.95, the most probable first."""
    found = [pair for pair in pairs.pairs if UNCERTAIN[0] <= pair.probability <= UNCERTAIN[1]]
    return tuple(sorted(found, key=lambda pair: (-pair.probability, pair.one, pair.other)))


def review_place(place: str, lists: Sequence[str]) -> Path:
    """Where a review goes. Raises EvidenceError unless that is the one folder in which all the lists lie.

    A link to a file elsewhere is followed: what counts is where the names would come to lie.
    """
    folders = {Path(os.path.realpath(each)).parent for each in lists}
    if len(folders) > 1:
        raise EvidenceError.of(
            "the lists lie in different folders, and a review holds names from all of them",
            Where(place),
            "Lists of persons do not leave their folder: keep all lists in one, and the review beside them.",
        )
    target, folder = Path(os.path.realpath(place)), folders.pop()
    if target.parent != folder:
        raise EvidenceError.of(
            "a review holds names, and would leave the folder of the lists",
            Where(place),
            f"Write it beside them, as {folder / target.name}",
        )
    if any(target == Path(os.path.realpath(each)) for each in lists):
        raise EvidenceError.of(
            "this is one of the lists, and would be written over", Where(place), "Give another name."
        )
    return target


def review_text(lists: Sequence[PersonList], pairs: Pairs) -> str:
    """The uncertain pairs as CSV, an empty column `decision` beside each. IT HOLDS NAMES."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADING)
    for pair in uncertain(pairs):
        sides = [*_side(lists, pairs.records[pair.one]), *_side(lists, pairs.records[pair.other])]
        writer.writerow([*sides, f"{pair.probability:.3f}", ""])
    return out.getvalue()


def _side(lists: Sequence[PersonList], at: tuple[int, int]) -> tuple[str, ...]:
    place, row = at
    record = lists[place].records[row]
    date = record.date.text if record.date else ""
    return lists[place].name, str(record.line), escaped(record.written), date, escaped(record.place_written)


def decided(pairs: Pairs, lists: Sequence[PersonList], path: str) -> tuple[Pairs, int]:
    """The pairs with what a person decided in the file at `path`: certain, or no pair; and how many were decided.

    Raises FileError when it cannot be read, EvidenceError when it is no review of these lists. No message quotes it.
    """
    told = dict(_decisions(path, _places(pairs, lists)))
    kept = [replace(pair, probability=told.get((pair.one, pair.other), pair.probability)) for pair in pairs.pairs]
    known = {(pair.one, pair.other) for pair in kept}
    added = [Pair(one, other, chance) for (one, other), chance in told.items() if (one, other) not in known]
    certain = tuple(sorted(pair for pair in (*kept, *added) if pair.probability > 0))
    return replace(pairs, pairs=certain), len(told)


def _places(pairs: Pairs, lists: Sequence[PersonList]) -> dict[tuple[str, str], tuple[int, Record]]:
    """Each record by its list and line."""
    found = {}
    for number, (place, row) in enumerate(pairs.records):
        record = lists[place].records[row]
        found[lists[place].name, str(record.line)] = (number, record)
    return found


def _decisions(
    path: str, places: Mapping[tuple[str, str], tuple[int, Record]]
) -> Iterator[tuple[tuple[int, int], float]]:
    try:
        reader = csv.DictReader(io.StringIO(read_utf8(path, MOST_BYTES)))
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error:
        raise EvidenceError.of("this is no CSV", Where(path)) from None
    if missing := [name for name in HEADING if name not in (reader.fieldnames or ())]:
        raise EvidenceError.of(
            f"the column `{missing[0]}` is missing", Where(path, 1, 1), "Write a review with --review."
        )
    problems = []
    for line, row in rows:
        told = (row["decision"] or "").strip().casefold()
        where = Where(path, line, HEADING.index("decision") + 1, "decision")
        if told and told not in DECISIONS:
            problems.append(Problem("this is no decision", where, "Write `same` or `different`, or leave it empty."))
        ends = [_end(row, side, places) for side in "12"]
        if None in ends:
            remedy = "The lists have changed since the review was written, or it is of others: write a new one."
            problems.append(Problem("this pair is not in the lists", Where(path, line, 1), remedy))
        elif told in DECISIONS:
            one, other = sorted(end for end in ends if end is not None)
            yield (one, other), DECISIONS[told]
    if problems:
        raise EvidenceError(*problems)


def _end(row: Mapping[str, str | None], side: str, places: Mapping[tuple[str, str], tuple[int, Record]]) -> int | None:
    found = places.get((row[f"list_{side}"] or "", row[f"line_{side}"] or ""))
    if found is None or escaped(found[1].written) != row[f"name_{side}"]:
        return None
    return found[0]
