"""All errors at once, each with its line, its column, and what would be right."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from goodoffices.dossier import Clause, Role, parse_dossier, read
from goodoffices.errors import DossierError, FileError
from goodoffices.values import Estimate

CASE = """\
dossier: case
title: A case
as_of: 2017-05-03
mediator: {id: host, name: The host}
parties:
  gov: {name: Government, role: principal, fallback: 45..60}
  opp: {name: Opposition, role: principal, fallback: {worth: 20, source: S1, by: "analyst, 2017", note: low}}
  obs: {name: Observer, role: observer}
  out: {name: Outsider, excluded: listed}
issues:
  air:
    ask: Flights?
    options: {none: no limit, zones: not over zones, national: none at all}
    gov: 6..8   none > zones >> national
    opp: {prefer: "8..10 national:100 zones:70..80 !none:0", source: "S1, S2"}
    obs: 0
  aid:
    ask: Access?
    options: {yes: open, no: closed, 1e3x: other}
    gov: 2.5 no = 1e3x > !yes
    opp: 7 yes:unknown no:10 1e3x:0
    obs: 1 yes > no > 1e3x
linkages:
  - air=none,zones requires aid=yes
  - {rule: air!=none excludes aid=no, source: S2}
  - if air=none and aid=no then aid!=yes,1e3x and air=none
interactions:
  - {party: gov, when: {air: none, aid: no}, worth: -8..-4.5}
texts:
  flat: {air: none}
  full: {title: The full one, date: 2017-05, signed: [gov, host, out], unverified: day, package: {air: zones, aid: no}}
rounds:
  - {title: First, date: 2015-05, place: Astana, host: Kazakhstan, came: [gov, "some others"], agreed: [to meet]}
sources:
  - {id: S1, what: One, reference: Somewhere, url: "https://example.org/x", date: 2016}
  - {id: S2, about: Two, ref: Elsewhere}
