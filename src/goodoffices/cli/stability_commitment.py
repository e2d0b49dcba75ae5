"""`goodoffices stability commitment`: can they commit themselves."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.evidence_page import check_page_options, write_page
from goodoffices.cli.numbers import draws_option, seed_option
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import DONE, NO, print_json

__all__ = ["commitment"]

_NUMBERS = ("comply", "cheat", "war", "discount", "detection", "false-alarm", "sanction", "reward", "penalty")
_NEEDED = _NUMBERS[:7]  # without a guarantor's reward and penalty, which are 0 if not given


@click.command("commitment", short_help="What monitoring, reward, penalty or sanction makes a ceasefire hold.")
@click.argument("file", required=False)
@click.option("--comply", metavar="X", help="What a period brings when both keep it; an interval as 4..6.")
@click.option("--cheat", metavar="X", help="What a period brings when one alone breaks it.")
@click.option("--war", metavar="X", help="What a period of war brings.")
@click.option("--discount", metavar="X", help="What the next period counts against this one, 0 to 1.")
@click.option("--detection", metavar="X", help="The chance that a violation brings the sanction, 0 to 1.")
@click.option("--false-alarm", metavar="X", help="The chance of a sanction without a violation, 0 to 1.")
@click.option("--sanction", metavar="X", help="How many periods the sanction lasts, or `forever`.")
@click.option("--reward", metavar="X", help="What a guarantor adds to a period kept.")
@click.option("--penalty", metavar="X", help="What a guarantor takes from a period of the sanction.")
@click.option("-o", "--output", metavar="FILE", help="Write it as one page that opens offline (-: standard output).")
@draws_option(2000)
@seed_option()
@click.option("--exit-code", "asks", is_flag=True, help="End with 1 unless the ceasefire holds for all numbers given.")
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
def commitment(
    file: str | None,
    output: str | None,
    *,
    draws: int,
    seed: int | None,
    asks: bool,
    in_json: bool,
    **numbers: str | None,
) -> int:
    r"""Say what would make each side keep a ceasefire, from FILE or from numbers given as options.

    A file may also hold the chances and costs of war (which settlements both prefer to it) and the phases of a
    disarmament (how much a guarantee must cover). Every number may be an interval.

    \b
    Example:
      goodoffices stability commitment examples/two-armies/commitment.yaml -o commitment.html
      goodoffices stability commitment --comply 5 --cheat 8 --war 2 --discount 0.8 \
        --detection 0.4 --false-alarm 0.05 --sanction 6
    """
    given = {name: numbers[name.replace("-", "_")] for name in _NUMBERS if numbers[name.replace("-", "_")] is not None}
    if bool(file) == bool(given):
        raise click.UsageError("Name a file, or give the numbers as options: one of the two.")
    if given and (missing := [f"--{name}" for name in _NEEDED if name not in given]):
        raise click.UsageError(f"Without a file these are needed too: {', '.join(missing)}.")
    check_page_options(output, None, *([file] if file else []), in_json=in_json)
    with progress() as say:
        say("Reading")
        from goodoffices.stability import commitment as room

        found = room.read_commitment(file) if file else room.parse_commitment(_as_file(given), "options")
        say("Drawing from the intervals")
        study = room.study_commitment(found, draws=draws, seed=1 if seed is None else seed)
        sections = room.commitment_sections(study)
        title = found.title or (Path(file).stem if file else "A ceasefire")
        written = write_page(title, sections, study.provenance, html=output, kicker="Commitment")
    if in_json:
        print_json(room.commitment_json(study) | ({"written": written} if written else {}))
    elif output != "-":
        from goodoffices.cli.terminal import show_sections

        show_sections(*(section for section in sections if not section.annex))
    return NO if asks and any(each.verdict != "always" for each in study.keeping) else DONE


def _as_file(given: dict[str, str | None]) -> str:
    """The numbers as the file that would state them, so that one reader checks both."""
    import json

    lines = [f"    {name.replace('-', '_')}: {json.dumps(text, ensure_ascii=False)}" for name, text in given.items()]
    return "\n".join(["commitment: options", "ceasefire:", "  party:", *lines, ""])
