"""A session as text: the invitation on the first line, then one message a line; anybody can check it again."""

from __future__ import annotations

import json
from collections.abc import Iterable

from goodoffices.errors import Problem, SealError, UserError, Where
from goodoffices.seal.unanimity.board import Refusal
from goodoffices.seal.unanimity.invitation import Invitation, read_invitation
from goodoffices.seal.unanimity.message import Message, read_message

__all__ = ["read_transcript", "write_transcript"]

_MOST_LINES = 1000
_LONGEST_LINE = 64 * 1024


def write_transcript(invitation: Invitation, messages: Iterable[Message]) -> str:
    """Lines of JSON."""
    told = [invitation.as_dict(), *(message.as_dict() for message in messages)]
    return "".join(json.dumps(each, ensure_ascii=False, sort_keys=True) + "\n" for each in told)


def read_transcript(text: str, file: str = "") -> tuple[Invitation, list[Message], list[Refusal]]:
    """The invitation, the messages in the order of the file, and the lines that are no message.

    Raises SealError when the first line is no invitation, and when there is too much for any session.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        raise SealError.of("the file is empty", Where(file), "its first line is the invitation")
    if len(lines) > _MOST_LINES:
        raise SealError.of("this is longer than any session", Where(file), f"{_MOST_LINES} lines at most are read")
    number, first = lines[0]
    try:
        invitation = read_invitation(_loaded(first))
    except SealError as error:
        where = Where(file, number, 1)
        raise SealError(*(Problem(each.what, where, each.remedy) for each in error.problems)) from error
    messages, refused = [], []
    for number, line in lines[1:]:
        try:
            messages.append(read_message(_loaded(line)))
        except UserError as error:
            refused.append(Refusal("", "", f"line {number}: {error.problems[0].what}", proven=False))
    return invitation, messages, refused


def _loaded(line: str) -> object:
    if len(line) > _LONGEST_LINE:
        raise SealError.of("this line is longer than any message")
    try:
        return json.loads(line, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise SealError.of("this line is no JSON, or has a key twice") from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found
