"""A party whose id was changed where it is defined, and nowhere else: one mistake, to be told once and there."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from goodoffices.dossier import keys
from goodoffices.dossier.problems import nearest_name

__all__ = ["renamed_parties"]

_FEWEST = 2
"""With one issue only, the line is as likely to be wrong as the definition."""
_MOST = 20
"""With more names that stand alone, it is another kind of mistake."""


def renamed_parties(
    parties: Collection[str], others: Collection[str], issues: Collection[Collection[str]]
) -> Mapping[str, str]:
    """For each party of which no issue has a line, the name that stands in its place on every issue.

    `issues` are the keys of each issue, `others` names that are known not to be parties at the table. Where names are
    not alike, one is taken for the other only if nothing else could be meant.
    """
    if len(issues) < _FEWEST:
        return {}
    somewhere = set().union(*issues)
    nowhere = [party for party in parties if party not in somewhere]
    known = {*parties, *others, *keys.ISSUE}
    everywhere = [name for name in next(iter(issues)) if name not in known and all(name in one for one in issues)]
    if max(len(nowhere), len(everywhere)) > _MOST:
        return {}
    if len(nowhere) == len(everywhere) == 1:
        return {nowhere[0]: everywhere[0]}
    guesses = {party: nearest_name(party, everywhere) for party in nowhere}
    chosen = list(guesses.values())
    return {party: name for party, name in guesses.items() if name and chosen.count(name) == 1}
