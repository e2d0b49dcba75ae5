"""Each audience sees what the table says, in every file, and not a letter more."""

from __future__ import annotations

import io
import re
import zlib
from functools import cache
from pathlib import Path

import pypdf
import pytest
from tests.corridors.papers.sheets import FINE, SECRETS, sheet
from tests.corridors.papers.test_turns import network, place

from goodoffices.cli.corridors_papers import _made
from goodoffices.corridors.papers import AUDIENCES, SEES, WITH_ROUTE, cut, roads_around
from goodoffices.errors import CorridorError

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "corridor-papers.md"
EVERY_ONE = tuple((audience, told) for audience in AUDIENCES for told in ((), (audience,)))
REFUSED = {("driver", ()), ("public", ())}


def everything(content):
    """The letters of a file, those in the packed parts of a PDF too, and its text as a reader shows it."""
    found = [content.decode("utf-8", "replace")]
    if content.startswith(b"%PDF"):
        for packed in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
            try:
                found.append(zlib.decompress(packed).decode("latin-1"))
            except zlib.error:
                continue
        found += [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    return "\n".join(found)


@cache
def papers_for(audience, told):
    seen = cut(sheet(told), audience)
    lines = roads_around(*network([place(0, 0), place(0, 900)], [(0, 1)], ["SECRET-SIDE"]), seen.course)
    return {name: everything(content) for name, content, _ in _made(seen, lines if seen.exact else (), ("en",), str)}


def sees(audience, told, field):
    return audience in SEES[field] or (audience in told and audience != "public" and field in WITH_ROUTE)


@pytest.mark.parametrize(("audience", "told"), [one for one in EVERY_ONE if one not in REFUSED])
def test_every_byte_of_every_paper_keeps_what_its_audience_may_not_see(audience, told):
    made = papers_for(audience, told)
    hidden = {word for field, word in SECRETS.items() if field in SEES and not sees(audience, told, field)}
    exact = sees(audience, told, "exact")
    hidden |= set() if exact else {SECRETS["start"], "SECRET-SIDE", *FINE}
    found = {(name, word) for name, text in made.items() for word in hidden if word in text}
    assert found == set()
    whole = "\n".join(made.values())
    assert ("36.20011" in whole) == exact
    assert (SECRETS["title"] in whole) == exact
    assert set(made) >= {"map.html", "map.svg", "route.geojson", "route.kml", "windows.ics"}
    assert ("route.gpx" in made) == exact
    assert ("drivers-card.pdf" in made) == (audience in {"desk", "driver"})
    assert ("monitors.pdf" in made) == (audience in {"desk", "monitor"})


def test_what_an_audience_needs_is_there():
    desk = "\n".join(papers_for("desk", ()).values())
    assert {word for word in SECRETS.values() if word not in desk} == set()
    driver = papers_for("driver", ("driver",))["drivers-card.pdf"]
    assert all(SECRETS[name] in driver for name in ("start", "abort", "contacts", "fallback", "steps"))
    monitor = papers_for("monitor", ())["monitors.html"]
    assert all(SECRETS[name] in monitor for name in ("passages", "stretches", "notices", "contacts", "points"))


@pytest.mark.parametrize(("audience", "told"), [("desk", ()), ("monitor", ()), ("driver", ("driver",))])
def test_every_paper_says_that_the_plan_is_not_agreed(audience, told):
    for name, text in papers_for(audience, told).items():
        if not name.endswith(".png"):
            assert "NOT AGREED" in text, name


@pytest.mark.parametrize("audience", ["driver", "public"])
def test_there_is_no_paper_for_drivers_or_the_public_unless_the_plan_says_so(audience):
    with pytest.raises(CorridorError, match="may see the route"):
        cut(sheet(tuple(one for one in AUDIENCES if one != audience)), audience)


def test_an_audience_that_there_is_not_is_refused():
    with pytest.raises(CorridorError, match="no audience"):
        cut(sheet(), "everybody")


def test_coarse_places_are_on_the_grid_and_the_public_never_gets_exact_ones():
    public = cut(sheet(("public",)), "public")
    assert not public.exact
    assert all(abs(degrees / 0.05 - round(degrees / 0.05)) < 1e-9 for place in public.course for degrees in place)
    assert public.stretches == public.points == public.steps == public.passages == ()


def test_the_guide_shows_the_table_that_the_software_keeps():
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|(.*)\|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    shown = {name: [cell.strip() for cell in cells.split("|")] for name, cells in rows}
    expected = {}
    for field, audiences in SEES.items():
        told = [one for one in AUDIENCES if field in WITH_ROUTE and one not in audiences and one != "public"]
        expected[field] = ["yes" if one in audiences else "if told" if one in told else "–" for one in AUDIENCES]
    assert shown == expected
