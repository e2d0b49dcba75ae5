"""The roster of a double-blind question: who answers for a delegation, and the public keys of the devices."""

from __future__ import annotations

from django.utils.translation import gettext as _

from goodoffices.errors import TalksError
from goodoffices.talks.access.viewer import current_viewer, looking_as_the_system
from goodoffices.talks.domain.blind import locked_question
from goodoffices.talks.domain.blind_invitation import plain_line, whole_invitation
from goodoffices.talks.domain.log import all_or_nothing, record_act
from goodoffices.talks.domain.rooms import seats_with_keys
from goodoffices.talks.models import BlindHolder, BlindNaming, BlindQuestion, Party, Room, Seat

__all__ = ["lay_key", "my_holder", "name_holder", "nameable", "named_seat"]


def my_holder(question: BlindQuestion) -> BlindHolder | None:
    """The line of the roster of one's own side; None for those who are not asked."""
    viewer = current_viewer()
    lines = BlindHolder.objects.filter(question=question)
    if viewer.is_mediator():
        return lines.filter(party=None).first()
    return lines.filter(party_id=viewer.party_id).first() if viewer.party_id else None


def nameable(party: Party) -> list[Seat]:
    """The people of a delegation who hold its keys, in the order in which they were seated."""
    with looking_as_the_system():
        caucus = Room.objects.get(process_id=party.process_id, kind=Room.Kind.CAUCUS, parties=party)
        seats = [seat for seat in seats_with_keys(caucus) if seat.party_id == party.pk]
    return sorted(seats, key=lambda seat: (seat.made, seat.pk))


def named_seat(question: BlindQuestion, party: Party) -> Seat | None:
    """Whose device answers for one's own delegation: who was named last, or the only one there is; None otherwise."""
    people = nameable(party)
    naming = BlindNaming.objects.filter(question=question, party=party).order_by("-made", "pk").first()
    if naming is not None and naming.is_open():
        return next((seat for seat in people if seat.pk == naming.seat), None)
    return people[0] if naming is None and len(people) == 1 else None


@all_or_nothing
def name_holder(*, question: BlindQuestion, author: Seat, seat: Seat) -> BlindNaming:
    """Name who of one's own delegation answers on their device. A key that another of it had laid goes.

    Raises TalksError for others than one's own people, and once the roster is complete.
    """
    found = _gathering(question)
    holder = my_holder(found)
    if holder is None or holder.party is None or seat.pk not in {one.pk for one in nameable(holder.party)}:
        raise TalksError.of(_("a delegation names one of its own people, who holds its keys"))
    with looking_as_the_system():
        caucus = Room.objects.get(process_id=found.process_id, kind=Room.Kind.CAUCUS, parties=holder.party)
    before = named_seat(found, holder.party)
    naming = BlindNaming(question=found, room=caucus, author=author, party=holder.party, seat=seat.pk)
    naming.save(force_insert=True)
    if before is not None and before.pk != seat.pk and holder.key:
        holder.key = holder.acts = ""
        holder.save(update_fields=["sealed"])
    record_act("blind.name", on=naming)
    return naming


@all_or_nothing
def lay_key(*, question: BlindQuestion, author: Seat, key: str, acts: str, name: str = "") -> BlindHolder:
    """Put the public key of one's device on the roster, or another in its place. With the last one the roster is
    complete: the invitation is made, and nothing of it can be changed any more.

    `name`: the name that a card bears, which must be that of the roster. Raises TalksError for others than the one who
    was named; SealError for a key that cannot be.
    """
    found = _gathering(question)
    holder = my_holder(found)
    if holder is None:
        raise TalksError.of(_("your side is not asked"))
    if holder.party is not None:
        _check_named(found, holder.party, author)
    if name and name != holder.name:
        raise TalksError.of(
            _("the card bears the name “%(name)s”, the roster says “%(roster)s”")
            % {"name": name, "roster": holder.name},
            remedy=_("make the key with the name of the roster"),
        )
    holder.key, holder.acts, holder.author = key, plain_line(acts), author
    with looking_as_the_system():
        lines = [holder if one.pk == holder.pk else one for one in BlindHolder.objects.filter(question=found)]
    invitation = whole_invitation(found, lines)
    holder.save(update_fields=["sealed", "author"])
    record_act("blind.key", on=holder)
    if all(one.key for one in lines):
        found.invitation, found.state, found.phase = invitation.as_dict(), BlindQuestion.State.RUNNING, "key"
        found.save(update_fields=["sealed", "state", "phase"])
        record_act("blind.roster", on=found)
    return holder


def _check_named(question: BlindQuestion, party: Party, author: Seat) -> None:
    named = named_seat(question, party)
    if named is None:
        raise TalksError.of(
            _("your delegation has not named who answers"), remedy=_("name one person, whose device will hold the key")
        )
    if named.pk != author.pk:
        raise TalksError.of(
            _("your delegation named %(person)s to answer") % {"person": named.member},
            remedy=_("that person's device makes the key; or name somebody else"),
        )


def _gathering(question: BlindQuestion) -> BlindQuestion:
    found = locked_question(question)
    if found.now != BlindQuestion.State.ROSTER:
        raise TalksError.of(
            _("the roster of this question can no longer be changed: %(state)s") % {"state": found.now_in_words}
        )
    return found
