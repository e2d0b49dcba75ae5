"""A double-blind question on the web: asked, answered on devices, opened for all at once; who stops is named."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import timezone
from tests.talks.blinding import Devices, asked, late, now
from tests.talks.proposing import normal
from tests.talks.world import PASSPHRASE

from goodoffices.cli import main, seal_files
from goodoffices.errors import SealError, TalksError
from goodoffices.seal import Cost
from goodoffices.seal.unanimity import (
    LIMITS,
    REVIEW,
    SigningKey,
    board,
    fingerprint,
    judge,
    look,
    message,
    read_transcript,
    system_random,
    transcript,
)
from goodoffices.seal.unanimity.message import sign
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.archive_rows import rows_of
from goodoffices.talks.domain.blind import asked_so_far, clear_late_questions, promised, withdraw_blind
from goodoffices.talks.domain.blind_board import record_file, standing
from goodoffices.talks.domain.blind_invitation import earlier_of
from goodoffices.talks.domain.blind_roster import lay_key, name_holder
from goodoffices.talks.domain.processes import seat_member
from goodoffices.talks.domain.rooms import share_keys
from goodoffices.talks.domain.sessions import open_round
from goodoffices.talks.models import BlindHolder, BlindMessage, BlindQuestion, Entry, Party
from goodoffices.talks.wording.blind import REASONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(world):
    """The world without the questions that are laid as markers: the promised number is not used up."""
    with looking_as_the_system():
        BlindMessage.objects.all().delete()
        BlindHolder.objects.all().delete()
        BlindQuestion.objects.all().delete()
    return world


def page(world, who: str, question: BlindQuestion, more: str = "") -> str:
    return world.client(who).get(f"/p/{world.process.pk}/double-blind/{question.pk}/{more}").content.decode()


def record_of(world, who: str, question: BlindQuestion) -> str:
    with looking_as(world.viewer(who)):
        return record_file(now(question))


@pytest.mark.long
@pytest.mark.parametrize("no", [(), ("south",)], ids=["all yes", "one no"])
def test_all_learn_whether_all_said_yes_and_each_can_check_it_alone(table, no):
    question = asked(table)
    devices = Devices(table, question)
    devices.until("done", no=no)
    assert now(question).state == BlindQuestion.State.DONE
    for who in ("north", "south", "mediator"):
        invitation, messages, refused = read_transcript(record_of(table, who, question))
        assert (look(invitation, messages).agreed, refused) == (not no, [])
        told = page(table, who, question)
        said = "Agreed: every delegation said yes." if not no else "Not agreed: at least one delegation said no."
        assert said in told
        assert judge(look(invitation, messages)).board in told


@pytest.mark.long
def test_rows_and_entries_are_as_many_and_as_large_whoever_said_no(table):
    told = []
    for no in (("north",), ("north", "south")):
        question = asked(table, title="The harbour")
        with looking_as_the_system():
            length = Entry.objects.count()
        Devices(table, question).until("done", no=no)
        with looking_as_the_system():
            rows = BlindMessage.objects.filter(question=question)
            acts = list(Entry.objects.order_by("number").values_list("act", flat=True))[length:]
            told.append((sorted((one.phase, len(bytes(one.sealed)), one.out) for one in rows), acts))
    assert told[0] == told[1]


@pytest.mark.long
def test_nobody_but_its_own_side_learns_that_somebody_has_done_the_open_step(table):
    question = asked(table)
    devices = Devices(table, question)
    devices.until("seal")
    before = {who: (record_of(table, who, question), page(table, who, question)) for who in ("south", "mediator")}
    with looking_as_the_system():
        entries = Entry.objects.count()
    devices.hand_in("north", devices.make("north"))
    for who, (record, shown) in before.items():
        assert record_of(table, who, question) == record
        assert normal(page(table, who, question)) == normal(shown)
        with looking_as(table.viewer(who)):
            assert not BlindMessage.objects.filter(question=question, phase="seal").exists()
    with looking_as_the_system():
        assert Entry.objects.count() == entries
        row = BlindMessage.objects.get(question=question, phase="seal")
        assert row.made == row.changed == now(question).changed
    assert "Your part of this step is done." in page(table, "north", question)
    assert len(record_of(table, "north", question).splitlines()) == 5


def test_a_step_is_written_down_when_it_is_over_in_the_order_of_the_roster(table):
    question = asked(table)
    devices = Devices(table, question)
    devices.until("seal")
    with looking_as_the_system():
        length = Entry.objects.count()
    devices.hand_in("south", devices.make("south"))
    devices.hand_in("north", devices.make("north"))
    with looking_as_the_system():
        made = list(Entry.objects.order_by("number").values_list("act", "seat__member__username"))[length:]
    assert made == [("blind.message", "north"), ("blind.message", "south"), ("blind.step", None)]


def test_what_is_malformed_replayed_swapped_or_of_another_question_is_refused_with_the_reason(table):
    question, other = asked(table), asked(table, title="Article 5")
    devices, others = Devices(table, question), Devices(table, other)
    others.lay()
    devices.until("seal")
    north = devices.make("north")
    forged = north.as_dict() | {"signature": "0" * 128}
    with looking_as(table.viewer("north")):
        key_step = BlindMessage.objects.get(question=question, phase="key", holder__party__key="north").message
    for who, told, why in (
        ("north", "{", "no JSON"),
        ("north", "{}", "this is no message"),
        ("north", "[" * 5000, "JSON"),
        ("north", json.dumps(north.as_dict() | {"more": 1}), "this is no message"),
        ("north", forged, "not signed by the key on the roster"),
        ("south", north, "each side hands in its own"),
        ("north", others.make("north"), "belongs to another question"),
        ("north", {**key_step, "seen": "0" * 64}, "done this step already"),
        ("north", north.as_dict() | {"seen": "0" * 64}, "not signed by the key"),
        ("mediator", north, "each side hands in its own"),
    ):
        with pytest.raises((TalksError, SealError), match=why):
            devices.hand_in(who, told)
    with looking_as_the_system():
        assert not BlindMessage.objects.filter(question=question, phase="seal").exists()
    devices.hand_in("north", north)
    devices.hand_in("north", north)  # a line that broke: the same once more is no other answer
    again = Devices(table, question, keys=devices.keys)
    with pytest.raises(TalksError, match="done this step already"):
        devices.hand_in("north", others_answer(again, devices))


def test_signs_that_json_can_write_and_nobody_can_show_are_refused_in_words(table):
    """Half a pair of UTF-16, in a card, a message or a record."""
    question = asked(table)
    client = table.client("north")
    card = json.dumps({"key": "ab" * 32, "acts": "a", "name": "\ud800"})
    where = f"/p/{table.process.pk}/double-blind/{question.pk}/"
    answer = client.post(f"{where}key/", {"card": card, "passphrase": PASSPHRASE})
    assert (answer.status_code, "This is no card." in answer.content.decode()) == (422, True)
    devices = Devices(table, question)
    devices.until("seal")
    north = devices.make("north").as_dict()
    first = json.loads(record_of(table, "north", question).splitlines()[0])
    first["mediator"] = first["mediator"] | {"name": "\ud800", "key": "no key"}
    for told in (
        json.dumps(north | {"sender": "\ud800"}),
        f"{json.dumps(north | {'sender': chr(0xD800)})}\n{json.dumps(north)}",
        f"{json.dumps(first)}\n{json.dumps(north)}",
    ):
        answer = client.post(f"{where}message/", {"message": told, "passphrase": PASSPHRASE})
        assert answer.status_code == 422, told


def test_the_list_is_not_called_by_the_words_of_another_page(table):
    """One English phrase has one translation: that of the questions at the table would say “all issues” here."""
    told = table.client("mediator").get(f"/p/{table.process.pk}/double-blind/").content.decode()
    assert "<h2>All double-blind questions</h2>" in told


def test_the_form_names_the_time_zone_of_the_deadline(table):
    told = table.client("mediator").get(f"/p/{table.process.pk}/double-blind/ask/").content.decode()
    assert "Time zone: UTC" in told


def others_answer(again: Devices, devices: Devices):
    """A second answer of the same device, as if it had not handed one in."""
    from goodoffices.seal.unanimity import answer
    from goodoffices.talks.domain.blind_invitation import invitation_of, messages_of

    with looking_as(again.world.viewer("south")):
        question = now(again.question)
        board = look(invitation_of(question), messages_of(question))
    secrets = devices.secrets["north"]
    return answer(board, "The North", devices.keys["north"], secrets, yes=False, random=system_random)[0]


def test_the_record_as_the_command_line_leaves_it_is_taken_and_others_lines_are_not(table):
    question = asked(table)
    devices = Devices(table, question)
    devices.until("seal")
    for who in ("north", "south"):
        line = json.dumps(devices.make(who).as_dict())
        devices.hand_in(who, record_of(table, who, question) + line + "\n")
    assert now(question).phase == "answer"
    with pytest.raises(TalksError, match="nothing new of yours"):
        devices.hand_in("north", record_of(table, "north", question))


def test_who_did_not_finish_is_named_and_before_the_shares_nobody_has_learnt_anything(table):
    question = asked(table)
    devices = Devices(table, question)
    devices.until("seal")
    devices.step(without=("south",))
    question = late(question)
    for who in ("north", "south", "mediator"):
        with looking_as(table.viewer(who)):
            verdict = standing(question).verdict
        assert (verdict.state, [fault.name for fault in verdict.faults]) == ("aborted", ["The South"])
        told = page(table, who, question)
        assert "Aborted" in told
        assert "<bdi>The South</bdi></strong>" in told
    with pytest.raises(TalksError, match="died at the deadline"):
        devices.hand_in("south", devices.make("south") or "{}")


@pytest.mark.long
@pytest.mark.parametrize(("phase", "missing"), [("share", "south"), ("last", "mediator")])
def test_a_session_that_dies_after_all_have_blinded_is_disclosed_unknown(table, phase, missing):
    question = asked(table)
    devices = Devices(table, question)
    devices.until(phase)
    devices.step(without=(missing,))
    question = late(question)
    with looking_as(table.viewer("north")):
        verdict = standing(question).verdict
    named = {"south": "The South", "mediator": "Mediator's team"}[missing]
    assert (verdict.state, [fault.name for fault in verdict.faults]) == ("disclosed-unknown", [named])
    assert "Disclosed-unknown" in page(table, "north", question)


@pytest.mark.long
def test_a_question_that_died_runs_again_only_as_a_new_one_with_fresh_keys_linked_to_it(table):
    question = asked(table)
    devices = Devices(table, question)
    devices.until("share")
    question = late(question)
    with looking_as(table.viewer("mediator")):
        assert clear_late_questions(table.process.pk) == 1
        dead = standing(now(question)).verdict
    client = table.client("mediator")
    deadline = (timezone.now() + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    address = f"/p/{table.process.pk}/double-blind/{question.pk}/again/"
    assert client.post(address, {"deadline": deadline}).status_code == 302
    with looking_as(table.viewer("mediator")):
        again = BlindQuestion.objects.get(follows=question)
        earlier = again.earlier
    assert (earlier["run"], earlier["after"], len(earlier["keys"])) == (2, dead.board, 3)
    second = Devices(table, again)
    second.lay()
    made = second.make("north")
    reused = replace(made, body={**made.body, "point": earlier["keys"][0]})
    with pytest.raises(TalksError, match="used in a session before"):
        second.hand_in("north", sign(second.keys["north"], reused))
    second.until("done")
    assert "the question that died" in page(table, "south", again)
    assert "as a new question" in page(table, "south", question)
    with looking_as(table.viewer("mediator")), pytest.raises(TalksError, match="only a question that died"):
        earlier_of(now(again))


def test_a_question_that_died_is_asked_again_once_from_however_many_devices(table):
    question = late(asked(table))
    address = f"/p/{table.process.pk}/double-blind/{question.pk}/"
    deadline = (timezone.now() + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    client = table.client("mediator")
    first, second = (client.post(f"{address}again/", {"deadline": deadline}).url for _ in range(2))
    assert first == second
    assert "It was asked again already." in client.get(f"{address}again/", follow=True).content.decode()
    assert f'href="{address}again/"' not in client.get(address).content.decode()
    with looking_as(table.viewer("mediator")):
        run = BlindQuestion.objects.get(follows=question)
    # Another device that had looked before the first one was heard of.
    assert asked(table, follows=question).pk == run.pk
    with looking_as_the_system():
        assert BlindQuestion.objects.filter(follows=question).count() == 1
    with looking_as(table.viewer("mediator")):
        withdraw_blind(run)
    assert f'href="{address}again/"' in client.get(address).content.decode()
    assert asked(table, follows=question).pk != run.pk


def test_a_deadline_leaves_time_for_every_step(table):
    for minutes, why in ((-1, "not in the coming year"), (0.1, "less than 10 minutes"), (9, "less than 10 minutes")):
        with pytest.raises(TalksError, match=why):
            asked(table, days=minutes / 24 / 60)
    assert asked(table, days=11 / 24 / 60).now == BlindQuestion.State.ROSTER
    soon = (timezone.now() + dt.timedelta(minutes=2)).strftime("%Y-%m-%dT%H:%M")
    question = late(asked(table))
    address = f"/p/{table.process.pk}/double-blind/{question.pk}/again/"
    refused = table.client("mediator").post(address, {"deadline": soon})
    assert (refused.status_code, "less than 10 minutes away" in refused.content.decode()) == (422, True)


def test_the_number_of_questions_that_was_promised_is_kept_until_a_new_round(table):
    asked(table, most=2)
    with pytest.raises(TalksError, match="promised at most 2"):
        asked(table, most=5)
    with looking_as(table.viewer("mediator")):
        withdraw_blind(asked(table, most=2))
        withdraw_blind(asked(table, "east", "north", most=2))
    with pytest.raises(TalksError, match="promised at most 2"):
        asked(table, "east", "south", most=5)  # east saw the promise of a question that was taken back
    asked(table, most=2)
    with pytest.raises(TalksError, match="question 3 to The North"):
        asked(table, most=2)
    with looking_as(table.viewer("north")):
        assert (len(asked_so_far(table.parties["north"])), promised(table.parties["north"])) == (2, 2)
    assert (
        "2 questions of at most 2" in table.client("south").get(f"/p/{table.process.pk}/double-blind/").content.decode()
    )
    with looking_as(table.viewer("mediator")):
        open_round(room=table.rooms["plenary"], author=table.seats["mediator"], title="Second round")
    assert asked(table, most=5).most == 5


def test_only_the_one_whom_a_delegation_named_lays_its_key_and_a_new_name_takes_the_key_away(table):
    with looking_as(table.viewer("mediator")):
        seat = seat_member(
            process=table.process, member=table.members["administrator"], role="delegate", party=table.parties["north"]
        )
        share_keys(seat)
    question = asked(table)
    key = SigningKey(system_random(32)).public()
    with looking_as(table.viewer("north")):
        with pytest.raises(TalksError, match="has not named who answers"):
            lay_key(question=question, author=table.seats["north"], key=key, acts="North")
        name_holder(question=question, author=table.seats["north"], seat=table.seats["north"])
        lay_key(question=question, author=table.seats["north"], key=key, acts="North")
        with pytest.raises(TalksError, match="one of its own people"):
            name_holder(question=question, author=table.seats["north"], seat=table.seats["south"])
    with looking_as(table.viewer("administrator")):
        with pytest.raises(TalksError, match="named North to answer"):
            lay_key(question=question, author=seat, key=key, acts="The colleague")
        name_holder(question=question, author=seat, seat=seat)
        assert BlindHolder.objects.get(question=question, party__key="north").key == ""
    assert "Administrator" in page(table, "north", question)
    assert "Administrator" not in page(table, "south", question)


def test_a_key_that_stands_there_already_and_one_that_no_device_made_are_refused(table):
    question = asked(table)
    devices = Devices(table, question)
    devices.lay("north")
    with looking_as(table.viewer("south")):
        for key, why in ((devices.keys["north"].public(), "the same key"), ("0" * 64, "small order"), ("x", "64 dig")):
            with pytest.raises(SealError, match=why):
                lay_key(question=question, author=table.seats["south"], key=key, acts="South")
        key = SigningKey(system_random(32)).public()
        with pytest.raises(TalksError, match="the roster says"):
            lay_key(question=question, author=table.seats["south"], key=key, acts="S", name="South")


def test_a_question_can_be_taken_back_until_an_answer_can_be_sealed(table):
    question = asked(table)
    devices = Devices(table, question)
    devices.until("seal")
    with looking_as(table.viewer("mediator")), pytest.raises(TalksError, match="no longer be taken back"):
        withdraw_blind(question)
    other = asked(table)
    with looking_as(table.viewer("mediator")):
        withdraw_blind(other)
    assert "took it back before any answer was sealed" in page(table, "north", other)


def test_where_a_delegate_decides_stand_the_fingerprints_every_limit_and_that_it_was_not_reviewed(table):
    question = asked(table)
    devices = Devices(table, question)
    devices.until("seal")
    told = unescape(page(table, "north", question))
    assert [one for one in (*LIMITS, REVIEW) if one not in told] == []
    assert fingerprint(devices.keys["south"].public()) in told


def test_the_reasons_that_are_translated_are_the_words_of_the_protocol():
    told = "".join(Path(one.__file__).read_text(encoding="utf-8") for one in (board, message, transcript))
    assert [one for one in REASONS if one not in told] == []


def test_a_name_that_a_shell_would_run_is_shown_so_that_it_runs_nothing(table):
    with looking_as_the_system():
        Party.objects.filter(key="north").update(name='$(rm -r ~) "north"')
    table.parties["north"].refresh_from_db()
    shown = unescape(page(table, "north", asked(table)))
    assert """--name '$(rm -r ~) "north"' --acts""" in shown


def test_joining_takes_the_word_that_fingerprints_were_compared_and_answering_the_passphrase(table):
    question = asked(table)
    devices = Devices(table, question)
    devices.lay()
    client = table.client("north")
    address = f"/p/{table.process.pk}/double-blind/{question.pk}/message/"
    message = json.dumps(devices.make("north").as_dict())
    refused = client.post(address, {"message": message, "passphrase": PASSPHRASE})
    assert refused.status_code == 422
    assert "Compare them first." in refused.content.decode()
    assert client.post(address, {"message": message, "compared": "on", "passphrase": "wrong"}).status_code == 422
    given = {"message": message, "compared": "on", "passphrase": PASSPHRASE}
    assert client.post(address, given).status_code == 302
    for who in ("south", "mediator"):
        devices.hand_in(who, devices.make(who))
    message = json.dumps(devices.make("north").as_dict())
    assert client.post(address, {"message": message}).status_code == 422
    assert client.post(address, {"message": message, "passphrase": PASSPHRASE}).status_code == 302
    assert "Your part of this step is done." in page(table, "north", question)


@pytest.mark.long
def test_a_delegation_takes_part_by_the_command_line_and_carries_files_alone(table, tmp_path, monkeypatch):
    monkeypatch.setattr(seal_files, "COST", Cost(memory=64, rounds=1, lanes=1))
    monkeypatch.chdir(tmp_path)
    question, secret = asked(table), "secret of the north"
    client, address = table.client("north"), f"/p/{table.process.pk}/double-blind/{question.pk}/"

    def run(*line: str, typed: str = secret) -> None:
        done = CliRunner().invoke(main, ["seal", *line], input=f"{typed}\n")
        assert done.exit_code == 0, done.output

    def hand_over(step: str, name: str, **more: str) -> int:
        with Path(name).open("rb") as file:
            return client.post(address + step, {"file": file, "passphrase": PASSPHRASE, **more}).status_code

    def take(name: str) -> None:
        Path(name).write_bytes(client.get(address + name).content)

    run("key", "my.key", "--name", "The North", "--acts", "Amina, grey laptop", "-o", "my.card")
    assert hand_over("key/", "my.card") == 302
    devices = Devices(table, question, accounts=("south", "mediator"))
    devices.lay()
    for phase, command in zip(
        ("key", "seal", "answer", "blind", "share"), ("join", "vote", *["next"] * 3), strict=True
    ):
        assert now(question).phase == phase
        take("record.jsonl")
        take("text.txt")
        more = ("--text", "text.txt") if phase == "key" else ()
        run(command, "record.jsonl", "my.key", *more, typed=f"{secret}\nyes" if phase == "seal" else secret)
        assert hand_over("message/", "record.jsonl", compared="on") == 302
        devices.step()
    devices.step()
    take("record.jsonl")
    run("verify", "record.jsonl")
    assert now(question).state == BlindQuestion.State.DONE
    assert "Agreed: every delegation said yes." in page(table, "north", question)


def test_an_archive_takes_the_roster_and_the_record_along(table):
    question = asked(table)
    Devices(table, question).until("seal")
    with looking_as_the_system():
        kinds = [row["model"] for row in rows_of(table.process) if row["model"].startswith("talks.blind")]
    assert sorted(kinds) == [
        *["talks.blindholder"] * 3,
        *["talks.blindmessage"] * 3,
        "talks.blindquestion",
    ]


def test_a_program_takes_part_with_its_token_and_the_devices_own_messages(table, client):
    from tests.talks.test_api_acts import send

    question = asked(table)
    card = {"name": "The North", "key": SigningKey(system_random(32)).public(), "acts": "N"}
    given = {"card": json.dumps(card), "passphrase": PASSPHRASE}
    status, told = send(client, table, "north", "POST", f"/double-blind/{question.pk}/key", **given)
    assert (status, told["roster"][0]["key"]) == (200, card["key"])
    status, told = send(client, table, "north", "POST", f"/double-blind/{question.pk}/message", message="{}")
    assert status in {409, 422}
    status, told = send(client, table, "north", "GET", f"/double-blind/{question.pk}/record")
    assert (status, told) == (200, {"record": ""})
