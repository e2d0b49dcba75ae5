"""Measures what `goodoffices evidence read` finds against answers written by hand, and writes the table of
docs/methods/reading.md: python scripts/measure_reading.py [--misses]."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from goodoffices.evidence.claims import write_figure
from goodoffices.evidence.reading import FigureFound, Options, Reading, read_text

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "tests" / "evidence" / "reading"
ARTICLE = ROOT / ".." / "shared" / "seeds" / "article.txt"
PAGE = ROOT / "docs" / "methods" / "reading.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->"
FIELDS = (
    *("value", "operator", "harm", "population", "place", "place shown", "period", "period shown"),
    *("words on the source", "date", "actor", "attribution"),
)
SETS = (
    ("agencies", "agencies and reports"),
    ("held out", "held-out passages"),
    ("open", "open passages"),
    ("article", "the article"),
)

Case = tuple[str, str, Mapping[str, Any]]
"""A set, a text, and its answers."""
Scores = dict[tuple[str, str], list[int]]
"""By set and field: found and right, found in all, wanted in all."""


def cases(article: Path = ARTICLE) -> Iterable[Case]:
    """The passages, and the article where it is there."""
    for file in ("agencies.yaml", "passages.yaml"):
        for passage in yaml.safe_load((HERE / file).read_text(encoding="utf-8")):
            yield passage["set"], passage["text"], passage
    if article.is_file():
        yield "article", article.read_text(encoding="utf-8"), yaml.safe_load((HERE / "article.yaml").read_text("utf-8"))


def measure(found: Iterable[Case], misses: list[str] | None = None) -> Scores:
    """How often each field of each set is right; what is not goes to `misses`."""
    scores: Scores = {(name, field): [0, 0, 0] for name, _ in SETS for field in FIELDS}
    for name, text, wanted in found:
        reading = read_text(text, dt.date.fromisoformat(str(wanted["dated"])))
        for field, is_wanted, got in judged(reading, wanted):
            score = scores[name, field]
            score[0] += is_wanted == got is not None
            score[1] += got is not None
            score[2] += is_wanted is not None
            if misses is not None and is_wanted != got:
                misses.append(f"{wanted['id']} {field}: wanted {is_wanted!r}, found {got!r}")
    return scores


def judged(reading: Reading, wanted: Mapping[str, Any]) -> Iterable[tuple[str, Any, Any]]:
    """Each field with what is wanted and what is found; None where nothing is."""
    yield from _figures(reading, wanted.get("figures", ()))
    yield from _dates(reading, wanted.get("dates", ()))
    yield from _sayings(reading, wanted.get("said", ()))
    names = {_plain(one.name) for one in reading.actors}
    actors = {_plain(name) for name in wanted.get("actors", ())}
    for name in sorted(names | actors):
        yield "actor", name if name in actors else None, name if name in names else None


def _figures(reading: Reading, wanted: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Any, Any]]:
    left = list(reading.figures)
    for one in wanted:
        start, end = _place(reading, one["quote"])
        found = next((figure for figure in left if figure.span.meets(start, end)), None)
        if found:
            left.remove(found)
        yield from _fields(_wanted_figure(one), _found_figure(found) if found else {})
        yield from _around(one, found)
        yield from _words(one.get("source", ()), [words.quotation for words in found.source] if found else [])
    for figure in left:
        yield from _fields({}, _found_figure(figure))
        yield from _around({}, figure)
        yield from _words((), [words.quotation for words in figure.source])


def _around(wanted: Mapping[str, Any], found: FigureFound | None) -> Iterable[tuple[str, Any, Any]]:
    """Place and period: what is suggested, and what is shown. Where a reader leaves several open, none is suggested
    and all are shown."""
    for field in ("place", "period"):
        meant = wanted.get(field) or []
        values = [str(one) for one in (meant if isinstance(meant, list) else [meant])]
        options = getattr(found, field) if found else Options()
        one, got = values[0] if len(values) == 1 else None, options.supported.value if options.supported else None
        if one or got:
            yield field, one, got
        shown = [option.value for option in options.known]
        if values or shown:
            right = bool(values) and set(values) <= set(shown)
            yield f"{field} shown", values or None, values if right else shown or None


def _words(wanted: Iterable[str], found: list[str]) -> Iterable[tuple[str, Any, Any]]:
    """Words about the source are right where one holds the other."""
    left = list(found)
    for one in wanted:
        got = next((words for words in left if one in words or words in one), None)
        if got:
            left.remove(got)
        yield "words on the source", one, one if got else None
    for words in left:
        yield "words on the source", None, words


def _fields(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> Iterable[tuple[str, Any, Any]]:
    for field in ("value", "operator", "harm", "population"):
        one, other = wanted.get(field) or None, found.get(field) or None
        if one or other:
            yield field, one, other


def _wanted_figure(one: Mapping[str, Any]) -> dict[str, Any]:
    operator, value = _split(str(one["figure"]))
    unit = one.get("unit", "persons")
    population = one.get("population", "")
    return {"value": f"{value} {unit}", "operator": operator, "harm": one.get("harm", ""), "population": population}


def _found_figure(one: Any) -> dict[str, Any]:
    operator, value = _split(write_figure(one.figure))
    population = "" if one.population == "all" else one.population
    return {"value": f"{value} {one.unit}", "operator": operator, "harm": one.harm, "population": population}


def _split(figure: str) -> tuple[str, str]:
    """A figure as its operator and its number or numbers."""
    place = next(at for at, sign in enumerate(figure) if sign.isdigit())
    return figure[:place].strip(), figure[place:]


def _dates(reading: Reading, wanted: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Any, Any]]:
    """A date is right when its best meaning is one of those wanted, and every one of those is among its meanings."""
    left = list(reading.dates)
    for one in wanted:
        start, end = _place(reading, one["quote"])
        meant = {str(each) for each in (one["is"] if isinstance(one["is"], list) else [one["is"]])}
        found = next((date for date in left if date.span.meets(start, end)), None)
        if found:
            left.remove(found)
            known = {meaning.period.text for meaning in found.meanings}
            right = found.best.period.text in meant and meant <= known
            yield "date", sorted(meant), sorted(meant) if right else [found.best.period.text]
        else:
            yield "date", sorted(meant), None
    for date in left:
        yield "date", None, [date.best.period.text]


def _sayings(reading: Reading, wanted: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Any, Any]]:
    left = list(reading.said)
    for one in wanted:
        start, end = _place(reading, one["quote"])
        by = _plain(one["by"])
        over = [each for each in left if each.span.meets(start, end)]
        found = next((each for each in over if _plain(each.by) == by), over[0] if over else None)
        if found:
            left.remove(found)
        yield "attribution", by, _plain(found.by) if found else None
    for one in left:
        yield "attribution", None, _plain(one.by)


def _place(reading: Reading, quote: str) -> tuple[int, int]:
    start = reading.text.index(quote)
    return start, start + len(quote)


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")


def table(scores: Scores) -> str:
    """The scores as a table in Markdown."""
    heads = "".join(f" {label}: precision | recall |" for _, label in SETS)
    lines = [f"| Field |{heads}", "|---|" + "---:|" * (2 * len(SETS))]
    for field in FIELDS:
        cells = "".join(_cells(*scores[name, field]) for name, _ in SETS)
        lines.append(f"| {field} |{cells}")
    return "\n".join(lines) + "\n"


def _cells(right: int, found: int, wanted: int) -> str:
    return f" {_share(right, found)} | {_share(right, wanted)} |"


def _share(right: int, of: int) -> str:
    return f"{right / of:.2f} ({right}/{of})" if of else "–"


def main() -> None:
    """Write the table into the page; with --misses print what was not right, too."""
    if not ARTICLE.is_file():
        sys.exit(f"{ARTICLE} is not there; the table holds its scores, so it cannot be written.")
    misses: list[str] = []
    told = table(measure(cases(), misses))
    if "--misses" in sys.argv:
        print("\n".join(misses))
    print(told)
    if PAGE.is_file():
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN)
        PAGE.write_text(before + BEGIN + told + END + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
