"""Would it hold, who could host, in the demonstration: the example's model and hosts, and ratings made up by us."""

from __future__ import annotations

from goodoffices.talks.demo.folder import host_record_file, hosts_file, stability_file
from goodoffices.talks.demo.notes import ILLUSTRATIVE
from goodoffices.talks.demo.people import Table
from goodoffices.talks.domain.hold import begin_model, candidates, write_model
from goodoffices.talks.domain.hosts import SentStore, load_hosts, rate_host

__all__ = ["demo_hold"]

_WEIGHTS = "weights:\n  largest_distance: 1..3\n  balance: 1..3\n"
_RATINGS = (("gov", "KAZ", (60, 80)), ("opp", "KAZ", (30, 60)), ("opp", "CHE", (70, 90)))


def demo_hold(table: Table) -> None:
    """Two models on the desk, one of them begun from a package; the example's hosts with data, weights and ratings.
    Nothing is worked out yet: a press of a button does that."""
    with table.acting("mediator") as seat:
        begun = candidates(table.process)[0]
        begin_model(process=table.process, author=seat, candidate=begun)
        write_model(process=table.process, author=seat, text=stability_file().read_text(encoding="utf-8"))
        load_hosts(
            process=table.process,
            author=seat,
            text=hosts_file().read_text(encoding="utf-8"),
            store=SentStore("record.csv", host_record_file().read_bytes()),
            weights=_WEIGHTS,
        )
        for party, candidate, rating in _RATINGS:
            rate_host(
                process=table.process,
                author=seat,
                about=(party, candidate),
                rating=rating,
                day=None,
                note=ILLUSTRATIVE,
            )
