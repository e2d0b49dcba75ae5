"""What a package is worth to a delegation: from its own statements alone, with the engine of the command line."""

from __future__ import annotations

import dataclasses
import json

import pytest
from click.testing import CliRunner
from django.db.models.signals import post_init
from django.urls import reverse
from tests.talks.test_case import ASTANA
from tests.talks.world import marker

from goodoffices.cli import main
from goodoffices.dossier import read
from goodoffices.errors import TalksError
from goodoffices.settlement import explore, own_worth, settlement_json, solve
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.case import case_dossier, case_text
from goodoffices.talks.domain.packages import share_package, withdraw_package
from goodoffices.talks.domain.preferences import state_fallback, state_preference
from goodoffices.talks.domain.questions import questions
from goodoffices.talks.domain.worth import worth_of
from goodoffices.talks.models import Entry, Preference
from goodoffices.talks.models import base as sealed_models
from goodoffices.values import Estimate


def all_of_north(world) -> None:
    with looking_as(world.viewer("north")):
        north = world.parties["north"]
        state_preference(party=north, issue="port", line="6..8 north >> both > !south", version=0)
        state_fallback(party=north, worth=Estimate.between(30, 40), version=0)


def worth(world, package):
    with looking_as(world.viewer("north")):
        asked = questions(world.process)
        return worth_of(process=world.process, party=world.parties["north"], asked=asked, package=package)


def test_a_delegation_sees_the_same_number_as_the_mediator(world):
    all_of_north(world)
    found = worth(world, {"road": "shared", "port": "both"})
    with looking_as(world.viewer("mediator")):
        (draft,) = solve(case_dossier(world.process)).texts
    assert found.at_least.utility == pytest.approx(draft.outcome.utility["north"])
    assert found.at_least.gain == pytest.approx(draft.outcome.gain["north"])


def test_the_numbers_are_those_that_the_settlement_room_gives_for_the_party_alone():
    whole = read(ASTANA)
    alone = dataclasses.replace(
        whole,
        parties=tuple(party for party in whole.parties if party.id == "gov"),
        issues=tuple(
            dataclasses.replace(issue, preferences=tuple(p for p in issue.preferences if p.party == "gov"))
            for issue in whole.issues
        ),
        linkages=(),
        texts=tuple(text for text in whole.texts if len(text.package) == len(whole.issues)),
    )
    settled = solve(alone)
    texts = [one for one in explore(alone, settled, draws=100).proposals if one.kind == "text"]
    assert texts
    for proposal in texts:
        own = own_worth(alone, "gov", proposal.package, draws=100)
        assert own.acceptance == proposal.parties[0]
        assert own.utility == next(text for text in settled.texts if text.id == proposal.id).outcome.utility["gov"]


@pytest.mark.long
def test_what_would_raise_it_most_is_the_single_change_that_does_and_crosses_no_red_line():
    dossier = read(ASTANA)
    package = dict(next(text for text in dossier.texts if text.id.startswith("memorandum")).package)
    own = own_worth(dossier, "gov", package)
    red = {(i.id, o) for i in dossier.issues for p in i.preferences if p.party == "gov" for o in p.red_lines}
    changed = {
        (issue.id, option.id): own_worth(dossier, "gov", package | {issue.id: option.id}, draws=1).utility - own.utility
        for issue in dossier.issues
        for option in issue.options
        if (issue.id, option.id) not in red
    }
    assert own.raises[0].points == pytest.approx(max(changed.values()))
    assert [one.points for one in own.raises] == sorted((one.points for one in own.raises), reverse=True)
    for one in own.raises:
        assert changed[one.issue, one.option] == pytest.approx(one.points)


def test_a_crossed_red_line_is_named(world):
    all_of_north(world)
    assert worth(world, {"road": "open", "port": "south"}).at_least.red_lines == ("port",)


def test_a_package_that_leaves_a_question_open_has_a_least_and_a_most(world):
    all_of_north(world)
    found = worth(world, {"road": "open"})
    low, high = (worth(world, {"road": "open", "port": port}) for port in ("both", "north"))
    assert (found.at_least.utility, found.at_most.utility) == (low.at_least.utility, high.at_least.utility)


def test_questions_that_were_not_stated_are_left_out_and_named(world):
    found = worth(world, {"road": "open", "port": "both"})
    assert [question.id for question in found.left_out] == ["port"]
    assert found.at_least.utility == 100
    assert not found.has_fallback


def test_without_any_statement_there_is_nothing_to_reckon_with(world):
    with looking_as(world.viewer("north")):
        state_preference(party=world.parties["north"], issue="road", line="0", version=1)
    with pytest.raises(TalksError, match="nothing to reckon"):
        worth(world, {"road": "open"})


