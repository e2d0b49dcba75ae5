"""A brief of ordinary size, made up: two parties and a guarantor, twelve questions, three pictures."""

from __future__ import annotations

from goodoffices.brief import Brief
from goodoffices.values import (
    Cell,
    Column,
    Definitions,
    Listing,
    Note,
    Paragraph,
    Picture,
    Provenance,
    Section,
    Table,
)

PARTIES = ("Government", "Northern Coalition", "Guarantor A", "Guarantor B")
ISSUES = (
    "Area of the ceasefire",
    "Hour of its beginning",
    "Who monitors it",
    "Access for humanitarian convoys",
    "Release of detained persons",
    "Return of displaced families",
    "Status of local councils",
    "Foreign forces and their bases",
    "Heavy weapons near the line of contact",
    "Airspace",
    "Calendar of further rounds",
    "Publication of the agreed text",
)
CAUTION = (
    "The preferences are an analyst's illustration written after the fact. They are nobody's statement, and agreement "
    "with the signed texts proves nothing about prediction."
)


def heat_map() -> Picture:
    values = [
        {"issue": issue, "party": party, "weight": (3 * i + 5 * j) % 11}
        for i, issue in enumerate(ISSUES)
        for j, party in enumerate(PARTIES)
    ]
    spec = {
        "data": {"values": values},
        "width": 360,
        "height": {"step": 26},
        "encoding": {
            "y": {"field": "issue", "type": "nominal", "sort": None, "title": None},
            "x": {"field": "party", "type": "nominal", "sort": None, "title": None, "axis": {"orient": "top"}},
        },
        "layer": [
            {"mark": "rect", "encoding": {"color": {"field": "weight", "type": "quantitative", "title": "Weight"}}},
            {
                "mark": "text",
                "encoding": {
                    "text": {"field": "weight", "type": "quantitative"},
                    "color": {"condition": {"test": "datum.weight > 5", "value": "white"}, "value": "#1a1a1a"},
                },
            },
        ],
    }
    return Picture(
        "what-matters", "How much each question matters to each party.", "A heat map of weights from 0 to 10.", spec
    )


def frontier() -> Picture:
    values = [
        {"x": 5 + i * 0.4, "y": 60 - (i * i) ** 0.5 * 0.5 + (i * 7 % 13), "kind": kind}
        for i in range(120)
        for kind in (("Frontier",) if i % 40 else ("Text on record", "Candidate"))
    ]
    encoding = {
        "x": {"field": "x", "type": "quantitative", "title": "Government: gain (points)"},
        "y": {"field": "y", "type": "quantitative", "title": "Northern Coalition: gain (points)"},
        "color": {"field": "kind", "title": None},
        "shape": {"field": "kind", "title": None},
    }
    spec = {"data": {"values": values}, "mark": {"type": "point", "clip": True}, "encoding": encoding}
    return Picture(
        "frontier", "What all could accept.", "A scatter plot: the more one gains, the less the other.", spec
    )


def timeline() -> Picture:
    values = [{"date": f"2017-{month:02d}-01", "what": f"Round {month}"} for month in range(1, 7)]
    spec = {
        "data": {"values": values},
        "width": 640,
        "height": 60,
        "encoding": {"x": {"field": "date", "type": "temporal", "title": None}},
        "layer": [
            {"mark": {"type": "point", "size": 90}},
            {"mark": {"type": "text", "dy": -16}, "encoding": {"text": {"field": "what"}}},
        ],
    }
    return Picture("timeline", "Rounds of talks.", "Six rounds, one in each month from January to June 2017.", spec)


def gains() -> Table:
    columns = (Column("Question"), Column("Settled by"), *(Column(party, numeric=True) for party in PARTIES))
    rows = []
    for i, issue in enumerate(ISSUES):
        cells = [Cell(issue), Cell(("the whole territory", "named zones only", "the joint commission")[i % 3])]
        for j in range(len(PARTIES)):
            gain = (i * 5 + j * 7) % 17 - 6
            tone = "good" if gain > 3 else "bad" if gain < -3 else "quiet" if gain == 0 else ""
            title = f"{gain:+d} points of 100, by the analyst's reading" if gain else ""
            cells.append(Cell(f"{gain:+.1f}".replace("-", "−"), tone, title))
        rows.append(tuple(cells))
    return Table("Clause by clause: who gains and who gives, in points.", columns, tuple(rows))


def wide_table() -> Table:
    columns = (Column("Text"), *(Column(f"Party {n}", numeric=True) for n in range(1, 11)))
    rows = tuple((Cell(f"Text {t}"), *(Cell(f"{(t * n) % 97 / 2:.1f}") for n in range(1, 11))) for t in range(1, 5))
    return Table("Texts on record and what each is worth to ten parties.", columns, rows)


def sections() -> tuple[Section, ...]:
    table = Section(
        "table",
        "What is at the table",
        (
            Note("Of 10,368,000 packages, 191,246 are acceptable to all five. The answer is yes.", "finding"),
            Paragraph(
                "Five parties meet on twelve questions. Two must accept, two must accept or abstain, one is heard. "
                "Each question is settled by one of its options; a package settles them all."
            ),
            Listing(("A principal must accept.", "A guarantor must accept or abstain.", "An observer never blocks.")),
            timeline(),
        ),
        (Section("who", "Who is at the table", (Paragraph("Four names, and one who is absent."),)),),
    )
    zone = Section(
        "zone",
        "What all could accept",
        (
            Note("Every number rests on the weights in the dossier. " * 4, "caution"),
            heat_map(),
            frontier(),
            gains(),
            wide_table(),
            Note("Packages were counted exactly, without listing them.", "method"),
        ),
    )
    sources = Section(
        "sources",
        "Sources and judgements",
        (
            Definitions(
                (
                    ("S1", "Joint statement, 24 January 2017 (https://example.org/statements/2017/(final).html)."),
                    ("S2", "Record of the talks. Not verified: the hour of signature. " * 3),
                    ("S3", "Совместное заявление; بيان مشترك"),
                )
            ),
        ),
    )
    return table, zone, sources


def sample_brief(title: str = "A ceasefire and what must stand beside it") -> Brief:
    provenance = Provenance(
        method="Exact count and Pareto frontier of all packages, central model",
        inputs=(("dossier", "sha256:" + "5a" * 32),),
        version="0.1.0",
        parameters=(("frontier limit", "20,000 packages"),),
        seed=2017,
        as_of="2017-05-03",
        caution=CAUTION,
    )
    return Brief(title, "Four parties, twelve questions, one table", sections(), provenance)
