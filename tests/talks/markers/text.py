"""A text on the desk; in every room a version of it with words of its own, who asked for a bracket, and a comment."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.text_brackets import ask
from goodoffices.talks.domain.text_comments import comment
from goodoffices.talks.domain.text_drafts import draft_from_paste
from goodoffices.talks.models import TextVersion


def put(world) -> None:
    """One text, whose versions say something else in each room."""
    from tests.talks.world import marker

    with looking_as(world.viewer("mediator")):
        text = draft_from_paste(
            room=world.rooms["desk"],
            author=world.seats["mediator"],
            title=marker("desk", "drafttitle"),
            language="en",
            pasted=f"Article 1 {marker('desk', 'heading')}\n1. {marker('desk', 'words')} [{marker('desk', 'bracket')}]",
        )
        put_in = {name: put_into(world, text, name, room) for name, room in world.rooms.items()}
    world.records["text"] = {"desk": text}
    for place, kind in enumerate(("textversion", "textasking", "textcomment")):
        world.records[kind] = {name: records[place] for name, records in put_in.items()}


def put_into(world, text, name, room) -> tuple:
    """A version, an asking and a comment in one room."""
    from tests.talks.world import marker

    author = world.seats["mediator"]
    heading, clause = text.wording.clauses
    bracket = f"[{marker(name, 'bracket')}]"
    wording = replace(
        text.wording,
        title=marker(name, "texttitle"),
        clauses=(
            replace(heading, words={"en": marker(name, "heading")}),
            replace(clause, words={"en": f"{marker(name, 'clause')} {bracket}"}, issue=marker(name, "issue")),
        ),
    )
    version = TextVersion(text=text, room=room, author=author, number=1)
    version.content, version.note = wording.plain(), marker(name, "note")
    version.save(force_insert=True)
    asking = ask(
        version=version,
        at=(clause.id, bracket),
        room=room,
        author=author,
        party="north",
        reason=marker(name, "reason"),
    )
    said = comment(version=version, clause=clause.id, room=room, author=author, words=marker(name, "comment"))
    return version, asking, said
