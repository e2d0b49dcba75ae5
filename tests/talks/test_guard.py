"""The guard: nothing is asked for nobody, nothing opens without a key, and nothing unruled is reached."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.http import Http404
from django.test import RequestFactory
from tests.talks.visibility import READERS
from tests.talks.world import SEATS, marker

from goodoffices.errors import SealError
from goodoffices.seal import PublicKey, open_box, seal_box
from goodoffices.talks.access.guard import GuardMiddleware, page
from goodoffices.talks.access.viewer import Keyring, UnscopedError, Viewer, lock_info, looking_as, looking_as_the_system
from goodoffices.talks.domain.processes import end_seat
from goodoffices.talks.domain.record import broken_entry
from goodoffices.talks.domain.rooms import seats_of
from goodoffices.talks.models import Entry, LockKey, Member, Note, Process, Room
from goodoffices.talks.models.base import VisibleManager


def models():
    return [model for model in apps.get_app_config("talks").get_models() if not model._meta.auto_created]


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_a_query_for_nobody_is_refused(model, db):
    manager = model.known if model is Member else model._default_manager
    if not isinstance(manager, VisibleManager):
        pytest.fail(f"{model.__name__} can be asked without saying who is looking")
    with pytest.raises(UnscopedError):
        list(manager.all())


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_the_public_sees_no_row_of_any_table_outside_the_public_room(model, world):
    manager = model.known if model is Member else model._default_manager
    with looking_as(Viewer()):
        assert not manager.exists()


def test_a_page_without_a_rule_is_refused():
    def unruled(_request):
        return None

    unruled.__module__ = "goodoffices.talks.views.new"
    request = RequestFactory().get("/")
    with pytest.raises(Http404):
        GuardMiddleware(lambda _: None).process_view(request, unruled, (), {})
    with pytest.raises(KeyError, match="no rule"):
        page("no.such.rule")


@pytest.mark.parametrize("account", [*SEATS, "stranger", "administrator"])
def test_a_seat_holds_the_keys_of_its_own_rooms_and_no_other(account, world):
    keyring = world.viewer(account).keyring
    for name, room in world.rooms.items():
        if name == "public":
            continue
        note = world.records["note"][name]
        with looking_as(Viewer(system=True, keyring=keyring)):
            seen = Note.objects.get(pk=note.pk)
            if account in READERS[name]:
                assert seen.text == marker(name, "text")
            else:
                with pytest.raises(SealError):
                    _ = seen.text
        assert (account in {seat.member.username for seat in seats_of(room)}) == (account in READERS[name])


def test_a_sealed_text_moved_to_another_record_does_not_open(world):
    with looking_as(world.viewer("mediator")):
        one, other = world.records["note"]["desk"], world.records["note"]["plenary"]
        Note.objects.filter(pk=other.pk).update(sealed=one.sealed, lock=one.lock, room=one.room)
        with pytest.raises(SealError):
            _ = Note.objects.get(pk=other.pk).text


def test_who_has_left_cannot_open_what_is_said_afterwards_even_with_the_keys_they_kept(world):
    north = world.viewer("north")
    kept = {key.lock_id: bytes(key.sealed) for key in LockKey._base_manager.filter(member_id=north.member_id)}
    with looking_as(world.viewer("mediator")):
        end_seat(world.seats["north"])
    with looking_as(world.viewer("mediator")):
        later = Note(room=Room.objects.get(pk=world.rooms["north"].pk), title="later", text="said afterwards")
        later.save(force_insert=True)
    with looking_as(Viewer(system=True, keyring=Keyring(world.keys["north"], lambda: kept))):
        assert Note.objects.get(pk=world.records["note"]["north"].pk).is_open()
        assert not Note.objects.get(pk=later.pk).is_open()
        with pytest.raises(SealError):
            _ = Note.objects.get(pk=later.pk).text
    with looking_as_the_system():
        assert not LockKey.objects.filter(member_id=north.member_id).exists()


def test_the_key_of_a_lock_is_sealed_to_one_member_only(world):
    with looking_as_the_system():
        key = LockKey.objects.filter(member=world.members["north"]).first()
    assert open_box(bytes(key.sealed), world.keys["north"], lock_info(key.lock_id))
    with pytest.raises(SealError):
        open_box(bytes(key.sealed), world.keys["south"], lock_info(key.lock_id))


def test_the_record_of_acts_holds_and_shows_when_a_row_was_touched(world):
    with looking_as_the_system():
        process = Process.objects.get(pk=world.process.pk)
        assert broken_entry(process) is None
        second = Entry.objects.filter(process=process).order_by("number")[1]
        Entry.objects.filter(pk=second.pk).update(act="something.else")
        assert broken_entry(process) == 2
        Entry.objects.filter(pk=second.pk).update(act=second.act)
        Entry.objects.filter(process=process).order_by("-number").first().delete()
        assert broken_entry(process) == process.chain_length


def test_a_record_of_acts_names_no_word_of_what_was_said(world):
    with looking_as_the_system():
        told = "\n".join(str(entry.content()) for entry in Entry.objects.all())
    assert "note.write" in told
    assert "MARK" not in told


def test_sealing_needs_no_private_key(world):
    lock = world.rooms["north"].lock()
    box = seal_box(b"into the caucus", PublicKey(bytes(lock.public_key)), "x")
    with looking_as(world.viewer("mediator")) as viewer:
        assert open_box(box, viewer.keyring.lock_key(lock.pk), "x") == b"into the caucus"


def test_every_record_is_listed_in_one_order_that_is_not_the_order_of_storage():
    """Where PostgreSQL lays a row down tells when it was changed last: of two answers, which was given."""
    for model in apps.get_app_config("talks").get_models():
        assert model._meta.ordering, model
        assert model._meta.ordering[-1] in {"pk", "-pk"}, model
