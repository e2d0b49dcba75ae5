"""`goodoffices evidence events series|map|concentration`: what they print and write, and how they refuse."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from click.testing import CliRunner
from tests.evidence.events.made import put_ged

from goodoffices.cli import main

AREA = {"type": "Polygon", "coordinates": [[[37, 35], [38, 35], [38, 36], [37, 36], [37, 35]]]}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    put_ged(
        folder,
        {},
        {"date_start": "2017-02-01", "date_end": "2017-02-01", "source_office": "Radio"},
        {"date_start": "2016-01-01", "date_end": "2016-12-31", "date_prec": "5", "where_prec": "6"},
        {"date_start": "2017-02-03", "date_end": "2017-02-03", "where_prec": "4"},
    )
    area = {"type": "Feature", "properties": {"adm2_name": "Hills"}, "geometry": AREA}
    text = json.dumps({"type": "FeatureCollection", "features": [area]})
    (folder / "areas.geojson").write_text(text, encoding="utf-8")
    return folder / "store"


def asked(verb, store, *words):
    return CliRunner().invoke(main, ["evidence", "events", verb, str(store), *words])


def test_a_person_reads_dated_and_undated_side_by_side(store):
    met = asked("series", store)
    assert met.exit_code == 0, met.output
    flat = " ".join(met.stdout.split())
    assert "Dated, and so in the series: 3 events with 18 deaths (12–27)." in flat
    assert "Undated, and so in no month: 1 event with 6 deaths (4–9)" in flat


@pytest.mark.parametrize(
    ("verb", "words", "keys"),
    [
        ("series", ["--by", "place", "--by", "kind", "--every", "week"], {"whole", "groups", "halves"}),
        ("series", ["--around", "2017-01-15", "--days", "30"], {"day", "whole", "groups", "undated"}),
        ("map", [], {"areas", "known_less_finely", "not_on_the_map"}),
        ("concentration", ["--every", "month"], {"outlets", "periods", "effective_outlets"}),
    ],
)
def test_the_json_says_what_was_asked_of_which_file(verb, words, keys, store):
    met = asked(verb, store, *words, "--json")
    assert met.exit_code == 0, met.output
    told = json.loads(met.stdout)
    assert keys <= set(told)
    assert told["choice"]["source"] == "ucdp-ged"
    assert told["inputs"][0]["hash"].startswith("sha256:")


@pytest.mark.parametrize(
    ("verb", "words", "pictures"),
    [
        ("series", ["--by", "dyad"], 2),
        ("series", ["--around", "2017-01-15", "--days", "40"], 1),
        ("concentration", [], 1),
        ("map", ["--places", "AREAS"], 1),
    ],
)
def test_each_writes_a_page_with_its_pictures(verb, words, pictures, store, tmp_path):
    words = [str(store.with_name("areas.geojson")) if word == "AREAS" else word for word in words]
    met = asked(verb, store, *words, "--html", str(tmp_path / "page.html"))
    assert met.exit_code == 0, met.output
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count("<svg") == pictures
    assert "ucdp-ged 25.1" in page


@pytest.mark.long
def test_every_picture_is_valid_vega_lite(store):
    import altair as alt

    from goodoffices.evidence import events
    from goodoffices.values import Picture

    with events.open_store(store) as connection:
        table = events.events(connection)
        choice = events.one_release(table, events.Choice())
        whole, where, told = (
            events.series(table, choice, by=("place",)),
            events.atlas(table, choice, events.Cells(6)),
            events.concentrated(table, choice),
        )
        sections = [
            events.event_section(events.Extract(whole, where, told)),
            events.series_section(whole),
            events.change_section(events.before_and_after(table, choice, dt.date(2017, 1, 15), 30), choice),
            events.concentration_section(told),
            events.atlas_section(events.atlas(table, choice, events.Cells(6), points=True)),
        ]
    pictures = [block for section in sections for block in section.blocks if isinstance(block, Picture)]
    assert len(pictures) == 6
    for picture in pictures:
        alt.Chart.from_dict(dict(picture.spec), validate=True)


@pytest.mark.parametrize(
    ("verb", "words", "told"),
    [
        ("series", ["--since", "2016-13-01"], "no day of the calendar"),
        ("series", ["--since", "2017-01-01", "--until", "2016-01-01"], "--until lies before --since"),
        ("series", ["--places", "h3:x"], "names no size of cells"),
        ("series", ["--places", "h3:12"], "no cells of size 12"),
        ("series", ["--places", "nothing.geojson"], "there is no such file"),
        ("series", ["--release", "1.0"], "It holds ucdp-ged 25.1"),
        ("series", ["--around", "2012-01-01"], "no dated event"),
        ("map", ["--places", "admin1"], "A map needs areas"),
        ("concentration", ["--kind", "riot"], "no event"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_what_would_be_right(verb, words, told, store):
    met = asked(verb, store, *words)
    assert met.exit_code == 2
    assert told in " ".join(met.output.split())
