"""How numbers, dates and lists are written on every page: plain international English, no locale, no noise."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Sequence
from fractions import Fraction

from goodoffices.values.estimate import Estimate
from goodoffices.values.period import Period

__all__ = [
    "MONTHS",
    "count",
    "duration",
    "number",
    "numbers",
    "plural",
    "series",
    "shortened",
    "signed",
    "spoken_date",
    "spoken_estimate",
    "wrapped",
]

MINUS = "\N{MINUS SIGN}"
LARGE = 10**18
"""Nobody reads the digits of a number from here on."""

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def count(value: int) -> str:
    """A whole number in groups of three: `10,368,000`; from a million million million on by its size: `10^25`, `about
    3.2 × 10^28`."""
    if abs(value) < LARGE:
        return f"{value:,}".replace("-", MINUS)
    power, sign = len(str(abs(value))) - 1, MINUS if value < 0 else ""
    if abs(value) == 10**power:
        return f"{sign}10^{power}"
    tenths = round(Fraction(abs(value), 10 ** (power - 1)))
    power, tenths = (power + 1, 10) if tenths == 100 else (power, tenths)  # noqa: PLR2004 - 9.96 is 10.0
    return f"about {sign}{tenths / 10:.1f} × 10^{power}"


def plural(value: int, one: str, many: str = "") -> str:
    """A count with its noun: `1 package`, `2 packages`."""
    return f"{count(value)} {one if value == 1 else many or one + 's'}"


def duration(minutes: int) -> str:
    """Whole minutes as people say them: `40 min`, `2 h`, `13 h 5 min`, `2 d 1 h`."""
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = ((days, "d"), (hours, "h"), (rest, "min"))
    return " ".join(f"{value} {unit}" for value, unit in parts if value) or "0 min"


def number(value: float) -> str:
    """A number to one decimal, without a decimal that says nothing: `7`, `7.5`."""
    text = f"{float(value):.1f}".removesuffix(".0").replace("-", MINUS)
    return "0" if text == f"{MINUS}0" else text


def numbers(values: Sequence[float]) -> list[str]:
    """Numbers that stand in one column: all with one decimal where any needs it, else none with."""
    told = [number(value) for value in values]
    some = any("." in text for text in told)
    return [f"{text}.0" if some and "." not in text else text for text in told]


def signed(value: float) -> str:
    """A gain in points, one decimal, always with its sign: `+21.9`, `−4.0`, `0.0`."""
    text = f"{float(value):+.1f}"
    return "0.0" if text in {"+0.0", "-0.0"} else text.replace("-", MINUS)


def series(items: Iterable[str], last: str = "and") -> str:
    """Words in a row: `a, b and c`."""
    words = list(items)
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def shortened(text: str, width: int) -> str:
    """The text, cut at a word with an ellipsis when it is longer than `width` characters."""
    if len(text) <= width:
        return text
    cut = textwrap.shorten(text, width, placeholder="…")
    return cut if len(cut) > width // 2 else text[: width - 1] + "…"


def wrapped(text: str, width: int, lines: int) -> list[str]:
    """The text broken at words into at most `lines` lines of about `width` characters; the last may end in `…`."""
    return textwrap.wrap(text, width, max_lines=lines, placeholder="…") or [""]


def spoken_estimate(estimate: Estimate) -> str:
    """A number, or an interval with both its ends: `40`, `45 to 60`."""
    if estimate.is_exact:
        return number(float(estimate.best))
    return f"{number(float(estimate.low))} to {number(float(estimate.high))}"


def spoken_date(period: Period) -> str:
    """A date as precise as it is known: `4 May 2017`, `May 2015`, `2015`, `23–24 January 2017`."""
    start, dots, end = period.text.partition("..")
    if not dots:
        return _date(period.first, start)
    if start.strip().count("-") == end.strip().count("-") == 2 and (  # noqa: PLR2004 - year-month-day
        (period.first.year, period.first.month) == (period.last.year, period.last.month)
    ):
        return f"{period.first.day}–{_date(period.last, end)}"
    return f"{_date(period.first, start)} – {_date(period.last, end)}"


def _date(day: dt.date, text: str) -> str:
    parts = (str(day.day), MONTHS[day.month - 1], f"{day.year}")
    return " ".join(parts[2 - text.strip().count("-") :])