stability: {a: [b, {c: d}]}
"""


def problems(text: str):
    with pytest.raises(DossierError) as met:
        parse_dossier(text, "case.yaml")
    return met.value.problems


def the_problem(old: str, new: str):
    assert CASE.count(old) == 1
    (problem,) = problems(CASE.replace(old, new))
    return problem


def test_a_file_is_read_as_it_says():
    dossier = parse_dossier(CASE)
    gov, opp, obs = dossier.parties
    assert (gov.role, gov.fallback) == (Role.PRINCIPAL, Estimate.between(45, 60))
    assert (opp.fallback, opp.judgement.by, opp.judgement.note) == (Estimate.exactly(20), "analyst, 2017", "low")
    assert obs.fallback is None
    assert dossier.excluded[0].reason == "listed"
    air, aid = dossier.issues
    assert [rating.level for rating in air.preferences[0].ratings] == [3, 2, 0]
    assert air.preferences[0].steps == (1, 2)
    assert air.preferences[1].red_lines == {"none"}
    assert air.preferences[1].ratings[1].value == Estimate.between(70, 80)
    assert air.preferences[1].judgement.source == "S1, S2"
    assert air.preferences[2].is_silent
    assert [option.id for option in aid.options] == ["yes", "no", "1e3x"]
    assert aid.preferences[0].weight.best == Fraction(5, 2)
    assert aid.preferences[1].ratings[0].value == Estimate.between(0, 100)
    assert dossier.linkages[0].when == (Clause("air", ("none", "zones")),)
    assert dossier.linkages[1].then == (Clause("aid", ("no",), negated=True),)
    assert dossier.linkages[2].then == (Clause("aid", ("yes", "1e3x"), negated=True), Clause("air", ("none",)))
    assert dossier.interactions[0].worth == Estimate.between(-8, Fraction(-9, 2))
    assert [text.title for text in dossier.texts] == ["flat", "The full one"]
    assert dossier.texts[1].signed == ("gov", "host", "out")
    assert dossier.rounds[0].came == ("gov", "some others")
    assert (dossier.sources[1].what, dossier.sources[1].reference) == ("Two", "Elsewhere")
    assert dossier.reserved == {"stability": {"a": ("b", {"c": "d"})}}


MISTAKES = [
    ("gov: 6..8   none > zones", "gvo: 6..8   none > zones", 1, "`gvo` on air is not a party", "Did you mean `gov`?"),
    ("opp: 7 yes:", "# opp: 7 yes:", 1, "`opp` has no line on aid", "`opp: 0` if it has no view"),
    ("none > zones >> nat", "none > zonse >> nat", 1, "gov on air: `zonse` is not an option", "Did you mean `zones`?"),
    ("none > zones >> nat", "none > none > zones >> nat", 1, "`none` is named twice", "once"),
    ("none > zones >> nat", "none >> nat", 1, "gov on air: `zones` is left out", "once"),
    ("none > zones >> nat", "none > zones >>> nat", 1, "`>>>` is not read between options", "Put `>`, `>>`"),
    ("none > zones >> nat", "none zones >> nat", 1, "no sign stands between `none` and `zones`", ""),
    ("none > zones >> nat", "none > > zones >> nat", 1, "an option is missing before `>`", ""),
    ("none > zones >> nat", "none, zones, nat", 1, "`,` is not read between options", "Put `>`, `>>`"),
    ("none > zones >> nat", "none -> zones -> nat", 1, "`->` is not read between options", "best first"),
    ("none > zones >> nat", "none < zones < nat", 1, "`<` is not read between options", "best first"),
    ("none > zones >> nat", 'none > "zones" >> nat', 1, "is not an option", "Leave the quotes out"),
    ("none > zones >> nat", "none > zones\u200e >> nat", 1, "is not an option", "invisible sign (U+200E)"),
    ("none > zones >> nat", "none > zones\ufe0f >> nat", 1, "is not an option", "invisible sign (U+FE0F)"),
    ("none > zones >> nat", "none > not over zones >> nat", 1, "`not over zones` is not an option", "The options"),
    ("zones >> national\n", "zones >> national!\n", 1, "`!` stands before its option", "Write `!national`"),
    ("zones >> national\n", "zones >> !\n", 2, "`!` stands before its option", "`!x`"),
    ("gov: 6..8   none", "gov: 6none", 1, "no space between the weight and the order", "`6 none`"),
    ("gov: 6..8 ", "gov: 6 .. 8 ", 1, "an interval is written without spaces", "`6..8`"),
    ("gov: 6..8 ", "gov: 6 to 8 ", 1, "an interval is written without spaces", "`6..8`"),
    ("gov: 6..8 ", "gov: 6...8 ", 1, "`6...8` is not a number", "6..8"),
    ("gov: 6..8 ", "gov: 6, ", 1, "`6,` is not a number", "6 and a space"),
    ("gov: 6..8 ", "gov: “6 ", 1, "quotes that are not straight", "Leave the quotes out"),
    ("    obs: 1 yes", "  obs: 1 yes", 2, "stands in the place of an issue", "indent it like the lines"),
    ("  aid:\n", "aid:\n", 8, "`aid` is not a key", "indent it"),
    ("parties:", "Parties:", 2, "`Parties` is not a key", "Did you mean `parties`?"),
    ("none: no limit, zones", "none: no limit, at all, zones", 3, "`at all` cannot be an id", "a comma ends a text"),
    ("zones >> national\n", "zones >> national >\n", 1, "ends in a sign", ""),
    ("zones >> national\n", "zones >> !!national\n", 1, "`!` stands twice", ""),
    ("gov: 6..8 ", "gov: ", 1, "the weight is missing", "6..8 a > b"),
    ("gov: 6..8 ", "gov: 6-8 ", 1, "`6-8` is not a number", "6..8"),
    ("gov: 6..8 ", "gov: 8..6 ", 1, "runs backwards", "6..8"),
    ("gov: 6..8 ", "gov: 11 ", 1, "11 is not between 0 and 10", ""),
    ("gov: 6..8 ", "gov: 1e3 ", 1, "`1e3` is not a number", ""),
    ("gov: 6..8 ", "gov: nan ", 1, "`nan` is not a number", ""),
    ("gov: 6..8 ", "gov: inf ", 1, "`inf` is not a number", ""),
    ("gov: 6..8 ", "gov: -1 ", 1, "-1 is not between", ""),
    ("gov: 6..8 ", "gov: 6,5 ", 1, "`6,5` is not a number", "6.5"),
    ("gov: 6..8 ", "gov: ٦ ", 1, "`٦` is not a number", "digits 0 to 9"),
    ("gov: 6..8 ", "gov: 0.0000000000001 ", 1, "is not a number", ""),
    ("opp: 7 yes:unknown", "opp: 7 yes:101", 1, "101 is not between 0 and 100", ""),
    ("opp: 7 yes:unknown", "opp: 7 yes:nowt", 1, "`nowt` is not a number", "unknown"),
    ("opp: 7 yes:unknown no", "opp: 7 yes > no", 1, "`yes` is not `option:value`", "do not mix"),
    ("    obs: 0\n", "    obs: 3\n", 1, "a weight without an order", ""),
    ("obs: 1 yes > no > 1e3x", "obs: 0", 1, "party `obs` is silent on every issue", ""),
    ("    obs: 0\n", "    obs: 0\n    out: 0\n", 1, "`out` is excluded and has no line", ""),
    ("role: observer}", "role: observor}", 1, "`observor` is not a role", "Did you mean `observer`?"),
    (", fallback: 45..60", "", 1, "party `gov` has no `fallback`", "`fallback: 0`"),
    ("fallback: 45..60", "fallback: 101", 1, "101 is not between 0 and 100", ""),
    ("fallback: 45..60", "falback: 45, fallback: 0", 1, "`falback` is not a key", "Did you mean `fallback`?"),
    ("excluded: listed", "excluded: listed, role: observer", 1, "`role` does not go with `excluded`", ""),
    ("excluded: listed", "excluded: ''", 1, "excluded without a reason", ""),
    ("source: S1, by", "source: S9, by", 1, "`S9` is not the id of a source", ""),
    ("as_of: 2017-05-03", "as_of: 2017-02-30", 1, "is not a date in the calendar", ""),
    ("as_of: 2017-05-03", "as_of: 3 May 2017", 1, "is not a date", "Write 2015"),
    ("as_of:", "asof:", 1, "`asof` is not a key", "Did you mean `as_of`?"),
    ("air=none,zones requires aid=yes", "air=none requires ade=yes", 1, "`ade` is not an issue", "`aid`"),
    ("air=none,zones requires aid=yes", "air=non requires aid=yes", 1, "`non` is not an option of air", "`none`"),
    ("air=none,zones requires aid=yes", "air=none needs aid=yes", 1, "`requires` or `excludes` was expected", "if a=x"),
    ("air=none,zones requires aid=yes", "air=none requires", 1, "the name of an issue was expected at its end", ""),
    ("air=none,zones requires aid=yes", "air=none,none requires aid=no", 1, "`none` is named twice", ""),
    ("air=none,zones requires aid=yes", "air=none requires aid=yes and air=none", 1, "not expected after", ""),
    ("worth: -8..-4.5", "worth: 200", 1, "200 is not between -100 and 100", ""),
    ("{party: gov, when: {air: none, aid", "{party: out, when: {air: none, aid", 1, "`out` is excluded", ""),
    ("flat: {air: none}", "flat: {aire: none}", 1, "`aire` is not an issue", "Did you mean `air`?"),
    ("flat: {air: none}", "flat: {air: nope}", 1, "`nope` is not an option of air", ""),
    ("flat: {air: none}", "flat: {}", 1, "names no option", ""),
    ("signed: [gov, host", "signed: [gob, host", 1, "`gob` is neither a party nor the mediator", "`gov`"),
    ("date: 2015-05", "date: ''", 1, "has no `date`", ""),
    ('url: "https://example.org/x"', "url: javascript:alert(1)", 1, "is not a web address", "http"),
    ("id: S2, about", "id: S1, what: x, about", 4, "`about` and `what` say the same", ""),
    ("{none: no limit, zones: not over zones, national: none at all}", "{none: x}", 7, "fewer than two", ""),
    ("stability:", "seed: -1\nstability:", 1, "`-1` is not a seed", ""),
    ("  obs: {name: Observer, role: observer}", "  o b: {name: O, role: observer}", 1, "contains a space", ""),
    ("mediator: {id: host", "mediator: {id: 12", 2, "looks like a number", ""),
    ("title: A case", "title: A case\ntitle: Again", 1, "the key `title` stands twice; the first is on line 2", ""),
    ("title: A case", "title: [A, case]", 1, "`title` must be a text", ""),
    ("title: A case\n", "", 1, "the dossier has no `title`", ""),
    ("linkages:\n", "linkages: {}\nx:\n", 2, "`linkages` must be a list", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "count", "what", "remedy"), MISTAKES, ids=[f"{m[0][:20]}->{m[1][:24]}" for m in MISTAKES]
)
def test_a_mistake_is_told_with_its_line_and_its_remedy(old, new, count, what, remedy):
    assert CASE.count(old) == 1
    text = CASE.replace(old, new)
    found = problems(text)
    assert len(found) == count, "\n".join(map(str, found))
    met = next(problem for problem in found if what in problem.what)
    assert remedy in met.remedy
    assert met.where.file == "case.yaml"
    assert 1 <= met.where.line <= text.count("\n")
    assert 1 <= met.where.column <= len(text.splitlines()[met.where.line - 1]) + 1


def test_a_mistyped_party_is_reported_with_its_line_and_the_nearest_name():
    (stranger,) = problems(CASE.replace("    gov: 6..8 ", "    gvo: 6..8 "))
    assert (stranger.where.line, stranger.where.column, stranger.where.key) == (14, 5, "issues.air.gvo")
    assert stranger.remedy.startswith("Did you mean `gov`?")


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("6..8   none > zones", "6..8   none > zonse", "zonse"),
        ('"8..10 national:100 zones:70', '"8..10 national:100 zonse:70', "zonse"),
        ("requires aid=yes", "requires aid=yess", "yess"),
        ("{rule: air!=none", "{rule: air!=nine", "nine"),
    ],
)  # fmt: skip
def test_the_column_points_at_the_wrong_word_inside_a_line(old, new, word):
    problem = the_problem(old, new)
    line = CASE.replace(old, new).splitlines()[problem.where.line - 1]
    assert line[problem.where.column - 1 :].startswith(word)


def test_lines_and_columns_are_right_with_other_line_ends_and_scripts():
    text = "\ufeff" + CASE.replace("title: A case", "title: 𝒳ключ").replace(
        "none > zones >> nat", "none > zonse >> nat"
    )
    (problem,) = problems(text.replace("\n", "\r\n"))
    assert (problem.where.line, problem.where.column) == (14, 24)


def test_all_mistakes_come_at_once_in_the_order_of_the_file():
    text = CASE
    wrong = (
        *(("gov: 6..8   none > zones", "gvo: 6..8   none > zones"), ("role: observer}", "role: observor}")),
        *(
            ("source: S1, by", "source: S9, by"),
            ("as_of: 2017-05-03", "as_of: 3 May 2017"),
            ("opp: 7 yes:", "opp: 7 yse:"),
        ),
        *(("worth: -8..-4.5", "worth: 200"), ("signed: [gov, host", "signed: [gob, host")),
    )
    for old, new in wrong:
        text = text.replace(old, new)
    found = problems(text)
    assert len(found) > 5
    assert [p.where for p in found] == sorted((p.where for p in found), key=lambda where: (where.line, where.column))


@pytest.mark.parametrize(
    "name", ["requires", "if", "a b", "a=b", "1", "2.5", "6..8", "a>b", "-a", ".", "a:b", "x" * 81]
)
def test_a_word_of_the_grammar_or_a_number_is_no_id(name):
    text = CASE.replace("  air:\n", f"  '{name}':\n").replace("air", "aid")
    assert any("cannot be an id" in problem.what for problem in problems(text))


@pytest.mark.parametrize("name", ["ask", "options"])
def test_a_party_cannot_be_called_as_a_key_of_an_issue(name):
    assert any("cannot be called" in p.what for p in problems(CASE.replace("  obs: {", f"  {name}: {{")))


def test_a_name_typed_with_a_combining_accent_is_the_same_name():
    assert (
        parse_dossier(CASE.replace("gov", "r\u00e9g").replace("r\u00e9g: 6..8", "re\u0301g: 6..8")).parties[0].id
        == "r\u00e9g"
    )


def test_a_dossier_without_parties_or_issues_says_what_to_write():
    found = problems("dossier: x\ntitle: y\n")
    assert {p.what for p in found} == {"the dossier has no parties", "the dossier has no issues"}


def test_somebody_has_to_decide():
    text = CASE.replace("role: principal", "role: observer")
    assert [p.what for p in problems(text)] == ["no party decides: all are observers"]


def test_a_missing_part_may_be_left_empty():
    text = CASE[: CASE.index("rounds:")] + "rounds:\nsources: [{id: S1, what: x}, {id: S2, what: y}]\ncaution:\n"
    assert parse_dossier(text).rounds == ()


def test_files_that_cannot_be_read_are_told_plainly(tmp_path: Path):
    with pytest.raises(FileError, match="no such file"):
        read(tmp_path / "absent.yaml")
    with pytest.raises(FileError, match="a folder"):
        read(tmp_path)
    with pytest.raises(FileError, match="cannot be read"):
        read("a\0b")
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    with pytest.raises(FileError, match=r"Did you mean `.*case\.yaml`"):
        read(tmp_path / "cas.yaml")
    with pytest.raises(FileError, match=r"Name the file in it: .*case\.yaml\."):
        read(tmp_path)
    with pytest.raises(FileError, match="There is no folder"):
        read(tmp_path / "no" / "case.yaml")
    broken = tmp_path / "broken.yaml"
    broken.write_bytes(b"dossier: x\ntitle: \xe4\n")
    with pytest.raises(DossierError, match="UTF-8") as met:
        read(broken)
    assert (met.value.problems[0].where.line, met.value.problems[0].where.column) == (2, 8)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "this is a PDF"),
        (b"PK\x03\x04\x14\x00", "Word, Excel or other packed file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word or Excel file"),
        (b"{\\rtf1\\ansi", "formatted text"),
        (b"<!DOCTYPE html>\n<html>", "a web page"),
        (b'<?xml version="1.0"?>\n<negotiation_template>', "XML"),
        ("dossier: x".encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_given_by_mistake_is_called_by_its_name(tmp_path: Path, data, what):
    file = tmp_path / "mine.yaml"
    file.write_bytes(data)
    with pytest.raises(DossierError, match=what):
        read(file)


@pytest.mark.parametrize(
    ("old", "new", "place", "what", "remedy"),
    [
        ("    gov: 6..8", "\tgov: 6..8", (14, 1), "a tab in the indentation", "spaces"),
        ("    gov: 6..8", "   gov: 6..8", (14, 4), "does not line up", "same column"),
        ("    gov: 6..8", "    gov:6..8", (14, 5), "a line without `: `", "key: value"),
        ("A case", "A: case", (2, 9), "a second `: ` on a line", "quotes"),
        ("A case", '"A" case', (2, 12), "after a quoted or bracketed text", "quotes"),
        ("A case", "@ case", (2, 8), "cannot start with `@`", "quotes"),
        ("A case", "- case", (2, 8), "starts with `- `", "quotes"),
        ("1e3x: other}", "1e3x: other", (19, 14), "a bracket is not closed", "`}`"),
    ],
)
def test_a_mistake_of_yaml_is_told_in_plain_words(old, new, place, what, remedy):
    problem = the_problem(old, new)
    assert (problem.where.line, problem.where.column) == place
    assert what in problem.what
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    "file", sorted(Path(__file__).parents[2].glob("examples/*/dossier.yaml")), ids=lambda f: f.parent.name
)
def test_the_examples_are_valid(file):
    assert read(file).hash.startswith("sha256:")
