"""`goodoffices commitments show` and `due`: how each stands on a day, and what needs somebody now."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from goodoffices.cli.clock import today
from goodoffices.cli.commitments_joins import Joined, join_options, joined
from goodoffices.cli.evidence_choice import Day
from goodoffices.cli.numbers import Whole
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import DONE, NO, fitted, print_json

__all__ = ["due", "show"]

_SOON = 14
"""As in the room, which is not loaded to print a page of help."""


@click.command("show")
@click.argument("file")
@click.option("--party", "body", metavar="ID", help="Only what this one is bound to do, and verifies.")
@join_options
@click.option("--as-of", type=Day(), metavar="DATE", help="The day for which it is told (today).")
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every commitment with all that was said of it.")
def show(file: str, body: str | None, as_of: dt.date | None, *, in_json: bool, **joins: Any) -> None:
    r"""Show every commitment of FILE as it stood on a day: what was said later is not heard.

    With --ceasefire and a --ledger of incidents or a --store of events, and with --corridor, what happened stands at
    the commitment that names the same clause or corridor: an event, not a finding of breach.

    \b
    Example:
      goodoffices commitments show examples/valley-commitments/valleys.commitments.yaml \
        --as-of 2031-04-25 --ceasefire examples/ceasefire-two-valleys/terms.yaml \
        --ledger examples/ceasefire-two-valleys/monitors-a.csv
    """
    from goodoffices import commitments

    with progress() as say:
        agreement = commitments.read_commitments(file)
        day = as_of or today()
        touched: Joined = joined(agreement, joins, day, say)
    found = commitments.standings(agreement, day)
    if body:
        check_body(agreement, body)
        shown = [one for one in found if body in (*one.commitment.who, *one.commitment.verified_by)]
        if in_json:
            print_json(commitments.standings_json(agreement, shown, touched.at) | {"party": body})
            return
        sections = commitments.party_sections(agreement, found, body, touched.at)
    elif in_json:
        print_json(commitments.standings_json(agreement, found, touched.at))
        return
    else:
        sections = commitments.agreement_sections(agreement, found, touched.at)
    from goodoffices.cli.terminal import show_sections

    show_sections(*sections)
    click.echo(fitted(f"\n{commitments.CAUTION}", ""))


def check_body(agreement: Any, body: str) -> None:
    """Refuse an id that nobody has. Raises UserError."""
    from goodoffices.dossier import nearest
    from goodoffices.errors import UserError

    ids = [one.id for one in agreement.bodies]
    if body not in ids:
        raise UserError.of(f"nobody is named `{body}` in this file", remedy=nearest(body, ids, "They"))


@click.command("due")
@click.argument("file")
@click.option("--within", type=Whole(0, 3660), default=_SOON, metavar="DAYS", help=f"Days ahead ({_SOON}).")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day for which it is told (today).")
@click.option("--exit-code", "asks", is_flag=True, help="End with 1 when anything is overdue.")
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
def due(file: str, within: int, as_of: dt.date | None, *, asks: bool, in_json: bool) -> int:
    r"""List what is overdue, disputed, suspended or due soon, and what waits for what.

    \b
    Example:
      goodoffices commitments due examples/valley-commitments/valleys.commitments.yaml \
        --as-of 2031-04-25
    """
    from goodoffices import commitments

    agreement = commitments.read_commitments(file)
    day = as_of or today()
    wanted = ("overdue", "disputed", "suspended", "due", "waiting")
    whole = commitments.standings(agreement, day, soon=within)
    found = sorted(
        (one for one in whole if one.status in wanted),
        key=lambda one: (commitments.STATUSES.index(one.status), one.deadline or dt.date.max, one.commitment.id),
    )
    overdue = any(one.status == "overdue" for one in found)
    if in_json:
        told = commitments.standings_json(agreement, found)
        print_json(told | {"as_of": day.isoformat(), "counts": commitments.counted(whole)})
        return NO if asks and overdue else DONE
    if not found:
        click.echo(f"On {day} nothing is overdue, disputed, suspended, waiting, or due within {within} days.")
    for one in found:
        who = ", ".join(agreement.name_of(body) for body in one.commitment.who)
        click.echo(f"{commitments.why(one, agreement)}: {one.commitment.id}")
        click.echo(fitted(f"    {who}: {one.commitment.what}, {commitments.by_when(one)}"))
    if found:
        click.echo(fitted(commitments.CAUTION, ""))
    return NO if asks and overdue else DONE
