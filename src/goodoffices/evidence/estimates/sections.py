"""What a person reads of an estimate: the verdict first, all methods in one picture, then each method."""

from __future__ import annotations

from goodoffices.evidence.estimates.picture import estimates_picture
from goodoffices.evidence.estimates.result import Averaged, Estimates, Figure, Latent, LogLinear, Model
from goodoffices.evidence.estimates.verdict import figures_of, spoken_figure
from goodoffices.values import Block, Cell, Column, Listing, Note, Paragraph, Section, Table, count, plural, series

__all__ = ["estimates_sections"]

EXISTENCE = {
    "exists": "exists",
    "boundary": "the number exists, some parameters are infinite",
    "none": "does not exist",
}
CAUTION = (
    "These figures take for granted that the same person was recognised on every list, that nobody stands on a list "
    "wrongly, and that everybody counted could have come onto some list. Missed matches push every figure up, and no "
    "method here can see them."
)


def estimates_sections(found: Estimates) -> tuple[Section, ...]:
    """The sections in the order in which they are read; what the table holds is an annex."""
    sections = (
        _verdict(found),
        _log_linear(found.log_linear),
        _averaged(found.averaged),
        _latent(found.latent),
        _method(found),
        _lists(found),
    )
    return tuple(section for section in sections if section is not None)


def _verdict(found: Estimates) -> Section:
    counts, verdict = found.table, found.verdict
    blocks: list[Block] = [Note(verdict.words, "finding"), Note(CAUTION)]
    known = f"{count(counts.seen)} people are on at least one of {plural(len(counts.lists), 'list')}; "
    blocks.append(Paragraph(known + _reach(found)))
    if picture := estimates_picture(found):
        blocks.append(picture)
    blocks += [_methods(found)] if figures_of(found.log_linear, found.averaged, found.latent, found.two_lists) else []
    if remarks := (*found.left_out, *counts.notes):
        blocks.append(Listing(remarks))
    return Section("estimates", "How many in all", tuple(blocks))


def _reach(found: Estimates) -> str:
    span = found.verdict.span
    if span is None:
        return "no method says how many are on none."
    if span[1] is None:
        return f"the methods' intervals begin at {count(round(span[0]))} and have no upper end."
    return f"the methods' intervals together reach from {count(round(span[0]))} to {count(round(span[1]))} in all."


def _methods(found: Estimates) -> Table:
    figures = figures_of(found.log_linear, found.averaged, found.latent, found.two_lists)
    rows = [(Cell(f"{name[0].upper()}{name[1:]}"), *_ends(figure)) for name, figure in figures.items()]
    columns = (Column("Method"), Column("Total", numeric=True), Column("95% interval", numeric=True))
    return Table("What each method says by itself", columns, tuple(rows))


def _ends(figure: Figure | None) -> tuple[Cell, Cell]:
    if figure is None:
        return Cell("none", "bad"), Cell("")
    total, interval = spoken_figure(figure).removesuffix(")").split(" (")
    return Cell(total), Cell(interval)


def _log_linear(found: LogLinear | None) -> Section | None:
    if found is None:
        return None
    kind = "every hierarchical model" if found.complete else "models of pairs, met in steps from independence"
    told = (
        f"{plural(found.fitted, 'model was', 'models were')} fitted: {kind}. {_without(found.without)} A bracket holds "
        "lists that depend on each other. Models within 2 of the lowest BIC fit as well as the best."
    )
    columns = (
        Column("Model"),
        Column("Above the best BIC", numeric=True),
        Column("Total", numeric=True),
        Column("95% interval", numeric=True),
        Column("Deviance (degrees of freedom)", numeric=True),
        Column("Estimate"),
    )
    base = found.best.bic if found.best else found.models[0].bic
    table = Table("The foremost models by BIC", columns, tuple(_model_row(model, base) for model in found.models))
    return Section("log-linear", "Log-linear models", (Paragraph(told), table))


def _without(many: int) -> str:
    if not many:
        return "All of them have an estimate."
    return f"For {count(many)} of them no estimate exists."


