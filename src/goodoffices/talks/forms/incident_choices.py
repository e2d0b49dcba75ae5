"""The kinds of incidents as choices: the vocabulary of prohibited acts, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

__all__ = ["KINDS", "OTHER", "kind_in_words"]

OTHER = "other"
KINDS = {
    "attack": _("any use of armed force"),
    "ground-attack": _("fighting on the ground"),
    "shelling": _("shelling, rockets or missiles"),
    "air-strike": _("attack from aircraft or drones"),
    "explosive-device": _("mine, improvised device, grenade"),
    "chemical-weapon": _("use of a chemical weapon"),
    "sniping": _("aimed fire by single shooters"),
    "taking-ground": _("seizing ground that another party held"),
    "attack-on-civilians": _("attack on civilians"),
    "abduction": _("abduction, enforced disappearance"),
    "arrest": _("arrest or detention for the conflict"),
    "looting": _("looting, destruction of property"),
    "movement": _("moving forces or arms, new positions"),
    "hindering-aid": _("hindering humanitarian relief"),
    "siege": _("cutting off a place from food, medicine or movement"),
    "overflight": _("military flight without an attack"),
    "provocation": _("threats, hostile propaganda, fire that hits nothing"),
    OTHER: _("something else, told in words"),
}
"""By the word that a ledger and an event bear."""


def kind_in_words(kind: str) -> str:
    """A kind in the reader's language."""
    return str(KINDS.get(kind, kind))
