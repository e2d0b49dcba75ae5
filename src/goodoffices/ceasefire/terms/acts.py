"""The vocabulary of prohibited acts, and which events of which source show each of them.

Kinds are those of the store of events (UCDP GED's types of violence, ACLED's event types), subkinds ACLED's sub-event
types (ACLED Codebook, since 2019). UCDP does not tell finer than its type: there a finer act can only be unclear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.ceasefire.terms.model import Act

__all__ = ["KINDS", "VOCABULARY", "Word", "act_shown"]

_FIGHTING = ("state-based", "non-state", "battle", "explosion")
_ON_CIVILIANS = ("one-sided", "violence-against-civilians")

KINDS: Final = frozenset({*_FIGHTING, *_ON_CIVILIANS, "protest", "riot", "strategic-development"})
"""Every kind that an importer of events writes of itself."""


@dataclass(frozen=True)
class Word:
    """An act: every event of one of `kinds`, or of one of `subkinds`, shows it. An event of a kind in `may` that is not
    told more finely may be one. `includes` are narrower words."""

    means: str
    kinds: tuple[str, ...] = ()
    subkinds: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()


_NARROWER = (
    "ground-attack",
    "shelling",
    "air-strike",
    "explosive-device",
    "chemical-weapon",
    "taking-ground",
    "sniping",
)

VOCABULARY: Final[dict[str, Word]] = {
    "attack": Word("any use of armed force by one party against another", _FIGHTING, includes=_NARROWER),
    "ground-attack": Word("fighting on the ground", subkinds=("Armed clash",), may=_FIGHTING[:3]),
    "shelling": Word("fire of artillery, mortars, rockets or missiles",
                     subkinds=("Shelling/artillery/missile attack",), may=_FIGHTING),
    "air-strike": Word("attacks from aircraft or drones", subkinds=("Air/drone strike",), may=_FIGHTING),
    "explosive-device": Word("mines, improvised devices, suicide attacks, grenades",
                             subkinds=("Remote explosive/landmine/IED", "Suicide bomb", "Grenade"), may=_FIGHTING),
    "chemical-weapon": Word("use of a chemical weapon",
                            subkinds=("Chemical weapon",), may=(*_FIGHTING, *_ON_CIVILIANS)),
    "sniping": Word("aimed fire by single shooters", may=(*_FIGHTING, *_ON_CIVILIANS)),
    "taking-ground": Word("seizing ground that another party held",
                          subkinds=("Government regains territory", "Non-state actor overtakes territory"),
                          may=_FIGHTING[:3]),
    "attack-on-civilians": Word("attacks on civilians", _ON_CIVILIANS),
    "abduction": Word("abduction, enforced disappearance", subkinds=("Abduction/forced disappearance",),
                      may=_ON_CIVILIANS[1:]),
    "arrest": Word("arrest or detention for the conflict", subkinds=("Arrests",), may=("strategic-development",)),
    "looting": Word("looting, destruction of property", subkinds=("Looting/property destruction",),
                    may=("strategic-development",)),
    "movement": Word("moving forces or arms, new positions", subkinds=("Headquarters or base established",),
                     may=("strategic-development",)),
    "hindering-aid": Word("hindering humanitarian relief or those who bring it"),
    "siege": Word("cutting off a place from food, medicine or movement"),
    "overflight": Word("flights of military aircraft or drones without an attack"),
    "provocation": Word("hostile propaganda, threats, fire that hits nothing"),
}  # fmt: skip
"""Acts without kinds are seen by monitors and by no source of events."""


def act_shown(kind: str, subkind: str | None, acts: Sequence[Act] | None) -> tuple[str, str]:
    """`inside`, `outside` or `unclear`, and why: whether an event of this kind is a prohibited act."""
    if acts is None:
        return "unclear", "it is not known which acts are prohibited"
    told, finer = kind.strip().casefold(), (subkind or "").strip().casefold()
    spoken = f"{kind}, {subkind}" if subkind else kind
    for act in acts:
        if told in _words_of(act) or finer in _subkinds_of(act):
            return "inside", f"{spoken}: prohibited as {act.word}"
    may = [act.word for act in acts if not finer and told in _may_of(act)]
    if may:
        return "unclear", f"{kind} may be {' or '.join(may)}: its source does not tell more finely"
    if told not in KINDS and told not in VOCABULARY:
        return "unclear", f"`{kind}` is no kind that the terms or the vocabulary know"
    return "outside", f"{spoken}: not among the prohibited acts"


def _words_of(act: Act) -> set[str]:
    """Kinds that are this act, among them its own word."""
    word = VOCABULARY.get(act.word)
    known = (*word.kinds, *word.includes) if word else ()
    return {text.casefold() for text in (act.word, *act.kinds, *known)}


def _subkinds_of(act: Act) -> set[str]:
    word = VOCABULARY.get(act.word)
    narrower = [VOCABULARY[name].subkinds for name in word.includes] if word else []
    known = (*(word.subkinds if word else ()), *(text for found in narrower for text in found))
    return {text.casefold() for text in (*act.subkinds, *known)}


def _may_of(act: Act) -> tuple[str, ...]:
    word = VOCABULARY.get(act.word)
    return word.may if word else ()
