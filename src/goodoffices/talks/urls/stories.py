"""The addresses of stories for the public, within a process."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import stories

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", stories.stories, name="stories"),
    path("new/", stories.story_new, name="story_new"),
    path("releases/<str:release>/second/", stories.story_second, name="story_second"),
    path("releases/<str:release>/take-back/", stories.story_take_back, name="story_take_back"),
    path("<str:story>/", stories.story, name="story"),
    path("<str:story>/edit/", stories.story_edit, name="story_edit"),
    path("<str:story>/release/", stories.story_release, name="story_release"),
    path("<str:story>/remove/", stories.story_remove, name="story_remove"),
    path("<str:story>/withdraw/", stories.story_withdraw, name="story_withdraw"),
]
