"""Terms are read from a dossier or a file of their own; what is wrong is told at once, with its place and remedy."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from goodoffices.ceasefire import terms
from goodoffices.dossier import parse_dossier, remarks_on
from goodoffices.errors import DossierError, UserError

ROOT = Path(__file__).parents[3]
VALLEYS = ROOT / "examples" / "ceasefire-two-valleys" / "terms.yaml"
SYRIA = ROOT / "examples" / "astana-2017" / "ceasefire.yaml"

DOSSIER = """\
dossier: two
title: Two villages
parties:
  up: {name: Upper, role: principal, fallback: 10}
  low: {name: Lower, role: principal, fallback: 10}
  bandits: {name: Bandits, excluded: not invited}
issues:
  water: {ask: How?, options: {a: A, b: B}, up: 3 a > b, low: 3 b > a}
sources:
  - {id: S1, what: The signed text}
ceasefires:
  first:
    title: First ceasefire
    start: 2031-04-01 06:00 +02:00
    end: open
    parties: {up: {actors: [Upper council]}, low: {actors: [Lower council]}}
    prohibited: [attack]
    source: S1
"""


def one(text: str) -> terms.Terms:
    return terms.choose(terms.parse_terms(text))


def ceasefire(*lines: str) -> str:
    head = ("ceasefires:", "  x:", "    title: T", "    start: 2031-04-01 00:00 UTC", "    end: open")
    replaced = [line for line in head if not any(new.split(":")[0] == line.strip().split(":")[0] for new in lines)]
    return "\n".join((*replaced, *(f"    {line}" for line in lines))) + "\n"


def problems(text: str) -> list[tuple[int, int, str, str]]:
    with pytest.raises(DossierError) as met:
        terms.parse_terms(text)
    return [(each.where.line, each.where.column, each.what, each.remedy) for each in met.value.problems]


def test_the_example_says_what_its_file_says():
    found = terms.choose(terms.read_terms(VALLEYS))
    assert (found.id, found.start.day, found.start.hour, found.start.zone) == (
        "two-valleys",
        dt.date(2031, 4, 1),
        dt.time(6),
        "+02:00",
    )
    assert found.area.codes == ("XXA01", "XXA02")
    assert [party.actors[0] for party in found.parties] == ["Upland Council", "Lowland Council"]
    assert [act.word for act in found.acts] == ["attack", "attack-on-civilians", "hindering-aid", "night-flight"]
    assert found.verdicts == terms.Thresholds(28, 0.4, 0.7, 1.0, "both councils, 30 March 2031")
    assert found.release == terms.Release(("uplanders", "lowlanders"), together=True, embargo_hours=48)
    assert found.unknowns == ()


def test_the_ceasefire_of_30_december_2016_says_what_could_not_be_seen():
    found = terms.choose(terms.read_terms(SYRIA), "syria-2016-12-30")
    assert {"ladder", "release rule", "self-defence"} <= set(found.unknowns)
    assert "opening part" in found.unverified
    assert found.start.text == "2016-12-30 00:00 Asia/Damascus"
    assert found.open_ended
    assert found.ended is None


def test_thresholds_that_are_not_written_are_ours_and_told_as_not_agreed():
    found = one(ceasefire())
    assert found.verdicts == terms.Thresholds()
    assert "agreement of the parties on the verdicts" in found.unknowns


def test_a_ceasefire_stands_in_a_dossier_and_shares_its_hash_round_trip_and_parties():
    found = terms.choose(terms.parse_terms(DOSSIER))
    assert [party.id for party in found.parties] == ["up", "low"]
    assert found.judgement.source == "S1"
    dossier = parse_dossier(DOSSIER)
    assert dossier.hash != parse_dossier(DOSSIER.replace("06:00", "07:00")).hash
    assert dossier.hash == parse_dossier(DOSSIER.replace("[attack]", "['attack']  # a comment")).hash


def test_a_source_that_only_a_ceasefire_names_is_not_remarked_upon_as_unused():
    told = [remark.what for remark in remarks_on(parse_dossier(DOSSIER))]
    assert not any("named nowhere" in what or "ceasefires" in what for what in told)
    unused = [remark.what for remark in remarks_on(parse_dossier(DOSSIER.replace("    source: S1\n", "")))]
    assert any("named nowhere: S1" in what for what in unused)


def test_a_fault_in_a_ceasefire_is_told_with_those_of_the_dossier_in_the_order_of_the_file():
    broken = (
        DOSSIER.replace("3 a > b", "3 a > c").replace("prohibited", "prohibitd").replace("low: {actors", "lou: {actors")
    )
    with pytest.raises(DossierError) as met:
        parse_dossier(broken, "mine.yaml", {"ceasefires": terms.read_ceasefires})
    told = [(each.where.line, each.where.key) for each in met.value.problems]
    assert told == sorted(told)
    assert [key for _, key in told if key.startswith("ceasefires")] == [
        "ceasefires.first.parties.lou",
        "ceasefires.first.prohibitd",
    ]
    remedies = " ".join(each.remedy for each in met.value.problems)
    assert "Did you mean `low`?" in remedies
    assert "Did you mean `prohibited`?" in remedies
    # Without the reader of the room the key is kept as it is.
    assert parse_dossier(DOSSIER.replace("prohibited", "prohibitd")).reserved["ceasefires"]


def test_a_party_that_is_not_at_the_table_needs_a_name():
    outside = DOSSIER.replace("low: {actors: [Lower council]}", "east: {name: Eastern band, actors: [Band]}")
    assert terms.choose(terms.parse_terms(outside)).parties[1].name == "Eastern band"


@pytest.mark.parametrize(
    ("line", "what", "remedy"),
    [
        ("start: 2031-04-01 06:00", "the hour 06:00 has no zone", "Write 2016-12-30 06:00 +02:00"),
        ("start: 2031-04-31 06:00 UTC", "is not a date in the calendar", "the day alone"),
        ("start: 2031-04-01 25:00 UTC", "is no hour of the day", "Write"),
        ("start: 2031-04-01 06:00 Asia/Damaskus", "is no zone", "Asia/Damascus"),
        ("end: 2031-03-01 06:00 UTC", "ends before it starts", "Check"),
        ("area: {admin9: [North]}", "`admin9` is not a key", "admin"),
        ("area: {codes: [SY02]}", "no `file` is named", "GeoJSON"),
        ("area: {country: Syria}", "is no code of a country", "three letters"),
        ("prohibited: [shellling]", "is no word of the vocabulary", "Did you mean `shelling`?"),
        ("prohibited: [{act: own}]", "has no `means`", "what the word means"),
        ("prohibited: attack", "must be a list", "prohibited"),
        ("exceptions: {self_defence: perhaps}", "is neither yes nor no", "unknown"),
        ("exceptions: {groups: [{actors: [X]}]}", "has no `name`", "name"),
        ("verdicts: {holding: 0.9, strained: 0.5}", "do not rise", "rising"),
        ("verdicts: {before: 2}", "is no whole number here", "from 7"),
        ("release: {embargo_hours: soon}", "is no whole number here", "from 0"),
        ("ladder: [{by: them}]", "has no `step`", "step"),
        ("says: {acst: words}", "`acst` is not a key", "acts"),
        ("source: S9", "is not the id of a source", "sources"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_a_remedy(line, what, remedy):
    (found,) = problems(ceasefire(line))
    assert found[0] > 0
    assert what in found[2]
    assert remedy in found[3]


def test_start_and_end_have_to_be_written_even_if_only_as_unknown():
    told = [what for _, _, what, _ in problems("ceasefires: {x: {title: T}}")]
    assert told == ["the ceasefire has no `start`", "the ceasefire has no `end`"]
    found = one("ceasefires: {x: {title: T, start: unknown, end: unknown}}")
    assert {"start", "end", "area", "parties", "acts", "exceptions"} <= set(found.unknowns)


@pytest.mark.parametrize("text", ["ceasefires: {}\n", "sources: []\n", "x: 1\n", "- a\n", ""])
def test_a_file_without_a_ceasefire_is_refused(text):
    with pytest.raises(UserError):
        terms.parse_terms(text)


def test_of_several_ceasefires_one_is_named():
    found = terms.parse_terms(ceasefire() + ceasefire().replace("  x:", "  yes-sir:").replace("ceasefires:\n", ""))
    assert terms.choose(found, "x").id == "x"
    with pytest.raises(DossierError, match="holds 2 ceasefires"):
        terms.choose(found)
    with pytest.raises(DossierError, match="yes-sir"):
        terms.choose(found, "yes-sur")


def test_the_last_minute_of_a_day_and_its_24th_hour_end_the_day():
    midnight, last = terms.parse_moment("2031-04-01 24:00 UTC"), terms.parse_moment("2031-04-01 23:59 UTC")
    assert (midnight.day, midnight.hour) == (dt.date(2031, 4, 2), dt.time(0))
    assert midnight.last_whole_day == last.last_whole_day == dt.date(2031, 4, 1)
    assert terms.parse_moment("2031-04-01").first_whole_day == dt.date(2031, 4, 2)
    assert terms.parse_moment("2031-04-01T00:00+03:00").first_whole_day == dt.date(2031, 4, 1)
