"""Square brackets: resolved, filled with the options of the case, and who asked for them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.text_drafts import edit_clause, locked
from goodoffices.talks.domain.text_issues import questions
from goodoffices.talks.domain.text_versions import may_hear
from goodoffices.talks.models import Room, Seat, Text, TextAsking, TextVersion
from goodoffices.talks.wording.brackets import brackets, resolve, same_shape
from goodoffices.talks.wording.clauses import Clause, Wording

__all__ = ["ask", "bracket_of_options", "open_brackets", "resolve_bracket", "withdraw_asking"]


def open_brackets(wording: Wording) -> int:
    """How many brackets the text has in the language it is drafted in, those within others included."""
    return sum(len(brackets(clause.words.get(wording.original, ""))) for clause in wording.clauses)


@all_or_nothing
def resolve_bracket(
    *, text: Text, clause: str, seen: str, bracket: int, choice: int | None, words: Mapping[str, str]
) -> Clause:
    """Settle a bracket (counted from 0 in the original): by one of its alternatives, or by new words.

    An alternative settles it in every translation that has the same brackets; where one has not, and where new words
    were given for the original alone, the translation keeps its bracket and is behind.
    """
    text, wording = locked(text)
    now = wording.clause(clause)
    original = now.words.get(wording.original, "")
    settled = {
        language: resolve(said, bracket, _chosen(said, bracket, choice, words.get(language, "")))
        if language == wording.original or (same_shape(original, said) and (choice is not None or words.get(language)))
        else said
        for language, said in now.words.items()
    }
    tie = now.issue, _option_now_held(now, wording.original, bracket, choice) or now.option
    return edit_clause(text=text, clause=clause, seen=seen, words=settled, tie=tie)


def _chosen(said: str, bracket: int, choice: int | None, words: str) -> str:
    found = brackets(said)
    if not 0 <= bracket < len(found):
        raise TalksError.of(_("there is no such bracket any more"), remedy=_("look at the clause as it stands now"))
    if choice is None:
        return words.strip()
    if choice == len(found[bracket].readings):
        return ""
    if not 0 <= choice < len(found[bracket].readings):
        raise TalksError.of(_("there is no such alternative any more"), remedy=_("look at the clause as it stands now"))
    return found[bracket].readings[choice]


def _option_now_held(clause: Clause, original: str, bracket: int, choice: int | None) -> str:
    """The option whose words were chosen, when the clause is about an issue of the case."""
    if choice is None or not clause.issue:
        return ""
    said = _chosen(clause.words.get(original, ""), bracket, choice, "")
    held = [
        option
        for question in questions()
        if question.id == clause.issue
        for option, words in question.options.items()
        if said and _unsigned(words) == said
    ]
    return held[0] if held else ""


@all_or_nothing
def bracket_of_options(*, text: Text, clause: str, seen: str) -> Clause:
    """Put the words of all options of the clause's issue, as one bracket, at the end of the original."""
    text, wording = locked(text)
    now = wording.clause(clause)
    offered = [question.options for question in questions() if question.id == now.issue]
    if not offered:
        raise TalksError.of(_("the clause is not about an issue of the case"), remedy=_("name its issue first"))
    bracket = "[" + " / ".join(_unsigned(words) for words in offered[0].values()) + "]"
    words = dict(now.words)
    words[wording.original] = f"{words.get(wording.original, '')} {bracket}".strip()
    return edit_clause(text=text, clause=clause, seen=seen, words=words, tie=(now.issue, ""))


def _unsigned(words: str) -> str:
    """An option's words without signs that would mean something within a bracket."""
    return words.replace("[", "(").replace("]", ")").replace(" / ", "/")


@all_or_nothing
def ask(
    *, version: TextVersion, at: tuple[str, str], room: Room, author: Seat, party: str, reason: str = ""
) -> TextAsking:
    """Write down for one room who asked for a bracket. `at`: the clause, and the bracket's words with their signs.

    A delegation speaks for itself only.
    """
    clause, bracket = at
    found = version.wording.clause(clause)
    if bracket not in {one.words for words in found.words.values() for one in brackets(words)}:
        raise TalksError.of(_("there is no such bracket in this version of the clause"))
    if author.party_id and author.party.key != party:
        raise TalksError.of(_("a delegation says of itself what it asked for"))
    if not may_hear(room, version.room):
        raise TalksError.of(
            _("not everybody in that room has been shown this version"), remedy=_("choose a smaller room")
        )
    asking = TextAsking(room=room, author=author, text_id=version.text_id, clause=clause)
    asking.bracket, asking.party, asking.reason = bracket, party, reason
    asking.save(force_insert=True)
    record_act("text.ask", on=asking)
    return asking


@all_or_nothing
def withdraw_asking(asking: TextAsking) -> None:
    """Take back what one wrote down about a bracket."""
    record_act("text.ask.withdraw", on=asking)
    asking.delete()
