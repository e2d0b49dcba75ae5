"""What is prepared, stated, drafted and proposed in the demonstration: the example, and words made up by us."""

from __future__ import annotations

import datetime as dt
import zoneinfo

from django.utils import timezone

from goodoffices.dossier import edit_dossier
from goodoffices.talks.demo.folder import example_file, ledger_file
from goodoffices.talks.demo.notes import ILLUSTRATIVE
from goodoffices.talks.demo.people import Table
from goodoffices.talks.demo_text import make_demo_text
from goodoffices.talks.domain.agenda import add_item
from goodoffices.talks.domain.case import load_case
from goodoffices.talks.domain.consent import record_statement
from goodoffices.talks.domain.ledger import load_ledger
from goodoffices.talks.domain.missing import name_absent
from goodoffices.talks.domain.preferences import say_not_yet, state_preferences_from_dossier
from goodoffices.talks.domain.proposals import propose
from goodoffices.talks.domain.sessions import import_rounds, plan_session
from goodoffices.talks.domain.text_versions import publish, show_version
from goodoffices.talks.models import Absent, Seat, Statement

__all__ = ["demo_case", "demo_ledger", "demo_preferences", "demo_preparing", "demo_proposal", "demo_text"]

_HOST_ZONE = "Asia/Almaty"
_STATE = ("gov", "opp", "rus", "tur")  # the fifth has not said yet: the mediator's assessment stands in for it
_CAUTION = (
    "Illustration. The preferences, weights and fallbacks are one analyst's reading, written after the fact. In this "
    "demonstration, accounts state them as if they were the parties' own word; nobody at the talks stated or confirmed "
    "them. That the packages found here agree with the signed texts proves nothing about prediction."
)
_NOT_YET = ("irn", "zones")
_AGENDA = (
    ("What the ceasefire covers", "Where, and which groups are outside it."),
    ("The four areas", "Number, maps and duration."),
    ("Access for aid, detainees", "What can be agreed before the rest."),
)


def demo_case(table: Table) -> None:
    """The example's dossier on the table: its questions before all, the rest on the mediator's desk. Its caution says
    what is true of the demonstration, in which parties state what the analyst takes them to want.
    """
    text = edit_dossier(example_file().read_text(encoding="utf-8"), {"caution": _CAUTION})
    with table.acting("mediator"):
        load_case(process=table.process, text=text)


def demo_ledger(table: Table) -> None:
    """The ledger of the Syria example, from public pages, on the mediator's desk."""
    with table.acting("mediator"):
        load_ledger(process=table.process, text=ledger_file().read_text(encoding="utf-8"))


def demo_preferences(table: Table) -> None:
    """Four parties state what the example's analyst takes them to want; one has not said yet."""
    for who in _STATE:
        with table.acting(who):
            state_preferences_from_dossier(process=table.process, party=table.parties[who], dossier=table.dossier)
    who, issue = _NOT_YET
    with table.acting(who):
        say_not_yet(party=table.parties[who], issue=issue, version=0, note=ILLUSTRATIVE)


def demo_preparing(table: Table) -> None:
    """Earlier rounds on record, an agenda, a session tomorrow in plenary and one in caucus, statements of consent."""
    with table.acting("mediator") as seat:
        plenary, desk = table.room("plenary"), table.room("desk")
        import_rounds(table.process, table.dossier.rounds, room=plenary, author=seat)
        items = [add_item(room=plenary, author=seat, title=title, text=text) for title, text in _AGENDA]
        for session in (
            (plenary, "Plenary session", items, 10),
            (table.room("opp"), "Caucus with the opposition", [], 15),
        ):
            room, title, agenda, hour = session
            starts = _tomorrow(hour)
            plan_session(
                room=room,
                author=seat,
                title=title,
                starts=starts,
                ends=starts + dt.timedelta(hours=2),
                zone=_HOST_ZONE,
                place="Hall 2",
                expected=table.parties.values() if room == plenary else [table.parties["opp"]],
                agenda=agenda,
            )
        name_absent(
            room=desk,
            author=seat,
            who="People displaced from the four areas",
            kind=Absent.Kind.OTHER,
            how="Nobody of theirs is consulted yet.",
            reason=ILLUSTRATIVE,
        )
    with table.acting("gov") as seat:
        _say(table, "gov", seat, "plenary", Statement.Answer.ACCEPTED)
    with table.acting("opp") as seat:
        _say(table, "opp", seat, "opp", Statement.Answer.CONDITIONS, "Flights over the areas stop before the session.")


def demo_text(table: Table) -> None:
    """A draft in three languages on the mediator's desk; its first version is shown in plenary."""
    with table.acting("mediator") as seat:
        text = make_demo_text(room=table.room("desk"), author=seat)
        version = publish(text=text, author=seat, note=ILLUSTRATIVE)
        show_version(version=version, room=table.room("plenary"), author=seat, note=ILLUSTRATIVE)


def demo_proposal(table: Table) -> None:
    """A proposal that waits for the answers of the two sides and the guarantors."""
    with table.acting("mediator") as seat:
        propose(
            process=table.process,
            parties=table.parties.values(),
            author=seat,
            title="A working group on the maps",
            words=f"Each party names two officers to a working group that draws the maps by Friday.\n\n{ILLUSTRATIVE}",
            deadline=timezone.now() + dt.timedelta(days=2),
            shows_answers=True,
        )


def _say(table: Table, who: str, seat: Seat, room: str, answer: str, conditions: str = "") -> None:
    record_statement(
        party=table.parties[who],
        room=table.room(room),
        author=seat,
        answer=answer,
        said=timezone.now().date(),
        conditions=conditions,
        words=ILLUSTRATIVE,
    )


def _tomorrow(hour: int) -> dt.datetime:
    zone = zoneinfo.ZoneInfo(_HOST_ZONE)
    day = timezone.now().astimezone(zone).date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(hour), zone)
