"""Texts read at the desk: what the rules suggest is no claim until a person has confirmed it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.evidence import claims
from goodoffices.evidence.reading import read_text, reading_json
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.ledger import newest_ledger
from goodoffices.talks.models import DeskLedger, DeskReading, Entry
from goodoffices.talks.views.reading_marks import pieces

pytestmark = pytest.mark.django_db
TEXT = (Path(__file__).parents[2] / "examples" / "read-a-text" / "bulletin.txt").read_text(encoding="utf-8")
PASTED = {"what": "Bulletin of the valley", "dated": "2018-10-12", "url": "", "name": "", "text": TEXT}
ASKED = {"place": "The valley", "period": "2018-10-12", "source": "D", "information": "4"}


@pytest.fixture
def read(world):
    """The bulletin, pasted by the mediator; `world.path` is its page."""
    world.browser = world.client("mediator")
    answer = world.browser.post(reverse("readings", args=[world.process.pk]), PASTED)
    assert answer.status_code == 302, answer.content.decode()
    world.path = answer["Location"]
    return world


def form_of(world, suggestion: str) -> dict[str, str]:
    """What the page's form begins with for a suggestion."""
    form = world.browser.get(world.path, {"suggestion": suggestion}).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {"suggestion": suggestion}


def send(world, suggestion: str, **said: str):
    return world.browser.post(world.path, form_of(world, suggestion) | said)


def ledger_text(world) -> str:
    with looking_as(world.viewer("mediator")):
        found = newest_ledger(world.process)
        return found.text if found else ""


def made(world) -> claims.Claim:
    return claims.parse_ledger(ledger_text(world)).claims[-1]


def test_a_text_that_is_read_leaves_the_ledger_as_it_is_and_every_mark_is_called_a_suggestion(world):
    before = ledger_text(world)
    browser = world.client("mediator")
    page = browser.post(reverse("readings", args=[world.process.pk]), PASTED, follow=True)
    assert ledger_text(world) == before
    states = {mark["state"] for mark in page.context["marks"]}
    assert states == {""}
    assert page.content.decode().count(">suggestion<") == len(page.context["marks"]) + 1
    assert "a claim</span>" not in page.content.decode()


def test_a_figure_left_as_suggested_is_accepted_and_the_claim_says_by_whom_and_where_it_stands(read):
    assert send(read, "f1", **ASKED).status_code == 302
    claim = made(read)
    assert claim.id == "bulletin-of-the-valley-f1"
    assert TEXT[slice(*claim.span)] == claim.quotation == "52,000"
    assert (claims.write_figure(claim.figure), claim.claimant, str(claim.grade)) == (
        *("about 52000", "Valley Observatory", "D4"),
    )
    assert re.search(r"accepted by Mediator on \d{4}-\d\d-\d\d; text sha256:", claim.note)
    document = claims.parse_ledger(ledger_text(read)).document(claim)
    assert (document.what, document.published.text) == ("Bulletin of the valley", "2018-10-12")


def test_what_is_changed_is_told_as_corrected_with_what_was_suggested(read):
    assert send(read, "f1", **ASKED, figure="at least 50000", claimant="", note="seen twice").status_code == 302
    claim = made(read)
    assert (claims.write_figure(claim.figure), claim.claimant) == ("at least 50000", "")
    assert claim.note.startswith("seen twice Suggested by rules (figure about 52000;")
    assert "corrected (figure, claimant) by Mediator" in claim.note


def test_what_is_rejected_is_kept_as_rejected_and_becomes_nothing(read):
    before = ledger_text(read)
    assert send(read, "f2", reject="1").status_code == 302
    page = read.browser.get(read.path, {"suggestion": "f2"})
    assert page.context["one"]["state"] == "reject"
    assert ledger_text(read) == before
    with looking_as(read.viewer("mediator")):
        assert Entry.objects.order_by("-number").first().act == "reading.decide"


def test_a_claim_needs_what_no_rule_suggests_and_what_was_typed_stays(read):
    answer = send(read, "f1", place="The valley", period="someday")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"period", "source", "information"}
    assert all(text in answer.content.decode() for text in ("The valley", "someday"))


def test_a_figure_is_confirmed_once(read):
    assert send(read, "f1", **ASKED).status_code == 302
    version = ledger_text(read)
    again = read.browser.post(read.path, ASKED | {"suggestion": "f1", "figure": "1"})
    assert again.status_code == 404
    assert ledger_text(read) == version
    page = read.browser.get(read.path, {"suggestion": "f1"}).content.decode()
    assert "it is a claim of the ledger" in page


