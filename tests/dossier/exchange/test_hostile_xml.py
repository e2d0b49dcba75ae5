"""XML that attacks its reader, or that is no XML, ends in a plain sentence."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dossier.exchange.sample import DOMAIN, FARMER, PLAIN, WEB_FARMER

from goodoffices.dossier import parse_dossier
from goodoffices.dossier.exchange import read_scenario, scenario_text
from goodoffices.errors import DossierError, FileError, Problem, UserError

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def refused(folder: Path, data: bytes, kind: type[Exception] = DossierError) -> tuple[str, int]:
    (folder / "stream.xml").write_bytes(data)
    (folder / "farmer.xml").write_text(FARMER, encoding="utf-8")
    with pytest.raises(kind) as caught:
        read_scenario([folder / "stream.xml", folder / "farmer.xml"])
    (problem,) = caught.value.problems
    return problem.what, problem.where.line


@pytest.mark.parametrize(
    "dtd",
    [
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % more SYSTEM "http://127.0.0.1/x.dtd"> %more;]>',
    ],
    ids=["a billion laughs", "another file", "another host"],
)
def test_entities_are_refused_before_they_are_read(dtd: str, tmp_path: Path) -> None:
    start = time.process_time()
    what, _ = refused(tmp_path, DOMAIN.replace("<negotiation_template>", f"{dtd}<negotiation_template>").encode())
    assert what.startswith("the file defines entities or points to other files")
    assert time.process_time() - start < 2  # seconds of the processor; what expands an entity takes all there are


@pytest.mark.long
def test_a_tree_without_end_is_refused_at_its_limit(tmp_path: Path) -> None:
    assert refused(tmp_path, b"<a>" * 100_000) == ("elements are nested more than 50 deep", 1)
    assert refused(tmp_path, b"<a>" + b"<b/>" * 210_000) == ("the file holds more than 200,000 elements", 1)


def faults(folder: Path, profile: str) -> list[Problem]:
    (folder / "stream.xml").write_text(DOMAIN, encoding="utf-8")
    (folder / "farmer.xml").write_text(profile, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        read_scenario([folder / "stream.xml", folder / "farmer.xml"])
    return caught.value.problems


def test_ten_thousand_reservations_are_refused_in_plain_words(tmp_path: Path) -> None:
    many = '<reservation value="0.5"/>' * 10_000
    beside = faults(tmp_path, FARMER.replace("</utility_space>", f"{many}</utility_space>"))
    assert [problem.what for problem in beside] == ["`<reservation>` stands twice"] * 10_000
    within = faults(tmp_path, FARMER.replace("</objective>", f"{many}</objective>"))
    assert [problem.what for problem in within] == ["`<reservation>` stands within another element"] * 10_000


def test_ten_thousand_weights_of_no_issue_are_refused_with_a_short_remedy(tmp_path: Path) -> None:
    issues = "".join(f'<issue index="{number}" name="x{number}"/>' for number in range(4, 10_000))
    weights = "".join(f'<weight index="w{number}" value="0.5"/>' for number in range(10_000))
    found = faults(tmp_path, FARMER.replace("</objective>", f"{issues}{weights}</objective>"))
    told = [problem for problem in found if problem.what.endswith("belongs to no issue")]
    assert len(told) == 10_000
    remedy = "The issues of the profile have 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 9,987 more."
    assert {problem.remedy for problem in told} == {remedy}


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    assert refused(tmp_path, b" " * 10_000_001, FileError) == ("the file is larger than 10 MB", 0)


def test_what_is_no_xml_is_told_with_its_line(tmp_path: Path) -> None:
    what, line = refused(tmp_path, DOMAIN.replace("</issue>", "", 1).encode())
    assert what == "this is not XML: mismatched tag"
    assert line == 15, "where another element ends instead"
    assert refused(tmp_path, b"<html><body/></html>") == ("`<html>` is not a domain", 1)


def test_a_letter_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    assert refused(tmp_path, DOMAIN.encode("latin-1")) == ("a letter here is not in UTF-8", 8)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_declared_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    declared = DOMAIN.replace(
        'version="1.0"', f'version="1.0" encoding="{encoding if encoding != "latin-1" else "ISO-8859-1"}"'
    )
    (tmp_path / "stream.xml").write_bytes(declared.encode(encoding))
    (tmp_path / "farmer.xml").write_text("\ufeff" + FARMER, encoding="utf-8")
    found = read_scenario([tmp_path / "stream.xml", tmp_path / "farmer.xml"])
    assert found.issues[0].options[2].label == "die Bäuerin"


def test_an_encoding_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    what, _ = refused(tmp_path, DOMAIN.replace('version="1.0"', 'version="1.0" encoding="klingon"').encode())
    assert "encoding" in what


SAMPLES = [text.encode() for text in (DOMAIN, FARMER, json.dumps(WEB_FARMER), json.dumps(PLAIN))]


@given(st.sampled_from(SAMPLES), st.sampled_from(SAMPLES), st.data())
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_reader(first: bytes, second: bytes, data) -> None:
    place = data.draw(st.integers(0, len(first)))
    cut = data.draw(st.integers(0, 40))
    put = data.draw(
        st.binary(max_size=8) | st.sampled_from([b'"', b"<", b">", b"{}", b"[]", b"null", b"-1", b"1e99", b"0"])
    )
    damaged = first[:place] + put + first[place + cut :]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "a", Path(folder) / "b"]
        for path, content in zip(paths, (damaged, second), strict=True):
            path.write_bytes(content)
        try:
            found = read_scenario(paths)
        except UserError:
            return
        assert parse_dossier(scenario_text(found)).parties
