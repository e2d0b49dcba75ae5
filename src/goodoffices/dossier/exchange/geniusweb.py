"""GeniusWeb: domains and `LinearAdditiveUtilitySpace` profiles in JSON; and the plainer profiles of NegoLog.

A GeniusWeb profile holds its domain. Its utilities are taken as they stand (they lie within 0..1), its weights are
divided by their sum, and its reservation bid is rated by the profile itself. A NegoLog profile names `issueWeights`,
`issues` and `reservationValue`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from goodoffices.dossier.exchange.files import text_of
from goodoffices.dossier.exchange.scenario import (
    FEWEST_VALUES,
    MOST_VALUES,
    Findings,
    Profile,
    Topic,
    alike,
    discounted,
    exact_number,
    fits,
)
from goodoffices.dossier.numbers import decimal
from goodoffices.errors import DossierError, Where

__all__ = ["domain_of", "is_domain", "is_plain", "parse_json", "read_domain", "read_profile"]

_ADDITIVE = "LinearAdditiveUtilitySpace"
_PLAIN_KEYS = frozenset({"discountFactor", "issueWeights", "issues", "reservationValue"})
_LISTED = ("DiscreteValueSetUtilities", "discreteutils")
_NUMERIC = ("NumberValueSetUtilities", "numberutils")
"""The names of the two kinds of utilities, today's and an older one."""

Values = Mapping[str, Fraction]


def parse_json(data: bytes, file: str) -> dict[str, Any]:
    """The object of a JSON file, its numbers as exact fractions.

    Raises DossierError for what is no JSON, for keys that stand twice and numbers that are none, and for a file that
    is not one object.
    """
    text = text_of(data, file)
    try:
        found = json.loads(
            text,
            parse_float=exact_number,
            parse_int=exact_number,
            parse_constant=exact_number,
            object_pairs_hook=_once,
        )
    except json.JSONDecodeError as error:
        raise DossierError.of(f"this is not JSON: {error.msg}", Where(file, error.lineno, error.colno)) from error
    except RecursionError as error:
        raise DossierError.of("the file is nested too deep", Where(file)) from error
    except ValueError as error:
        raise DossierError.of(str(error), Where(file), "Write a plain decimal number, as 0.35.") from error
    if not isinstance(found, dict):
        raise DossierError.of("the file is not one JSON object", Where(file), "A profile starts with `{`.")
    return found


def is_domain(root: Mapping[str, Any]) -> bool:
    """Whether the object is a domain and not a profile."""
    return "issuesValues" in root


def is_plain(root: Mapping[str, Any]) -> bool:
    """Whether the object is a profile of NegoLog."""
    return "issueWeights" in root and isinstance(root.get("issues"), dict)


def domain_of(root: Mapping[str, Any], file: str) -> Mapping[str, Any]:
    """The domain that a profile holds; empty when it holds none.

    Raises DossierError for a profile that is not additive, and for what is no profile.
    """
    if is_plain(root):
        issues = root["issues"]
        return {"issuesValues": {name: {"values": list(_part(issues, name))} for name in issues}}
    if _ADDITIVE not in root:
        said = f"a profile `{next(iter(root))}` is not read" if root else "the profile is empty"
        remedy = f"Only `{_ADDITIVE}` is read (and the plainer profiles of NegoLog)."
        raise DossierError.of(said, Where(file), remedy)
    return _part(_part(root, _ADDITIVE), "domain")


def read_domain(root: Mapping[str, Any], file: str, findings: Findings) -> tuple[str, tuple[Topic, ...]]:
    """The domain's name ("" where it has none) and its issues in the order of the file."""
    issues = _part(root, "issuesValues")
    if not issues:
        findings.add("the domain has no issues", Where(file, key="issuesValues"), "It holds them in `issuesValues`.")
    topics = tuple(Topic(name, _domain_values(issues, name, file, findings)) for name in issues)
    name = root.get("name")
    return (name if isinstance(name, str) else ""), topics


