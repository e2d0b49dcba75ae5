"""What could be traded from a text so that nobody who decides loses by it, and what if the file said otherwise."""

from goodoffices.settlement.trades.answer import LIMIT, what_to_trade
from goodoffices.settlement.trades.as_json import trades_json, what_if_json
from goodoffices.settlement.trades.difference import Blocked, Difference, Edit, Moved, RuleMoved, TextMoved
from goodoffices.settlement.trades.result import (
    Change,
    Completions,
    Nearest,
    Package,
    Start,
    Trades,
    TwoIssueTrade,
    TwoIssueTrades,
)
from goodoffices.settlement.trades.start import latest_whole_text
from goodoffices.settlement.trades.supposed import suppose
from goodoffices.settlement.trades.what_if import what_if

__all__ = [
    "LIMIT",
    "Blocked",
    "Change",
    "Completions",
    "Difference",
    "Edit",
    "Moved",
    "Nearest",
    "Package",
    "RuleMoved",
    "Start",
    "TextMoved",
    "Trades",
    "TwoIssueTrade",
    "TwoIssueTrades",
    "latest_whole_text",
    "suppose",
    "trades_json",
    "what_if",
    "what_if_json",
    "what_to_trade",
]
