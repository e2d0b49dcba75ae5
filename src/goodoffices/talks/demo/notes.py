"""Notes of the demonstration: written by us, after the fact. Nobody at the talks said or wrote any of them."""

from __future__ import annotations

from goodoffices.talks.demo.people import Table
from goodoffices.talks.domain.notes import write_note

__all__ = ["NOTES", "demo_notes"]

ILLUSTRATIVE = "Illustration: this was written for the demonstration. No party said or wrote it."

# Each: account, room, title, text.
NOTES = (
    (
        "mediator",
        "public",
        "What this demonstration is",
        (
            "The table is set with the public record of the Astana meetings of spring 2017; everything that is said at "
            "it was made up to show the software. The accounts, their passphrases and all that you write here are "
            "thrown away."
        ),
    ),
    (
        "mediator",
        "plenary",
        "How we work today",
        (
            "Each delegation finds its own caucus in the list of rooms. What you write there is read by your "
            "delegation and by the mediator's team. What is written in the plenary, everybody at the table reads."
        ),
    ),
    (
        "mediator",
        "plenary",
        "To try with several browsers",
        (
            "The double-blind question waits for keys: sign in as mediator, gov and opp in three browsers, or three "
            "profiles of one, and let each make its key there.\n\n"
            "Under “For signature” one side has signed. The keys of that text were thrown away when the demonstration "
            "began, so that nobody can sign it any further. To sign one yourself, let each side make its signing key "
            "in its browser and take the card; take the adopted text as a draft to sign (Text, its version), fill in "
            "what is empty, strike out who does not sign, freeze it with “goodoffices agreement freeze”, and put the "
            "file on the table as mediator."
        ),
    ),
    (
        "mediator",
        "desk",
        "Before the first round",
        (
            "Ask each guarantor alone what it could vouch for on the ground before the areas are drawn. Do not name "
            "a deadline in plenary; two delegations have told us that they would have to refuse it."
        ),
    ),
    (
        "mediator",
        "rus+tur+irn",
        "For the three guarantors",
        "We suggest a joint working group that draws the maps; each of you names two officers for it by Friday.",
    ),
    (
        "gov",
        "gov",
        "Our order of questions",
        (
            "We can speak of access for aid once the list of armed groups is settled. Checkpoints stay under our flag; "
            "the form of joint observation is open."
        ),
    ),
    (
        "opp",
        "opp",
        "What we need first",
        (
            "A halt of flights over the four areas is what our people look at. Without it nobody of ours can sign; "
            "with it we could accept a longer time for the maps."
        ),
    ),
    (
        "rus",
        "rus",
        "Room for movement",
        "Six months with extension is what we would propose. A shorter period is acceptable if extension is automatic.",
    ),
    (
        "tur",
        "tur",
        "Idlib",
        "The whole province has to be one area. We could take observation points on our side of the line.",
    ),
    (
        "irn",
        "irn",
        "Who observes",
        "Observers from states that were not at the table need the consent of all three guarantors.",
    ),
)


def demo_notes(table: Table) -> None:
    """A note in every kind of room."""
    for who, room, title, text in NOTES:
        # A room that was opened just now is seen by the next one who looks.
        with table.acting(who):
            table.room(room)
        with table.acting(who) as seat:
            write_note(room=table.room(room), author=seat, title=title, text=f"{text}\n\n{ILLUSTRATIVE}")
