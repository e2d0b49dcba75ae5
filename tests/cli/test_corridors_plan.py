"""`goodoffices corridors plan`: a page, JSON, exit codes, and a watch that ends cleanly."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.cli.corridors_watch import TOUCHED, watch
from goodoffices.corridors.plan import read_corridor

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The example without its convoy, which takes seconds to set."""
    shutil.copytree(ROOT / "examples" / "river-corridor", tmp_path / "river")
    file = tmp_path / "river" / "plan.yaml"
    text = file.read_text(encoding="utf-8")
    start, end = text.index("convoy:"), text.index("monitors:")
    file.write_text(text[:start] + text[end:], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    place = tmp_path_factory.mktemp("store") / "events.duckdb"
    words = ["evidence", "events", "import", str(ROOT / "examples" / "incidents" / "incidents.csv")]
    result = CliRunner().invoke(main, [*words, "--into", str(place), "--source", "own", "--release", "2017-05"])
    assert result.exit_code == 0, result.output
    return place


def run(*words: str):
    return CliRunner().invoke(main, ["corridors", "plan", *words])


def guarded(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        main(["corridors", "plan", *words])
    return int(caught.value.code or 0)


def test_a_page_a_paper_and_json_say_that_it_is_not_agreed(folder):
    result = run("river/plan.yaml", "-o", "plan.html", "--pdf", "--json", "--exit-code")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert (told["agreed"], told["mark"]) == (False, "not agreed, as of 2017-05-31")
    assert told["places"] == "rounded to 0.05 degrees"
    assert "not agreed, as of" not in Path("plan.html").read_text(encoding="utf-8")
    assert "NOT AGREED, as of 2017-05-31" in Path("plan.html").read_text(encoding="utf-8")
    assert Path("plan.pdf").read_bytes().startswith(b"%PDF")


def test_names_are_shown_with_desk_alone(folder):
    assert "river council consented orally only" not in run("river/plan.yaml").stdout
    told = json.loads(run("river/plan.yaml", "--desk", "--json").stdout)
    assert "river council consented orally only" in told["reason"]
    assert told["roads"]["route"][0]["from"] == "north-town"


def test_another_day_is_asked_for_with_as_of(folder):
    told = json.loads(run("river/plan.yaml", "--as-of", "2017-06-05", "--json").stdout)
    assert {gate["gate"]: gate["state"] for gate in told["gates"]}["window"] == "not met"


def test_calls_that_make_no_sense_are_refused(folder, capsys):
    for words in (
        ["--once"],
        ["--watch", "-o", "x.html"],
        ["--source", "own"],
        ["-o", "river/plan.yaml"],
        ["--pdf", "-"],
    ):
        assert guarded("river/plan.yaml", *words) == 2
        assert "Traceback" not in capsys.readouterr().err


def test_one_look_tells_what_touches_and_ends_with_three_and_the_next_tells_it_not_again(folder, store):
    words = ["river/plan.yaml", "--watch", "--once", "--events", str(store), "--as-of", "2017-05-31", "--desk"]
    words += ["--since", "2017-05-01", "--seen", "seen.json"]
    first, second = run(*words), run(*words)
    assert (first.exit_code, second.exit_code) == (TOUCHED, 0)
    assert "touches the route: shelling, 2017-05-09, 1 death; " in first.stdout
    assert "its place is known to about 25 km only (R-02)" in first.stdout
    assert "1 new event is known only to a district or less" in first.stdout
    assert second.stdout.count("\n") == 1


def test_json_is_one_line_for_each_thing_and_without_desk_names_nothing(folder, store):
    words = ["--watch", "--once", "--events", str(store), "--since", "2017-05-01", "--json"]
    lines = [json.loads(line) for line in run("river/plan.yaml", *words).stdout.splitlines()]
    assert (lines[0]["kind"], lines[0]["new"], lines[0]["coarse"]) == ("look", len(lines), 1)
    assert {line["kind"] for line in lines[1:]} == {"event", "consent"}
    assert not any({"id", "metres", "body", "stretch"} & set(line) for line in lines)


@pytest.mark.parametrize(
    "text", ["no json", "[]", '{"corridor": "other"}', '{"corridor": "river-corridor", "since": 1}']
)
def test_a_record_of_what_was_told_that_is_none_is_refused(folder, text):
    Path("seen.json").write_text(text, encoding="utf-8")
    assert guarded("river/plan.yaml", "--watch", "--once", "--seen", "seen.json") == 2


class Clock:
    """Stands for sleep: does one thing each time, and at the end what Ctrl-C does."""

    def __init__(self, *acts) -> None:
        self.acts = list(acts)

    def __call__(self, _: float) -> None:
        if not self.acts:
            raise KeyboardInterrupt
        self.acts.pop(0)()


def looping(plan: Path, *acts, **asked) -> int:
    told = {"as_of": None, "desk": True, "in_json": False} | asked
    days = {"once": False, "interval": 1, "since": None, "seen": None}
    return watch(lambda: read_corridor(plan), told, **days, sleep=Clock(*acts), day=lambda: dt.date(2017, 6, 1))


def test_the_watch_looks_again_only_when_a_file_has_changed_and_ends_cleanly(folder, capsys):
    plan = folder / "river" / "plan.yaml"
    text = plan.read_text(encoding="utf-8")

    def withdraw():
        plan.write_text(text.replace("until: 2017-06-10, cond", "until: 2017-06-02, cond"), encoding="utf-8")

    assert looping(plan, lambda: None, withdraw, lambda: None) == 0
    said = capsys.readouterr()
    assert said.out.count("river-corridor: ") == 2
    assert "north-bank: northern command consented until 2017-06-02" in said.out
    assert "The watch has ended." in said.err


def test_a_plan_that_is_broken_while_it_is_watched_is_told_and_the_watch_goes_on(folder, capsys):
    plan = folder / "river" / "plan.yaml"
    text = plan.read_text(encoding="utf-8")
    broken = lambda: plan.write_text(text.replace("as_of: 2017", "as_of: x"), encoding="utf-8")  # noqa: E731
    mended = lambda: plan.write_text(text + "\n", encoding="utf-8")  # noqa: E731
    assert looping(plan, broken, mended) == 0
    said = capsys.readouterr()
    assert "is no day of the calendar" in said.err
    assert said.out.count("river-corridor: ") == 2


def brief(*words: str):
    return CliRunner().invoke(main, ["brief", *words])


def test_the_brief_has_half_a_page_on_each_plan_that_is_given_or_that_the_dossier_names_each_once(folder):
    dossier = (ROOT / "examples" / "two-villages" / "dossier.yaml").read_text(encoding="utf-8")
    Path("dossier.yaml").write_text(f"{dossier}\ncorridors: {{river: river/plan.yaml}}\n", encoding="utf-8")
    result = brief("dossier.yaml", "-o", "b.html", "--draws", "0", "--corridor", "river/plan.yaml", "--json")
    assert result.exit_code == 0, result.output
    assert len(json.loads(result.stdout)["inputs"]["beside"]) == 1
    page = Path("b.html").read_text(encoding="utf-8")
    assert page.count("NOT AGREED, as of 2017-05-31") == 1
    assert not any(word in page for word in ("river council", "Long Road", "north-town"))


@pytest.mark.parametrize("words", ["[[a]]", "{river: {file: a}}", "{river: 'https://example.org/plan.yaml'}"])
def test_corridors_of_a_dossier_that_name_no_files_are_told_with_what_would_be_right(folder, words, capsys):
    dossier = (ROOT / "examples" / "two-villages" / "dossier.yaml").read_text(encoding="utf-8")
    Path("dossier.yaml").write_text(f"{dossier}\ncorridors: {words}\n", encoding="utf-8")
    with pytest.raises(SystemExit) as caught:
        main(["brief", "dossier.yaml", "-o", "b.html", "--draws", "0"])
    assert caught.value.code == 2
    assert "Write `corridors: {river: plan.yaml}`." in capsys.readouterr().err
