"""The public page: for anybody, and only what was made public."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from tests.talks.visibility import ROOMS
from tests.talks.world import marker

from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.models import Process, Room


def test_anybody_reads_what_was_made_public_and_not_who_wrote_it(world):
    page = Client().get(reverse("public", args=[world.process.pk])).content.decode()
    assert marker("public", "text") in page
    assert "Harbour" in page
    assert [room for room in ROOMS if room != "public" and marker(room, "") in page] == []
    assert "Mediator" not in page.replace("mediator's team", "")


def test_a_process_that_has_made_nothing_public_looks_like_one_that_is_not_there(world):
    with looking_as_the_system():
        hills = Process.objects.get(title="Hills")
        assert Room.objects.filter(process=hills, kind="public").exists()
    silent = Client().get(reverse("public", args=[hills.pk]))
    absent = Client().get(reverse("public", args=["A" * 22]))
    assert (silent.status_code, silent.content) == (absent.status_code, absent.content) == (404, absent.content)
