"""The picture of docs/benchmarks.md: time against packages, a panel for each number of parties."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from benchmarks.settlement_frontier import MADE_UP, Row
from benchmarks.wording import seconds
from goodoffices.brief import picture_svg
from goodoffices.values import Picture, palette, specification

PROGRAMS = {"negmas": "negmas", "numpy": "numpy + paretoset", "ours": "Good Offices"}
COLOURS = {"negmas": palette.VERMILION, "numpy": palette.GREEN, "ours": palette.BLUE}
PACKAGES = "{1000: '1k', 10000: '10k', 100000: '100k', 1000000: '1M'}[datum.value]"
TICKS = {0.0001: "0.1 ms", 0.001: "1 ms", 0.01: "10 ms", 0.1: "0.1 s", 1: "1 s", 10: "10 s", 100: "100 s"}


def drawing(rows: Sequence[Row]) -> str:
    """The picture of the made-up cases among `rows`, as SVG."""
    values = [
        {"parties": row.parties, "packages": row.packages, "program": name, "seconds": took.seconds}
        for row in rows
        if row.name == MADE_UP
        for key, name in PROGRAMS.items()
        if (took := getattr(row, key)) is not None and took.seconds is not None
    ]
    names = list(PROGRAMS.values())
    ticks = ", ".join(f"{second}: '{words}'" for second, words in TICKS.items())
    chart = (
        alt.Chart(alt.Data(values=values), width=112, height=210)
        .mark_line(point={"size": 42})
        .encode(
            x=alt.X("packages:Q", title="Packages")
            .scale(type="log", domain=[700, 1_500_000], nice=False)
            .axis(values=[10**power for power in (3, 4, 5, 6)], labelExpr=PACKAGES),
            y=alt.Y("seconds:Q", title="Time")
            .scale(type="log", domain=[1e-4, 100], nice=False)
            .axis(values=list(TICKS), labelExpr=f"{{{ticks}}}[datum.value]"),
            color=alt.Color("program:N", title=None)
            .scale(domain=names, range=list(COLOURS.values()))
            .legend(orient="top"),
            shape=alt.Shape("program:N", title=None).scale(domain=names),
        )
        .facet(
            column=alt.Column("parties:O", title=None).header(
                labelExpr="datum.value + ' parties'", labelFontWeight="bold"
            ),
            spacing=14,
        )
    )
    return picture_svg(Picture("benchmarks", "", alternative(rows), specification(chart)))


def alternative(rows: Sequence[Row]) -> str:
    """What the picture shows, in words, with the times of its right ends."""
    made_up = [row for row in rows if row.name == MADE_UP]
    ends = [row for row in made_up if row.packages == max(one.packages for one in made_up)]
    said = []
    for key, name in PROGRAMS.items():
        known = [took.seconds for row in ends if (took := getattr(row, key)) and took.seconds is not None]
        if known:
            said.append(f"{name} {seconds(min(known))} to {seconds(max(known))}")
    few, many = min(row.parties for row in made_up), max(row.parties for row in made_up)
    return (
        f"Time against the number of packages, both on logarithmic scales, in panels for {few} to {many} parties. "
        f"At {ends[0].packages:,} packages: {'; '.join(said)}."
    )
