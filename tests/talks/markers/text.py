"""A text on the desk; in every room a version of it with words of its own, who asked for a bracket, and a comment."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.talks.access.viewer import looking_as
from goodoffices.talks.domain.text_brackets import ask
from goodoffices.talks.domain.text_comments import comment
from goodoffices.talks.domain.text_drafts import draft_from_paste
from goodoffices.talks.models import TextVersion


def put(world) -> None:
    """One text for each room, so that each version says something else."""
    kinds = ("text", "textversion", "textasking", "textcomment")
    with looking_as(world.viewer("mediator")):
        world.records |= {kind: {} for kind in kinds}
        for name, room in world.rooms.items():
            for kind, record in zip(kinds, put_into(world, name, room), strict=True):
                if kind != "text" or name == "desk":
                    world.records[kind][name] = record


def put_into(world, name, room) -> tuple:
    from tests.talks.world import marker

    author = world.seats["mediator"]
    text = draft_from_paste(
        room=world.rooms["desk"],
        author=author,
        title=marker("desk", "drafttitle"),
        language="en",
        pasted=f"Article 1 {marker('desk', 'heading')}\n1. {marker('desk', 'words')} [{marker('desk', 'bracket')}]",
    )
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
    return text, version, asking, said
