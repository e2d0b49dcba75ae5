"""The keys of a dossier that belong to other rooms, with who reads them: the command line wires the two together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodoffices.dossier import RoomReader

__all__ = ["room_readers", "room_schemas"]


def room_readers() -> dict[str, RoomReader]:
    """Who reads which key of a dossier, for `parse_dossier`."""
    from goodoffices.ceasefire.terms import read_ceasefires
    from goodoffices.stability.peace import read_stability_key

    return {"ceasefires": read_ceasefires, "stability": read_stability_key}


def room_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of those keys, for `dossier_schema`."""
    from goodoffices.ceasefire.terms import terms_schema
    from goodoffices.stability.reading import stability_schema

    return {"ceasefires": terms_schema(), "stability": stability_schema()}
