"""Small files in the columns of UNHCR and IDMC, and where the real ones are."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data" / "peace"
EXAMPLE = ROOT / "examples" / "displacement"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the published files (shared/data/peace) are not here")

KEYS = "year,coo_name,coo,coo_iso,coa_name,coa,coa_iso"
POPULATION = f"{KEYS},refugees,asylum_seekers,returned_refugees,idps,returned_idps,stateless,ooc,oip,hst\n"
FLOWS = f"{KEYS},refugees,asylum_seekers,refugee_like,oip\n"
IDMC = f"{KEYS},total\n"


def line(year, origin, asylum, *counts):
    """A row; the codes of UNHCR are of its own making, as the real ones are."""
    return (
        ",".join(map(str, (year, origin, f"U{origin[:2]}", origin, asylum, f"U{asylum[:2]}", asylum, *counts))) + "\n"
    )


population = POPULATION + "".join(
    (
        line(2015, "SYR", "TUR", 100, 10, 5, 0, 0, 0, 0, "", 0),
        line(2015, "SYR", "AUT", 20, 3, 0, 0, 0, 0, 0, "", 0),
        line(2015, "SYR", "SYR", 0, 0, 0, 3333, 44, 0, 0, "", 900),
        line(2015, "IRQ", "SYR", 7, 1, 0, 0, 0, 0, 0, "", 0),
        line(2016, "SYR", "TUR", 150, 12, 6, 0, 0, 0, 0, "", 0),
        line(2016, "SYR", "SYR", 0, 0, 0, 0, 50, 0, 0, "", 900),
    )
)
flows = FLOWS + line(2015, "SYR", "TUR", 60, "", "", "") + line(2015, "SYR", "AUT", "NA", 4, "", "")
idmc = IDMC + line(2015, "SYR", "SYR", 5000) + line(2016, "SYR", "SYR", 6000)
