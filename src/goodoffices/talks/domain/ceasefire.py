"""The terms of a ceasefire at the table: taken from the mediator's dossier and shown to a room."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from django.db.models import Max
from django.utils.translation import gettext as _

from goodoffices.ceasefire.terms import Terms, choose, parse_terms, write_terms
from goodoffices.errors import TalksError, UserError
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.bodies import keep_bodies
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.rooms import named_room
from goodoffices.talks.models import CeasefireTerms, DeskDossier, Party, Process, Room, Seat

__all__ = ["in_dossier", "newest_terms", "parties_named", "set_verifies_own", "show_terms", "terms_known"]


def in_dossier(process: Process) -> tuple[Terms, ...]:
    """The ceasefires of the mediator's dossier; none where it holds none, or is closed to the viewer."""
    desk = DeskDossier.objects.filter(process=process).order_by("-number").first()
    if desk is None or not desk.is_open():
        return ()
    try:
        return parse_terms(desk.text)
    except UserError:  # a dossier without ceasefires, for which there is nothing to show
        return ()


@all_or_nothing
def show_terms(*, process: Process, author: Seat, room: Room, ceasefire: str = "", text: str = "") -> CeasefireTerms:
    """Show a ceasefire to a room: one of the dossier, by its id, or that of a `text` in the form of terms.

    Raises DossierError with all that is wrong with the text, TalksError where nothing was chosen.
    """
    if not text and not ceasefire:
        raise TalksError.of(_("no ceasefire was chosen"), remedy=_("choose one of the dossier, or paste its terms"))
    found = choose(parse_terms(text) if text else in_dossier(process), ceasefire)
    with looking_as_the_system():
        Process.objects.select_for_update().get(pk=process.pk)
        last = CeasefireTerms.objects.filter(room=room).aggregate(last=Max("number"))["last"] or 0
    shown = CeasefireTerms(room=room, author=author, number=last + 1)
    shown.name, shown.text = found.id, write_terms([_alone(found)])
    shown.save(force_insert=True)
    keep_bodies(terms=shown)
    record_act("ceasefire.show", on=shown)
    first = parties_named(found.release.first if found.release else ())
    if room.kind == Room.Kind.PLENARY and len(first) > 1:
        named_room(process=process, parties=first)  # now, and not at a release: a new room would betray that one waits
    return shown


def _alone(terms: Terms) -> Terms:
    """The terms without the list of sources that their file has: the numbers of sources stand in the note."""
    judgement = terms.judgement
    if not judgement.source:
        return terms
    note = f"Sources as numbered in the file that was shown: {judgement.source}. {judgement.note}".strip()
    return dataclasses.replace(terms, judgement=dataclasses.replace(judgement, source="", note=note))


def parties_named(names: Iterable[str]) -> list[Party]:
    """The parties of the process that terms name, by short name or name."""
    wanted = {name.casefold() for name in names}
    return [party for party in Party.objects.all() if wanted & {party.key.casefold(), party.name.casefold()}]


def terms_known() -> list[CeasefireTerms]:
    """The terms that the viewer can open: of each ceasefire and room the newest, newest first."""
    newest: dict[tuple[str, str], CeasefireTerms] = {}
    for shown in CeasefireTerms.objects.order_by("-made", "-number", "pk"):
        if shown.is_open():
            newest.setdefault((shown.name, shown.room_id), shown)
    return list(newest.values())


def newest_terms() -> list[CeasefireTerms]:
    """Of each ceasefire whose terms the viewer can open, those shown last, to whichever room."""
    return list({shown.name: shown for shown in reversed(terms_known())}.values())


@all_or_nothing
def set_verifies_own(*, process: Process, allowed: bool) -> None:
    """Say whether a monitor may verify what they reported themselves. Raises TalksError for others than the team."""
    if not current_viewer().is_mediator():
        raise TalksError.of(_("only the mediator's team sets this"))
    process.verifies_own = allowed
    process.save(update_fields=["verifies_own"])
    with looking_as_the_system():
        room = Room.objects.filter(process=process, kind=Room.Kind.MONITORING, parties=None).first()
    record_act("monitoring.rule", on=process, room=room)
