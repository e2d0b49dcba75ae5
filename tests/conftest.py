"""How Hypothesis works here: no time limit for a single example, since a busy machine is no broken promise; and the
same examples for the same test each time, so that a landing is no game of chance. `make explore` draws others."""

from __future__ import annotations

import gc

from hypothesis import settings

settings.register_profile("house", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("house")


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: looking for cycles in it again and again costs a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
