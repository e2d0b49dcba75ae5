"""Agreements for signature: read, taken away as files, brought back signed. No key comes here."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema, Status

from goodoffices.talks.api.auth import Seated
from goodoffices.talks.api.bodies import Heard
from goodoffices.talks.api.shapes import FileOut, answers
from goodoffices.talks.domain.agreements import bundle_of, how_they_came, newest, newest_copies, put_signatures
from goodoffices.talks.models import AgreementCopy
from goodoffices.talks.views.acts import my_seat
from goodoffices.talks.views.agreements import found_copy

router = Router()
READ, SIGN = "agreements.read", "agreements.sign"


class AgreementSignatureOut(Schema):
    """A signature, as it says; `confirmed` in words how it was confirmed here, empty where a file brought it;
    `in_paper` whether the PDF carries it too."""

    id: str
    signatory: str
    by: str
    capacity: str
    date: str
    reservations: list[dict[str, str]]
    confirmed: str
    in_paper: bool


class AgreementOut(Schema):
    """A copy of an agreement; what it says is null when the seat holds no key to it.

    `newest`: the id of the last copy of the same agreement. `hash`: SHA-256 of the text, which is what is signed.
    """

    id: str
    room: str
    made: dt.datetime
    newest: str
    title: str | None = None
    hash: str | None = None
    signatories: list[str] = []
    signatures: list[AgreementSignatureOut] = []


class SignedIn(Heard):
    """A signed copy: the text of the file that `goodoffices agreement sign` wrote."""

    file: str = ""


def agreement_out(copy: AgreementCopy) -> AgreementOut:
    """A copy, as far as the seat may know of it."""
    out = AgreementOut(id=copy.pk, room=copy.room_id, made=copy.made, newest=newest(copy).pk)
    if copy.is_open():
        bundle = bundle_of(copy)
        out.title, out.hash = next(iter(bundle.agreement.title.values())), bundle.hash
        out.signatories = [each.id for each in bundle.agreement.signatories]
        out.signatures = [
            AgreementSignatureOut(
                id=one.signature.id,
                signatory=one.signature.signatory,
                by=one.signature.by,
                capacity=one.signature.capacity,
                date=one.signature.date,
                reservations=[{"article": each.article, "text": each.text} for each in one.signature.reservations],
                confirmed=one.confirmed,
                in_paper=one.in_paper,
            )
            for one in how_they_came(copy)
        ]
    return out


@router.get("", response=answers(list[AgreementOut]), auth=Seated(READ), operation_id="agreements")
def list_agreements(request: HttpRequest, process: Path[str]) -> list[AgreementOut]:
    """The agreements of one's rooms, each as it stands now."""
    return [agreement_out(copy) for copy in newest_copies()]


@router.get("/{agreementcopy}", response=answers(AgreementOut), auth=Seated(READ), operation_id="agreement")
def read_one(request: HttpRequest, process: Path[str], agreementcopy: Path[str]) -> AgreementOut:
    """One copy: its hash, who may sign, who signed, how that was confirmed. Verify its file yourself."""
    return agreement_out(found_copy(agreementcopy))


@router.get("/{agreementcopy}/file", response=answers(FileOut), auth=Seated(READ), operation_id="agreement_file")
def read_file(request: HttpRequest, process: Path[str], agreementcopy: Path[str]) -> FileOut:
    """A copy as the file that `goodoffices agreement` verifies and signs."""
    copy = _open(agreementcopy)
    return FileOut(name=f"{bundle_of(copy).agreement.id}.agreement", text=copy.file)


@router.post(
    "/{agreementcopy}/signed", response=answers(AgreementOut, 201), auth=Seated(SIGN), operation_id="agreement_signed"
)
def bring(request: HttpRequest, process: Path[str], agreementcopy: Path[str], given: SignedIn) -> Status:
    """Bring a copy that was signed elsewhere: it is verified, and its signatures are joined to those that are here."""
    made = put_signatures(copy=_open(agreementcopy), author=my_seat(), file=given.file.encode("utf-8", "surrogatepass"))
    return Status(201, agreement_out(made))


def _open(pk: str) -> AgreementCopy:
    copy = found_copy(pk)
    if not copy.is_open():
        raise Http404
    return copy
