"""The draft of a text: its clauses written, moved, split, removed, frozen. Only the mediator's team comes here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.text_issues import check_tie
from goodoffices.talks.models import Room, Seat, Text
from goodoffices.talks.models.base import new_id
from goodoffices.talks.wording.brackets import parse
from goodoffices.talks.wording.clauses import Clause, Freeze, Wording, digest
from goodoffices.talks.wording.languages import own_name
from goodoffices.talks.wording.lists import listed
from goodoffices.talks.wording.paste import split_paste

__all__ = [
    "ChangedMeanwhileError",
    "add_clause",
    "draft_from_paste",
    "edit_clause",
    "freeze",
    "locked",
    "move_clause",
    "remove_clause",
    "set_languages",
    "split_clause",
    "start_text",
    "store",
    "unfreeze",
]


class ChangedMeanwhileError(TalksError):
    """Somebody has changed the clause since it was opened for writing; `now` is the clause as it stands."""

    now: Clause


@all_or_nothing
def start_text(
    *, room: Room, author: Seat, title: str, languages: Sequence[str] = ("en",), authentic: Sequence[str] = ()
) -> Text:
    """A new text without clauses, on the desk. The first language is the one it is drafted in."""
    if room.kind != Room.Kind.DESK:
        raise TalksError.of(_("a draft lies on the mediator's desk"), remedy=_("publish it, then show it to others"))
    text = Text(room=room, author=author)
    text.wording = _in_languages(Wording(title), title, languages, authentic)
    text.save(force_insert=True)
    record_act("text.start", on=text)
    return text


@all_or_nothing
def draft_from_paste(*, room: Room, author: Seat, title: str, language: str, pasted: str) -> Text:
    """A new text from pasted words: articles and clauses by their numbers (see `wording.paste`)."""
    clauses = tuple(
        Clause(new_id(), {language: _checked(piece.words)} if piece.words else {}, heading=piece.heading)
        for piece in split_paste(pasted)
    )
    text = start_text(room=room, author=author, title=title, languages=[language], authentic=[language])
    text.wording = replace(text.wording, clauses=clauses)
    text.save(update_fields=["changed"])
    return text


@all_or_nothing
def set_languages(
    *, text: Text, title: str, languages: Sequence[str], authentic: Sequence[str], seen: str = ""
) -> None:
    """Title and languages. A language in which there are words already stays. `seen`: their mark when the form was
    opened.
    """
    text, wording = locked(text)
    if seen and wording.about_mark() != seen:
        raise TalksError.of(
            _("somebody has changed this meanwhile; nothing was saved"),
            remedy=_("copy what you wrote, open the page again, and put both together"),
        )
    if wording.freeze:
        raise _frozen(_("the text"))
    used = {language for clause in wording.clauses for language in clause.words}
    if lost := sorted(used - {*languages}):
        names = listed(map(own_name, lost))
        raise TalksError.of(
            _("there are words in %(languages)s") % {"languages": names},
            remedy=_("take the words out of the clauses first"),
        )
    if wording.original != languages[0] and used:
        raise TalksError.of(_("the language of drafting cannot change once there are clauses"))
    store(text, _in_languages(wording, title, languages, authentic), "text.about")


@all_or_nothing
def add_clause(
    *, text: Text, words: Mapping[str, str], heading: bool = False, after: str = "", tie: tuple[str, str] = ("", "")
) -> Clause:
    """A new heading or clause after the one named; at the end when none is."""
    text, wording = locked(text)
    _refuse_frozen(wording)
    check_tie(*tie)
    said = _all_checked(wording, words)
    made_from = _made_from(wording, Clause(""), said)
    clause = Clause(new_id(), said, heading, made_from, *tie)
    store(text, _put(wording, clause, after or "end"), "text.clause.add")
    return clause


@all_or_nothing
def edit_clause(
    *,
    text: Text,
    clause: str,
    seen: str,
    words: Mapping[str, str],
    tie: tuple[str, str] = ("", ""),
    still_fit: bool = False,
) -> Clause:
    """New words for a clause. `seen` is the mark of the clause that the writer had before them.

    A translation that was changed now is made from the original as it is now; one that was not falls behind when the
    original changed, unless `still_fit`. Raises ChangedMeanwhileError when somebody else changed the clause.
    """
    text, wording = locked(text)
    now = _refuse_frozen(wording, clause)
    _refuse_changed(now, seen)
    check_tie(*tie)
    said = _all_checked(wording, words)
    made_from = _made_from(wording, Clause("") if still_fit else now, said)
    changed = replace(now, words=said, made_from=made_from, issue=tie[0], option=tie[1])
    store(text, wording.with_clause(changed), "text.clause.edit")
    return changed


@all_or_nothing
def move_clause(*, text: Text, clause: str, after: str) -> None:
    """Put a clause after another (`""`: at the beginning). It stays the same clause."""
    text, wording = locked(text)
    moving = _refuse_frozen(wording, clause)
    rest = replace(wording, clauses=tuple(c for c in wording.clauses if c.id != clause))
    store(text, _put(rest, moving, after), "text.clause.move")


@all_or_nothing
def remove_clause(*, text: Text, clause: str, seen: str) -> None:
    """Take a clause out of the draft. Versions that have it keep it."""
    text, wording = locked(text)
    _refuse_changed(_refuse_frozen(wording, clause), seen)
    left = tuple(c for c in wording.clauses if c.id != clause)
    store(text, replace(wording, clauses=left), "text.clause.remove")


@all_or_nothing
def split_clause(*, text: Text, clause: str, seen: str, stays: Mapping[str, str], goes: Mapping[str, str]) -> Clause:
    """Make two clauses of one: the words that stay, and those that go into a new clause after it."""
    text, wording = locked(text)
    now = _refuse_frozen(wording, clause)
    _refuse_changed(now, seen)
    first = replace(now, words=_all_checked(wording, stays))
    if not first.words or not any(goes.values()):
        raise TalksError.of(_("both clauses need words"), remedy=_("leave some words here and put some there"))
    first = replace(first, made_from=_made_from(wording, Clause(""), first.words))
    said = _all_checked(wording, goes)
    second = Clause(new_id(), said, made_from=_made_from(wording, Clause(""), said), issue=now.issue, split_from=clause)
    store(text, _put(wording.with_clause(first), second, clause), "text.clause.split")
    return second


@all_or_nothing
def freeze(*, text: Text, by: Seat, clause: str = "", parties: Sequence[str] = ()) -> None:
    """Mark a clause, or the whole text when none is named, as agreed ad referendum. That is not consent."""
    text, wording = locked(text)
    mark = Freeze(str(by.member), timezone.now().isoformat(timespec="seconds"), tuple(parties))
    asked = (_refuse_frozen(wording, clause),) if clause else wording.clauses
    if wording.freeze:
        raise _frozen(_("the text"))
    if any("[" in words for one in asked for words in one.words.values()):
        raise TalksError.of(_("there are square brackets in it still"), remedy=_("resolve them before it is frozen"))
    frozen = wording.with_clause(replace(asked[0], freeze=mark)) if clause else replace(wording, freeze=mark)
    store(text, frozen, "text.freeze")


@all_or_nothing
def unfreeze(*, text: Text, clause: str = "") -> None:
    """Open a clause, or the whole text, for changes again."""
    text, wording = locked(text)
    frozen = wording.clause(clause).freeze if clause else wording.freeze
    if frozen is None:
        raise TalksError.of(_("it is not frozen"))
    opened = (
        wording.with_clause(replace(wording.clause(clause), freeze=None)) if clause else replace(wording, freeze=None)
    )
    store(text, opened, "text.unfreeze")


def locked(text: Text) -> tuple[Text, Wording]:
    """The text as it is stored now, kept for this act alone, and its draft."""
    fresh = Text.objects.select_for_update().select_related("room").get(pk=text.pk)
    return fresh, fresh.wording


def store(text: Text, wording: Wording, act: str) -> None:
    """Keep a changed draft, and say so in the log."""
    text.wording = wording
    text.save(update_fields=["changed"])
    record_act(act, on=text)


def _in_languages(wording: Wording, title: str, languages: Sequence[str], authentic: Sequence[str]) -> Wording:
    if not languages:
        raise TalksError.of(_("a text needs a language"))
    chosen = tuple(dict.fromkeys(languages))
    binding = tuple(language for language in chosen if language in authentic)
    return replace(wording, title=title, original=chosen[0], languages=chosen, authentic=binding)


def _put(wording: Wording, clause: Clause, after: str) -> Wording:
    clauses = list(wording.clauses)
    place = len(clauses) if after == "end" else 0 if not after else clauses.index(wording.clause(after)) + 1
    clauses.insert(place, clause)
    return replace(wording, clauses=tuple(clauses))


def _checked(words: str, language: str = "") -> str:
    said = words.replace("\r\n", "\n").strip()
    try:
        parse(said)
    except TalksError as wrong:
        problem = wrong.problems[0]
        which = f"{own_name(language)}: " if language else ""
        raise TalksError(replace(problem, what=f"{which}{problem.what}")) from wrong
    return said


def _all_checked(wording: Wording, words: Mapping[str, str]) -> dict[str, str]:
    """The words by language, without empty ones. Raises TalksError for brackets that do not pair."""
    checked = {language: _checked(words.get(language, ""), language) for language in wording.languages}
    return {language: said for language, said in checked.items() if said}


def _made_from(wording: Wording, before: Clause, words: Mapping[str, str]) -> dict[str, str]:
    now = digest(words.get(wording.original, ""))
    return {
        language: before.made_from.get(language, "") if before.words.get(language) == said else now
        for language, said in words.items()
        if language != wording.original
    }


def _refuse_frozen(wording: Wording, clause: str = "") -> Clause:
    if wording.freeze:
        raise _frozen(_("the text"))
    if not clause:
        return Clause("")
    if (found := wording.clause(clause)).freeze:
        raise _frozen(_("this clause"))
    return found


def _frozen(what: str) -> TalksError:
    return TalksError.of(
        _("%(what)s is frozen (agreed ad referendum)") % {"what": what},
        remedy=_("unfreeze it first; the record will say so"),
    )


def _refuse_changed(now: Clause, seen: str) -> None:
    if now.mark() != seen:
        wrong = ChangedMeanwhileError.of(
            _("somebody has changed this clause meanwhile"), remedy=_("compare both; what you save now replaces theirs")
        )
        wrong.now = now
        raise wrong
