"""The invitation of a double-blind question: what its hash binds, made when the last key is on the roster."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.models import BlindHolder, BlindMessage, BlindQuestion, Process

if TYPE_CHECKING:
    from goodoffices.seal.unanimity import Holder, Invitation, Message

__all__ = [
    "earlier_of",
    "invitation_of",
    "messages_of",
    "plain_line",
    "text_hash",
    "trial_invitation",
    "whole_invitation",
]


def trial_invitation(process: Process, question: BlindQuestion, names: Sequence[str]) -> None:
    """See, with keys drawn for the purpose, that these words can stand in an invitation. Raises SealError."""
    from goodoffices.seal.unanimity import Holder, SigningKey, system_random  # noqa: PLC0415 (loads libsodium)

    holders = [Holder(name, SigningKey(system_random(32)).public(), "-") for name in names]
    _invitation(process, question, holders)


def whole_invitation(question: BlindQuestion, holders: Sequence[BlindHolder]) -> Invitation:
    """The invitation with the keys that are on the roster; keys are drawn in place of those that are not there yet.

    Raises SealError for a key that no device made, one that stands there twice, and words that cannot be seen.
    """
    from goodoffices.seal.unanimity import Holder, SigningKey, system_random  # noqa: PLC0415 (as above)

    drawn = [Holder(one.name, one.key or SigningKey(system_random(32)).public(), one.acts or "-") for one in holders]
    return _invitation(question.process, question, drawn)


def invitation_of(question: BlindQuestion) -> Invitation | None:
    """What is asked, once the roster is complete; None before."""
    from goodoffices.seal.unanimity import read_invitation  # noqa: PLC0415 (as above)

    return read_invitation(question.invitation) if question.invitation else None


def messages_of(question: BlindQuestion) -> list[Message]:
    """The messages that the viewer may see, in the order of steps and roster."""
    from goodoffices.seal.unanimity import PHASES, read_message  # noqa: PLC0415 (as above)

    rows = list(BlindMessage.objects.filter(question=question).select_related("holder"))
    rows.sort(key=lambda row: (PHASES.index(row.phase), row.holder.place))
    return [read_message(row.message) for row in rows]


def earlier_of(died: BlindQuestion) -> dict[str, Any]:
    """What the next run of a question that died is bound to: its number, the hash of the record, the keys used there.

    Empty when its roster was never complete. Raises TalksError for one that did not die.
    """
    from goodoffices.seal.unanimity import look  # noqa: PLC0415 (as above)

    if not died.has_died:
        raise TalksError.of(
            _("only a question that died is asked again: this one is %(state)s") % {"state": died.now_in_words}
        )
    invitation = invitation_of(died)
    if invitation is None:
        return {}
    with looking_as_the_system():
        messages = messages_of(died)
    used = [*died.earlier.get("keys", ()), *(one.body["point"] for one in messages if one.phase == "key")]
    board = look(invitation, messages, frozenset(died.earlier.get("keys", ())))
    return {"run": invitation.run + 1, "after": board.hash(), "keys": used}


def plain_line(words: str) -> str:
    """Words as they can stand in an invitation: composed (NFC), without signs that cannot be seen, on one line."""
    seen = (" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", words))
    kept = "".join(letter for letter in seen if unicodedata.category(letter) != "Cf")
    return " ".join(kept.split())


def text_hash(text: str) -> str:
    """SHA-256 of a text as its file has it, 64 digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _invitation(process: Process, question: BlindQuestion, holders: Sequence[Holder]) -> Invitation:
    from goodoffices.seal.unanimity import Invitation  # noqa: PLC0415 (as above)

    return Invitation(
        plain_line(process.title),
        question.title,
        text_hash(question.text),
        question.deadline.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        tuple(holders[:-1]),
        holders[-1],
        question.earlier.get("run", 1),
        question.earlier.get("after", ""),
    )
