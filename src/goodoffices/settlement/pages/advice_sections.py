"""What a mediator reads of advice under doubt: a proposal that survives it, and what to ask next."""

from __future__ import annotations

from goodoffices.dossier import Dossier
from goodoffices.settlement.pages.advice_words import (
    ask_words,
    clauses_apart,
    heading,
    headline,
    joint_words,
    numbers,
    proposal_words,
    regret_words,
    scale_words,
    shown,
    spared,
    worth_words,
)
from goodoffices.settlement.pages.uncertain_words import looseness
from goodoffices.settlement.uncertain.advice import Advice
from goodoffices.settlement.uncertain.pool import POOL_FRONTIER, POOL_NASH
from goodoffices.settlement.uncertain.questions import ACTIONS, BINS, FOLDS, Question
from goodoffices.settlement.uncertain.robust import MARGIN
from goodoffices.settlement.uncertain.search import PAIRED
from goodoffices.values import Block, Cell, Column, Note, Paragraph, Section, Table, count, plural

__all__ = ["TOP", "advice_sections", "advice_summary"]

TOP = 5
"""Questions on the terminal."""

FEW = 3
"""Questions in the body of a page."""

LISTED = 15
"""Questions in the annex."""


def advice_sections(dossier: Dossier, advice: Advice | None) -> tuple[Section, ...]:
    """The robust proposal beside the Nash package, what to ask next, and the annex with the rest and the method.
    Nothing where the file leaves nothing open: there is no doubt to survive."""
    if not looseness(dossier):
        return ()
    if advice is None:
        return (_nothing(),)
    return (
        Section("robust", headline(dossier, advice), tuple(_proposal(dossier, advice, short=False))),
        Section("ask", "What to ask next", tuple(_ask(advice, FEW, short=False))),
        _annex(dossier, advice),
    )


def advice_summary(dossier: Dossier, advice: Advice | None) -> tuple[Section, ...]:
    """The same on one screen, parties and clauses under the dossier's short names."""
    if not looseness(dossier):
        return ()
    if advice is None:
        return (_nothing(),)
    return (
        Section(
            "robust",
            headline(dossier, advice),
            (*_proposal(dossier, advice, short=True), *_standards(dossier, advice, short=True)),
        ),
        Section("ask", "What to ask next", tuple(_ask(advice, TOP, short=True))),
    )


def _nothing() -> Section:
    words = "No package that all could accept was found, and no text on record is allowed: there is nothing to advise."
    return Section("robust", "What to propose", (Note(words, "finding"),))


def _proposal(dossier: Dossier, advice: Advice, *, short: bool) -> list[Block]:
    packages = shown(advice)
    blocks: list[Block] = [Note(proposal_words(dossier, advice), "finding")]
    apart = clauses_apart(dossier, packages, short=short)
    if apart:
        clauses = tuple(Column(heading(one)) for one in packages)
        blocks.append(Table("The clauses in which they differ", (Column("Issue"), *clauses), tuple(apart)))
        blocks += [Paragraph(words) for words in [regret_words(packages)] if words and not short]
    elif len(packages) == 1:
        blocks.append(Paragraph("All standards choose this one package."))
    return blocks


def _standards(dossier: Dossier, advice: Advice, *, short: bool) -> list[Block]:
    """What the draws say of the packages that a standard chose."""
    packages = shown(advice)
    names = {party.id: party.id if short else party.name for party in dossier.parties}
    columns = tuple(Column(heading(one), numeric=True) for one in packages)
    rows = tuple(
        (Cell(f"P · {names[line]}" if line in names else line, title=line), *cells)
        for line, cells in numbers(dossier, packages)
    )
    caption = f"How often each would be accepted (P, of {plural(advice.draws, 'draw')}), and regret in points"
    return [Table(caption, (Column("What the draws say"), *columns), rows), Paragraph(joint_words())]


def _ask(advice: Advice, most: int, *, short: bool) -> list[Block]:
    """The most telling questions, then how many there are and what their worth means."""
    blocks: list[Block] = []
    if advice.telling:
        rows = tuple(
            (Cell(one.words), Cell(_now(one, short=short)), Cell(spared(one))) for one in advice.telling[:most]
        )
        columns = (Column("Ask"), Column("The dossier says"), Column("Improves by", numeric=True))
        told = "The most telling question" if len(rows) == 1 else f"The {count(len(rows))} most telling questions"
        blocks.append(Table(told, columns, rows))
    words = ask_words(advice)
    if more := worth_words(advice) if short else scale_words(advice):
        words += f" {more}"
    return [*blocks, Paragraph(words, see="" if short else "advice-details")]


