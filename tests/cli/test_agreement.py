"""`goodoffices agreement`: from a draft to signed files and papers, between devices, without a server."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.agreement import read_bundle, verify
from goodoffices.cli import main, seal_files
from goodoffices.seal import Cost

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "two-villages-agreement"
SIGNATORIES = ("upper", "lower", "elder")
FREEZE = (
    "freeze agreement.yaml --card upper=upper.card --card lower=lower.card --card elder=elder.card -o two.agreement"
)


def run(*words: str, typed: str = "", code: int = 0) -> str:
    line = words[0].split() + list(words[1:])
    result = CliRunner().invoke(main, ["agreement", *line], input=f"{typed}\n")
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the draft, its annex and the keys of all three; guesses cost nothing here."""
    monkeypatch.setattr(seal_files, "COST", Cost(memory=64, rounds=1, lanes=1))
    monkeypatch.chdir(tmp_path)
    for name in ("agreement.yaml", "days.csv"):
        shutil.copy(EXAMPLE / name, name)
    for name in SIGNATORIES:
        words = ["-q", "seal", "key", f"{name}.key", "--name", name, "--acts", "somebody", "-o", f"{name}.card"]
        assert CliRunner().invoke(main, words, input=f"the secret of {name}\n").exit_code == 0
    run(FREEZE)
    return tmp_path


def sign(name: str, *words: str, file: str = "two.agreement", capacity: str = "definitive", code: int = 0) -> str:
    asked = [f"sign {file} {name}.key", "--capacity", capacity, "--by", f"{name}, head", "--date", "2031-05-06", *words]
    return run(*asked, typed=f"the secret of {name}", code=code)


def test_a_text_is_frozen_signed_apart_brought_together_and_verified(desk):
    shutil.copy("two.agreement", "lower.agreement")
    told = sign("upper", "--body", "Assembly", "--reservation", "water=Only by day.", capacity="ad referendum")
    assert "Reservation on water: Only by day." in told
    assert "Needs outside review before real use" in told
    sign("lower", file="lower.agreement")
    run("join two.agreement lower.agreement -o both.agreement")
    verdict = json.loads(run("verify both.agreement --json"))
    assert verdict["holds"]
    assert not verdict["complete"]
    assert {each["signatory"]: each["capacity"] for each in verdict["signatures"]} == {
        "upper": "ad referendum",
        "lower": "definitive",
    }
    assert [each["signatory"] for each in verdict["open"]] == ["upper", "elder"]
    run("verify both.agreement --complete", code=1)
    sign("upper", file="both.agreement", capacity="confirmed")
    sign("elder", file="both.agreement", capacity="witness")
    assert "All have signed." in run("verify both.agreement --complete")


def test_a_changed_word_is_told_with_its_place_and_set_beside_another_copy(desk):
    text = Path("two.agreement").read_text(encoding="utf-8")
    Path("other.agreement").write_text(text.replace("alternate days", "Tuesdays"), encoding="utf-8")
    told = run("verify other.agreement --against two.agreement", code=1)
    assert "Article 1 (“Article 1. Water”), paragraph 1, in en was changed since the text was frozen." in " ".join(
        told.split()
    )
    assert "Tuesdays" in told
    found = json.loads(run("verify other.agreement --against two.agreement --json", code=1))
    assert [each["path"] for each in found["differences"]] == ["articles/1/text/en/1"]
    assert "was not signed" in sign("upper", file="other.agreement", code=2)
    assert "was not handed on" in run("export other.agreement --format docx -o x.docx", code=2)
    assert not Path("x.docx").exists()


def test_the_hash_that_was_told_by_voice_is_compared(desk):
    digest = read_bundle(Path("two.agreement").read_bytes()).hash
    run("verify two.agreement", "--hash", f"{digest[:8].upper()} {digest[8:36]}")
    assert "NOT the one" in run("verify two.agreement", "--hash", "0" * 32, code=1)
    assert "32 digits" in run("verify two.agreement", "--hash", digest[:31], code=2)


def test_the_paper_is_signed_with_the_file_and_verified_by_itself(desk):
    run("export two.agreement --format pdf -o two.pdf")
    assert "Nobody has signed the paper." in run("verify two.pdf")
    sign("upper", "--paper", "two.pdf")
    sign("lower", "--paper", "two.pdf")
    verdict = json.loads(run("verify two.pdf --against two.agreement --json"))
    assert (verdict["holds"], verdict["complete"], verdict["pages_are_ours"]) == (True, False, True)
    assert [each["signatory"] for each in verdict["signatures"]] == ["upper", "lower"]
    run(FREEZE.replace("two.agreement", "again.agreement"))
    sign("upper", "--reservation", "water=Only by day.", file="again.agreement")
    told = run("verify two.pdf --against again.agreement", code=1)
    assert "upper does not say what it says here" in " ".join(told.split())
    data = bytearray(Path("two.pdf").read_bytes())
    data[data.index(b"/MediaBox") + 12] ^= 1
    Path("changed.pdf").write_bytes(data)
    assert "does not hold" in run("verify changed.pdf", code=1)


