"""How Hypothesis works here: no time limit for a single example, since a busy machine is no broken promise."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")
