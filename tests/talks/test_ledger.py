"""The ledger of claims at the mediator's desk: it goes out as it came in, and changes by the claim."""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.talks.test_api import ask, token_of

from goodoffices.brief import Brief, pictures, render_fragment
from goodoffices.errors import EvidenceError, TalksError
from goodoffices.evidence import claims
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.ledger import (
    add_claim,
    change_about,
    change_claim,
    desk_ledger,
    load_ledger,
    name_in_address,
    newest_ledger,
    remove_claim,
)
from goodoffices.talks.domain.processes import open_process
from goodoffices.talks.models import DeskLedger, Entry, LockKey, Process

pytestmark = pytest.mark.django_db
SYRIA = (Path(__file__).parents[2] / "examples" / "syria-2011-2016" / "claims.yaml").read_text(encoding="utf-8")
FOREIGN = "\ufeff" + SYRIA.replace("\n", "\r\n")  # as an editor on another system writes it
CLAIM = {
    "operator": "at least",
    "value": "1,200",
    "harm": "killed",
    "population": "civilians",
    "unit": "persons",
    "place": "Syria",
    "begins": "2016-12",
    "measure": "flow",
    "claimant": "Clinic of Downtown",
    "document": "+",
    "new_what": "Register of the clinic, seen by the desk",
    "source": "B",
    "information": "2",
    "method": "documented",
    "note": "four could not be identified",
}


@pytest.fixture
def desk(world):
    """The world with the Syria example on its desk, and the mediator's browser."""
    with looking_as(world.viewer("mediator")):
        load_ledger(process=world.process, text=SYRIA)
    world.browser = world.client("mediator")
    return world


def address(world, name: str, entry: str = "", part: str = "claims") -> str:
    own = [name_in_address(world.process, part, entry)] if entry else []
    return reverse(name, args=[world.process.pk, *own])


def kept(page: str) -> str:
    return re.search(r'name="version" value="(\d+)"', page)[1]


def text_now(world) -> str:
    with looking_as(world.viewer("mediator")):
        return newest_ledger(world.process).text


def ledger_now(world) -> claims.Ledger:
    return claims.parse_ledger(text_now(world))


def claim_now(world, name: str) -> claims.Claim:
    return next(one for one in ledger_now(world).claims if one.id == name)


def changes(before: str, after: str) -> list[str]:
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


def last_act(world) -> str:
    with looking_as(world.viewer("mediator")):
        return Entry.objects.order_by("-number").first().act


def test_a_file_goes_out_letter_for_letter_as_it_was_brought_in(desk):
    file = SimpleUploadedFile("mine.yaml", FOREIGN.encode())
    sent = desk.browser.post(address(desk, "claims_load"), {"file": file})
    assert sent.status_code == 302
    answer = desk.browser.get(address(desk, "claims_yaml"))
    assert answer.content.decode() == FOREIGN
    assert 'filename="claims.yaml"' in answer["Content-Disposition"]


def test_a_text_that_was_pasted_keeps_the_line_ends_that_it_had_before_a_browser_sent_it(desk):
    assert desk.browser.post(address(desk, "claims_load"), {"text": SYRIA.replace("\n", "\r\n")}).status_code == 302
    assert text_now(desk) == SYRIA


def test_a_table_with_hxl_tags_says_the_same_as_the_file(desk):
    table = claims.write_table(claims.parse_ledger(SYRIA))
    assert desk.browser.post(
        address(desk, "claims_load"), {"file": SimpleUploadedFile("Mine.CSV", table.encode("utf-8-sig"))}
    ).status_code == 302  # fmt: skip
    assert claims.content_hash(ledger_now(desk)) == claims.content_hash(claims.parse_ledger(SYRIA))
    assert desk.browser.get(address(desk, "claims_csv")).content.decode() == table


