"""Double-blind questions to North and South: for them alone and in plenary, with an answer due; and one that died."""

from __future__ import annotations

from goodoffices.talks.access.viewer import looking_as, looking_as_the_system
from goodoffices.talks.domain.blind_roster import name_holder
from goodoffices.talks.models import BlindHolder, BlindMessage


def put(world) -> None:
    """A step is over in both, so that everybody may see messages; the keys are laid with markers."""
    from tests.talks.blinding import Devices, asked, late, now
    from tests.talks.world import marker

    questions, namings = {}, {}
    for room, to_all in (("north-south", False), ("plenary", True)):
        words = {name: marker(room, name) for name in ("title", "about", "text")}
        questions[room] = asked(world, days=30, most=20, to_all=to_all, **words)
        for who in ("north", "south"):
            with looking_as(world.viewer(who)):
                seat = world.seats[who]
                namings[who] = name_holder(question=questions[room], author=seat, seat=seat)
        devices = Devices(world, questions[room])
        devices.lay(acts=marker(room, "acts"))
        devices.step()
    died = late(asked(world, most=20, title=marker("north-south", "died"), text=marker("north-south", "dead")))
    with looking_as_the_system():
        world.records["blindholder"] = {
            room: BlindHolder.objects.filter(question=one).first() for room, one in questions.items()
        }
        world.records["blindmessage"] = {
            room: BlindMessage.objects.filter(question=one).first() for room, one in questions.items()
        }
    world.records["blindquestion"] = {room: now(one) for room, one in questions.items()}
    world.records["blindnaming"] = namings
    world.others["died_question"] = died