def read_profile(root: Mapping[str, Any], file: str, topics: tuple[Topic, ...], findings: Findings) -> Profile:
    """A profile over the issues of its domain; everything that does not fit is reported."""
    plain = _ADDITIVE not in root
    body = root if plain else _part(root, _ADDITIVE)
    key = "issues" if plain else "issueUtilities"
    lines, stated = _part(body, key), _part(body, "issueWeights")
    known = {topic.name for topic in topics}
    for name in dict.fromkeys((*lines, *stated)):
        if name not in known:
            findings.add(f"issue `{name}` is not in the domain", Where(file, key=f"{key}.{name}"), alike(name, known))
    weights, worth = {}, {}
    for topic in topics:
        weights[topic.name] = _weight(stated, topic.name, file, findings)
        at = Where(file, key=f"{key}.{topic.name}")
        if topic.name in lines:
            worth[topic.name] = _utilities(lines[topic.name], topic, at, findings, plain=plain)
        else:
            findings.add(f"the profile says nothing of issue `{topic.name}`", at)
    discount = _plain_extras(root, file, findings) if plain else None
    reservation = _plain_reservation(body, file, findings)
    if not plain:
        reservation = _bid(body, weights, worth, Where(file, key="reservationBid"), findings)
    profile = Profile(Path(file).stem, file, weights, worth, worth, reservation, discount)
    if worth.keys() >= known:
        fits(findings, profile, topics, Where(file))
    return profile


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise ValueError(f"the key `{twice}` stands twice in one object")
    return found