def test_a_signature_too_long_for_its_place_on_paper_leaves_both_unsigned(desk):
    run("export two.agreement --format pdf -o two.pdf")
    before = Path("two.pdf").read_bytes(), Path("two.agreement").read_bytes()
    told = sign("upper", "--paper", "two.pdf", "--reservation", "water=" + "Only by day. " * 300, code=2)
    assert "too small" in told
    assert (Path("two.pdf").read_bytes(), Path("two.agreement").read_bytes()) == before


def test_the_paper_of_another_text_is_not_signed(desk):
    run("export two.agreement --format pdf -o two.pdf")
    text = Path("agreement.yaml").read_text(encoding="utf-8").replace("alternate days", "odd days")
    Path("agreement.yaml").write_text(text, encoding="utf-8")
    run(FREEZE.replace("two.agreement", "odd.agreement"))
    assert "the paper of another text" in sign("upper", "--paper", "two.pdf", file="odd.agreement", code=2)
    assert not read_bundle(Path("odd.agreement").read_bytes()).signatures


def test_what_is_wrong_is_said_and_nothing_is_lost(desk):
    before = Path("two.agreement").read_bytes()
    assert "there already" in run(FREEZE, code=2)
    assert "there is no card of `elder`" in run(FREEZE.replace("--card elder=elder.card ", ""), code=2)
    assert "names no card" in run(FREEZE.replace("elder=elder.card", "elder.card"), code=2)
    assert "the key does not open" in run(
        "sign two.agreement upper.key --capacity definitive --by me", typed="wrong", code=2
    )
    assert "is no article" in sign("upper", "--reservation", "air=None", code=2)
    assert "is no reservation" in sign("upper", "--reservation", "None at all", code=2)
    assert "Traceback" not in run("verify days.csv", code=2)
    run("export two.agreement --format pdf -o p.pdf")
    assert "this is a paper" in run("show p.pdf", code=2)
    assert "on or after the day of adoption, 2031-05-04" in sign("upper", "--date", "2031-05-03", code=2)
    assert "written over" in run("export two.agreement --format akn -o two.agreement", code=2)
    assert Path("two.agreement").read_bytes() == before


def test_a_file_that_never_was_an_agreement_is_told_from_one_that_was_cut(desk):
    whole = Path("two.agreement").read_bytes()
    Path("notes.md").write_text("# What was agreed\n", encoding="utf-8")
    Path("other.json").write_text('{"agreement_of": "somebody else"}', encoding="utf-8")
    Path("empty").write_bytes(b"")
    for other in ("agreement.yaml", "notes.md", "other.json", "empty", "days.csv"):
        for words in ("verify {}", "show {}", "join {} -o x.agreement", "export {} --format akn -o -"):
            told = run(words.format(other), code=2)
            assert "not an agreement file of Good Offices" in told
            assert "`goodoffices agreement freeze` makes it" in " ".join(told.split())
            assert "cut" not in told
        assert "not an agreement file" in run(
            "sign", other, "upper.key", "--capacity", "definitive", "--by", "me", code=2
        )
    for left in (whole[:40], whole[: len(whole) // 2], whole[8:], whole.decode().encode("utf-16"), whole[-40:], b""):
        Path("cut.agreement").write_bytes(left)
        assert "changed or cut" in " ".join(run("verify cut.agreement", code=2).split())


def test_a_pdf_that_carries_no_agreement_is_not_called_a_changed_paper(desk):
    from pyhanko.pdf_utils.writer import PdfFileWriter

    with Path("other.pdf").open("wb") as file:
        PdfFileWriter().write(file)
    told = " ".join(run("verify other.pdf", code=2).split())
    assert "this PDF is not the paper of an agreement" in told
    assert "export --format pdf" in told


def test_a_draft_reads_no_file_outside_its_folder_and_annexes_are_written_into_theirs(desk):
    text = Path("agreement.yaml").read_text(encoding="utf-8")
    Path("agreement.yaml").write_text(text.replace("days.csv", "../../../etc/hostname"), encoding="utf-8")
    assert "outside the folder" in run(FREEZE.replace("two.", "x."), code=2)
    run("export two.agreement --format annexes -o annexes")
    assert Path("annexes/days.csv").read_bytes() == Path("days.csv").read_bytes()


def test_every_form_is_written_and_the_page_shows_arabic_from_the_right(desk):
    sign("upper")
    run("export two.agreement --format docx -o two.docx")
    run("export two.agreement --format akn --language ar -o two.xml")
    assert "--language goes with" in run("export two.agreement --format docx --language ar -o x.docx", code=2)
    assert "المادة 1. المياه" in Path("two.xml").read_text(encoding="utf-8")
    assert "two-villages" in run("export two.agreement --format pax -o -")
    assert "no version in 'fr'" in run("show two.agreement --language fr", code=2)
    run("show two.agreement -o two.html")
    page = Path("two.html").read_text(encoding="utf-8")
    assert 'lang="ar" dir="rtl"' in page
    assert "<script" not in page
    assert json.loads(run("show two.agreement --json"))["text"]["languages"] == ["en", "ar"]


def test_the_example_holds_with_its_paper():
    bundle = read_bundle((EXAMPLE / "signed.agreement").read_bytes())
    assert verify(bundle).holds
    verdict = json.loads(run(f"verify {EXAMPLE / 'signed.pdf'} --against {EXAMPLE / 'signed.agreement'} --json"))
    assert (verdict["holds"], verdict["same_text"]) == (True, True)
