"""`goodoffices brief`: from a dossier to a page, a paper and pictures."""

from __future__ import annotations

import datetime as dt
import errno
import html
import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
VILLAGES = str(EXAMPLES / "two-villages" / "dossier.yaml")
ASTANA = str(EXAMPLES / "astana-2017" / "dossier.yaml")
NO_DRAWS = ("--draws", "0")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A brief without draws, where none are asked for: what is promised here rests on none."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, ["brief", *words, *(() if "--draws" in words else NO_DRAWS)])


def test_the_page_is_written_and_its_place_is_said(run, tmp_path):
    result = run(VILLAGES, "-o", "new/folder/brief.html")
    assert result.exit_code == 0, result.output
    page = tmp_path / "new" / "folder" / "brief.html"
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert str(page) in result.stderr
    assert page.as_uri() in result.stderr
    assert result.stdout == ""


def test_without_a_name_the_page_is_called_after_the_dossier(run, tmp_path):
    result = run(VILLAGES)
    assert result.exit_code == 0, result.output
    assert [path.name for path in tmp_path.iterdir()] == ["two-villages-brief.html"]


@pytest.mark.long
def test_paper_and_pictures_are_written_beside_it_and_told_as_json(run, tmp_path):
    result = run(VILLAGES, "-o", "b.html", "--figures", "figures", "--json", "--pdf")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["html"] == str(tmp_path / "b.html")
    assert told["pdf"] == str(tmp_path / "b.pdf")
    assert told["pages"] >= 1
    assert told["figures"]
    assert all(Path(path).is_file() for path in (told["html"], told["pdf"], *told["figures"]))
    assert told["inputs"]["dossier_hash"].startswith("sha256:")


@pytest.mark.long
def test_page_paper_and_pictures_bear_the_day_of_the_environment(run, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795428000")
    assert run(VILLAGES, "-o", "b.html", "--pdf", "--figures", "figures").exit_code == 0
    assert "Composed on 23 November 2026." in (tmp_path / "b.html").read_text(encoding="utf-8")
    assert b"D:20261123" in (tmp_path / "b.pdf").read_bytes()
    drawings = [path.read_text(encoding="utf-8") for path in (tmp_path / "figures").glob("*.svg")]
    assert drawings
    assert all("composed 2026-11-23" in drawing for drawing in drawings)


def test_without_it_the_page_bears_today(run, tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = dt.datetime.now(dt.UTC).date()
    assert run(VILLAGES, "-o", "b.html").exit_code == 0
    days = {before, dt.datetime.now(dt.UTC).date()}
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert any(f"Composed on {day.day} {day:%B} {day.year}." in page for day in days)


def test_an_environment_that_names_no_day_is_reported(run, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = run(VILLAGES, "-o", "b.html")
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.stderr
    assert not list(tmp_path.iterdir())


def test_the_paper_may_have_a_name_of_its_own(run, tmp_path):
    assert run(VILLAGES, "--pdf", "paper.pdf").exit_code == 0
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF-")


def test_page_and_paper_cannot_share_a_file(run, tmp_path):
    result = run(VILLAGES, "-o", "one.pdf", "--pdf", "one.pdf")
    assert result.exit_code == 2
    assert "both be written" in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("mine.yaml", "-o", "mine.yaml"), "is the dossier itself"),
        (("mine.yaml", "--pdf", "mine.yaml"), "is the dossier itself"),
        (("mine.yaml", "-o", "other.yaml"), "The page is HTML"),
        (("mine.yaml", "-o", "page.pdf"), "--pdf page.pdf"),
        (("mine.yaml", "--pdf", "page.html"), "The paper is a PDF"),
        (("--pdf", "mine.yaml"), "goodoffices brief mine.yaml --pdf"),
    ],
)
def test_a_brief_never_takes_the_place_of_a_dossier_or_the_name_of_another_kind(run, tmp_path, words, told):
    (tmp_path / "mine.yaml").write_bytes(Path(VILLAGES).read_bytes())
    result = run(*words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]
    assert (tmp_path / "mine.yaml").read_bytes() == Path(VILLAGES).read_bytes()


