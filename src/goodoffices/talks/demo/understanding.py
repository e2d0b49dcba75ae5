"""An adopted text of the demonstration, frozen, signed by one side and waiting for the other.

All of it is made up by us. The keys of both sides are drawn here and thrown away: nobody can sign it any further.
"""

from __future__ import annotations

import datetime as dt
import json

import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone
from django.utils.dateformat import format as in_words
from django.utils.translation import override

from goodoffices.agreement import (
    Bundle,
    Card,
    Reservation,
    Signature,
    freeze,
    new_bundle,
    parse_draft,
    put_signature,
    write_bundle,
)
from goodoffices.talks.demo.notes import ILLUSTRATIVE
from goodoffices.talks.demo.people import Table
from goodoffices.talks.demo.understanding_words import (
    ACTS,
    BODY,
    BY,
    CLOSING,
    NAMES,
    PASTED,
    PLACE,
    RESERVATION,
    TITLES,
    TRANSLATIONS,
)
from goodoffices.talks.domain.agreements import put_agreement, put_signatures
from goodoffices.talks.domain.answers import answer_proposal
from goodoffices.talks.domain.commitment_standing import today
from goodoffices.talks.domain.proposals import propose
from goodoffices.talks.domain.text_drafts import draft_from_paste, edit_clause, set_languages
from goodoffices.talks.domain.text_versions import publish, show_version
from goodoffices.talks.models import Answer, Proposal, Room, Text, TextVersion
from goodoffices.talks.wording.agreement_draft import agreement_draft

__all__ = ["SINCE", "adopted_version", "demo_adoption", "demo_signature"]

SINCE = dt.timedelta(days=10)
"""So long before the demonstration began the sides have, as the text says, been doing what it says."""
_LANGUAGES = ("en", "ar")
_SIDES = ("gov", "opp")


def demo_adoption(table: Table) -> None:
    """A short text in two languages, shown in plenary, proposed to the two sides and accepted by both."""
    with table.acting("mediator") as seat:
        text = _text(table)
        version = publish(text=text, author=seat, note=ILLUSTRATIVE)
        shown = show_version(version=version, room=table.room("plenary"), author=seat, note=ILLUSTRATIVE)
        proposal = propose(
            process=table.process,
            parties=[table.parties[side] for side in _SIDES],
            author=seat,
            title=TITLES["en"],
            words=f"The text as it stands in this version, for adoption.\n\n{ILLUSTRATIVE}",
            deadline=timezone.now() + dt.timedelta(days=2),
            shows_answers=True,
            text_version=shown,
        )
    for side in _SIDES:
        with table.acting(side):
            asked = Proposal.objects.get(pk=proposal.pk)
            answer_proposal(proposal=asked, verdict=Answer.Verdict.ACCEPT, words=ILLUSTRATIVE)


def demo_signature(table: Table) -> None:
    """The adopted text on the table for signature: the first side has brought its signature in a file."""
    keys = {side: Ed25519PrivateKey.generate() for side in _SIDES}
    with table.acting("mediator") as seat:
        plenary = table.room("plenary")
        frozen = _frozen(adopted_version(plenary), keys)
        copy = put_agreement(room=plenary, author=seat, file=write_bundle(frozen))
    asked = Signature(
        *("", "gov", BY, "ad referendum", BODY),
        (Reservation("article-2", RESERVATION),),
        today().isoformat(),
        PLACE["en"],
        (),
    )
    signed = put_signature(frozen, keys["gov"].private_bytes_raw(), asked)
    with table.acting("gov") as seat:
        put_signatures(copy=copy, author=seat, file=write_bundle(signed))


def adopted_version(room: Room) -> TextVersion:
    """The version of the understanding that a room was shown. Ask it while acting."""
    shown = TextVersion.objects.filter(room=room)
    return next(version for version in shown if version.wording.title == TITLES["en"])


def _text(table: Table) -> Text:
    """The draft on the desk, in both languages."""
    with table.acting("mediator") as seat:
        title = TITLES["en"]
        pasted = PASTED.format(since=_day("en"))
        text = draft_from_paste(room=table.room("desk"), author=seat, title=title, language="en", pasted=pasted)
        set_languages(text=text, title=title, languages=_LANGUAGES, authentic=_LANGUAGES)
        wording = Text.objects.get(pk=text.pk).wording
        numbers = wording.numbers()
        for clause in wording.clauses:
            words = dict(clause.words) | {"ar": TRANSLATIONS[numbers[clause.id]].format(since=_day("ar"))}
            edit_clause(text=text, clause=clause.id, seen=clause.mark(), words=words)
        return Text.objects.get(pk=text.pk)


def _frozen(version: TextVersion, keys: dict[str, Ed25519PrivateKey]) -> Bundle:
    """What `goodoffices agreement freeze` makes of the version: its draft, filled in, with a card of each side."""
    parties = [(side, NAMES[side]["en"], "party") for side in keys]
    drafted = yaml.safe_load(agreement_draft(version.wording, parties))
    drafted |= {"agreement": "road-and-list", "adopted": today().isoformat()}
    drafted |= {"title": TITLES, "place": PLACE, "closing": CLOSING}
    for side, told in drafted["signatories"].items():
        told["name"] = NAMES[side]
    cards = {side: Card(key.public_key().public_bytes_raw().hex(), ACTS) for side, key in keys.items()}
    return new_bundle(freeze(parse_draft(json.dumps(drafted)), cards, {}), {})


def _day(language: str) -> str:
    with override(language):
        return in_words(today() - SINCE, "j F Y")
