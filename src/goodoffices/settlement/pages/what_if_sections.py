"""What changes when the file says otherwise, on one screen."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.dossier import Dossier
from goodoffices.settlement.candidates import RULES
from goodoffices.settlement.pages.caution import caution_note
from goodoffices.settlement.pages.count_words import acceptable_words
from goodoffices.settlement.pages.stamp import named_by_hash, rounding_words
from goodoffices.settlement.pages.text_sections import NOISE
from goodoffices.settlement.pages.what_if_blockers import blocked_section, blocked_words
from goodoffices.settlement.result import Solution
from goodoffices.settlement.trades import Difference, Moved, RuleMoved, TextMoved
from goodoffices.values import (
    Block,
    Cell,
    Column,
    Listing,
    Note,
    Paragraph,
    Section,
    Table,
    count,
    series,
    signed,
)

__all__ = ["what_if_sections"]


def what_if_sections(dossier: Dossier, difference: Difference) -> tuple[Section, ...]:
    """What was supposed and the answer; how many packages; each rule's package; the texts on record.

    `dossier` is the case as its file stands.
    """
    supposed = Listing(tuple(_edit(edit.key, edit.before, edit.after) for edit in difference.edits))
    blocks: list[Block] = [supposed] if difference.edits else []
    blocks += [
        Note(_finding(dossier, difference), "finding"),
        caution_note(dossier),
        Paragraph(f"{named_by_hash(dossier)}. The middle of every interval is used, before and after."),
        *rounding_words(difference.before, difference.after),
        _counts(difference),
    ]
    sections = [Section("what-if", f"What if: {dossier.title}", tuple(blocks))]
    if difference.is_none:
        return tuple(sections)
    sections += blocked_section(difference)
    if any(rule.before or rule.after for rule in difference.rules):
        sections.append(Section("rules", "The packages of the rules", _rules(dossier, difference)))
    if difference.texts:
        sections.append(Section("texts", "Texts on record", (_texts(dossier, difference),)))
    return tuple(sections)


def _edit(key: str, before: str, after: str) -> str:
    if after == "dropped":
        return f"{key}: dropped ({before})"
    if before == after:
        return f"{key}: is {after} already"
    return f"{key}: {before} → {after}" if before else f"{key}: now {after}"


def _finding(dossier: Dossier, difference: Difference) -> str:
    if difference.is_none:
        same = "Nothing that is compared here changes: not the counts, not the frontier, no rule's package, no text"
        return f"{same}, and not what blocks." if difference.blocked_after else f"{same}."
    old, new = difference.before.packages, difference.after.packages
    words = [f"Acceptable packages: {acceptable_words(old)} before, {acceptable_words(new)} after."]
    moved = [rule for rule in difference.rules if rule.changed and not rule.still_chosen]
    kept = [rule for rule in difference.rules if rule.before and rule.after and rule not in moved]
    if moved:
        words.append(f"Another package is chosen by {_series(moved)}.")
    if kept:
        words.append(f"The same package is chosen by {_series(kept)}.")
    words += filter(None, [_nothing(difference), blocked_words(difference)])
    titles = {text.id: text.title for text in dossier.texts}
    for text in difference.texts:
        was, is_now = text.acceptable
        if was is not is_now:
            verdict = "All could accept" if is_now else "No longer could all accept"
            words.append(f"{verdict} “{titles.get(text.id) or text.id}”.")
    return " ".join(words)


def _nothing(difference: Difference) -> str:
    """Where no package is acceptable, or none is known, and what the rules choose now that one is."""
    missing = [
        all(chosen is None for chosen in side)
        for side in (
            [rule.before for rule in difference.rules],
            [rule.after for rule in difference.rules],
        )
    ]
    sides = [(difference.before, "before"), (difference.after, "after")]
    proved = all(
        settlement.packages.acceptable_bounds[1] == 0
        for (settlement, _), is_missing in zip(sides, missing, strict=True)
        if is_missing
    )
    what = "no package is acceptable to all" if proved else "the rules' packages are not known"
    if all(missing):
        return f"{what[0].upper()}{what[1:]}, before or after."
    if missing[1]:
        return f"Now {what}."
    if missing[0]:
        was = "no package was acceptable to all" if proved else "the rules' packages were not known"
        chosen = {tuple(rule.after.outcome.package.items()) for rule in difference.rules if rule.after}
        now = "now all four rules choose one package" if len(chosen) == 1 else "now the rules choose those below"
        return f"Before, {was}; {now}."
    return ""


def _series(rules: list[RuleMoved]) -> str:
    return "all four rules" if len(rules) == len(RULES) else series(RULES[rule.rule][0] for rule in rules)


def _counts(difference: Difference) -> Table:
    rows = [
        ("Allowed packages", difference.allowed),
        ("Acceptable packages", difference.acceptable),
        ("Packages on the frontier", difference.frontier),
    ]
    told = [(Cell(name), *_whole(moved)) for name, moved in rows]
    told += [(Cell(f"Most for {party}"), *_points(moved)) for party, moved in difference.ideal.items()]
    columns = (Column(""), *(Column(name, numeric=True) for name in ("Before", "After", "Difference")))
    return Table("Counts; the most an acceptable package is worth to each party, in points", columns, tuple(told))


def _whole(moved: Moved) -> tuple[Cell, ...]:
    before, after, difference = moved.before, moved.after, moved.difference
    shown = [Cell("not known" if value is None else count(int(value))) for value in (before, after)]
    change = "–" if difference is None else ("+" if difference > 0 else "") + count(int(difference))
    return (*shown, Cell(change))


def _points(moved: Moved) -> tuple[Cell, ...]:
    # Its difference has one decimal, so it has too.
    shown = [Cell("–" if value is None else f"{value:.1f}") for value in (moved.before, moved.after)]
    return (*shown, _signed(moved.difference))


def _signed(value: float | None) -> Cell:
    if value is None:
        return Cell("–")
    shown = signed(value)
    return Cell(shown, tone="bad" if value < -NOISE and shown != "0.0" else "")


def _rules(dossier: Dossier, difference: Difference) -> tuple[Block, ...]:
    blocks: list[Block] = [Listing(_stories(difference))]
    known = [rule for rule in difference.rules if rule.before or rule.after]
    if known:
        columns = (Column("Party"), *(Column(RULES[rule.rule][0], numeric=True) for rule in known))
        rows = tuple(
            (
                Cell(party.id if party.role.decides else f"{party.id} (o)"),
                *(_gain(rule.gain, party.id) for rule in known),
            )
            for party in dossier.parties
        )
        blocks.append(Table("Gains over fallback before → after, in points of 100", columns, rows))
        if difference.before.fallback != difference.after.fallback:
            blocks.append(Paragraph("A fallback moved: a gain moves with it even where the package stays."))
    return tuple(blocks)


def _gain(gain: Mapping[str, Moved], party: str) -> Cell:
    moved = gain.get(party)
    if moved is None:
        return Cell("–")
    before, after = ("none" if value is None else signed(value) for value in (moved.before, moved.after))
    bad = moved.difference is not None and moved.difference < -NOISE
    return Cell(before if before == after else f"{before} → {after}", tone="bad" if bad and before != after else "")


def _stories(difference: Difference) -> tuple[str, ...]:
    """What becomes of each rule's package; rules of which the same is to be told stand together."""
    told: dict[str, list[RuleMoved]] = {}
    for rule in difference.rules:
        told.setdefault(_moved(rule), []).append(rule)
    return tuple(f"{_series(rules)}: {words}" for words, rules in told.items())