def _model_row(model: Model, base: float) -> tuple[Cell, ...]:
    tone = "bad" if model.existence == "none" else ""
    return (
        Cell(model.name),
        Cell(f"{model.bic - base:.2f}".replace("-", "−")),
        *_ends(model.figure),
        Cell(f"{model.deviance:.1f} ({model.freedom})"),
        Cell(EXISTENCE[model.existence], tone),  # type: ignore[arg-type]
    )


def _averaged(found: Averaged | None) -> Section | None:
    if found is None:
        return None
    told = (
        f"{count(found.many)} decomposable graphs, each weighted by how well it explains the table: "
        f"{spoken_figure(found.figure)}, the median and 95% of the posterior. Before any data, each pattern counts as "
        f"{found.delta:g} of a person, and a total N is as likely as 1/N."
    )
    columns = (
        Column("Graph, by its cliques"),
        Column("Probability", numeric=True),
        Column("Median alone", numeric=True),
    )
    rows = tuple(
        (Cell(graph.name), Cell(f"{graph.probability:.3f}"), Cell(count(round(graph.median)))) for graph in found.graphs
    )
    return Section("graphs", "Decomposable graphs", (Paragraph(told), Table("The most probable graphs", columns, rows)))


def _latent(found: Latent | None) -> Section | None:
    if found is None:
        return None
    agree = "The chains agree" if found.agree else "The chains do not agree"
    told = (
        f"{agree}: R-hat {_told(found.rhat, 3)}, effective sample size {_told(found.bulk)} in the middle and "
        f"{_told(found.tail)} in the tails, after {count(found.sweeps)} sweeps of each chain, the first half left out. "
        "(They agree when R-hat is at most 1.01 and both sizes are at least 400.) All chains together: "
        f"{spoken_figure(found.figure)}."
    )
    if not found.agree:
        told += " That is no estimate while they disagree: more sweeps (--sweeps) may bring them together or not."
    columns = (Column("Chain"), Column("Median", numeric=True), Column("95% interval", numeric=True))
    rows = tuple(
        (Cell(f"{place}"), *_ends(Figure(chain.median, chain.low, chain.high)))
        for place, chain in enumerate(found.chains, 1)
    )
    table = Table("Each chain alone, from a start of its own", columns, rows)
    return Section("latent", "Latent classes", (Paragraph(told), table))


def _told(value: float | None, digits: int = 0) -> str:
    return "that cannot be told" if value is None else f"{value:,.{digits}f}"


def _method(found: Estimates) -> Section:
    made = found.provenance
    settings = "; ".join(f"{name}: {value}" for name, value in made.parameters)
    settings = f" {settings[0].upper()}{settings[1:]}." if settings else ""
    seed = "" if made.seed is None else f" Seed {made.seed}."
    inputs = "; ".join(f"{what} {digest}" for what, digest in made.inputs)
    told = f"{made.method}.{settings}{seed} Inputs: {inputs}. Version {made.version}."
    return Section("estimates-method", "How it was made", (Note(told, "method"),))


def _lists(found: Estimates) -> Section:
    """Totals of lists and of their pairs: no pattern, which in a small table could be one person's."""
    counts = found.table
    places = range(len(counts.lists))
    columns = (Column("List"), Column("People", numeric=True), Column("On this list alone", numeric=True))
    alone = [counts.counts.get(1 << place, 0) for place in places]
    rows = tuple((Cell(counts.lists[p]), Cell(count(counts.on(p))), Cell(count(alone[p]))) for p in places)
    most = sorted(((counts.on(a, b), a, b) for a in places for b in places if a < b), reverse=True)
    shared = series(f"{counts.lists[a]} and {counts.lists[b]} {count(many)}" for many, a, b in most[:6])
    none = sum(not many for many, _, _ in most)
    told = f"Most people shared: {shared}."
    told += f" {plural(none, 'pair of lists shares', 'pairs of lists share')} nobody." if none else ""
    return Section("lists", "The lists", (Table("Lists and their people", columns, rows), Paragraph(told)), annex=True)
