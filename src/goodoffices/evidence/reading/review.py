"""The review file: every suggestion of a reading, with room for a person's decision. YAML, written here."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any

import yaml

from goodoffices.evidence.claims import write_figure
from goodoffices.evidence.reading.model import (
    ActorFound,
    DateFound,
    FigureFound,
    Options,
    PlaceFound,
    Reading,
    SaidFound,
    Suggestion,
)
from goodoffices.evidence.reading.words import spoken_option, spoken_source, told

__all__ = ["DECISIONS", "FILLED", "FORM", "PARTS", "SUGGESTED", "write_review"]

FORM = "1"
PARTS = ("figures", "dates", "places", "said", "actors")
DECISIONS = ("accept", "correct", "reject")
FILLED = ("place", "period", "grade")
"""What a claim needs besides: suggested only where the words settle it, the grade never."""
SUGGESTED = ("figure", "unit", "harm", "population", "measure", "claimant")
_WIDEST = 2**31 - 1
_HEAD = """\
# A reading by rules. Nothing here is a claim.
#
# Write at each `decision:` one of
#   accept    it is as suggested
#   correct   it is there, but not as suggested: write what is right under `corrected`, only the keys that differ
#   reject    it is not there, or not wanted
# What has no decision stays a suggestion. A figure that is accepted or corrected becomes a claim, and a claim needs a
# place, a period and a grade (Admiralty, as B2). Place and period stand under `suggested` where one alone is in the
# figure's own clause or sentence: accept them only if they are right. What else they may be stands under
# `place_may_be` and `period_may_be`: write the right one at `place:` or `period:` of the figure. What is written under
# `for_all` counts where a figure has none of its own. The grade is your judgement: `words_on_the_source` shows what in
# the text to look at for it.
# Write at `document:` its title and who published it: the ledger tells them beside every claim. Where both are left
# empty it says that they are not told.
# Then: goodoffices evidence read --confirm THIS-FILE --by YOUR-NAME --into claims.yaml

"""


class _Dumper(yaml.SafeDumper):
    """Writes what is left open as nothing at all."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the method of the library
        """No anchors: each entry stands for itself."""
        return True


_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def write_review(reading: Reading, *, file: str = "", title: str = "", publisher: str = "") -> str:
    """The review of a reading, no decision taken yet.

    `file` is where the text is, if not at its name; a person's own path, it goes no further than the review. `title`
    and `publisher` tell what the document is: what is empty, the person who reviews is asked for.
    """
    name = PurePath(reading.name).stem
    document = re.sub(r"[^\w.-]+", "-", name).strip("-._")[:60] or "text"
    hashes = [value for _, value in reading.provenance.inputs]
    parts: dict[str, Any] = {
        "review": FORM,
        "text": {
            "file": file or reading.name or None,
            "hash": hashes[0],
            "dated": reading.dated.isoformat(),
            "language": reading.language,
            "rules": hashes[1],
            "version": reading.provenance.version,
        },
        "document": {
            "id": document,
            "title": title or None,
            "publisher": publisher or None,
            "url": None,
            "published": reading.dated.isoformat(),
        },
        "for_all": dict.fromkeys(FILLED),
    }
    found: dict[str, tuple[Suggestion, ...]] = {part: getattr(reading, part) for part in PARTS}
    for part, suggestions in found.items():
        parts[part] = {one.id: _entry(reading, one) for one in suggestions}
    blocks = [
        yaml.dump({key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDEST)
        for key, value in parts.items()
    ]
    return _HEAD + "\n".join(blocks)


def _entry(reading: Reading, one: Suggestion) -> dict[str, Any]:
    """A suggestion as an entry: first what a person needs to decide."""
    sentence = reading.sentences[one.sentence].span.of(reading.text)
    entry: dict[str, Any] = {
        "decision": None,
        "quotation": one.quotation,
        "sentence": " ".join(sentence.split()),
        "span": f"{one.span.start}..{one.span.end}",
        "at": f"line {one.span.line}, column {one.span.column}",
        "told": told(one),
        "suggested": _suggested(one),
        "corrected": None,
    }
    if isinstance(one, FigureFound):
        entry |= {**_to_look_at(one), "rests_on": _rests_on(one), **dict.fromkeys(FILLED)}
    return entry


def _to_look_at(one: FigureFound) -> dict[str, list[str]]:
    """What place and period may be where the words do not settle it, and words to grade by; nothing where none are."""
    found = {
        "place_may_be": _open(one.place),
        "period_may_be": _open(one.period),
        "words_on_the_source": [spoken_source(words) for words in one.source],
    }
    return {key: told for key, told in found.items() if told}


def _open(options: Options) -> list[str]:
    return [spoken_option(option) for option in options.known if option != options.supported]


def _rests_on(one: FigureFound) -> str | None:
    """The suggestions that claimant, place and period are taken from."""
    taken = [options.supported.of for options in (one.place, one.period) if options.supported]
    return " ".join(filter(None, (one.said, *taken))) or None


def _suggested(one: Suggestion) -> dict[str, Any]:
    match one:
        case FigureFound():
            said = {"figure": write_figure(one.figure), **{key: getattr(one, key) for key in SUGGESTED[1:]}}
            settled = {"place": one.place.supported, "period": one.period.supported}
            said |= {key: option.value for key, option in settled.items() if option}
            return {key: value or None for key, value in said.items()}
        case DateFound():
            decided = one.supported or (one.meanings[0] if len(one.meanings) == 1 else None)
            return {"period": decided.period.text if decided else None}
        case PlaceFound():
            return {"name": one.name}
        case SaidFound():
            return {"by": one.by}
        case ActorFound():
            return {"name": one.name, "kind": one.kind}
        case _:
            return {}
