"""`goodoffices seal`: a whole session between devices, on files, without a server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main, seal_files
from goodoffices.seal import Cost

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "double-blind"
DELEGATIONS = ("north", "south")
INVITE = (
    "seal invite {board} --process Harbour --proposal Article-4 --text text --deadline 2099-01-01T00:00:00Z"
    " --delegation north.card --delegation south.card --mediator mediator.card"
)


def run(line: str, *typed: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, line.split(), input="\n".join(typed) + "\n")
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with a text and the keys of two delegations and a mediator; guesses cost nothing here."""
    monkeypatch.setattr(seal_files, "COST", Cost(memory=64, rounds=1, lanes=1))
    monkeypatch.chdir(tmp_path)
    Path("text").write_text("Article 4", encoding="utf-8")
    for name in (*DELEGATIONS, "mediator"):
        run(f"seal key {name}.key --name {name} --acts somebody -o {name}.card", f"secret of {name}")
    return tmp_path


def held(board: str, answers: dict[str, str]) -> None:
    """A session from the joining to the end."""
    for name in (*DELEGATIONS, "mediator"):
        run(f"seal join {board} {name}.key --text text", f"secret of {name}")
    for name, word in answers.items():
        run(f"seal vote {board} {name}.key", f"secret of {name}", word)
    for phase in ("answer", "blind", "share"):
        for name in (*DELEGATIONS, "mediator") if phase == "blind" else DELEGATIONS:
            run(f"seal next {board} {name}.key", f"secret of {name}")
    run(f"seal next {board} mediator.key", "secret of mediator")


@pytest.mark.parametrize(("board", "south", "state"), [("board", "yes", "agreed"), ("one.jsonl", "no", "not agreed")])
def test_a_session_on_files_tells_everybody_the_outcome(desk, board, south, state):
    run(INVITE.format(board=board))
    held(board, {"north": "yes", "south": south})
    told = json.loads(run(f"seal verify {board} --transcript whole.jsonl --json"))
    assert (told["state"], told["refused"], told["named"]) == (state, [], [])
    again = json.loads(run(f"seal verify whole.jsonl --record {told['record']} --json"))
    assert again == told | {"record_is_the_one_told": True}
    run(f"seal verify {board} --record {'0' * 64}", code=1)
    of_this_text = run(f"seal verify {board} --text text")
    assert of_this_text.startswith("Asked in Harbour: Article-4\n")
    assert "Of: north, south" in of_this_text
    Path("other").write_text("Article 5", encoding="utf-8")
    assert "NOT the one" in run(f"seal verify {board} --text other", code=1)


def test_where_a_delegate_decides_it_is_told_what_this_cannot_do_and_its_answer_is_not_shown(desk):
    run(INVITE.format(board="board"))
    for name in (*DELEGATIONS, "mediator"):
        run(f"seal join board {name}.key", f"secret of {name}")
    Path("answer").write_text("yes\n", encoding="utf-8")
    yes = run("seal vote board north.key --answer-file answer", "secret of north")
    no = run("seal vote board south.key", "secret of south", "no")
    for output in (yes, no):
        assert "outside review before real use" in output
        assert "Compare the fingerprints by voice or on paper" in output
    assert yes.partition("Done: seal.")[0] == no.partition("Done: seal.")[0]
    sealed = [file.read_text(encoding="utf-8") for file in Path("board").glob("2-seal-*.json")]
    assert len(sealed[0]) == len(sealed[1])
    assert Path("north.key").stat().st_size == Path("south.key").stat().st_size
    assert Path("north.key").stat().st_mode & 0o077 == 0


