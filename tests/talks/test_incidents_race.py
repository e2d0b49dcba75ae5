"""The same entry sent several times at the same moment: one incident, and every sending leads to it."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.urls import reverse

from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.models import Entry, Incident

SENDINGS = 4


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_an_entry_sent_several_times_at_the_same_moment_is_kept_exactly_once():
    from tests.talks.test_ceasefire import ENTRY
    from tests.talks.world import make_world

    world = make_world()
    browsers = [world.client("monitor") for _ in range(SENDINGS)]
    where = reverse("incident_add", args=[world.process.pk])
    begin, led, wrong = threading.Barrier(SENDINGS), [], []

    def send(number: int) -> None:
        try:
            begin.wait(120)
            answer = browsers[number].post(where, ENTRY | {"words": f"Sending {number}"})
            led.append((answer.status_code, answer.get("Location")))
        except Exception as error:  # noqa: BLE001 (told in the test's own thread)
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(SENDINGS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(240)
    assert wrong == []
    with looking_as_the_system():
        (kept,) = Incident.objects.filter(client=ENTRY["client"])
        assert Entry.objects.filter(act="incident.report", record=kept.pk).count() == 1
    address = reverse("incident", args=[world.process.pk, kept.pk])
    assert led == [(302, address)] * SENDINGS
