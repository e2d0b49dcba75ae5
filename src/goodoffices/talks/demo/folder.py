"""Where a demonstration keeps its database while it runs, and where its example comes from."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goodoffices.errors import TalksError

__all__ = [
    "ceasefire_file",
    "corridor_file",
    "demo_home",
    "drawing_file",
    "example_file",
    "host_record_file",
    "hosts_file",
    "incidents_file",
    "ledger_file",
    "roads_file",
    "stability_file",
]

_OURS = ("installation-key", "talks.sqlite3", "talks.sqlite3-wal", "talks.sqlite3-shm")
_EXAMPLES = Path(__file__).parents[4] / "examples"


@contextmanager
def demo_home(home: str = "") -> Iterator[str]:
    """A fresh folder for a demonstration: `demo` in the given home, emptied first; without one, a temporary folder that
    goes when the demonstration ends. Raises TalksError when the folder holds anything that is not a demonstration's."""
    if not home:
        with tempfile.TemporaryDirectory(prefix="goodoffices-demo-") as folder:
            yield folder
        return
    place = Path(home) / "demo"
    try:
        _empty(place)
    except OSError as error:
        raise TalksError.of(
            f"the folder of the demonstration cannot be used ({place}): {error.strerror or error}",
            remedy="Name a folder of yours with --home, or leave it away.",
        ) from error
    yield str(place)


def _empty(place: Path) -> None:
    if not place.exists():
        return
    others = sorted(file.name for file in place.iterdir() if file.name not in _OURS)
    if others:
        raise TalksError.of(
            f"the folder {place} holds more than a demonstration ({', '.join(others[:3])}); nothing was removed",
            remedy="Name another folder with --home.",
        )
    for name in _OURS:
        (place / name).unlink(missing_ok=True)


def example_file() -> Path:
    """The Astana example: beside this file in an installed package, else among the examples of the source tree."""
    return _found("astana-2017.yaml", _EXAMPLES / "astana-2017" / "dossier.yaml")


def ledger_file() -> Path:
    """The ledger of the Syria example, found in the same way."""
    return _found("syria-2011-2016.yaml", _EXAMPLES / "syria-2011-2016" / "claims.yaml")


def incidents_file() -> Path:
    """A team's made-up list of incidents, from the same places."""
    return _found("incidents.csv", _EXAMPLES / "incidents" / "incidents.csv")


def ceasefire_file() -> Path:
    """The terms of the ceasefire of the Astana example, found in the same way."""
    return _found("astana-2017-ceasefire.yaml", _EXAMPLES / "astana-2017" / "ceasefire.yaml")


def stability_file() -> Path:
    """The stability model of the Astana example, found in the same way."""
    return _found("astana-2017-stability.yaml", _EXAMPLES / "astana-2017" / "stability.yaml")


def hosts_file() -> Path:
    """The hosts of the Astana example, found in the same way."""
    return _found("astana-2017-hosts.yaml", _EXAMPLES / "astana-2017" / "hosts.yaml")


def host_record_file() -> Path:
    """Rounds that candidates hosted, found in the same way."""
    return _found("astana-2017-record.csv", _EXAMPLES / "astana-2017" / "record.csv")


def corridor_file() -> Path:
    """The plan of the example of a corridor, found in the same way."""
    return _found("river-corridor.yaml", _EXAMPLES / "river-corridor" / "plan.yaml")


def roads_file() -> Path:
    """Its roads."""
    return _found("river-corridor-roads.csv", _EXAMPLES / "river-corridor" / "roads.csv")


def drawing_file() -> Path:
    """What was drawn on them."""
    return _found("river-corridor-drawn.geojson", _EXAMPLES / "river-corridor" / "drawn.geojson")


def _found(name: str, in_source: Path) -> Path:
    installed = Path(__file__).parent / name
    return installed if installed.exists() else in_source
