"""The answer for machines: the shape that `--json` prints and the documentation describes."""

from __future__ import annotations

from typing import Any

from goodoffices.settlement.plain import plain_breach, plain_chance, plain_inputs, plain_number
from goodoffices.settlement.uncertain.advice_json import advice_json
from goodoffices.settlement.uncertain.result import Acceptance, Proposal, Uncertainty

__all__ = ["uncertainty_json"]


def uncertainty_json(uncertainty: Uncertainty) -> dict[str, Any]:
    """An answer under incomplete preferences as plain dicts, lists, strings and numbers."""
    source = uncertainty.provenance
    return {
        "draws": uncertainty.draws,
        "seed": uncertainty.seed,
        "something_acceptable": plain_chance(uncertainty.something_acceptable),
        "unsettled_draws": uncertainty.unsettled,
        "tied_draws": uncertainty.tied,
        "proposals": [_proposal(proposal) for proposal in uncertainty.proposals],
        "left_out": list(uncertainty.left_out),
        "options_in_nash_package": {
            issue: {option: plain_chance(share) for option, share in options.items()}
            for issue, options in uncertainty.options.items()
        },
        "advice": advice_json(uncertainty.advice),
        "inputs": plain_inputs(source),
        "caution": source.caution,
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "id": proposal.id,
        "title": proposal.title,
        "kind": proposal.kind,
        "package": dict(proposal.package),
        "all_accept": plain_chance(proposal.all_accept),
        "certain": proposal.certain,
        "red_lines": [plain_breach(breach) for breach in proposal.red_lines],
        "linkages": list(proposal.linkages),
        "parties": {one.party: _acceptance(one) for one in proposal.parties},
    }


def _acceptance(one: Acceptance) -> dict[str, Any]:
    return {
        "accepts": plain_chance(one.chance),
        "certain": one.certain,
        "crosses_red_line": one.red_line,
        "gain": {
            "mean": plain_number(one.gain.mean),
            "p05": plain_number(one.gain.low),
            "p95": plain_number(one.gain.high),
            "least": plain_number(one.least),
            "greatest": plain_number(one.greatest),
        },
    }
