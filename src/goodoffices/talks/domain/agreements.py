"""Agreements on the table for signature. Keys never come here: each signs on a device of its own, or in its browser."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from goodoffices.errors import AgreementError, TalksError
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.models import AgreementCopy, Process, Room, Seat

if TYPE_CHECKING:
    from goodoffices.agreement import Bundle, Signature

__all__ = [
    "LARGEST",
    "Came",
    "bundle_of",
    "how_they_came",
    "newest",
    "newest_copies",
    "put_agreement",
    "put_signatures",
    "sign_here",
]

LARGEST = 3 * 1024 * 1024
"""Bytes of a file; with its form it is then smaller than any request may be."""


def bundle_of(copy: AgreementCopy) -> Bundle:
    """What a copy holds."""
    from goodoffices.agreement import read_bundle  # noqa: PLC0415 (loaded when it is needed)

    return read_bundle(copy.file.encode(), "agreement")


def newest(copy: AgreementCopy) -> AgreementCopy:
    """The last copy of the same agreement in the same room."""
    first = copy.first_id or copy.pk
    found = AgreementCopy.objects.filter(room=copy.room_id, first=first).first()
    return found or AgreementCopy.objects.get(pk=first)


def newest_copies() -> list[AgreementCopy]:
    """The last copy of each agreement that the viewer may know of, the last one that came first."""
    last: dict[str, tuple[int, str]] = {}
    for pk, first, number in AgreementCopy.objects.order_by("pk").values_list("pk", "first_id", "number"):
        last[first or pk] = max(last.get(first or pk, (0, "")), (number, pk))
    copies = AgreementCopy.objects.filter(pk__in=[pk for _number, pk in last.values()])
    return list(copies.order_by("-made", "pk"))


@dataclass(frozen=True)
class Came:
    """How a signature came here: the copy that brought it, in words how it was confirmed ("" where a file brought it),
    and whether the paper (PDF) of that copy carries it too."""

    signature: Signature
    copy: AgreementCopy
    confirmed: str
    in_paper: bool


def how_they_came(copy: AgreementCopy) -> list[Came]:
    """Each signature of a copy, in the order in which they came."""
    before = AgreementCopy.objects.filter(room=copy.room_id, number__lte=copy.number).order_by("number", "pk")
    known: set[str] = set()
    paper = ""
    found: list[Came] = []
    for each in before.select_related("author__member", "author__party"):
        if copy.pk != each.pk and (each.first_id or each.pk) != (copy.first_id or copy.pk):
            continue
        means = AgreementCopy.Means(each.confirmed).label if each.confirmed else ""
        fresh = [one for one in bundle_of(each).signatures if one.id not in known]
        known |= {one.id for one in fresh}
        found += [Came(one, each, str(means), each.paper != paper) for one in fresh]
        paper = each.paper
    return found


def put_agreement(*, room: Room, author: Seat, file: bytes) -> AgreementCopy:
    """Put the file of a frozen text on the table of a room, with the signatures that it may have already.

    Raises AgreementError for what is no such file, and for one that does not hold.
    """
    return _stored(room, author, _whole(file), "agreement.put")


def put_signatures(*, copy: AgreementCopy, author: Seat, file: bytes) -> AgreementCopy:
    """Take up the signatures of a copy that was signed elsewhere.

    Raises AgreementError where it is of another text or does not hold, TalksError where it has no new signature.
    """
    return _joined(copy, author, _whole(file))


@all_or_nothing
def sign_here(*, copy: AgreementCopy, author: Seat, signed: str, paper: str, confirmed: str) -> AgreementCopy:
    """Take up a signature that a browser made with the key of its device, confirmed as `AgreementCopy.Means` says.

    `paper` is what the same key signed of the paper, as `agreement_paper` reads it; "" for the file alone. Raises
    UserError where either is not by that key over exactly what it says, or cannot stand here: then neither is taken.
    """
    from goodoffices.agreement import read_signature, take_signature  # noqa: PLC0415 (as above)
    from goodoffices.talks.domain.agreement_paper import completed  # noqa: PLC0415 (it reads copies by this file)

    _one_after_another(copy.room)
    last = newest(copy)
    made = read_signature(signed.encode("utf-8", "surrogatepass"), _("the signature"))
    together = take_signature(bundle_of(last), made)
    sheets = completed(last=last, signature=made, brought=paper) if paper else last.paper
    return _stored(copy.room, author, together, "agreement.sign", last=last, paper=sheets, confirmed=confirmed)


@all_or_nothing
def _joined(copy: AgreementCopy, author: Seat, sent: Bundle) -> AgreementCopy:
    from goodoffices.agreement import join, verify  # noqa: PLC0415 (as above)

    _one_after_another(copy.room)
    last = newest(copy)
    now = bundle_of(last)
    together = join([now, sent])
    if len(together.signatures) == len(now.signatures):
        raise TalksError.of(
            _("this file has no signature that is not here already"),
            remedy=_("send the file that “goodoffices agreement sign” has written"),
        )
    if not verify(together).holds:
        raise TalksError.of(
            _("the signatures do not fit together"), remedy=_("somebody has signed twice in the same capacity")
        )
    return _stored(copy.room, author, together, "agreement.sign", last=last, paper=last.paper)


@all_or_nothing
def _stored(  # noqa: PLR0913 (each word is of another kind)
    room: Room,
    author: Seat,
    bundle: Bundle,
    act: str,
    *,
    last: AgreementCopy | None = None,
    paper: str = "",
    confirmed: str = "",
) -> AgreementCopy:
    from goodoffices.agreement import write_bundle  # noqa: PLC0415 (as above)

    _one_after_another(room)
    with looking_as_the_system():
        number = AgreementCopy.objects.filter(room=room).count() + 1
    made = AgreementCopy(room=room, author=author, number=number, first_id=last and (last.first_id or last.pk))
    made.file = write_bundle(bundle).decode()
    made.confirmed, made.paper = confirmed, paper
    made.save(force_insert=True)
    record_act(act, on=made)
    return made


def _one_after_another(room: Room) -> None:
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=room.process_id)


def _whole(file: bytes) -> Bundle:
    from goodoffices.agreement import read_bundle, verify  # noqa: PLC0415 (as above)

    bundle = read_bundle(file, _("the file"))
    verdict = verify(bundle)
    if not verdict.holds:
        told = [str(change) for change in verdict.changes] + [*verdict.faults, *verdict.taken]
        told += [fault for each in verdict.signatures for fault in each.faults]
        raise AgreementError.of(
            _("the file does not hold: %(why)s") % {"why": "; ".join(told[:3])}, remedy=_("send an unchanged copy")
        )
    return replace(bundle, rewritten_at=0)
