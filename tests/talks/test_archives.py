"""A process as an encrypted archive: whole or not at all, sealed as it was, and never into another process."""

from __future__ import annotations

import io
import json

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from tests.talks.world import PASSPHRASE, World, marker

from goodoffices.errors import SealError, TalksError
from goodoffices.seal import Cost, open_archive, write_archive
from goodoffices.talks.access.identify import viewer_in
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain import archive_rows, archives
from goodoffices.talks.domain.archive_rows import LEFT_OUT, archived_models
from goodoffices.talks.domain.archives import export_process, import_process
from goodoffices.talks.domain.record import broken_entry
from goodoffices.talks.models import Entry, LockKey, Member, Note, Process, Seat, Token

CHEAP = Cost(memory=64, rounds=1, lanes=1)


def exported(world: World) -> bytes:
    out = io.BytesIO()
    export_process(process=world.process, out=out, passphrase=PASSPHRASE, cost=CHEAP)
    return out.getvalue()


def imported(data: bytes) -> Process:
    return import_process(stream=io.BytesIO(data), passphrase=PASSPHRASE)


def rows(data: bytes) -> list[dict]:
    text = b"".join(open_archive(io.BytesIO(data), PASSPHRASE))
    return [json.loads(line) for line in text.splitlines()]


def archive_of(lines: list[dict]) -> bytes:
    out = io.BytesIO()
    write_archive((json.dumps(line).encode() + b"\n" for line in lines), out, PASSPHRASE, CHEAP)
    return out.getvalue()


def all_rows(process_id: str) -> dict[str, list]:
    """Every row of a process by model, as the database holds it."""
    found = {}
    with looking_as_the_system():
        for model, lookup in archived_models().items():
            if model is not Member:
                query = model._base_manager.filter(**{lookup: process_id}).order_by("pk")
                found[model.__name__] = [
                    {name: bytes(cell) if isinstance(cell, memoryview) else cell for name, cell in row.items()}
                    for row in query.values()
                ]
    return found


def forget_harbour(world: World, *, accounts: bool = True) -> None:
    """An installation that has never heard of Harbour."""
    with looking_as_the_system():
        for name in LEFT_OUT:
            left = apps.get_model("talks", name)._base_manager.all()
            left._raw_delete(left.db)
        for model, lookup in reversed(archived_models().items()):
            if model is not Member:
                chosen = model._base_manager.filter(**{lookup: world.process.pk})
                for field in model._meta.many_to_many:
                    getattr(model, field.name).through._base_manager.all().delete()
                chosen._raw_delete(chosen.db)
        if accounts:
            Member.objects.exclude(username__in=("stranger", "administrator")).delete()


def test_every_kind_of_record_goes_along_or_stays_behind_for_a_reason_that_is_written_down():
    ours = {model.__name__ for model in apps.get_app_config("talks").get_models()}
    assert {model.__name__ for model in archived_models()} | set(LEFT_OUT) == ours
    assert {model.__name__ for model in archived_models()} & set(LEFT_OUT) == set()
    assert all(len(reason) > 20 for reason in LEFT_OUT.values())


def test_a_model_that_leads_to_no_process_is_not_forgotten_in_silence(monkeypatch):
    ours = [*apps.get_app_config("talks").get_models(), Group]
    monkeypatch.setattr(archive_rows.apps, "get_app_config", lambda _: type("C", (), {"get_models": lambda _: ours})())
    with pytest.raises(LookupError, match="Group"):
        archived_models.__wrapped__()


def test_nothing_that_goes_along_points_to_what_stays_behind():
    assert {target.__name__ for model in archived_models() for target in archive_rows._targets(model)} & set(
        LEFT_OUT
    ) == set()


def test_rows_come_after_those_they_point_to():
    order = [model.__name__ for model in archived_models()]
    for before, after in (("Member", "Seat"), ("Process", "Room"), ("Room", "Lock"), ("Lock", "LockKey")):
        assert order.index(before) < order.index(after)


def test_everything_is_there_again_to_the_last_byte_and_everybody_opens_what_they_opened_before(world):
    data = exported(world)
    with looking_as_the_system():
        before = all_rows(world.process.pk)
        assert all(before[name] for name in ("Note", "Seat", "Lock", "LockKey", "Entry", "Room", "Party"))
    forget_harbour(world)
    with looking_as_the_system():
        assert not any(all_rows(world.process.pk).values())
    process = imported(data)
    after = all_rows(process.pk)
    added = after["Entry"].pop(max(range(len(after["Entry"])), key=lambda place: after["Entry"][place]["number"]))
    assert added["act"] == "process.import"
    assert after.pop("Process")[0]["chain_length"] == before["Process"][0]["chain_length"] + 1
    before.pop("Process")
    assert after == before
    assert broken_entry(process) is None
    for who in ("mediator", "north", "observer"):
        member = Member.objects.get(username=who)
        with looking_as(viewer_in(process.pk, member.pk, member.unlocked(PASSPHRASE))):
            texts = {note.text for note in Note.objects.all()}
            assert (marker("north", "text") in texts) == (who in {"mediator", "north"})
            assert all(note.is_open() for note in Note.objects.all())
    assert world.client("north").get(f"/p/{process.pk}/").status_code == 200
    with looking_as_the_system():
        assert Token.objects.count() == 0


def test_the_record_says_who_exported_before_the_archive_is_written(world):
    acts = [row["fields"]["act"] for row in rows(exported(world)) if row.get("model") == "talks.entry"]
    assert "process.export" in acts


