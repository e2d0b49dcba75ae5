"""Links against known truth, their error in the estimate, and that no person leaves."""

from __future__ import annotations

import csv
import io
import json
import logging
from collections import Counter
from dataclasses import replace

import altair as alt
import numpy as np
import pytest
from tests.evidence.linking.made import all_words, linked, made_lists

from goodoffices.errors import EvidenceError, FileError
from goodoffices.evidence import estimates
from goodoffices.evidence.linking import (
    Linking,
    Pair,
    Pairs,
    decided,
    link,
    linkage_json,
    linkage_sections,
    match,
    matching,
    parse_list,
    patterns_text,
    review_place,
    review_text,
    uncertain,
)
from goodoffices.evidence.linking.carry import CHAPMAN, GRAPHS, LOG_LINEAR, Draws, carry, estimators_for
from goodoffices.evidence.linking.persons import likely, patterns_of
from goodoffices.values import Picture

NAMES = ("hospital", "police", "families")


def true_pairs(who):
    """Pairs as they truly are, each certain."""
    places: dict[int, list[int]] = {}
    for record, person in enumerate(who):
        places.setdefault(person, []).append(record)
    return [Pair(one, other, 1.0) for told in places.values() for one in told for other in told if one < other]


def test_precision_and_recall_are_those_that_the_documentation_states():
    _, who, found = linked()
    links = [pair for pair in found.pairs.pairs if pair.probability >= 0.5]
    right = sum(who[pair.one] == who[pair.other] for pair in links)
    assert right / len(links) == pytest.approx(0.94, abs=0.02)
    assert right / len(true_pairs(who)) == pytest.approx(0.94, abs=0.02)


def test_a_probability_is_about_how_often_it_is_right():
    _, who, found = linked()
    assert found.pairs.expected == pytest.approx(len(true_pairs(who)), rel=0.1)
    sure = [pair for pair in found.pairs.pairs if pair.probability > 0.9]
    assert sum(who[pair.one] == who[pair.other] for pair in sure) / len(sure) > 0.97
    unsure = [pair for pair in found.pairs.pairs if 0.1 < pair.probability < 0.5]
    assert 0.1 < sum(who[pair.one] == who[pair.other] for pair in unsure) / len(unsure) < 0.5


def test_records_are_linked_across_scripts_as_well_as_within_one():
    lists, who, found = linked()
    arabic = [
        not any("a" <= letter <= "z" for letter in lists[place].records[row].written)
        for place, row in found.pairs.records
    ]
    across = [pair for pair in true_pairs(who) if arabic[pair.one] != arabic[pair.other]]
    links = {(pair.one, pair.other) for pair in found.pairs.pairs if pair.probability >= 0.5}
    assert sum((pair.one, pair.other) in links for pair in across) / len(across) > 0.85


@pytest.mark.long
def test_the_same_lists_and_seed_give_the_same_probabilities():
    texts, _ = made_lists(150, seed=4)
    lists = [parse_list(text, name) for text, name in zip(texts, NAMES, strict=True)]
    assert match(lists, seed=3) == match(lists, seed=3)


def test_missed_links_push_the_estimate_up():
    _, who, found = linked()
    rng = np.random.default_rng(5)
    pairs = true_pairs(who)
    figures = []
    for missed in (0.0, 0.2, 0.4):
        kept = tuple(pair for pair in pairs if rng.random() >= missed)
        some = replace(found.pairs, pairs=kept)
        counts = estimates.table(NAMES, patterns_of(some, likely(some, 0.5), 3))
        figures.append(estimators_for(3)[LOG_LINEAR](counts).best)
    assert figures[0] == pytest.approx(900, rel=0.05)
    assert figures[0] * 1.1 < figures[1] < figures[2] / 1.1


def test_with_the_error_of_linking_every_interval_is_wider_than_linking_alone():
    _, _, found = linked()
    assert [each.method for each in found.estimates] == [LOG_LINEAR, GRAPHS]
    for each in found.estimates:
        assert each.figure.low < each.linking[0] < each.linking[1] < each.figure.high
        assert each.figure.high - each.figure.low > each.linking[1] - each.linking[0]
        assert (each.draws, each.without) == (20, 0)
    assert found.people[0] < found.people[1]


