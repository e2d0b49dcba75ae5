"""What is worth knowing about a valid dossier: no error, but something its writer may want to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from goodoffices.dossier import keys
from goodoffices.dossier.model import Dossier, Judgement, Tree
from goodoffices.dossier.nodes import BOM, Branch, Row, Scalar, compose
from goodoffices.dossier.numbers import write_estimate
from goodoffices.errors import Problem, Where

__all__ = ["count_unattributed", "remarks_on"]


def remarks_on(dossier: Dossier, text: str = "", file: str = "") -> tuple[Problem, ...]:
    """The remarks, most general first. With the text of its file, old spellings are remarked upon with their line."""
    return (
        *_missing(dossier),
        *_scales(dossier),
        *_issues(dossier),
        *_sources(dossier),
        *_spellings(text, file),
    )


def count_unattributed(dossier: Dossier) -> tuple[int, int]:
    """How many judgements have neither a source nor an author, and how many judgements there are: fallbacks,
    preferences, linkages and interactions. Where the dossier says at its top whose they are, each has an author."""
    judgements = list(_judgements(dossier))
    return sum(not (j.source or j.by or dossier.by) for j in judgements), len(judgements)


def _judgements(dossier: Dossier) -> Iterable[Judgement]:
    yield from (party.judgement for party in dossier.parties if party.fallback is not None)
    yield from (p.judgement for issue in dossier.issues for p in issue.preferences)
    yield from (linkage.judgement for linkage in dossier.linkages)
    yield from (interaction.judgement for interaction in dossier.interactions)


def _missing(dossier: Dossier) -> Iterable[Problem]:
    if dossier.as_of is None:
        yield _remark("no `as_of`", "Say which day's state it describes.", "as_of")
    if not dossier.caution:
        yield _remark("no `caution`", "Say whose judgement it is and how far it may be trusted.", "caution")
    if not dossier.sources:
        yield _remark("no `sources`", "List what the dossier rests on.", "sources")
    bare, total = count_unattributed(dossier)
    if bare:
        what = f"{bare} of {total} judgements name neither source nor author"
        yield _remark(
            what,
            "Write `by:` at the top for all, or `{prefer: …, source: S1, by: analyst}` where it matters most.",
            "by",
        )


def _scales(dossier: Dossier) -> Iterable[Problem]:
    for party in dossier.parties:
        if party.fallback is not None and 0 < party.fallback.high <= 1:
            what = f"the fallback of {party.id} is {write_estimate(party.fallback)} on a scale of 0 to 100"
            yield _remark(what, "A share of 0.3 is written 30.", f"parties.{party.id}.fallback")
    for number, linkage in enumerate(dossier.linkages, 1):
        issues = {clause.issue for clause in (*linkage.when, *linkage.then)}
        if len(issues) == 1:
            what = f"the linkage `{linkage.text}` is about one issue only"
            yield _remark(what, "It can only close options for all; is another issue meant?", f"linkages.{number}")


def _issues(dossier: Dossier) -> Iterable[Problem]:
    deciding = {party.id for party in dossier.parties if party.role.decides}
    for issue in dossier.issues:
        views = [p for p in issue.preferences if p.party in deciding]
        if all(p.is_silent for p in issue.preferences):
            yield _remark(
                f"all parties are silent on {issue.id}", "It makes no difference to any result.", f"issues.{issue.id}"
            )
        red = Counter(option for p in views for option in p.red_lines)
        for option in issue.options:
            if views and red[option.id] == len(deciding):
                what = f"option {option.id} of {issue.id} is a red line for every deciding party"
                yield _remark(what, "No package can hold it.", f"issues.{issue.id}.options.{option.id}")


def _sources(dossier: Dossier) -> Iterable[Problem]:
    carried = [
        *_judgements(dossier),
        *(p.judgement for p in dossier.excluded),
        *(t.judgement for t in dossier.texts),
        *(r.judgement for r in dossier.rounds),
    ]
    used = {name for judgement in carried for name in judgement.source.split(", ") if name}
    used |= set(_sources_in(dossier.reserved))
    unused = [source.id for source in dossier.sources if source.id not in used]
    if unused:
        what = f"{len(unused)} of {len(dossier.sources)} sources are named nowhere: {', '.join(unused[:10])}"
        yield _remark(what + (" …" if len(unused) > 10 else ""), "Name them where they are used.", "sources")  # noqa: PLR2004


def _sources_in(tree: Tree) -> Iterable[str]:
    """The sources that a part of the file names which another room reads."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            if key == "source" and isinstance(value, str):
                yield from (name.strip() for name in value.split(","))
            yield from _sources_in(value)
    elif isinstance(tree, tuple):
        for item in tree:
            yield from _sources_in(item)


def _spellings(text: str, file: str) -> Iterable[Problem]:
    if not text:
        return
    root, _ = compose(text.removeprefix(BOM), file)
    for key, node in root.entries:
        for row in node.items if key.text == "sources" and isinstance(node, Row) else ():
            for name in (name for name, _ in row.entries) if isinstance(row, Branch) else ():
                yield from _old_spelling(name, file)


def _old_spelling(name: Scalar, file: str) -> Iterable[Problem]:
    if new := keys.SOURCE_SPELLINGS.get(name.text):
        where = Where(file, name.line, name.column, "sources")
        yield Problem(f"`{name.text}` is an older spelling", where, f"Write `{new}`.")


def _remark(what: str, remedy: str = "", key: str = "") -> Problem:
    return Problem(what, Where(key=key), remedy)
