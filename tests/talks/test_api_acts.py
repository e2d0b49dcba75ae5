"""What is done through the API is what is done on the pages, and is checked as there."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from django.utils import timezone
from tests.talks.test_api import ask, operations, token_of
from tests.talks.world import PASSPHRASE

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "api.md"


def send(client, world, who: str, method: str, address: str, **body):
    answer = ask(client, method, f"/api/1/p/{world.process.pk}{address}", token_of(world, who), json.dumps(body))
    return answer.status_code, (answer.json() if answer.content else None)


def test_the_reference_lists_every_operation_with_its_method_and_address():
    told = DOCS.read_text(encoding="utf-8")
    missing = [
        name
        for name, method, address, _ in operations()
        if f"| `{name}` | {method} | `{address.removeprefix('/api/1')}` |" not in told
    ]
    assert missing == []
    assert told.count("\n| `") == len(operations())


def test_a_delegation_states_through_the_api_what_its_page_then_shows(world, client):
    version = {"issue": "port", "line": "7..9 north >> both > !south", "version": 0, "note": "said by a program"}
    status, made = send(client, world, "north", "POST", "/preferences", **version)
    assert (status, made["stated"], made["version"]) == (201, True, 1)
    assert "said by a program" in world.client("north").get(f"/p/{world.process.pk}/preferences/").content.decode()
    status, refused = send(client, world, "north", "POST", "/preferences", **version)
    assert (status, refused["problems"][0]["what"]) == (409, "somebody changed this meanwhile")


def test_the_mediator_reads_the_own_word_of_each_party_side_by_side(world, client):
    status, lines = send(client, world, "mediator", "GET", "/preferences")
    road = {line["party"]: line["own"] for line in lines if line["issue"] == "road"}
    port = {line["party"]: line["own"] for line in lines if line["issue"] == "port"}
    assert status == 200
    assert road == {"north": True, "south": True, "east": True}
    assert port == {"north": False, "south": False, "east": False}


def test_a_token_alone_answers_no_proposal(world, client):
    address = f"/proposals/{world.records['proposal']['north'].pk}"
    for passphrase in ("", "another passphrase"):
        body = {"verdict": "accept", "passphrase": passphrase}
        status, refused = send(client, world, "north", "POST", f"{address}/answer", **body)
        assert (status, list(refused["detail"])) == (422, ["passphrase"])
    assert send(client, world, "north", "GET", address)[1]["mine"] is None
    body = {"verdict": "accept", "words": "Agreed.", "passphrase": PASSPHRASE}
    status, opened = send(client, world, "north", "POST", f"{address}/answer", **body)
    assert (status, opened["state"], opened["adopted"]) == (200, "opened", True)


def test_a_seat_is_not_ended_by_a_token_alone(world, client):
    address = f"/people/{world.seats['south'].pk}/end"
    assert send(client, world, "mediator", "POST", address, own="another passphrase")[0] == 422
    assert send(client, world, "mediator", "POST", address, own=PASSPHRASE)[0] == 204


def test_a_proposal_is_checked_by_the_form_of_its_page(world, client):
    status, refused = send(client, world, "mediator", "POST", "/proposals", title="Ceasefire", package="road open")
    assert status == 422
    assert set(refused["detail"]) == {"parties", "words", "package", "deadline", "shows_answers"}
    body = {"title": "Ceasefire", "words": "All arms rest.", "package": "road: open", "shows_answers": "yes"}
    body |= {"parties": [world.parties["north"].pk], "deadline": (timezone.now() + dt.timedelta(days=2)).isoformat()}
    status, made = send(client, world, "mediator", "POST", "/proposals", **body)
    assert (status, made["package"], made["asked"][0]["party"]) == (201, [["road", "open"]], "north")


def test_a_clause_is_written_published_shown_and_compared(world, client):
    body = {"title": "Roads", "original": "en", "languages": ["fr"]}
    text = send(client, world, "mediator", "POST", "/text", **body)[1]["id"]
    words = {"en": "The road is [open / shut].", "fr": "La route est [ouverte / fermée]."}
    status, draft = send(client, world, "mediator", "POST", f"/text/drafts/{text}/clauses", words=words)
    clause = draft["wording"]["clauses"][0]
    assert (status, clause["brackets"]) == (201, ["[open / shut]"])
    first = send(client, world, "mediator", "POST", f"/text/drafts/{text}/publish")[1]["id"]
    settled = {"seen": clause["seen"], "bracket": 0, "choice": "0"}
    address = f"/text/drafts/{text}/clauses/{clause['id']}/settle"
    assert send(client, world, "mediator", "POST", address, **settled)[0] == 200
    assert send(client, world, "mediator", "POST", address, **settled)[0] == 409
    second = send(client, world, "mediator", "POST", f"/text/drafts/{text}/publish")[1]["id"]
    changes = send(client, world, "mediator", "GET", f"/text/versions/{second}/changes?since={first}")[1]["changes"]
    assert [change["state"] for change in changes] == ["changed"]
    shown = send(client, world, "mediator", "POST", f"/text/versions/{second}/show", room=world.rooms["north"].pk)[1]
    read = send(client, world, "north", "GET", f"/text/versions/{shown['id']}")[1]
    assert read["wording"]["clauses"][0]["words"]["en"] == "The road is open."
    assert send(client, world, "south", "GET", f"/text/versions/{shown['id']}")[0] == 404


def test_words_in_a_language_that_the_text_is_not_in_are_refused_not_lost(world, client):
    text = world.records["text"]["desk"].pk
    status, refused = send(client, world, "mediator", "POST", f"/text/drafts/{text}/clauses", words={"fr": "mot"})
    assert (status, refused["detail"]) == (422, {"words": ["the text is not in fr"]})


def test_a_run_is_asked_for_with_the_options_of_its_form(world, client):
    assert send(client, world, "mediator", "POST", "/analysis", kind="study", options={"draws": 0})[0] == 422
    assert send(client, world, "mediator", "POST", "/analysis", kind="guess")[0] == 422
    status, run = send(client, world, "mediator", "POST", "/analysis", kind="study", options={"draws": 50})
    assert (status, run["options"], run["state"]) == (201, {"draws": 50, "seed": None}, "waiting")
    done = world.records["job"]["desk"].pk
    assert "answer" in send(client, world, "mediator", "GET", f"/analysis/{done}/numbers")[1]["numbers"]


def test_a_party_reads_its_own_worth_of_a_package(world, client):
    status, worth = send(client, world, "north", "POST", "/worth", package={"road": "open"})
    assert (status, worth["margin"], worth["left_out"]) == (200, None, ["port"])
    assert worth["worth"] == 100
    assert send(client, world, "north", "POST", "/worth", package={"road": "elsewhere"})[0] == 409


def test_a_delegation_is_named_in_its_statement_of_consent_whatever_it_sends(world, client):
    body = {
        "party": world.parties["south"].pk,
        "answer": "accepted",
        "said": "2015-05-25",
        "room": world.rooms["north"].pk,
    }
    status, made = send(client, world, "north", "POST", "/preparing/consent", **body)
    assert (status, made["party"]) == (201, "north")


def test_who_invites_reads_the_code_once(world, client):
    status, made = send(client, world, "north", "POST", "/invitations", label="a third delegate")
    assert (status, made["role"], made["party"]) == (201, "delegate", "north")
    assert made["code"]
    listed = send(client, world, "north", "GET", "/invitations")[1]
    assert made["code"] not in json.dumps(listed)
    assert send(client, world, "south", "POST", f"/invitations/{made['id']}/withdraw")[0] == 404
    assert send(client, world, "north", "POST", f"/invitations/{made['id']}/withdraw")[0] == 204
