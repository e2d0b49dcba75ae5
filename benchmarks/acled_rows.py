"""A file of made-up events with the columns and lengths of ACLED's CSV; the same rows for the same seed."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

ROWS = 2_500_000
CHUNK = 250_000
SEED = 20170506

COUNTRIES = (
    ("Syria", 760, 35.0, 38.5),
    ("Yemen", 887, 15.5, 47.5),
    ("Mali", 466, 17.0, -3.5),
    ("Sudan", 729, 15.5, 30.0),
)
PLACES_EACH = 10_000
KINDS = (
    ("Political violence", "Battles", "Armed clash"),
    ("Political violence", "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Political violence", "Violence against civilians", "Attack"),
    ("Demonstrations", "Protests", "Peaceful protest"),
    ("Demonstrations", "Riots", "Mob violence"),
    ("Strategic developments", "Strategic developments", "Agreement"),
)
ACTORS = tuple(f"Armed group {number:03} ({'north' if number % 2 else 'south'})" for number in range(400))
_SENTENCE = """on the day fighters of one side fired at a position, near the village; "no one" was said to be hurt and
both sides spoke of it"""
WORDS = _SENTENCE.split()


def write(path: Path, rows: int = ROWS, seed: int = SEED) -> Path:
    """Write the file, unless it is there already."""
    if path.exists():
        return path
    rng = np.random.default_rng(seed)
    notes = [" ".join(rng.choice(WORDS, int(rng.integers(20, 90)))) for _ in range(5_000)]
    parts = []
    with duckdb.connect() as connection:
        for start in range(0, rows, CHUNK):
            chunk = _chunk(rng, start, min(CHUNK, rows - start), notes)
            connection.register("chunk", chunk)
            part = path.with_name(f"{path.name}.{start}")
            connection.execute(f"COPY chunk TO '{part}' (FORMAT csv, HEADER {'true' if start == 0 else 'false'})")
            parts.append(part)
    with path.with_name(f"{path.name}.part").open("wb") as whole:
        for part in parts:
            whole.write(part.read_bytes())
            part.unlink()
    return path.with_name(f"{path.name}.part").rename(path)


def _chunk(rng: np.random.Generator, start: int, rows: int, notes: list[str]) -> pa.Table:
    def pick(words: list[str], index: np.ndarray) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(index.astype(np.int32)), pa.array(words)).cast(pa.string())

    def one_of(*words: str) -> pa.Array:
        return pick(list(words), rng.integers(0, len(words), rows))

    land = rng.integers(0, len(COUNTRIES), rows)
    place = (rng.random(rows) ** 2 * PLACES_EACH).astype(np.int64)
    first = np.datetime64("2010-01-01")
    dates = (first + rng.integers(0, 5_000, rows)).astype("datetime64[D]")
    kind = rng.integers(0, len(KINDS), rows)
    north, east = ((place * 7919 + land) % 4001) / 2000 - 1, ((place * 104729) % 4001) / 2000 - 1
    middle = np.array([country[2:] for country in COUNTRIES])[land]
    admin1 = [f"Province {number}" for number in range(20)]
    admin2 = [f"District {number}" for number in range(200)]
    number = np.arange(start, start + rows)
    return pa.table(
        {
            "event_id_cnty": pa.array([f"SYN{one}" for one in number]),
            "event_date": pa.array(dates).cast(pa.string()),
            "year": pa.array(dates.astype("datetime64[Y]").astype(int) + 1970),
            "time_precision": pa.array(rng.choice([1, 1, 1, 1, 1, 1, 1, 1, 2, 3], rows)),
            "disorder_type": pick([one[0] for one in KINDS], kind),
            "event_type": pick([one[1] for one in KINDS], kind),
            "sub_event_type": pick([one[2] for one in KINDS], kind),
            "actor1": one_of(*ACTORS),
            "assoc_actor_1": one_of("", "", "", "Civilians (Syria)"),
            "inter1": one_of("State forces", "Rebel group", "Civilians"),
            "actor2": one_of(*ACTORS),
            "assoc_actor_2": one_of("", "", "Labour group"),
            "inter2": one_of("State forces", "Rebel group", "Civilians"),
            "interaction": one_of("State forces-Rebel group", "Rebel group-Civilians"),
            "civilian_targeting": one_of("", "", "Civilian targeting"),
            "iso": pa.array(np.array([country[1] for country in COUNTRIES])[land]),
            "region": one_of("Middle East", "Western Africa"),
            "country": pick([country[0] for country in COUNTRIES], land),
            "admin1": pick(admin1, place % 20),
            "admin2": pick(admin2, place % 200),
            "admin3": one_of("", "Sub-district"),
            "location": pick([f"Village {number}" for number in range(PLACES_EACH)], place),
            "latitude": pa.array(np.round(middle[:, 0] + north, 4)),
            "longitude": pa.array(np.round(middle[:, 1] + east, 4)),
            "geo_precision": pa.array(rng.choice([1, 1, 1, 2, 2, 3], rows)),
            "source": one_of("SOHR", "SOHR; Reuters", "Local agency", "Undisclosed Source; Local agency; SOHR"),
            "source_scale": one_of("National", "Other-National", "Local partner-Other"),
            "notes": pick(notes, rng.integers(0, len(notes), rows)),
            "fatalities": pa.array(np.minimum(rng.geometric(0.45, rows) - 1, 200)),
            "tags": one_of("", "", "crowd size=no report"),
            "timestamp": pa.array(rng.integers(1_600_000_000, 1_700_000_000, rows)),
        }
    )
