"""`goodoffices hosting`: in the terminal, as a page, as paper, as JSON; and half a page in a brief."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.hosting.made import DOSSIER, EXAMPLE, HOSTS

from goodoffices.cli import main

ASTANA = [str(EXAMPLE / "dossier.yaml"), "--hosts", str(EXAMPLE / "hosts.yaml")]


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    (tmp_path / "hosts.yaml").write_text(HOSTS, encoding="utf-8")
    (tmp_path / "weights.yaml").write_text("weights: {balance: 1..2, hosted: 1}", encoding="utf-8")
    (tmp_path / "record.csv").write_text(
        "candidate,date,what,title,with,ended,source\nCHE,2014,round,Geneva,all,no agreement,a newspaper\n",
        encoding="utf-8",
    )
    return lambda *words: CliRunner().invoke(main, ["hosting", *words])


def test_the_example_tells_the_components_and_no_rank(run):
    result = run("compare", *ASTANA, "--draws", "200")
    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    assert "abstained 9 times, 18 December 2013 to 18 December 2019" in told
    assert "No candidate is ranked unless weights are given" in told
    assert "Under the weights given" not in told


def test_candidates_are_those_asked_for_in_their_order_by_code_or_name(run):
    told = json.loads(
        run("compare", "dossier.yaml", "--hosts", "hosts.yaml", "--candidates", "che, KAZ", "--json").stdout
    )
    assert [each["state"] for each in told["candidates"]] == ["CHE", "KAZ"]


def test_the_page_the_paper_and_the_pictures_are_written(run, tmp_path):
    words = ["compare", "dossier.yaml", "--hosts", "hosts.yaml", "--draws", "50", "--figures", "pictures"]
    result = run(*words, "-o", "page.html", "--json")
    assert result.exit_code == 0, result.output
    assert len(json.loads(result.stdout)["written"]["figures"]) == 3
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert html.count("<svg") == 1
    assert "<script" not in html
    assert ">Hosting<" in html
    assert run(*words[:-2], "-o", "page.pdf").exit_code == 0
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_ratings_are_shown_at_the_desk_only_and_that_they_are_there_is_told_on_stderr(run):
    words = ["compare", "dossier.yaml", "--hosts", "hosts.yaml", "--draws", "50"]
    result = run(*words)
    assert "71 to 73" not in result.stdout
    assert "--desk shows them" in result.stderr
    assert "71 to 73" in run(*words, "--desk").stdout


def test_a_store_is_filled_and_asked(run):
    result = run("import", "record.csv", "--store", "hosts.duckdb", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["imports"][0]["kind"] == "record"
    told = json.loads(
        run(
            "compare",
            "dossier.yaml",
            "--hosts",
            "hosts.yaml",
            "--store",
            "hosts.duckdb",
            "--weights",
            "weights.yaml",
            "--json",
        ).stdout
    )
    assert [each["title"] for each in told["record"] if each["candidate"] == "CHE"] == ["Geneva", "Talks"]
    assert sum(each["first"] for each in told["weighed"]["candidates"]) == pytest.approx(1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["compare", "dossier.yaml"], "the file says nothing of hosts"),
        (["compare", "dossier.yaml", "--hosts", "none.yaml"], "there is no such file"),
        (
            ["compare", "dossier.yaml", "--hosts", "hosts.yaml", "--candidates", "KAZ,XQX"],
            "No state has the code 'XQX'",
        ),
        (["compare", "dossier.yaml", "--hosts", "hosts.yaml", "--session", "70", "--year", "2015"], "not both"),
        (["compare", "dossier.yaml", "--hosts", "hosts.yaml", "--session", "12"], "no ideal points of session 12"),
        (
            ["compare", "dossier.yaml", "--hosts", "hosts.yaml", "--store", "none.duckdb"],
            "there is no store of hosts here",
        ),
        (["compare", "dossier.yaml", "--hosts", "hosts.yaml", "--store", "record.csv"], "no store of hosts"),
        (["compare", "dossier.yaml", "--hosts", "hosts.yaml", "-o", "hosts.yaml"], "cannot be called hosts.yaml"),
        (["compare", "dossier.yaml", "--hosts", "hosts.yaml", "-o", "-", "--json"], "both go to standard output"),
        (["import", "record.csv", "--store", "record.csv"], "would be written over"),
        (["import", "hosts.yaml", "--store", "new.duckdb"], "the columns are those of no file known here"),
    ],
)
def test_a_wrong_call_is_told_without_a_traceback(run, words, said):
    result = run(*words)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert "Traceback" not in result.output


def test_a_brief_has_half_a_page_on_who_could_host_and_no_rating(run, tmp_path):
    words = ["brief", "dossier.yaml", "--hosts", "hosts.yaml", "--draws", "0", "-o", "brief.html"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    html = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "Who could host" in html
    assert "71 to 73" not in html
    assert CliRunner().invoke(main, ["brief", "dossier.yaml", "--hosts-store", "x"]).exit_code == 2


def test_how_many_pairs_are_told_apart_is_said_for_none_some_and_all(run):
    def finding(candidates):
        return " ".join(run("compare", *ASTANA, "--candidates", candidates, "--draws", "200").stdout.split())

    assert "It does not tell the pair of candidates apart in 95 % of the draws." in finding("KAZ,CHE")
    assert "it tells 2 of 3 pairs of candidates apart, not the others." in finding("KAZ,CHE,EGY")
    assert "In 95 % of the draws it tells the pair of candidates apart." in finding("CHE,EGY")


def test_a_list_of_candidates_that_names_none_is_refused(run):
    result = run("compare", *ASTANA, "--candidates", " , ")
    assert result.exit_code == 2
    assert "--candidates names no state" in result.output
