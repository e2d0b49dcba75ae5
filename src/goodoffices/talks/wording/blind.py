"""Why a message of a double-blind question does not count: the words of `seal.unanimity`, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

__all__ = ["REASONS", "reason"]

REASONS = (
    gettext_noop("it belongs to another invitation"),
    gettext_noop("nobody of this name is on the roster"),
    gettext_noop("it is not signed by the key on the roster; whoever put it here is not known"),
    gettext_noop("the sender has no part in this phase"),
    gettext_noop("it came before its turn and does not count yet"),
    gettext_noop("two different messages are signed for one phase"),
    gettext_noop("it was made on another record: compare the hash of the record with its sender"),
    gettext_noop("its proof does not hold"),
    gettext_noop("its key was used in a session before; every run needs fresh keys"),
    gettext_noop("its answer is not the one that it had sealed"),
    gettext_noop("this is no message"),
    gettext_noop("this line is no JSON, or has a key twice"),
    gettext_noop("this is longer than any session"),
)


def reason(words: str) -> str:
    """A reason in the reader's language; as it is where it is none of those above."""
    return gettext(words)