def test_an_opened_archive_still_opens_no_room(world):
    opened = b"".join(open_archive(io.BytesIO(exported(world)), PASSPHRASE)).decode()
    import base64

    cells = [opened]
    for row in rows(exported(world)):
        cells += [
            base64.b64decode(value).decode("utf-8", "replace")
            for name, value in row.get("fields", {}).items()
            if name in {"sealed", "public_key", "locked_key"} and value
        ]
    whole = "\n".join(cells)
    assert marker("public", "") in whole, "the search itself would find a marker"
    for room in ("desk", "plenary", "north", "south", "north-south"):
        assert marker(room, "") not in whole


def test_a_process_that_is_here_already_is_refused(world):
    with pytest.raises(TalksError, match="here already"):
        imported(exported(world))


def test_a_name_that_stands_for_another_account_is_refused_and_nothing_is_imported(world):
    data = exported(world)
    forget_harbour(world)
    Member.objects.create_member("south", PASSPHRASE)
    members = Member.objects.count()
    with pytest.raises(TalksError, match="`south` stands for another account"):
        imported(data)
    with looking_as_the_system():
        assert not any(all_rows(world.process.pk).values())
    assert Member.objects.count() == members


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_nothing_is_half_imported_from_a_file_that_was_cut_or_changed(share, world):
    data = exported(world)
    forget_harbour(world)
    place = int(len(data) * share)
    changed = bytearray(data)
    changed[place] ^= 1
    for wrong in (data[:place], bytes(changed)):
        with pytest.raises(SealError):
            imported(wrong)
        with looking_as_the_system():
            assert not any(all_rows(world.process.pk).values())
    assert imported(data).title == "Harbour"


def test_an_account_that_is_here_stays_as_it_is_here(world):
    data = exported(world)
    forget_harbour(world, accounts=False)
    Member.objects.filter(username="north").update(name="Another name", language="ar")
    imported(data)
    north = Member.objects.get(username="north")
    assert (north.name, north.language) == ("Another name", "ar")


def test_who_made_a_new_key_since_gets_no_key_that_they_could_not_use(world):
    data = exported(world)
    forget_harbour(world, accounts=False)
    north = Member.objects.get(username="north")
    north.new_key(PASSPHRASE)
    north.save()
    imported(data)
    with looking_as_the_system():
        assert LockKey.objects.filter(member=north).count() == 0
        assert LockKey.objects.filter(member__username="south").exists()


def test_nobody_becomes_an_administrator_by_an_archive(world):
    Member.objects.filter(username="mediator").update(is_administrator=True)
    data = exported(world)
    forget_harbour(world)
    imported(data)
    assert not Member.objects.get(username="mediator").is_administrator


def changed_rows(data: bytes, model: str, **fields) -> bytes:
    lines = rows(data)
    row = next(line for line in lines if line.get("model") == model)
    row["fields"] |= fields
    return archive_of(lines)


def test_an_archive_reaches_into_no_other_process(world):
    data = exported(world)
    with looking_as_the_system():
        other = Process.objects.exclude(pk=world.process.pk).get()
        seats = Seat.objects.filter(process=other).count()
    forget_harbour(world)
    with pytest.raises(TalksError, match="does not hold together"):
        imported(changed_rows(data, "talks.seat", process=other.pk))
    lines = rows(data)
    lines.append({"model": "talks.process", "pk": "A" * 22, "fields": {"title": "Two", "made": "2026-01-01T00:00:00Z"}})
    with pytest.raises(TalksError, match="does not hold together"):
        imported(archive_of(lines))
    with looking_as_the_system():
        assert Seat.objects.filter(process=other).count() == seats
        assert Process.objects.count() == 1


def test_a_record_of_acts_that_was_rewritten_is_refused(world):
    data = exported(world)
    forget_harbour(world)
    with pytest.raises(TalksError, match="record of acts"):
        imported(changed_rows(data, "talks.entry", act="note.read"))


@pytest.mark.parametrize("row", [b"[" * 200_000 + b"]" * 200_000 + b"\n", b"{" * 3_000_000], ids=["deep", "endless"])
def test_a_row_that_would_exhaust_this_machine_is_refused(row, db, monkeypatch):
    monkeypatch.setattr(archives, "_LONGEST", 1_000_000)
    out = io.BytesIO()
    write_archive([row], out, PASSPHRASE, CHEAP)
    with pytest.raises(TalksError, match="does not hold together"):
        imported(out.getvalue())


@pytest.mark.parametrize(
    "lines",
    [
        [{"format": "something else"}],
        [{"format": "goodoffices-process", "version": 2, "process": "A" * 22}],
        [{"format": "goodoffices-process", "version": 1, "process": "A" * 22}, {"model": "auth.user", "fields": {}}],
        [{"format": "goodoffices-process", "version": 1, "process": "A" * 22}, {"model": "talks.token", "fields": {}}],
        [
            {"format": "goodoffices-process", "version": 1, "process": "A" * 22},
            {"model": "talks.process", "pk": "A" * 22, "fields": {"colour": "blue"}},
        ],
        [],
    ],
)
def test_what_this_version_does_not_know_is_refused(lines, db):
    with pytest.raises(TalksError):
        imported(archive_of(lines))
    with looking_as_the_system():
        assert (Process.objects.count(), Entry.objects.count()) == (0, 0)
