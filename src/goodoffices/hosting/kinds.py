"""The files that can be imported, told apart by their columns, and what becomes of a row of each.

UN votes and roll calls (Voeten; packed as `unvotes`), ideal points (Bailey, Strezhnev & Voeten 2017) by session or by
year, ETH/PRIO ceasefires (Clayton et al. 2022), PA-X agreements (Bell & Badanjak 2019), ties between states (Correlates
of War, ATOP), and two tables of one's own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.hosting.keys import TOPICS, WHATS
from goodoffices.hosting.states import is_state, named_in, state_of
from goodoffices.values import Period

__all__ = ["KINDS", "SUBJECT", "Bad", "Kind", "Row", "kind_of"]

Row = Mapping[str, str]
Values = tuple[str | int | float | None, ...]
SUBJECT: Final = re.compile(r"IdealPoint(\w*)")
_NOTHING: Final = ("", "NA", "-1")


class Bad(ValueError):  # noqa: N818 - what is bad, and why
    """A cell that cannot be so: its column, what is wrong, what would be right."""

    def __init__(self, column: str, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.column, self.what, self.remedy = column, what, remedy


@dataclass(frozen=True)
class Kind:
    """A kind of file: the columns it is known by, the table it goes to, what a row becomes (None: it is left out).
    `key` are the places of the values that together stand once; `merged`: a second row of a key says the same."""

    id: str
    what: str
    needed: tuple[str, ...]
    table: str
    read: Callable[[Row], Values | None]
    key: tuple[int, ...] = ()
    merged: bool = False
    subject: str = ""


def kind_of(columns: Sequence[str]) -> Kind | None:
    """Which file has these columns; None for none known."""
    for name in columns:
        if match := SUBJECT.fullmatch(name):
            subject = match[1]
            kind = _sessions(subject)
            return kind if set(kind.needed) <= set(columns) else None
    return next((kind for kind in KINDS if set(kind.needed) <= set(columns)), None)


def _whole(row: Row, column: str, *, unknown: bool = False) -> int | None:
    text = row[column].strip().removesuffix(".0")
    if unknown and text in _NOTHING:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 9):  # noqa: PLR2004 - fits a column
        raise Bad(column, f"`{text[:40]}` is no whole number", "Digits only.")
    return int(text)


def _real(row: Row, column: str) -> float:
    try:
        found = float(row[column])
    except ValueError:
        found = float("nan")
    if not -1e6 < found < 1e6:  # noqa: PLR2004 - neither infinite nor no number
        raise Bad(column, f"`{row[column][:40]}` is no number", "A number with a point, as -0.42.")
    return found


def _state(row: Row, column: str) -> str:
    text = row[column].strip()
    if not is_state(text):
        raise Bad(column, f"`{text[:40]}` is no code of a state", "Three letters as in ISO 3166, as KAZ.")
    return text


def _point(row: Row, time: str, names: tuple[str, str, str, str], kind: str) -> Values:
    point, low, high = (_real(row, name) for name in names[:3])
    if not low <= point <= high:
        raise Bad(names[0], "the ideal point lies outside its 5–95 % interval", "Give the file as it is published.")
    state = _state(row, "iso3c")
    if state == "YAR" and row.get("Countryname", "").startswith("Yemen People"):
        state = "YMD"  # the file of April 2020 gives both Yemens one code
    return (kind, state, _whole(row, time), point, low, high, _whole(row, names[3], unknown=True))


def _sessions(subject: str) -> Kind:
    names = (f"IdealPoint{subject}", f"Q5%{subject}", f"Q95%{subject}", f"NVotes{subject}")
    told = f"ideal points by session{f', {subject} votes alone' if subject else ''}"
    id = f"ideal-points-sessions{f'-{subject.lower()}' if subject else ''}"  # noqa: A001
    needed = ("iso3c", "session", *names)
    return Kind(id, told, needed, "points", lambda row: _point(row, "session", names, id), (1, 2), subject=subject)


def _by_year(row: Row) -> Values:
    names = ("idealpointall", "q5all", "q95all", "nvotesall")
    return _point(row, "year", names, "ideal-points-years")


def _vote(row: Row) -> Values | None:
    state = state_of(row["country_code"], row["country"])
    if not state:
        raise Bad("country_code", f"`{row['country_code'][:20]}` and `{row['country'][:40]}` name no state known here")
    if row["vote"] not in {"Y", "N", "A"}:
        raise Bad("vote", f"`{row['vote'][:20]}` is no vote", "Y (yes), N (no) or A (abstained).")
    return (_whole(row, "rcid"), state, row["vote"])


def _call(row: Row) -> Values:
    try:
        day = dt.date.fromisoformat(row["date"]).isoformat()
    except ValueError:
        raise Bad("date", f"`{row['date'][:40]}` is no date", "Year, month and day, as 2016-12-19.") from None
    name = row["unres"].strip()
    session = _whole(row, "session")
    numbered = re.fullmatch(r"R/(\d+)/(\w+)", name)
    name = f"A/RES/{numbered[1]}/{numbered[2]}" if numbered else name
    title, about = ("" if row[key] == "NA" else " ".join(row[key].split()) for key in ("short", "descr"))
    return (_whole(row, "rcid"), session, day, name, title, about)


def _tie(row: Row) -> Values | None:
    if "NA" in {row["iso1"], row["iso2"]} or not (row["iso1"] and row["iso2"]):
        return None  # the published file has pairs with a state that has no code
    first, second = sorted((_state(row, "iso1"), _state(row, "iso2")))
    columns = ("mids_1990_2014", "defense_pact_2018", "land_border_2016")
    told = (_whole(row, name, unknown=True) for name in columns)
    return (first, second, *told, _whole(row, "shared_igos_2014", unknown=True))


def _date(row: Row, what: str) -> str:
    parts = []
    for part in ("yr", "month", "day"):
        value = row[f"{what}_{part}"].strip()
        if value in {*_NOTHING, "0"}:
            break
        parts.append(value.zfill(2))
    return "-".join(parts)


def _ceasefire(row: Row) -> Values | None:
    named = named_in(row["mediator_send"]) if row["mediator_nego"] == "1" else ()
    if not row["uniq_id"]:
        raise Bad("uniq_id", "the ceasefire has no id")
    return (row["uniq_id"], row["location"], _date(row, "cf_effect"), _date(row, "end"), " ".join(named))


def _agreement(row: Row) -> Values:
    named, places = named_in(row["ThrdPart"]), [code for code in (row["Loc1ISO"], row["Loc2ISO"]) if is_state(code)]
    title = " ".join(row["Agt"].split()) or "Untitled"
    return (row["AgtId"], row["Con"], " ".join(places), row["Dat"], title, row["Stage"], " ".join(named))


def _dated(row: Row) -> str:
    try:
        return Period.parse(row["date"]).text
    except ValueError as error:
        raise Bad("date", str(error).partition(";")[0], "As 2015, 2015-05 or 2015-05-25..2015-05-27.") from None


def _word(row: Row, column: str, known: Sequence[str]) -> str:
    text = row[column].strip().casefold()
    if text not in known:
        raise Bad(column, f"`{text[:40]}` is not a word that is read here", f"One of {', '.join(known)}.")
    return text


def _told(row: Row, column: str) -> str:
    if not (text := " ".join(row[column].split())):
        raise Bad(column, f"`{column}` is empty", "Every row carries it.")
    return text


def _record(row: Row) -> Values:
    what, ended = _word(row, "what", WHATS), " ".join(row["ended"].split())
    parties = " ".join(row["with"].split())
    return (_state(row, "candidate"), _dated(row), what, _told(row, "title"), parties, ended, _told(row, "source"))


def _practical(row: Row) -> Values:
    about = " ".join(row["about"].split())
    topic = _word(row, "topic", TOPICS)
    return (_state(row, "candidate"), topic, about, _told(row, "says"), _dated(row), _told(row, "source"))


KINDS: Final = (
    Kind(
        "un-votes", "votes in the General Assembly", ("rcid", "country", "country_code", "vote"), "votes", _vote, (0, 1)
    ),
    Kind(
        "un-roll-calls",
        "roll calls of the General Assembly",
        ("rcid", "session", "date", "unres", "short", "descr"),
        "calls",
        _call,
        (0,),
    ),
    _sessions(""),
    Kind(
        "ideal-points-years",
        "ideal points by year",
        ("iso3c", "year", "idealpointall", "q5all", "q95all", "nvotesall"),
        "points",
        _by_year,
        (1, 2),
    ),
    Kind(
        "dyad-ties",
        "ties between states",
        ("iso1", "iso2", "mids_1990_2014", "defense_pact_2018", "land_border_2016", "shared_igos_2014"),
        "ties",
        _tie,
        (0, 1),
    ),
    Kind(
        "ceasefires",
        "ETH/PRIO ceasefires",
        (
            *("uniq_id", "location", "mediator_nego", "mediator_send"),
            *(f"{what}_{part}" for what in ("cf_effect", "end") for part in ("yr", "month", "day")),
        ),
        "ceasefires",
        _ceasefire,
        (0,),
        merged=True,
    ),
    Kind(
        "agreements",
        "PA-X agreements",
        ("Con", "AgtId", "Agt", "Dat", "Stage", "ThrdPart", "Loc1ISO", "Loc2ISO"),
        "agreements",
        _agreement,
        (0,),
        merged=True,
    ),
    Kind(
        "practical",
        "practical rows of one's own",
        ("candidate", "topic", "about", "says", "date", "source"),
        "practical",
        _practical,
    ),
    Kind(
        "record",
        "mediations and rounds of one's own",
        ("candidate", "date", "what", "title", "with", "ended", "source"),
        "record",
        _record,
    ),
)
