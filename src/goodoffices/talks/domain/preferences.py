"""A delegation states its own preferences; nobody else does, and nothing that was stated is overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodoffices.dossier import Dossier, parse_preference, write_estimate, write_preference
from goodoffices.dossier import Preference as Prefers
from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer
from goodoffices.talks.domain.estimates import estimate_of
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.questions import Question, question_of, questions
from goodoffices.talks.models import Party, Preference, Process, Room
from goodoffices.values import Estimate

__all__ = [
    "FALLBACK",
    "ChangedMeanwhileError",
    "Statement",
    "histories",
    "history",
    "say_not_yet",
    "state_fallback",
    "state_preference",
    "state_preferences_from_dossier",
    "statements",
]

FALLBACK = ""
"""Stands where a statement names its question, for the worth of no agreement."""


class ChangedMeanwhileError(TalksError):
    """Somebody of the same delegation has stated something else since the page was opened; `now` is what."""

    now: Preference | None = None


@dataclass(frozen=True)
class Statement:
    """A statement as it reads today. `question` is None for the worth of no agreement and for a question that is no
    longer at the table; `preference` is None when nothing is stated or when it no longer fits the options."""

    record: Preference
    question: Question | None
    preference: Prefers | None
    fallback: Estimate | None

    @property
    def is_stated(self) -> bool:
        """Whether the party has said something that can be counted on."""
        return self.preference is not None or self.fallback is not None

    @property
    def not_yet(self) -> bool:
        """Whether the party has said that it has not made up its mind."""
        return bool(self.record.state == Preference.State.NOT_YET)

    @property
    def look_again(self) -> bool:
        """Whether the question or its options have changed since: the party should look at it again."""
        if self.record.issue == FALLBACK or self.not_yet:
            return False
        return self.question is None or self.preference is None or self.record.asked != self.question.asked()


def statements(process: Process, party: Party | None = None) -> dict[tuple[str, str], Statement]:
    """The latest statements that the viewer can open, by party's id and question's id; of one party, or of all."""
    found = Preference.objects.filter(process=process, current=True)
    if party is not None:
        found = found.filter(party=party)
    rows = [row for row in found.select_related("party", "author__member") if row.is_open()]
    if not rows:
        return {}
    asked = {question.id: question for question in questions(process)}
    return {(row.party_id, row.issue): _statement(row, asked.get(row.issue)) for row in rows}


def history(process: Process, party: Party, issue: str) -> list[Statement]:
    """All statements of a party on one question, newest first."""
    asked = {question.id: question for question in questions(process)}
    rows = Preference.objects.filter(process=process, party=party).select_related("party", "author__member")
    return [_statement(row, asked.get(issue)) for row in rows if row.is_open() and row.issue == issue]


def histories(process: Process, party: Party) -> dict[str, list[Statement]]:
    """All statements of a party by question, newest first, each read by the question as it was put then.

    The questions at the table come first, in their order, then the worth of no agreement, then what is gone.
    """
    rows = Preference.objects.filter(process=process, party=party).select_related("party", "author__member")
    found: dict[str, list[Statement]] = {issue: [] for issue in (*(one.id for one in questions(process)), FALLBACK)}
    for row in rows:
        if row.is_open():
            then = Question(row.issue, row.asked["ask"], row.asked["options"]) if row.asked else None
            found.setdefault(row.issue, []).append(_statement(row, then))
    return {issue: said for issue, said in found.items() if said}


def _statement(row: Preference, question: Question | None) -> Statement:
    if row.state != Preference.State.STATED:
        return Statement(row, question, None, None)
    if row.issue == FALLBACK:
        return Statement(row, None, None, estimate_of(row.line, 100))
    preference = None
    if question is not None:
        preference, _ = parse_preference(row.line, row.party.key, question.id, list(question.options))
    return Statement(row, question, preference, None)


@all_or_nothing
def state_preference(*, party: Party, issue: str, line: str, version: int, note: str = "") -> Preference:
    """A party's statement on a question, in the grammar of a dossier. `version` is the number of the statement that
    was on the page (0 for none).

    Raises TalksError when the line names not every option once, or the question is not at the table, and
    ChangedMeanwhileError when a later statement has been made.
    """
    question = question_of(party.process, issue)
    if question is None:
        raise TalksError.of(_("this question is no longer at the table"), remedy=_("go back to the list of questions"))
    preference, faults = parse_preference(line, party.key, issue, list(question.options))
    if preference is None:
        raise TalksError.of(
            _("the statement cannot be read as it stands (%(why)s)") % {"why": faults[0].what}, remedy=faults[0].remedy
        )
    return _state(party, question, Preference.State.STATED, write_preference(preference), version, note)


@all_or_nothing
def state_fallback(*, party: Party, worth: Estimate, version: int, note: str = "") -> Preference:
    """What no agreement is worth to a party, 0..100. Raises as `state_preference`."""
    if not 0 <= worth.low <= worth.high <= 100:  # noqa: PLR2004 (points)
        raise TalksError.of(_("the worth of no agreement lies between 0 and 100"))
    return _state(party, None, Preference.State.STATED, write_estimate(worth), version, note)


@all_or_nothing
def say_not_yet(*, party: Party, issue: str, version: int, note: str = "") -> Preference:
    """A party has not made up its mind on a question (or, for FALLBACK, on the worth of no agreement)."""
    question = question_of(party.process, issue)
    if question is None and issue != FALLBACK:
        raise TalksError.of(_("this question is no longer at the table"), remedy=_("go back to the list of questions"))
    return _state(party, question, Preference.State.NOT_YET, "", version, note)


def _state(party: Party, question: Question | None, state: str, line: str, version: int, note: str) -> Preference:
    viewer = current_viewer()
    if viewer.party_id != party.pk:
        raise TalksError.of(_("only the party itself states its preferences"))
    Party.objects.select_for_update().get(pk=party.pk)  # two delegates who save at once: one after the other
    issue = question.id if question else FALLBACK
    rows = Preference.objects.filter(party=party, current=True).select_related("author__member")
    last = next((row for row in rows if row.is_open() and row.issue == issue), None)
    if (last.number if last else 0) != version:
        error = ChangedMeanwhileError.of(
            _("somebody changed this meanwhile"), remedy=_("compare both, then save again if yours should stand")
        )
        error.now = last
        raise error
    if last is not None:
        last.current = False
        last.save(update_fields=["current", "changed"])
    room = Room.objects.get(kind=Room.Kind.CAUCUS, parties=party)
    row = Preference(room=room, author_id=viewer.seat_id, party=party, number=version + 1)
    row.issue, row.state, row.line, row.note = issue, str(state), line, note
    row.asked = question.asked() if question else {}
    row.save(force_insert=True)
    record_act("preference.state", on=row)
    return row


@all_or_nothing
def state_preferences_from_dossier(*, process: Process, party: Party, dossier: Dossier) -> list[Preference]:
    """State for a party, by one of its own people, exactly what a dossier holds of it."""
    seat = next((found for found in dossier.parties if found.id == party.key), None)
    if seat is None:
        raise TalksError.of(_("the dossier has no party `%(key)s`") % {"key": party.key})
    latest = statements(process, party)
    made = [
        state_preference(
            party=party,
            issue=issue.id,
            line=write_preference(preference),
            version=_version(latest.get((party.pk, issue.id))),
        )
        for issue in dossier.issues
        for preference in _of(party.key, issue.preferences)
    ]
    if seat.fallback is not None:
        version = _version(latest.get((party.pk, FALLBACK)))
        made.append(state_fallback(party=party, worth=seat.fallback, version=version))
    return made


def _of(party: str, preferences: Iterable[Prefers]) -> list[Prefers]:
    return [preference for preference in preferences if preference.party == party]


def _version(statement: Statement | None) -> int:
    return statement.record.number if statement else 0
