"""What a Genius profile says once (its kind, its reservation value, its discount factor), and weights of no issue."""

from __future__ import annotations

from fractions import Fraction

from goodoffices.dossier.exchange.files import Element
from goodoffices.dossier.exchange.scenario import Findings
from goodoffices.errors import Where

__all__ = ["not_additive", "owned_weights", "scalar"]

_MOST_SHOWN = 12
_NONLINEAR = ("hyperRectangle", "ufun", "utility", "constraint", "region", "rule", "INCLUDES")
_KINDS = frozenset({"linear", "additive", "discrete", "any"})
"""Kinds of profile that are read. `any` says nothing of the kind: what the profile holds then decides."""


def not_additive(root: Element) -> tuple[str, Where] | None:
    """What keeps a profile from being additive, and where; None when nothing does."""
    for tag in _NONLINEAR:
        for element in root.every(tag):
            return f"the profile is not additive: it holds `<{tag}>`", element.where
    kind = root.get("type") or "linear"
    return None if kind.lower() in _KINDS else (f"the profile is of kind `{kind}`", root.where)


def scalar(root: Element, tag: str, findings: Findings) -> Fraction | None:
    """The number of an element that stands once, directly in the profile; a second one, or one elsewhere, is told."""
    found = root.named(tag)
    children = set(map(id, found))
    for element in root.every(tag):
        if id(element) not in children:
            findings.add(f"`<{tag}>` stands within another element", element.where, "Put it directly in the profile.")
    for element in found[1:]:
        findings.add(f"`<{tag}>` stands twice", element.where, "Keep one.")
    return findings.number(found[0].get("value"), f"`{tag}`", found[0].where) if found else None


def owned_weights(root: Element, findings: Findings) -> None:
    """Report every weight whose index is that of no issue of the profile."""
    indexes = {issue.get("index") or "" for issue in root.every("issue")}
    shown = sorted(indexes, key=lambda index: (len(index), index))[:_MOST_SHOWN]
    more = f" and {len(indexes) - len(shown):,} more" if len(indexes) > len(shown) else ""
    remedy = f"The issues of the profile have {', '.join(shown)}{more}." if shown else ""
    for element in root.every("weight"):
        index = element.get("index") or ""
        if index not in indexes:
            findings.add(f"the weight with index `{index}` belongs to no issue", element.where, remedy)
