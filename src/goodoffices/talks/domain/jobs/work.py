"""The work of a run, in a process that knows neither the database nor any key: a dossier's text in, an answer out.

Whatever is asked, the numbers are those that the command line prints, to the byte.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from goodoffices.errors import UserError
from goodoffices.talks.domain.jobs.stages import Stages

if TYPE_CHECKING:
    from goodoffices.dossier import Dossier
    from goodoffices.settlement import Settlement
    from goodoffices.values import Provenance, Section

__all__ = ["MEMORY", "Found", "Order", "answer", "worked"]

MEMORY = 4 * 1024**3
"""Bytes of its own that a run may hold."""

FILE = "dossier.yaml"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Order:
    """What is asked: the sort of run, the dossier's text, and what was chosen, by the names of the command line."""

    kind: str
    text: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """What came of it: JSON as the command line prints it, a part of a page, whose word it rests on, and packages that
    could be proposed (the rule that chose it, option by question)."""

    as_json: str
    html: str
    facts: dict[str, str]
    packages: list[tuple[str, dict[str, str]]]


@dataclass(frozen=True)
class Subject:
    """What an answer is about, where that is no dossier."""

    title: str
    by: str
    hash: str


Answer = tuple[Any, "tuple[Section, ...]", "Provenance", "Dossier | Subject", "Settlement | None"]


def worked(pipe: Connection) -> None:
    """Read one order from the pipe, answer into it: `("at", share, phase)`, then one of `("done", Found)`,
    `("refused", text)`, `("bug", name of the exception)`. Ends with the process that asked."""
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    _stay_within_bounds()
    try:
        order: Order = pipe.recv()
        stages = Stages(draws=bool(order.options.get("draws")))
        pipe.send(("done", answer(order, stages, lambda at: pipe.send(("at", *at)))))
    except UserError as error:
        told = (" ".join(filter(None, (problem.what, problem.remedy))) for problem in error.problems)
        pipe.send(("refused", "\n".join(told)))
    except Exception as error:  # noqa: BLE001 (whatever it is, its words could hold what is confidential: only its kind is told)
        pipe.send(("bug", type(error).__name__))


def answer(order: Order, stages: Stages, tell: Callable[[tuple[float, str]], None] = lambda _: None) -> Found:
    """Work an order out. Raises UserError when it cannot be answered."""
    from goodoffices.brief import Brief, render_fragment  # noqa: PLC0415 (a second of loading, in the process that needs it)

    tell(stages.begin("reading"))
    value, sections, made, dossier, settlement = _KINDS[order.kind](order, lambda words: tell(stages.told(words)))
    tell(stages.begin("writing"))
    brief = Brief(title=dossier.title, subtitle="", sections=sections, provenance=made)
    chosen = settlement.solutions if settlement is not None and settlement.solutions is not None else ()
    return Found(
        as_json=json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n",
        html=render_fragment(brief),
        facts={
            "by": made.by or dossier.by,
            "hash": dossier.hash,
            "version": made.version,
            "seed": "" if made.seed is None else str(made.seed),
        },
        packages=[(solution.rule, dict(solution.outcome.package)) for solution in chosen],
    )


def _study(order: Order, say: Say) -> Answer:
    from goodoffices.dossier import parse_dossier  # noqa: PLC0415 (as above)
    from goodoffices.settlement import study, study_json, study_sections  # noqa: PLC0415 (as above)

    dossier = parse_dossier(order.text, FILE)
    found = study(dossier, draws=order.options.get("draws", 0), seed=order.options.get("seed"), advance=say)
    sections = study_sections(dossier, found)
    return study_json(dossier, found), sections, found.provenance, dossier, found.settlement


def _trades(order: Order, say: Say) -> Answer:
    from goodoffices.dossier import parse_dossier  # noqa: PLC0415 (as above)
    from goodoffices.settlement import solve, trade_sections, trade_summary, trades_json, what_to_trade  # noqa: PLC0415 (as above)

    dossier = parse_dossier(order.text, FILE)
    settlement = solve(dossier, advance=say)
    trades = what_to_trade(dossier, settlement=settlement, advance=say, **order.options)
    sections = trade_sections(dossier, trades) or trade_summary(dossier, trades)
    made = replace(settlement.provenance, seed=trades.seed)
    return trades_json(trades), sections, made, dossier, None


def _what_if(order: Order, say: Say) -> Answer:
    from goodoffices.settlement import suppose, what_if, what_if_json, what_if_sections  # noqa: PLC0415 (as above)

    pairs = [(key, value) for key, value in order.options.get("changes", ())]
    before, after, edits = suppose(order.text, pairs, order.options.get("drops", ()), FILE)
    difference = what_if(before, after, edits, advance=say)
    sections = what_if_sections(before, difference)
    return what_if_json(difference), sections, difference.before.provenance, before, None


def _blockers(order: Order, say: Say) -> Answer:
    from goodoffices.dossier import parse_dossier  # noqa: PLC0415 (as above)
    from goodoffices.settlement import blocker_sections, blockers_json, what_blocks  # noqa: PLC0415 (as above)
    from goodoffices.values import Note, Section  # noqa: PLC0415 (as above)

    dossier = parse_dossier(order.text, FILE)
    found = what_blocks(dossier, advance=say)
    nothing = Note("Nothing blocks: there is at least one package that all who decide could accept.", "finding")
    sections = blocker_sections(dossier, found) or (Section("blockers", "What blocks an agreement", (nothing,)),)
    return blockers_json(dossier, found), sections, found.provenance, dossier, None


def _division(order: Order, _say: Say) -> Answer:
    from goodoffices.dossier import parse_dossier  # noqa: PLC0415 (as above)
    from goodoffices.settlement import divide, division_json, division_sections  # noqa: PLC0415 (as above)

    dossier = parse_dossier(order.text, FILE)
    division = divide(dossier)
    return division_json(division), division_sections(dossier, division), division.provenance, dossier, None


def _hold(order: Order, say: Say) -> Answer:
    from goodoffices.talks.domain.jobs.hold_work import hold  # noqa: PLC0415 (as above)

    value, sections, made = hold(order.text, say)
    return value, sections, made, Subject(value["title"], made.by, made.inputs[0][1]), None


def _hosts(order: Order, say: Say) -> Answer:
    from goodoffices.talks.domain.jobs.hosts_work import hosts  # noqa: PLC0415 (as above)

    value, sections, made, dossier = hosts(order.text, order.options, say)
    return value, sections, made, dossier, None


_KINDS: dict[str, Callable[[Order, Say], Answer]] = {
    "settlement": _study,
    "study": _study,
    "trades": _trades,
    "what_if": _what_if,
    "blockers": _blockers,
    "division": _division,
    "hold": _hold,
    "hosts": _hosts,
}


def _stay_within_bounds() -> None:
    """No image of this process is written to disk when it dies, and it takes no more memory than its share."""
    try:
        import resource  # noqa: PLC0415 (not on every system)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
