"""What a mediator reads of acceptance under incomplete preferences: would they accept, how sure is that, why."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.dossier import Dossier, Issue
from goodoffices.settlement.pages.uncertain_words import (
    acceptance_cell,
    all_cell,
    between,
    label,
    looseness,
    mark,
    share,
    short_share,
    why_barred,
)
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.uncertain.chance import Chance
from goodoffices.settlement.uncertain.result import Proposal, Uncertainty
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Note,
    Paragraph,
    Section,
    Table,
    plural,
    series,
    signed,
    spoken_estimate,
)

__all__ = ["acceptance_section", "acceptance_table", "finding", "options_section", "readings_section"]

LIKELY = 0.9
"""A share from which on a page says that all would accept in most readings of the file."""


def acceptance_section(dossier: Dossier, settlement: Settlement, uncertainty: Uncertainty) -> Section:
    """Would they accept? A finding, a table of proposals and parties, a picture."""
    from goodoffices.settlement.pages.uncertain_pictures import acceptance_picture  # noqa: PLC0415 - only to draw

    blocks: list[Block] = [
        Note(finding(settlement, uncertainty), "finding"),
        Paragraph(_meaning(dossier, uncertainty), see="readings"),
    ]
    picture = acceptance_picture(dossier, settlement, uncertainty)
    if picture:
        blocks += [acceptance_table(settlement, uncertainty), picture]
    return Section("acceptance", "Would they accept?", tuple(blocks))


def finding(settlement: Settlement, uncertainty: Uncertainty) -> str:
    """The answer in a few sentences, proposals by their signs."""
    words = [f"There is something that all could accept in {_of_draws(uncertainty.something_acceptable)}."]
    allowed = [one for one in uncertainty.proposals if one.is_allowed]
    certain = [one for one in allowed if one.certain == "yes"]
    likely = [one for one in allowed if one.certain == "open" and one.all_accept.share >= LIKELY]
    if certain:
        words.append(f"All would accept {_named(settlement, certain)} in every reading of the file.")
    if likely:
        words.append(f"All would accept {_named(settlement, likely)} in at least nine draws of ten.")
    for one in allowed:
        if one not in certain and one not in likely:
            weak = min(one.parties, key=lambda party: (party.chance.share, party.gain.mean))
            told = "no reading of the file" if one.certain == "no" else f"{share(one.all_accept)} of the draws"
            words.append(f"{mark(settlement, one)}: all accept in {told}; {weak.party} is the most doubtful.")
    barred = [f"{mark(settlement, one)} {why_barred(one)}" for one in uncertainty.proposals if not one.is_allowed]
    if barred:
        words.append(f"Not allowed as they stand: {'; '.join(barred)}.")
    return " ".join(words)


def _of_draws(chance: Chance) -> str:
    if chance.draws == 0:
        return "a share of the draws that is not known: no search came to its end"
    if chance.hits == chance.draws:
        return f"all {plural(chance.draws, 'draw')}"
    if chance.hits == 0:
        return f"none of {plural(chance.draws, 'draw')}"
    return f"{share(chance)} of {plural(chance.draws, 'draw')}"


def _named(settlement: Settlement, proposals: list[Proposal]) -> str:
    return series(mark(settlement, one) for one in proposals)


def _meaning(dossier: Dossier, uncertainty: Uncertainty) -> str:
    loose = looseness(dossier, uncertainty)
    if not loose:
        return "The file leaves nothing open, so every draw of it is the same, and every share is 0 or 1."
    return (
        f"Each draw fixes at random, within what the file says, all that it leaves open: {loose}. A number is the "
        "share of draws in which the party is no worse off than without agreement; “always” and “never” hold however "
        "the file is read."
    )


def acceptance_table(settlement: Settlement, uncertainty: Uncertainty) -> Table:
    """Proposals by deciding parties: the share of draws in which each accepts, and all at once."""
    columns = (
        Column("Proposal"),
        *(Column(party, numeric=True) for party in uncertainty.deciding),
        Column("All", numeric=True),
    )
    rows = tuple(
        (Cell(label(settlement, one), title=one.kind), *(acceptance_cell(p) for p in one.parties), all_cell(one))
        for one in uncertainty.proposals
    )
    return Table("Who would accept: the share of draws, with its 95% error", columns, rows)


def readings_section(dossier: Dossier, settlement: Settlement, uncertainty: Uncertainty) -> Section:
    """To look up: whose judgement it is, what is open, what would change it, and the gains in numbers."""
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
    return Section("readings", "Acceptance in every reading of the file", tuple(blocks), annex=True)


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
    """To look up: how often each option is in the Nash package; no blocks where there is no such package."""
    heading = "How often each option is in the Nash package"
    something = uncertainty.something_acceptable
    if not something.hits:
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
    table = Table("Options in the Nash package, with the 95% error", columns, rows)
    return Section("options", heading, (Paragraph(words), table), annex=True)


def _option_cells(issue: Issue, uncertainty: Uncertainty) -> tuple[Cell, Cell]:
    shares: Mapping[str, Chance] = uncertainty.options[issue.id]
    labels = {option.id: option.label for option in issue.options}
    order = sorted(shares, key=lambda option: -shares[option].hits)
    held = [f"{labels[option]} {share(shares[option])}" for option in order if shares[option].hits]
    never = [labels[option] for option in order if not shares[option].hits]
    bound = short_share(next(iter(shares.values()))) if not held else ""
    return Cell("; ".join(held) or bound), Cell("; ".join(never) or "–")
