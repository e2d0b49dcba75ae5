"""Small dossiers that the sections of both rooms are tried on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goodoffices.dossier import Dossier, parse_dossier
from goodoffices.values import Block, Definitions, Listing, Note, Paragraph, Picture, Section, Table

HOSTILE = "<b>Coast</b> & Sons"

COAST = f"""
dossier: coast
title: Port and road
caution: Invented; nobody judged anything.
as_of: 2020-06-01
parties:
  hill: {{name: Hill Council, role: principal, fallback: 20..40}}
  coast: {{name: "{HOSTILE}", role: principal, fallback: 25}}
  bank: {{name: The Lender, role: guarantor, fallback: 10}}
  press: {{name: Press Club, role: observer}}
  gang:
    name: The Gang
    excluded: holds hostages
issues:
  port:
    ask: Who runs the port?
    options: {{hill: the hill, joint: both together, coast: the coast}}
    hill: 6..8  hill > joint >> coast
    coast: 9    coast > joint >> !hill
    bank: 4     joint > coast > hill
    press: 2    hill > joint > !coast
  road:
    ask: When does the road open?
    options: {{now: at once, year: after a year}}
    hill: 5  now > year
    coast: 2 year > now
    bank: 0
    press: 1 now > year
  toll:
    ask: How high is the toll?
    options: {{none: none, low: low, high: high}}
    hill: 3    none:100 low:60..80 high:0
    coast: 4..6  high > low >> none
    bank: 5    high > low > none
    press: 1 none > low > high
linkages: ["road=now requires toll=none,low"]
interactions: [{{party: bank, when: {{port: joint, toll: low}}, worth: 2..4}}]
texts:
  draft: {{title: Draft of the bank, date: 2020-05-02, signed: [bank], package: {{port: joint, road: now, toll: low}}}}
  demand:
    title: Demand of the hill
    date: 2020-04-01..2020-04-03
    unverified: only heard
    package: {{port: hill, road: now, toll: high}}
  part: {{title: Port accord, package: {{port: joint}}}}
rounds:
  - {{title: First round, date: 2019-11, place: Harbour, came: [hill, coast], agreed: [to meet again], source: S1}}
  - {{title: Second round, date: 2020-05-01..2020-05-02, place: Harbour, unverified: day not sure}}
sources:
  - {{id: S1, what: Minutes, reference: "No 1", url: "https://example.org/1", date: 2019-11-30, unverified: not signed}}
"""


def coast() -> Dossier:
    """Two principals, a guarantor, an observer, one excluded; three texts, one of them partial."""
    return parse_dossier(COAST)


def stuck() -> Dossier:
    """The same, where no agreement is worth more than any package to both principals."""
    return parse_dossier(COAST.replace("fallback: 20..40", "fallback: 95").replace("fallback: 25", "fallback: 95"))


def closed() -> Dossier:
    """The same, where every way to run the port crosses somebody's red line."""
    text = COAST.replace("hill > joint >> coast", "hill > !joint >> !coast")
    return parse_dossier(text)


def wide(parties: int, issues: int) -> Dossier:
    """Many parties and issues with long names."""
    people = "\n".join(
        f"  p{n}: {{name: 'The Honourable Delegation of Place {n}', role: principal, fallback: 5}}"
        for n in range(parties)
    )
    lines = []
    for k in range(issues):
        lines.append(f"  i{k}:\n    ask: What is to be done about question {k} of the long agenda of the conference?")
        lines.append("    options: {a: the first way, b: the second way}")
        lines += [f"    p{n}: {1 + (n * 7 + k * 3) % 9} {'a > b' if (n + k) % 2 else 'b > a'}" for n in range(parties)]
    return parse_dossier(f"dossier: wide\ntitle: Wide\nparties:\n{people}\nissues:\n" + "\n".join(lines))


def every_section(sections: Iterable[Section]) -> Iterator[Section]:
    """All sections, those within sections included."""
    for section in sections:
        yield section
        yield from every_section(section.sections)


def blocks(sections: Iterable[Section]) -> list[Block]:
    """All blocks of all sections."""
    return [block for section in every_section(sections) for block in section.blocks]


def words(sections: Iterable[Section]) -> str:
    """All words of the sections, one line for each sentence, item and cell."""
    found: list[str] = []
    for section in every_section(sections):
        found.append(section.heading)
        for block in section.blocks:
            match block:
                case Paragraph() | Note():
                    found.append(block.text)
                case Listing():
                    found += block.items
                case Definitions():
                    found += [f"{term}: {said}" for term, said in block.items]
                case Table():
                    found += [block.caption, *(column.heading for column in block.columns)]
                    found += [cell.text for row in block.rows for cell in row]
                case Picture():
                    found += [block.caption, block.alt]
    return "\n".join(found)


def only(sections: Iterable[Section], anchor: str) -> Section:
    """The section of this anchor."""
    return next(section for section in every_section(sections) if section.anchor == anchor)


def table(section: Section, caption: str) -> Table:
    """The table of a section whose caption begins so."""
    return next(block for block in section.blocks if isinstance(block, Table) and block.caption.startswith(caption))
