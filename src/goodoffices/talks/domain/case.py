"""The case of a process: laid on the table from a dossier, and put together again with what the parties stated."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import UTC

from django.db.models import Max
from django.utils.translation import gettext as _

from goodoffices.dossier import (
    Dossier,
    Issue,
    Judgement,
    Rating,
    edit_dossier,
    parse_dossier,
    write_dossier,
)
from goodoffices.dossier import Party as PartyOnPaper
from goodoffices.dossier import Preference as Prefers
from goodoffices.dossier import Role as Standing
from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.preferences import FALLBACK, Statement, statements
from goodoffices.talks.domain.processes import add_party
from goodoffices.talks.models import CaseFile, DeskDossier, Party, Process, Room
from goodoffices.values import Estimate

__all__ = ["case_dossier", "case_text", "change_words", "desk_dossier", "load_case"]

LONGEST_KEY = 64
MADE_FROM = """\
# Put together from the mediator's dossier and from what the parties stated themselves in their caucuses.
# A line `by: NAME, its own statement of DATE` is the party's own word; all others are the mediator's assessment.
# CONFIDENTIAL: it holds what parties said in confidence.

"""


@all_or_nothing
def load_case(*, process: Process, text: str, version: int | None = None) -> CaseFile:
    """Lay a dossier on the table: its questions before all, the whole of it on the mediator's desk.

    Parties that it names and the process lacks are added. What parties have stated is kept; where it no longer fits
    the questions it is marked as to be looked at again. Raises DossierError, with line and column of every problem,
    when the text is no valid dossier, and TalksError for a party's name that is too long, and when the case is another
    than the `version` that was read (0: none).
    """
    dossier = parse_dossier(text)
    _refuse_changed(process, version)
    _seat_parties(process, dossier)
    with looking_as_the_system():
        rooms = {room.kind: room for room in Room.objects.filter(process=process, kind__in=("desk", "plenary"))}
        last = max(
            model.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0
            for model in (CaseFile, DeskDossier)
        )
    author = current_viewer().seat_id or None
    desk = DeskDossier(room=rooms["desk"], author_id=author, number=last + 1, text=text)
    desk.save(force_insert=True)
    case = CaseFile(room=rooms["plenary"], author_id=author, number=last + 1)
    case.questions = [
        {"id": issue.id, "ask": issue.ask, "options": {option.id: option.label for option in issue.options}}
        for issue in dossier.issues
    ]
    case.save(force_insert=True)
    record_act("case.load", process_id=process.pk, on=case)
    return case


def _refuse_changed(process: Process, version: int | None) -> None:
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process.pk)
    newest = DeskDossier.objects.filter(process=process).order_by("-number").first()
    if version is not None and version != (newest.number if newest else 0):
        raise TalksError.of(
            _("somebody changed the case meanwhile"), remedy=_("open the page again and repeat your change")
        )


def _seat_parties(process: Process, dossier: Dossier) -> None:
    with looking_as_the_system():
        known = set(Party.objects.filter(process=process).values_list("key", flat=True))
    for party in dossier.parties:
        if party.id in known or not party.role.decides:
            continue
        if len(party.id) > LONGEST_KEY:
            raise TalksError.of(
                _("the party's id `%(key)s` is longer than %(most)d characters")
                % {"key": party.id, "most": LONGEST_KEY},
                remedy=_("give it a shorter id"),
            )
        add_party(process=process, key=party.id, name=party.name[:200], standing=party.role.value)


@all_or_nothing
def change_words(*, process: Process, words: Mapping[tuple[str, str], str], version: int) -> CaseFile:
    """New words for questions and options: `{("air", ""): "Which flights?", ("air", "none"): "no limit"}`.

    Everything else of the dossier, comments included, stays. Raises TalksError when the case was changed since
    `version`, DossierError when the words cannot be written.
    """
    desk = desk_dossier(process)
    _refuse_changed(process, version)
    changes = {
        f"issues.{issue}.options.{option}" if option else f"issues.{issue}.ask": text
        for (issue, option), text in words.items()
    }
    return load_case(process=process, text=edit_dossier(desk.text, changes))


def desk_dossier(process: Process) -> DeskDossier:
    """The mediator's dossier. Raises TalksError when none was loaded (or none that the viewer may know of)."""
    found = DeskDossier.objects.filter(process=process).order_by("-number").first()
    if found is None:
        raise TalksError.of(_("there is no case yet"), remedy=_("load a dossier first"))
    return found


