"""The section of docs/benchmarks.md on the web application: no figure in it is typed by hand."""

from __future__ import annotations

import sqlite3
from importlib.metadata import version
from pathlib import Path
from string import Template

from benchmarks import machine, talks_load, talks_world
from benchmarks.clock import tell
from benchmarks.talks_load import Load, Page
from benchmarks.talks_streams import CHANGES
from benchmarks.wording import digits, seconds, table

DOCS = Path(__file__).parents[1] / "docs" / "benchmarks.md"
TEMPLATE = Path(__file__).with_name("talks.md.in")
LIBRARIES = ("goodoffices", "django", "uvicorn", "locust")
POLL, MOST = 0.7, 6  # as in goodoffices.talks.live, which needs Django to be read


def section(found: Load) -> str:
    """The section, in Markdown, from its heading on."""
    today = machine.today()
    everything = found.everything
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        day=f"{today.day} {today:%B %Y}",
        machine=machine.machine(used="all"),
        versions=", ".join([*(f"{name} {version(name)}" for name in LIBRARIES), f"SQLite {sqlite3.sqlite_version}"]),
        waiting=f"{found.waiting:.1f}",
        tables=talks_world.TABLES,
        seats=talks_load.USERS // talks_world.TABLES,
        notes=talks_world.NOTES,
        comments=talks_world.COMMENTS,
        users=talks_load.USERS,
        **dict(zip(("from", "to"), talks_load.THINKS, strict=True)),
        measured=talks_load.MEASURED,
        ramp=talks_load.RAMP,
        rate=digits(everything.count / found.seconds),
        stream_rate=digits(found.streams.count / found.seconds),
        failed=_failed(everything.failures + found.streams.failures),
        busy=f"{100 * found.busy:.0f} %",
        memory=f"{found.memory / 1e6:.0f}",
        table=_table(found),
        poll=POLL,
        changes=CHANGES,
        heard=table(
            ("Streams", "Median", "Longest"),
            [(str(one.streams), seconds(one.usual), seconds(one.worst)) for one in found.heard],
        ),
        most=MOST,
    )


def with_section(whole: str, new: str) -> str:
    """The page with its section on the web application replaced by a new one; the rest stays as it is."""
    heading = new.partition("\n")[0]
    before, found, after = whole.partition(f"{heading}\n")
    if not found:
        raise ValueError(f"there is no section `{heading}` on the page")
    _old, _next, rest = after.partition("\n## ")
    return f"{before}{new.rstrip()}\n" + (f"\n## {rest}" if _next else "")


def _failed(many: int) -> str:
    return "None failed." if many == 0 else f"**{many} failed.**"


def _table(found: Load) -> str:
    rows = [found.everything, *found.pages, found.streams]
    return table(("Request", "Answers", "Median", "95 %", "99 %", "Failed"), [_row(row) for row in rows], left=1)


def _row(page: Page) -> tuple[str, ...]:
    times = [seconds(max(1, page.within(share)) / 1000) for share in (0.5, 0.95, 0.99)]
    return (page.name, f"{page.count:,}", *times, str(page.failures))


def main() -> None:
    """Measure the web application and write its section of the page."""
    text = section(talks_load.run())
    DOCS.write_text(with_section(DOCS.read_text(encoding="utf-8"), text), encoding="utf-8")
    print(text)
    tell("Written: the section on the web application in docs/benchmarks.md")


if __name__ == "__main__":
    main()
