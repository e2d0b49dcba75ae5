"""`goodoffices evidence brief`: what is known on one page, and what is not."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner
from tests.evidence.claims.ledgers import SMALL
from tests.evidence.events.made import put_ged

from goodoffices.cli import main

RIVAL = """\
  denied:
    figure: exactly 3
    harm: killed
    place: Bridge
    period: 2017-05-02
    measure: flow
    document: clinic
    grade: F6
    unverified: who wrote the line
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A ledger whose claims exclude each other, and a store with an undated event that only its country places."""
    made = tmp_path_factory.mktemp("known")
    (made / "claims.yaml").write_text(SMALL + RIVAL, encoding="utf-8")
    put_ged(
        made,
        {},
        {"date_start": "2017-02-01", "date_end": "2017-02-01", "source_office": "Radio"},
        {"date_start": "2016-01-01", "date_end": "2016-12-31", "date_prec": "5", "where_prec": "6"},
    )
    return made


def asked(folder, *words):
    both = ["--claims", str(folder / "claims.yaml"), "--events", str(folder / "store")]
    return CliRunner().invoke(main, ["evidence", "brief", *both, *words])


def test_the_page_answers_first_and_ends_in_what_it_does_not_know(folder, tmp_path):
    met = asked(folder, "-o", str(tmp_path / "known.html"))
    assert met.exit_code == 0, met.output
    page = (tmp_path / "known.html").read_text(encoding="utf-8")
    headings = [
        re.sub(r"<[^>]+>|\s+", " ", text).strip() for text in re.findall(r"<h2[^>]*>(.*?)</h2>", page, re.DOTALL)
    ]
    body = ["What is known", "Who says how many", "What is recorded, and when", "Where", "On whose word"]
    assert headings[:6] == [*body, "What this does not know"]
    assert "The ledger in full" in headings[6]
    answer = page[page.index("<h2") : page.index("<h2", page.index("<h2") + 1)]
    assert "in 1 of them no single figure is supported" in answer
    assert "of which 1 event with 6 deaths (4–9) cannot be put in a month" in answer


def test_every_gap_is_told_with_its_number_and_both_inputs_with_their_hashes(folder):
    met = asked(folder, "--json")
    assert met.exit_code == 0, met.output
    told = json.loads(met.stdout)
    gaps = " ".join(told["unknown"])
    assert "Of 4 claims: 1 without anybody named who says so; 2 from a document without a date" in gaps
    assert "1 with a grade that says it cannot be judged; 1 with something that nobody has checked" in gaps
    assert "When: 1 event with 6 deaths (4–9) undated (33 % of the events, 33 % of the deaths)" in gaps
    assert "Where, and not on the map: known only by the country: 1 event with 6 deaths (4–9)." in gaps
    assert "Who saw it: 3 events rest on one source (100 %)." in gaps
    assert [entry["hash"][:7] for entry in told["inputs"]] == ["sha256:", "sha256:"]
    assert told["claims"]["ledger"] == "small"
    assert told["events"]["series"]["whole"]["undated_sum"]["events"] == 1


def test_nothing_is_said_to_be_missing_that_is_there(folder, tmp_path):
    put_ged(tmp_path, {})
    met = CliRunner().invoke(main, ["evidence", "brief", "--events", str(tmp_path / "store"), "--json"])
    assert met.exit_code == 0, met.output
    told = json.loads(met.stdout)
    assert [gap.partition(":")[0] for gap in told["unknown"]] == ["Who saw it", "Releases"]
    assert "claims" not in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "give --claims LEDGER, --events STORE or both"),
        (["--claims", "LEDGER", "--country", "SYR"], "no store is given"),
        (["--claims", "LEDGER", "--pdf"], "The paper needs a name"),
        (["--claims", "LEDGER", "-o", "x.html", "--pdf", "x.html"], "The paper is a PDF"),
        (["--claims", "LEDGER", "-o", "-", "--json"], "both go to standard output"),
        (["--events", "STORE", "--places", "admin1"], "The map needs areas with a shape"),
        (["--events", "none.duckdb"], "there is no store of events here"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_would_be_right(folder, words, said):
    files = {"LEDGER": str(folder / "claims.yaml"), "STORE": str(folder / "store")}
    met = CliRunner().invoke(main, ["evidence", "brief", *(files.get(word, word) for word in words)])
    assert met.exit_code == 2
    assert said in " ".join(met.output.split())
