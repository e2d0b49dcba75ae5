"""What no check of a file can tell, in plain words: shown wherever a file is verified."""

from __future__ import annotations

__all__ = ["LIMITS", "REVIEW"]

REVIEW = "Needs outside review before real use: nobody outside this project has checked how this signs and verifies."
LIMITS = (
    "Whether the person who used a key was entitled to sign for that party: full powers are shown on paper.",
    (
        "Whether a key is in the hands of the one it is meant for, and was not used under duress. Compare the "
        "fingerprints by voice or on paper, from another source than this file."
    ),
    "When a signature was made: the date is what its signer states; no clock of others confirms it.",
    "Whether the language versions say the same. They are bound together, not compared.",
    "Whether there is more: a later signature, confirmation or withdrawal that is not in this file.",
    (
        "What the signatures do in law. The words are those of the law of treaties; whether it applies, and what a "
        "reservation does, is for lawyers."
    ),
)
