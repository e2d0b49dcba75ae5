"""The words that the page and the terminal share on what could be traded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.dossier import Dossier, linkage_in_words
from goodoffices.settlement.pages.text_sections import NOISE
from goodoffices.settlement.pages.uncertain_words import share
from goodoffices.settlement.trades import Nearest, Package, Start, Trades
from goodoffices.values import Chance, count, plural, series, signed

__all__ = [
    "all_accept_words",
    "better_words",
    "doubt_words",
    "filled",
    "frontier_words",
    "labels",
    "no_loss_words",
    "pair_words",
    "repair_words",
    "sides",
    "standing",
    "telling",
]


def labels(dossier: Dossier) -> dict[tuple[str, str], str]:
    """The label of every option, by issue and option."""
    return {(issue.id, option.id): option.label for issue in dossier.issues for option in issue.options}


def sides(dossier: Dossier, points: Mapping[str, float]) -> tuple[str, str]:
    """Who wins and who gives, in the order of the parties; an observer is marked (o)."""
    told = [
        (points[party.id], f"{party.id}{'' if party.role.decides else ' (o)'} {signed(points[party.id])}")
        for party in dossier.parties
        if abs(points.get(party.id, 0.0)) > NOISE
    ]
    wins = ", ".join(words for value, words in told if value > 0)
    gives = ", ".join(words for value, words in told if value < 0)
    return wins or "nobody", gives or "nobody"


def standing(dossier: Dossier, trades: Trades) -> str:
    """Where the start stands: what it leaves open, what it crosses, whether all could accept it."""
    start = trades.start
    parts = [f"It leaves {plural(len(start.open_issues), 'issue')} open."] if start.open_issues else []
    faults = _faults(dossier, start)
    if faults:
        parts.append(f"It {series(faults)}: as it stands it is not allowed.")
    if start.outcome is None:
        parts.append(f"{_no_completion(trades)}, so nothing is traded from it.")
    elif start.open_issues:
        parts.append("The trades start from its Nash completion.")
    elif not faults and not start.acceptable:
        parts.append(f"It is allowed, but leaves {series(_below(dossier, trades))} below the fallback.")
    elif not faults:
        parts.append("All could accept it as it stands.")
    return " ".join(parts)


def _no_completion(trades: Trades) -> str:
    if trades.completions and trades.completions.counts.acceptable == 0:
        return "No completion of it is acceptable to all"
    return "No completion of it that all could accept is known"


def _faults(dossier: Dossier, start: Start) -> list[str]:
    options, names = labels(dossier), {party.id: party.name for party in dossier.parties}
    rules = {linkage.text: linkage_in_words(dossier, linkage).rstrip(".") for linkage in dossier.linkages}
    asks = {issue.id: issue.ask for issue in dossier.issues}
    red = [f"“{options[b.issue, b.option]}” ({asks[b.issue]} {names[b.party]})" for b in start.red_lines]
    faults = [f"crosses the {'red line' if len(red) == 1 else 'red lines'} {series(red)}"] if red else []
    return faults + [f"breaks the linkage “{rules.get(text, text)}”" for text in start.linkages]


def _below(dossier: Dossier, trades: Trades) -> list[str]:
    gain = trades.start.outcome.gain if trades.start.outcome else {}
    deciding = trades.settlement.deciding
    return [f"{p.name} ({signed(gain[p.id])})" for p in dossier.parties if p.id in deciding and gain[p.id] < 0]


def better_words(trades: Trades) -> str:
    """How many packages are better for all, and how near they lie: at the middle of every interval."""
    better = trades.better
    if better is None:
        return ""
    if not better.total:
        if trades.settlement.packages.allowed == 0:
            return "No package is allowed at all, so there is nothing to trade."
        if better.complete:
            return (
                f"No allowed package is better for all: {_middle(trades)}whoever would win, somebody whose consent is "
                "needed would lose."
            )
        return f"No package better for all was found, but {better.note}."
    nearest = len(better.packages[0].changes)
    words = f"The nearest {'change' if _as_near(better, nearest) > 1 else 'changes'} {plural(nearest, 'clause')}"
    return (
        f"{_how_many(better)} better for all: {_middle(trades)}nobody whose consent is needed would lose, and somebody "
        f"would win. {words}."
    )


def _middle(trades: Trades) -> str:
    """The condition under which everything on the lists holds; none where the file leaves nothing open."""
    return "at the middle of every interval, " if trades.is_open else ""


def doubt_words(trades: Trades) -> str:
    """How often nobody loses by the nearest packages wherever in the intervals the truth lies."""
    if not trades.better or not trades.better.packages:
        return ""
    if not trades.is_open:
        return "The file leaves nothing open of what packages are worth, so none of this is in doubt."
    found = [package.no_loss for package in telling(trades, trades.better.packages) if package.no_loss]
    if not found:
        return ""
    words = f"Nobody who decides loses by package 1 in {share(found[0])} of {plural(trades.draws, 'draw')}"
    rest = sorted(found[1:], key=lambda chance: chance.share)
    if not rest:
        return f"{words}."
    least, most = share(rest[0]), share(rest[-1])
    if least == most:
        return f"{words}, by each other package listed in {most}."
    return f"{words}, by the others listed in {least} to {most}."


def filled(trades: Trades, package: Package) -> dict[str, str]:
    """The option by which a package settles each issue that a partial text leaves open, where the text has no
    completion to measure against; else nothing, as its changes tell."""
    if trades.start.outcome is not None:
        return {}
    return {issue: package.outcome.package[issue] for issue in trades.start.open_issues}


def all_accept_words(chance: Chance | None) -> str:
    """In which share of the draws all who decide accept; empty where nothing was drawn."""
    return "" if chance is None else f"all accept in {share(chance)} of draws"


def no_loss_words(chance: Chance | None) -> str:
    """In which share of the draws nobody who decides loses; empty where nothing was drawn."""
    return "" if chance is None else f"nobody loses in {share(chance)} of draws"


def _as_near(better: Nearest, nearest: int) -> int:
    return sum(len(package.changes) == nearest for package in better.packages)


def _how_many(nearest: Nearest) -> str:
    found = plural(nearest.total, "package is", "packages are")
    return found if nearest.complete else f"With up to {plural(nearest.searched, 'changed clause')}, {found}"


def frontier_words(trades: Trades) -> str:
    """How many of those cannot be bettered themselves."""
    frontier, better = trades.frontier, trades.better
    if better is None or not better.total:
        return ""
    if frontier is None:
        return "How many of all of them cannot be bettered is not known: the frontier is too large to list."
    if not frontier.total:
        return "No package better for all is acceptable to all."
    kept = "" if trades.start.acceptable else "are acceptable to all and "
    return (
        f"Of all packages better for all, {count(frontier.total)} {kept}cannot be bettered themselves (the frontier)."
    )


def pair_words(trades: Trades) -> str:
    """How many single changes and two-issue trades there are."""
    if trades.single is None or trades.pairs is None or trades.settlement.packages.allowed == 0:
        return ""
    single = len(trades.single)
    words = f"{plural(single, 'single change')} would cost nobody points" if single else "No single change would do"
    pairs = trades.pairs.total
    if not pairs:
        return f"{words}, and no two-issue trade."
    verb = "is" if pairs == 1 else "are"
    told = "each change alone would cost somebody points, both together nobody"
    return f"{words}; there {verb} {plural(pairs, 'two-issue trade')}: {told}."


def repair_words(nearest: Nearest) -> str:
    """How near the packages lie that all could accept."""
    if not nearest.total:
        if nearest.complete:
            return "There is no package that all could accept."
        return "No package that all could accept was found." + (f" But {nearest.note}." if nearest.note else "")
    changes = plural(len(nearest.packages[0].changes), "clause")
    drawn = nearest.packages[0].all_accept is not None
    middle = "At the middle of every interval, the" if drawn else "The"
    return f"{middle} nearest packages that all could accept change {changes} of it."


def telling(trades: Trades, packages: Sequence[Package]) -> tuple[Package, ...]:
    """The packages without those that another of them betters for all with no more changes: they say nothing more."""
    deciding = trades.settlement.deciding

    def betters(one: Package, other: Package) -> bool:
        more = [one.outcome.utility[p] - other.outcome.utility[p] for p in deciding]
        return len(one.changes) <= len(other.changes) and min(more) >= 0 and max(more) > 0

    return tuple(package for package in packages if not any(betters(other, package) for other in packages))
