"""`goodoffices verify-log`: check a record of acts without the server that wrote it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from goodoffices.cli.shell import NO, note
from goodoffices.errors import FileError, Where

__all__ = ["command"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--earlier", type=click.Path(path_type=Path), help="An earlier copy: the record must go on from it.")
@click.option("--head", metavar="HASH", help="The last hash as it was told to you; the record must contain it.")
@click.option("--json", "as_json", is_flag=True, help="JSON on standard output.")
def command(file: Path, earlier: Path | None, head: str | None, as_json: bool) -> int:
    r"""Check that nothing in a record of acts was changed, left out, put in or moved.

    FILE is the record that the page "Record" of a process gives out. Keep a copy from time to time, or note its last
    hash: a record that was written anew from the start holds together too, but not with what you kept.

    Exit code 1: the record does not hold.

    \b
    Example:
      goodoffices verify-log record.jsonl --earlier record-of-monday.jsonl
    """
    from goodoffices.seal import broken_link, read_log

    links = read_log(_text(file), str(file))
    before = read_log(_text(earlier), str(earlier)) if earlier else []
    broken = broken_link(links)
    forked = next((old.number for old, new in zip(before, links, strict=False) if old.hash != new.hash), None)
    if forked is None and len(links) < len(before):
        forked = len(links) + 1
    missing = head is not None and head.strip().lower() not in {link.hash for link in links}
    holds = broken is None and forked is None and not missing
    last = links[-1].hash if links else ""
    if as_json:
        told = {"holds": holds, "entries": len(links), "head": last, "broken": broken, "forked": forked}
        click.echo(json.dumps(told | {"head_missing": missing}, indent=2))
        return 0 if holds else NO
    if broken is not None:
        click.echo(f"Broken at entry {broken}: it does not follow from the one before it.")
    if forked is not None:
        click.echo(f"Another history from entry {forked} on: it is not what the earlier copy says.")
    if missing:
        click.echo("The hash that was told to you is not in this record.")
    if holds:
        click.echo(f"The record holds: {len(links)} entries.\nLast hash: {last or 'none'}")
        if not earlier and head is None:
            note("Compared with no earlier copy: a record written anew from the start would hold as well.")
    return 0 if holds else NO


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise FileError.of(f"the file cannot be read: {reason}", Where(str(file))) from error
