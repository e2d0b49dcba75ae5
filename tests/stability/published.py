"""Published cases of the graph model, encoded as facts (shared/data/stability)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goodoffices.stability.model import Maker, Model, Option, Preference, Rank

DATA = Path("/work/shared/data/stability")
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the published cases (shared/data/stability) are not here")
MOVES = {"fwd": "forward", "back": "back", None: "both"}


def case(name):
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def names():
    files = sorted(DATA.glob("*.json")) if DATA.is_dir() else []
    return [file.stem for file in files if "computed_equilibria" in json.loads(file.read_text(encoding="utf-8"))]


def model_of(found):
    patterns = {state["id"]: state["yn"] for state in found["states"]}
    rows = [[each if isinstance(each, list) else [each] for each in ranking] for ranking in found["ranking"]]
    return Model(
        id=found["id"],
        makers=tuple(Maker(f"m{k}", name) for k, name in enumerate(found["dms"])),
        options=tuple(
            Option(f"o{each['i']}", f"m{each['dm']}", each["name"], MOVES[each.get("irreversible")])
            for each in found["options"]
        ),
        listed=tuple(patterns.values()),
        preferences=tuple(
            Preference(f"m{k}", order=tuple(Rank(tuple(patterns[s] for s in tie)) for tie in row))
            for k, row in enumerate(rows)
        ),
    )
