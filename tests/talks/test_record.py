"""The record of acts: checked as far as it has grown, whole when asked for; in words on the page."""

import ast
import re
from pathlib import Path

import pytest
from django.urls import reverse

from goodoffices.seal import GENESIS, link_hash
from goodoffices.talks import domain
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain import record
from goodoffices.talks.domain.log import record_act
from goodoffices.talks.domain.record import check_record
from goodoffices.talks.models import Entry, Process
from goodoffices.talks.models.acts import ACTS

HOLDS = "The chain holds"
FILES = {"yaml", "geojson", "gpx", "kml", "ics", "svg", "html", "pdf"}
BROKEN = "The chain is broken at line"


@pytest.fixture
def read(monkeypatch):
    """The numbers of the entries whose hash is computed."""
    numbers = []
    links = record._links

    def noted(*args):
        for link in links(*args):
            numbers.append(link.number)
            yield link

    monkeypatch.setattr(record, "_links", noted)
    return numbers


def act(world):
    with looking_as(world.viewer("mediator")):
        return record_act("note.write", process_id=world.process.pk)


def change(number, **values):
    with looking_as_the_system():
        assert Entry.objects.filter(number=number, process__title="Harbour").update(**values) == 1


def page(world):
    return world.client("mediator").get(reverse("audit", args=[world.process.pk])).content.decode()


def test_a_second_look_checks_only_what_has_come_since(world, read):
    first = check_record(world.process)
    assert read == list(range(1, first.number + 1))
    read.clear()
    new = act(world)
    second = check_record(world.process)
    assert read == [new.number]
    assert (second.number, second.whole, second.at) == (new.number, first.number, first.at)


def test_the_whole_record_is_checked_from_the_first_line_when_asked_for(world, read):
    first = check_record(world.process)
    new = act(world)
    check_record(world.process)
    read.clear()
    world.client("mediator").post(reverse("audit_check", args=[world.process.pk]))
    assert read == list(range(1, new.number + 1))
    after = check_record(world.process)
    assert after.whole == new.number
    assert after.at > first.at


@pytest.mark.long
def test_a_line_changed_after_it_was_checked_is_found_by_the_whole_check(world):
    assert HOLDS in page(world)
    with looking_as_the_system():
        was = Entry.objects.get(process=world.process, number=2).act
    change(2, act="note.delete")
    assert check_record(world.process).broken is None, "as the page says: what is new is checked, and what is shown"
    assert check_record(world.process, shown=(1, 3)).broken == 2
    assert check_record(world.process, whole=True).broken == 2
    assert check_record(world.process).broken == 2, "once found, it is said on every page"
    assert f"{BROKEN} 2" in page(world)
    change(2, act=was)
    assert HOLDS in page(world)


def test_a_line_put_in_behind_the_last_or_taken_from_the_end_is_found_at_once(world):
    last = check_record(world.process).number
    with looking_as_the_system():
        entry = Entry.objects.get(process=world.process, number=last)
        Entry.objects.filter(pk=entry.pk).delete()
    assert check_record(world.process).broken == last
    with looking_as_the_system():
        entry.save(force_insert=True)
    assert check_record(world.process).broken is None
    with looking_as_the_system():
        Entry(process=world.process, number=last + 1, at=entry.at, act="note.write", hash="0" * 64).save(
            force_insert=True
        )
    assert check_record(world.process).broken == last + 1


def test_a_record_written_anew_from_the_first_line_is_not_the_one_that_was_checked(world):
    last = check_record(world.process).number
    head = GENESIS
    with looking_as_the_system():
        for entry in Entry.objects.filter(process=world.process).order_by("number"):
            entry.act = "note.write"
            entry.hash = head = link_hash(head, entry.number, entry.content())
            entry.save()
        Process.objects.filter(pk=world.process.pk).update(chain_head=head)
    assert record.broken_entry(world.process) is None, "every line follows from the one before"
    assert check_record(world.process).broken == last
    assert check_record(world.process, whole=True).broken == last


def test_the_page_says_what_was_checked_and_when(world):
    checked = check_record(world.process)
    act(world)
    shown = page(world)
    assert f"Lines 1 to {checked.whole} were checked from the first on" in shown
    assert checked.at.strftime("%Y-%m-%dT%H:%M") in shown


@pytest.mark.long
def test_the_page_says_acts_in_words_and_the_file_by_their_code(world):
    act(world)
    assert "wrote a note" in page(world)
    assert "note.write" not in page(world)
    exported = world.client("mediator").get(reverse("audit_export", args=[world.process.pk])).content.decode()
    assert "note.write" in exported


def test_every_act_that_is_written_has_words_and_no_others_have():
    codes = set()
    for file in Path(domain.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            said = node.value if isinstance(node, ast.Constant) else None
            if isinstance(said, str) and re.fullmatch(r"[a-z]+(\.[a-z-]+)+", said):
                codes.add(said)
    files = {code for code in codes if code.rpartition(".")[2] in FILES}
    assert codes - files - {"installation.manage"} == set(ACTS)  # a rule, and names of files
    assert not files & set(ACTS)


def test_an_act_without_words_is_not_recorded(world):
    with looking_as(world.viewer("mediator")), pytest.raises(KeyError, match=r"something\.else"):
        record_act("something.else", process_id=world.process.pk)
