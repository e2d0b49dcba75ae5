"""Would it hold, and who could host: models, files of hosts and ratings on the mediator's desk."""

from __future__ import annotations

import base64

from django.db import models

from goodoffices.talks.models.base import Confidential, SealedField

__all__ = ["DeskHosts", "DeskStability", "HostRating"]


class DeskStability(Confidential):
    """One version of a stability model, as it was written. It never changes.

    `name` is shared by the versions of one model, `title` what the model says of itself, `begun` from what it was begun
    in words (empty: brought in as a text), `text` the file. Not sealed: `number`, which counts all versions.
    """

    number = models.PositiveIntegerField()
    name = SealedField()
    title = SealedField()
    begun = SealedField()
    text = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="stability_number_once"),)


class DeskHosts(Confidential):
    """One version of the file of hosts, with the data that it is compared by. It never changes.

    `text` is the file, `store` the data in base64 and `store_name` the name of their file, `weights` a text of weights,
    each empty where there is none. Not sealed: `number`, which counts the versions.
    """

    number = models.PositiveIntegerField()
    text = SealedField()
    store = SealedField()
    store_name = SealedField()
    weights = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="hosts_number_once"),)

    def lay_store(self, name: str, content: bytes) -> None:
        """Lay the data in, as text, which is what is sealed."""
        self.store_name, self.store = name, base64.b64encode(content).decode()


class HostRating(Confidential):
    """What a party told in confidence of a candidate. Of one party and candidate the newest counts.

    Sealed, all of it: `party` the id of a party of the dossier, `candidate` a code of a state, `rating` the lowest and
    the highest of 0 to 100 (empty: taken back), `day` (ISO, or empty), `note`.
    """

    number = models.PositiveIntegerField()
    party = SealedField()
    candidate = SealedField()
    rating = SealedField([])
    day = SealedField()
    note = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("process", "number"), name="host_rating_number_once"),)
