"""The ledger of claims on the mediator's desk: brought in, changed claim by claim, every version kept.

What is kept is the text of the file, so that a ledger goes out as it came in. A change writes anew only the lines that
say something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.db.models import Max
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.evidence.claims import (
    Claim,
    Entries,
    Ledger,
    appended,
    claim_texts,
    edit_claim,
    edit_document,
    edit_head,
    parse_ledger,
    parse_table,
    remove_entry,
    write_ledger,
)
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import DeskLedger, Process, Room

__all__ = [
    "add_claim",
    "change_about",
    "change_claim",
    "change_document",
    "desk_ledger",
    "grade_claim",
    "load_ledger",
    "name_in_address",
    "newest_ledger",
    "relate_claim",
    "remove_claim",
    "remove_document",
    "store_ledger",
]

_BEGUN = "ledger: begun\ntitle: begun\n"
Said = Mapping[str, str | tuple[str, ...]]


def newest_ledger(process: Process) -> DeskLedger | None:
    """The ledger as it is now; None when there is none (or none that the viewer may know of)."""
    return DeskLedger.objects.filter(process=process).order_by("-number").first()


def desk_ledger(process: Process) -> Ledger:
    """What the ledger says now. Raises TalksError when there is none, SealError when it is closed to the viewer."""
    found = newest_ledger(process)
    if found is None:
        raise _none_yet()
    return parse_ledger(found.text)


def name_in_address(process: Process, part: str, name: str) -> str:
    """How an address names a claim or document: its own id may tell what nobody should read in a history or a log."""
    return salted_hmac("goodoffices/ledger/1", f"{process.pk} {part} {name}", algorithm="sha256").hexdigest()[:22]


@all_or_nothing
def load_ledger(*, process: Process, text: str, form: str = "yaml", version: int | None = None) -> DeskLedger:
    """Lay a ledger on the desk in the place of the one there: YAML is kept letter for letter, CSV with HXL tags is
    written as YAML (`form` is `yaml` or `csv`).

    Raises EvidenceError, with line and column of every problem, when the text is no ledger, and TalksError when the
    ledger is another than the `version` that was read (0: none).
    """
    _locked(process, version)
    if form == "csv":
        text = write_ledger(parse_table(text))
    parse_ledger(text)
    return store_ledger(process, text, "ledger.load")


@all_or_nothing
def change_about(*, process: Process, said: Mapping[str, str], version: int | None) -> DeskLedger:
    """Say anew what the ledger is as a whole; begin one where there is none. Raises as `load_ledger`."""
    found = _locked(process, version)
    if found is not None:
        return store_ledger(process, edit_head(found.text, said), "ledger.about")
    return store_ledger(process, edit_head(_BEGUN, said), "ledger.about")


@all_or_nothing
def add_claim(
    *, process: Process, name: str, said: Said, document: tuple[str, Said] | None = None, version: int | None
) -> DeskLedger:
    """A claim at the end of the ledger, with the document (its id, what is said of it) it stands in where that is new.

    Raises EvidenceError, whose problems bear keys as `claims.NAME.figure`, and TalksError as `load_ledger` does.
    """
    new = Entries({document[0]: document[1]} if document else {}, {name: said})
    return _changed(process, version, lambda text: appended(text, "", new), "claim.add")


@all_or_nothing
def change_claim(*, process: Process, name: str, said: Said, version: int | None) -> None:
    """What a claim says from now on."""
    _changed(process, version, lambda text: edit_claim(text, name, said), "claim.change")


@all_or_nothing
def grade_claim(*, process: Process, claim: Claim, grade: str, version: int | None) -> None:
    """Another grade, as `B2`."""
    said = claim_texts(claim) | {"grade": grade}
    _changed(process, version, lambda text: edit_claim(text, claim.id, said), "claim.grade")


@all_or_nothing
def relate_claim(*, process: Process, claim: Claim, relation: str, others: Iterable[str], version: int | None) -> None:
    """The claims that a claim is related to in one way (`relation`: one of RELATIONS), in the place of those before."""
    said = claim_texts(claim) | {relation: tuple(others)}
    _changed(process, version, lambda text: edit_claim(text, claim.id, said), "claim.relate")


@all_or_nothing
def change_document(*, process: Process, name: str, said: Said, version: int | None) -> None:
    """What is said of a document from now on."""
    _changed(process, version, lambda text: edit_document(text, name, said), "document.change")


@all_or_nothing
def remove_claim(*, process: Process, name: str, version: int | None) -> None:
    """Take a claim out; earlier versions keep it. Raises EvidenceError when others lead to it."""
    _changed(process, version, lambda text: remove_entry(text, "claims", name), "claim.remove")


@all_or_nothing
def remove_document(*, process: Process, name: str, version: int | None) -> None:
    """Take a document out in which no claim stands; earlier versions keep it. Raises as `remove_claim`."""
    _changed(process, version, lambda text: remove_entry(text, "documents", name), "document.remove")


def store_ledger(process: Process, text: str, act: str) -> DeskLedger:
    """Keep a text as the newest version, within a transaction that has locked the process."""
    with looking_as_the_system():
        desk = Room.objects.get(process=process, kind=Room.Kind.DESK)
        last = DeskLedger.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0
    stored = DeskLedger(room=desk, author_id=current_viewer().seat_id or None, number=last + 1, text=text)
    stored.save(force_insert=True)
    record_act(act, process_id=process.pk, on=stored)
    return stored


def _changed(process: Process, version: int | None, change: Callable[[str], str], act: str) -> DeskLedger:
    found = _locked(process, version)
    if found is None:
        raise _none_yet()
    text = change(found.text)
    return found if text == found.text else store_ledger(process, text, act)


def _locked(process: Process, version: int | None) -> DeskLedger | None:
    """The newest version, which nobody else replaces before the end of the transaction."""
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process.pk)
    found = newest_ledger(process)
    if version is not None and version != (found.number if found else 0):
        raise TalksError.of(
            _("somebody has changed this meanwhile; nothing was saved"),
            remedy=_("copy what you wrote, open the page again, and put both together"),
        )
    return found


def _none_yet() -> TalksError:
    return TalksError.of(_("there is no ledger yet"), remedy=_("begin one, or bring in a file"))
