"""Dossiers in which nothing is acceptable, small enough to see why."""

from __future__ import annotations

from goodoffices.dossier import Dossier, parse_dossier

FERRY = """
dossier: ferry
title: The ferry
caution: Invented.
parties:
  north: {name: North Bank, role: principal, fallback: 60}
  south: {name: South Bank, role: principal, fallback: 50}
  press: {name: Press Club, role: observer}
issues:
  owner:
    ask: Who owns the ferry?
    options: {north: the north, both: both banks, south: the south}
    north: 6  north > both > !south
    south: 6  south > both > !north
    press: 1  both > !north > south
  fare:
    ask: What is the fare?
    options: {free: nothing, paid: a coin}
    north: 4  paid > free
    south: 4  free > paid
    press: 1  free = paid
"""
"""Only `both` is open: north 30 + 40 or 0, south 30 + 0 or 40. A paid fare gives 70 and 30, a free one 30 and 70.
North needs 60, south 50. So: give up south's fallback (70 and 30: 20 short), or north's (30 and 70: 30 short). No red
line helps: the worth of both always sums to 100 and 110 is needed, so the two fallbacks alone leave nothing."""

WELL = """
dossier: well
title: The well
caution: Invented.
parties:
  hill: {name: Hill, role: principal, fallback: 20}
  vale: {name: Vale, role: principal, fallback: 20}
  bank: {name: Bank, role: guarantor, fallback: 0}
issues:
  water:
    ask: Who draws first?
    options: {hill: the hill, turns: in turns, vale: the vale}
    hill: 5  hill > turns > !vale
    vale: 5  vale > turns > !hill
    bank: 5  hill > vale > !turns
  guard:
    ask: Who guards it?
    options: {none: nobody, joint: both, bank: the bank}
    hill: 5  joint > none > !bank
    vale: 5  joint > none > !bank
    bank: 5  bank > joint > none
linkages: [water=turns requires guard=bank]
"""
"""Every way to draw crosses a red line, each drawn by another party. `hill` opens by vale's red line alone (guard
joint: 100 and 50), `vale` by hill's alone; `turns` by the bank's and
either the linkage (guard joint) or both red lines on `bank` (worth 25 to each, enough)."""


def ferry() -> Dossier:
    return parse_dossier(FERRY)


def well() -> Dossier:
    return parse_dossier(WELL)
