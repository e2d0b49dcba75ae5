"""`goodoffices ceasefire report` on the made-up record of the two valleys, and its half page in a brief."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

VALLEYS = Path(__file__).parents[2] / "examples" / "ceasefire-two-valleys"
FEW = ["--replicates", "99"]


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = tmp_path_factory.mktemp("valleys") / "events.duckdb"
    met = run(
        "evidence", "events", "import", VALLEYS / "record.csv", "--into", made, "--source", "own", "--release", "5"
    )
    assert met.exit_code == 0, met.output
    return made


def asked(store, *words):
    return run("ceasefire", "report", VALLEYS / "terms.yaml", "--store", store, *FEW, *words)


@pytest.mark.long
def test_the_terminal_says_first_that_the_south_goes_against_the_whole(store):
    met = asked(store)
    assert met.exit_code == 0, met.output
    text = re.sub(r"\s+", " ", met.output)
    assert text.index("North Valley (") < text.index("while South Valley (") < text.index("All areas together")
    assert "6–12 April 2031. Silence is not calm." in text
    assert "High Pass" not in text
    assert "together. Nobody else before 48 hours have passed." in text


@pytest.mark.long
def test_everything_is_written_and_the_page_bears_the_embargo(store, tmp_path):
    names = ("report.html", "report.csv", "report.geojson")
    html, table, areas = (tmp_path / name for name in names)
    more = ["-o", html, "--pdf", "--csv", table, "--geojson", areas, "--figures", tmp_path / "figures", "--json"]
    met = asked(store, "--places", VALLEYS / "areas.geojson", "--released", "2031-05-02 12:00 +02:00", *more)
    assert met.exit_code == 0, met.output
    told = json.loads(met.stdout)
    mark = "Not to be released before 4 May 2031, 12:00 +02:00. First for Upland Council and Lowland Council, together."
    assert told["release_mark"] == mark
    assert html.read_text(encoding="utf-8").count(mark) >= 2
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert {file.name for file in (tmp_path / "figures").glob("*.png")} >= {"ceasefire-map.png", "ceasefire-areas.png"}
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    assert [row["area"] for row in rows] == ["North Valley", "South Valley", ""]
    assert {each["properties"]["what"] for each in json.loads(areas.read_text())["features"]} == {"area", "hot spot"}
    assert told["against_the_whole"]["against"] == ["South Valley"]
    assert [one["verdict"]["word"] for one in told["areas"]] == ["holding", "collapsed"]


@pytest.mark.long
def test_the_next_issue_says_what_changed_since_the_one_before(store, tmp_path):
    earlier = tmp_path / "earlier.json"
    earlier.write_text(asked(store, "--as-of", "2031-04-22", "--json").stdout, encoding="utf-8")
    told = json.loads(asked(store, "--before", earlier, "--json").stdout)
    assert told["since_earlier_issue"]
    assert "Since the earlier issue" in asked(store, "--before", earlier).output


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["--pdf"], "The paper needs a name"),
        (["-o", "a.html", "--csv", "a.html"], "one name"),
        (["--csv", "-"], "go to files"),
        (["--geojson", str(VALLEYS / "terms.yaml")], "is what is read"),
        (["--released", "2031-05-02 12:00"], "has no zone"),
        (["--released", "2031-05-02"], "has no hour"),
        (["--before", "nowhere.json"], "cannot be read"),
        (["--as-of", "2031-03-01"], "first whole day"),
        (["--places", "h3:8"], "too fine"),
        (["-o", "report.pdf"], "HTML"),
    ],
)
def test_what_cannot_be_written_or_said_is_refused_with_the_reason(store, words, what, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    met = asked(store, *words)
    assert met.exit_code == 2
    assert what in re.sub(r"\s+", " ", met.output)
    assert list(tmp_path.iterdir()) == []


DOSSIER = """\
dossier: valleys
title: Two valleys
parties:
  uplanders: {name: Upland Council, role: principal, fallback: 30}
  lowlanders: {name: Lowland Council, role: principal, fallback: 30}
issues:
  water:
    ask: Who opens the sluice?
    options: {a: the upper, b: the lower}
    uplanders: 5 a > b
    lowlanders: 3 b > a
ceasefires:
  valleys:
    title: Ceasefire of the valleys
    start: 2031-04-01 06:00 +02:00
    end: 2031-05-01 06:00 +02:00
    area: {country: XXA}
    parties:
      uplanders: {actors: [Upland Guard]}
      lowlanders: {actors: [Lowland Guard]}
    prohibited: [attack]
    exceptions: {self_defence: unknown}
  later:
    title: A later ceasefire
    start: 2032-04-01
    end: open
    area: unknown
    parties: unknown
    prohibited: unknown
    exceptions: unknown
"""


@pytest.mark.long
def test_the_brief_of_a_dossier_with_ceasefires_says_of_each_whether_it_is_kept_or_why_not(store, tmp_path):
    (tmp_path / "mine.yaml").write_text(DOSSIER, encoding="utf-8")
    met = run("brief", tmp_path / "mine.yaml", "--events", store, "--draws", "100", "-o", tmp_path / "brief.html")
    assert met.exit_code == 0, met.output
    text = re.sub(r"<[^>]+>|\s+", " ", (tmp_path / "brief.html").read_text(encoding="utf-8"))
    assert "Is it being kept: Ceasefire of the valleys" in text
    assert "while South Valley" in text
    assert "Release rule not known" in text
    assert "Nothing is said of it: the events reach to 2031-04-30" in text


@pytest.mark.long
def test_the_brief_bears_the_embargo_of_the_half_page_on_every_sheet(store, tmp_path):
    rule = "    release: {first: [uplanders, lowlanders], together: yes, embargo_hours: 48}\n"
    last = "    exceptions: {self_defence: unknown}\n"
    dossier = DOSSIER.replace(last, last + rule)
    (tmp_path / "mine.yaml").write_text(dossier, encoding="utf-8")
    when = ("--released", "2031-05-02 12:00 +02:00")
    ask = ("brief", tmp_path / "mine.yaml", "--events", store, "--draws", "100", "-o", tmp_path / "brief.html")
    met = run(*ask, *when)
    assert met.exit_code == 0, met.output
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    mark = "Not to be released before 4 May 2031, 12:00 +02:00."
    assert "@bottom-left" in page.split("</style>")[0], "at the foot of every sheet"
    assert re.search(rf'<p class="mark">{re.escape(mark)}', page)
    assert page.split("</style>")[1].count(mark) >= 2, "beside the figures, too"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--released", "soon"), "--released"),
        (("--released", "2031-05-02 12:00 +02:00"), "no store is given"),
    ],
)
def test_a_moment_of_release_that_means_nothing_is_refused(more, says, tmp_path):
    (tmp_path / "mine.yaml").write_text(DOSSIER, encoding="utf-8")
    met = run("brief", tmp_path / "mine.yaml", *more, "-o", tmp_path / "brief.html")
    assert met.exit_code == 2
    assert says in met.output
    assert not (tmp_path / "brief.html").exists()
