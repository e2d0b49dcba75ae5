"""`goodoffices evidence brief`: what is known on one page, and what is not."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.evidence.claims.ledgers import SMALL
from tests.evidence.events.made import put_ged

from goodoffices.brief import Brief, pages_of, render_pdf
from goodoffices.cli import main
from goodoffices.cli.evidence_brief import gaps_on_one_sheet
from goodoffices.cli.known import TITLE, Asked, answer, every_gap, joined, most_gaps, parts_of, to_look_up, to_read
from goodoffices.evidence.events import Choice
from goodoffices.values import Paragraph, Section

SYRIA = Path(__file__).parents[2] / "examples" / "syria-2011-2016" / "claims.yaml"

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


@pytest.mark.long
def test_the_page_answers_first_and_ends_in_what_it_does_not_know(folder, tmp_path):
    met = asked(folder, "-o", str(tmp_path / "known.html"))
    assert met.exit_code == 0, met.output
    page = (tmp_path / "known.html").read_text(encoding="utf-8")
    headings = [
        re.sub(r"<[^>]+>|\s+", " ", text).strip() for text in re.findall(r"<h2[^>]*>(.*?)</h2>", page, re.DOTALL)
    ]
    recorded = "What is recorded: when, where, on whose word"
    assert headings[:4] == ["What is known", "Who says how many", recorded, "What this does not know"]
    assert "The ledger in full" in headings[4]
    assert any("Everything this does not know" in heading for heading in headings)
    answer = page[page.index("<h2") : page.index("<h2", page.index("<h2") + 1)]
    assert "in 1 of them no single figure is supported" in answer
    assert "of which 1 event with 6 deaths (4–9) cannot be put in a month" in answer


@pytest.mark.long
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


@pytest.mark.long
def test_nothing_is_said_to_be_missing_that_is_there(folder, tmp_path):
    put_ged(tmp_path, {})
    met = CliRunner().invoke(main, ["evidence", "brief", "--events", str(tmp_path / "store"), "--json"])
    assert met.exit_code == 0, met.output
    told = json.loads(met.stdout)
    assert [gap.partition(":")[0] for gap in told["unknown"]] == ["Who saw it", "Releases"]
    assert "claims" not in told


@pytest.mark.long
@pytest.mark.parametrize("given", [{"ledger"}, {"store"}, {"ledger", "store"}])
def test_what_is_to_be_read_prints_on_one_sheet_and_the_rest_is_annexes(folder, given):
    files = {"ledger": str(SYRIA), "store": str(folder / "store")}
    asked = Asked(
        *(files[name] if name in given else None for name in ("ledger", "store")),
        Choice(),
        "h3:4",
        None,
        small="store" in given,
    )
    parts = parts_of(asked, lambda _: None)
    body = (Section("known", TITLE, (answer(parts),)), *to_read(parts))
    source = joined([part.provenance for part in parts])
    annex = Section("annex", "Annex", (Paragraph("An annex begins a sheet of its own."),), annex=True)
    brief = Brief(TITLE, "Killed and displaced in Syria", (*body, annex), source, compact=True)
    assert pages_of(render_pdf(brief)) == 2
    assert to_look_up(parts)
    assert all(section.annex for section in to_look_up(parts))


def test_a_claim_without_a_claimant_is_told_as_a_sentence(folder):
    met = CliRunner().invoke(main, ["evidence", "claims", str(folder / "claims.yaml")])
    words = " ".join(met.stdout.split())
    assert "an unnamed claimant (denied) says exactly 3" in words or "an unnamed claimant (denied) says 3" in words
    assert "nobody named (denied)" not in words


@pytest.mark.long
def test_the_lowest_and_the_highest_claim_of_a_set_are_told_with_who_says_so(folder):
    both = ["--claims", str(folder / "claims.yaml"), "--events", str(folder / "store")]
    met = CliRunner().invoke(main, ["evidence", "brief", *both], env={"COLUMNS": "160"})
    assert met.exit_code == 0, met.output
    table = met.stdout[met.stdout.index("Who says how many") : met.stdout.index("What is recorded")]
    assert re.search(r"nobody named: 3 +\S.*: at least 19 +no single figure", table)


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


@pytest.mark.long
def test_where_the_sheet_is_full_fewer_gaps_stand_on_it_and_an_annex_has_all(folder):
    parts = parts_of(Asked(str(SYRIA), str(folder / "store"), Choice(), "h3:4", None, small=True), lambda _: None)
    source = joined([part.provenance for part in parts])
    assert gaps_on_one_sheet(parts, source, "A title") == most_gaps(parts)
    title = "A title that takes many lines of the sheet. " * 20
    most = gaps_on_one_sheet(parts, source, title)
    assert most < most_gaps(parts)
    annex = Section("annex", "Annex", (Paragraph("An annex begins a sheet of its own."),), annex=True)
    body = (Section("known", TITLE, (answer(parts),)), *to_read(parts, most))
    assert pages_of(render_pdf(Brief(TITLE, title, (*body, annex), source, compact=True))) == 2
    (gaps,) = every_gap(parts, most)
    assert len(gaps.blocks[0].items) == sum(len(part.unknown) for part in parts)