def test_quiet_says_nothing(run):
    result = run(VILLAGES, "-q")
    assert (result.exit_code, result.output) == (0, "")


def test_a_dossier_with_mistakes_writes_nothing(run, tmp_path):
    (tmp_path / "bad.yaml").write_text("dossier: x\n", encoding="utf-8")
    result = run("bad.yaml")
    assert result.exit_code == 2
    assert "bad.yaml" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bad.yaml"]


@pytest.mark.parametrize("folder", ["taken", "taken/below"])
def test_a_file_in_place_of_the_folder_is_reported_before_anything_is_written(run, tmp_path, folder):
    (tmp_path / "taken").write_text("a file")
    result = run(VILLAGES, "-o", "b.html", "--figures", folder)
    assert result.exit_code == 2
    assert "taken is a file. Name a folder." in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    result = run(VILLAGES, "-o", f"{folder}/b.html")
    assert (result.exit_code, "taken: this is a file, not a folder" in result.stderr) == (2, True)


@pytest.mark.long
def test_every_folder_that_is_made_for_page_paper_and_pictures_is_named(run, tmp_path):
    words = ("-o", "one/b.html", "--pdf", "two/b.pdf", "--figures", "three/a")
    result = run(VILLAGES, *words)
    assert result.exit_code == 0
    assert re.findall(r"^Made the folder .*?(\w+(?:/a)?)$", result.stderr, re.MULTILINE) == ["one", "two", "three/a"]
    assert "Made" not in run(VILLAGES, *words).stderr


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="only some systems keep a folder in which nobody may write")
@pytest.mark.parametrize("words", [("-o", "/proc/b.html"), ("-o", "/proc/x/b.html"), ("--figures", "/proc/x")])
def test_a_folder_in_which_nothing_can_be_written_is_not_called_missing(run, words):
    result = run(VILLAGES, *words)
    assert result.exit_code == 2
    assert "nothing new can be put into the folder /proc" in result.stderr
    assert "no folder" not in result.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name and devices are not on every system")
@pytest.mark.parametrize(("number", "told"), [(errno.EACCES, "Permission denied"), (errno.EPERM, "not permitted")])
def test_a_device_that_may_not_be_written_is_not_blamed_on_its_folder(run, tmp_path, monkeypatch, number, told):
    def closed(path, _content):
        raise OSError(number, os.strerror(number), str(path))

    os.mkfifo(tmp_path / "device")
    monkeypatch.setattr(Path, "write_bytes", closed)
    result = run(VILLAGES, "-o", "device")
    assert result.exit_code == 2
    assert told in result.stderr
    assert "folder" not in result.stderr


