"""One small world for all tests of talks: a process with three parties, everybody's seat, and markers."""

from __future__ import annotations

import os

import pytest
from django.core.cache import cache
from tests.talks.laid import lay_world

from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.models import Party

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in the thread


@pytest.fixture
def world(db):
    """A process called Harbour, as new for each test."""
    cache.clear()  # nobody has tried to sign in too often yet
    return lay_world()


@pytest.fixture
def table(world):
    """The world, with The East as a guarantor."""
    with looking_as_the_system():
        Party.objects.filter(key="east").update(standing=Party.Standing.GUARANTOR)
    world.parties["east"].standing = Party.Standing.GUARANTOR
    return world
