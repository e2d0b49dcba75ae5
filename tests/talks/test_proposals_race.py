"""Two last answers at the same moment: they are opened once, on PostgreSQL as on SQLite."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from tests.talks.proposing import WHO, now, proposed, say

from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.models import Entry, Outcome


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_last_answers_at_the_same_moment_are_opened_exactly_once():
    from tests.talks.world import make_world

    world = make_world()
    proposal = proposed(world)
    begin, wrong = threading.Barrier(len(WHO)), []

    def answer(party: str) -> None:
        try:
            begin.wait(120)
            say(world, proposal, party)
        except Exception as error:  # noqa: BLE001 (told in the test's own thread)
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=(party,)) for party in WHO]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(240)
    assert wrong == []
    assert now(proposal).state == "opened"
    with looking_as_the_system():
        assert Outcome.objects.filter(proposal=proposal).count() == 1
        assert Entry.objects.filter(act="proposal.open", record=proposal.pk).count() == 1
        assert Entry.objects.filter(act="answer.give", room__parties__key="north").exists()
