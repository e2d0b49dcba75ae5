"""The keys of a dossier that belong to other rooms, with who reads them: the command line wires the two together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodoffices.dossier import Part, Reading, RoomReader

__all__ = ["room_readers", "room_schemas"]


def room_readers() -> dict[str, RoomReader]:
    """Who reads which key of a dossier, for `parse_dossier`."""
    from goodoffices.ceasefire.terms import read_ceasefires

    def read_hosts(reading: Reading, part: Part) -> object:
        from goodoffices import hosting  # loads numpy, which few dossiers need

        return hosting.read_hosts(reading, part)

    def read_stability(reading: Reading, part: Part) -> object:
        from goodoffices.stability.peace import read_stability_key  # so does this

        return read_stability_key(reading, part)

    return {"ceasefires": read_ceasefires, "hosts": read_hosts, "stability": read_stability}


def room_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of those keys, for `dossier_schema`."""
    from goodoffices.ceasefire.terms import terms_schema
    from goodoffices.hosting import hosts_schema
    from goodoffices.stability.reading import stability_schema

    return {"ceasefires": terms_schema(), "hosts": hosts_schema(), "stability": stability_schema()}
