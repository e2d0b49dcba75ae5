"""Signs that a page shows as nothing, written out from the Unicode standard and not taken from what is tested."""

from __future__ import annotations

import unicodedata

DEFAULT_IGNORABLE = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
    *((0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
"""Default_Ignorable_Code_Point in DerivedCoreProperties.txt (Unicode 16), first and last of each range."""
VARIATION_SELECTORS = ((0x180B, 0x180D), (0x180F, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
"""Variation_Selector in PropList.txt (Unicode 16)."""


def _signs(ranges: tuple[tuple[int, int], ...]) -> frozenset[str]:
    return frozenset(chr(number) for first, last in ranges for number in range(first, last + 1))


JOINERS = frozenset("\u200c\u200d")
KEPT = JOINERS | frozenset("\u200e\u200f\u061c")
"""Joiners and marks of direction that scripts need."""
PRINTED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Signs that Unicode files under formats and that are nonetheless printed, as the Arabic number sign."""
SELECTORS = _signs(VARIATION_SELECTORS)
"""Read in texts, not in ids."""
FORMATS = frozenset(chr(number) for number in range(0x110000) if unicodedata.category(chr(number)) == "Cf")
HIDDEN = (FORMATS | _signs(DEFAULT_IGNORABLE)) - KEPT - PRINTED - SELECTORS
"""Read nowhere."""
