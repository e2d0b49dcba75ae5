"""What a delegate is told where it decides: what this cannot do, in plain words."""

from __future__ import annotations

__all__ = ["ASKED", "LIMITS", "REVIEW", "STATES"]

REVIEW = (
    "This needs outside review before real use: nobody outside this project has checked it. Until then, let nobody's "
    "safety hang on it."
)
ASKED = (
    "If every delegation says yes, all learn that it is agreed. Otherwise all learn only that it is not agreed. "
    "Your answer cannot be changed once it is sealed."
)
LIMITS = (
    "When it is agreed, the signed record proves the yes of every delegation, yours too.",
    "With two delegations, one that says yes and hears “not agreed” knows that the other said no.",
    "If all other delegations say yes and put their heads together, the outcome tells them your answer.",
    "Another delegation may say yes only to find out whether you do, and walk away afterwards.",
    (
        "The mediator opens last and learns the outcome first. With another delegation's help it could learn it and "
        "pretend that the session failed."
    ),
    "A session that dies after everybody has blinded counts as “disclosed-unknown”: some may know, others not.",
    "Who asks many such questions learns something from each. Count them, and refuse too many.",
    (
        "That you answered, when, and that nothing was agreed is seen by all. Answer whatever you say, and not at a "
        "time that tells something."
    ),
    "Who stands beside you or holds this device can see your answer; a changed program can keep proof of it.",
    "Compare the fingerprints by voice or on paper. If a key was swapped, all this protects nothing.",
    (
        "One device and one person, named on the roster, act for a delegation. What it answers counts, whatever the "
        "others in the delegation think."
    ),
    "The keys could be broken by a quantum computer one day: who keeps the record could read every answer then.",
)
STATES = {
    "agreed": "Agreed: every delegation said yes.",
    "not agreed": "Not agreed: at least one delegation said no. The record does not tell which, or how many.",
    "open": "Open: the session goes on.",
    "aborted": "Aborted: the session died before anything could be opened. Nobody learnt an answer by it.",
    "disclosed-unknown": "Disclosed-unknown: the session died when some could know the outcome and others not. "
    "Another run needs fresh keys, and all must be told.",
}
