"""From a dossier to a division of its issues: what divides the two parties, and what each issue is worth to them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction

from goodoffices import __version__
from goodoffices.dossier import Dossier, Issue, Linkage, Preference, central_value, central_weight
from goodoffices.errors import SettlementError, Where
from goodoffices.settlement.division.adjusted_winner import Adjusted, adjusted_winner
from goodoffices.settlement.division.result import Agreed, Award, Division
from goodoffices.settlement.division.whole import better_whole
from goodoffices.settlement.result import Breach
from goodoffices.values import Provenance, plural, series

__all__ = ["divide"]

METHOD = (
    "Adjusted Winner (Brams and Taylor 1996) on the central model: the middle of every interval; the worth of an issue "
    "is its weight times the difference, to the party, between its own best option and the other's; exact fractions"
)
TWO = 2


def divide(dossier: Dossier) -> Division:
    """Divide the issues of a dossier between its two deciding parties by Adjusted Winner.

    An issue on which both like the same option best is no contest. Each other issue is taken as divisible between the
    two parties' best options, whatever lies between; its points are the party's weight times the difference in value
    between these two options (the whole weight where the other's best is its worst), scaled to 100 over the contested
    issues. Where a party likes several options best, the one that the other likes most is meant.

    Raises SettlementError when not exactly two parties decide, and when nothing divides them.
    """
    one, two = _two(dossier)
    agreed, contested = [], []
    for issue in dossier.issues:
        wants = _wants(issue, one, two)
        if wants[one] == wants[two]:
            agreed.append(Agreed(issue.id, wants[one]))
        else:
            contested.append((issue, wants))
    if not contested:
        remedy = "`goodoffices settle` says what that package is worth to each."
        what = f"{one} and {two} like the same option best on every issue: there is nothing to divide"
        raise SettlementError.of(what, Where(key="issues"), remedy)
    found = adjusted_winner(*([_stake(issue, wants, party) for issue, wants in contested] for party in (one, two)))
    awards = tuple(_award((one, two), number, pair, found) for number, pair in enumerate(contested))
    utility = {party: _utility(dossier, party, awards, agreed) for party in (one, two)}
    fallback = {party.id: party.fallback.best for party in dossier.parties if party.fallback is not None}
    gain = {party: utility[party] - fallback[party] for party in (one, two)}
    better, compared = better_whole(dossier, utility)
    crossed, broken = _breaches(dossier, (one, two), awards, agreed)
    return Division(
        parties=(one, two),
        awards=awards,
        agreed=tuple(agreed),
        before=dict(zip((one, two), found.before, strict=True)),
        points=dict(zip((one, two), found.total, strict=True)),
        equitable=found.equitable,
        envy_free=found.envy_free,
        efficient=found.efficient,
        utility={party: float(worth) for party, worth in utility.items()},
        gain={party: float(worth) for party, worth in gain.items()},
        better=better,
        compared=compared,
        red_lines=crossed,
        linkages=broken,
        warnings=tuple(_warnings(dossier, crossed, broken, gain)),
        provenance=Provenance(
            method=METHOD,
            inputs=((f"dossier {dossier.id}", dossier.hash),),
            version=__version__,
            as_of=str(dossier.as_of or ""),
            by=dossier.by,
            caution=dossier.caution,
        ),
    )


def _two(dossier: Dossier) -> tuple[str, str]:
    deciding = [party.id for party in dossier.parties if party.role.decides]
    if len(deciding) != TWO:
        who = plural(len(deciding), "party decides", "parties decide")
        what = f"Adjusted Winner divides between two parties, and here {who} ({', '.join(deciding)})"
        others = "; or give all but two the role `observer`" if len(deciding) > TWO else ""
        remedy = f"`goodoffices settle` takes any number{others}."
        raise SettlementError.of(what, Where(key="parties"), remedy)
    return deciding[0], deciding[1]


def _line(issue: Issue, party: str) -> Preference:
    return next(preference for preference in issue.preferences if preference.party == party)


def _wants(issue: Issue, one: str, two: str) -> Mapping[str, str]:
    """The best option of each; of several, the one the other likes most, then the first of the file."""
    value = {p: {o.id: central_value(_line(issue, p), o.id) for o in issue.options} for p in (one, two)}
    best = {p: [option for option in value[p] if value[p][option] == max(value[p].values())] for p in (one, two)}
    return {
        one: max(best[one], key=lambda option: value[two][option]),
        two: max(best[two], key=lambda option: value[one][option]),
    }


def _stake(issue: Issue, wants: Mapping[str, str], party: str) -> Fraction:
    line = _line(issue, party)
    other = next(option for name, option in wants.items() if name != party)
    return central_weight(line) * (central_value(line, wants[party]) - central_value(line, other))


def _award(parties: tuple[str, str], number: int, pair: tuple[Issue, Mapping[str, str]], found: Adjusted) -> Award:
    one, two = parties
    issue, wants = pair
    return Award(
        issue=issue.id,
        wants=wants,
        points={one: found.points[0][number], two: found.points[1][number]},
        won=parties[found.won[number]],
        share={one: found.share[number], two: 1 - found.share[number]},
        moved=number in found.moved,
    )


def _utility(dossier: Dossier, party: str, awards: Sequence[Award], agreed: Sequence[Agreed]) -> Fraction:
    lines = {issue.id: _line(issue, party) for issue in dossier.issues}
    worth = sum((central_weight(lines[a.issue]) * central_value(lines[a.issue], a.option) for a in agreed), Fraction(0))
    for award in awards:
        line = lines[award.issue]
        values = (award.share[who] * central_value(line, award.wants[who]) for who in award.wants)
        worth += central_weight(line) * sum(values, Fraction(0))
    return 100 * worth / sum((central_weight(line) for line in lines.values()), Fraction(0))


def _breaches(
    dossier: Dossier, parties: tuple[str, str], awards: Sequence[Award], agreed: Sequence[Agreed]
) -> tuple[tuple[Breach, ...], tuple[str, ...]]:
    """The red lines that are crossed and the linkages that are broken."""
    given = [(a.issue, a.wants[who]) for a in awards for who in a.wants if a.share[who]]
    given += [(a.issue, a.option) for a in agreed]
    lines = {(issue.id, party): _line(issue, party) for issue in dossier.issues for party in parties}
    crossed = tuple(
        Breach(party, issue, option)
        for issue, option in given
        for party in parties
        if option in lines[issue, party].red_lines
    )
    return crossed, tuple(rule.text for rule in dossier.linkages if _breaks(rule, given))


def _warnings(
    dossier: Dossier, crossed: Sequence[Breach], broken: Sequence[str], gain: Mapping[str, Fraction]
) -> list[str]:
    told = [f"It crosses a red line: {one.party} signs nothing with `{one.option}` on {one.issue}." for one in crossed]
    told += [f"It breaks a linkage: {rule}." for rule in broken]
    told += [
        f"It leaves {party} {float(-less):.1f} points of the dossier's scale below its fallback."
        for party, less in gain.items()
        if less < 0
    ]
    if dossier.interactions:
        told.append(f"{plural(len(dossier.interactions), 'interaction is', 'interactions are')} not counted.")
    seen = [party.id for party in dossier.parties if not party.role.decides]
    if seen:
        told.append(f"What {series(seen)} would think of it is not looked at: observers take no part.")
    return told


def _breaks(rule: Linkage, given: Sequence[tuple[str, str]]) -> bool:
    """Whether a package made of what is given breaks the rule, a split issue being settled either way."""
    choices = [[(issue, option) for name, option in given if name == issue] for issue in rule.issues]
    return any(rule.broken_by(dict(package)) for package in itertools.product(*choices))