def test_a_figure_whose_speaker_was_rejected_needs_another_one(read):
    said = read.browser.get(read.path, {"suggestion": "f1"}).context["one"]["said"]
    assert send(read, said, reject="1").status_code == 302
    refused = send(read, "f1", **ASKED)
    assert refused.status_code == 422
    assert "which is rejected" in refused.content.decode()
    assert send(read, "f1", **ASKED, claimant="Somebody at the market").status_code == 302
    assert made(read).claimant == "Somebody at the market"


def test_a_date_shows_all_it_can_mean_and_one_that_the_text_leaves_open_is_not_filled_in(read):
    page = read.browser.get(read.path, {"suggestion": "d1"}).content.decode()
    assert all(meaning in page for meaning in ("2017-05", "2018-05", "a first round comes before a second"))
    lone = dict(PASTED, name="lone", text="In May last year the Lakes Council hosted talks.")
    read.path = read.browser.post(reverse("readings", args=[read.process.pk]), lone)["Location"]
    found = read.browser.get(read.path, {"suggestion": "d1"})
    assert found.context["form"]["period"].value() in {None, ""}
    assert "does not decide" in found.content.decode()
    assert send(read, "d1").status_code == 422
    assert send(read, "d1", period="2017-05").status_code == 302
    assert read.browser.get(read.path, {"suggestion": "d1"}).context["one"]["state"] == "correct"


def test_two_who_decide_at_once_are_told(read):
    opened = form_of(read, "f1")
    assert send(read, "f2", reject="1").status_code == 302
    late = read.browser.post(read.path, opened | ASKED)
    assert late.status_code == 422
    assert "meanwhile" in late.content.decode()


def test_where_there_is_no_ledger_the_first_claim_begins_one(read):
    with looking_as(read.viewer("mediator")):
        DeskLedger.objects.all().delete()
    assert send(read, "f1", **ASKED).status_code == 302
    ledger = claims.parse_ledger(ledger_text(read))
    assert (ledger.id, ledger.by, len(ledger.claims)) == ("bulletin-of-the-valley", "Mediator", 1)


def test_two_texts_do_not_share_a_document(read):
    again = read.browser.post(reverse("readings", args=[read.process.pk]), PASTED)
    assert again.status_code == 302
    named = read.browser.post(reverse("readings", args=[read.process.pk]), PASTED | {"name": "bulletin-of-the-valley"})
    assert named.status_code == 422
    with looking_as(read.viewer("mediator")):
        names = {one.document["id"] for one in DeskReading.objects.all()}
    assert {"bulletin-of-the-valley", "bulletin-of-the-valley-2"} <= names


@pytest.mark.parametrize("text", ["", "   \n", "A \x07 sign", "x" * 100_001])
def test_what_is_no_text_is_refused_at_its_field(world, text):
    answer = world.client("mediator").post(reverse("readings", args=[world.process.pk]), PASTED | {"text": text})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["text"]


def test_who_deletes_a_text_keeps_the_claims_that_were_confirmed(read):
    assert send(read, "f1", **ASKED).status_code == 302
    kept = ledger_text(read)
    assert read.browser.post(f"{read.path}delete/").status_code == 302
    assert read.browser.get(read.path).status_code == 404
    assert ledger_text(read) == kept


def test_a_suggestion_that_is_not_there_is_decided_by_nobody(read):
    answer = read.browser.post(read.path, {"suggestion": "f99", "reject": "1"})
    assert answer.status_code == 404


words = st.sampled_from(
    [
        "On 3 May 2017 ",
        "the Valley Observatory said that ",
        "about 400 people ",
        "were killed. ",
        "“Yes,” ",
        "\n",
        "é ",
        "<b>",
    ]
)


@given(st.lists(words, max_size=30).map("".join))
def test_the_pieces_are_the_text_and_each_lies_within_its_suggestion(text):
    found = reading_json(read_text(text, dt.date(2018, 10, 12)))["suggestions"]
    cut = pieces(text, found)
    assert "".join(piece.words for piece in cut) == text
    spans = {one["id"]: (one["span"]["start"], one["span"]["end"]) for one in found}
    at = 0
    for piece in cut:
        end = at + len(piece.words)
        over = {name: span[1] - span[0] for name, span in spans.items() if span[0] <= at and end <= span[1]}
        assert (piece.id == "") == (not over)
        assert not over or over[piece.id] == min(over.values())
        at = end