def _part(root: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """What stands under a key, if it is an object; nothing otherwise, which is then reported as missing."""
    found = root.get(key)
    return found if isinstance(found, dict) else {}


def _domain_values(issues: Mapping[str, Any], name: str, file: str, findings: Findings) -> tuple[str, ...]:
    where, entry = Where(file, key=f"issuesValues.{name}"), _part(issues, name)
    if "range" in entry:
        values = _range(_part(entry, "range"), name, where, findings)
    else:
        listed = entry.get("values")
        values = [_word(value) for value in listed] if isinstance(listed, list) else []
    if len(set(values)) < len(values):
        findings.add(f"a value of issue `{name}` stands twice", where, "Name every value once.")
    told = bool(findings.found) and findings.found[-1].where == where
    if not told and not FEWEST_VALUES <= len(values) <= MOST_VALUES:
        what = f"issue `{name}` has {len(values):,} value{'' if len(values) == 1 else 's'}"
        findings.add(what, where, f"From {FEWEST_VALUES} to {MOST_VALUES} are read.")
    return tuple(dict.fromkeys(values))


def _range(entry: Mapping[str, Any], name: str, where: Where, findings: Findings) -> list[str]:
    low, high, step = (_number(entry.get(key)) for key in ("low", "high", "step"))
    if low is None or high is None or step is None or step <= 0 or high < low:
        findings.add(f"the range of issue `{name}` is not low, high and a step above 0", where)
        return []
    count = int((high - low) / step) + 1
    if count > MOST_VALUES:
        what = f"issue `{name}` has {count:,} values from {float(low):g} to {float(high):g}"
        findings.add(what, where, f"At most {MOST_VALUES} are read: choose a wider step.")
        return []
    return [_word(low + step * position) for position in range(count)]


def _utilities(entry: Any, topic: Topic, where: Where, findings: Findings, *, plain: bool) -> Values:
    holder = {_LISTED[0]: {"valueUtilities": entry}} if plain else entry if isinstance(entry, dict) else {}
    kind = next(iter(holder), "")
    if kind in _NUMERIC:
        return _by_line(_part(holder, kind), topic, where, findings)
    if kind not in _LISTED:
        remedy = f"Utilities are `{_LISTED[0]}` or `{_NUMERIC[0]}`."
        findings.add(f"issue `{topic.name}` has utilities of kind `{kind}`, which is not read", where, remedy)
        return {}
    stated = _part(_part(holder, kind), "valueUtilities")
    found: dict[str, Fraction] = {}
    for value in stated:
        if value not in topic.values:
            remedy = alike(value, topic.values) or f"The domain has {', '.join(topic.values[:12])}."
            findings.add(f"value `{value}` is not one of issue `{topic.name}` in the domain", where, remedy)
    for value in topic.values:
        number = _number(stated.get(value))
        if number is None:
            findings.add(f"value `{value}` of issue `{topic.name}` has no utility", where, "Write a number, 0 to 1.")
        elif not 0 <= number <= 1:
            findings.add(f"the utility of `{value}` on `{topic.name}` is not between 0 and 1", where)
        else:
            found[value] = number
    return found


def _by_line(entry: Mapping[str, Any], topic: Topic, where: Where, findings: Findings) -> Values:
    """Utilities on a straight line between the lowest and the highest number."""
    keys = ("lowValue", "lowUtility", "highValue", "highUtility")
    low, low_worth, high, high_worth = (_number(entry.get(key)) for key in keys)
    if low is None or high is None or low_worth is None or high_worth is None or high <= low:
        findings.add(f"the utilities of issue `{topic.name}` need {', '.join(keys)}", where)
        return {}
    if not (0 <= low_worth <= 1 and 0 <= high_worth <= 1):
        findings.add(f"the utilities of issue `{topic.name}` are not between 0 and 1", where)
    found: dict[str, Fraction] = {}
    for value in topic.values:
        try:
            number = exact_number(value)
        except ValueError:
            findings.add(f"value `{value}` of issue `{topic.name}` is no number", where, "List its values instead.")
            return {}
        inside = low <= number <= high
        found[value] = low_worth + (high_worth - low_worth) * (number - low) / (high - low) if inside else Fraction(0)
    return found


def _weight(stated: Mapping[str, Any], name: str, file: str, findings: Findings) -> Fraction:
    number = _number(stated.get(name))
    if number is None or number < 0:
        what = f"issue `{name}` has no weight" if number is None else f"the weight of issue `{name}` is negative"
        findings.add(what, Where(file, key=f"issueWeights.{name}"), "A weight is a number, 0 or more.")
    return max(number or Fraction(0), Fraction(0))


def _plain_reservation(body: Mapping[str, Any], file: str, findings: Findings) -> Fraction:
    if body.get("reservationValue") is None:
        return Fraction(0)
    number = _number(body["reservationValue"])
    if number is None:
        findings.add("`reservationValue` is no number", Where(file, key="reservationValue"))
    return number or Fraction(0)


def _plain_extras(body: Mapping[str, Any], file: str, findings: Findings) -> Fraction | None:
    """The discount factor of a NegoLog profile; keys that are not read are told, not dropped."""
    for key in sorted(body.keys() - _PLAIN_KEYS):
        remedy = f"The keys that are read are {', '.join(sorted(_PLAIN_KEYS))}."
        findings.add(f"the key `{key}` is not read", Where(file, key=key), remedy)
    if body.get("discountFactor") is None:
        return None
    where, number = Where(file, key="discountFactor"), _number(body["discountFactor"])
    if number is None:
        findings.add("`discountFactor` is no number", where)
    discounted(number, where, findings)
    return number


def _bid(
    body: Mapping[str, Any], weights: Values, worth: Mapping[str, Values], where: Where, findings: Findings
) -> Fraction:
    """What the reservation bid is worth to the profile; an issue that it leaves open is worth nothing."""
    if body.get("reservationBid") is None:
        return Fraction(0)
    bid, total = _part(_part(body, "reservationBid"), "issuevalues"), sum(weights.values())
    found = Fraction(0)
    for name, value in bid.items():
        if name not in worth or _word(value) not in worth[name]:
            findings.add(f"the reservation bid holds `{_word(value)}` on `{name}`, which the domain does not", where)
        elif total:
            found += weights[name] * worth[name][_word(value)] / total
    return found


def _number(value: Any) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


def _word(value: Any) -> str:
    """The name of a value: a text as it stands, a number in plain digits."""
    if not isinstance(value, Fraction):
        return value if isinstance(value, str) else json.dumps(value, default=str)
    try:
        return decimal(value)
    except ValueError:
        return str(float(value))
