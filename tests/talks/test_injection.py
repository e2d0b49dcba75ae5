"""Words stay words: nothing that anybody writes becomes a part of a page."""

from __future__ import annotations

import datetime as dt
import json
from html.parser import HTMLParser

import pytest
from django.apps import apps
from tests.talks.pages import OneOfEachKind
from tests.talks.test_canaries import crawl

from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.agenda import add_item
from goodoffices.talks.domain.case import load_case
from goodoffices.talks.domain.ceasefire import show_terms
from goodoffices.talks.domain.incidents import report_incident
from goodoffices.talks.domain.jobs.stages import Stages
from goodoffices.talks.domain.jobs.work import Order, answer
from goodoffices.talks.domain.ledger import load_ledger
from goodoffices.talks.domain.notes import write_note
from goodoffices.talks.domain.preferences import state_preference
from goodoffices.talks.domain.processes import add_party
from goodoffices.talks.domain.readings import begin_reading
from goodoffices.talks.domain.report_issues import make_report
from goodoffices.talks.models import Party
from goodoffices.talks.models.base import Record

HOSTILE = (
    "HOSTILE <script>alert(1)</script> \"><svg onload=alert(1)> ' onmouseover='x [a](javascript:alert(1)) "
    "<img src=x onerror=alert(1)> </style></textarea></title><b> {{ 7*7 }}{% debug %} <!-- ]]>"
)
WORDS = json.dumps(HOSTILE)
DOSSIER = f"""
dossier: harbour
title: {WORDS}
by: {WORDS}
sources:
  - {{id: S1, what: {WORDS}, reference: {WORDS}, url: 'https://example.org/?"><b>', unverified: {WORDS}}}
parties:
  north: {{name: {WORDS}, role: principal, fallback: {{worth: 20..40, by: {WORDS}, source: S1, note: {WORDS}}}}}
  south: {{name: {WORDS}, role: principal, fallback: 30}}
issues:
  road:
    ask: {WORDS}
    options: {{open: {WORDS}, shared: {WORDS}, shut: {WORDS}}}
    north: {{prefer: 6..8 open > shared >> !shut, note: {WORDS}, by: {WORDS}, source: S1}}
    south: 4..6 shut > shared > open
texts:
  draft: {{title: {WORDS}, source: S1, package: {{road: shared}}}}
"""
LEDGER = f"""
ledger: hostile
title: {WORDS}
by: {WORDS}
caution: {WORDS}
documents:
  d: {{what: {WORDS}, unverified: {WORDS}}}
claims:
  a: {{figure: about 40, harm: killed, place: {WORDS}, period: 2017, measure: flow, claimant: {WORDS}, document: d,
    grade: C3, quotation: {WORDS}, how: {WORDS}, note: {WORDS}, unverified: {WORDS}}}
  b: {{figure: about 90, harm: killed, place: {WORDS}, period: 2017, measure: flow, claimant: {WORDS}, document: d,
    grade: C3, contradicts: [a]}}
"""
TERMS = f"""
ceasefires:
  hostile:
    title: {WORDS}
    start: 2031-04-01
    end: open
    area: {{words: {WORDS}}}
    parties: {{north: {{name: {WORDS}}}}}
    says: {{time: {WORDS}}}
    unverified: {WORDS}
    note: {WORDS}
"""
LINKS = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset"}


class Elements(HTMLParser):
    """What of a page could act: scripts without a file of ours, handlers, and links that are none."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        given = dict(attrs)
        if (tag == "script" and not (given.get("src") or "").startswith("/static/")) or tag in {"iframe", "object"}:
            self.found.append(tag)
        for name, value in given.items():
            scheme = (value or "").strip().partition(":")[0].lower() if ":" in (value or "") else ""
            if name.startswith("on") or (name in LINKS and scheme not in {"", "http", "https", "data"}):
                self.found.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("kind", ["settlement", "division"])
def test_no_word_of_a_dossier_becomes_an_element_of_the_mediators_analysis(kind):
    html = answer(Order(kind, DOSSIER), Stages(draws=False)).html
    assert "HOSTILE" in html, "the words are there"
    page = Elements(html)
    assert page.found == []
    assert not page.names & {"script", "style", "img", "form", "input", "textarea", "title"}


def hostile_ceasefire(world) -> None:
    """Terms, an incident, and an issue that counts by its hostile area."""
    seat = world.seats["mediator"]
    show_terms(process=world.process, author=seat, room=world.rooms["plenary"], text=TERMS)
    told = dict.fromkeys(("words", "claimant", "accused", "source", "ceasefire"), HOSTILE)
    where = {"area": HOSTILE, "place": HOSTILE, "precision": "near"}
    told |= {"kind": "other", "when": {"precision": "unknown"}, "where": where, "killed": {}, "injured": {}}
    report_incident(process=world.process, author=seat, client="H" * 22, told=told)
    make_report(process=world.process, author=seat)


def records() -> list[str]:
    """The ids of all records."""
    with looking_as_the_system():
        models = [model for model in apps.get_app_config("talks").get_models() if issubclass(model, Record)]
        return [key for model in models for key in model._base_manager.values_list("pk", flat=True)]


@pytest.mark.long
@pytest.mark.django_db
def test_no_word_that_anybody_writes_becomes_an_element_of_a_page(world):
    there = set(records())
    with looking_as(world.viewer("mediator")):
        load_case(process=world.process, text=DOSSIER)
        load_ledger(process=world.process, text=LEDGER)
        read = f"The {HOSTILE} Council said that about 52,000 people {HOSTILE} were killed in {HOSTILE} on 3 May 2017."
        begin_reading(
            process=world.process,
            author=world.seats["mediator"],
            text=read,
            dated=dt.date(2017, 5, 4),
            document={"title": HOSTILE, "publisher": HOSTILE},
        )
        add_party(process=world.process, key="west", name=HOSTILE[:150])
        add_item(room=world.rooms["plenary"], author=world.seats["mediator"], title=HOSTILE, text=HOSTILE)
        hostile_ceasefire(world)
    with looking_as(world.viewer("north")):
        write_note(room=world.rooms["north"], author=world.seats["north"], title=HOSTILE, text=HOSTILE)
        north = Party.objects.get(key="north")
        state_preference(party=north, issue="road", line="5 open > shared > shut", version=1, note=HOSTILE)
    seen: set[str] = set()
    # One page of each kind, and every page of what was written here.
    look = OneOfEachKind(*(set(records()) - there))
    for address, text in crawl(world.client("mediator"), world.process, look).items():
        if "<html" in text:
            assert Elements(text).found == [], address
            seen |= {address.partition("?")[0].rstrip("/").rpartition("/")[2]} if "HOSTILE" in text else set()
    assert {"case", "notes", "claims", "side-by-side", "texts", "ceasefire", "incidents", "report.html"} <= seen
