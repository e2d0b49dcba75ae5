"""How advice under doubt is put into words, wherever it is read."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from goodoffices.dossier import Dossier
from goodoffices.settlement.pages.uncertain_words import HOLDS, WEAK, between, least_likely, share
from goodoffices.settlement.uncertain.advice import Advice, Advised, Standing
from goodoffices.settlement.uncertain.certain import reach
from goodoffices.settlement.uncertain.questions import FEWEST_DRAWS, Question
from goodoffices.settlement.uncertain.regret import Mean
from goodoffices.values import Cell, Chance, count, number, plural, series

__all__ = [
    "ask_words",
    "clauses_apart",
    "heading",
    "headline",
    "holds",
    "joint_words",
    "numbers",
    "points",
    "proposal_words",
    "regret_words",
    "scale_words",
    "shown",
    "spared",
    "worth_words",
]

NAMES: dict[Standing, str] = {
    "central": "Nash package",
    "robust": "Robust",
    "regret": "Smallest worst regret",
    "average": "Smallest mean regret",
    "alternative": "Alternative",
}

SURVIVES = "A proposal that survives doubt"

COARSE = 10
"""Points from which on a mean is shown with one decimal."""

JOINT = (
    "Joint gain: the geometric mean of the parties' gains, 0 where one is below its fallback. Regret: how much less of "
    "it than the best package of the same draw; more draws can find a worse worst regret."
)

REGRET = "Regret: how much less joint gain (geometric mean of gains) than the best package of the same draw."


def heading(advised: Advised) -> str:
    """What standard chose a package, in a few words: `Robust, smallest mean regret`; empty for an alternative."""
    named = NAMES if holds(advised) else {**NAMES, "robust": WEAK}
    words = [named[standing] for standing in advised.standings if standing != "alternative"]
    return ", ".join(words[:1] + [word[0].lower() + word[1:] for word in words[1:]])


def holds(advised: Advised) -> bool:
    """Whether its most doubtful party accepts a package in at least half of the draws."""
    return advised.accepts[advised.most_doubtful].share >= HOLDS


def headline(dossier: Dossier, advice: Advice) -> str:
    """The title over the robust proposal: it may be carried into the room, so it says no more than the draws do."""
    robust = advice.by("robust")
    if robust is None or all(_always(dossier, party, robust) for party in robust.accepts):
        return SURVIVES
    if advice.draws < FEWEST_DRAWS:
        return "What to propose"
    return SURVIVES if holds(robust) else "What comes nearest"


def shown(advice: Advice) -> tuple[Advised, ...]:
    """The packages that a standard chose; the alternatives are left to the annex."""
    return tuple(one for one in advice.packages if one.standings != ("alternative",))


def joint_words() -> str:
    """What joint gain and regret are."""
    return JOINT


def regret_words(packages: Sequence[Advised]) -> str:
    """What regret is, where a heading over the packages names it; else nothing."""
    return REGRET if any("egret" in heading(one) for one in packages) and len(packages) > 1 else ""


def points(mean: Mean) -> str:
    """A mean in points with its error, rounded up: `37.1 ±0.2`; below 10 with two decimals: `0.12 ±0.04`.

    What is shown here is never below 0, so where the error would reach there the upper end is given: `<0.06`. Without
    any spread there is no error: `67.1`."""
    if math.isinf(mean.error):
        return f"{number(mean.value)} (error not known)"
    if mean.error == 0:
        return number(mean.value)
    digits = 1 if abs(mean.value) >= COARSE else 2
    if mean.value < mean.error:
        return f"<{math.ceil((mean.value + mean.error) * 10**digits - 1e-9) / 10**digits:.{digits}f}"
    return f"{mean.value:.{digits}f} ±{math.ceil(mean.error * 10**digits - 1e-9) / 10**digits:.{digits}f}"


def spared(question: Question) -> str:
    """What a question's answer would improve the advice by, in points."""
    return points(Mean(question.reduction, question.error))


def proposal_words(dossier: Dossier, advice: Advice) -> str:
    """The robust proposal in a sentence or two: how sure it is, and how it stands to the Nash package."""
    robust = advice.by("robust")
    if robust is None:
        return ""
    open_ = {party: chance for party, chance in robust.accepts.items() if not _always(dossier, party, robust)}
    looked = f"{plural(advice.looked_at, 'package')} looked at"
    if open_ and advice.draws < FEWEST_DRAWS:
        few = plural(advice.draws, "draw is", "draws are")
        return f"{few} too few ({FEWEST_DRAWS} are the least) to tell whether a proposal survives the doubt."
    if not holds(robust):
        lead = f"Nothing survives the doubt. Of {looked}, that whose most doubtful party accepts it most often"
        words = f"{lead}: {_doubt(dossier, robust, open_)}. {_by_all(advice, robust)}"
        return f"{words}{_beside_central(dossier, advice, robust)}".rstrip()
    sure = _doubt(dossier, robust, open_) if open_ else "all could accept it in every reading of the file"
    every = f"It is the best of {plural(advice.looked_at, 'package')}, all there are."
    found = every if advice.looked_at == advice.allowed else f"It is the best of {looked}, not proved best of all."
    return f"{sure[0].upper()}{sure[1:]}. {_beside_central(dossier, advice, robust)}{found}"


def _always(dossier: Dossier, party: str, advised: Advised) -> bool:
    return reach(dossier, party, advised.package).verdict == "yes"


