"""The price of peace: what staying would have to be worth more to each, what tempts it away, and what deters it.

found = prices(case.graph, worths, "seq")
found.spoilers(state); temptation(case.graph, worths, "seq", maker, state)
"""

from goodoffices.stability.price.plain import plain_is_stable_at, plain_price
from goodoffices.stability.price.pricing import Prices, left_after, prices
from goodoffices.stability.price.question import Question
from goodoffices.stability.price.standing import stands
from goodoffices.stability.price.temptation import Step, Temptation, temptation
from goodoffices.stability.price.worths import Valued, Worth, WorthRule, Worths, by_rank, ranked, valued

__all__ = [
    "Prices",
    "Question",
    "Step",
    "Temptation",
    "Valued",
    "Worth",
    "WorthRule",
    "Worths",
    "by_rank",
    "left_after",
    "plain_is_stable_at",
    "plain_price",
    "prices",
    "ranked",
    "stands",
    "temptation",
    "valued",
]