def case_dossier(process: Process) -> Dossier:
    """The dossier that `case_text` writes."""
    return parse_dossier(case_text(process))


def case_text(process: Process) -> str:
    """A complete dossier file: the mediator's, in which each party's own statements, as far as the viewer's keys open
    them, stand in the place of the mediator's assessment, with `by` saying whose word it is and of which day.

    A question that a party has not stated keeps the mediator's assessment; where there is none (a party that the
    dossier does not know) its weight is 0..10 and the worth of every option unknown. Comments of the mediator's dossier
    are kept as long as no party has stated anything. Raises TalksError when there is no case.
    """
    text: str = desk_dossier(process).text
    dossier = parse_dossier(text)
    parties = {party.key: party for party in Party.objects.filter(process=process)}
    known = {party.id for party in (*dossier.parties, *dossier.excluded)}
    newcomers = [party for key, party in parties.items() if key not in known]
    stated = {(one.record.party.key, one.record.issue): one for one in statements(process).values() if one.is_stated}
    if not newcomers and not stated:
        return text
    spoken = {party for party, _issue in stated}
    whole = dataclasses.replace(
        dossier,
        caution=_caution(dossier.caution, [party.name for key, party in parties.items() if key in spoken]),
        parties=tuple(_with_fallback(party, stated) for party in (*dossier.parties, *map(_newcomer, newcomers))),
        issues=tuple(_with_statements(issue, newcomers, stated) for issue in dossier.issues),
    )
    return MADE_FROM + write_dossier(whole)


Stated = Mapping[tuple[str, str], Statement]


def _caution(caution: str, spoken: list[str]) -> str:
    """The dossier's caution, and since when it does not hold for all: in English, as it is part of the file."""
    if not spoken:
        return caution
    since = (
        f"Since this was written, these have stated preferences of their own, marked line by line: {', '.join(spoken)}."
    )
    return f"{caution} {since}".strip()


def _own_word(statement: Statement) -> Judgement:
    """Whose word it is, and of which day. In English whatever the reader's language, since it is part of the file."""
    day = statement.record.made.astimezone(UTC).date()
    name = statement.record.party.name
    return Judgement(by=f"{name}, its own statement of {day}", note=" ".join(statement.record.note.split()))


def _newcomer(party: Party) -> PartyOnPaper:
    return PartyOnPaper(party.key, party.name, Standing(party.standing), Estimate.between(0, 100))


def _with_fallback(party: PartyOnPaper, stated: Stated) -> PartyOnPaper:
    own = stated.get((party.id, FALLBACK))
    if own is None:
        return party
    return dataclasses.replace(party, fallback=own.fallback, judgement=_own_word(own))


def _with_statements(issue: Issue, newcomers: list[Party], stated: Stated) -> Issue:
    lines = [*issue.preferences, *(_unknown(party.key, issue) for party in newcomers)]
    return dataclasses.replace(issue, preferences=tuple(_own(line, issue.id, stated) for line in lines))


def _own(line: Prefers, issue: str, stated: Stated) -> Prefers:
    own = stated.get((line.party, issue))
    if own is None or own.preference is None:
        return line
    return dataclasses.replace(own.preference, judgement=_own_word(own))


def _unknown(party: str, issue: Issue) -> Prefers:
    ratings = tuple(Rating(option.id, None, Estimate.between(0, 100)) for option in issue.options)
    return Prefers(party, Estimate.between(0, 10), ratings)
