"""Texts in the cells of a table that a spreadsheet may open: none of them is taken for a formula.

A text that a spreadsheet would calculate is written behind an apostrophe, as spreadsheets themselves do, and read
without it. A plain number calculates nothing and stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ESCAPED", "FORMULA", "NUMBER", "escaped", "unescaped"]

_SIGNS: Final = "[=+@\\t\\r\\n\uff1d\uff0b\uff0d\uff20-]"
"""Signs with which a formula begins; the wide ones too, which some spreadsheets read as the others."""
FORMULA: Final = f"^'*{_SIGNS}"
"""A pattern (of RE2 too) for what is written behind one apostrophe more, but for a plain number."""
ESCAPED: Final = f"^'('*{_SIGNS})"
"""A pattern (of RE2 too) for what was."""
NUMBER: Final = "[+-]?[0-9]+([.][0-9]+)?"
"""A pattern (of RE2 too) for a whole cell that is a plain number."""


def escaped(text: str) -> str:
    """The cell that holds a text."""
    return f"'{text}" if re.match(FORMULA, text) and not re.fullmatch(NUMBER, text) else text


def unescaped(cell: str) -> str:
    """The text that a cell holds: `unescaped(escaped(text)) == text`."""
    return cell[1:] if re.match(ESCAPED, cell) else cell
