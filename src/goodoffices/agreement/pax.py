"""Rows in the columns of the PA-X Peace Agreements Database, version 6 (Bell & Badanjak 2019, JPR 56(3)).

What is not known is left empty: an empty cell is no 0, which there means that an agreement does not mention something.
The codes are for coders to give (`read_codes`); nothing here reads a text for them. Columns of ours follow the 267.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

from goodoffices.agreement.bundle import Bundle
from goodoffices.agreement.faults import unbound
from goodoffices.agreement.model import Agreement
from goodoffices.agreement.verifying import verify
from goodoffices.dossier import Dossier, Part, Reading, branch_parts, nearest, open_tree, quoted
from goodoffices.errors import AgreementError, DossierError
from goodoffices.values import Period, escaped

__all__ = ["OURS", "Codes", "agreement_row", "dossier_rows", "pax_columns", "read_codes", "written"]

OURS: Final = ("GO_Kind", "GO_Id", "GO_Date", "GO_Place", "GO_Host", "GO_Came", "GO_Source", "GO_Unverified", "GO_Hash")
"""Columns of ours: what kind of row (agreement, text, round), its id, the date as the source gives it, and so on."""
_SIGNED: Final = "Multiparty signed/agreed"
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "Status": (_SIGNED, "Unilateral document", "Status unclear", "Agreement with subsequent status"),
    "Stage": ("Pre", "SubPar", "Cea", "Imp", "SubComp", "Ren", "Oth"),
    "Agtp": ("Inter", "InterIntra", "Intra", "IntraLocal"),
    "Contp": ("Government", "Territory", "Government/territory", "Inter-group", "Other"),
    "Interim": ("Yes", "No"),
}
_MANY: Final = 2
_DIGITS: Final = ("0", "1", "2", "3")

Codes = Mapping[str, Mapping[str, str]]
"""What a coder says: the codes of each row by its id."""
Row = dict[str, str]


@cache
def pax_columns() -> tuple[str, ...]:
    """The 267 columns of version 6 in their order."""
    return tuple(resources.files("goodoffices.agreement").joinpath("pax_columns.txt").read_text("utf-8").split())


def read_codes(text: str, file: str = "") -> Codes:
    """The codes of a file: under the id of each row, column and value. Raises AgreementError with all its problems."""
    try:
        top, problems = open_tree(text, file)
        reading = Reading(problems)
        found = {name: _codes(reading, entry) for name, entry in branch_parts(top).items()}
        problems.raise_any()
    except DossierError as error:
        raise AgreementError(*error.problems) from error
    return found


def agreement_row(bundle: Bundle) -> Row:
    """The row of an agreement: what its file knows.

    `Status` is told only where every party has signed; persons are named nowhere.
    """
    agreement = bundle.agreement
    holding = [each.signature for each in verify(bundle).signatures if each.holds]
    parties = [each for each in agreement.signatories if each.role == "party"]
    others = [each for each in agreement.signatories if each.role != "party"]
    language = "en" if "en" in agreement.languages else agreement.languages[0]
    all_signed = all(not unbound(each, holding) for each in parties)
    return {
        "Agt": agreement.title[language],
        "Dat": agreement.adopted,
        "Status": _SIGNED if len(parties) >= _MANY and all_signed else "",
        "N_characters": str(_characters(agreement)) if "en" in agreement.languages else "",
        "Part": "; ".join(each.name[language] for each in parties),
        "ThrdPart": "; ".join(f"{each.name[language]} ({each.role})" for each in others),
        "GO_Kind": "agreement",
        "GO_Id": agreement.id,
        "GO_Date": agreement.adopted,
        "GO_Place": agreement.place[language],
        "GO_Hash": bundle.hash,
    }


def dossier_rows(dossier: Dossier) -> tuple[Row, ...]:
    """The rows of the texts on record and of the rounds of a dossier, in the order of the file."""
    return (*_text_rows(dossier), *_round_rows(dossier))


def written(rows: Iterable[Row], codes: Codes | None = None) -> str:
    """The table as CSV. A code of a coder stands in place of what is told here.

    Raises AgreementError for codes of a row that is not here.
    """
    told, columns = list(rows), (*pax_columns(), *OURS)
    ids = [row["GO_Id"] for row in told]
    if strangers := [name for name in codes or {} if name not in ids]:
        what = f"there is no row {quoted(strangers[0])} for these codes"
        raise AgreementError.of(what, remedy=nearest(strangers[0], ids, "The rows"))
    out = io.StringIO()
    table = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    table.writeheader()
    for row in told:
        whole = {**row, **(codes or {}).get(row["GO_Id"], {})}
        table.writerow({column: escaped(value) for column, value in whole.items()})
    return out.getvalue()


def _text_rows(dossier: Dossier) -> Iterable[Row]:
    for text in dossier.texts:
        parties, others = _sides(dossier, text.signed)
        yield {
            "Agt": text.title,
            "Dat": _day(text.date),
            "Status": _SIGNED if len(text.signed) >= _MANY else "",
            "Part": parties,
            "ThrdPart": others,
            "GO_Kind": "text",
            "GO_Id": text.id,
            "GO_Date": str(text.date or ""),
            "GO_Source": _sources(dossier, text.judgement.source),
            "GO_Unverified": text.unverified,
            "GO_Hash": dossier.hash,
        }


def _round_rows(dossier: Dossier) -> Iterable[Row]:
    for number, held in enumerate(dossier.rounds, 1):
        parties, others = _sides(dossier, held.came)
        yield {
            "Agt": held.title,
            "Dat": _day(held.date),
            "Part": parties,
            "ThrdPart": others,
            "GO_Kind": "round",
            "GO_Id": f"round-{number}",
            "GO_Date": str(held.date),
            "GO_Place": held.place,
            "GO_Host": held.host,
            "GO_Came": "; ".join(held.came),
            "GO_Source": _sources(dossier, held.judgement.source),
            "GO_Unverified": held.unverified,
            "GO_Hash": dossier.hash,
        }


def _sides(dossier: Dossier, named: Sequence[str]) -> tuple[str, str]:
    """Who is a party to the conflict, and who is a third (guarantors and observers), as far as the dossier knows them
    by id or by name. Nobody else is put on a side."""
    known = {word: party for party in dossier.parties for word in (party.id.casefold(), party.name.casefold())}
    found = [known[name.casefold()] for name in named if name.casefold() in known]
    first = [party.name for party in found if party.role == "principal"]
    third = [party.name for party in found if party.role != "principal"]
    return "; ".join(dict.fromkeys(first)), "; ".join(dict.fromkeys(third))


def _sources(dossier: Dossier, ids: str) -> str:
    told = {source.id: source.what for source in dossier.sources}
    return "; ".join(told.get(name.strip(), name.strip()) for name in ids.split(",") if name.strip())


def _day(date: Period | None) -> str:
    return date.first.isoformat() if date and date.first == date.last else ""


def _characters(agreement: Agreement) -> int:
    texts = [agreement.title["en"], *agreement.preamble.get("en", ()), agreement.closing.get("en", "")]
    for article in agreement.articles:
        texts += [article.heading["en"], *article.text["en"]]
    return sum(len(text) for text in texts)


def _codes(reading: Reading, entry: Part) -> dict[str, str]:
    columns = pax_columns()
    coded = columns[columns.index("Interim") + 1 :]
    found: dict[str, str] = {}
    for column, part in reading.branch(entry, "columns with their codes, as `Stage: Cea`").items():
        value = reading.plain(part)
        allowed = _DIGITS if column in coded else _WORDS.get(column, ())
        if column not in columns:
            reading.problems.add(part, f"{quoted(column)} is no column", nearest(column, columns), at_key=True)
        elif value and allowed and value not in allowed:
            remedy = f"Write one of {', '.join(allowed)}; leave it out where it is not known."
            reading.problems.add(part, f"{quoted(value)} is no code of {column}", remedy)
        found[column] = value
    return found
