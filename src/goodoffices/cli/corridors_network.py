"""The roads that a command is given: a file that was imported, or one to import now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from goodoffices.corridors.roads import Roads, Shapes

__all__ = ["read_network"]


def read_network(file: str, classes: str | None, say: Callable[[str], None]) -> tuple[Roads, Shapes]:
    """The roads and their shapes. Raises UserError, and UsageError for a table of classes that comes too late."""
    from goodoffices.corridors import roads

    if file.lower().endswith(tuple(roads.FORMATS)):
        return roads.import_roads(file, roads.read_classes(classes), advance=say)
    if classes:
        raise click.UsageError(f"{file} was imported with a table of classes. Give --classes when importing.")
    return roads.read_roads(file), roads.read_shapes(file)