def _annex(dossier: Dossier, advice: Advice) -> Section:
    blocks = (
        *_standards(dossier, advice, short=False),
        *_alternatives(dossier, advice),
        *_questions(dossier, advice),
        *(Paragraph(words) for words in [worth_words(advice)] if words),
        Note(_method(advice), "method"),
    )
    return Section("advice-details", "Robust proposals and questions: details", blocks, annex=True)


def _alternatives(dossier: Dossier, advice: Advice) -> list[Block]:
    robust = advice.by("robust")
    others = [one for one in advice.packages if "alternative" in one.standings]
    if robust is None or not others:
        return []
    packages = [robust, *others]
    names = ["Robust", *(f"Alternative {place}" for place, _ in enumerate(others, 1))]
    people = {party.id: party.name for party in dossier.parties}
    rows = tuple(
        (Cell(f"P · {people[line]}" if line in people else line), *cells) for line, cells in numbers(dossier, packages)
    )
    margin = f"{MARGIN:.2f}"
    words = (
        f"Alternatives are nearly as robust (smallest P within {margin} of the robust proposal's; none of those gives "
        "every party a larger mean gain) and differ from it and from each other in as many clauses as can be."
    )
    columns = tuple(Column(name) for name in names)
    return [
        Paragraph(words),
        Table("Robust proposal and alternatives: what the draws say", (Column("What the draws say"), *columns), rows),
        Table(
            "The clauses in which they differ",
            (Column("Issue"), *columns),
            tuple(clauses_apart(dossier, packages, short=False)),
        ),
    ]


def _questions(dossier: Dossier, advice: Advice) -> list[Block]:
    if not advice.questions:
        return []
    listed = advice.questions[:LISTED]
    rows = tuple(
        (
            Cell(question.words),
            Cell(_now(question, short=False)),
            Cell(spared(question), tone="" if question.matters else "quiet"),
            Cell("yes" if question.matters else "not told from chance", tone="" if question.matters else "quiet"),
            Cell(_change(dossier, question.if_low)),
            Cell(_change(dossier, question.if_high)),
        )
        for question in listed
    )
    caption = f"Questions by what their answer is worth: {count(len(listed))} of {count(len(advice.questions))}"
    columns = (
        Column("Question"),
        Column("The dossier says"),
        Column("Improves by", numeric=True),
        Column("Beyond chance"),
        Column("A low answer: then rather"),
        Column("A high answer: then rather"),
    )
    words = (
        "A low answer is one in the lowest quarter of the draws, a high one in the highest. To a question of what "
        "an option is closer to, low is the second of the two, the worse one; of an order with several inner options "
        "only the most telling is asked about."
    )
    return [Table(caption, columns, rows), Paragraph(words)]


def _now(question: Question, *, short: bool) -> str:
    """What the file says; on a page, where its notation is not known, an order is only called one."""
    return question.now if short or question.kind != "order" else "only the order is known"


def _change(dossier: Dossier, clauses: tuple[tuple[str, str], ...]) -> str:
    labels = {(issue.id, option.id): option.label for issue in dossier.issues for option in issue.options}
    return "; ".join(f"{issue}: {labels[issue, option]}" for issue, option in clauses) or "–"


def _method(advice: Advice) -> str:
    return (
        f"Made from the first {plural(advice.draws, 'draw')} of the preferences that the dossier leaves open; whose "
        "judgements they vary is said under sources, and other intervals or orders there would change the advice. "
        f"Looked at: {count(advice.in_pool)} packages (whole texts, candidates, the {POOL_FRONTIER} frontier packages "
        f"of largest Nash product at most, the {POOL_NASH} most frequent Nash packages of the draws at most), then "
        f"changes of one clause and of two (of the {PAIRED} best single changes at most) until none was better; "
        f"{count(advice.looked_at)} in all. Robust: largest smallest P, then largest mean joint gain. Regret is over "
        "the draws; more draws can find a worse one. A question is worth the mean regret it spares (partial expected "
        f"value of perfect information): the draws in {BINS} equal parts by the answer, the best of {ACTIONS} packages "
        f"at most chosen for each part on {FOLDS - 1} of {FOLDS} folds of the draws and judged on the one left out, so "
        "that the estimate leans low; ±: 95%. Beyond chance: all questions taken together (Bonferroni, 5%). Shares of "
        "the chosen packages lean high, since they were chosen by the same draws."
    )