def _doubt(dossier: Dossier, robust: Advised, open_: Mapping[str, Chance]) -> str:
    """How often a package is accepted, `open_` being the parties of which that is not certain."""
    weak = least_likely(open_)
    least, all_ = share(open_[weak[0]]), share(robust.all_accept)
    if len(weak) > 2:  # noqa: PLR2004 - two can be named as alternatives; more would be a list of everybody
        more = "" if least[0] in "<>" else " or more"
        return f"each party accepts it in {least}{more} of the draws, all at once in {all_}"
    names = {party.id: party.name for party in dossier.parties}
    doubtful = series((names[party] for party in weak), "or")
    return f"its most doubtful party, {doubtful}, accepts it in {least} of the draws, all at once in {all_}"


def _by_all(advice: Advice, robust: Advised) -> str:
    """Another package that is shown and that all accept at once more often, beyond chance."""
    rivals = [one for one in shown(advice) if one.all_accept.low > robust.all_accept.high]
    if not rivals:
        return ""
    most = max(rivals, key=lambda one: one.all_accept.share)
    name = heading(most).partition(",")[0]
    return f"All at once accept another more often, in {share(most.all_accept)} of the draws (“{name}”). "


def _beside_central(dossier: Dossier, advice: Advice, robust: Advised) -> str:
    central = advice.by("central")
    if central is None:
        return "There is no Nash package at the middle of the intervals to set beside it. "
    if central is robust:
        return "It is the Nash package at the middle of the intervals too. "
    apart = plural(_apart(central, robust), "clause")
    words = f"It differs from the Nash package at the middle of the intervals in {apart}"
    if _alike(dossier, central, robust):
        words += "; the draws favour neither on acceptance"
    return f"{words}. "


def _alike(dossier: Dossier, one: Advised, other: Advised) -> bool:
    """Whether two packages cannot be told apart on acceptance: the intervals of their smallest shares overlap, those of
    the shares in which all accept do too, and neither is certain where the other is not."""
    sure = [all(_always(dossier, party, package) for party in package.accepts) for package in (one, other)]
    pairs = [(package.accepts[package.most_doubtful], package.all_accept) for package in (one, other)]
    overlap = (a.low <= b.high and b.low <= a.high for a, b in zip(*pairs, strict=True))
    return sure[0] == sure[1] and all(overlap)


def _apart(one: Advised, other: Advised) -> int:
    return sum(one.package[issue] != other.package[issue] for issue in one.package)


def ask_words(advice: Advice) -> str:
    """How many questions are worth asking and what their worth means, or why none is."""
    if not advice.open_judgements:
        return "The file leaves nothing open: there is nothing to ask."
    many = plural(advice.open_judgements, "open judgement")
    if not advice.questions:
        return (
            f"{plural(advice.draws, 'draw is', 'draws are')} too few to rate the {many}: {FEWEST_DRAWS} are the least."
        )
    telling = len(advice.telling)
    if not telling:
        return (
            f"None of the {many}, known alone, would improve what to propose, as far as "
            f"{plural(advice.draws, 'draw')} can tell."
        )
    return (
        f"Of {many}, {count(telling)} would, known alone, improve what to propose beyond chance. “Improves by”: the "
        "points of joint gain (geometric mean of gains) added on average by choosing after the answer."
    )


def scale_words(advice: Advice) -> str:
    """How much that is: what knowing everything would add to what the advice is worth without any answer."""
    average = advice.by("average")
    if average is None or not advice.telling:
        return ""
    return f"Knowing everything would add {points(advice.knowing_all)} to {points(average.joint)}."


def worth_words(advice: Advice) -> str:
    """What knowing everything would be worth, which bounds what any question can be."""
    average = advice.by("average")
    if average is None or not advice.questions:
        return ""
    return (
        "What is improved is the package of smallest mean regret, whose mean joint gain is the largest: "
        f"{points(average.joint)} points. Knowing everything would improve it by {points(advice.knowing_all)}."
    )


def numbers(dossier: Dossier, packages: Sequence[Advised]) -> list[tuple[str, list[Cell]]]:
    """The rows of a table: what the draws say of each package, line by line. Shares have at most two digits."""
    rows = [("Smallest P", [_least_cell(dossier, one) for one in packages])]
    rows += [
        (party, [_chance_cell(dossier, one, [party], one.accepts[party]) for one in packages])
        for party in packages[0].accepts
    ]
    rows += [("All at once", [_chance_cell(dossier, one, list(one.accepts), one.all_accept) for one in packages])]
    rows += [("Mean joint gain", [Cell(points(one.joint)) for one in packages])]
    rows += [("Worst regret, at least", [Cell(f"{one.worst_regret:.1f}") for one in packages])]
    rows += [("Mean regret", [Cell(points(one.mean_regret)) for one in packages])]
    return rows


def _least_cell(dossier: Dossier, one: Advised) -> Cell:
    least = one.most_doubtful
    return _chance_cell(dossier, one, [least], one.accepts[least])


def _chance_cell(dossier: Dossier, one: Advised, parties: Sequence[str], chance: Chance) -> Cell:
    verdicts = {reach(dossier, party, one.package).verdict for party in parties}
    if verdicts == {"yes"}:
        return Cell("always", tone="good", title="in every reading of the file")
    if "no" in verdicts:
        return Cell("never", tone="bad", title="in no reading of the file")
    return Cell(share(chance), title=between(chance))


def clauses_apart(dossier: Dossier, packages: Sequence[Advised], *, short: bool) -> list[tuple[Cell, ...]]:
    """The clauses in which the packages differ, one row for each issue: its words (or its id, where `short`), and each
    package's option; those that are as in the first are quiet."""
    rows = []
    for issue in dossier.issues:
        taken = [one.package[issue.id] for one in packages]
        if len(set(taken)) > 1:
            words = {option.id: option.id if short else option.label for option in issue.options}
            cells = [
                Cell(words[option], tone="quiet" if place and option == taken[0] else "")
                for place, option in enumerate(taken)
            ]
            rows.append((Cell(issue.id if short else issue.ask, title=issue.id), *cells))
    return rows
