"""Stories for the public: drafted on the desk, released by two persons, out from one stated moment on."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from goodoffices.talks.models.base import Confidential, SealedField

__all__ = ["Story", "StoryRelease"]


class Story(Confidential):
    """A story as it is drafted on the mediator's desk; what the public reads are its releases.

    `words` holds title and body by language; `links`, what is public already, as pairs of kind (`text`, `report`) and
    id; `correction`, by language, what the next version corrects. Not sealed: `number`, which counts the stories.
    """

    number = models.PositiveIntegerField()
    words = SealedField({})
    links = SealedField(())
    correction = SealedField({})

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="story_number_once"),)

    @property
    def title(self) -> str:
        """The title in the first language that has one."""
        return next((str(said["title"]) for said in self.words.values() if said["title"]), "")


class StoryRelease(Confidential):
    """A version of a story for the public, from the moment `opens` on, once a second person has agreed.

    Until the second person agrees it holds no word: the words of the draft are copied then, and never change. Until its
    moment they lie in `closed`, under a key of the installation (domain/published.py), as the public room has no lock.
    `number` counts the versions of the story; `withdrawn`, since when its words are no longer shown.
    """

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="releases")
    opens = models.DateTimeField()
    seconder = models.ForeignKey("talks.Seat", on_delete=models.PROTECT, related_name="+", null=True)
    seconded = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)
    number = models.PositiveIntegerField(null=True)
    words = SealedField({})
    links = SealedField(())
    correction = SealedField({})
    hash = SealedField()
    closed = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-opens", "-number", "pk")
        constraints = (models.UniqueConstraint(fields=("story", "number"), name="story_release_number_once"),)

    @property
    def is_out(self) -> bool:
        """Whether the public can know of it."""
        return self.seconded is not None and self.opens <= timezone.now()
