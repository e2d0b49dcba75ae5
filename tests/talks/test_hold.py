"""Would it hold, and who could host: at the desk, sealed, bounded, and the same answer as the command line."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from django.urls import reverse
from tests.talks.world import marker

from goodoffices.errors import UserError
from goodoffices.stability.peace import parse_peace
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain import hold as models
from goodoffices.talks.domain import hosts as possible
from goodoffices.talks.domain.hold_words import in_words, with_words
from goodoffices.talks.domain.jobs.stages import Stages
from goodoffices.talks.domain.jobs.work import Order, answer
from goodoffices.talks.models import DeskHosts, DeskStability, Job

EXAMPLES = Path(__file__).parents[2] / "examples"
MODEL = """\
# a comment
stability:
  title: Two sides
  by: desk officer
  makers:
    north:
      name: The North
      options: {breaks: It breaks the package}
      prefers: [not answers, breaks]
    south:
      name: The South
      options: {answers: It answers}
      prefers: [not breaks, answers iff breaks]
  agreement: none
  status_quo: [breaks]
  levers:
    offers: {fund: {kind: payment, by: north, cost: 2, when: not breaks, worth: {north: 5}}}
  shocks: {turns: {what: It turns away, fixed: {answers: no}}}
"""
HOSTS = """\
hosts:
  by: desk officer
  parties: {north: SYR, south: TUR}
  candidates: [KAZ, CHE]
  ideal_points:
    unit: session
    of: made up
    by: desk officer
    states:
      KAZ: {71: "-0.4, -0.6..-0.2"}
      CHE: {71: "0.7, 0.5..0.9"}
      SYR: {71: "-2.0, -2.3..-1.7"}
      TUR: {71: "0.6, 0.5..0.7"}
