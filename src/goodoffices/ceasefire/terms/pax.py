"""The PA-X Peace Agreements Database (Bell & Badanjak 2019, Journal of Peace Research 56(3)) as terms to complete.

Agreements of the stage `Cea`, and others that are coded to contain a ceasefire (`Ce`). Who signed is left out: the
column names persons. Its date is that of the document, and not the day from which a ceasefire holds.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import Final

from goodoffices.ceasefire.terms.model import Terms
from goodoffices.ceasefire.terms.tables import Imported, chosen_rows, rows_of
from goodoffices.dossier import Judgement

__all__ = ["import_pax"]

_NAME: Final = "PA-X Peace Agreements Database"
_NEEDED: Final = ("Con", "AgtId", "Agt", "Dat", "Status", "Agtp", "Stage", "StageSub", "Loc1ISO", "Ce", "CeProv")
_CODES: Final = ("Agtp", "Stage", "StageSub", "Ce", "CeProv")
_FORMS: Final = ("%Y-%m-%d", "%d/%m/%Y")


def import_pax(path: str | os.PathLike[str], country: str) -> Imported:
    """The ceasefires of a country, by name (`Con`) or ISO code (`Loc1ISO`), in the order of the file.

    Raises FileError, and EvidenceError where it is another file or has nothing of the country.
    """
    rows = chosen_rows(rows_of(path, _NEEDED, _NAME), country, ("Con", "Loc1ISO"), path)
    kept = [row for row in rows if row["Stage"] == "Cea" or row["Ce"] not in ("", "0")]
    return Imported(tuple(_terms(row) for row in kept), min((row["Con"] for row in rows), key=len), None, len(rows))


def _terms(row: dict[str, str]) -> Terms:
    day = _day(row["Dat"])
    dated = f"The document is dated {day.isoformat()}" if day else "The date of the document is not known"
    codes = "; ".join(f"{code} {row[code] or 'empty'}" for code in _CODES)
    note = f"{dated}; status: {row['Status'] or 'not told'}. Codes as in its codebook: {codes}."
    return Terms(
        id=f"pax-{row['AgtId']}",
        title=" ".join(row["Agt"].split()) or "Untitled",
        unverified="Read from a data set. The text was not seen. Who signed is left out: the column names persons.",
        judgement=Judgement(by=f"{_NAME}, AgtId {row['AgtId']}", note=note),
    )


def _day(text: str) -> dt.date | None:
    for form in _FORMS:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None
