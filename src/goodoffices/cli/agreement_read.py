"""`goodoffices agreement verify` and `show`: does a file or a paper hold, and what does it say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goodoffices import __version__
from goodoffices.cli.agreement_files import load, load_bytes
from goodoffices.cli.evidence_page import check_page_options, write_page
from goodoffices.cli.shell import DONE, NO, note, print_json
from goodoffices.cli.terminal import show_sections
from goodoffices.errors import AgreementError, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodoffices.agreement import Agreement, Bundle, PaperSignature
    from goodoffices.values import Provenance, Section

__all__ = ["show_command", "verify_command"]

_PAGE = click.option("-o", "--output", metavar="FILE", help="Write a page that opens offline (.html; -: stdout).")
_JSON = click.option("--json", "in_json", is_flag=True, help="Print JSON.")

_FEWEST_DIGITS = 32
"""Of two texts by the same hand, fewer digits could be made the same by trying."""
_OTHER_PAGES = (
    "Its pages are not byte for byte those that this program makes of that text on this machine: another version or "
    "other fonts made them, or they say something else. Compare them by eye with `goodoffices agreement show`."
)


@click.command("verify")
@click.argument("file")
@click.option("--against", metavar="OTHER", help="Another copy: tell word for word where the two differ.")
@click.option("--hash", "expected", metavar="HASH", help="The hash that you were told; 32 digits or more.")
@click.option("--complete", is_flag=True, help='Answer "no" (exit code 1) also while not all have signed.')
@_PAGE
@_JSON
def verify_command(
    file: str, against: str | None, expected: str | None, output: str | None, *, complete: bool, in_json: bool
) -> int:
    r"""Does FILE, a signed file or its paper (PDF), hold: what changed, who signed what, with which reservations.

    Needs no server and no trust in who sent it. Exit code 1 says that something does not hold.

    \b
    Example:
      goodoffices agreement verify examples/two-villages-agreement/signed.agreement
      goodoffices agreement verify examples/two-villages-agreement/signed.pdf
    """
    from goodoffices.agreement import is_paper, verdict_json, verdict_sections, verify

    check_page_options(output, None, file, *([against] if against else []), in_json=in_json)
    if is_paper(load_bytes(file)):
        return _verify_paper(file, against, expected, output, complete=complete, in_json=in_json)
    bundle = load(file)
    verdict = verify(bundle)
    sections, told, same = [*verdict_sections(bundle, verdict)], verdict_json(bundle, verdict), True
    if against:
        section, listed = _differences(bundle, load(against), against)
        sections.insert(1, section)
        told["differences"], same = listed, not listed
    told["hash_is_the_one_told"] = as_told = _as_told(expected, bundle.hash)
    _put(bundle.agreement, bundle.hash, sections, told, output, in_json=in_json)
    holds = (verdict.complete if complete else verdict.holds) and same and as_told is not False
    return DONE if holds else NO


@click.command("show")
@click.argument("file")
@click.option("--language", metavar="TAG", help="This language version only.")
@_PAGE
@_JSON
def show_command(file: str, language: str | None, output: str | None, *, in_json: bool) -> None:
    r"""Show the text of FILE in its languages, with its signatures and annexes.

    \b
    Example:
      goodoffices agreement show examples/two-villages-agreement/signed.agreement --language en
    """
    from dataclasses import replace

    from goodoffices.agreement import plain_text as plain
    from goodoffices.agreement import text_sections, verdict_json, verdict_sections, verify

    check_page_options(output, None, file, in_json=in_json)
    bundle = load(file)
    agreement = bundle.agreement
    if language and language not in agreement.languages:
        remedy = f"Its languages are {', '.join(agreement.languages)}."
        raise AgreementError.of(f"there is no version in {language!r}", Where(file), remedy)
    verdict = verify(bundle)
    shown = replace(agreement, languages=(language,)) if language else agreement
    first, *rest = verdict_sections(bundle, verdict)
    told = {"text": plain(agreement), **verdict_json(bundle, verdict)}
    _put(agreement, bundle.hash, [first, *text_sections(shown), *rest], told, output, in_json=in_json)


def _verify_paper(
    file: str, against: str | None, expected: str | None, output: str | None, *, complete: bool, in_json: bool
) -> int:
    from goodoffices.agreement import check_paper, hash_of, limits_section, paper_section, parts_of, text_in
    from goodoffices.values import Note, Section

    data = load_bytes(file)
    agreement, signatures = text_in(data, file), check_paper(data)
    digest = hash_of(parts_of(agreement))
    as_told = _as_told(expected, digest)
    other = load(against) if against else None
    same_text = other is None or other.hash == digest
    unlike = _unlike(signatures, other) if other and same_text else []
    holds = all(each.holds for each in signatures) and same_text and as_told is not False and not unlike
    signed = {each.signatory for each in signatures if each.holds}
    whole = holds and signed == {each.id for each in agreement.signatories}
    pages = _pages_are_ours(data, agreement)
    lines = [
        _answer(signatures, holds=holds),
        f"Hash of the text within (SHA-256): {digest}.",
        "Its pages are byte for byte those that this program makes of that text." if pages else _OTHER_PAGES,
    ]
    lines += [f"In {against}, {each} does not say what it says here, or is not there." for each in unlike]
    lines += [] if same_text else [f"The text is another one than that of {against}."]
    first = Section("verdict", "Does the paper hold", (Note(" ".join(lines), "finding" if holds else "caution"),))
    named = [
        {"signatory": e.signatory, "said": e.said, "signed": e.signed, "faults": list(e.faults)} for e in signatures
    ]
    told = {"agreement": agreement.id, "hash": digest, "holds": holds, "complete": whole, "pages_are_ours": pages,
            "same_text": same_text, "hash_is_the_one_told": as_told, "signatures": named}  # fmt: skip
    _put(
        agreement,
        digest,
        [first, paper_section(signatures, agreement), limits_section()],
        told,
        output,
        in_json=in_json,
    )
    return DONE if (whole if complete else holds) else NO


def _unlike(signatures: Sequence[PaperSignature], other: Bundle) -> list[str]:
    """Whose signature within the paper says something else than any of theirs in the signed file."""
    from goodoffices.agreement import in_words

    keys = {each.id: each.key for each in other.agreement.signatories}
    told = {(e.signatory, in_words(other.agreement, e, keys.get(e.signatory, ""))) for e in other.signatures}
    return [each.signatory for each in signatures if (each.signatory, each.said) not in told]


def _answer(signatures: Sequence[PaperSignature], *, holds: bool) -> str:
    if not holds:
        return "The paper does not hold."
    return "Every signature within the paper holds." if signatures else "Nobody has signed the paper."


def _pages_are_ours(data: bytes, agreement: Agreement) -> bool:
    """Whether the paper begins with the very bytes that are made of its text here."""
    from goodoffices.agreement import deed_of
    from goodoffices.brief import render_deed
    from goodoffices.errors import UserError

    try:
        return data.startswith(render_deed(deed_of(agreement)))
    except UserError:
        return False


def _differences(bundle: Bundle, other: Bundle, name: str) -> tuple[Section, list[dict[str, str]]]:
    from goodoffices.agreement import differences
    from goodoffices.values import Cell, Column, Paragraph, Section, Table

    found = differences(bundle.agreement, other.agreement)
    listed = [{"path": path, "where": where, "here": ours, "there": theirs} for path, where, ours, theirs in found]
    if not found:
        return Section("against", f"Against {name}", (Paragraph("The two texts are the same, in every language."),)), []
    rows = tuple((Cell(each["where"]), Cell(each["here"] or "–"), Cell(each["there"] or "–")) for each in listed)
    columns = (Column("Where"), Column("Here"), Column("There"))
    return Section("against", f"Against {name}", (Table("Where the two texts differ", columns, rows),)), listed


def _as_told(expected: str | None, digest: str) -> bool | None:
    """Whether the hash is the one that was told; None where none was. Blanks between its digits are allowed."""
    if expected is None:
        return None
    told = "".join(expected.split()).lower()
    if len(told) < _FEWEST_DIGITS:
        raise click.UsageError(f"Give {_FEWEST_DIGITS} digits of the hash or more.")
    return digest.startswith(told)


def _put(
    agreement: Agreement,
    digest: str,
    sections: list[Section],
    told: dict[str, Any],
    output: str | None,
    *,
    in_json: bool,
) -> None:
    if told.get("hash_is_the_one_told") is False:
        click.echo("The hash is NOT the one that you were told.", err=True)
    elif told.get("hash_is_the_one_told"):
        note("The hash is the one that you were told.")
    title = next(iter(agreement.title.values()))
    written = write_page(title, sections, _provenance(agreement, digest), html=output, kicker="Agreement")
    if in_json:
        print_json({**told, **({"page": written} if written else {})})
    elif not output:
        show_sections(*sections)


def _provenance(agreement: Agreement, digest: str) -> Provenance:
    from goodoffices.values import Provenance

    method = "Canonical JSON (RFC 8785), SHA-256 of each part and of the whole, Ed25519 signatures (RFC 8032)"
    return Provenance(
        method, ((f"agreement {agreement.id}", f"sha256:{digest}"),), __version__, as_of=agreement.adopted
    )
