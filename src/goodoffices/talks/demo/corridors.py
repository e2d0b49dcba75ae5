"""A corridor in the demonstration: a made-up plan on made-up roads, consent asked of two delegations and given by one.

The plan is that of the example `river-corridor`, on days to come; bodies, and who answers for them, are made up.
"""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone

from goodoffices.talks.demo.folder import corridor_file, drawing_file, roads_file
from goodoffices.talks.demo.notes import ILLUSTRATIVE
from goodoffices.talks.demo.people import Table
from goodoffices.talks.domain.corridor_consent import Terms, answer_consent, ask_consent
from goodoffices.talks.domain.corridor_reading import SentRoads
from goodoffices.talks.domain.corridor_showing import show_corridor
from goodoffices.talks.domain.corridors import load_corridor, notify, plan_of, there
from goodoffices.talks.models import ConsentAsked, DeskCorridor, Seat

__all__ = ["demo_corridors"]

_AHEAD = dt.timedelta(days=5)
_ASKED = (("gov", "north-bank", "northern command"), ("opp", "bridge", "river council"))
_RETURN = '  return: {said: yes, text: made up, by: both parties, document: "Protocol, 6", date: 2017-05-26}'
_WORDS = "Passage of buses and ambulances, escorted by the monitors, for all who want to leave."


def demo_corridors(table: Table) -> None:
    """A plan with roads on the desk, all notified; one delegation has consented, the other has not answered; two
    rooms were shown it, and it is not agreed."""
    with table.acting("mediator") as seat:
        plan = load_corridor(
            process=table.process,
            author=seat,
            text=_moved(corridor_file().read_text(encoding="utf-8")),
            roads=SentRoads("roads.csv", roads_file().read_bytes()),
            drawing=drawing_file().read_text(encoding="utf-8"),
        )
        stated = plan_of(plan)
        for opens, _closes in stated.windows:
            for body in (*stated.record.bodies, *stated.record.monitors):
                moment = opens.replace(tzinfo=there(stated))
                notify(plan=plan, author=seat, whom=body, opens=moment, at=timezone.now(), by="duty officer")
        asked = [_ask(table, plan, seat, *one) for one in _ASKED]
        for room in ("gov", "plenary"):
            show_corridor(plan=plan, author=seat, room=table.room(room), title="River corridor (made up)")
    with table.acting("gov") as seat:
        answer_consent(
            asked=ConsentAsked.objects.get(pk=asked[0].pk),
            author=seat,
            answer="conditions",
            office="Liaison office",
            conditions="No arms on the vehicles.",
            words=ILLUSTRATIVE,
        )


def _ask(table: Table, plan: DeskCorridor, seat: Seat, party: str, stretch: str, body: str) -> ConsentAsked:
    stated = plan_of(plan)
    zone = there(stated)
    terms = Terms(
        stretch=stretch,
        body=body,
        title=f"River corridor, {stretch} (made up)",
        words=f"{_WORDS}\n\n{ILLUSTRATIVE}",
        conditions="Vehicles may be looked at, people are not questioned.",
        since=stated.windows[0][0].replace(tzinfo=zone),
        until=stated.windows[-1][1].replace(tzinfo=zone),
        deadline=timezone.now() + dt.timedelta(days=2),
    )
    return ask_consent(plan=plan, party=table.parties[party], author=seat, terms=terms)


def _moved(text: str) -> str:
    """The plan of the example with the assurance that it lacks, and every day moved so that its first window opens some
    days ahead."""
    text = text.replace("assurances:\n", f"assurances:\n{_RETURN}\n", 1)
    days = {found: dt.date.fromisoformat(found) for found in re.findall(r"\b\d{4}-\d{2}-\d{2}\b", text)}
    first = min(days[found] for found in re.findall(r"windows: \[?(\d{4}-\d{2}-\d{2})", text))
    shift = timezone.now().date() + _AHEAD - first
    return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", lambda found: (days[found[0]] + shift).isoformat(), text)
