"""What the pictures of a settlement share: one sign for one thing, whole names, and a width that prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.settlement.sample import blocks, coast

from goodoffices.brief import picture_svg
from goodoffices.brief.pictures import width_of
from goodoffices.dossier import read, table_sections
from goodoffices.settlement import solve
from goodoffices.settlement.pages.sections import settlement_sections
from goodoffices.settlement.pages.uncertain_pictures import acceptance_picture
from goodoffices.settlement.uncertain.ensemble import explore
from goodoffices.values import Picture

ASTANA = Path(__file__).resolve().parents[2] / "examples" / "astana-2017" / "dossier.yaml"


@pytest.fixture(scope="module", params=[coast, lambda: read(ASTANA)], ids=["coast", "astana"])
def dossier(request):
    return request.param()


@pytest.fixture(scope="module")
def pictures(dossier):
    settlement = solve(dossier)
    sections = [*table_sections(dossier), *settlement_sections(dossier, settlement)]
    found = [block for block in blocks(sections) if isinstance(block, Picture)]
    found.append(acceptance_picture(dossier, settlement, explore(dossier, settlement, draws=60)))
    return {picture.name: picture for picture in found}


def signs(encoding) -> dict[str, tuple[str, str]]:
    """What a picture draws for every name of its legend, by its letter: its shape and the colour of its edge."""
    edge = encoding.get("stroke", encoding.get("color"))
    drawn = zip(encoding["shape"]["scale"]["range"], edge["scale"]["range"], strict=True)
    return {str(name)[0]: look for name, look in zip(encoding["shape"]["scale"]["domain"], drawn, strict=True)}


def marked(layers):
    return next(layer["encoding"] for layer in layers if "shape" in layer["encoding"])


def test_a_candidate_has_the_same_sign_in_every_picture_and_no_two_share_one(pictures):
    zone = signs(marked(pictures["zone"].spec["concat"][0]["layer"]))
    gains = signs(marked(pictures["gains"].spec["layer"]))
    assert gains.items() <= zone.items()
    assert len(set(gains.values())) == len(gains)
    texts = {look for letter, look in zone.items() if letter.isdigit()}
    assert len(texts) == 1
    assert not texts & set(gains.values())


def test_a_proposal_bears_its_own_sign_where_its_acceptance_is_drawn_and_a_party_its_name(pictures, dossier):
    zone = signs(marked(pictures["zone"].spec["concat"][0]["layer"]))
    for half in pictures["acceptance"].spec["hconcat"]:
        assert set(zone.values()) & set(signs(marked(half["layer"])).values())
    rows = pictures["acceptance"].spec["datasets"]["gains"]
    deciding = [party.name for party in dossier.parties if party.role.decides]
    assert {row["party"] for row in rows} == {name for name in deciding if len(name) <= 24} | {
        row["party"] for row in rows if row["party"].endswith("…")
    }


def test_the_zone_names_its_parties_and_never_by_their_short_names(pictures, dossier):
    encodings = [panel["layer"][0]["encoding"] for panel in pictures["zone"].spec["concat"]]
    titles = {" ".join(encoding[axis]["axis"]["title"]) for encoding in encodings for axis in "xy"}
    assert not titles & {party.id for party in dossier.parties}
    names = [party.name for party in dossier.parties]
    assert all(any(name.startswith(title.removesuffix("…")) for name in names) for title in titles)


@pytest.mark.long
def test_every_picture_fits_the_width_of_a_page_and_nothing_in_it_is_written_smaller_than_eleven_pixels(pictures):
    for picture in pictures.values():
        svg = picture_svg(picture)
        assert width_of(svg) <= 700, picture.name
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)(?:px)?"', svg)]
        assert sizes
        assert min(sizes) >= 11, picture.name
