"""How shares of draws and certain answers are put into words, wherever they are read. Never more than two digits."""

from __future__ import annotations

import math
from collections.abc import Mapping

from goodoffices.dossier import Dossier
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.uncertain.doubts import ANYTHING
from goodoffices.settlement.uncertain.result import Acceptance, Proposal
from goodoffices.values import Cell, Chance, count, plural, series, shortened, signed

__all__ = [
    "HOLDS",
    "MARKS",
    "NOTHING_OPEN",
    "WEAK",
    "acceptance_cell",
    "all_cell",
    "between",
    "is_never",
    "label",
    "least_likely",
    "looseness",
    "mark",
    "share",
    "short_share",
    "title",
    "why_barred",
]

PER_CENT = 100

ALMOST = 0.995
"""A share from here on would be rounded to 1.00, which would say too much."""

HOLDS = 0.5
"""A package that its most doubtful party accepts in a smaller share of draws is not said to survive doubt."""

NOTHING_OPEN = "The file leaves nothing open: the central answer is the only one."
"""What takes the place of all shares where no draw can differ from another."""

WEAK = "Largest smallest P"
"""What the robust package is called where that party does not accept in most draws: it does not survive the doubt."""

MARKS = {"robust": "◆", "regret": "◇"}
"""Signs of the packages that stem from advice."""


def share(chance: Chance) -> str:
    """A share with its error: `0.62 ±0.04`; where that would reach below 0 or above 1, the end of the 95% interval that
    lies within: `<0.04`, `>0.99`."""
    if chance.draws == 0:
        return "not known"
    if is_never(chance):
        return "0"
    told, error = f"{chance.share:.2f}", max(round(PER_CENT * chance.error), 1)
    value = round(PER_CENT * float(told))
    if chance.hits == chance.draws or chance.share >= ALMOST or value + error > PER_CENT:
        return f">{min(math.floor(100 * chance.low), 99) / 100:.2f}"
    if chance.hits == 0 or chance.share < 1 - ALMOST or value < error:
        return f"<{max(math.ceil(100 * chance.high), 1) / 100:.2f}"
    return f"{told} ±{error / PER_CENT:.2f}"


def short_share(chance: Chance) -> str:
    """A share without its error: `0.62`, `>0.99`, `<0.01`; next to all or nothing it is what the error leaves."""
    if chance.draws == 0:
        return "–"
    return share(chance).partition(" ")[0]


def is_never(chance: Chance) -> bool:
    """Whether something cannot be, whatever is drawn."""
    return chance.draws > 0 and chance.high == 0


def between(chance: Chance) -> str:
    """A share as a count with its interval, rounded outwards: `in 623 of 1,000 draws (0.59 to 0.66)`."""
    if chance.draws == 0:
        return "in no draw, as there is none to count"
    low, high = math.floor(100 * chance.low) / 100, math.ceil(100 * chance.high) / 100
    return f"in {count(chance.hits)} of {plural(chance.draws, 'draw')} ({low:.2f} to {high:.2f})"


def mark(settlement: Settlement, proposal: Proposal) -> str:
    """The sign of a proposal: the letter of a candidate, the number of a text on record, ◆ and ◇ for advice."""
    if proposal.kind == "text":
        return str([text.id for text in settlement.texts].index(proposal.id) + 1)
    return MARKS.get(proposal.kind, proposal.id)


def label(settlement: Settlement, proposal: Proposal, width: int = 200) -> str:
    """The sign and the title of a proposal: `A · Nash`, `2 · Memorandum …`."""
    return f"{mark(settlement, proposal)} · {shortened(title(proposal), width)}"


def title(proposal: Proposal) -> str:
    """The title of a proposal; what is the most robust and yet not accepted in most draws is not called robust."""
    if proposal.kind == "robust" and min(one.chance.share for one in proposal.parties) < HOLDS:
        return proposal.title.replace("Robust proposal", WEAK)
    return proposal.title


def least_likely(accepts: Mapping[str, Chance]) -> tuple[str, ...]:
    """The parties among which the one that accepts in the fewest draws must be sought: all whose 95% interval overlaps
    that of the least share, which comes first."""
    least = min(accepts, key=lambda party: accepts[party].share)
    near = (party for party in accepts if party != least and accepts[party].low <= accepts[least].high)
    return (least, *near)


def acceptance_cell(one: Acceptance) -> Cell:
    """Whether one party would accept: `always` and `never` where that is certain, else the share of draws."""
    reach = f"gain between {signed(one.least)} and {signed(one.greatest)} in every reading of the file"
    if one.red_line:
        return Cell("red line", tone="bad", title=f"crosses a red line; {reach}")
    if one.certain == "yes":
        return Cell("always", tone="good", title=reach)
    if one.certain == "no":
        return Cell("never", tone="bad", title=reach)
    return Cell(share(one.chance), title=f"{between(one.chance)}; {reach}")


def all_cell(proposal: Proposal) -> Cell:
    """Whether all deciding parties would accept at once."""
    if not proposal.is_allowed:
        return Cell("not allowed", tone="bad", title=why_barred(proposal))
    if proposal.certain == "yes":
        return Cell("always", tone="good")
    if proposal.certain == "no":
        return Cell("never", tone="bad")
    return Cell(share(proposal.all_accept), title=between(proposal.all_accept))


def why_barred(proposal: Proposal) -> str:
    """What a package that is not allowed crosses and breaks: `crosses a red line of irn and breaks 1 linkage`."""
    words = []
    if proposal.red_lines:
        parties = dict.fromkeys(breach.party for breach in proposal.red_lines)
        lines = "a red line" if len(proposal.red_lines) == 1 else f"{count(len(proposal.red_lines))} red lines"
        words.append(f"crosses {lines} of {series(parties)}")
    if proposal.linkages:
        words.append(f"breaks {plural(len(proposal.linkages), 'linkage')}")
    return series(words)


def looseness(dossier: Dossier) -> str:
    """What the file leaves open of the deciding parties: `58 of 60 weights, 5 of 5 fallbacks and the sizes of …`;
    empty where nothing is open."""
    deciding = {party.id for party in dossier.parties if party.role.decides}
    lines = [q for issue in dossier.issues for q in issue.preferences if q.party in deciding and not q.is_silent]
    orders = sum(sum(step > 0 for step in q.steps) > 1 for q in lines)
    values = [rating.value or ANYTHING for q in lines for rating in q.ratings if rating.level is None]
    fallbacks = [p.fallback for p in dossier.parties if p.id in deciding and p.fallback]
    worths = [interaction.worth for interaction in dossier.interactions if interaction.party in deciding]
    groups = [
        ([q.weight for q in lines], "weight"),
        (fallbacks, "fallback"),
        (values, "value"),
        (worths, "interaction"),
    ]
    told = []
    for estimates, name in groups:
        loose = sum(not estimate.is_exact for estimate in estimates)
        if loose:
            told.append(f"{count(loose)} of {plural(len(estimates), name)}")
    told += [f"the sizes of the steps in {plural(orders, 'order')}"] if orders else []
    return series(told)
