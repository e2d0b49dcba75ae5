"""What to ask next: how much better the advice would be, were one open judgement known.

The advice here is the package of the largest mean joint gain (smallest mean regret), so that learning nothing gains
nothing. The worth of an answer is the regret that one expects to be spared by choosing the package after hearing it:

    reduction = E[ max over packages of E[joint gain | answer] ] - max over packages of E[joint gain]

the partial expected value of perfect information (Raiffa & Schlaifer 1961), estimated by sorting the draws into bins
by the answer (Strong & Oakley 2013). Choosing and judging by the same draws would find worth in pure noise, so the
package for a bin is chosen by some folds of the draws and judged by the fold left out (cross-fitting: Stone 1974;
Chernozhukov et al. 2018). The estimate then leans low rather than high.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from goodoffices.settlement.engine.model import Model
from goodoffices.settlement.uncertain.doubts import Doubt, DoubtKind
from goodoffices.settlement.uncertain.pool import Rated

__all__ = ["ACTIONS", "BINS", "FEWEST_DRAWS", "FOLDS", "Question", "Worth", "questions", "worth_of_knowing"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BINS = 4
"""Equal parts of the draws, from those with the lowest answer to those with the highest."""

FOLDS = 5
"""Parts of the draws, each judged by choices made from the others."""

FEWEST_DRAWS = 100
"""With fewer draws no question is rated: a bin of a fold would hold fewer than five draws."""

ACTIONS = 300
"""Packages that one chooses among after an answer, at most: those of the largest mean joint gain."""

CELLS = 5_000_000
"""Numbers held at once beside the result: judgements times bins and folds times draws."""

LEVEL = 0.05
"""The chance that any judgement without worth is said to change the advice."""


@dataclass(frozen=True)
class Question:
    """A question for the next caucus, and what its answer would be worth.

    `words` asks it, `now` is what the file says. `reduction` is the mean regret that knowing the answer spares, in
    points of joint gain (an estimate below 0 is given as 0, which the truth never is below), and `error` the half-width
    of its 95% interval over draws. `matters` is True when the
    reduction stands out from chance, all questions that were rated taken together (Bonferroni; Dunn 1961).
    `if_low` and `if_high` are the clauses (issue, option) by which the best package then differs from the one advised
    now, for the quarter of the draws with the lowest and with the highest answer.
    """

    party: str
    kind: DoubtKind
    issue: str
    option: str
    words: str
    now: str
    reduction: float
    error: float
    matters: bool
    if_low: tuple[tuple[str, str], ...] = ()
    if_high: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Worth:
    """For each of some judgements the `reduction` in points and its standard `error` (judgements,), and the package
    that is best in each bin, `picks` (judgements, bins), beside the one that is `best` without any answer, as places
    among the packages."""

    reduction: Floats
    error: Floats
    picks: Ints
    best: int


def questions(model: Model, choice: Ints, rated: Rated, open_: Sequence[Doubt]) -> tuple[Question, ...]:
    """The open judgements as questions, the one worth most first; equal ones stay in the order given.

    `choice` (packages, issues) are the packages one may choose among, `rated` what the draws say of them. Of an order
    with several inner levels only the level worth most is asked about. None when there are fewer than `FEWEST_DRAWS`
    draws.
    """
    draws = rated.joint.shape[1]
    if not open_ or draws < FEWEST_DRAWS:
        return ()
    actions = np.sort(np.lexsort((np.arange(len(rated)), -np.round(rated.mean_joint, 9)))[:ACTIONS])
    worth = worth_of_knowing(rated.joint[actions], np.stack([doubt.answer for doubt in open_]))
    bar = NormalDist().inv_cdf(1 - LEVEL / len(open_)) * worth.error
    z_95 = NormalDist().inv_cdf(0.975)
    now = choice[actions[worth.best]]
    found: dict[tuple[object, ...], Question] = {}
    for place, doubt in enumerate(open_):
        low, high = choice[actions[worth.picks[place][[0, -1]]]]
        question = Question(
            **{name: getattr(doubt, name) for name in ("party", "kind", "issue", "option", "words", "now")},
            reduction=max(0.0, float(worth.reduction[place])),
            error=z_95 * float(worth.error[place]),
            matters=bool(worth.reduction[place] > bar[place]),
            if_low=_differing(model, now, low),
            if_high=_differing(model, now, high),
        )
        about = (doubt.party, doubt.issue, "order") if doubt.kind == "order" else (place,)
        found[about] = max(found.get(about, question), question, key=lambda one: one.reduction)
    return tuple(sorted(found.values(), key=lambda one: -round(one.reduction, 9)))


def worth_of_knowing(joint: Floats, answers: Floats, bins: int = BINS, folds: int = FOLDS) -> Worth:
    """What knowing each judgement is worth. `joint` (packages, draws) is what one wants much of, `answers` (judgements,
    draws) the judgement in every draw. Ties between packages go to the first."""
    draws = joint.shape[1]
    fold = np.arange(draws) % folds
    rank = np.argsort(np.argsort(answers, axis=1, kind="stable"), axis=1, kind="stable")
    bin_ = rank * bins // draws
    reduction, error = np.zeros(len(answers)), np.zeros(len(answers))
    picks = np.zeros((len(answers), bins), dtype=np.int64)
    of_fold = np.stack([joint[:, fold == one].sum(axis=1) for one in range(folds)])
    base = _first_best(of_fold.sum(axis=0) - of_fold)
    without = joint[base[fold], np.arange(draws)]
    batch = max(1, CELLS // (bins * folds * draws))
    for start in range(0, len(answers), batch):
        part = slice(start, start + batch)
        sums = _cell_sums(joint, bin_[part] + bins * fold, bins * folds).reshape(-1, folds, bins, len(joint))
        total = sums.sum(axis=1)
        chosen = _first_best(total[:, None] - sums)
        picks[part] = _first_best(total)
        mine = np.arange(len(total))[:, None]
        gained = joint[chosen[mine, fold, bin_[part]], np.arange(draws)] - without
        reduction[part] = gained.mean(axis=1)
        error[part] = gained.std(axis=1, ddof=1) / np.sqrt(draws)
    return Worth(reduction, error, picks, int(_first_best(of_fold.sum(axis=0))))


def _cell_sums(joint: Floats, cell: Ints, cells: int) -> Floats:
    """Sums (judgements, cells, packages) of `joint` over the draws of each cell, as one product of matrices."""
    judgements, draws = cell.shape
    member = np.zeros((judgements, cells, draws))
    member[np.arange(judgements)[:, None], cell, np.arange(draws)] = 1.0
    sums: Floats = (member.reshape(-1, draws) @ joint.T).reshape(judgements, cells, len(joint))
    return sums


def _first_best(sums: Floats) -> Ints:
    """The place of the largest along the last axis, the first of those that differ by rounding only."""
    found: Ints = np.argmax(np.round(sums, 7), axis=-1)
    return found


def _differing(model: Model, now: Ints, then: Ints) -> tuple[tuple[str, str], ...]:
    changed = np.flatnonzero(now != then).tolist()
    return tuple((model.issues[issue], model.options[issue][then[issue]]) for issue in changed)
