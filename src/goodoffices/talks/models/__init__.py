"""The records of a process. Slim: a model knows what it is and how it is sealed; acts live in `domain`."""

from goodoffices.talks.models.agreement import AgreementCopy
from goodoffices.talks.models.attempt import Attempt
from goodoffices.talks.models.blind import BlindHolder, BlindMessage, BlindNaming, BlindQuestion
from goodoffices.talks.models.case import CaseFile, DeskDossier
from goodoffices.talks.models.ceasefire import CeasefireTerms
from goodoffices.talks.models.commitment import Commitment, CommitmentLine, EntryIntoForce
from goodoffices.talks.models.corridor import ConsentAsked, ConsentGiven, CorridorNotice, CorridorShown, DeskCorridor
from goodoffices.talks.models.entry import Entry
from goodoffices.talks.models.event_store import EventImport, EventRelease, EventRows
from goodoffices.talks.models.hold import DeskHosts, DeskStability, HostRating
from goodoffices.talks.models.incident import Incident, IncidentStep
from goodoffices.talks.models.invitation import Invitation
from goodoffices.talks.models.job import Job, JobResult
from goodoffices.talks.models.ledger import DeskLedger, DeskReading
from goodoffices.talks.models.member import Member
from goodoffices.talks.models.note import Note
from goodoffices.talks.models.preference import Preference, SharedPackage
from goodoffices.talks.models.preparing import Absent, AgendaItem, Round, Session, Statement
from goodoffices.talks.models.process import Lock, LockKey, Party, Process, Room, Seat
from goodoffices.talks.models.proposal import Answer, Outcome, Proposal
from goodoffices.talks.models.report_issue import ReportIssue, ReportRelease
from goodoffices.talks.models.story import Story, StoryRelease
from goodoffices.talks.models.subscriber import Letter, Subscriber
from goodoffices.talks.models.text import Text, TextAsking, TextComment, TextVersion
from goodoffices.talks.models.token import Token

__all__ = [
    "Absent",
    "AgendaItem",
    "AgreementCopy",
    "Answer",
    "Attempt",
    "BlindHolder",
    "BlindMessage",
    "BlindNaming",
    "BlindQuestion",
    "CaseFile",
    "CeasefireTerms",
    "Commitment",
    "CommitmentLine",
    "ConsentAsked",
    "ConsentGiven",
    "CorridorNotice",
    "CorridorShown",
    "DeskCorridor",
    "DeskDossier",
    "DeskHosts",
    "DeskLedger",
    "DeskReading",
    "DeskStability",
    "Entry",
    "EntryIntoForce",
    "EventImport",
    "EventRelease",
    "EventRows",
    "HostRating",
    "Incident",
    "IncidentStep",
    "Invitation",
    "Job",
    "JobResult",
    "Letter",
    "Lock",
    "LockKey",
    "Member",
    "Note",
    "Outcome",
    "Party",
    "Preference",
    "Process",
    "Proposal",
    "ReportIssue",
    "ReportRelease",
    "Room",
    "Round",
    "Seat",
    "Session",
    "SharedPackage",
    "Statement",
    "Story",
    "StoryRelease",
    "Subscriber",
    "Text",
    "TextAsking",
    "TextComment",
    "TextVersion",
    "Token",
]