def test_what_is_wrong_is_said_and_nothing_is_lost(desk):
    run(INVITE.format(board="board"))
    Path("other").write_text("Article 5", encoding="utf-8")
    assert "not the text that is asked" in run("seal join board north.key --text other", "secret of north", code=2)
    assert "the key does not open" in run("seal join board north.key", "wrong", code=2)
    run("seal join board north.key", "secret of north")
    assert "it is not your turn" in run("seal join board north.key", "secret of north", code=2)
    assert "the board waits for south, mediator" in run("seal vote board north.key", "secret of north", "no", code=2)
    for name in ("south", "mediator"):
        run(f"seal join board {name}.key", f"secret of {name}")
    assert "an answer is yes or no" in run("seal vote board north.key", "secret of north", "maybe", code=2)
    assert "seal vote" in run("seal next board north.key", "secret of north", code=2)
    run("seal vote board north.key", "secret of north", "no")
    assert "there already" in run("seal key north.key --name north --acts x", "secret of north", code=2)
    assert "15 letters or more" in run("seal key new.key --name north --acts x", "", code=2)
    assert "there already" in run(INVITE.format(board="board"), code=2)
    assert "not UTF-8" in run("seal verify north.key", code=2)
    assert "no card" in run(INVITE.format(board="b").replace("south.card", "text"), code=2)


def test_a_session_that_died_is_told_of_with_who_stopped_and_runs_again_with_fresh_keys(desk):
    run(INVITE.format(board="first").replace("2099", "2020"))
    for name in (*DELEGATIONS, "mediator"):
        run(f"seal join first {name}.key", f"secret of {name}")
    run("seal vote first north.key", "secret of north", "yes")
    told = json.loads(run("seal status first --json"))
    assert (told["state"], [each["name"] for each in told["named"]]) == ("aborted", ["south"])
    assert json.loads(run("seal status first --at 2019-01-01T00:00:00Z --json"))["state"] == "open"
    run(f"{INVITE.format(board='second')} --after first")
    held("second", {"north": "yes", "south": "yes"})
    assert json.loads(run("seal verify second --earlier first --json"))["state"] == "agreed"
    assert "does not follow" in run("seal verify second --earlier second", code=2)
    assert "did not die" in run(f"{INVITE.format(board='third')} --after second", code=2)


def test_a_file_that_anybody_laid_on_the_board_counts_for_nothing_and_blames_nobody(desk):
    run(INVITE.format(board="board"))
    run("seal join board north.key", "secret of north")
    before = json.loads(run("seal status board --json"))
    Path("board/1-key-02.json").write_text('{"nonsense": 1}', encoding="utf-8")
    copied = next(Path("board").glob("1-key-01-*.json")).read_text(encoding="utf-8").replace('"north"', '"south"')
    Path("board/x.json").write_text(copied, encoding="utf-8")
    told = json.loads(run("seal status board --json"))
    assert (told["missing"], told["named"], told["record"]) == (before["missing"], [], before["record"])
    assert [each["why"][:24] for each in told["refused"]] == ["1-key-02.json: this is n", "it is not signed by the "]


def test_a_key_that_a_browser_made_goes_on_under_a_passphrase_of_the_command_line(desk):
    told = {"name": "north", "acts": "a browser", "signing": "11" * 32, "sessions": {}}
    Path("device-key.json").write_text(json.dumps(told), encoding="utf-8")
    run("seal key taken.key --from device-key.json -o taken.card", "secret of north")
    card = json.loads(Path("taken.card").read_text(encoding="utf-8"))
    assert (card["name"], card["acts"]) == ("north", "a browser")
    Path("north.card").write_text(json.dumps(card), encoding="utf-8")
    run(INVITE.format(board="board"))
    run("seal join board taken.key", "secret of north")
    assert "no key" in run("seal key new.key --from text -o new.card", "secret of north", code=2)
    assert "leave --name" in run("seal key new.key --from device-key.json --name north", "secret of north", code=2)
    assert "--name and --acts" in run("seal key new.key --name north", "secret of north", code=2)


def test_the_record_of_the_example_holds():
    told = json.loads(run(f"seal verify {EXAMPLE / 'session.jsonl'} --json"))
    assert told["state"] == "not agreed"
    assert told["text"] == seal_hash(EXAMPLE / "article-4.txt")


def seal_hash(file: Path) -> str:
    import hashlib

    return hashlib.sha256(file.read_bytes()).hexdigest()