def test_what_is_no_ledger_is_told_with_line_and_column_and_what_was_pasted_stays(desk):
    wrong = SYRIA.replace("harm: killed", "harm: kild", 1)
    line = wrong.splitlines().index("    harm: kild") + 1
    answer = desk.browser.post(address(desk, "claims_load"), {"text": wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"Line {line}, character 11" in page
    assert "harm: kild" in page
    assert text_now(desk) == SYRIA


def test_all_forms_are_those_of_the_command_line(desk):
    ledger = claims.parse_ledger(SYRIA)
    wanted = {
        "claims_json": claims.study_json(claims.study(ledger)),
        "claims_prov": json.loads(claims.prov(ledger)),
        "claims_claimreview": json.loads(claims.claim_review(ledger)),
    }
    found = {name: json.loads(desk.browser.get(address(desk, name)).content) for name in wanted}
    assert found == wanted


@pytest.mark.long
def test_the_page_side_by_side_is_what_the_command_line_shows_and_no_drawing_stays_in_memory(desk):
    found = claims.study(claims.parse_ledger(SYRIA))
    brief = Brief(found.ledger.title, "", claims.study_sections(found), found.provenance)
    page = desk.browser.get(address(desk, "claims_study")).content.decode()
    assert pictures._drawn.cache_info().currsize == 0
    assert render_fragment(brief) in page
    assert page.count("<svg") > 5


def test_a_claim_is_added_with_the_document_it_stands_in_and_nothing_else_changes(desk):
    form = desk.browser.get(address(desk, "claim_add")).content.decode()
    answer = desk.browser.post(address(desk, "claim_add"), CLAIM | {"version": kept(form)})
    assert answer.status_code == 302
    assert last_act(desk) == "claim.add"
    made = ledger_now(desk).claims[-1]
    assert made.id == "clinic-of-downtown"
    assert claims.claim_texts(made) == {
        "figure": "at least 1200",
        "harm": "killed",
        "population": "civilians",
        "place": "Syria",
        "place_code": "SYR",  # the ledger's own for this place
        "period": "2016-12",
        "measure": "flow",
        "claimant": "Clinic of Downtown",
        "document": "register-of-the-clinic-seen",
        "method": "documented",
        "grade": "B2",
        "note": "four could not be identified",
    }
    assert {line[0] for line in changes(SYRIA, text_now(desk))} == {"+"}
    assert "Clinic of Downtown" in desk.browser.get(answer["Location"]).content.decode()


def test_what_is_wrong_with_a_claim_stands_beside_its_field_and_nothing_typed_is_lost(desk):
    wrong = CLAIM | {"value": "many", "begins": "2016-13", "new_published": "soon", "unit": "", "name": "my claim"}
    answer = desk.browser.post(address(desk, "claim_add"), wrong)
    form, page = answer.context["form"], answer.content.decode()
    assert answer.status_code == 422
    assert set(form.errors) == {"value", "begins", "unit", "name"}
    assert all(text in page for text in ("many", "2016-13", "soon", "my claim", "four could not be identified"))
    better = wrong | {"value": "7", "begins": "2016", "unit": "persons", "name": ""}
    later = desk.browser.post(address(desk, "claim_add"), better)
    assert set(later.context["form"].errors) == {"new_published"}
    assert "Line " not in str(later.context["form"].errors)
    assert text_now(desk) == SYRIA


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ({"operator": "between", "value": "", "low": "1000", "high": "2000"}, "between 1000 and 2000"),
        ({"operator": "about", "value": "1500", "low": "1000", "high": "2,000"}, "about 1500 (1000 to 2000)"),
        ({"operator": "exactly", "value": "7", "unit": "villages"}, "exactly 7"),
    ],
)
def test_a_figure_is_put_together_from_what_was_typed(desk, typed, figure):
    assert desk.browser.post(address(desk, "claim_add"), CLAIM | typed).status_code == 302
    assert claims.write_figure(ledger_now(desk).claims[-1].figure) == figure


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"operator": "between", "value": "", "low": "9"}, "high"),
        ({"operator": "between", "value": "", "low": "9", "high": "3"}, "low"),
        ({"operator": "at most", "low": "1", "high": "2"}, "low"),
        ({"value": ""}, "value"),
        ({"value": "1.5"}, "value"),
        ({"measure": "stock", "begins": "2016-01", "ends": "2016-02"}, "begins"),
    ],
)
def test_a_figure_or_a_time_that_cannot_be_is_refused_at_its_field(desk, typed, field):
    answer = desk.browser.post(address(desk, "claim_add"), CLAIM | typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_another_grade_changes_one_line_of_the_file_and_the_record_says_that_it_was_graded(desk):
    page = desk.browser.get(address(desk, "claim", "article-killed")).content.decode()
    sent = {"version": kept(page), "source": "E", "information": "5"}
    assert desk.browser.post(address(desk, "claim_grade", "article-killed"), sent).status_code == 302
    assert changes(SYRIA, text_now(desk)) == ["-     grade: D4", "+     grade: E5"]
    assert last_act(desk) == "claim.grade"


def test_a_relation_is_said_and_taken_back_and_one_that_leads_in_a_circle_is_refused(desk):
    relation = {"relation": "contradicts", "other": "sohr-march"}
    for act, others in (("claim_relate", ("sohr-march",)), ("claim_unrelate", ())):
        page = desk.browser.get(address(desk, "claim", "article-killed")).content.decode()
        sent = relation | {"version": kept(page)}
        assert desk.browser.post(address(desk, act, "article-killed"), sent).status_code == 302
        assert claim_now(desk, "article-killed").contradicts == others
    assert text_now(desk) == SYRIA
    circle = {"relation": "part_of", "other": "article-children"}
    refused = desk.browser.post(address(desk, "claim_relate", "article-killed"), circle)
    assert refused.status_code == 422
    assert "lead back to where they begin" in refused.content.decode()


def test_a_claim_that_others_lead_to_stays_and_says_so(desk):
    refused = desk.browser.post(address(desk, "claim_remove", "article-killed"), {"version": "2"})
    assert refused.status_code == 422
    assert "article-killed" in refused.content.decode()
    assert desk.browser.post(address(desk, "claim_remove", "ocha-displaced"), {"version": "2"}).status_code == 302
    assert "ocha-displaced" not in {one.id for one in ledger_now(desk).claims}


def test_saving_what_is_there_already_makes_no_new_version(desk):
    page = desk.browser.get(address(desk, "claim_change", "sohr-march"))
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert desk.browser.post(address(desk, "claim_change", "sohr-march"), sent).status_code == 302
    with looking_as(desk.viewer("mediator")):
        assert newest_ledger(desk.process).number == 2
    assert text_now(desk) == SYRIA


def test_a_document_says_what_it_only_passes_on(desk):
    found = desk.browser.get(address(desk, "document", "sputnik", "documents"))
    form = found.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value()} | {"reports": ["mistura-remarks"]}
    assert desk.browser.post(address(desk, "document", "sputnik", "documents"), sent).status_code == 302
    assert changes(SYRIA, text_now(desk)) == ["+     reports: [mistura-remarks]"]
    refused = desk.browser.post(address(desk, "document_remove", "sputnik", "documents"), {})
    assert refused.status_code == 422