"""


def at_desk(world):
    return looking_as(world.viewer("mediator"))


def laid(world, text=MODEL, **more):
    return models.write_model(process=world.process, author=world.seats["mediator"], text=text, **more)


@pytest.mark.parametrize("example", ["astana-2017", "two-armies", "garrison-diversion"])
def test_a_model_put_in_words_and_written_again_is_the_same_model(example):
    text = (EXAMPLES / example / "stability.yaml").read_text(encoding="utf-8")
    again = with_words(text, in_words(text))
    assert repr(parse_peace(again, "a.yaml")) == repr(parse_peace(text, "a.yaml"))


@pytest.mark.django_db
def test_a_model_is_begun_from_a_package_of_the_table_and_is_nobodys_judgement_yet(world):
    with at_desk(world):
        found = {one.kind: one for one in models.candidates(world.process)}
        assert "shown" in found
        begun = models.begin_model(process=world.process, author=world.seats["mediator"], candidate=found["shown"])
        told = in_words(begun.text)
    assert begun.begun == found["shown"].title
    assert told.agreement == "none"
    assert told.by == ""
    assert {"north", "south"} <= {maker.id for maker in told.makers}


@pytest.mark.django_db
def test_words_changed_on_the_page_become_another_version_and_bad_words_lose_nothing(world, monkeypatch):
    asked = []
    monkeypatch.setattr("goodoffices.talks.views.hold.ask_hold", lambda **given: asked.append(given["desk"].pk))
    with at_desk(world):
        first = laid(world)
    client, page = world.client("mediator"), reverse("hold_words", args=[world.process.pk, first.pk])
    said = {
        "title": "Two sides, again", "by": "another officer", "agreement": "none", "status_quo": "breaks", "rules": "",
        "m0o0": "It breaks the package", "m0o0moves": "forward", "m0new": "hides: It hides arms",
        "m0prefers": "greatly: breaks\nnot answers\nperhaps: hides",
        "m1o0": "It answers", "m1o0moves": "both", "m1new": "", "m1prefers": "not breaks",
    }  # fmt: skip
    refused = client.post(page, said | {"m0prefers": "not answers\nbraeks"})
    assert refused.status_code == 422
    assert "braeks" in refused.content.decode()
    assert "It hides arms" in refused.content.decode()
    assert "Line " not in refused.content.decode()
    assert client.post(page, said).status_code == 302
    with at_desk(world):
        newest = models.versions_of_model(first)
        assert [one.number for one in newest] == [first.number + 1, first.number]
        model, beside = parse_peace(newest[0].text, "a.yaml")
        assert DeskStability.objects.get(pk=first.pk).text == MODEL
    assert asked == [newest[0].pk]
    assert {option.id: option.moves for option in model.options} == {
        "breaks": "forward",
        "hides": "both",
        "answers": "both",
    }
    assert [one.unknown for one in model.preference("north").statements] == [False, False, True]
    assert [lever.id for lever in beside.levers.levers] == ["fund"]
    assert [shock.id for shock in beside.shocks] == ["turns"]


@pytest.mark.django_db
def test_a_model_too_large_for_the_server_is_refused_with_a_way_out_before_its_states_are_counted(world, monkeypatch):
    monkeypatch.setattr("goodoffices.stability.peace.parse_peace", lambda *_: pytest.fail("its states were counted"))
    options = ", ".join(f"o{n}: Does {n}" for n in range(models.MOST_OPTIONS + 1))
    text = f"stability:\n  makers:\n    north: {{options: {{{options}}}, prefers: [o1]}}\n"
    with at_desk(world), pytest.raises(UserError, match=r"13 options, and 12 are the most") as refused:
        laid(world, text)
    assert "goodoffices stability price" in refused.value.problems[0].remedy


@pytest.mark.django_db
def test_a_file_with_mistakes_is_refused_with_line_and_kept_on_the_page(world):
    client = world.client("mediator")
    wrong = MODEL.replace("not answers", "not answer")
    told = client.post(reverse("hold_start", args=[world.process.pk]), {"text": wrong})
    assert told.status_code == 422
    assert "Line 9" in told.content.decode()
    assert "It breaks the package" in told.content.decode()


def test_a_run_tells_who_would_break_it_what_would_do_and_which_shocks_it_survives():
    found = answer(Order("hold", MODEL), Stages(draws=False))
    told = json.loads(found.as_json)
    assert set(told) == {"title", "peace", "solve"}
    assert set(told["solve"]["equilibria"]) == {"nash", "gmr", "smr", "seq", "sseq"}
    for words in ("Would it hold", "The North", "fund", "It turns away", "Whose judgement"):
        assert words in found.html, words
    assert found.facts["by"] == "desk officer"


@pytest.mark.parametrize("data", ["", "record.csv", "hosts.duckdb"])
def test_hosts_are_compared_with_ratings_and_data_that_never_lie_on_a_disk(data, dossier_text, tmp_path):
    from goodoffices.hosting import import_file, open_store

    record = EXAMPLES / "astana-2017" / "record.csv"
    with open_store(tmp_path / "hosts.duckdb", write=True) as store:
        import_file(store, record)
    content = {"": b"", "record.csv": record.read_bytes(), "hosts.duckdb": (tmp_path / "hosts.duckdb").read_bytes()}
    rating = {"party": "north", "candidate": "KAZ", "rating": [60, 80], "day": "2017-01-20", "note": "told in caucus"}
    options = {
        "text": HOSTS,
        "store": base64.b64encode(content[data]).decode(),
        "store_name": data,
        "weights": "weights: {largest_distance: 1..2, balance: 1..2}",
        "ratings": [rating, rating | {"party": "gone", "rating": [1, 2]}],
    }
    found = answer(Order("hosts", dossier_text, options), Stages(draws=False))
    assert "Kazakhstan" in found.html
    assert "60" in found.html
    assert ("Intra-Syrian talks" in found.html) is bool(data)


@pytest.fixture
def dossier_text():
    from tests.talks.markers.preferences import DOSSIER

    return DOSSIER.format(desk="The case", ask="Which road?", option="Shared")


@pytest.mark.django_db
def test_of_one_party_and_candidate_the_newest_rating_counts_and_can_be_taken_back(world):
    with at_desk(world):
        given = {"process": world.process, "author": world.seats["mediator"], "about": ("north", "KAZ"), "day": None}
        possible.rate_host(**given, rating=[10, 20], note="first")
        possible.rate_host(**given, rating=[60, 80], note="second")
        now = {(one.party, one.candidate): one.rating for one in possible.ratings_now()}
        assert now["north", "KAZ"] == [60, 80]
        possible.rate_host(**given, rating=[], note="")
        assert [one.rating for one in possible.ratings_now() if one.party == "north"] == [[]]


@pytest.mark.django_db
def test_hosts_keep_their_data_from_version_to_version_and_refuse_what_is_no_data(world):
    author = world.seats["mediator"]
    with at_desk(world):
        store = possible.SentStore("record.csv", b"candidate,date\n")
        first = possible.load_hosts(process=world.process, author=author, text=HOSTS, store=store)
        second = possible.load_hosts(process=world.process, author=author, text=HOSTS)
        assert (second.number, second.store_name, second.store) == (first.number + 1, "record.csv", first.store)
        third = possible.load_hosts(process=world.process, author=author, text=HOSTS, drop=True)
        assert (third.store_name, third.store) == ("", "")
        for name, content in (("hosts.duckdb", b"not one at all"), ("hosts.xlsx", b"PK")):
            with pytest.raises(UserError, match="data come in as a store"):
                possible.load_hosts(
                    process=world.process, author=author, text=HOSTS, store=possible.SentStore(name, content)
                )
        with pytest.raises(UserError, match="is no criterion"):
            possible.load_hosts(process=world.process, author=author, text=HOSTS, weights="weights: {fame: 1}")


@pytest.mark.django_db
def test_a_program_begins_changes_and_reads_models_and_records_ratings(world, monkeypatch):
    monkeypatch.setattr("goodoffices.talks.domain.jobs.acts._once_stored", lambda _job: None)
    from django.test import Client
    from tests.talks.test_api import token_of

    client, root = Client(), f"/api/1/p/{world.process.pk}"
    token = {"Authorization": f"Bearer {token_of(world, 'mediator')}"}

    def post(path, **body):
        return client.post(root + path, json.dumps(body), content_type="application/json", headers=token)

    made = post("/hold", text=MODEL)
    assert made.status_code == 201, made.content
    assert made.json()["title"] == "Two sides"
    changed = post(f"/hold/{made.json()['id']}", text=MODEL.replace("Two sides", "Two shores"))
    assert changed.json()["title"] == "Two shores"
    assert len(client.get(f"{root}/hold/{made.json()['id']}/versions", headers=token).json()) == 2
    run = post(f"/hold/{made.json()['id']}/run")
    assert (run.status_code, run.json()["kind"]) == (201, "hold")
    assert post("/hold", text="stability: {}").status_code == 409
    hosts = post("/hosts", text=HOSTS, weights="balance: 1..2")
    assert hosts.json()["weights"] == "weights:\n  balance: 1..2\n"
    rated = post("/hosts/ratings", party="north", candidate="KAZ", low=40, high=60)
    assert rated.json()["rating"] == [40, 60]
    assert post("/hosts/ratings", party="north", candidate="KAZ", low=60, high=40).status_code == 422


@pytest.mark.django_db
def test_what_lies_at_the_desk_is_sealed_also_in_what_a_run_is_given(world, monkeypatch):
    monkeypatch.setattr("goodoffices.talks.domain.jobs.acts._once_stored", lambda _job: None)
    with at_desk(world):
        job = possible.ask_hosts(desk=DeskHosts.objects.first(), author=world.seats["mediator"])
    row = Job._base_manager.get(pk=job.pk)
    assert marker("desk", "hold").encode() not in bytes(row.sealed)
    assert row.about == world.records["deskhosts"]["desk"].pk


@pytest.mark.django_db
def test_a_package_in_which_nothing_is_done_is_not_shown_as_no_package(world):
    with at_desk(world):
        found = laid(world)
    shown = world.client("mediator").get(reverse("hold_model", args=[world.process.pk, found.pk])).content.decode()
    assert 'The package kept</dt><dd dir="auto">none of the options is taken<' in shown
