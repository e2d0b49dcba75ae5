"""Long work says which step it is at, what share of it is done, and how long each step took."""

from __future__ import annotations

from tests.evidence.events.made import GED, ged_rows, write

from goodoffices.cli.progress import Steps
from goodoffices.evidence import events
from goodoffices.evidence.events import importing


def test_a_step_is_said_with_its_share_where_that_is_known():
    said: list[str] = []
    steps = Steps(said.append)
    steps("reading")
    steps("reading", 0.344)
    steps("adding")
    steps.end()
    assert said == ["Reading", "Reading: 34 %", "Adding"]
    assert list(steps.seconds) == ["reading", "adding"]


def test_the_seconds_of_a_step_that_comes_back_are_added_up_and_ending_twice_adds_nothing():
    steps = Steps(lambda _: None)
    for step in ("reading", "adding", "reading"):
        steps(step)
    steps.end()
    before = dict(steps.seconds)
    steps.end()
    assert steps.seconds == before
    assert list(before) == ["reading", "adding"]


def test_an_import_tells_shares_between_0_and_1(tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "_EVERY", 0.0005)
    file = write(tmp_path / "ged.csv", GED, ged_rows(*[{}] * 3000))
    told: list[tuple[str, float | None]] = []
    with events.open_store(tmp_path / "store", write=True) as store:
        layout = events.SOURCES["ucdp-ged"]
        events.import_file(
            store,
            file,
            layout,
            source="ucdp-ged",
            release="1",
            tell=lambda step, share=None: told.append((step, share)),
        )
    assert list(dict.fromkeys(step for step, _ in told)) == ["reading", "validating", "adding"]
    shares = [share for _, share in told if share is not None]
    assert shares
    assert all(0 <= share <= 1 for share in shares)
