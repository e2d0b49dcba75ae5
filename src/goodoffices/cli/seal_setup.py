"""`goodoffices seal key` and `invite`: a key for a device, and the roster of who is asked what."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from goodoffices.cli.files import put_text
from goodoffices.cli.passphrases import ask_passphrase
from goodoffices.cli.shell import note, print_json
from goodoffices.errors import SealError, Where
from goodoffices.values import read_bytes

if TYPE_CHECKING:
    from goodoffices.cli.seal_files import Opened
    from goodoffices.seal.unanimity import Invitation

__all__ = ["file_hash", "invite_command", "key_command", "print_roster"]

_SHORTEST = 15
_LARGEST_TEXT = 64 * 1024 * 1024
_LARGEST_KEY = 16 * 1024 * 1024


def file_hash(path: str) -> str:
    """SHA-256 of a file, 64 digits."""
    return hashlib.sha256(read_bytes(path, _LARGEST_TEXT)).hexdigest()


@click.command("key")
@click.argument("file")
@click.option("--name", help="The delegation, or the mediator, that this device acts for.")
@click.option("--acts", metavar="TEXT", help="Who acts, on which device; all will read it.")
@click.option("--from", "taken", metavar="KEY", help="The key file that a browser gave, in place of a new key.")
@click.option("-o", "--card", default="-", metavar="CARD", help="Where the public card goes; - is standard output.")
def key_command(file: str, name: str | None, acts: str | None, taken: str | None, card: str) -> None:
    r"""Make the key of this device, in FILE under a passphrase that is asked for, and its public card.

    Give the card to whoever invites. Keep FILE: it is needed at every step, and nothing replaces it. One device acts
    for a delegation; its members agree among themselves what it answers. With --from, FILE goes on where a browser
    stopped; delete the browser's file afterwards, which is not locked.

    \b
    Example:
      goodoffices seal key north.key --name North --acts "Amina, grey laptop" -o north.card
    """
    from goodoffices.cli.seal_files import Device, device_of, save_device
    from goodoffices.seal.unanimity import Holder, SigningKey, fingerprint, system_random

    if taken is not None:
        if name is not None or acts is not None:
            raise click.UsageError("--from brings name and acts along: leave --name and --acts away.")
        device = device_of(read_bytes(taken, _LARGEST_KEY), taken)
    elif name is None or acts is None:
        raise click.UsageError("give --name and --acts, or --from with the key file of a browser.")
    else:
        signing = SigningKey(system_random(32))
        device = Device(Holder(name, signing.public(), acts), signing, {})
    holder = device.holder
    passphrase = ask_passphrase(new=True)
    if len(passphrase) < _SHORTEST:
        raise SealError.of(
            f"a passphrase has {_SHORTEST} letters or more", remedy="a few words that nobody would guess"
        )
    save_device(file, device, passphrase, force=False)
    put_text(card, json.dumps(holder.as_dict(), ensure_ascii=False) + "\n", force=False)
    note(f"Wrote {file}. Read this to the others by voice or on paper: {fingerprint(holder.key)}")


@click.command("invite")
@click.argument("board")
@click.option("--process", required=True, help="The talks.")
@click.option("--proposal", required=True, help="What is asked, in a few words.")
@click.option("--text", "text", required=True, metavar="FILE", help="The text that is answered; its hash is bound in.")
@click.option("--deadline", required=True, metavar="TIME", help="In UTC, as 2026-12-01T12:00:00Z.")
@click.option("--delegation", "cards", multiple=True, required=True, metavar="CARD", help="Two or more.")
@click.option("--mediator", required=True, metavar="CARD", help="The mediator's card: it opens last.")
@click.option("--after", metavar="BOARD", help="The session that died before; the same question runs again.")
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
def invite_command(
    board: str,
    *,
    process: str,
    proposal: str,
    text: str,
    deadline: str,
    cards: tuple[str, ...],
    mediator: str,
    after: str | None,
    in_json: bool,
) -> None:
    r"""Begin BOARD (a folder, or one file whose name ends in .jsonl) with the roster of who is asked what.

    \b
    Example:
      goodoffices seal invite board --process "Harbour talks" --proposal "Article 4" \
        --text article-4.txt --deadline 2026-12-01T12:00:00Z \
        --delegation north.card --delegation south.card --mediator mediator.card
    """
    from goodoffices.cli.seal_files import new_board, open_board, read_card
    from goodoffices.seal.unanimity import Invitation

    delegations = tuple(read_card(card) for card in cards)
    asked = Invitation(process, proposal, file_hash(text), deadline, delegations, read_card(mediator))
    if after is not None:
        asked = _next_run(open_board(after), asked)
    new_board(board, asked)
    if in_json:
        print_json({"id": asked.id, **asked.as_dict()})
    else:
        print_roster(open_board(board))


def _next_run(died: Opened, asked: Invitation) -> Invitation:
    """The invitation as a further run of a session that died, and of no other."""
    from goodoffices.seal.unanimity import STATES, again, judge

    verdict = judge(died.board, dt.datetime.now(dt.UTC))
    if verdict.state not in {"aborted", "disclosed-unknown"}:
        remedy = "Only a session that died is run again."
        raise SealError.of(f"that session did not die: it is {verdict.state}", Where(str(died.place)), remedy)
    note(f"The session before: {STATES[verdict.state]}")
    further = again(died.invitation, verdict.board, asked.deadline)
    if (further.process, further.proposal, further.text) != (asked.process, asked.proposal, asked.text):
        raise SealError.of("that session asked something else", Where(str(died.place)))
    return replace(asked, run=further.run, after=further.after)


def print_roster(opened: Opened) -> None:
    """What is asked, and who takes part with which fingerprint."""
    from goodoffices.seal.unanimity import fingerprint

    asked = opened.invitation
    click.echo(f"{asked.process}: {asked.proposal}\nText (SHA-256): {asked.text}")
    click.echo(f"Run {asked.run}, until {asked.deadline}\nInvitation: {asked.id}\n")
    for holder in asked.holders:
        role = "mediator, opens last" if holder == asked.mediator else "delegation"
        click.echo(f"{holder.name} ({role}); acts: {holder.acts}\n    {fingerprint(holder.key)}")
