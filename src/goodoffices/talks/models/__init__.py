"""The records of a process. Slim: a model knows what it is and how it is sealed; acts live in `domain`."""

from goodoffices.talks.models.entry import Entry
from goodoffices.talks.models.invitation import Invitation
from goodoffices.talks.models.member import Member
from goodoffices.talks.models.note import Note
from goodoffices.talks.models.process import Lock, LockKey, Party, Process, Room, Seat
from goodoffices.talks.models.proposal import Answer, Outcome, Proposal
from goodoffices.talks.models.token import Token

__all__ = [
    "Answer",
    "Entry",
    "Invitation",
    "Lock",
    "LockKey",
    "Member",
    "Note",
    "Outcome",
    "Party",
    "Process",
    "Proposal",
    "Room",
    "Seat",
    "Token",
]
