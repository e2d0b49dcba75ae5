"""An agreement on the table for signature: the frozen file, as it stood after each signature."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.models.base import Confidential, SealedField

__all__ = ["AgreementCopy"]


class AgreementCopy(Confidential):
    """The file of an agreement as it stood at one moment. It never changes: a signature makes another copy.

    `file` is the text of a file that `goodoffices agreement` writes; `confirmed` how the one who signed in the browser
    showed who they are, "" for a file that was brought; `paper` the PDF with the signatures that browsers put into it
    (base 64), "" while there is none. Not sealed: `number`, which counts the copies in this room, and
    `first`, the copy with which this agreement came to the room.
    """

    class Means(models.TextChoices):
        """By what somebody confirmed, within the same request, that it was they who signed."""

        PASSKEY = "passkey", _("by passkey")
        CODE = "code", _("by a code of an authenticator app")
        RECOVERY = "recovery", _("by a recovery code")
        PASSPHRASE = "passphrase", _("by passphrase alone: no second factor is asked for here")

    number = models.PositiveIntegerField()
    first = models.ForeignKey("self", on_delete=models.PROTECT, related_name="later", null=True)
    file = SealedField()
    confirmed = SealedField()
    paper = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("-number", "pk")
        constraints = (models.UniqueConstraint(fields=("room", "number"), name="agreement_copy_once"),)
