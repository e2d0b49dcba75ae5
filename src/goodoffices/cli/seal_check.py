"""`goodoffices seal status` and `verify`: what a board says, checked anew."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.files import put_text
from goodoffices.cli.shell import NO, fitted, note, print_json
from goodoffices.errors import SealError, Where

if TYPE_CHECKING:
    from goodoffices.cli.seal_files import Opened
    from goodoffices.seal.unanimity import Verdict

__all__ = ["status_command", "verify_command"]

_AT = click.option("--at", metavar="TIME", help="As if it were this time in UTC; otherwise now.")
_JSON = click.option("--json", "in_json", is_flag=True, help="Print JSON.")


@click.command("status")
@click.argument("board")
@_AT
@_JSON
def status_command(board: str, at: str | None, *, in_json: bool) -> None:
    r"""Show where a session stands: the phase, for whom the board waits, what does not count, who is named.

    \b
    Example:
      goodoffices seal status examples/double-blind/session.jsonl
    """
    from goodoffices.cli.seal_files import open_board
    from goodoffices.cli.seal_setup import print_roster
    from goodoffices.seal.unanimity import judge

    opened = open_board(board)
    verdict = judge(opened.board, _time(at))
    if in_json:
        print_json(_as_json(opened, verdict))
        return
    print_roster(opened)
    click.echo("")
    _show(opened, verdict)


@click.command("verify")
@click.argument("board")
@click.option("--earlier", metavar="BOARD", help="The session that died before this run: no key of it may come again.")
@click.option("--record", metavar="HASH", help="The hash of the record as another told it to you.")
@click.option("--text", metavar="FILE", help="The text as you have it: is it the one that was answered?")
@click.option("--transcript", metavar="FILE", help="Write the whole board as one file; - is standard output.")
@_AT
@_JSON
def verify_command(
    board: str,
    *,
    earlier: str | None,
    record: str | None,
    text: str | None,
    transcript: str | None,
    at: str | None,
    in_json: bool,
) -> int:
    r"""Check every signature and proof of BOARD anew, and tell what was asked of whom, the outcome, and who stopped or
    cheated.

    Exit code 1: the session is not finished, something on the board does not count, or it is of another record or text
    than the one given.

    \b
    Example:
      goodoffices seal verify examples/double-blind/session.jsonl
    """
    from goodoffices.cli import seal_files
    from goodoffices.cli.seal_setup import file_hash
    from goodoffices.seal.unanimity import judge

    before = seal_files.open_board(earlier) if earlier else None
    used = frozenset(_keys(before)) if before else frozenset()
    opened = seal_files.open_board(board, used)
    if before is not None and opened.invitation.after != before.board.hash():
        raise SealError.of("this run does not follow that session", Where(str(earlier)), "name the one before it")
    if before is None and opened.invitation.run > 1:
        note("This is a further run: give the session before with --earlier, to see that its keys are fresh.")
    verdict = judge(opened.board, _time(at))
    same = record is None or record.strip().lower() == verdict.board
    this_text = text is None or file_hash(text) == opened.invitation.text
    if in_json:
        compared = {
            "record_is_the_one_told": same if record else None,
            "text_is_the_one_given": this_text if text else None,
        }
        print_json(_as_json(opened, verdict) | compared)
    else:
        _show_asked(opened)
        _show(opened, verdict)
        if text:
            click.echo(f"The text given is {'the one' if this_text else 'NOT the one'} that was asked about.")
        if not same:
            click.echo("This is another record than the one that was told to you: compare the two.")
    if transcript is not None:
        put_text(transcript, seal_files.transcript(opened), force=False)
    finished = verdict.state in {"agreed", "not agreed"} and not opened.board.refused
    return 0 if finished and same and this_text else NO


def _keys(before: Opened) -> list[str]:
    return [message.body["point"] for message in before.messages if message.phase == "key"]


def _time(at: str | None) -> dt.datetime:
    if at is None:
        return dt.datetime.now(dt.UTC)
    try:
        told = dt.datetime.fromisoformat(at)
    except ValueError as error:
        raise click.UsageError(f"--at is {at!r}: write a time as 2026-12-01T12:00:00Z.") from error
    return told if told.tzinfo else told.replace(tzinfo=dt.UTC)


def _as_json(opened: Opened, verdict: Verdict) -> dict[str, Any]:
    from goodoffices.cli.seal_files import refusals

    asked = opened.invitation
    told = {"invitation": asked.id, "process": asked.process, "proposal": asked.proposal, "text": asked.text}
    named = [{"name": each.name, "phase": each.phase, "kind": each.kind, "why": each.why} for each in verdict.faults]
    return {
        **told,
        "run": asked.run,
        "state": verdict.state,
        "phase": verdict.phase,
        "missing": list(verdict.missing),
        "named": named,
        "refused": refusals(opened.board.refused),
        "record": verdict.board,
    }


def _grouped(opened: Opened) -> dict[str, list[str]]:
    """Why messages do not count, with the phase and the name that each bears."""
    found: dict[str, list[str]] = {}
    for each in opened.board.refused:
        found.setdefault(each.why, []).append(f"{each.phase} of {each.sender}" if each.sender else "something")
    return found


def _show_asked(opened: Opened) -> None:
    asked = opened.invitation
    click.echo(fitted(f"Asked in {asked.process}: {asked.proposal}"))
    click.echo(f"Hash of the text (SHA-256): {asked.text}")
    click.echo(fitted(f"Of: {', '.join(holder.name for holder in asked.delegations)}"))


def _show(opened: Opened, verdict: Verdict) -> None:
    from goodoffices.seal.unanimity import REVIEW, STATES

    click.echo(fitted(STATES[verdict.state], ""))
    if verdict.phase != "done":
        click.echo(f"Phase: {verdict.phase}. The board waits for {', '.join(verdict.missing)}.")
    for fault in verdict.faults:
        click.echo(fitted(f"Named: {fault.name} ({fault.kind}, {fault.phase}): {fault.why}."))
    for why, names in _grouped(opened).items():
        click.echo(fitted(f"Does not count: {', '.join(names)}: {why}."))
    click.echo(f"Hash of the record: {verdict.board}")
    note(REVIEW)
