"""A plan's file: what is wrong in it is told all at once, each with line, column and what would be right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.corridors.plans import AGREED

from goodoffices.corridors.plan import parse_corridor, read_corridor
from goodoffices.errors import CorridorError, FileError

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "river-corridor" / "plan.yaml"


BETTER = "Did you mean `long-bridge`? Points are depot, long-bridge, north-town, south-town."


def problems(text: str, folder: Path | None = None) -> list[tuple[int, str, str, str]]:
    with pytest.raises(CorridorError) as caught:
        parse_corridor(text, "plan.yaml", folder)
    assert all(problem.where.file == "plan.yaml" for problem in caught.value.problems)
    return [(p.where.line, p.where.key, p.what, p.remedy) for p in caught.value.problems]


def test_every_key_is_read():
    plan = parse_corridor(AGREED)
    record = plan.record
    assert (plan.id, plan.as_of, plan.audience, plan.time_zone) == (
        "valley",
        dt.date(2031, 3, 11),
        "desk",
        "Asia/Damascus",
    )
    assert plan.point("the bridge").latitude == 35.172
    assert plan.route == ("upper-town", "the bridge", "lower-town")
    assert [f"{opens:%d %H} {closes:%d %H}" for opens, closes in plan.windows] == ["14 07 14 16", "15 07 15 16"]
    (leaving,) = plan.leaving
    assert (leaving.people.low, leaving.people.best, leaving.people.high) == (180, 210, 260)
    assert (leaving.source, leaving.date) == ("town council", dt.date(2031, 3, 1))
    assert (plan.exits, plan.per_vehicle) == (("lower-town",), 5)
    assert record.bodies == ("north", "south")
    assert record.stretches[1].consents[1].until.last == dt.datetime(2031, 3, 15, 23, 59)  # noqa: DTZ001 - local
    assert record.abort.decides == "the duty officer"
    assert record.seen_by == ("desk", "monitor")
    assert plan.hash.startswith("sha256:")


def test_the_example_holds_its_convoy_as_a_block_in_its_first_window():
    plan = read_corridor(EXAMPLE)
    assert (plan.convoy.id, plan.convoy.by) == (plan.id, plan.by)
    assert (plan.convoy.opens, plan.convoy.closes) == plan.windows[0]
    assert plan.roads == EXAMPLE.parent / "roads.csv"
    assert plan.papers.contacts == (("mediator's duty officer", "radio channel 4"),)
    assert plan.watch_within == 3000


def test_a_plan_may_point_to_a_convoy_plan_in_a_file(tmp_path):
    convoy = (EXAMPLE.parents[1] / "harbour-convoy" / "plan.yaml").read_text(encoding="utf-8")
    (tmp_path / "convoy.yaml").write_text(convoy, encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(f"{AGREED}convoy: convoy.yaml\n", encoding="utf-8")
    plan = read_corridor(tmp_path / "plan.yaml")
    assert (plan.convoy.id, plan.convoy_file) == ("harbour-town", tmp_path / "convoy.yaml")


@pytest.mark.parametrize(
    ("old", "new", "line", "said", "remedy"),
    [
        ("corridor: valley\n", "", 1, "`corridor` is missing", "Write `corridor: old-town`."),
        ("as_of: 2031-03-11", "as_of: soon", 4, "`soon` is no day of the calendar", "Write it as `as_of: 2031-03-14`."),
        ("time_zone: Asia/Damascus", "time_zone: Damascus", 5, "no time zone that is known", "Asia/Damascus"),
        ("35.207,37.3035", "37.3035", 7, "is no place", "35.207,37.302"),
        ("35.207,37.3035", "135.207,37.3035", 7, "no place on earth; latitude comes first", ""),
        (
            "[upper-town, the bridge,",
            "[upper-town, the brige,",
            10,
            "`the brige` is no point",
            "Did you mean `the bridge`?",
        ),
        ("[upper-town, the bridge, lower-town]", "[upper-town]", 10, "`route` names no two points", ""),
        ("the bridge, lower-town]", "the bridge, lower-town, upper-town]", 10, "`upper-town` stands twice", ""),
        (
            "2031-03-15 07:00 .. 16:00]",
            "2031-03-14 15:00 .. 17:00]",
            11,
            "opens before the one before it closes",
            "Make one",
        ),
        ("180 .. 210 .. 260", "180 .. 260 .. 210", 13, "does not rise", "180 .. 210 .. 260"),
        ("180 .. 210 .. 260", "many", 13, "`many` is no whole number", ""),
        ("  upper-town: {people", "  uper-town: {people", 13, "`uper-town` is no point of the route", "`upper-town`"),
        ("exits: [lower-town]", "exits: [harbour]", 14, "`harbour` is no point of the route", ""),
        (
            "    to: the bridge\n",
            "    to: the brigde\n",
            19,
            "`the brigde` is not known here",
            "Did you mean `the bridge`?",
        ),
        (
            "    from: the bridge\n    to: lower-town",
            "    from: lower-town\n    to: the bridge",
            25,
            "does not come after",
            "",
        ),
        ("{body: south, office", "{body: souht, office", 29, "`souht` is not known here", "Did you mean `south`?"),
        ("how: written, document: S/7", "how: yes, document: S/7", 29, "`yes` is none of written, oral, refused", ""),
        ("how: written, document: S/7", "document: S/7", 29, "`how` is missing", "how: written"),
        ("document: S/7", "documents: S/7", 29, "the key `documents` is not known", "Did you mean `document`?"),
        ("         until: 2031-03-15}", "         until: 2031-03-09}", 30, "it ends before it begins", ""),
        ("at: 2031-03-11 10:00, by: liaison officer, ", "by: x, ", 32, "`at` is missing", ""),
        ("{body: observers, at: 2031-03-11 12:00", "{body: obs, at: 2031-03-11 12:00", 36, "`obs` is not known", ""),
        ("{said: yes, text: each", "{said: perhaps, text: each", 39, "`perhaps` is neither yes nor no", "said: yes"),
        ("  return: {said", "  come-back: {said", 44, "the key `come-back` is not known", "voluntary, stay"),
        ("[desk, monitor]", "[desk, press]", 49, "`press` is none of desk, party", ""),
        ("seen_by: [desk, monitor]", "seen_by: desk\nroads: https://example.org/r.csv", 50, "nothing is fetched", ""),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_a_remedy(old, new, line, said, remedy):
    assert old in AGREED
    found = problems(AGREED.replace(old, new, 1))
    assert any(at == line and said in what and remedy in better for at, _, what, better in found), found


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file():
    text = AGREED.replace("as_of: 2031-03-11", "as_of: soon").replace("{people", "{peple").replace("[desk,", "[press,")
    lines = [line for line, *_ in problems(text)]
    assert lines == sorted(lines)
    assert {4, 13, 49} <= set(lines)


def test_a_convoy_in_no_window_of_the_plan_is_told(tmp_path):
    convoy = (EXAMPLE.parents[1] / "harbour-convoy" / "plan.yaml").read_text(encoding="utf-8")
    (tmp_path / "convoy.yaml").write_text(convoy.replace("2031-03-14 07:00", "2031-03-14 06:59"), encoding="utf-8")
    (found,) = problems(f"{AGREED}convoy: convoy.yaml\n", tmp_path)
    assert (found[0], found[1]) == (50, "convoy")
    assert "in no window of the plan" in found[2]


def test_a_mistake_in_the_block_of_the_convoy_has_its_path_and_line():
    text = EXAMPLE.read_text(encoding="utf-8")
    line = text[: text.index("via: long-bridge")].count("\n") + 1
    found = problems(text.replace("via: long-bridge", "via: long-brigde"), EXAMPLE.parent)
    assert found == [
        (
            line,
            "convoy.places.north-town.via",
            "no leg leads to `long-brigde`",
            "Did you mean `long-bridge`? Points are depot, long-bridge, north-town, south-town.",
        )
    ]


def test_a_plan_in_no_folder_points_to_no_files():
    (found,) = problems(f"{AGREED}roads: roads.csv\n")
    assert found[1:3] == ("roads", "a plan that lies in no folder points to no files")


def test_a_plan_of_convoys_is_told_for_what_it_is():
    with pytest.raises(CorridorError, match="this is a plan of convoys"):
        read_corridor(EXAMPLE.parents[1] / "harbour-convoy" / "plan.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n- b\n",
        "a: &x 1\nb: *x\n",
        "a: !!python/object:os.system 1\n",
        "a: {b: {c: {d: {e: {f: {g: 1}}}}}}\n",
        "a: \x07\n",
    ],
)
def test_hostile_and_empty_files_are_refused_in_words(text):
    with pytest.raises(CorridorError):
        parse_corridor(text)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FileError, match="there is no such file"):
        read_corridor(tmp_path / "none.yaml")
