"""`goodoffices what-if`: how does the answer change when the file says otherwise? Nothing is written."""

from __future__ import annotations

import click

from goodoffices.cli.numbers import cap_option
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import DONE, native_words_aside, print_json

__all__ = ["command"]


@click.command("what-if", context_settings={"ignore_unknown_options": True})
@click.argument("file")
@click.argument("changes", nargs=-1, metavar="[KEY VALUE]...")
@click.option(
    "--drop", "drops", multiple=True, metavar="WHAT", help="A red line, PARTY:ISSUE=OPTION, or a linkage, linkage:N."
)
@cap_option()
@click.option("--json", "in_json", is_flag=True, help="Print JSON: every number before, after, and the difference.")
def command(file: str, changes: tuple[str, ...], *, drops: tuple[str, ...], cap: int | None, in_json: bool) -> int:
    r"""Show how the answer changes when FILE says otherwise. Nothing is written.

    Every KEY gets the VALUE behind it, in the words of `goodoffices dossier set`: keys joined by dots, VALUE in single
    quotes. Dropping needs no spelling out: --drop gov:air=none drops that red line, --drop linkage:2 the second
    linkage of the file. All changes are made together.

    \b
    Example:
      goodoffices what-if examples/two-villages/dossier.yaml parties.upper.fallback 45 \
        --drop lower:water=upper
    """
    from goodoffices.dossier import load_text
    from goodoffices.settlement import FRONTIER_CAP, suppose, what_if, what_if_json, what_if_sections

    if len(changes) % 2:
        raise click.UsageError(f"The key {changes[-1]} has no value behind it.")
    if not changes and not drops:
        raise click.UsageError("Say what would be otherwise: a KEY with its VALUE, or --drop WHAT.")
    with progress() as say:
        say("Reading the dossier")
        pairs = tuple(zip(changes[::2], changes[1::2], strict=True))
        before, after, edits = suppose(load_text(file), pairs, drops, file)
        with native_words_aside():
            difference = what_if(before, after, edits, cap or FRONTIER_CAP, say)
    if in_json:
        print_json(what_if_json(difference))
    else:
        from goodoffices.cli.terminal import show_sections

        show_sections(*what_if_sections(before, difference))
    return DONE
