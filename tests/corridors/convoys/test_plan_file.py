"""A plan's file: what is wrong in it is told all at once, each with line, column and what would be right."""

from __future__ import annotations

import datetime as dt

import pytest

from goodoffices.corridors.convoys import parse_plan, read
from goodoffices.errors import CorridorError, FileError

GOOD = """\
convoy: good
title: A village
window: 2031-03-14 22:00 .. 2031-03-15 06:00
curfew: 23:30 .. 04:00
headway: 5 min
rest: 45 after 270
places:
  village: {people: "1,080", wheelchairs: 3, stretchers: 1, to: town, via: [gate], bays: 2}
vehicles:
  bus: {count: 9, seats: 50, wheelchairs: 2, stretchers: 1, loading: 20, unloading: 5, from: depot}
checkpoints:
  gate: {minutes: 6, lanes: 2, queue: 4}
legs:
  depot > village: 10
  village > gate: 20
  gate > village: 25
  gate > town: 15
"""


def problems(text: str) -> list[tuple[int, int, str, str]]:
    with pytest.raises(CorridorError) as caught:
        parse_plan(text, "plan.yaml")
    assert all(problem.where.file == "plan.yaml" for problem in caught.value.problems)
    return [(p.where.line, p.where.column, p.what, p.remedy) for p in caught.value.problems]


def test_every_key_is_read():
    plan = parse_plan(GOOD)
    (place,), (bus,), (gate,) = plan.places, plan.kinds, plan.checkpoints
    assert plan.opens.isoformat() == "2031-03-14T22:00:00"
    assert plan.window == 480
    assert plan.curfew == (dt.time(23, 30), dt.time(4))
    assert (plan.headway, plan.rest.minutes, plan.rest.after) == (5, 45, 270)
    assert (place.needs, place.people, place.to, place.via, place.bays) == ((1076, 3, 1), 1080, "town", ("gate",), 2)
    assert (bus.count, bus.room, bus.loading, bus.unloading, bus.start) == (9, (50, 2, 1), 20, 5, "depot")
    assert (gate.minutes, gate.lanes, gate.queue) == (6, 2, 4)
    assert plan.legs["village", "depot"] == 10
    assert (plan.legs["village", "gate"], plan.legs["gate", "village"]) == (20, 25)
    assert plan.hash.startswith("sha256:")


def test_a_window_of_one_day_names_the_day_once():
    plan = parse_plan(GOOD.replace("2031-03-14 22:00 .. 2031-03-15 06:00", "2031-03-14 7:00 .. 16:30"))
    assert (f"{plan.opens:%d %H:%M}", f"{plan.closes:%d %H:%M}") == ("14 07:00", "14 16:30")


@pytest.mark.parametrize(
    ("old", "new", "line", "said", "remedy"),
    [
        ("wheelchairs: 3", "wheelchair: 3", 8, "the key `wheelchair` is not known", "Did you mean `wheelchairs`?"),
        ('people: "1,080"', "people: many", 8, "`many` is no whole number", "Write it as `people: 12`."),
        ('people: "1,080"', "people: 2", 8, "there are 2 people, and 4 in wheelchairs", "counts everybody"),
        ('people: "1,080", ', "", 8, "`people` is missing", "Write `people: 12`."),
        ("to: town", "to: twon", 8, "no leg leads to `twon`", "Did you mean `town`?"),
        ("to: town", "to: village", 8, "would come back to it", ""),
        ("via: [gate]", "via: [gaet]", 8, "no leg leads to `gaet`", "Did you mean `gate`?"),
        ("via: [gate]", "via: {gate: 1}", 8, "here stands one value", "old-town"),
        ("from: depot", "from: depto", 10, "no leg leads to `depto`", "Did you mean `depot`?"),
        ("count: 9", "count: 0", 10, "`0` must be 1 or more", "count: 1"),
        ("count: 9", "count: 90", 1, "there are 90 vehicles", "a plan for each window"),
        ("stretchers: 1, loading", "loading", 8, "no vehicle has room for them", "Give a vehicle `stretchers`."),
        ("2031-03-15 06:00", "2031-03-14 06:00", 3, "closes before it opens", "window: 2031-03-14"),
        ("2031-03-15 06:00", "2031-02-30 06:00", 3, "a day that is none", ""),
        ("2031-03-15 06:00", "2031-03-15 26:00", 3, "a time that is none", ""),
        ("2031-03-15 06:00", "2031-04-15 06:00", 3, "longer than seven days", ""),
        ("23:30 .. 04:00", "at night", 4, "is no time of day", "curfew: 19:00 .. 05:00"),
        ("45 after 270", "45", 6, "does not say how many minutes of rest", "rest: 45 after 270"),
        ("gate > town: 15", "gate - town: 15", 17, "`gate - town` is no leg", "Write it as `old-town > gate: 20`."),
        ("gate > town: 15", "gate > town: -15", 17, "`-15` is no whole number", ""),
        ("gate > town: 15", "gate > town: 1e308", 17, "`1e308` is no whole number", ""),
        ("title: A village", "title: A village\ntitle: B", 3, "stands twice; the first is on line 2", "Keep one"),
        ("  village: {", "  - village: {", 8, "`key: value` lines", "without `- `"),
        ("headway: 5 min", "headway: 5000", 5, "more than a day", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place_and_what_would_be_right(old, new, line, said, remedy):
    assert old in GOOD
    found = problems(GOOD.replace(old, new))
    assert any(at == line and said in what and remedy in told for at, _, what, told in found), found


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file():
    text = (
        GOOD.replace("headway: 5 min", "headway: soon").replace("count: 9", "count: x").replace("lanes: 2", "lane: 2")
    )
    found = problems(text)
    assert [(line, column) for line, column, _, _ in found] == [(5, 10), (10, 16), (12, 22)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("- a\n", "made of `key: value` lines"),
        ("convoy: [a", "not YAML"),
        ("convoy: a\n---\nconvoy: b\n", "a second one starts"),
        ("convoy: &x a\ntitle: *x\n", "anchors and aliases"),
        ("convoy: !!python/object:os.system a\n", "tags"),
        ("convoy: " + "[" * 50 + "]" * 50, "nested"),
        ("convoy: a\x00b\n", "U+0000"),
        ("title: \u202eabc\n", "U+202E"),
    ],
)
def test_what_is_no_plan_is_refused(text, said):
    assert any(said in what for _, _, what, _ in problems(text))


def test_a_plan_without_its_parts_says_which_are_missing():
    said = {what for _, _, what, _ in problems("convoy: a\n")}
    assert said == {f"`{part}` is missing" for part in ("window", "places", "vehicles", "legs")}


def test_points_that_no_way_joins_are_told():
    found = problems(GOOD.replace("  depot > village: 10\n", "  depot > farm: 10\n"))
    assert any("no way over the legs leads from `depot` to `village`" in what for _, _, what, _ in found)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("missing.yaml", None, "there is no such file"),
        (".", None, "a folder"),
        ("big.yaml", b"#" * 1_000_001, "larger than 1 MB"),
        ("old.yaml", b"title: caf\xe9\n", "not in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path, name, data, said):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises((CorridorError, FileError), match=said):
        read(tmp_path / name)


def test_a_plan_of_a_corridor_is_recognised_and_not_taken_apart():
    with pytest.raises(CorridorError, match="plan of a corridor") as caught:
        parse_plan("corridor: valley\nconvoy: {legs: {a > b: 3}}\nroute: [a, b]\n")
    assert len(caught.value.problems) == 1
    assert "corridors plan" in caught.value.problems[0].remedy
