"""The mediator's question answered: would this state hold, who would break it, what would stop them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from goodoffices import __version__
from goodoffices.errors import StabilityError
from goodoffices.stability.chance import DRAWS, Holding, holding
from goodoffices.stability.inverse import Changes, Cheapest, cheapest_levers, smallest_changes
from goodoffices.stability.model import Conflict, Model, conflict
from goodoffices.stability.peace.beside import Beside
from goodoffices.stability.price import Question, Temptation, Valued, prices, temptation, valued
from goodoffices.stability.shocks import Robustness, robustness
from goodoffices.stability.solve import Concept
from goodoffices.values import Provenance

__all__ = ["Ask", "MakerStand", "PeaceStudy", "stands_at", "state_of", "study_peace"]

Verdict = Literal["content", "answered", "threatened", "open"]


@dataclass(frozen=True)
class Ask:
    """What to work out: the state by its number from 1 or its pattern ("": the agreement of the file), the concept by
    which it is to hold, which parts, and the draws."""

    state: str = ""
    concept: Concept = "seq"
    inverse: bool = False
    chance: bool = False
    shocks: bool = False
    draws: int = DRAWS
    seed: int = 1


@dataclass(frozen=True)
class MakerStand:
    """Where one maker stands at the state. `verdict`: content (nothing better that it can do alone), answered (every
    better move is answered by moves that those who answer gain by), threatened (only by moves that somebody who answers
    would lose by: a threat that nobody would carry out) or open (nothing that the others can do takes the gain away).
    `unanswered`, `threat` and `credible` are the price of peace by Nash, GMR and SEQ; `tempted` the move that tells
    most, None where there is none."""

    maker: int
    verdict: Verdict
    unanswered: float
    threat: float
    credible: float
    tempted: Temptation | None


@dataclass(frozen=True, eq=False)
class PeaceStudy:
    """Everything asked for, about one state; parts that were not asked for are None."""

    given: Valued
    beside: Beside
    asked: Question
    stands: tuple[MakerStand, ...]
    changes: Changes | None
    cheapest: Cheapest | None
    holding: Holding | None
    robustness: Robustness | None
    provenance: Provenance

    @property
    def case(self) -> Conflict:
        """The conflict with its order of states."""
        return self.given.case

    @property
    def spoilers(self) -> tuple[MakerStand, ...]:
        """Those for whom the state is not stable by the concept asked for."""
        return tuple(stand for stand in self.stands if self.price(stand) > 0)

    def price(self, stand: MakerStand) -> float:
        """A maker's price of peace by the concept asked for, on its own scale."""
        by: dict[Concept, float] = {"nash": stand.unanswered, "gmr": stand.threat, "seq": stand.credible}
        return by.get(self.asked.concept, stand.credible)


def state_of(case: Conflict, text: str) -> int:
    """The state that a number (from 1), a pattern, `agreement` or `status_quo` means; "" is the agreement."""
    named = {"": case.model.agreement, "agreement": case.model.agreement, "status_quo": case.model.status_quo}
    pattern = named.get(text, text)
    if not pattern:
        raise StabilityError.of(
            "the model names no agreement to ask about",
            remedy="Write `agreement:` and the options taken in it, or name a state, as --state 3.",
        )
    if pattern.isascii() and pattern.isdigit() and 1 <= int(pattern[:9]) <= case.graph.states:
        return int(pattern) - 1
    fits = len(pattern) == len(case.space.options) and set(pattern) <= set("YN-")
    state = case.space.find(pattern) if fits else None
    if state is None:
        remedy = (
            f"A state is a number 1 to {case.graph.states:,}, or Y or N for each option, as {case.space.pattern(0)}."
        )
        raise StabilityError.of(f"`{text[:80]}` is no feasible state of this model", remedy=remedy)
    return state


def study_peace(model: Model, beside: Beside, ask: Ask, advance: Callable[[str], None] = lambda _: None) -> PeaceStudy:
    """The answer for one state of a model. Raises StabilityError where the file names no state or contradicts
    itself."""
    if ask.concept not in {"nash", "gmr", "seq"} and not ask.inverse:
        raise StabilityError.of(f"the price is told by nash, gmr or seq, not by {ask.concept}")
    advance("Building the model")
    given = valued(conflict(model), beside.worths)
    case = given.case
    asked = Question(state_of(case, ask.state), ask.concept)
    advance("Pricing peace")
    stands = stands_at(given, asked.state)
    changes = cheapest = held = robust = None
    if ask.inverse:
        advance("Looking for the smallest changes of preference")
        changes = smallest_changes(case.graph, asked.state, ask.concept)
        if beside.levers.levers:
            advance("Trying levers")
            cheapest = cheapest_levers(
                given, beside.levers, asked, advance=lambda n, all_: advance(f"Trying levers: {n:,} sets of {all_:,}")
            )
    if ask.chance:
        advance("Drawing what is not known")
        held = holding(given, beside.doubts, asked, draws=ask.draws, seed=ask.seed)
    if ask.shocks:
        advance("Shaking the model")
        robust = robustness(given, beside.shocks, ask.concept)
    source = Provenance(
        method="Graph model for conflict resolution (Fang, Hipel & Kilgour 1993); price of peace in closed form",
        inputs=((model.id, _fingerprint(given)),),
        version=__version__,
        parameters=(("concept", ask.concept), ("state", case.space.pattern(asked.state))),
        seed=ask.seed if held and held.open else None,
        caution=model.caution,
        by=model.judgement.by,
    )
    return PeaceStudy(given, beside, asked, stands, changes, cheapest, held, robust, source)


def stands_at(given: Valued, state: int) -> tuple[MakerStand, ...]:
    """Where every maker stands at a state."""
    graph, worths = given.case.graph, given.worths
    concepts: tuple[Concept, ...] = ("nash", "gmr", "seq")
    value = {concept: prices(graph, worths, concept).value[:, state] for concept in concepts}
    found = []
    for maker in range(len(graph.makers)):
        unanswered, threat, credible = (float(value[concept][maker]) for concept in concepts)
        verdict: Verdict = "answered" if not credible else "open"
        if not len(graph.improvements(maker, state)):
            verdict = "content"
        elif credible and not threat:
            verdict = "threatened"
        shown: Concept = "gmr" if verdict == "threatened" else "seq"
        tempted = temptation(graph, worths, shown, maker, state)
        found.append(MakerStand(maker, verdict, unanswered, threat, credible, tempted))
    return tuple(found)


def _fingerprint(given: Valued) -> str:
    """The hash of what was analysed: options and their holders, states, moves, worths."""
    graph, model = given.case.graph, given.case.model
    parts: list[bytes] = [repr([(o.id, o.maker, o.moves) for o in model.options]).encode()]
    parts += [given.case.space.taken.tobytes(), given.case.space.open.tobytes()]
    parts += [reach.to.tobytes() + reach.to_start.tobytes() for reach in graph.reach]
    parts += [graph.levels.astype(np.int64).tobytes(), given.worths.value.tobytes()]
    return f"sha256:{hashlib.sha256(b'|'.join(parts)).hexdigest()}"
