"""How figures are written: two significant digits, a word where there is no figure."""

from __future__ import annotations

import math

from benchmarks.clock import Timed

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MILLION = 10**6


def digits(value: float) -> str:
    """A positive number to two significant digits, never in powers of ten: `0.046`, `4.6`, `460`, `46,000`."""
    places = 1 - math.floor(math.log10(value))
    rounded = round(value, places)
    places = 1 - math.floor(math.log10(rounded))
    return f"{rounded:,.{max(places, 0)}f}"


def seconds(value: float) -> str:
    """A time to two significant digits, in milliseconds below a tenth of a second."""
    return f"{digits(1000 * value)} ms" if value < 0.0995 else f"{digits(value)} s"


def time_of(took: Timed | None) -> str:
    """A time, or why there is none."""
    if took is None:
        return "–"
    return took.why if took.seconds is None else seconds(took.seconds)


def packages(count: int) -> str:
    """A count in full up to a million and where it is no power of ten; else `10⁹`."""
    power = len(str(count)) - 1
    if count > MILLION and count == 10**power:
        return "10" + str(power).translate(SUPERSCRIPT)
    return f"{count:,}"


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]], left: int = 0) -> str:
    """A Markdown table whose first `left` columns are words and the others figures."""
    rule = "|".join("---" if place < left else "---:" for place in range(len(heads)))
    return "\n".join([f"| {' | '.join(heads)} |", f"|{rule}|", *(f"| {' | '.join(row)} |" for row in rows)])