def test_a_ledger_is_begun_where_there_is_none(world):
    with looking_as(world.viewer("mediator")):
        DeskLedger.objects.all().delete()
    browser = world.client("mediator")
    assert "no ledger yet" in browser.get(address(world, "claims")).content.decode()
    assert browser.get(address(world, "claim_add")).status_code == 404
    about = {"title": "Killed on the road", "name": "road", "by": "the desk", "period_tolerance": "3", "version": "0"}
    assert browser.post(address(world, "claims_about"), about | {"name": "the road"}).status_code == 422
    assert browser.post(address(world, "claims_about"), about).status_code == 302
    assert text_now(world) == "ledger: road\ntitle: Killed on the road\nby: the desk\nperiod_tolerance: 3\n"
    assert browser.post(address(world, "claim_add"), CLAIM | {"version": "1"}).status_code == 302
    assert len(ledger_now(world).claims) == 1


def test_every_version_is_kept_and_goes_out_as_it_was(desk):
    with looking_as(desk.viewer("mediator")):
        change_about(process=desk.process, said={"ledger": "x", "title": "Other"}, version=2)
        second = DeskLedger.objects.get(number=2)
    listed = desk.browser.get(address(desk, "claims_versions")).content.decode()
    assert listed.count("claims.yaml") == 3
    file = desk.browser.get(reverse("claims_version", args=[desk.process.pk, second.pk]))
    assert file.content.decode() == SYRIA


def test_the_ledger_is_not_changed_on_top_of_somebody_elses_change(desk):
    said = claims.claim_texts(claim_now(desk, "sohr-march"))
    with looking_as(desk.viewer("mediator")):
        change_claim(process=desk.process, name="sohr-march", said=said | {"grade": "B2"}, version=2)
        with pytest.raises(TalksError, match="meanwhile"):
            change_claim(process=desk.process, name="sohr-march", said=said, version=2)
        with pytest.raises(TalksError, match="meanwhile"):
            remove_claim(process=desk.process, name="ocha-displaced", version=2)


def test_no_word_of_the_ledger_stands_in_an_address(desk):
    pages = [desk.browser.get(address(desk, "claims")), desk.browser.get(address(desk, "claim", "article-killed"))]
    links = {link for page in pages for link in re.findall(r'href="([^"]+)"', page.content.decode())}
    ledger = claims.parse_ledger(SYRIA)
    words = {one.id for one in (*ledger.claims, *ledger.documents)}
    assert len([link for link in links if "/claim/" in link or "/document/" in link]) > 40
    assert [link for link in links for word in words if f"/{word}/" in link or f"={word}" in link] == []


