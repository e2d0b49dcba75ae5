"""The map as one page: MapLibre, the roads, the route, all in one file that asks no server for anything.

A policy in the page (Content Security Policy, level 3) allows the scripts that stand in it, by their hash, and no
connection. Where the machine cannot draw, or scripts are off, the same map stands there as a picture.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from string import Template
from typing import Any, Final

from goodoffices.corridors.papers.geojson import box_of, features
from goodoffices.corridors.papers.sheet import Sheet
from goodoffices.corridors.papers.surroundings import MOST_ROADS, RoadLine
from goodoffices.corridors.papers.turns import along
from goodoffices.corridors.papers.words import spoken_step
from goodoffices.values import palette

__all__ = ["CAUTION", "COLOURS", "map_page"]

COLOURS: Final = {"agreed": palette.BLUE, "not agreed": palette.VERMILION, "unknown": palette.GREY}
CAUTION: Final = (
    "A line on a map says who agreed to what, as of its day. It does not say that a road is open, cleared or safe."
)
_MOST_NAMES: Final = 8


def map_page(sheet: Sheet, roads: Sequence[RoadLine], still: str) -> str:
    """The page. `still` is the same map as SVG of our own making.

    Raises ValueError for a sheet without a course.
    """
    if not sheet.course:
        raise ValueError("there is no course to draw")
    folder = files("goodoffices.corridors.papers")
    library, worker = (_text(f"maplibre/maplibre-gl-{name}.js") for name in ("csp", "csp-worker"))
    styles = _text("maplibre/maplibre-gl.css"), folder.joinpath("map.css").read_text(encoding="utf-8")
    script = folder.joinpath("map.js").read_text(encoding="utf-8")
    words = {
        "mark": html.escape(sheet.mark),
        "title": html.escape(sheet.title),
        "told": html.escape(_told(sheet)),
        "tone": "agreed" if sheet.agreed else "not-agreed",
        "caution": html.escape(f"{CAUTION} {sheet.caution}".strip()),
        "source": html.escape(_source(sheet, roads)),
        "legend": "".join(_legend(sheet, roads)),
    }
    # What stands between the tags, byte for byte, is what the policy allows.
    return Template(folder.joinpath("map.html").read_text(encoding="utf-8")).substitute(
        words,
        scripts=_allowed(library, script),
        styles=_allowed(*styles),
        library=library,
        worker=worker,
        library_style=styles[0],
        style=styles[1],
        script=script,
        still=still,
        data=_data(sheet, roads),
    )


def _text(name: str) -> str:
    """A file of MapLibre. Its last line names a map of its source, which a browser might ask for: left out."""
    read = files("goodoffices.corridors.papers").joinpath(name).read_text(encoding="utf-8")
    kept = "\n".join(line for line in read.splitlines() if not line.startswith("//# sourceMappingURL"))
    return kept.replace("</script", "<\\/script")


def _allowed(*texts: str) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def _told(sheet: Sheet) -> str:
    places = "Places are exact." if sheet.exact else "Places are rounded to about 5 km: this is no map to drive by."
    return f"For: {sheet.audience}. As of {sheet.as_of.isoformat()}. {places}"


def _source(sheet: Sheet, roads: Sequence[RoadLine]) -> str:
    more = f" Of more roads, the {MOST_ROADS:,} with the most capacity are drawn." if len(roads) >= MOST_ROADS else ""
    return f"{sheet.source}{more} Drawn by MapLibre."


def _data(sheet: Sheet, roads: Sequence[RoadLine]) -> str:
    """Everything that is drawn, as JSON in which no tag can begin."""
    found = list(features(sheet))
    steps = [
        _feature([step.longitude, step.latitude], {"told": spoken_step("en", step)})
        for step in sheet.steps
        if step.kind not in {"depart", "arrive", "bridge", "checkpoint", "gate"}
    ]
    data = {
        "box": _wide(box_of(sheet.course)),
        "colours": COLOURS,
        "roads": [_road(road) for road in roads],
        "route": [one for one in found if one["properties"]["kind"] == "route"],
        "stretches": [_stretch(one) for one in found if one["properties"]["kind"] == "stretch"],
        "points": [_point(one) for one in found if one["properties"]["kind"] not in {"route", "stretch"}],
        "turns": steps,
        "names": list(_names(sheet)),
    }
    made = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return made.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _wide(box: list[float]) -> list[float]:
    """A box with some width, where all places are one."""
    west, south, east, north = box
    return [west - 0.002, south - 0.002, east + 0.002, north + 0.002]


def _feature(place: list[float], told: dict[str, Any]) -> dict[str, Any]:
    coordinates = [round(one, 6) for one in place]
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": coordinates}, "properties": told}


def _road(road: RoadLine) -> dict[str, Any]:
    line = [[round(lon, 5), round(lat, 5)] for lat, lon in road.course]
    told: dict[str, Any] = {"rank": road.rank} | ({"name": road.name} if road.name else {})
    told |= {"bridge": True} if road.bridge else {"bridge": False}
    return {"type": "Feature", "geometry": {"type": "LineString", "coordinates": line}, "properties": told}


def _stretch(feature: dict[str, Any]) -> dict[str, Any]:
    told = feature["properties"]
    bodies = f" Controlled by {', '.join(told['controlled_by'])}." if told["controlled_by"] else ""
    said = f"{told['name']}: {told['consent']}.{bodies}"
    return feature | {"properties": {"consent": told["consent"], "told": said}}


def _point(feature: dict[str, Any]) -> dict[str, Any]:
    told = feature["properties"]
    label = f"{told['name']}, {told['minutes']} min" if told["minutes"] else told["name"]
    return feature | {"properties": {"kind": told["kind"], "label": label}}


def _names(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The names of the longest roads of the route, in the middle of each."""
    steps = [step for step in sheet.steps if step.kind not in {"checkpoint", "gate"}]
    runs: list[tuple[float, float, str]] = []
    for step, after in pairwise(steps):
        if runs and step.road == runs[-1][2]:
            runs[-1] = (runs[-1][0], after.at, step.road)
        elif step.road:
            runs.append((step.at, after.at, step.road))
    gone = along(sheet.course)
    for begin, end, name in sorted(runs, key=lambda run: run[0] - run[1])[:_MOST_NAMES]:
        nearest = int(abs(gone - (begin + end) / 2).argmin())
        yield _feature([sheet.course[nearest][1], sheet.course[nearest][0]], {"name": name})


