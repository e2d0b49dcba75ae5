"""`goodoffices evidence link`: what is printed and written, and where names may not go."""

from __future__ import annotations

import json
import stat

import pytest
from click.testing import CliRunner
from tests.evidence.linking.made import all_words, made_lists

from goodoffices.cli import main

NAMES = ("hospital", "police", "families")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    root = tmp_path_factory.mktemp("lists")
    (root / "kept").mkdir()
    texts, _ = made_lists(300, seed=2)
    for name, text in zip(NAMES, texts, strict=True):
        (root / "kept" / f"{name}.csv").write_text(text, encoding="utf-8")
    files = [str(root / "kept" / f"{name}.csv") for name in NAMES]
    return root, files, lambda *words: CliRunner().invoke(main, ["evidence", "link", *words])


def names_in(text):
    return [word for word in all_words() if word.casefold() in text.casefold()]


@pytest.mark.long
def test_the_table_the_page_and_the_review_are_written_and_names_are_in_the_review_alone(run):
    root, files, link = run
    review, page, table = root / "kept" / "review.csv", root / "out" / "page.html", root / "out" / "persons.csv"
    words = ["--review", str(review), "--html", str(page), "-o", str(table), "--draws", "5", "--json"]
    result = link(*files, *words)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["written"]["review"] == str(review)
    assert [each["draws"] for each in told["estimates"]] == [5, 5]
    assert told["people"] == len(table.read_text(encoding="utf-8").splitlines()) - 1
    assert names_in(result.output + page.read_text(encoding="utf-8") + table.read_text(encoding="utf-8")) == []
    assert names_in(review.read_text(encoding="utf-8")) != []
    assert stat.S_IMODE(review.stat().st_mode) == 0o600
    assert "WITH NAMES" in result.stderr


@pytest.mark.long
def test_the_terminal_tells_both_estimates(run):
    _, files, link = run
    result = link(*files[:2], "--draws", "5")
    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    assert "Estimate with the error of linking:" in told
    assert "from the likely links as if they were certain:" in told
    assert names_in(result.output) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--review", "{root}/review.csv"], "would leave the folder of the lists"),
        (["--review", "-"], "does not go to standard output"),
        (["--review", "{root}/kept/hospital.csv"], "would be written over"),
        (["-o", "{root}/kept/hospital.csv"], "would be written over"),
        (["-o", "{root}/kept/x.csv", "--review", "{root}/kept/x.csv"], "cannot be one file"),
        (["-o", "-", "--json"], "Two things would go to standard output"),
        (["--threshold", "1.5"], "is not a probability"),
    ],
)
def test_what_would_let_names_out_or_write_over_a_list_is_refused_before_anything_is_written(run, words, said):
    root, files, link = run
    before = sorted(path.name for path in root.rglob("*"))
    result = link(*files, *(word.format(root=root) for word in words))
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert sorted(path.name for path in root.rglob("*")) == before
    assert names_in(result.output) == []
