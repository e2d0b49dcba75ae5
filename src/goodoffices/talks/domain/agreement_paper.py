"""The paper (PDF) of an agreement on the table: prepared for a key in a browser, completed with what that key signed.

Between the two nothing is kept here. The browser carries what was prepared, and a ticket under this server's own key
says what that was: a paper that others made is never read.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.domain.agreements import bundle_of, how_they_came, newest
from goodoffices.talks.models import AgreementCopy

if TYPE_CHECKING:
    from goodoffices.agreement import Bundle, Signature

__all__ = ["Next", "completed", "paper_of_copy", "prepared_for"]

_LARGEST = 2 * 1024 * 1024
"""Bytes that a browser may have to carry; as text, and with its form, still smaller than any request may be."""
_LONGEST = dt.timedelta(hours=1)
_SALT = "the paper prepared for a signature"


@dataclass(frozen=True)
class Next:
    """The paper prepared for one signature: its place, from `start` to `end`, is open; from `added` on it is new."""

    paper: bytes
    start: int
    end: int
    added: int
    when: dt.datetime
    ticket: str


def paper_of_copy(copy: AgreementCopy) -> bytes:
    """The paper with the signatures that browsers put into it; without any, as it is made of the text."""
    from goodoffices.agreement import paper_of  # noqa: PLC0415 (loaded when it is needed)
    from goodoffices.brief import place_of_signature, render_deed  # noqa: PLC0415 (as above)

    return _stored(copy) or paper_of(bundle_of(copy).agreement, render_deed, place_of_signature)


def prepared_for(*, copy: AgreementCopy, said: str) -> Next:
    """The newest paper, prepared for a signature that says what a browser is about to sign (canonical JSON).

    Raises UserError where such a signature cannot stand in the file, or where the paper has no place for it.
    """
    from goodoffices.agreement import Signature, may_stand, prepare_paper, read_statement, stamp_lines  # noqa: PLC0415
    from goodoffices.brief import render_stamp  # noqa: PLC0415 (as above)

    last = newest(copy)
    bundle = bundle_of(last)
    asked = read_statement(Signature.PURPOSE + said.encode("utf-8", "surrogatepass"))
    signatory = may_stand(bundle, asked)
    if any(one.in_paper and one.signature.signatory == signatory.id for one in how_they_came(last)):
        raise TalksError.of(_("your place on the paper is signed already, and there is one for each who may sign"))
    when = timezone.now().replace(microsecond=0)
    before, stamp = _stored(last), render_stamp(stamp_lines(bundle.agreement, asked, signatory.key))
    made = prepare_paper(paper_of_copy(last), bundle.agreement, asked, stamp, when)
    if len(made.paper) - len(before) > _LARGEST:
        raise TalksError.of(_("the paper is too large to be signed in a browser"))
    facts = {
        "first": last.first_id or last.pk,
        "before": _digest(before),
        "paper": _digest(made.paper),
        "start": made.start,
        "end": made.end,
        "when": when.isoformat(),
    }
    ticket = TimestampSigner(salt=_SALT).sign_object(facts)
    return Next(made.paper, made.start, made.end, len(before), when, ticket)


def completed(*, last: AgreementCopy, signature: Signature, brought: str) -> str:
    """The paper with the signature that a browser made for what was prepared, as `AgreementCopy.paper` keeps it.

    Raises TalksError where somebody else signed it meanwhile, UserError where it does not hold: nothing is stored then.
    """
    from dataclasses import replace  # noqa: PLC0415

    from goodoffices.agreement import Prepared, complete_paper  # noqa: PLC0415 (as above)

    bundle: Bundle = bundle_of(last)
    told, facts = _read(brought)
    if facts["first"] != (last.first_id or last.pk):
        raise _unfit()
    before = _stored(last)
    if facts["before"] != _digest(before):
        raise TalksError.of(
            _("somebody else signed the paper while you did, and nothing was signed for you"), remedy=_("sign again")
        )
    paper = before + told["added"]
    if facts["paper"] != _digest(paper):
        raise _unfit()
    prepared = Prepared(paper, facts["start"], facts["end"])
    when = dt.datetime.fromisoformat(facts["when"])
    asked = replace(signature, signature="")
    done = complete_paper(prepared, bundle.agreement, asked, when, told["certificate"], told["signature"])
    return base64.b64encode(done).decode()


def _read(brought: str) -> tuple[dict[str, bytes], dict[str, Any]]:
    try:
        told = json.loads(brought)
        parts = {name: base64.b64decode(told[name], validate=True) for name in ("added", "certificate", "signature")}
        return parts, TimestampSigner(salt=_SALT).unsign_object(told["ticket"], max_age=_LONGEST)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error, BadSignature) as error:
        raise _unfit() from error


def _unfit() -> TalksError:
    what = _("what the browser signed is not the paper that was prepared here within the last hour")
    return TalksError.of(what, remedy=_("sign again"))


def _stored(copy: AgreementCopy) -> bytes:
    return base64.b64decode(copy.paper)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