def test_certain_links_carry_no_error_of_their_own():
    _, who, found = linked()
    sure = replace(found.pairs, pairs=tuple(sorted(true_pairs(who))))
    like = estimates.table(NAMES, patterns_of(sure, likely(sure, 0.5), 3))
    carried, people = carry(sure, like, NAMES, Draws(5, 1), lambda _: None)
    assert people == (like.seen, like.seen)
    for each in carried:
        assert each.linking == (each.alone.best, each.alone.best)
        assert each.figure.low == pytest.approx(each.alone.low, rel=0.02)
        assert each.figure.high == pytest.approx(each.alone.high, rel=0.02)


@pytest.mark.parametrize(
    ("lists", "methods"), [(2, [CHAPMAN]), (4, [LOG_LINEAR, GRAPHS]), (6, [LOG_LINEAR, GRAPHS]), (8, [LOG_LINEAR])]
)
def test_the_methods_that_carry_the_error_are_those_that_so_many_lists_allow(lists, methods):
    assert list(estimators_for(lists)) == methods


@pytest.mark.long
def test_with_five_lists_each_draw_chooses_its_model_anew_and_graphs_are_averaged_too():
    texts, truth = made_lists(400, (0.4, 0.35, 0.3, 0.3, 0.25), seed=6)
    names = [f"L{place}" for place in range(5)]
    found = link([parse_list(text, name) for text, name in zip(texts, names, strict=True)], Linking(draws=6))
    assert len({person for each in truth for person in each}) == pytest.approx(found.likely.seen, rel=0.05)
    for each in found.estimates:
        assert each.draws == 6
        assert each.figure.low < 400 < each.figure.high


@pytest.mark.long
def test_without_draws_there_is_the_estimate_of_the_likely_links_alone():
    lists, _, _ = linked()
    found = link(lists, Linking(draws=0))
    assert found.people is None
    assert [(each.figure, each.linking, each.draws) for each in found.estimates] == [(None, None, 0)] * 2
    told = linkage_sections(found)[0].blocks[0].text
    assert "Estimate from those links as if they were certain: " in told
    assert "with the error of linking" not in told


def test_records_linked_around_a_third_are_one_person():
    records = ((0, 0), (1, 0), (2, 0), (0, 1))
    pairs = Pairs(records, (Pair(0, 1, 0.9), Pair(1, 2, 0.9)), 2, 6, 1.8, 0.0)
    assert patterns_of(pairs, likely(pairs, 0.5), 3) == {(1, 1, 1): 1, (1, 0, 0): 1}
    assert patterns_of(pairs, likely(pairs, 0.95), 3) == {(1, 0, 0): 2, (0, 1, 0): 1, (0, 0, 1): 1}


def test_the_table_of_patterns_has_anonymous_ids_and_is_read_by_estimate():
    _, _, found = linked()
    text = patterns_text(found)
    assert text.splitlines()[0] == "id,hospital,police,families"
    assert all(set(row[1:]) <= {"0", "1"} for row in list(csv.reader(io.StringIO(text)))[1:])
    read = estimates.parse_table(text)
    assert read.seen == found.likely.seen
    assert read.hash == found.likely.hash
    patterns = [row[1:] for row in list(csv.reader(io.StringIO(text)))[1:]]
    assert patterns == sorted(patterns, reverse=True)  # so no order of a list shows


def test_nothing_but_the_review_holds_a_name():
    lists, _, found = linked()
    told = json.dumps(linkage_json(found), ensure_ascii=False) + patterns_text(found) + str(linkage_sections(found))
    told += repr(found) + str(found.provenance)
    assert [word for word in all_words() if word.casefold() in told.casefold()] == []
    review = review_text(lists, found.pairs)
    assert any(word in review for word in all_words())


@pytest.mark.long
def test_linking_logs_and_prints_nothing(caplog, capfd):
    texts, _ = made_lists(150, seed=4)
    with caplog.at_level(logging.DEBUG):
        match([parse_list(text, name) for text, name in zip(texts, NAMES, strict=True)])
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
    assert logging.root.manager.disable == 0


def test_what_goes_wrong_inside_a_library_is_told_without_its_words_which_may_hold_a_name(monkeypatch):
    def fail(*_):
        raise ValueError("Ali Hamdan")

    monkeypatch.setattr(matching, "_weights", fail)
    with pytest.raises(EvidenceError, match=r"could not be linked \(ValueError\)") as refused:
        match([parse_list("name,date\nAli Hamdan,2016-01-02\n", name) for name in NAMES])
    assert "Hamdan" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_lists_that_share_nothing_but_names_are_refused():
    lists = [
        parse_list("name,date\nAli Hamdan,2016-01-02\n", "one"),
        parse_list("name,place\nAli Hamdan,Homs\n", "two"),
    ]
    with pytest.raises(EvidenceError, match="no two lists tell a date, a place or a year of birth"):
        match(lists)


