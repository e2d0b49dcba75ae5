"""What is read on the road means the same on every paper: the day of a passing time, the sign of a gate."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.corridors.papers.sheets import HARD, local, sheet

from goodoffices.corridors.papers import Passage, cut, map_page, map_picture, monitors_sections
from goodoffices.values import Table

WHOLE = cut(sheet(), "desk")
FILLED = {"white": "#fff", "#000000": "#1a1a1a"}


def tables(found):
    gates = next(section for section in monitors_sections(found) if section.anchor == "gates")
    return [block for block in gates.blocks if isinstance(block, Table)]


def test_passing_times_say_their_day():
    assert all(table.caption.endswith(", 2031-03-14") for table in tables(WHOLE))
    assert tables(WHOLE)[-1].rows[0][0].text == "07:50"


def test_passing_times_after_midnight_cannot_be_read_as_those_of_the_day_before():
    late = Passage("bus 2", HARD[0], local(2031, 3, 14, 23), (), local(2031, 3, 15, 0, 40))
    table = tables(replace(WHOLE, passages=(*WHOLE.passages, late)))[-1]
    assert table.caption == f"{HARD[0]}, 2031-03-14 to 2031-03-15"
    assert [row[0].text for row in table.rows] == ["2031-03-14 07:50", "2031-03-15 00:40"]


def test_a_point_has_the_same_sign_on_the_picture_and_on_the_map_to_move_about_in():
    chart = map_picture(WHOLE, ()).spec
    (signs,) = (layer["encoding"] for layer in chart["layer"] if "fill" in layer.get("encoding", {}))
    kinds = signs["shape"]["scale"]["domain"]
    shapes, fills = (signs[channel]["scale"]["range"] for channel in ("shape", "fill"))
    drawn = {kind: (shape, FILLED[fill]) for kind, shape, fill in zip(kinds, shapes, fills, strict=True)}
    page = map_page(WHOLE, (), "")
    told = {
        kind: ("circle" if corner == "8" else "square", fill)
        for corner, fill, kind in re.findall(
            r'<rect [^>]*rx="(\d)" fill="(#\w+)"[^>]*/></svg>\s*(?:<span>)?([a-z]+)', page
        )
    }
    assert set(told) == set(kinds) == {point.kind for point in WHOLE.points}
    assert drawn == told
