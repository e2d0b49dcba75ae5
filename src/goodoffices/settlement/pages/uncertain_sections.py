"""What a mediator reads of acceptance under incomplete preferences: would they accept, how sure is that, why."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.dossier import Dossier, Issue
from goodoffices.settlement.pages.uncertain_finding import finding
from goodoffices.settlement.pages.uncertain_words import (
    acceptance_cell,
    all_cell,
    between,
    label,
    looseness,
    share,
    short_share,
)
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.uncertain.questions import FEWEST_DRAWS
from goodoffices.settlement.uncertain.result import Uncertainty
from goodoffices.values import (
    Block,
    Cell,
    Chance,
    Column,
    Note,
    Paragraph,
    Section,
    Table,
    count,
    plural,
    series,
    signed,
    spoken_estimate,
)

__all__ = ["acceptance_section", "acceptance_table", "option_base", "options_section", "readings_section"]


def acceptance_section(dossier: Dossier, settlement: Settlement, uncertainty: Uncertainty) -> Section:
    """Would they accept? A finding, a table of proposals and parties, a picture; one sentence where nothing is open."""
    from goodoffices.settlement.pages.uncertain_pictures import acceptance_picture  # noqa: PLC0415 - only to draw

    blocks: list[Block] = [Note(finding(dossier, settlement, uncertainty), "finding")]
    loose = looseness(dossier)
    if loose:
        blocks.append(Paragraph(_meaning(loose), see="readings"))
    if loose and uncertainty.proposals:
        picture = acceptance_picture(dossier, settlement, uncertainty)
        blocks += [acceptance_table(settlement, uncertainty), *([picture] if picture else [])]
    return Section("acceptance", "Would they accept?", tuple(blocks))


def _meaning(loose: str) -> str:
    return (
        f"Each draw fixes at random, within what the file says, all that it leaves open: {loose}. A number is the "
        "share of draws in which the party is no worse off than without agreement; “always” and “never” hold however "
        "the file is read."
    )


def acceptance_table(settlement: Settlement, uncertainty: Uncertainty) -> Table:
    """Proposals by deciding parties: the share of draws in which each accepts, and all at once."""
    columns = (
        Column("Proposal"),
        Column("All", numeric=True),
        *(Column(party, numeric=True) for party in uncertainty.deciding),
    )
    rows = tuple(
        (Cell(label(settlement, one), title=one.kind), all_cell(one), *(acceptance_cell(p) for p in one.parties))
        for one in uncertainty.proposals
    )
    return Table("Who would accept: the share of draws, ± its 95% error; < and >: its 95% bound", columns, rows)


def readings_section(dossier: Dossier, settlement: Settlement, uncertainty: Uncertainty) -> Section:
    """To look up: whose judgement it is, what is open, what would change it, and the gains in numbers; no blocks where
    nothing is open."""
    heading = "Acceptance in every reading of the file"
    if not looseness(dossier):
        return Section("readings", heading, annex=True)
    by = f"those of {dossier.by}, unless a line says otherwise" if dossier.by else "as the dossier attributes them"
    blocks: list[Block] = [
        Paragraph(
            "These are shares of what one file allows, not chances in the world: they say how far the answer hangs "
            f"on what the file leaves open, and nothing of whether the file is right. Its judgements are {by}. "
            f"{_fallbacks(dossier, uncertainty)}"
        ),
        Paragraph(
            "All that is open varies at once, each judgement on its own and evenly within its interval. What the file "
            "states as one number, the order of the options, the red lines and the linkages do not vary: where one of "
            "those is wrong, or an interval is too narrow, the shares change, and no number here shows by how much."
        ),
    ]
    if uncertainty.proposals:
        blocks.append(_gain_table(settlement, uncertainty))
    blocks += [Paragraph(f"{word}.") for word in _remarks(uncertainty)]
    blocks.append(Note(_method(uncertainty), "method"))
    return Section("readings", heading, tuple(blocks), annex=True)


def _fallbacks(dossier: Dossier, uncertainty: Uncertainty) -> str:
    loose = [
        (party.id, party.fallback)
        for party in dossier.parties
        if party.id in uncertainty.deciding and party.fallback and not party.fallback.is_exact
    ]
    if not loose:
        return "No fallback is given as an interval."
    return f"Fallbacks vary: {series(f'{party} {spoken_estimate(fallback)}' for party, fallback in loose)}."


def _gain_table(settlement: Settlement, uncertainty: Uncertainty) -> Table:
    names = ("Proposal", "Party", "Accepts", "Mean", "Nine draws of ten", "Every reading")
    columns = tuple(Column(name, numeric=place > 1) for place, name in enumerate(names))
    rows = []
    for one in uncertainty.proposals:
        for party in one.parties:
            spread = f"{signed(party.gain.low)} to {signed(party.gain.high)}"
            ends = f"{signed(party.least)} to {signed(party.greatest)}"
            accepts = acceptance_cell(party)
            rows.append(
                (
                    Cell(label(settlement, one, 50) if party is one.parties[0] else ""),
                    Cell(party.party),
                    accepts,
                    Cell(signed(party.gain.mean)),
                    Cell(spread),
                    Cell(ends),
                )
            )
    return Table(
        "Gains over fallback, in points: the mean, where nine draws of ten lie, and the ends of all readings",
        columns,
        tuple(rows),
    )


def _remarks(uncertainty: Uncertainty) -> list[str]:
    words = []
    if uncertainty.left_out:
        texts = "partial text" if len(uncertainty.left_out) == 1 else "partial texts"
        words.append(
            f"Left out, as who accepts depends on what completes it: the {texts} {series(uncertainty.left_out)}"
        )
    if uncertainty.unsettled:
        words.append(
            f"In {plural(uncertainty.unsettled, 'draw')} the search for the Nash package reached its limit; these do "
            "not count among its options"
        )
    return words


def _method(uncertainty: Uncertainty) -> str:
    made = uncertainty.provenance
    return (
        f"{made.method}. {plural(uncertainty.draws, 'draw')}, seed {uncertainty.seed}: the same seed gives the same "
        f"numbers. Errors: 95% score intervals (Wilson 1927). “Always” and “never”: exact, over all models the file "
        f"allows (Greco, Mousseau and Słowiński 2008). Version {made.version}."
    )


def options_section(dossier: Dossier, uncertainty: Uncertainty) -> Section:
    """To look up: how often each option is in the Nash package; no blocks where there is none, or nothing is open."""
    heading = "How often each option is in the Nash package"
    something = uncertainty.something_acceptable
    if not something.hits or not looseness(dossier):
        return Section("options", heading, annex=True)
    rows = tuple((Cell(issue.ask, title=issue.id), *_option_cells(issue, uncertainty)) for issue in dossier.issues)
    words = (
        "The Nash package (the largest product of gains) of every draw in which something is acceptable, "
        f"{between(something)}. An option that is in it nearly always is a safe part of a proposal; where two share "
        "the draws, the choice hangs on what the file leaves open."
    )
    if uncertainty.tied:
        words += (
            f" In {plural(uncertainty.tied, 'draw')} the rule cannot tell several packages apart; the one whose "
            "options come first in the file counts."
        )
    columns = (Column("Issue"), Column("Options, by share of draws"), Column("In no draw"))
    table = Table(f"Options in the Nash package, {option_base(uncertainty)}", columns, rows)
    return Section("options", heading, (Paragraph(words), table), annex=True)


def option_base(uncertainty: Uncertainty) -> str:
    """What the shares of options are shares of, and whether that is too little: `by share of the 6 of 200 draws …`."""
    base = next(iter(next(iter(uncertainty.options.values())).values())).draws
    few = ": few, so hardly telling" if base < FEWEST_DRAWS else ""
    if base == uncertainty.draws:
        return f"by share of {plural(base, 'draw')}{few}"
    return f"by share of the {count(base)} of {plural(uncertainty.draws, 'draw')} in which there is one{few}"


def _option_cells(issue: Issue, uncertainty: Uncertainty) -> tuple[Cell, Cell]:
    shares: Mapping[str, Chance] = uncertainty.options[issue.id]
    labels = {option.id: option.label for option in issue.options}
    order = sorted(shares, key=lambda option: -shares[option].hits)
    held = [f"{labels[option]} {share(shares[option])}" for option in order if shares[option].hits]
    never = [labels[option] for option in order if not shares[option].hits]
    bound = short_share(next(iter(shares.values()))) if not held else ""
    return Cell("; ".join(held) or bound), Cell("; ".join(never) or "–")
