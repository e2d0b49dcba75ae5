"""The records of a process. Slim: a model knows what it is and how it is sealed; acts live in `domain`."""

from goodoffices.talks.models.case import CaseFile, DeskDossier
from goodoffices.talks.models.entry import Entry
from goodoffices.talks.models.invitation import Invitation
from goodoffices.talks.models.member import Member
from goodoffices.talks.models.note import Note
from goodoffices.talks.models.preference import Preference, SharedPackage
from goodoffices.talks.models.process import Lock, LockKey, Party, Process, Room, Seat
from goodoffices.talks.models.text import Text, TextAsking, TextComment, TextVersion
from goodoffices.talks.models.token import Token

__all__ = [
    "CaseFile",
    "DeskDossier",
    "Entry",
    "Invitation",
    "Lock",
    "LockKey",
    "Member",
    "Note",
    "Party",
    "Preference",
    "Process",
    "Room",
    "Seat",
    "SharedPackage",
    "Text",
    "TextAsking",
    "TextComment",
    "TextVersion",
    "Token",
]
