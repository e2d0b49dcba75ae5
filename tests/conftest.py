"""How Hypothesis works here: no time limit for a single example, since a busy machine is no broken promise; and the
same examples for the same test each time, so that a landing is no game of chance. `make explore` draws others."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("house")
