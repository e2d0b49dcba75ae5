"""The language a member reads in. It is no act in a process, so the record does not mention it."""

from __future__ import annotations

from goodoffices.talks.models import Member

__all__ = ["choose_language"]


def choose_language(*, member: Member, language: str) -> None:
    """Show this member's pages in a language from now on, whichever browser they use."""
    Member.objects.filter(pk=member.pk).update(language=language)