def test_the_picture_is_valid_and_tells_both_figures():
    _, _, found = linked()
    (picture,) = [b for section in linkage_sections(found) for b in section.blocks if isinstance(b, Picture)]
    assert alt.Chart.from_dict(dict(picture.spec), validate=True)
    assert "Log-linear models: as if links were certain: " in picture.alt
    assert "no upper end" not in picture.caption


def test_a_review_has_the_uncertain_pairs_alone_and_decisions_make_them_certain(tmp_path):
    lists, _, found = linked()
    rows = list(csv.DictReader(io.StringIO(review_text(lists, found.pairs))))
    assert len(rows) == found.uncertain == len(uncertain(found.pairs))
    assert all(0.05 <= float(row["probability"]) <= 0.95 for row in rows)
    rows[0]["decision"], rows[1]["decision"] = "same", "Different"
    place = tmp_path / "review.csv"
    with place.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    pairs, many = decided(found.pairs, lists, str(place))
    first, second = uncertain(found.pairs)[:2]
    chances = {(pair.one, pair.other): pair.probability for pair in pairs.pairs}
    assert many == 2
    assert chances[first.one, first.other] == 1.0
    assert (second.one, second.other) not in chances


def test_a_review_of_other_lists_and_a_word_that_is_no_decision_are_refused_without_a_name(tmp_path):
    lists, _, found = linked()
    head, first, second, *_ = review_text(lists, found.pairs).splitlines()
    place = tmp_path / "review.csv"
    cells = first.split(",")
    place.write_text(
        "\n".join([head, ",".join([*cells[:2], "Nobody Known", *cells[3:]]), f"{second}perhaps"]), encoding="utf-8"
    )
    with pytest.raises(EvidenceError) as refused:
        decided(found.pairs, lists, str(place))
    assert [problem.what for problem in refused.value.problems] == [
        "this pair is not in the lists",
        "this is no decision",
    ]
    assert "Nobody" not in str(refused.value)
    with pytest.raises(FileError, match="there is no such file"):
        decided(found.pairs, lists, str(tmp_path / "none.csv"))


@pytest.fixture
def folders(tmp_path):
    for folder in ("kept", "other"):
        (tmp_path / folder).mkdir()
    files = [tmp_path / "kept" / f"{name}.csv" for name in NAMES]
    for file in files:
        file.touch()
    return tmp_path, [str(file) for file in files]


def test_a_review_goes_beside_the_lists_and_nowhere_else(folders):
    root, files = folders
    assert review_place(str(root / "kept" / "review.csv"), files) == root / "kept" / "review.csv"
    for place in (root / "other" / "review.csv", root / "review.csv", root / "kept" / "deep" / "review.csv"):
        with pytest.raises(EvidenceError, match="would leave the folder of the lists"):
            review_place(str(place), files)


def test_a_link_that_leads_elsewhere_is_followed(folders):
    root, files = folders
    (root / "kept" / "review.csv").symlink_to(root / "other" / "review.csv")
    with pytest.raises(EvidenceError, match="would leave the folder of the lists"):
        review_place(str(root / "kept" / "review.csv"), files)


def test_lists_in_different_folders_have_no_place_for_a_review(folders):
    root, files = folders
    (root / "other" / "more.csv").touch()
    with pytest.raises(EvidenceError, match="different folders"):
        review_place(str(root / "kept" / "review.csv"), [*files, str(root / "other" / "more.csv")])


def test_a_review_does_not_write_over_a_list(folders):
    _, files = folders
    with pytest.raises(EvidenceError, match="would be written over"):
        review_place(files[0], files)


def test_a_cell_that_a_spreadsheet_would_run_is_shielded(folders):
    lists = [parse_list("name,date\n=Ali Hamdan,2016-01-02\n", name) for name in ("one", "two")]
    pairs = Pairs(((0, 0), (1, 0)), (Pair(0, 1, 0.5),), 1, 1, 0.5, 0.0)
    assert "'=Ali Hamdan" in review_text(lists, pairs)


def test_the_people_of_the_true_links_are_counted_rightly():
    _, who, found = linked()
    sure = replace(found.pairs, pairs=tuple(sorted(true_pairs(who))))
    counted = patterns_of(sure, likely(sure, 0.5), 3)
    on = {(found.pairs.records[record][0], person) for record, person in enumerate(who)}
    truth = Counter(tuple(int((place, person) in on) for place in range(3)) for person in set(who))
    assert counted == truth