def test_no_record_of_another_caucus_is_loaded_or_opened_while_a_delegation_looks(world, monkeypatch):
    all_of_north(world)
    client, opened, loaded = world.client("north"), [], []
    really_open = sealed_models.open_box

    def spy(box, key, info):
        opened.append(info.split("/"))
        return really_open(box, key, info)

    def see(instance, **_):
        loaded.append((instance.party_id, instance.room_id))

    monkeypatch.setattr(sealed_models, "open_box", spy)
    post_init.connect(see, sender=Preference)
    try:
        page = client.post(reverse("worth", args=[world.process.pk]), {"q0": "shared", "q1": "both"})
        shared = world.records["sharedpackage"]["north-south"]
        client.get(reverse("worth_shared", args=[world.process.pk, shared.pk]))
    finally:
        post_init.disconnect(see, sender=Preference)
    assert page.status_code == 200
    assert "of 100 to you" in page.content.decode()
    assert set(loaded) == {(world.parties["north"].pk, world.rooms["north"].pk)}
    with looking_as(world.viewer("mediator")):
        mine = set(Preference.objects.filter(party=world.parties["north"]).values_list("pk", flat=True))
    kinds = {parts[3] for parts in opened}
    assert kinds == {"preference", "casefile", "sharedpackage"}
    assert {parts[4] for parts in opened if parts[3] == "preference"} <= mine
    theirs = {world.records["sharedpackage"][room].pk for room in ("south", "east")}
    assert not theirs & {parts[4] for parts in opened}


def test_the_page_says_what_it_is_worth_whose_judgement_it_is_and_what_would_raise_it(world):
    all_of_north(world)
    client = world.client("north")
    page = client.post(reverse("worth", args=[world.process.pk]), {"q0": "shared", "q1": "both"}).content.decode()
    for words in ("Whose judgement is this? Yours alone", "What would raise it most", "instead of “both by turns”"):
        assert words in page
    assert client.post(reverse("worth", args=[world.process.pk]), {"q0": "", "q1": ""}).status_code == 422


def test_a_package_is_shown_to_those_named_and_to_nobody_else(world):
    with looking_as(world.viewer("mediator")):
        one = share_package(
            process=world.process, package={"road": "open"}, parties=[world.parties["east"]], title="For the East"
        )
    for who, code in (("guarantor", 200), ("north", 404), ("south", 404)):
        assert world.client(who).get(reverse("worth_shared", args=[world.process.pk, one.pk])).status_code == code
    with looking_as(world.viewer("mediator")), pytest.raises(TalksError, match="not at the table"):
        share_package(process=world.process, package={"road": "paved"}, parties=[], title="x")


def test_the_mediator_shows_a_text_of_the_dossier_by_its_page(world):
    client, address = world.client("mediator"), reverse("packages", args=[world.process.pk])
    data = {"title": "The draft", "text": "draft", "audience": "named", "q0": "", "q1": ""}
    assert client.post(address, data).status_code == 422, "nobody is marked"
    assert client.post(address, data | {"parties": [world.parties["south"].pk]}).status_code == 302
    assert "The draft" in world.client("south").get(reverse("worth", args=[world.process.pk])).content.decode()
    assert "The draft" not in world.client("north").get(reverse("worth", args=[world.process.pk])).content.decode()


def test_the_download_gives_the_command_line_the_same_json(world, tmp_path):
    all_of_north(world)
    answer = world.client("mediator").get(reverse("case_download", args=[world.process.pk]))
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"] == 'attachment; filename="dossier.yaml"'
    file = tmp_path / "dossier.yaml"
    file.write_bytes(answer.content)
    there = CliRunner().invoke(main, ["settle", "--json", "--quiet", str(file)])
    assert there.exit_code == 0
    with looking_as(world.viewer("mediator")):
        here = settlement_json(solve(case_dossier(world.process)))
        assert case_text(world.process).encode() == answer.content
    told = json.loads(there.stdout)
    assert (told.pop("blockers"), told.pop("uncertainty")) == (None, None), "neither was asked for"
    assert told == json.loads(json.dumps(here))
    assert marker("north", "note") in answer.content.decode()


def test_who_showed_a_package_takes_it_back_and_it_stays_listed_as_taken_back(world):
    shared = world.records["sharedpackage"]["north-south"]
    back = reverse("package_withdraw", args=[world.process.pk, shared.pk])
    client = world.client("mediator")
    assert client.post(back).status_code == 302
    page = client.get(reverse("packages", args=[world.process.pk])).content.decode()
    assert "taken back" in page
    assert back not in page
    north = world.client("north")
    assert "taken back" in north.get(reverse("worth", args=[world.process.pk])).content.decode()
    assert north.get(reverse("worth_shared", args=[world.process.pk, shared.pk])).status_code == 404
    with looking_as(world.viewer("mediator")):
        assert Entry.objects.filter(act="package.withdraw", record=shared.pk).exists()
        with pytest.raises(TalksError, match="taken back already"):
            withdraw_package(shared)


def test_another_mediator_does_not_take_back_what_a_colleague_showed(world):
    shared = world.records["sharedpackage"]["south"]
    other = dataclasses.replace(world.viewer("mediator"), seat_id="another seat")
    with looking_as(other), pytest.raises(TalksError, match="shown by somebody else"):
        withdraw_package(shared)
