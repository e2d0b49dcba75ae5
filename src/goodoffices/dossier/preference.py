"""The grammar of a preference: `WEIGHT ORDER`, as `6..8 national > zones >> all > !local`.

An order names every option once, best first: `>` better, `>>` much better, `=` indifferent, `!x` a red line. Numbers
may stand instead of an order: `6..8 national:100 zones:70..80 !local:0 all:unknown`. `0` alone says that the party
has no view.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from goodoffices.dossier.model import Judgement, Preference, Rating
from goodoffices.dossier.nodes import normal
from goodoffices.dossier.numbers import parse_estimate, write_estimate
from goodoffices.dossier.problems import Fault, nearest, nearest_name, quoted
from goodoffices.dossier.signs import unseen
from goodoffices.values import Estimate

__all__ = ["parse_preference", "silence", "write_order", "write_preference"]

_STEPS = {"=": 0, ">": 1, ">>": 2}
_SIGNS = {steps: sign for sign, steps in _STEPS.items()}
_TOKEN = re.compile(r"(?P<sign>>>|>|=)|(?P<phrase>[^\s>=][^>=]*)")
_MARKED = re.compile(r"(?P<marks>(?:!\s*)*+)(?P<word>[^\s!]*+)")
"""Marks and a word, which may be missing: so nothing is tried twice, however many marks there are."""
_NO_SIGN = re.compile(r"[>=]{2,}|(?<!\S)-+>|[,;<≤≥›»≻→⇒＞＝/|]")
"""Signs that are taken for those of an order; `>>` is one of it."""
_SPACED = re.compile(r"([0-9][0-9.]*)\s*(?:\.\.+|…|–|—|-|to)\s*([0-9][0-9.]*)(?=\s|$)")
_QUOTES = "\"'`“”„‘’‚«»"
_BETWEEN = "Put `>`, `>>` or `=` between options, best first."
_HIGHEST_WEIGHT = 10
_HIGHEST_VALUE = 100
_UNKNOWN = "unknown"
_PATTERN = "WEIGHT and then every option, best first, as `6..8 a > b >> !c`; a party without a view is written `0`"


@dataclass
class _Words:
    """The options named so far, and what is wrong with them."""

    party: str
    issue: str
    options: Sequence[str]
    named: set[str] = field(default_factory=set)
    guesses: set[str] = field(default_factory=set)
    strangers: int = 0
    """Words that are like no option, so that any that is left out may have been meant."""
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = frozenset(self.options)

    def fault(self, what: str, remedy: str = "", offset: int = 0) -> None:
        self.faults.append(Fault(f"{self.party} on {self.issue}: {what}", remedy, offset))

    def option(self, text: str, offset: int) -> str:
        word = normal(text)
        if word not in self.known:
            self.unknown(word, offset)
        elif word in self.named:
            self.fault(f"{quoted(word)} is named twice", "Name every option once.", offset)
        self.named.add(word)
        return word

    def knows(self, words: Iterable[str]) -> bool:
        return all(normal(word) in self.options for word in words)

    def unknown(self, text: str, offset: int) -> None:
        word = normal(text)
        remedy = nearest(word, self.options, f"The options of {self.issue}")
        guess = nearest_name(word, self.options)
        if word.strip(_QUOTES) in self.options:
            remedy, guess = "Leave the quotes out.", word.strip(_QUOTES)
        elif invisible := next((sign for sign in word if unseen(sign)), ""):
            remedy = f"It holds an invisible sign (U+{ord(invisible):04X}); type the word anew."
        self.guesses.add(guess)
        self.strangers += not guess
        self.fault(f"{quoted(word)} is not an option", remedy, offset)

    def finish(self) -> None:
        missing = [o for o in self.options if o not in self.named and o not in self.guesses]
        if len(missing) > self.strangers:
            names = ", ".join(quoted(option) for option in missing)
            self.fault(f"{names} {'is' if len(missing) == 1 else 'are'} left out", "Name every option once.")


def parse_preference(
    text: str, party: str, issue: str, options: Sequence[str], judgement: Judgement = Judgement()
) -> tuple[Preference | None, list[Fault]]:
    """The preference that a text states, or None and all that is wrong with it."""
    words = _Words(party, issue, options)
    head = re.match(r"\S*", text.strip())
    first = head.group() if head else ""
    rest = text.strip()[len(first) :]
    weight = _weight(first, words)
    if weight is not None and not rest.strip():
        if weight.high == 0:
            return silence(party, options, judgement), []
        words.fault("a weight without an order", f"Write {_PATTERN}.")
    if not words.faults and (spaced := _SPACED.match(text.strip())) and len(spaced.group()) > len(first):
        remedy = f"Write `{spaced[1].strip('.')}..{spaced[2].strip('.')}`."
        words.fault("the weight: an interval is written without spaces", remedy)
    if words.faults:
        return None, words.faults
    read = _numbers if ":" in rest else _order
    ratings, steps = read(rest, len(first), words)
    words.finish()
    if words.faults or weight is None:
        return None, words.faults
    found = Preference(party, weight, tuple(ratings), tuple(steps), judgement)
    # Whoever writes `0 a = b` says no more than `0`.
    return (silence(party, options, judgement) if _says_nothing(found) else found), []


def silence(party: str, options: Collection[str], judgement: Judgement = Judgement()) -> Preference:
    """The preference of a party that has no view: weight 0, all options equal."""
    ratings = tuple(Rating(option, 0, None) for option in options)
    return Preference(party, Estimate.exactly(0), ratings, (0,) * (len(ratings) - 1), judgement)


def write_preference(preference: Preference) -> str:
    """The preference as a dossier writes it; `parse_preference` reads the same preference back."""
    if _says_nothing(preference):
        return "0"
    return f"{write_estimate(preference.weight)} {write_order(preference)}"


def _says_nothing(preference: Preference) -> bool:
    return preference.is_silent and not any(rating.level != 0 or rating.red_line for rating in preference.ratings)


def write_order(preference: Preference) -> str:
    """The order (or the numbers) of a preference without its weight, as a dossier writes it."""
    if any(rating.level is None for rating in preference.ratings):
        return " ".join(_rated(rating) for rating in preference.ratings)
    parts = [_marked(rating) for rating in preference.ratings]
    signs = [_SIGNS[steps] for steps in preference.steps]
    return parts[0] + "".join(f" {sign} {part}" for sign, part in zip(signs, parts[1:], strict=True))


def _marked(rating: Rating) -> str:
    return f"!{rating.option}" if rating.red_line else rating.option


def _rated(rating: Rating) -> str:
    is_unknown = rating.value in (None, Estimate.between(0, _HIGHEST_VALUE))
    return f"{_marked(rating)}:{_UNKNOWN if is_unknown or not rating.value else write_estimate(rating.value)}"


def _weight(word: str, words: _Words) -> Estimate | None:
    try:
        return parse_estimate(word, 0, _HIGHEST_WEIGHT)
    except ValueError as error:
        if not word or normal(word.lstrip("!").partition(":")[0]) in words.options or word[0] in "><=":
            words.fault("the weight is missing", f"Write {_PATTERN}.")
        elif word[0] in _QUOTES:
            words.fault("quotes that are not straight", "Leave the quotes out, or write straight ones.")
        elif (joined := re.match(r"([0-9][0-9.]*)!?([^\W\d][^>=]*)", word)) and words.knows([joined[2]]):
            words.fault("no space between the weight and the order", f"Write `{joined[1]} {word[len(joined[1]) :]}`.")
        else:
            what, _, remedy = str(error).partition("; ")
            rule = "A weight is a number 0..10, as 7, or an interval, as 6..8."
            words.fault(f"the weight: {what}", f"{remedy[:1].upper()}{remedy[1:]}." if remedy else rule)
    return None


def _order(rest: str, shift: int, words: _Words) -> tuple[list[Rating], list[int]]:
    for sign in _NO_SIGN.finditer(rest):
        if sign.group() != ">>":
            words.fault(f"{quoted(sign.group())} is not read between options", _BETWEEN, shift + sign.start())
            # What else is wrong follows from it, or cannot be told from it.
            words.named.update(words.options)
            return [], []
    options: list[tuple[str, bool]] = []
    steps: list[int] = []
    for token in _TOKEN.finditer(rest):
        offset = shift + token.start()
        if not (sign_read := token["sign"]):
            _phrase(token["phrase"].rstrip(), offset, options, steps, words)
        elif len(steps) >= len(options):
            words.fault(f"an option is missing before `{sign_read}`", "Signs stand between options.", offset)
        else:
            steps.append(_STEPS[sign_read])
    if len(steps) >= len(options):
        words.fault("the order ends in a sign", "An option is missing at its end.", shift + len(rest.rstrip()) - 1)
    if words.faults:
        return [], []
    levels = list(accumulate(reversed(steps), initial=0))[::-1]
    ratings = [Rating(option, level, None, is_red) for (option, is_red), level in zip(options, levels, strict=True)]
    return ratings, steps


def _phrase(text: str, offset: int, options: list[tuple[str, bool]], steps: list[int], words: _Words) -> None:
    """Read what stands between two signs: one option, perhaps marked as a red line, or something to be mended."""
    found = [
        (word["marks"], word["word"], offset + word.start("word")) for word in _MARKED.finditer(text) if word["word"]
    ]
    if text.endswith("!"):
        remedy = f"Write `!{found[-1][1]}` for a red line." if found else "Write `!x` for a red line."
        words.fault("the `!` stands before its option, not behind it", remedy, offset + len(text) - 1)
    if len(found) > 1 and not any(marks for marks, _, _ in found[1:]) and not words.knows(word for _, word, _ in found):
        words.unknown(text.lstrip("! "), found[0][2])
        options.append((found[0][1], False))
        return
    for marks, word, at in found:
        if marks.count("!") > 1:
            words.fault("`!` stands twice", "Write `!x` for a red line.", at - 1)
        if len(options) > len(steps):
            what = f"no sign stands between {quoted(options[-1][0])} and {quoted(word)}"
            words.fault(what, _BETWEEN, at)
            steps.append(0)
        options.append((words.option(word, at), bool(marks)))
    if not found:
        options.append(("", True))


def _numbers(rest: str, shift: int, words: _Words) -> tuple[list[Rating], list[int]]:
    ratings: list[Rating] = []
    for token in re.finditer(r"\S+", rest):
        offset = shift + token.start()
        name, colon, number = token.group().partition(":")
        red = name.startswith("!")
        if not colon or not name.lstrip("!"):
            remedy = "Orders and numbers do not mix: write `option:value` for every option, with no space in it."
            words.fault(f"{quoted(token.group())} is not `option:value`", remedy, offset)
            # What else is wrong follows from the mixture, or cannot be told from it.
            words.named.update(words.options)
            return [], []
        option = words.option(name[red:], offset + red)
        try:
            value = Estimate.between(0, _HIGHEST_VALUE) if number == _UNKNOWN else parse_estimate(number, 0, 100)
        except ValueError as error:
            what, _, _ = str(error).partition(";")
            remedy = "A value is a number 0..100, an interval as 70..80, or `unknown`."
            words.fault(f"the value of {quoted(option)}: {what}", remedy, offset + len(name) + 1)
        else:
            ratings.append(Rating(option, None, value, red))
    return ratings, []
