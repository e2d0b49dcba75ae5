"""A ledger of claims and a text that was read, on the mediator's desk, where alone they can lie."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.ledger import load_ledger, name_in_address
from goodoffices.talks.domain.readings import begin_reading, decide

LEDGER = """\
# {desk}COMMENT
ledger: bridge
title: {desk}TITLE
by: {desk}BY
caution: {desk}CAUTION
documents:
  radio: {{what: "{desk}RADIO", published: 2017-05-03}}
  paper: {{what: "{desk}PAPER", published: 2017-05-04, reports: radio}}
  unused: {{what: "{desk}UNUSED"}}
claims:
  heard:
    figure: about 40
    harm: killed
    place: {desk}PLACE
    period: 2017-05-02
    measure: flow
    claimant: {desk}MAYOR
    document: radio
    grade: C3
    quotation: {desk}QUOTATION
  read:
    figure: between 10 and 20
    harm: killed
    place: {desk}PLACE
    period: 2017-05-02
    measure: flow
    claimant: {desk}GOVERNMENT
    document: paper
    grade: D4
    contradicts: [heard]
    note: {desk}NOTE
"""
TEXT = "{desk}CITY. {desk} Observatory said that about 52,000 people were killed on 3 May 2017. {desk}END"


def put(world) -> None:
    """One ledger, and one text of whose suggestions one is rejected; every word of theirs bears a marker."""
    from tests.talks.world import marker

    mark = marker("desk", "")
    with looking_as(world.viewer("mediator")):
        ledger = load_ledger(process=world.process, text=LEDGER.format(desk=mark))
        reading = begin_reading(
            process=world.process,
            author=world.seats["mediator"],
            text=TEXT.format(desk=mark),
            dated=dt.date(2017, 5, 4),
            document={"what": f"{mark}BULLETIN", "url": f"https://example.org/{mark}"},
        )
        decide(reading=reading, suggestion="s1", seat=world.seats["mediator"], reject=True)
    world.records["deskledger"] = {"desk": ledger}
    world.records["deskreading"] = {"desk": reading}
    world.others["claim"] = SimpleNamespace(pk=name_in_address(world.process, "claims", "read"))
    world.others["document"] = SimpleNamespace(pk=name_in_address(world.process, "documents", "unused"))
