"""Lists in a sentence, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

__all__ = ["listed"]


def listed(words: Iterable[object]) -> str:
    """Words one after the other, with the comma of the reader's language."""
    return _(", ").join(map(str, words))
