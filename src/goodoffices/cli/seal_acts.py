"""`goodoffices seal join`, `vote` and `next`: what a device does, step by step."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from goodoffices.cli.passphrases import ask_passphrase
from goodoffices.cli.shell import fitted, note, print_json
from goodoffices.errors import SealError, Where

if TYPE_CHECKING:
    from goodoffices.cli.seal_files import Device, Opened

__all__ = ["answer_command", "join_command", "next_command"]

_JSON = click.option("--json", "in_json", is_flag=True, help="Print JSON.")


@click.command("join")
@click.argument("board")
@click.argument("key")
@click.option("--text", metavar="FILE", help="The text as you have it: refused when it is not the one that is asked.")
@_JSON
def join_command(board: str, key: str, text: str | None, *, in_json: bool) -> None:
    r"""Take part: show the roster with its fingerprints, and put this device's part of the joint key on BOARD.

    Compare the fingerprints by voice or on paper before you answer.

    \b
    Example:
      goodoffices seal join board north.key --text article-4.txt
    """
    from goodoffices.cli.seal_files import open_board
    from goodoffices.cli.seal_setup import file_hash, print_roster

    opened = open_board(board)
    if text is not None and file_hash(text) != opened.invitation.text:
        raise SealError.of("this is not the text that is asked", Where(text), "ask for the right one; do not answer")
    if not in_json:
        print_roster(opened)
        if text is None:
            note("The text was not compared: give it with --text.")
    _do(opened, key, "key", in_json=in_json)


@click.command("vote")
@click.argument("board")
@click.argument("key")
@click.option("--answer-file", metavar="FILE", help="A file whose first line is yes or no, in place of the question.")
@_JSON
def answer_command(board: str, key: str, answer_file: str | None, *, in_json: bool) -> None:
    r"""Answer yes or no, and seal the answer. It is asked for and not shown; no word of the command line holds it.

    Without a terminal, standard input holds the passphrase and, on the next line, the answer.

    \b
    Example:
      goodoffices seal vote board north.key
    """
    from goodoffices.cli.seal_files import open_board, post, save_device
    from goodoffices.seal.unanimity import ASKED, LIMITS, REVIEW, Secrets, answer, system_random

    opened = open_board(board)
    asked = opened.invitation
    if not in_json:
        click.echo(f"{asked.process}: {asked.proposal}\n\n{fitted(ASKED, '')}\n\nWhat this cannot do:")
        for limit in LIMITS:
            click.echo(fitted(f"  – {limit}"))
        click.echo(f"\n{fitted(REVIEW, '')}\n")
    device, passphrase = _device(key)
    if opened.board.phase != "seal" or device.holder.name not in opened.board.missing:
        raise SealError.of(*_not_now(opened, device.holder.name))
    kept = device.secrets.get(asked.id, Secrets())
    yes = _asked_answer(answer_file)
    message, after = answer(opened.board, device.holder.name, device.signing, kept, yes=yes, random=system_random)
    # Kept before it is shown: an answer that is sealed and lost would end the session.
    save_device(key, replace(device, secrets={**device.secrets, asked.id: after}), passphrase)
    post(opened, message)
    _told(opened, device, "seal", in_json=in_json)


@click.command("next")
@click.argument("board")
@click.argument("key")
@_JSON
def next_command(board: str, key: str, *, in_json: bool) -> None:
    r"""Do this device's next step on BOARD, when it is its turn: show the sealed answer, blind, give its share.

    Everybody has to do every step until the end, whatever they answered; who stops is named.

    \b
    Example:
      goodoffices seal next board north.key
    """
    from goodoffices.cli.seal_files import open_board

    _do(open_board(board), key, "", in_json=in_json)


def _do(opened: Opened, key: str, only: str, *, in_json: bool) -> None:
    """One step that needs no answer; `only` names the phase it must be."""
    from goodoffices.cli.seal_files import post, save_device
    from goodoffices.seal.unanimity import Secrets, proceed, system_random

    device, passphrase = _device(key)
    asked, name, phase = opened.invitation, device.holder.name, opened.board.phase
    if name not in opened.board.missing or (only and phase != only):
        raise SealError.of(*_not_now(opened, name))
    if phase == "seal":
        raise SealError.of("your answer is asked now", remedy="`goodoffices seal vote` asks for it")
    kept = device.secrets.get(asked.id, Secrets())
    message, after = proceed(opened.board, name, device.signing, kept, system_random)
    later = replace(device, secrets={**device.secrets, asked.id: after})
    # What is new is kept before it is shown, and what is to be forgotten is shown first: a crash loses neither.
    if phase == "key":
        save_device(key, later, passphrase)
        post(opened, message)
    else:
        post(opened, message)
        save_device(key, later, passphrase)
    _told(opened, device, phase, in_json=in_json)


def _device(key: str) -> tuple[Device, str]:
    from goodoffices.cli.seal_files import read_device

    passphrase = ask_passphrase(new=False)
    return read_device(key, passphrase), passphrase


def _not_now(opened: Opened, name: str) -> tuple[str, Where, str]:
    board = opened.board
    if opened.invitation.holder(name) is None:
        return f"{name} is not on the roster", Where(str(opened.place)), "the card on the roster has another name"
    if board.phase == "done":
        return "all is done", Where(str(opened.place)), "`goodoffices seal verify` tells the outcome"
    waits = ", ".join(board.missing)
    return f"it is not your turn: the phase is {board.phase}", Where(str(opened.place)), f"the board waits for {waits}"


def _asked_answer(file: str | None) -> bool:
    from goodoffices.values import read_bytes

    if file is not None:
        told = read_bytes(file, 1024).decode("utf-8", "replace").split("\n", 1)[0]
    elif sys.stdin.isatty():
        told = str(click.prompt("Yes or no (not shown)", hide_input=True, confirmation_prompt="Again", err=True))
    else:
        told = sys.stdin.readline()
    word = told.strip().lower()
    if word not in {"yes", "no"}:
        raise SealError.of("an answer is yes or no", remedy="nothing was sealed; answer again")
    return word == "yes"


def _told(opened: Opened, device: Device, phase: str, *, in_json: bool) -> None:
    from goodoffices.cli.seal_files import open_board

    board = open_board(str(opened.place)).board
    if in_json:
        done = {"done": phase, "phase": board.phase, "missing": list(board.missing), "record": board.hash()}
        print_json({"name": device.holder.name, **done})
        return
    click.echo(f"Done: {phase}. ", nl=False)
    if board.phase == "done":
        click.echo("All is in: `goodoffices seal verify` tells the outcome.")
    else:
        click.echo(f"The board waits for {', '.join(board.missing)} ({board.phase}).")
