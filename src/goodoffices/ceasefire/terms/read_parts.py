"""Single terms: areas, prohibited acts, thresholds, lists of texts, yes or no."""

from __future__ import annotations

from goodoffices.ceasefire.terms import keys
from goodoffices.ceasefire.terms.acts import KINDS, VOCABULARY
from goodoffices.ceasefire.terms.model import Act, Area, Thresholds
from goodoffices.dossier import Part, Reading, nearest, quoted

__all__ = ["is_unknown", "read_acts", "read_area", "read_thresholds", "texts", "whole_number", "yes_or_no"]

_COUNTRY = 3
_SHARES = ("holding", "strained", "eroding")
_MOST_DAYS = 3660


def is_unknown(part: Part) -> bool:
    """Whether the file says that this is not known."""
    return part.text.casefold() == keys.UNKNOWN


def texts(reading: Reading, part: Part) -> tuple[str, ...]:
    """Several texts in a list, or one."""
    if part.text:
        return (part.text,)
    return tuple(text for row in reading.rows(part, "`[one, another]`") if (text := reading.plain(row)))


def yes_or_no(reading: Reading, part: Part | None) -> str:
    """`yes` or `no`; "" where it is absent or unknown."""
    if part is None or part.is_empty or is_unknown(part):
        return ""
    word = part.text.casefold()
    if word not in ("yes", "no"):
        reading.problems.add(part, f"{quoted(part.text)} is neither yes nor no", "Write `yes`, `no` or `unknown`.")
        return ""
    return word


def whole_number(reading: Reading, part: Part | None, low: int, high: int) -> int | None:
    """A whole number within bounds; None where it is absent or unknown."""
    if part is None or part.is_empty or is_unknown(part):
        return None
    text = reading.plain(part)
    if not (text.isascii() and text.isdigit() and low <= int(text[:9]) <= high):
        reading.problems.add(part, f"{quoted(text)} is no whole number here", f"Write one from {low} to {high:,}.")
        return None
    return int(text)


def read_area(reading: Reading, part: Part) -> Area | None:
    """Where it holds, or what is left out of it."""
    parts = reading.branch(part, "`{country: SYR}`, `{admin1: [Idlib Governorate]}` or `{file: area.geojson}`")
    if not parts:
        return None
    reading.known(parts, keys.AREA)
    country = reading.text(parts, "country").upper()
    if country and not (country.isascii() and country.isalpha() and len(country) == _COUNTRY):
        reading.problems.add(
            parts["country"], f"{quoted(country)} is no code of a country", "Write three letters, as SYR."
        )
    file = reading.text(parts, "file")
    for key in ("codes", "level"):
        if key in parts and not file:
            remedy = "Name the GeoJSON of the areas, as `file: areas.geojson`."
            reading.problems.add(
                parts[key], f"`{key}` is of areas in a file, and no `file` is named", remedy, at_key=True
            )
    lists = {key: texts(reading, parts[key]) if key in parts else () for key in ("admin1", "admin2", "admin3", "codes")}
    found = Area(
        country=country,
        file=file,
        level=whole_number(reading, parts.get("level"), 1, 3),
        words=reading.text(parts, "words"),
        **lists,
    )
    # A key that is wrong has been told of, and is not to cause a second problem.
    if not found.is_told and not found.words and set(parts) <= {*keys.AREA} - {"codes", "level"}:
        remedy = "Write `country`, `admin1`, `admin2`, `admin3` or `file`; or `words`, where it cannot be told so."
        reading.problems.add(part, f"{quoted(part.path)} names no place", remedy, at_key=True)
    return found


def read_acts(reading: Reading, part: Part) -> tuple[Act, ...]:
    """Prohibited acts: words of the vocabulary, or own words in mappings."""
    found = []
    for row in reading.rows(part, "`prohibited: [attack, attack-on-civilians]`"):
        if row.text:
            word = row.text.casefold()
            if word not in VOCABULARY:
                remedy = nearest(word, VOCABULARY, "The words")
                remedy = f"{remedy} An own word says what it means: `{{act: {row.text}, means: …}}`.".strip()
                reading.problems.add(row, f"{quoted(row.text)} is no word of the vocabulary", remedy)
            found.append(Act(word))
            continue
        parts = reading.branch(row, "a word, or `{act: own-word, means: …, kinds: [explosion]}`")
        reading.known(parts, keys.ACT)
        word = reading.text(parts, "act", row, "Write `act:` and the word.")
        means = reading.text(parts, "means", row, "Write `means:` and what the word means.")
        kinds = texts(reading, parts["kinds"]) if "kinds" in parts else ()
        for kind in kinds:
            if kind not in KINDS and nearest(kind, KINDS):
                reading.problems.add(parts["kinds"], f"{quoted(kind)} is no kind of events", nearest(kind, KINDS))
        found.append(Act(word, means, kinds, texts(reading, parts["subkinds"]) if "subkinds" in parts else ()))
    return tuple(found)


def read_thresholds(reading: Reading, part: Part | None) -> Thresholds:
    """When the verdict is which; what is not said is our proposal."""
    ours = Thresholds()
    if part is None or part.is_empty or is_unknown(part):
        return ours
    parts = reading.branch(part, "`{before: 28, holding: 0.5, strained: 0.75, eroding: 1, agreed: no}`")
    reading.known(parts, keys.VERDICTS)
    shares = {key: _share(reading, parts.get(key), getattr(ours, key)) for key in _SHARES}
    if sorted(shares.values()) != list(shares.values()):
        remedy = "Write them rising: `holding: 0.5, strained: 0.75, eroding: 1`."
        reading.problems.add(part, "the thresholds do not rise from holding to eroding", remedy, at_key=True)
    agreed = reading.text(parts, "agreed")
    before = whole_number(reading, parts.get("before"), 7, _MOST_DAYS)
    return Thresholds(
        before=ours.before if before is None else before,
        agreed="" if agreed.casefold() in ("no", keys.UNKNOWN) else agreed,
        **shares,
    )


def _share(reading: Reading, part: Part | None, ours: float) -> float:
    if part is None or part.is_empty:
        return ours
    found = reading.estimate(part, 0, 10)
    if found is None:
        return ours
    if not found.is_exact:
        reading.problems.add(part, f"{quoted(part.text)} is an interval", "Write one number, as 0.5.")
    return float(found.best)
