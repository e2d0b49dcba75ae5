"""An agreement on the table: put there frozen, signed elsewhere, brought back, seen by the room and by nobody else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.talks.markers.agreements import frozen, private

from goodoffices.agreement import Signature, parse_draft, put_signature, read_bundle, verify, write_bundle
from goodoffices.errors import AgreementError, TalksError
from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.agreements import newest, newest_copies, put_agreement, put_signatures
from goodoffices.talks.models import AgreementCopy, Entry
from goodoffices.talks.wording.agreement_draft import agreement_draft
from goodoffices.talks.wording.clauses import Clause, Wording

pytestmark = pytest.mark.django_db


def signed_by_south(file: bytes, capacity: str = "definitive") -> bytes:
    asked = Signature("", "south", "Basem, head", capacity, "", (), "2031-05-06", "", ())
    return write_bundle(put_signature(read_bundle(file), private("south"), asked))


@pytest.fixture
def copy(world):
    with looking_as(world.viewer("mediator")):
        return put_agreement(
            room=world.rooms["plenary"], author=world.seats["mediator"], file=frozen(lambda field: f"Plain {field}")
        )


@pytest.mark.long
def test_a_delegation_takes_the_file_signs_it_elsewhere_and_brings_it_back(world, copy):
    client = world.client("south")
    where = {"process": world.process.pk, "agreement": copy.pk}
    taken = client.get(reverse("agreement_file", kwargs=where)).content
    assert verify(read_bundle(taken)).holds
    sent = SimpleUploadedFile("signed.agreement", signed_by_south(taken))
    answer = client.post(reverse("agreement_sign", kwargs=where), {"file": sent})
    assert answer.status_code == 302
    with looking_as(world.viewer("south")):
        last = newest(copy)
        assert last.pk != copy.pk
        assert {each.signatory for each in read_bundle(last.file.encode()).signatures} == {"north", "south"}
        assert next(one.pk for one in newest_copies() if one.room_id == copy.room_id) == last.pk
    page = world.client("observer").get(reverse("agreement", kwargs=where)).content.decode()
    assert "There is a newer copy, with more signatures." in page
    with looking_as(world.viewer("mediator")):
        assert "agreement.sign" in Entry.objects.values_list("act", flat=True)


def test_where_nothing_is_for_signature_each_reads_how_something_comes_there(world):
    with looking_as_the_system():
        AgreementCopy.objects.all().delete()
    address = reverse("agreements", kwargs={"process": world.process.pk})
    pages = {who: world.client(who).get(address).content.decode() for who in ("mediator", "north", "observer")}
    assert all("Nothing is on the table for signature." in page for page in pages.values())
    assert "“goodoffices agreement freeze”" in pages["mediator"]
    assert f'href="{reverse("text", kwargs={"process": world.process.pk})}">Text</a></p>' in pages["mediator"]
    assert "you can make your signing key" in pages["north"]
    assert "signing key" not in pages["observer"]


def test_a_browser_sends_the_file_itself_and_not_only_its_name(world, copy):
    where = {"process": world.process.pk}
    client = world.client("mediator")
    for address in (
        reverse("agreement_put", kwargs=where),
        reverse("agreement_sign", kwargs=where | {"agreement": copy.pk}),
    ):
        page = client.get(address).content.decode()
        assert re.search(
            r'<form class="form" method="post" enctype="multipart/form-data">.*type="file"', page, re.DOTALL
        )


def test_signatures_that_come_one_by_one_all_stay(world, copy):
    """Two sign copies of the same file apart; whoever comes second loses nobody's signature."""
    with looking_as(world.viewer("mediator")):
        bare = replace(read_bundle(copy.file.encode()), signatures=())
        alone = put_agreement(room=copy.room, author=world.seats["mediator"], file=write_bundle(bare))
        file = alone.file.encode()
        put_signatures(copy=alone, author=world.seats["south"], file=signed_by_south(file))
        last = put_signatures(copy=alone, author=world.seats["north"], file=copy.file.encode())
        assert {each.signatory for each in read_bundle(last.file.encode()).signatures} == {"north", "south"}


def test_a_file_that_does_not_hold_or_brings_nothing_is_refused_and_said_why(world, copy):
    seat = world.seats["south"]
    text = copy.file.encode()
    with looking_as(world.viewer("south")):
        with pytest.raises(TalksError, match="no signature that is not here already"):
            put_signatures(copy=copy, author=seat, file=text)
        with pytest.raises(AgreementError, match="was changed since the text was frozen"):
            put_signatures(copy=copy, author=seat, file=text.replace(b"Plain agreementwords", b"Other agreementwords"))
        with pytest.raises(AgreementError, match="not of the same text"):
            put_signatures(copy=copy, author=seat, file=frozen(lambda field: f"Other {field}"))
        with pytest.raises(AgreementError):
            put_signatures(copy=copy, author=seat, file=b"%PDF-1.7")
        put_signatures(copy=copy, author=seat, file=signed_by_south(text))
        again = signed_by_south(text)
        with pytest.raises(TalksError, match="no signature that is not here already"):
            put_signatures(copy=copy, author=seat, file=again)
    sent = SimpleUploadedFile("x.agreement", b"no file")
    where = reverse("agreement_sign", kwargs={"process": world.process.pk, "agreement": copy.pk})
    answer = world.client("south").post(where, {"file": sent})
    assert answer.status_code == 422
    assert "This is not an agreement file of Good Offices." in answer.content.decode()
    assert AgreementCopy._base_manager.filter(room=copy.room, first=copy).count() == 1


def test_numbers_count_the_copies_of_one_room_only(world):
    with looking_as(world.viewer("mediator")):
        numbers = [copy.number for copy in AgreementCopy.objects.all()]
    assert numbers == [1] * len(world.rooms)


def test_a_version_of_the_text_becomes_a_draft_in_all_its_languages():
    wording = Wording(
        "Harbour",
        languages=("en", "ar"),
        clauses=(
            Clause("p", {"en": "Wishing \n peace,", "ar": "رغبةً في السلام،"}),
            Clause("h", {"en": "Water", "ar": "المياه"}, heading=True),
            Clause("a", {"en": 'It is "shared": daily.', "ar": "يُتقاسم"}),
            Clause("b", {"en": "Upper begins."}),
        ),
    )
    text = agreement_draft(wording, [("north", "The North", "party")])
    with pytest.raises(AgreementError) as met:
        parse_draft(text)
    told = str(met.value)
    assert "`title` has no version in ar" in told
    assert "has no `adopted`" in told
    filled = text.replace('adopted: ""', "adopted: 2031-05-04").replace('{en: "", ar: ""}', '{en: "x", ar: "x"}')
    filled = filled.replace('"Harbour", ar: ""', '"Harbour", ar: "x"').replace('North", ar: ""', 'North", ar: "x"')
    draft = parse_draft(filled)
    assert draft.preamble["en"] == ("Wishing peace,",)
    (article,) = draft.articles
    assert dict(article.heading) == {"en": "1. Water", "ar": "1. المياه"}
    assert article.text["en"] == ('1.1 It is "shared": daily.', "1.2 Upper begins.")
    assert article.text["ar"] == ("1.1 يُتقاسم", "1.2")


def test_a_version_with_open_brackets_is_no_draft(world):
    where = {"process": world.process.pk, "version": world.records["textversion"]["plenary"].pk}
    answer = world.client("mediator").get(reverse("text_agreement", kwargs=where), follow=True)
    assert "what is disputed cannot be signed" in answer.content.decode()
