"""Genius: a domain (`negotiation_template`) and additive profiles (`utility_space`), in XML.

The worth of a value is what Genius computes: on a discrete issue its evaluation divided by the largest evaluation of
the issue; on an integer issue `offset + slope × (value − lower bound)`, kept within 0..1. The format is described with
the Genius environment (Lin, Kraus, Baarslag, Tykhonov, Hindriks & Jonker 2014).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from goodoffices.dossier.exchange.files import Element
from goodoffices.dossier.exchange.genius_scalars import not_additive, owned_weights, scalar
from goodoffices.dossier.exchange.scenario import (
    FEWEST_VALUES,
    MOST_VALUES,
    Findings,
    Profile,
    Topic,
    alike,
    discounted,
    fits,
)

__all__ = ["is_domain", "read_domain", "read_profile"]

_LINEAR = "Only additive profiles are read: a weight for each issue and an evaluation for each of its values."
_DISCRETE, _INTEGER = "discrete", "integer"
_LONGEST_BOUND = 9

Values = Mapping[str, Fraction]


def is_domain(root: Element) -> bool:
    """Whether the file is a domain and not a profile."""
    return root.tag == "negotiation_template"


def read_domain(root: Element, findings: Findings) -> tuple[str, tuple[Topic, ...]]:
    """The domain's name ("" where it has none of its own) and its issues in the order of the file."""
    names = [element.get("name") or "" for element in root.every("objective")]
    topics: dict[str, Topic] = {}
    for element in _issues(root, findings):
        name = element.get("name") or ""
        if not name:
            findings.add("an issue has no `name`", element.where, 'Write it as `name="Price"`.')
        elif name in topics:
            findings.add(f"issue `{name}` stands twice", element.where, "Give every issue a name of its own.")
        else:
            topics[name] = Topic(name, _values(element, findings))
    if not topics:
        findings.add("the domain has no issues", root.where, "A domain holds `issue` elements within an `objective`.")
    return next((name for name in names if name not in {"", "root"}), ""), tuple(topics.values())


def read_profile(root: Element, file: str, topics: tuple[Topic, ...], findings: Findings) -> Profile:
    """A profile over the issues of its domain; everything that does not fit is reported."""
    if root.tag != "utility_space":
        remedy = "Name the domain first, then the profiles; a profile starts with `<utility_space>`."
        findings.add(f"`<{root.tag}>` is not a profile", root.where, remedy)
        return Profile(Path(file).stem, file, {}, {}, {})
    if nonlinear := not_additive(root):
        findings.add(nonlinear[0], nonlinear[1], _LINEAR)
        return Profile(Path(file).stem, file, {}, {}, {})
    known = {topic.name: topic for topic in topics}
    weights = _weights(root, findings)
    evaluations: dict[str, Values] = {}
    worth: dict[str, Values] = {}
    mine: dict[str, Fraction] = {}
    for element in _issues(root, findings):
        name = element.get("name") or ""
        if name not in known:
            remedy = f"The issues of the domain are {', '.join(list(known)[:12])}." if known else ""
            findings.add(f"issue `{name}` is not in the domain", element.where, alike(name, known) or remedy)
            continue
        if name in evaluations:
            findings.add(f"issue `{name}` stands twice", element.where, "Name every issue once.")
        evaluations[name], worth[name] = _evaluations(element, known[name], findings)
        weight = weights.get(element.get("index") or "")
        if weight is None:
            remedy = f'Write `<weight index="{element.get("index")}" value="0.2"/>`.'
            findings.add(f"issue `{name}` has no weight", element.where, remedy)
        mine[name] = weight or Fraction(0)
    owned_weights(root, findings)
    for name in known.keys() - evaluations.keys():
        findings.add(f"the profile says nothing of issue `{name}`", root.where, "Add it with an evaluation per value.")
    reservation = scalar(root, "reservation", findings) or Fraction(0)
    discount = scalar(root, "discount_factor", findings)
    discounted(discount, next((e.where for e in root.named("discount_factor")), root.where), findings)
    twice = tuple(told for element in root.every("issue") for told in _twice(element))
    profile = Profile(Path(file).stem, file, mine, evaluations, worth, reservation, discount, twice)
    if mine.keys() >= known.keys():
        fits(findings, profile, topics, root.where)
    return profile


def _issues(root: Element, findings: Findings) -> list[Element]:
    for outer in root.every("objective"):
        for inner in outer.named("objective"):
            what = f"objective `{inner.get('name')}` lies within another: weights of weights are not read"
            findings.add(what, inner.where, "Put all issues under one objective.")
    return list(root.every("issue"))


def _kind(issue: Element) -> str:
    return issue.get("vtype") or issue.get("type") or issue.get("etype") or _DISCRETE


def _values(issue: Element, findings: Findings) -> tuple[str, ...]:
    kind, name = _kind(issue), issue.get("name")
    values: list[str] = []
    if kind == _INTEGER:
        values = [str(number) for number in _range(issue, findings)]
    elif kind == _DISCRETE:
        for item in issue.named("item"):
            value = item.get("value")
            if value is None:
                findings.add(f"an item of issue `{name}` has no `value`", item.where, 'Write it as `value="low"`.')
            elif value in values:
                findings.add(f"value `{value}` of issue `{name}` stands twice", item.where, "Name every value once.")
            else:
                values.append(value)
        _countable(len(values), issue, findings)
    else:
        remedy = "Only issues of kind `discrete` and `integer` are read; list the values that matter as items."
        findings.add(f"issue `{name}` is of kind `{kind}`, which is not read", issue.where, remedy)
    return tuple(values)


