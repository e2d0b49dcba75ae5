"""What can be said when preferences are known only in part: an order here, an interval there.

`explore` draws models that say no more than the dossier does, and tells who would accept what in how many of them, what
is certain whatever is drawn, what to propose under such doubt, and what to ask next.
"""

from goodoffices.settlement.uncertain.advice import Advice, Advised
from goodoffices.settlement.uncertain.as_json import uncertainty_json
from goodoffices.settlement.uncertain.ensemble import DEFAULT_DRAWS, Spreading, explore
from goodoffices.settlement.uncertain.own import OwnWorth, Raise, own_worth
from goodoffices.settlement.uncertain.questions import Question
from goodoffices.settlement.uncertain.result import Acceptance, Proposal, Spread, Uncertainty

__all__ = [
    "DEFAULT_DRAWS",
    "Acceptance",
    "Advice",
    "Advised",
    "OwnWorth",
    "Proposal",
    "Question",
    "Raise",
    "Spread",
    "Spreading",
    "Uncertainty",
    "explore",
    "own_worth",
    "uncertainty_json",
]
