"""What would break it, who could, what would stop them: the half page."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.stability.commitment import plain
from goodoffices.stability.peace.paths import path_picture
from goodoffices.stability.peace.study import MakerStand, PeaceStudy
from goodoffices.stability.peace.words import by_how_much, change_in_words, maker_name, numbered, state_in_words, steps
from goodoffices.stability.price import Valued
from goodoffices.stability.solve import Concept
from goodoffices.values import Block, Cell, Column, Definitions, Note, Paragraph, Section, Table, series

__all__ = ["ANNEX", "CAUTION", "asked_about", "half_page", "stand_section", "told"]

HEADING = "What would break it, who could, what would stop them"
ANNEX = "would-hold-annex"
CAUTION = (
    "A model of who can do what and wants what, as somebody judged it. It knows no accident, no mistake and nobody "
    "who is "
    "not in it. Each price is on its maker's own scale; prices of two makers are not compared or added."
)
_SAID = {"content": "stays", "answered": "deterred", "threatened": "deterred by a threat only", "open": "not deterred"}
_TONE = {"content": "good", "answered": "good", "threatened": "bad", "open": "bad"}


def stand_section(study: PeaceStudy, *, pictures: bool = True) -> Section:
    """Every maker at the state: what tempts it, what it would gain, what stops it, what staying would have to bring."""
    case = study.case
    blocks: list[Block] = [Note(_finding(study), "finding")]
    blocks += [Note(case.model.caution)] if case.model.caution else []
    blocks += [Note(CAUTION), Paragraph(f"Asked about: {asked_about(study)}.")]
    blocks.append(
        Definitions(tuple((maker_name(case, stand.maker), told(study.given, stand)) for stand in study.stands))
    )
    blocks.append(_table(study))
    blocks.append(Paragraph(_by_rank(study)))
    if pictures and (picture := path_picture(study)):
        blocks.append(picture)
    return Section("would-break", HEADING, tuple(blocks))


def half_page(study: PeaceStudy) -> Section:
    """The same for a brief: the answer, and a line for each who is tempted."""
    case = study.case
    calm = [maker_name(case, stand.maker) for stand in study.stands if stand.tempted is None]
    blocks: list[Block] = [Note(_finding(study), "finding")]
    blocks += [Note(case.model.caution)] if case.model.caution else []
    blocks.append(Paragraph(f"Asked about: {asked_about(study)}."))
    tempted = [(maker_name(case, stand.maker), told(study.given, stand)) for stand in study.stands if stand.tempted]
    blocks += [Definitions(tuple(tempted))] if tempted else []
    if calm:
        blocks.append(Paragraph(f"Nothing that {series(calm, 'or')} can do alone is better for it."))
    by = f"Judged by {case.model.judgement.by}. " if case.model.judgement.by else ""
    blocks.append(Paragraph(f"{by}A model, no forecast; what it rests on stands in the annex.", see=ANNEX))
    return Section("would-hold", f"{HEADING}: {case.model.title or case.model.id}", tuple(blocks))


def asked_about(study: PeaceStudy) -> str:
    """The state in words."""
    state = study.asked.state
    agreed = " (the agreement)" if study.case.space.pattern(state) == study.case.model.agreement else ""
    return f"{numbered(state)}{agreed}: {state_in_words(study.case, state)}"


_TAKEN: Mapping[Concept, tuple[str, str]] = {
    "nash": ("If nobody answers (Nash),", "nobody can do better alone"),
    "gmr": (
        "If every answer counts, also one that nobody would carry out (GMR),",
        "whoever could do better alone may be answered so that the gain is lost",
    ),
}
"""How a finding begins that is not about credible answers, and why it holds."""


def _finding(study: PeaceStudy) -> str:
    def names(*verdicts: str) -> str:
        return series([maker_name(study.case, stand.maker) for stand in study.stands if stand.verdict in verdicts])

    if study.asked.concept in _TAKEN:
        taken, holds = _TAKEN[study.asked.concept]
        would = series([maker_name(study.case, stand.maker) for stand in study.spoilers])
        return f"{taken} it does not hold: {would} would break it." if would else f"{taken} it holds: {holds}."
    broken, threatened = names("open"), names("threatened")
    if not broken and not threatened:
        if all(stand.verdict == "content" for stand in study.stands):
            return "It holds by itself: nobody can do better alone."
        return f"It holds: what tempts {names('answered')} would be answered by moves that those who answer gain by."
    parts = []
    if broken:
        parts.append(f"{broken} would break it, and nothing that the others would do takes the gain away")
    if threatened:
        parts.append(f"only a threat that nobody would carry out deters {threatened}")
    return f"It does not hold as it is: {'; '.join(parts)}."


def told(given: Valued, stand: MakerStand) -> str:
    """One maker in a sentence or two."""
    case, tempted, worths = given.case, stand.tempted, given.worths
    if tempted is None:
        return "Nothing it can do alone is better for it."
    gain = by_how_much(worths, case, stand.maker, tempted.move.gain)
    does = change_in_words(case, tempted.move.start, tempted.move.to)
    start = f"Would gain {gain} if it {does}"
    if stand.verdict == "answered":
        return f"{start}; deterred, since then {steps(case, tempted.answer)}, and it ends no better off."
    if stand.verdict == "threatened":
        losers = series(dict.fromkeys(maker_name(case, s.maker) for s in tempted.answer if s.gain <= 0))
        needed = by_how_much(worths, case, stand.maker, stand.credible)
        return (
            f"{start}; only this could stop it: {steps(case, tempted.answer)}. But {losers} would not gain by that, "
            f"so it "
            f"is a threat nobody would carry out. Without it, staying would have to be worth {needed} more."
        )
    needed = by_how_much(worths, case, stand.maker, stand.credible)
    if not tempted.answer:
        return f"{start}; no answer takes any of that. Staying would have to be worth {needed} more."
    counted = f"{start}; the hardest answer ({steps(case, tempted.answer)}) still leaves it better off."
    return f"{counted} Staying would have to be worth {needed} more."


def _table(study: PeaceStudy) -> Table:
    columns = (
        Column("Who"),
        Column("Now"),
        Column("If nobody answers", numeric=True),
        Column("With any answer", numeric=True),
        Column("With answers others gain by", numeric=True),
        Column("Unit"),
    )
    rows = []
    for stand in study.stands:
        name = study.case.graph.makers[stand.maker]
        unit = (
            "steps of rank" if name in study.given.worths.by_rank else study.given.worths.units.get(name, "own scale")
        )
        price = (Cell(plain(value)) for value in (stand.unanswered, stand.threat, stand.credible))
        now = Cell(_SAID[stand.verdict], "good" if _TONE[stand.verdict] == "good" else "bad")
        rows.append((Cell(maker_name(study.case, stand.maker)), now, *price, Cell(unit)))
    return Table("The price of peace: what staying would have to be worth more", columns, tuple(rows))


def _by_rank(study: PeaceStudy) -> str:
    ranked = [
        maker_name(study.case, n) for n, m in enumerate(study.case.graph.makers) if m in study.given.worths.by_rank
    ]
    text = (
        "A price of 0 means that the state is stable as it is. A reward of this size for staying is enough, or a "
        "loss of this "
        "size that follows every better move, whatever is answered to it."
    )
    if ranked:
        text += (
            f" The file states no worths for {series(ranked)}: one is one step of rank, which says in what order "
            f"states are "
            "liked and not by how much."
        )
    return text