def test_a_file_that_may_not_be_replaced_is_not_blamed_on_its_folder(run, tmp_path, monkeypatch):
    def closed(path, target):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), str(path), None, str(target))

    (tmp_path / "b.html").write_text("kept", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", closed)
    result = run(VILLAGES, "-o", "b.html")
    assert (result.exit_code, "not permitted" in result.stderr, "folder" in result.stderr) == (2, True, False)
    assert [path.name for path in tmp_path.iterdir()] == ["b.html"]
    assert (tmp_path / "b.html").read_text(encoding="utf-8") == "kept"


def test_a_minus_sends_the_page_to_standard_output_and_the_rest_to_stderr(run, tmp_path):
    result = run(VILLAGES, "-o", "-", "--pdf")
    assert result.exit_code == 0
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert result.stdout.rstrip().endswith("</html>")
    assert "on standard output" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["two-villages-brief.pdf"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-o", "-", "--json"), "both go to standard output"),
        (("--pdf", "-"), "paper cannot go to standard output"),
        (("--figures", "-"), "pictures cannot go to standard output"),
    ],
)
def test_what_cannot_share_standard_output_is_refused(run, tmp_path, words, told):
    result = run(VILLAGES, *words)
    assert (result.exit_code, told in result.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_the_help_ends_in_an_example(run):
    shown = run("--help").stdout
    assert shown.rstrip().splitlines()[-2:] == [
        "  Example:",
        "    goodoffices brief examples/astana-2017/dossier.yaml -o brief.html",
    ]


def words_to_read(page: str) -> list[str]:
    """The words between the title and the annexes: no picture, nothing that only a screen reader says."""
    body = page.partition("<header>")[2].partition('<div class="annexes">')[0]
    for unread in (r"<svg.*?</svg>", r"<nav.*?</nav>", r'<span class="aloud">.*?</span>'):
        body = re.sub(unread, " ", body, flags=re.DOTALL)
    return re.findall(r"\w\S*", html.unescape(re.sub(r"<[^>]+>", " ", body)))


@pytest.mark.long
def test_the_body_of_the_example_is_read_in_about_ten_minutes(run, tmp_path):
    """At 240 words a minute, which is usual for English non-fiction (Brysbaert 2019: 238)."""
    assert run(ASTANA, "-o", "b.html", "--draws", "1000").exit_code == 0
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert 1600 < len(words_to_read(page)) < 2500
    annexes = ["Options that hang together", "The record", "Acceptance in every reading of the file"]
    annexes += ["How often each option is in the Nash package", "Who gains and who gives", "Clause changes in points"]
    annexes += ["How this was computed", "Packages better for all, and trades"]
    annexes += ["Robust proposals and questions: details", "Sources and judgements"]
    headings = re.findall(r'<h2 id="[^"]+"><span class="letter">(Annex\xa0.)</span> ([^<]+)</h2>', page)
    assert headings == [
        (f"Annex\N{NO-BREAK SPACE}{letter}", name) for letter, name in zip("ABCDEFGHIJ", annexes, strict=True)
    ]
    assert all(page.count(f">Annex\xa0{letter}</a>") >= 1 for letter in "ABCEFHIJ")


SYRIA = str(EXAMPLES / "syria-2011-2016" / "claims.yaml")


@pytest.mark.long
def test_what_is_known_stands_in_the_brief_of_a_dossier_with_its_ledger_among_the_annexes(run, tmp_path):
    result = run(VILLAGES, "--claims", SYRIA, "-o", "b.html", "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    headings = [
        re.sub(r"<[^>]+>|\s+", " ", text).strip() for text in re.findall(r"<h2[^>]*>(.*?)</h2>", page, re.DOTALL)
    ]
    annexes = next(place for place, heading in enumerate(headings) if heading.startswith("Annex"))
    assert 0 < headings.index("What is known") < annexes
    assert any(heading.endswith("The ledger in full") for heading in headings[annexes:])
    below = re.findall(r"<h3[^>]*>(.*?)</h3>", page)
    assert [heading for heading in ("Who says how many", "What this does not know") if heading in below]
    (digest,) = told["inputs"]["known"].values()
    assert digest in page
    assert told["caution"] in html.unescape(page)


def test_what_is_known_takes_at_most_two_minutes_more_and_without_it_nothing_is_said_of_it(run, tmp_path):
    assert run(VILLAGES, "-o", "b.html").exit_code == 0
    assert run(VILLAGES, "--claims", SYRIA, "-o", "k.html").exit_code == 0
    alone, known = ((tmp_path / name).read_text(encoding="utf-8") for name in ("b.html", "k.html"))
    assert "What is known" not in alone
    assert 100 < len(words_to_read(known)) - len(words_to_read(alone)) < 480


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--country", "SYR"), "no store is given"),
        (("--events", "none.duckdb"), "no store of events here"),
        (("--claims", "none.yaml"), "none.yaml"),
        (("--claims", "mine.html", "-o", "mine.html"), "is what is read"),
    ],
)
def test_what_is_known_is_refused_before_anything_is_computed(run, tmp_path, words, told):
    (tmp_path / "mine.html").write_bytes(Path(SYRIA).read_bytes())
    result = run(VILLAGES, *words)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
    assert [path.name for path in tmp_path.iterdir()] == ["mine.html"]
