"""The robustness table: what survives which shock, and who would then break the agreement."""

from __future__ import annotations

from goodoffices.stability.peace.study import PeaceStudy
from goodoffices.stability.peace.words import by_how_much, change_in_words, in_words, numbered
from goodoffices.stability.shocks import Fate, Shaken
from goodoffices.stability.solve import CALLED
from goodoffices.values import Block, Cell, Column, Definitions, Note, Paragraph, Section, Table, plural, series

__all__ = ["shock_section"]


def shock_section(study: PeaceStudy) -> Section:
    """One row for each shock; a column for the agreement and each equilibrium of the model as it is."""
    found = study.robustness
    assert found is not None  # noqa: S101 - asked for
    heading = "What survives which shock"
    if len(found.rows) == 1:
        return Section("shocks", heading, (Note("The file names no shock. Write them under `shocks:`."),))
    columns = [
        Column("Shock"),
        *(Column(_column(study, pattern)) for pattern in found.states),
        Column("New equilibria"),
    ]
    rows = tuple(_row(study, row) for row in found.rows)
    blocks: list[Block] = [Note(_finding(study), "finding")]
    told = (
        f"Stable means stable for all by {CALLED[found.concept]} in the model so changed. The table says what could "
        f"last after "
        "the shock, not whether the shock will come or how they would get there."
    )
    blocks += [
        Table("Whether each state is stable, and who would break it", tuple(columns), rows),
        Paragraph(told),
        *_broken(study),
        _states(study),
        _shocks(study),
    ]
    return Section("shocks", heading, tuple(blocks))


def _column(study: PeaceStudy, pattern: str) -> str:
    state = study.case.space.find(pattern)
    name = numbered(state) if state is not None else pattern
    return f"Agreement ({name})" if pattern == study.case.model.agreement else name.capitalize()


def _row(study: PeaceStudy, row: Shaken) -> tuple[Cell, ...]:
    found = study.robustness
    assert found is not None  # noqa: S101 - asked for
    name = row.shock.called if row.shock else "As it is"
    if row.given is None:
        return Cell(name), *(Cell(row.refused, "bad") for _ in found.states[:1]), *(Cell("") for _ in found.states)
    cells = [_fate(row, fate) for fate in row.fates]
    new = Cell(plural(len(row.new), "state") if row.new else "none")
    return Cell(name), *cells, new


def _fate(row: Shaken, fate: Fate) -> Cell:
    assert row.given is not None  # noqa: S101 - looked at before
    if fate.now is None:
        return Cell("no longer possible", "bad")
    if not fate.spoilers:
        return Cell("stable", "good")
    names = {maker.id: maker.called for maker in row.given.case.model.makers}
    return Cell(f"broken by {series([names[name] for name, _ in fate.spoilers])}", "bad")


def _finding(study: PeaceStudy) -> str:
    found = study.robustness
    assert found is not None  # noqa: S101 - asked for
    agreement = study.case.model.agreement
    shocks = found.rows[1:]
    if agreement in found.states:
        at = found.states.index(agreement)
        broken = [row.shock.called for row in shocks if row.shock and (not row.fates or _gone(row.fates[at]))]
        if _gone(found.rows[0].fates[at]):
            return "The agreement is not stable even without a shock."
        if not broken:
            return f"The agreement is stable under each of the {plural(len(shocks), 'shock')}."
        return (
            f"The agreement survives {len(shocks) - len(broken)} of {plural(len(shocks), 'shock')}; not: "
            f"{'; '.join(broken)}."
        )
    lasting = [p for n, p in enumerate(found.states) if not any(not r.fates or _gone(r.fates[n]) for r in shocks)]
    return f"{plural(len(lasting), 'equilibrium', 'equilibria')} of {len(found.states)} survive every shock."


def _gone(fate: Fate) -> bool:
    return fate.now is None or bool(fate.spoilers)


def _broken(study: PeaceStudy) -> list[Block]:
    """Who would break the agreement (or the first of the states) after each shock, and how."""
    found = study.robustness
    assert found is not None  # noqa: S101 - asked for
    agreement = study.case.model.agreement
    at = found.states.index(agreement) if agreement in found.states else 0
    items: list[tuple[str, str]] = []
    for row in found.rows[1:]:
        if row.given is None or not row.fates or row.shock is None:
            continue
        case, worths = row.given.case, row.given.worths
        for name, tempted in row.fates[at].spoilers:
            maker = case.graph.makers.index(name)
            does = change_in_words(case, tempted.move.start, tempted.move.to)
            gain = by_how_much(worths, case, maker, tempted.move.gain)
            items.append((row.shock.called, f"{case.model.makers[maker].called} {does}, and gains {gain} by it."))
    return [Definitions(tuple(items))] if items else []


def _states(study: PeaceStudy) -> Definitions:
    found = study.robustness
    assert found is not None  # noqa: S101 - asked for
    return Definitions(tuple((_column(study, pattern), in_words(study.case, pattern)) for pattern in found.states))


def _shocks(study: PeaceStudy) -> Table:
    found = study.robustness
    assert found is not None  # noqa: S101 - asked for
    rows = []
    for shock in (row.shock for row in found.rows if row.shock):
        judgement = shock.judgement
        by = judgement.by or study.provenance.by or "not said"
        rows.append((Cell(shock.called), Cell(judgement.note), Cell(by), Cell(judgement.source)))
    columns = (Column("Shock"), Column("Note"), Column("Whose judgement"), Column("Source"))
    return Table("The shocks, and whose judgement they are", columns, tuple(rows))
