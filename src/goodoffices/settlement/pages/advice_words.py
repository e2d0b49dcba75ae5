"""How advice under doubt is put into words, wherever it is read."""

from __future__ import annotations

import math
from collections.abc import Sequence

from goodoffices.dossier import Dossier
from goodoffices.settlement.pages.uncertain_words import between, share
from goodoffices.settlement.uncertain.advice import Advice, Advised, Standing
from goodoffices.settlement.uncertain.certain import reach
from goodoffices.settlement.uncertain.chance import Chance
from goodoffices.settlement.uncertain.questions import FEWEST_DRAWS, Question
from goodoffices.settlement.uncertain.regret import Mean
from goodoffices.values import Cell, count, number, plural

__all__ = [
    "ask_words",
    "clauses_apart",
    "heading",
    "joint_words",
    "numbers",
    "points",
    "proposal_words",
    "shown",
    "spared",
    "worth_words",
]

NAMES: dict[Standing, str] = {
    "central": "Central Nash",
    "robust": "Robust",
    "regret": "Smallest worst regret",
    "average": "Smallest mean regret",
    "alternative": "Alternative",
}

COARSE = 10
"""Points from which on a mean is shown with one decimal."""

JOINT = (
    "Joint gain: geometric mean of the parties' gains, 0 where one is below its fallback. Regret: how much less of it "
    "than the best package of a draw."
)


def heading(advised: Advised) -> str:
    """What standard chose a package, in a few words: `Robust, smallest mean regret`; empty for an alternative."""
    words = [NAMES[standing] for standing in advised.standings if standing != "alternative"]
    return ", ".join(words[:1] + [word[0].lower() + word[1:] for word in words[1:]])


def shown(advice: Advice) -> tuple[Advised, ...]:
    """The packages that a standard chose; the alternatives are left to the annex."""
    return tuple(one for one in advice.packages if one.standings != ("alternative",))


def joint_words() -> str:
    """What joint gain and regret are."""
    return JOINT


def points(mean: Mean) -> str:
    """A mean in points with its error, rounded up: `37.1 ±0.2`; below 10 with two decimals: `0.12 ±0.04`."""
    if math.isinf(mean.error):
        return f"{number(mean.value)} (error not known)"
    digits = 1 if abs(mean.value) >= COARSE else 2
    return f"{mean.value:.{digits}f} ±{math.ceil(mean.error * 10**digits - 1e-9) / 10**digits:.{digits}f}"


def spared(question: Question) -> str:
    """What a question's answer would improve the advice by, in points."""
    return points(Mean(question.reduction, question.error))


def proposal_words(dossier: Dossier, advice: Advice) -> str:
    """The robust proposal in a sentence or two: how sure it is, and how it stands to the Nash package."""
    robust = advice.by("robust")
    if robust is None:
        return ""
    name = {party.id: party.name for party in dossier.parties}[robust.most_doubtful]
    verdicts = [reach(dossier, party, robust.package).verdict for party in robust.accepts]
    if all(verdict == "yes" for verdict in verdicts):
        sure = "All could accept it in every reading of the file"
    else:
        least = robust.accepts[robust.most_doubtful]
        sure = f"Its most doubtful party, {name}, accepts it in {share(least)} of the draws"
        sure += f", all at once in {share(robust.all_accept)}"
    found = f"It is the best of {count(advice.looked_at)} packages looked at, not proved best of all."
    return f"{sure}. {_beside_central(advice, robust)}{found}"


def _beside_central(advice: Advice, robust: Advised) -> str:
    central = advice.by("central")
    if central is None:
        return "There is no central Nash package to set beside it. "
    if central is robust:
        return "It is the central Nash package (middle of every interval) too. "
    apart = plural(_apart(central, robust), "clause")
    return f"It differs from the central Nash package (middle of every interval) in {apart}. "


def _apart(one: Advised, other: Advised) -> int:
    return sum(one.package[issue] != other.package[issue] for issue in one.package)


def ask_words(advice: Advice) -> str:
    """How many questions are worth asking, or why none is."""
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
            f"None of the {many}, known alone, would improve the advice (the package of smallest mean regret), as far "
            f"as {plural(advice.draws, 'draw')} can tell."
        )
    each, most = (" each", " at most") if telling > 1 else ("", "")
    return (
        f"Of {many}, {count(telling)} would{each}, known alone, improve the advice (the package of smallest mean "
        f"regret) beyond chance: by {spared(advice.telling[0])} points{most}."
    )


def worth_words(advice: Advice) -> str:
    """What knowing everything would be worth, which bounds what any question can be."""
    average = advice.by("average")
    if average is None or not advice.questions:
        return ""
    return (
        f"Knowing everything would improve it by {points(advice.knowing_all)}, at a mean joint gain of "
        f"{number(average.joint.value)} points."
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
    rows += [("Worst regret", [Cell(f"{one.worst_regret:.1f}") for one in packages])]
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