def test_a_mediator_of_another_process_finds_no_ledger_here(desk):
    with looking_as(desk.viewer("mediator")):
        other = open_process(title="Other", mediator=desk.members["mediator"])
    browser = desk.client("mediator")
    assert "Syria" not in browser.get(reverse("claims", args=[other.pk])).content.decode()
    assert browser.get(reverse("claims_yaml", args=[other.pk])).status_code == 404


@pytest.mark.parametrize("who", ["north", "guarantor", "observer"])
def test_for_everybody_else_there_is_no_ledger(desk, who):
    with looking_as(desk.viewer(who)):
        assert newest_ledger(desk.process) is None
        with pytest.raises(TalksError, match="no ledger yet"):
            desk_ledger(Process.objects.get(pk=desk.process.pk))


def test_a_program_puts_a_ledger_adds_a_claim_and_reads_the_study(desk, client):
    token, base = token_of(desk, "mediator"), f"/api/1/p/{desk.process.pk}/evidence/claims"

    def said(method: str, path: str = "", body: object = None):
        return ask(client, method, base + path, token, json.dumps(body))

    read = said("GET").json()
    assert (read["version"], read["text"]) == (2, SYRIA)
    claim = {"figure": "about 7", "harm": "killed", "place": "Uptown", "period": "2017", "measure": "flow"}
    claim |= {"document": "radio", "grade": "C3", "contradicts": ["sohr-march"]}
    body = {"id": "new", "said": claim, "document": {"id": "radio", "said": {"what": "The radio"}}, "version": 2}
    assert said("POST", "/claims", body).status_code == 201
    assert claim_now(desk, "new").contradicts == ("sohr-march",)
    assert said("GET", "/study").json()["study"] == claims.study_json(claims.study(ledger_now(desk)))
    refused = said("POST", "/claims", {"id": "newer", "said": claim | {"harm": "kild"}})
    assert refused.status_code == 409
    assert "claims.newer.harm" in refused.json()["problems"][0]["where"]
    assert said("PUT", "", {"text": SYRIA, "version": 2}).status_code == 409, "it was changed since"
    assert said("PUT", "", {"text": SYRIA, "version": 3}).json()["text"] == SYRIA
    table = said("GET", "/file?form=csv").json()
    assert table == {"name": "claims.csv", "text": claims.write_table(claims.parse_ledger(SYRIA))}
    assert said("PUT", "", {"text": table["text"], "form": "csv"}).status_code == 200
    assert said("GET", "/file?form=odt").status_code == 422


def test_a_claim_for_a_ledger_in_another_layout_is_refused_with_what_to_do(world):
    with looking_as(world.viewer("mediator")):
        load_ledger(process=world.process, text="ledger: a\ntitle: b\ndocuments: {d: {what: x}}\nclaims: {}\n")
        with pytest.raises(EvidenceError, match="indented lines"):
            add_claim(process=world.process, name="c", said={"figure": "1"}, document=("e", {"what": "y"}), version=2)


def test_a_mediator_to_whom_the_ledger_is_closed_reads_in_words_why_and_meets_no_fault(desk):
    with looking_as_the_system():
        LockKey.objects.filter(member=desk.members["mediator"], lock__room=desk.rooms["desk"]).delete()
    browser = desk.client("mediator")
    reading = reverse("reading", args=[desk.process.pk, desk.records["deskreading"]["desk"].pk])
    for place in (
        *(address(desk, name) for name in ("claims", "claims_study", "claims_versions", "readings")),
        reading,
    ):
        answer = browser.get(place)
        assert answer.status_code == 200
        assert "closed to you" in answer.content.decode().lower(), place
    for place in (address(desk, "claims_yaml"), address(desk, "claim", "sohr-march"), address(desk, "claim_add")):
        assert browser.get(place).status_code == 404
    about = {"title": "t", "name": "n", "period_tolerance": "0", "version": "2"}
    refused = browser.post(address(desk, "claims_about"), about)
    assert (refused.status_code, "closed to you" in refused.content.decode()) == (422, True)
    assert browser.post(reading, {"suggestion": "f1", "reject": "1"}).status_code == 404
    token = token_of(desk, "mediator")
    assert ask(browser, "GET", f"/api/1/p/{desk.process.pk}/evidence/claims", token).json()["text"] is None
