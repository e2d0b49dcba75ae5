"""Events on the mediator's desk: what was imported, release by release, sealed in pieces. They lie in no file."""

from __future__ import annotations

import base64

from django.db import models

from goodoffices.talks.models.base import Confidential, SealedField

__all__ = ["EventImport", "EventRelease", "EventRows"]


class EventRelease(Confidential):
    """One release of one source of events (or of counts, which are no events).

    Sealed: source and release; `held`, what there is of it, as `summary_json` of the evidence room says it; `offer`,
    the countries, kinds and dyads that can be asked for.
    """

    source = SealedField()
    release = SealedField()
    table = SealedField("events")
    held = SealedField({})
    offer = SealedField({})

    def holds_events(self) -> bool:
        """Whether these are events, of which more can be asked than how many there are."""
        return bool(self.table == "events")

    def rejected(self) -> int:
        """Rows that could not be read, over all its files."""
        return sum(one.told.get("rejected", 0) for one in self.imports.all() if one.is_open())


class EventRows(Confidential):
    """Some rows of a release: a piece in Parquet, as the evidence room packs it.

    Not sealed: `number`, its place among the pieces of the release. How many there are, and how long, tells how many
    events there are, roughly.
    """

    of = models.ForeignKey(EventRelease, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    table = SealedField()
    rows = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("number", "pk")
        constraints = (models.UniqueConstraint(fields=("of", "number"), name="event_rows_once"),)

    def content(self) -> bytes:
        """The piece."""
        return base64.b64decode(self.rows)

    def put(self, content: bytes) -> None:
        """Lay the piece in, as text, which is what is sealed."""
        self.rows = base64.b64encode(content).decode()


class EventImport(Confidential):
    """One file that was read into a release: what came of it (`told`), and its rejected rows as CSV, with line and
    reason, as far as `MOST_REJECTED` of them.
    """

    MOST_REJECTED = 20_000

    of = models.ForeignKey(EventRelease, on_delete=models.CASCADE, related_name="imports")
    file = SealedField()
    sha256 = SealedField()
    told = SealedField({})
    rejected = SealedField()

    class Meta(Confidential.Meta):
        ordering = ("made", "pk")
