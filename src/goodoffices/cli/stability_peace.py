"""`goodoffices stability price`, `inverse` and `shocks`: would this state hold, what would do, what could undo it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.evidence_page import check_page_options, write_page
from goodoffices.cli.numbers import draws_option, seed_option
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import DONE, NO, print_json

if TYPE_CHECKING:
    from goodoffices.stability.peace import Ask

__all__ = ["inverse", "price", "shocks"]

_CONCEPTS = ("nash", "gmr", "seq")
_DRAWS = 2000
"""As in the room, which is not loaded to read a number."""

Wrap = Callable[[Callable[..., Any]], Callable[..., Any]]


def _shared(concepts: tuple[str, ...]) -> Wrap:
    """The options of all three."""

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        options = (
            click.argument("file"),
            click.option("--state", default="", metavar="S", help="A state: its number or pattern (the agreement)."),
            click.option(
                "--concept", type=click.Choice(concepts), default="seq", help="In which sense it is to hold (seq)."
            ),
            click.option("-o", "--output", metavar="FILE", help="Write it as one page that opens offline (-: stdout)."),
            click.option("--pdf", metavar="FILE", help="Write it as a PDF, too."),
            click.option("--figures", metavar="DIR", help="Write the pictures as SVG, PNG and PDF into DIR."),
            click.option("--exit-code", "asks", is_flag=True, help="End with 1 when the state would not hold."),
            click.option("--json", "in_json", is_flag=True, help="Print JSON."),
        )
        for option in reversed(options):
            function = option(function)
        return function

    return wrap


@click.command("price", short_help="What staying would have to be worth more to each, and who would break it.")
@_shared(_CONCEPTS)
@draws_option(_DRAWS)
@seed_option()
def price(file: str, *, draws: int, seed: int | None, **shared: Any) -> int:
    r"""Price peace: what would break the state of FILE that is asked about, who could, what would stop them.

    For every maker: the move that tempts it, what it would gain, the answer that deters it, and what staying would have
    to be worth more for the state to be stable for it. With what the file leaves open (`perhaps`, `?`, intervals,
    `chance`) also how often the state holds, and which judgement to ask about next.

    Exit code 0: done. 1: the state would not hold (only with --exit-code). 2: no valid model.

    \b
    Example:
      goodoffices stability price examples/astana-2017/stability.yaml -o price.html
    """
    from goodoffices.stability.peace import Ask

    return _answer(file, Ask(chance=draws > 0, draws=draws, seed=1 if seed is None else seed), shared)


@click.command("inverse", short_help="The smallest changes and the cheapest guarantees that make a state hold.")
@_shared((*_CONCEPTS, "smr", "sseq"))
def inverse(file: str, **shared: Any) -> int:
    r"""Make a state of FILE hold: whose preferences would have to change and how little is enough, and which of the
    levers in the file (`levers`: guarantees, payments, sanctions) do it at the least cost.

    Says what is proved to be the least, what each giver must stand ready to do, and whether it would.

    Exit code 0: done. 1: the state does not hold as it is (only with --exit-code). 2: no valid model.

    \b
    Example:
      goodoffices stability inverse examples/two-armies/stability.yaml
    """
    from goodoffices.stability.peace import Ask

    return _answer(file, Ask(inverse=True), shared)


@click.command("shocks", short_help="Which equilibria survive which shock.")
@_shared(_CONCEPTS)
def shocks(file: str, **shared: Any) -> int:
    r"""Shake the model of FILE by each of its `shocks`, and say what survives: the agreement and every equilibrium.

    Exit code 0: done. 1: the state asked about would not hold even without a shock (only with --exit-code). 2: no
    valid model.

    \b
    Example:
      goodoffices stability shocks examples/astana-2017/stability.yaml --pdf shocks.pdf
    """
    from goodoffices.stability.peace import Ask

    return _answer(file, Ask(shocks=True), shared)


def _answer(file: str, ask: Ask, shared: dict[str, Any]) -> int:
    output, figures, paper, in_json = (shared[key] for key in ("output", "figures", "pdf", "in_json"))
    check_page_options(output, figures, file, in_json=in_json)
    if paper is not None and Path(paper).suffix.lower() != ".pdf":
        raise click.UsageError(f"The paper is a PDF and cannot be called {paper}.")
    with progress() as say:
        say("Reading the model")
        from goodoffices.stability.peace import peace_json, peace_sections, read_peace, study_peace

        model, beside = read_peace(file)
        found = study_peace(model, beside, replace(ask, state=shared["state"], concept=shared["concept"]), say)
        sections = peace_sections(found) if output or figures or paper or not in_json else ()
        say("Writing the page")
        digest = f"sha256:{sha256(Path(file).read_bytes()).hexdigest()}"
        source = replace(found.provenance, inputs=((Path(file).name, digest), *found.provenance.inputs))
        title, place = model.title or model.id, Path(paper) if paper else None
        kicker = "What would hold"
        written = write_page(title, sections, source, html=output, figures=figures, paper=place, kicker=kicker)
    if in_json:
        print_json(peace_json(found) | ({"written": written} if written else {}))
    elif output != "-":
        from goodoffices.cli.terminal import show_sections

        show_sections(*(section for section in sections if not section.annex))
    return NO if shared["asks"] and found.spoilers else DONE
