"""A store and its files in memory alone: what comes of them is the same, and the disk sees nothing."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from tests.evidence.events.made import GED, ged_rows, write

from goodoffices.errors import EvidenceError
from goodoffices.evidence import events
from goodoffices.evidence.events import packing, schema

OWN = Path(__file__).parents[3] / "examples" / "incidents" / "incidents.csv"


def imported(connection, content: bytes, name: str = "incidents.csv", source: str = "own", rejected=None):
    file = events.FileInMemory(name, content)
    layout = events.SOURCES[source]
    return events.import_file(connection, file, layout, source=source, release="5", rejected=rejected)


def rows(connection, table: str = schema.EVENTS) -> list[tuple]:
    return connection.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()  # noqa: S608


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_a_file_in_memory_says_what_the_same_file_on_a_disk_says(pack, tmp_path):
    file = tmp_path / "incidents.csv"
    content = pack(OWN.read_bytes())
    file.write_bytes(content)
    with events.open_store(tmp_path / "store", write=True) as on_disk, events.memory_store() as in_memory:
        there = events.import_file(on_disk, file, events.SOURCES["own"], source="own", release="5")
        here = imported(in_memory, content)
        assert here == there
        assert rows(in_memory) == rows(on_disk) != []
        assert events.summarise(in_memory) == events.summarise(on_disk)


def test_nothing_of_a_store_in_memory_is_laid_on_a_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with events.memory_store() as connection:
        imported(connection, OWN.read_bytes() + b"R-08,no day,,mine,,,,,,,,,,,,,\n")
        events.exported(connection, "csv")
        assert connection.execute("SELECT current_setting('temp_directory')").fetchone() == ("",)
    assert list(tmp_path.iterdir()) == []


def test_rejected_rows_are_told_to_a_stream_with_line_and_reason():
    told = io.StringIO()
    with events.memory_store() as connection:
        found = imported(connection, OWN.read_bytes() + b"R-08,no day,,mine,,,,,,,,,,,,,\n", rejected=told)
    assert (found.rejected, found.rejected_file) == (1, "")
    lines = told.getvalue().splitlines()
    assert lines[0] == "line,event_id,reason"
    assert lines[1].startswith("10,R-08,")


def test_areas_in_memory_say_what_the_same_areas_on_a_disk_say(tmp_path):
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    area = {"geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": {"adm1_name": "North"}}
    content = json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", **area}]}).encode()
    (tmp_path / "areas.geojson").write_bytes(content)
    assert events.read_polygons(events.FileInMemory("areas.geojson", content)) == events.read_polygons(
        tmp_path / "areas.geojson"
    )
    with pytest.raises(EvidenceError, match="not in UTF-8") as caught:
        events.read_polygons(events.FileInMemory("areas.geojson", content.replace(b"North", b"N\xf8rd")))
    assert caught.value.problems[0].where.file == "areas.geojson"


def test_a_refusal_names_the_file_and_no_address_of_ours():
    with events.memory_store() as connection, pytest.raises(EvidenceError) as caught:
        imported(connection, b"when,where\n1,2\n", name="from the field.csv")
    assert {problem.where.file for problem in caught.value.problems} == {"from the field.csv"}


def test_a_release_packed_and_put_back_is_the_same_and_is_known_again(monkeypatch):
    monkeypatch.setattr(packing, "ROWS", 3)
    with events.memory_store() as connection:
        imported(connection, OWN.read_bytes())
        packed = list(events.pieces(connection, "own", "5"))
        before = rows(connection), rows(connection, schema.IMPORTS), events.summarise(connection)
    assert [piece.table for piece in packed] == ["imports", "events", "events", "events"]
    with events.memory_store() as connection:
        assert sum(events.put_back(connection, piece) for piece in packed) == 1 + 7
        assert (rows(connection), rows(connection, schema.IMPORTS), events.summarise(connection)) == before
        again = imported(connection, OWN.read_bytes())
    assert (again.new, again.known, again.changed) == (0, 7, 0)


def test_free_text_that_was_kept_is_never_packed(tmp_path):
    file = write(tmp_path / "ged.csv", GED, ged_rows({}))
    with events.open_store(tmp_path / "store", write=True) as connection:
        layout = events.SOURCES["ucdp-ged"]
        told = events.import_file(connection, file, layout, source="ucdp-ged", release="25.1", keep_notes=True)
        assert told.notes > 0
        packed = list(events.pieces(connection, "ucdp-ged", "25.1"))
    assert {piece.table for piece in packed} == {"imports", "events"}
    assert not any(b"Person" in piece.content for piece in packed)


@pytest.mark.parametrize(
    ("table", "content"),
    [("notes", b""), ("events", b"PAR1 and no more"), ("events", b""), ("counts", "of events")],
    ids=["a table that is not packed", "half a file", "nothing", "another table's rows"],
)
def test_what_is_no_piece_is_refused(table, content):
    with events.memory_store() as connection:
        imported(connection, OWN.read_bytes())
        if content == "of events":
            content = list(events.pieces(connection, "own", "5"))[-1].content
        with pytest.raises(EvidenceError, match="not of a kind that this version knows"):
            events.put_back(connection, events.Piece(table, content))


@pytest.mark.parametrize("coarse", ["", "admin1", "h3:5"])
@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_an_export_in_memory_is_the_file_that_export_writes(form, coarse, tmp_path):
    asked = events.coarsening(coarse) if coarse else events.Coarsening()
    with events.memory_store() as connection:
        imported(connection, OWN.read_bytes())
        events.export(connection, tmp_path / f"out.{form}", form, asked)
        assert events.exported(connection, form, asked) == (tmp_path / f"out.{form}").read_bytes()


def test_a_release_offers_the_countries_kinds_and_dyads_that_stand_in_it():
    with events.memory_store() as connection:
        imported(connection, OWN.read_bytes())
        offer = events.offered(connection)
    assert offer.countries == ("XXA",)
    assert offer.kinds == ("abduction", "crossfire", "mine", "shelling")


def test_what_does_not_fit_into_memory_is_refused_in_words():
    def overfill():
        with events.memory_store() as connection:
            connection.execute("SET memory_limit = '10MB'")
            connection.execute("CREATE TABLE large AS SELECT random()::VARCHAR AS word FROM range(5_000_000)")

    with pytest.raises(EvidenceError, match="more than can be held in memory"):
        overfill()
