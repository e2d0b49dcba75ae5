"""Which text the trades start from, in the words of the one who asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from goodoffices.dossier import Dossier, Text
from goodoffices.errors import SettlementError
from goodoffices.settlement.candidates import NAMESAKES, RULES
from goodoffices.settlement.result import Settlement

__all__ = ["Named", "latest_whole_text", "named"]

_FORMS = "Write the name of a text of the dossier, a rule, or `issue=option,issue=option`."


@dataclass(frozen=True)
class Named:
    """A text as it was named, with the clauses it settles in the order of the dossier's issues."""

    name: str
    title: str
    kind: Literal["text", "rule", "package"]
    package: Mapping[str, str]


def latest_whole_text(dossier: Dossier) -> Text | None:
    """The text on record that settles every issue and has the latest date (its last day; undated texts come before
    all dated ones; of equals the last in the file); None when no text is whole."""
    whole = [text for text in dossier.texts if len(dict(text.package)) == len(dossier.issues)]
    if not whole:
        return None
    return max(enumerate(whole), key=lambda at: (str(at[1].date.last) if at[1].date else "", at[0]))[1]


def named(dossier: Dossier, settlement: Settlement, words: str | None = None) -> Named:
    """The text that the words name: a text on record by its id, a rule, or a package as `issue=option,issue=option`.

    Without words, the latest whole text on record, else the Nash package. Raises SettlementError when the words name
    nothing, or a rule that chooses nothing.
    """
    if words is None:
        latest = latest_whole_text(dossier)
        return _text(dossier, latest) if latest else _rule(settlement, "nash")
    wanted = words.strip()
    on_record = next((text for text in dossier.texts if text.id == wanted), None)
    if on_record:
        return _text(dossier, on_record)
    if "=" in wanted:
        return _package(dossier, wanted)
    rule = wanted.lower().replace("-", "_")
    if rule in RULES:
        return _rule(settlement, rule)
    raise _unknown(f"`{wanted}` is neither a text of the dossier nor a rule", wanted, _names(dossier), _FORMS)


def _names(dossier: Dossier) -> list[str]:
    return [*(text.id for text in dossier.texts), *RULES]


def _text(dossier: Dossier, text: Text) -> Named:
    return Named(text.id, text.title or text.id, "text", _ordered(dossier, dict(text.package)))


def _rule(settlement: Settlement, rule: str) -> Named:
    if settlement.solutions is None:
        remedy = "Name a text of the dossier, or a package as `issue=option,issue=option`."
        nothing = settlement.packages.acceptable_bounds[1] == 0
        why = "no package is acceptable to all" if nothing else "nothing acceptable is known"
        blocks = "`goodoffices settle` says what blocks. " if nothing else ""
        raise SettlementError.of(f"there is no {_package_of(rule)} to start from: {why}", remedy=blocks + remedy)
    solution = next(one for one in settlement.solutions if one.rule == rule)
    return Named(rule, f"The {_package_of(rule)}", "rule", solution.outcome.package)


def _package_of(rule: str) -> str:
    """What a rule's package is called: `Nash package`, `egalitarian package`."""
    name = RULES[rule][0]
    return f"{name if rule in NAMESAKES else name.lower()} package"


def _package(dossier: Dossier, words: str) -> Named:
    options = {issue.id: [option.id for option in issue.options] for issue in dossier.issues}
    package: dict[str, str] = {}
    for clause in words.split(","):
        issue, equals, option = (part.strip() for part in clause.partition("="))
        if not equals or not issue or not option:
            raise SettlementError.of(f"`{clause.strip()}` is no clause", remedy="Write each clause as `issue=option`.")
        if issue not in options:
            raise _unknown(f"`{issue}` is not an issue of the dossier", issue, list(options))
        if option not in options[issue]:
            raise _unknown(f"`{option}` is not an option of {issue}", option, options[issue])
        if issue in package:
            raise SettlementError.of(f"{issue} is settled twice", remedy="Settle each issue once, or leave it open.")
        package[issue] = option
    title = "The package given" if len(package) == len(options) else "The partial package given"
    return Named(words, title, "package", _ordered(dossier, package))


def _ordered(dossier: Dossier, package: Mapping[str, str]) -> dict[str, str]:
    return {issue.id: package[issue.id] for issue in dossier.issues if issue.id in package}


def _unknown(what: str, word: str, known: Sequence[str], more: str = "") -> SettlementError:
    near = get_close_matches(word, known, 1)
    remedy = f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(known)}."
    return SettlementError.of(what, remedy=f"{remedy} {more}".strip())