def _clauses(solution: Solution) -> str:
    return "; ".join(f"{issue}: {option}" for issue, option in solution.outcome.package.items())


def _moved(rule: RuleMoved) -> str:
    if rule.after is None:
        return f"no package now. Before: {_clauses(rule.before)}." if rule.before else "no package before, none after."
    if rule.before is None:
        return f"no package before. Now: {_clauses(rule.after)}."
    if not rule.changed:
        return "the same package."
    old, new = rule.before.outcome.package, rule.after.outcome.package
    words = "; ".join(f"{issue}: {old[issue]} → {new[issue]}" for issue in rule.changed)
    if rule.still_chosen:
        return f"the package before is still among its choices, which stand equal. First in file order: {words}."
    unsure = " Whether the package before stands equal is not known." if rule.still_chosen is None else ""
    return f"{words}.{unsure}"


def _texts(dossier: Dossier, difference: Difference) -> Table:
    columns = [Column("Text"), *(Column(p.id, numeric=True) for p in dossier.parties if _known(difference, p.id))]
    rows = [
        (
            Cell(text.title, title=text.id),
            *(_gain(text.gain, p.id) for p in dossier.parties if _known(difference, p.id)),
            Cell(_verdict(text)),
            Cell(_better(text.better_for_all)),
        )
        for text in difference.texts
    ]
    columns += [Column("All could accept"), Column("Better for all", numeric=True)]
    return Table("Gains of whole texts before → after, in points of 100", tuple(columns), tuple(rows))


def _known(difference: Difference, party: str) -> bool:
    return party in difference.before.fallback or party in difference.after.fallback


def _verdict(text: TextMoved) -> str:
    before, after = ("yes" if could else "no" for could in text.acceptable)
    return before if before == after else f"{before} → {after}"


def _better(moved: Moved) -> str:
    before, after = ("–" if value is None else count(int(value)) for value in (moved.before, moved.after))
    return before if before == after else f"{before} → {after}"