def _countable(count: int, issue: Element, findings: Findings) -> bool:
    if FEWEST_VALUES <= count <= MOST_VALUES:
        return True
    few = count < FEWEST_VALUES
    remedy = "There is nothing to choose: leave it out." if few else f"At most {MOST_VALUES} are read."
    findings.add(f"issue `{issue.get('name')}` has {count:,} value{'' if count == 1 else 's'}", issue.where, remedy)
    return False


def _range(issue: Element, findings: Findings) -> range:
    holder = next((inner for inner in issue.named("range")), issue)
    bounds = []
    for key in ("lowerbound", "upperbound"):
        text = (holder.get(key) or "").strip()
        if not text.removeprefix("-").isdecimal() or not text.isascii() or len(text) > _LONGEST_BOUND:
            what = f"issue `{issue.get('name')}`: `{key}` is {f'`{text}`, no whole number' if text else 'missing'}"
            findings.add(what, holder.where, f'Write it as `{key}="1"`.')
            return range(0)
        bounds.append(int(text))
    found = range(bounds[0], bounds[1] + 1)
    return found if _countable(len(found), issue, findings) else range(0)


def _weights(root: Element, findings: Findings) -> dict[str, Fraction]:
    weights: dict[str, Fraction] = {}
    for element in root.every("weight"):
        index = element.get("index") or ""
        if index in weights:
            findings.add(f"the weight of issue {index} stands twice", element.where, "Keep one.")
        value = findings.number(element.get("value"), f"the weight of issue {index}", element.where)
        if value is not None and value < 0:
            findings.add(f"the weight of issue {index} is negative", element.where, "A weight is 0 or more.")
            value = Fraction(0)
        weights[index] = Fraction(0) if value is None else value
    return weights


def _evaluations(issue: Element, topic: Topic, findings: Findings) -> tuple[Values, Values]:
    if _kind(issue) == _INTEGER:
        return _by_line(issue, topic, findings)
    if _kind(issue) != _DISCRETE:
        # The domain's reader has named the kind, unless the domain says another one.
        findings.add(f"issue `{topic.name}` is of kind `{_kind(issue)}` here, not as in the domain", issue.where)
        return {}, {}
    found: dict[str, Fraction] = {}
    for item in issue.named("item"):
        value = item.get("value") or ""
        what = f"the evaluation of `{value}` on `{topic.name}`"
        if value not in topic.values:
            remedy = alike(value, topic.values) or f"The domain has {', '.join(topic.values[:12])}."
            findings.add(f"value `{value}` is not one of issue `{topic.name}` in the domain", item.where, remedy)
        number = findings.number(item.get("evaluation"), what, item.where)
        if number is not None and number < 0:
            findings.add(f"{what} is negative", item.where, "Evaluations start at 0.")
        found[value] = max(number or Fraction(0), Fraction(0))
    for value in topic.values:
        if value not in found:
            what = f"value `{value}` of issue `{topic.name}` has no evaluation"
            findings.add(what, issue.where, "Add an item with its evaluation.")
    highest = max(found.values(), default=Fraction(0))
    return found, {value: number / highest if highest else Fraction(0) for value, number in found.items()}


def _twice(issue: Element) -> list[str]:
    """The values of an issue that are evaluated more than once: the last evaluation counts, as it does in Genius."""
    told: dict[str, list[str]] = {}
    for item in issue.named("item"):
        told.setdefault(item.get("value") or "", []).append(item.get("evaluation") or "")
    return [
        f"“{value}” of “{issue.get('name')}” ({', '.join(numbers)})" for value, numbers in told.items() if numbers[1:]
    ]


def _by_line(issue: Element, topic: Topic, findings: Findings) -> tuple[Values, Values]:
    """Evaluations of the numbers of an integer issue, on a line from the lower bound."""
    numbers = _range(issue, findings)
    if tuple(str(number) for number in numbers) != topic.values:
        what = f"issue `{topic.name}` runs over other numbers here than in the domain"
        findings.add(what, issue.where, f"The domain has {topic.values[0]} to {topic.values[-1]}." * bool(topic.values))
        return {}, {}
    lines = issue.named("evaluator")
    if not lines:
        remedy = 'Write `<evaluator ftype="linear" slope="0.1" offset="0"/>` in it.'
        findings.add(f"issue `{topic.name}` has no `evaluator`", issue.where, remedy)
        return {}, {}
    line = lines[0]
    if (line.get("ftype") or "linear") != "linear":
        findings.add(f"the evaluator of `{topic.name}` is `{line.get('ftype')}`", line.where, "Only `linear` is read.")
    slope = findings.number(line.get("slope"), f"the slope of `{topic.name}`", line.where) or Fraction(0)
    offset = findings.number(line.get("offset"), f"the offset of `{topic.name}`", line.where) or Fraction(0)
    raw = {str(number): offset + slope * (number - numbers[0]) for number in numbers}
    return raw, {value: min(max(worth, Fraction(0)), Fraction(1)) for value, worth in raw.items()}
