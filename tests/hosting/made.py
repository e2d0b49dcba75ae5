"""Made-up hosts for tests, and the published files where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.dossier import parse_dossier

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "astana-2017"
SHARED = Path("/work/shared/data")
PEACE, STABILITY = SHARED / "peace", SHARED / "stability"

needs_data = pytest.mark.skipif(not PEACE.is_dir(), reason="the published files (shared/data/peace) are not here")

DOSSIER = """\
dossier: elland
title: Ceasefire in Elland
as_of: 2017-05-03
parties:
  gov: {name: Government of Elland, role: principal, fallback: 10}
  opp: {name: Hill movement, role: principal, fallback: 10}
issues:
  truce:
    ask: Truce?
    options: {yes: a truce, no: none}
    gov: 5 yes > no
    opp: 5 yes > no
rounds:
  - {title: First round, date: 2016-05, host: Kazakhstan, came: [gov, opp], agreed: [a truce]}
  - {title: Later round, date: 2018-05, host: Kazakhstan, came: [gov]}
"""

HOSTS = """\
hosts:
  by: a desk officer
  conflict: {words: [Elland], without: [Golan], since: 2011, states: [SYR], resolutions: [A/RES/68/182]}
  parties:
    gov: SYR
    opp: {backers: [TUR, USA], source: H1, note: As they said.}
  candidates: [KAZ, CHE]
  ideal_points:
    unit: session
    of: a made-up estimate
    states:
      SYR: {70: "-2, -2.2..-1.8", 71: "-2, -2.3..-1.7"}
      TUR: {70: "0.6, 0.5..0.7", 71: "0.5, 0.4..0.6"}
      USA: {70: "2.4, 2.2..2.6", 71: "2.5, 2.3..2.7"}
      KAZ: {70: "-0.4, -0.6..-0.2", 71: "-0.5, -0.7..-0.3"}
      CHE: {70: "0.7, 0.6..0.8", 71: "0.7, 0.6..0.8"}
  roll_calls:
    - {date: 2013-12-18, resolution: A/RES/68/182, title: Human rights in Elland, votes: "KAZ A, CHE Y, SYR N, TUR Y"}
    - {date: 2011-12-19, resolution: A/RES/66/176, title: Human rights in Elland, votes: "KAZ Y, CHE Y, SYR N, TUR Y"}
  said:
    - {candidate: KAZ, words: neutral throughout, date: 2016-12, source: H2}
  record:
    - {candidate: CHE, date: 2015, what: mediation, title: Talks, with: gov and opp, ended: no agreement, source: H2}
  ratings:
    - {party: gov, candidate: KAZ, rating: 71..73, source: H3}
    - {party: opp, candidate: CHE, rating: 64, source: H3}
  practical:
    - {candidate: KAZ, topic: visa, about: gov, says: none needed, date: 2017-01, source: H2}
sources:
  - {id: H1, what: Communique}
  - {id: H2, what: Newspaper}
  - {id: H3, what: A conversation at night}
"""


def dossier(text: str = DOSSIER):
    return parse_dossier(text, "dossier.yaml")
