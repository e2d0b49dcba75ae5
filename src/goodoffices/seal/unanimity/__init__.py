"""Do all say yes? Everybody learns that, and nobody learns who else said yes; the server and the mediator neither.

Needs review by people outside this project before real use. Pure: no files, no clock; chance is handed in.
"""

from goodoffices.seal.unanimity.board import Board, Refusal, look, senders
from goodoffices.seal.unanimity.device import Secrets, answer, proceed, turn
from goodoffices.seal.unanimity.group import system_random
from goodoffices.seal.unanimity.invitation import (
    Holder,
    Invitation,
    again,
    fingerprint,
    has_small_order,
    read_invitation,
)
from goodoffices.seal.unanimity.message import PHASES, Message, SigningKey, read_message
from goodoffices.seal.unanimity.transcript import read_transcript, write_transcript
from goodoffices.seal.unanimity.verdict import Fault, Verdict, judge
from goodoffices.seal.unanimity.wording import ASKED, LIMITS, REVIEW, STATES

__all__ = [
    "ASKED",
    "LIMITS",
    "PHASES",
    "REVIEW",
    "STATES",
    "Board",
    "Fault",
    "Holder",
    "Invitation",
    "Message",
    "Refusal",
    "Secrets",
    "SigningKey",
    "Verdict",
    "again",
    "answer",
    "fingerprint",
    "has_small_order",
    "judge",
    "look",
    "proceed",
    "read_invitation",
    "read_message",
    "read_transcript",
    "senders",
    "system_random",
    "turn",
    "write_transcript",
]
