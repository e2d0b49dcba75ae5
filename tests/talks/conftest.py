"""One small world for all tests of talks: a process with three parties, everybody's seat, and markers."""

from __future__ import annotations

import os

import pytest
from tests.talks.world import World, make_world

from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.models import Party

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in the thread


@pytest.fixture
def world(db) -> World:
    """A process called Harbour, made anew for each test."""
    return make_world()


@pytest.fixture
def table(world) -> World:
    """The world, with The East as a guarantor."""
    with looking_as_the_system():
        Party.objects.filter(key="east").update(standing=Party.Standing.GUARANTOR)
    world.parties["east"].standing = Party.Standing.GUARANTOR
    return world
