"""How the numbers of a commitment are written: shares in percent, the rest to two digits."""

from __future__ import annotations

import math

from goodoffices.stability.commitment.study import Need
from goodoffices.values import plural

__all__ = ["NAMES", "amount", "needed", "percent", "plain"]

NAMES = {
    "detection": "Violations that bring the sanction",
    "discount": "Weight of the next period",
    "sanction": "Length of the sanction",
    "reward": "Reward for a period kept",
    "penalty": "Penalty in a period of the sanction",
}


def plain(value: float) -> str:
    """A number to two significant digits."""
    if value == 0:
        return "0"
    digits = max(0, 1 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".").replace("-", "\N{MINUS SIGN}") if "." in text else text


def percent(share: float) -> str:
    """A share of 1 in whole percent; the ends are told only where they are meant."""
    if 0 < share < 0.01:  # noqa: PLR2004
        return "under 1 %"
    if 0.99 < share < 1:  # noqa: PLR2004
        return "over 99 %"
    return f"{100 * share:.0f} %"


def amount(what: str, value: float) -> str:
    """A number of one of the things in `NAMES`, as a word of a sentence."""
    if what == "sanction":
        return "without end" if math.isinf(value) else plural(math.ceil(value), "period")
    if math.isinf(value):
        return "none suffices"
    return percent(value) if what == "detection" else plain(value)


def needed(what: str, need: Need) -> tuple[str, str]:
    """How much suffices at the middle, and from the kindest to the harshest numbers ("" where both are alike)."""
    told = [_enough(what, value) for value in (need.middle, need.kindest, need.harshest)]
    if told[1] == told[2]:
        return told[0], ""
    return told[0], f"{told[1]}, or none suffices" if math.isinf(need.harshest) else f"{told[1]} to {told[2]}"


def _enough(what: str, value: float) -> str:
    if math.isinf(value):
        return "none suffices"
    if what == "detection":
        value = math.ceil(100 * value - 1e-9) / 100  # what is enough is never rounded down
    return "none needed" if value == 0 else amount(what, value)
