"""Roads that lie in no file: the same roads as from the disk, and nothing that only looks like them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from goodoffices.corridors import roads
from goodoffices.errors import CorridorError, FileError, UserError

TABLE = Path(__file__).resolve().parents[3] / "examples" / "river-corridor" / "roads.csv"


@pytest.fixture(scope="module")
def packed() -> bytes:
    return roads.pack(*roads.import_roads(TABLE))


def test_a_table_in_memory_gives_the_same_roads_as_its_file(packed):
    assert roads.pack(*roads.import_roads("roads.csv", content=TABLE.read_bytes())) == packed


def test_packed_roads_are_read_back_as_they_were(packed):
    found, shapes = roads.unpack(packed)
    assert roads.pack(found, shapes) == packed


def test_an_extract_is_not_read_from_memory():
    with pytest.raises(CorridorError, match="only a table"):
        roads.import_roads("region.osm.pbf", content=b"")


@pytest.mark.parametrize("cut", [0, 4, 500, -30])
def test_what_is_no_file_of_roads_is_refused_in_words(packed, cut):
    with pytest.raises(FileError, match="no file of roads"):
        roads.unpack(packed[:cut] if cut else b"")


def test_more_than_is_allowed_is_not_unpacked(packed):
    with pytest.raises(FileError, match="unpack to more"):
        roads.unpack(packed, most=100)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("heads", np.int32(10_000)),
        ("tails", np.int32(-1)),
        ("street", np.int32(99)),
        ("length", np.nan),
        ("seconds", 0.0),
        ("road_class", np.int16(50)),
    ],
)
def test_an_array_that_leads_nowhere_is_refused(packed, name, value):
    found, shapes = roads.unpack(packed)
    changed = getattr(found, name).copy()
    changed[3] = value
    with pytest.raises(UserError, match="do not belong together"):
        roads.unpack(roads.pack(dataclasses.replace(found, **{name: changed}), shapes))


@pytest.mark.parametrize("name", ["one_way", "bridge"])
def test_yes_and_no_written_as_text_are_refused(packed, name):
    found, shapes = roads.unpack(packed)
    changed = dataclasses.replace(found, **{name: getattr(found, name).astype(str)})
    with pytest.raises(CorridorError, match="do not belong together"):
        roads.unpack(roads.pack(changed, shapes))


def test_a_table_that_is_no_text_is_refused_in_words(packed):
    with pytest.raises(UserError, match="cannot be read"):
        roads.import_roads("roads.csv", content=b"from,to,\x8f\n1,2,3\n")
