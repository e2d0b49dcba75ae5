"""New terms to write into: valid as they stand, their comments teach the grammar and offer ready clauses."""

from __future__ import annotations

import textwrap
import tomllib
from importlib.resources import files

from goodoffices.ceasefire.terms.acts import VOCABULARY
from goodoffices.ceasefire.terms.loading import parse_terms
from goodoffices.dossier import write_tree

__all__ = ["new_terms", "ready_clauses"]

_BEGIN = """\
# The terms of a ceasefire. All values are text; no quotes are needed unless a text holds `: ` or ` #`.
# Write `unknown` where something is not known. Check the file at any time: goodoffices ceasefire check FILE

ceasefires:
  # A short name: letters, digits, - _ .
  {id}:
    {title}

    # A day with its hour and zone, as 2031-04-01 06:00 +02:00 or … Asia/Damascus. Without an hour, what happened on the
    # first day is unclear. The end is a day with its hour, `open` (agreed without an end) or `unknown`.
    start: unknown
    end: unknown

    # Where: {{country: SYR}}, or names as the source of events writes them, {{admin1: [Idlib Governorate]}}, or areas
    # of a GeoJSON beside this file, {{file: areas.geojson, codes: [SY07]}}. `words` keeps what the agreement says.
    area: unknown

    # Who is bound, and the names under which sources of events know each.
    parties:
      a: {{name: First party, actors: unknown}}
      b: {{name: Second party, actors: unknown}}
    # Dyads of the source whose events are between those bound, by name or id.
    # dyads: ["11973"]

    # What is prohibited. The words:
{acts}
    # Own words say what they mean: {{act: night-flight, means: any flight after dark, kinds: [overflight]}}
    prohibited: unknown

    # What is left out: {{groups: [Name of a group], area: {{admin2: [A district]}}, self_defence: yes}}, or `none`.
    exceptions: unknown

    # Who monitors, who verifies what happened, who attributes (finds who was responsible), who guarantees; names of
    # offices, never of persons.
    monitors: unknown
    verified_by: unknown
    attributed_by: unknown
    guarantors: unknown

    # What follows a verified incident, first to last: [{{step: hot line, by: liaison officers, within: 1 hour}}]
    ladder: unknown

    # Incidents a day, as a share of those in the days before the start: up to `holding` it holds, and so on; above
    # `eroding` it has collapsed. These numbers are a proposal of Good Offices. Agree them with the parties beforehand.
    verdicts: {{before: 28, holding: 0.5, strained: 0.75, eroding: 1, agreed: no}}

    # Who sees a report first, whether together, and hours before anybody else.
    release: {{first: [a, b], together: yes, embargo_hours: unknown}}

    # The agreement's own words by clause. Clauses to start from, in our words; take the mark # away to use one.
    says:
{clauses}"""


def ready_clauses() -> dict[str, tuple[tuple[str, str], ...]]:
    """Clauses to start from: by what they settle, each with its reason."""
    text = files("goodoffices.ceasefire.terms").joinpath("clauses.toml").read_text(encoding="utf-8")
    return {key: tuple((one["text"], one["why"]) for one in found) for key, found in tomllib.loads(text).items()}


def new_terms(name: str, title: str) -> str:
    """The text of a file with one ceasefire to fill in. Raises DossierError where the id or the title is none."""
    acts = "\n".join(f"    #   {word:<20} {meaning.means}" for word, meaning in VOCABULARY.items())
    # A title may hold `: ` or begin with a sign; the writer knows when it needs quotes.
    line = write_tree({"title": " ".join(title.split())}).strip()
    text = _BEGIN.format(id=name, title=line, acts=acts, clauses=_commented())
    parse_terms(text)
    return text


def _commented() -> str:
    lines = []
    for key, found in ready_clauses().items():
        for text, why in found:
            lines += textwrap.wrap(f"Why: {why}.", 108, initial_indent="      # ", subsequent_indent="      #   ")
            lines.append(f"      # {key}: >-")
            lines += textwrap.wrap(text, 108, initial_indent="      #   ", subsequent_indent="      #   ")
    return "\n".join(lines) + "\n"
