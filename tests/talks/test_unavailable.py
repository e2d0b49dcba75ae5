"""libsodium that cannot be loaded (a temporary folder mounted noexec): pages and API say so, and name the way out."""

from __future__ import annotations

import datetime as dt
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.talks.blinding import asked, late
from tests.talks.markers.agreements import frozen
from tests.talks.test_api import token_of
from tests.talks.world import PASSPHRASE

from goodoffices.seal.unanimity import sodium
from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.agreements import put_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def without_sodium(monkeypatch):
    """What a server finds that was started so: nothing that needs libsodium is loaded, and it cannot be."""

    def begun() -> None:
        monkeypatch.setattr(sodium, "_FAULT", OSError("failed to map segment from shared object"))
        for name in list(sys.modules):
            if name.startswith(("goodoffices.seal.unanimity", "goodoffices.agreement")) and name != sodium.__name__:
                monkeypatch.delitem(sys.modules, name)

    return begun


def test_pages_that_need_libsodium_say_what_the_server_lacks_and_lose_nothing(world, without_sodium):
    question = asked(world, "north", "east")
    with looking_as(world.viewer("mediator")):
        file = frozen(lambda field: f"Plain {field}")
        copy = put_agreement(room=world.rooms["plenary"], author=world.seats["mediator"], file=file)
    without_sodium()
    within = {"process": world.process.pk}
    client = world.client("mediator")
    for where in (
        reverse("blind_question", kwargs=within | {"question": question.pk}),
        reverse("agreements", kwargs=within),
        reverse("agreement", kwargs=within | {"agreement": copy.pk}),
        reverse("agreement_docx", kwargs=within | {"agreement": copy.pk}),
    ):
        answer = client.get(where)
        assert (answer.status_code, "set TMPDIR to a folder" in answer.content.decode()) == (503, True), where
        assert answer["Cache-Control"] == "no-store"
    assert client.get(reverse("process", kwargs=within)).status_code == 200


def test_a_form_says_it_in_the_readers_language_and_keeps_what_was_typed(world, without_sodium):
    question = late(asked(world, "north", "east"))
    file = SimpleUploadedFile("a.agreement", frozen(lambda field: f"Plain {field}"))
    without_sodium()
    within = {"process": world.process.pk}
    client = world.client("mediator")
    deadline = (timezone.now() + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    for where, typed in (
        (reverse("blind_again", kwargs=within | {"question": question.pk}), {"deadline": deadline}),
        (reverse("agreement_put", kwargs=within), {"file": file, "room": world.rooms["plenary"].pk}),
    ):
        answer = client.post(where, typed, headers={"accept-language": "ru"})
        told = answer.content.decode()
        assert answer.status_code == 422, where
        assert "смонтированную без noexec" in told
        assert "cannot be loaded" not in told
        assert typed.get("deadline", "") in told


def test_a_form_and_the_api_say_it_too(world, without_sodium):
    question = asked(world, "north", "east")
    without_sodium()
    card = {"acts": "Amina, grey laptop", "key": "ab" * 32, "passphrase": PASSPHRASE}
    where = reverse("blind_key", kwargs={"process": world.process.pk, "question": question.pk})
    answer = world.client("north").post(where, card)
    assert (answer.status_code, "TMPDIR" in answer.content.decode()) == (503, True)
    token = token_of(world, "north")
    headers = {"Authorization": f"Bearer {token}"}
    answer = world.client().get(f"/api/1/p/{world.process.pk}/double-blind/{question.pk}", headers=headers)
    assert (answer.status_code, "TMPDIR" in answer.json()["problems"][0]["remedy"]) == (503, True)
