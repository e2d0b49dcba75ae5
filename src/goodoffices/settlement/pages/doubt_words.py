"""What the draws say of the central answer, in the sentence that stands beside it."""

from __future__ import annotations

from goodoffices.dossier import Dossier
from goodoffices.settlement.pages.text_sections import all_could_accept
from goodoffices.settlement.pages.trade_words import telling
from goodoffices.settlement.pages.uncertain_finding import something_words
from goodoffices.settlement.pages.uncertain_words import looseness, share
from goodoffices.settlement.result import Settlement
from goodoffices.settlement.trades import Trades
from goodoffices.settlement.uncertain.questions import FEWEST_DRAWS
from goodoffices.settlement.uncertain.result import Proposal, Uncertainty
from goodoffices.values import plural

__all__ = ["doubt_of_answer"]


def doubt_of_answer(
    dossier: Dossier, settlement: Settlement, uncertainty: Uncertainty, trades: Trades | None = None
) -> str:
    """In how many draws there is something, in how many all accept each text that is allowed, and in how many nobody
    loses by what is better than it; nothing where the file leaves nothing open."""
    if not looseness(dossier) or uncertainty.draws < FEWEST_DRAWS:
        return ""
    if not settlement.packages.allowed:
        return "No other reading of its intervals changes that."
    texts = [one for one in uncertainty.proposals if one.kind == "text" and one.is_allowed and one.certain != "yes"]
    spoken_of = [text.id for text in settlement.texts if all_could_accept(settlement, text)]
    only = len(texts) == 1 and spoken_of == [texts[0].id]
    named = {one.id: "that text" if only else f"“{one.title}”" for one in texts}
    drawn = f"Over {plural(uncertainty.draws, 'draw')} of what the file leaves open"
    words = [
        f"{drawn}: {something_words(uncertainty)}",
        *(f"all accept {named[one.id]} in {_share_of(one)}" for one in texts),
        *(_by_better(trades, "it" if only and trades.start.name == texts[0].id else "") if trades else ()),
    ]
    return f"{'; '.join(words)}."


def _share_of(text: Proposal) -> str:
    return "none" if text.certain == "no" else share(text.all_accept)


def _by_better(trades: Trades, start: str) -> list[str]:
    better = telling(trades, trades.better.packages) if trades.better else ()
    losses = sorted((one.no_loss for one in better if one.no_loss), key=lambda chance: chance.share)
    if not losses:
        return []
    least, most = share(losses[0]), share(losses[-1])
    told = most if least == most else f"{least} to {most}"
    start = start or f"“{trades.start.title}”"
    return [f"nobody loses by the nearest packages better than {start} in {told}"]
