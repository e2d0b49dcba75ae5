"""What the documentation says is so."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.dossier import parse_dossier
from goodoffices.settlement import solve

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
ROOT_PAGES = sorted(ROOT.glob("*.md"))
GUIDE = (DOCS / "guide" / "write-a-dossier.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / "examples" / "two-villages" / "dossier.yaml").read_text(encoding="utf-8")
STEPS = [block for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL) if "--8<--" not in block]


def test_a_reader_who_follows_the_steps_of_the_guide_ends_with_the_example():
    assert parse_dossier("".join(STEPS)).hash == parse_dossier(EXAMPLE).hash


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("meter > days >> !upper", "meter > dayz >> !upper"),
        ("both > none > open", "both > open"),
        ("lower: 3..5 ", "lowr: 3..5 "),
        ("principal, fallback: 35}", "principal}"),
        ("upper: 3  ", "upper: 30  "),
        ("9..10  meter > days >> !upper", "!upper"),
        ("ask: How is", "ask: Water: how is"),
        ("\n    upper: 8", "\n\tupper: 8"),
    ],
    ids=["name", "left out", "party", "fallback", "weight", "no weight", "colon", "tab"],
)
def test_an_error_shown_in_the_guide_is_the_one_a_user_meets(right, wrong, tmp_path, monkeypatch):
    assert EXAMPLE.count(right) == 1
    (tmp_path / "mine.yaml").write_text(EXAMPLE.replace(right, wrong), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    met = CliRunner().invoke(main, ["--quiet", "dossier", "check", "mine.yaml"])
    shown = re.sub(r"\n\d+ problems?\.$", "", met.stderr.rstrip())
    assert met.exit_code == 2
    assert f"```text\n{shown}\n```" in GUIDE


def test_the_answer_told_in_the_guide_is_the_one_that_is_computed():
    answer = solve(parse_dossier(EXAMPLE))
    counts = answer.packages
    told = f"Of {counts.all} packages, {counts.allowed} are allowed"
    assert told in GUIDE
    assert (
        f"{counts.acceptable} give both villages at least their fallback, and {answer.frontier.size} of those" in GUIDE
    )
    packages = [solution.outcome.package for solution in answer.solutions]
    assert all((p["water"], p["grazing"], p["checkpoint"]) == ("days", "both", "joint") for p in packages)
    assert {p["prisoners"] for p in packages} == {"now", "two"}
    (draft,) = answer.texts
    assert draft.better_for_all == 2
    better = {**draft.package, "prisoners": "two"}
    gain = next(point.gain for point in answer.frontier.points if point.package == better)
    assert all(gain[party] > draft.outcome.gain[party] for party in answer.deciding)


def test_the_example_worked_by_hand_is_what_is_computed():
    page = (DOCS / "methods" / "settlement.md").read_text(encoding="utf-8")
    answer = solve(parse_dossier(re.search(r"```yaml\n(dossier: river-and-road.*?)```", page, re.DOTALL)[1]))
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.count("|") == 8]
    told = {(river, road): (*numbers, words) for river, road, *numbers, words in rows[2:]}
    assert len(told) == answer.packages.all == answer.packages.allowed == 9
    assert answer.packages.acceptable == sum("acceptable" in row[-1] for row in told.values())
    front = {tuple(point.package.values()): point for point in answer.frontier.points}
    assert set(front) == {package for package, row in told.items() if "frontier" in row[-1]}
    for package, point in front.items():
        assert [*point.utility.values(), *point.gain.values()] == [float(cell) for cell in told[package][:4]]
    chosen = {solution.rule: (*solution.outcome.package.values(), solution.ties) for solution in answer.solutions}
    assert chosen == {
        "nash": ("share", "toll", 1),
        "kalai_smorodinsky": ("share", "split", 1),
        "egalitarian": ("share", "toll", 1),
        "utilitarian": ("share", "toll", 2),
    }


@pytest.mark.parametrize("page", ROOT_PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_at_the_root_links_to_is_there(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if not link.startswith("http")]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_every_decision_is_listed_in_the_index_and_in_the_navigation():
    records = sorted(file.name for file in (DOCS / "decisions").glob("0*.md"))
    index = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert records
    assert [name for name in records if f"({name})" not in index or f"decisions/{name}" not in navigation] == []


def commands_told() -> list[str]:
    """Every line of the pages that calls the command line."""
    told: list[str] = []
    for page in (*ROOT_PAGES, *sorted(DOCS.rglob("*.md"))):
        for block in re.findall(r"```(?:console|sh|bash)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            told += [line.removeprefix("$ ").partition("  #")[0] for line in block.splitlines()]
    return sorted({line.strip() for line in told if line.removeprefix("$ ").startswith("goodoffices ")})


@pytest.mark.parametrize("line", commands_told())
def test_a_command_told_in_the_documentation_exists_with_its_options(line):
    words = re.split(r"\s[|>&;]", line)[0].split()[1:]
    command, context = main, click.Context(main, info_name="goodoffices", **main.context_settings)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        command = command.get_command(context, words.pop(0))
        assert command is not None, f"no such command in: {line}"
        context = click.Context(command, parent=context)
    known = {name for parameter in command.get_params(context) for name in (*parameter.opts, *parameter.secondary_opts)}
    assert [word for word in words if word.startswith("-") and word.partition("=")[0] not in known] == []


@pytest.mark.parametrize(
    "page",
    [*ROOT_PAGES, *sorted(DOCS.rglob("*.md")), *sorted((ROOT / "examples").glob("*/README.md"))],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_every_block_of_code_is_closed_before_the_next_begins(page):
    inside = 0
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        mark = re.match(r"\s*```(.*)", line)
        if mark:
            assert not (inside and mark[1].strip()), f"line {number}: the block of line {inside} is still open"
            inside = 0 if inside else number
    assert not inside, f"the block of line {inside} is never closed"