def _legend(sheet: Sheet, roads: Sequence[RoadLine]) -> Iterator[str]:
    if sheet.stretches:
        shown = dict.fromkeys(stretch.consent for stretch in sheet.stretches)
        for consent in (word for word in COLOURS if word in shown):
            dash = "" if consent == "agreed" else ' stroke-dasharray="8 6"'
            line = f'<path d="M1 8h42" stroke="{COLOURS[consent]}" stroke-width="5"{dash}/>'
            yield _sign(f'<path d="M1 8h42" stroke="#1a1a1a" stroke-width="8"/>{line}', f"a stretch: {consent}")
    else:
        yield _sign('<path d="M1 8h42" stroke="#1a1a1a" stroke-width="8"/>', "the route")
    looks = {"start": ("8", "#fff"), "gate": ("0", "#fff"), "checkpoint": ("3", "#1a1a1a"), "end": ("8", "#1a1a1a")}
    for kind in dict.fromkeys(point.kind for point in sheet.points):
        corner, fill = looks[kind]
        line = 'stroke="#1a1a1a" stroke-width="3"'
        yield _sign(f'<rect x="14" y="1.5" width="13" height="13" rx="{corner}" fill="{fill}" {line}/>', kind)
    if sheet.steps:
        yield _sign(
            '<circle cx="21" cy="8" r="4" fill="#fff" stroke="#1a1a1a" stroke-width="2"/>', "a turn (closer in)"
        )
    if roads:
        yield _sign('<path d="M1 8h42" stroke="#98938a" stroke-width="3"/>', "other roads")


def _sign(drawing: str, words: str) -> str:
    return f'<li><svg width="44" height="16" aria-hidden="true">{drawing}</svg>{html.escape(words)}</li>'
