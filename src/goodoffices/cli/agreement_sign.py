"""`goodoffices agreement freeze`, `sign` and `join`: from an adopted text to a file with signatures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.agreement_files import annexes_of, card_of, device_of, load, load_bytes
from goodoffices.cli.clock import now, today
from goodoffices.cli.files import is_same, write_file
from goodoffices.cli.passphrases import ask_passphrase
from goodoffices.cli.shell import fitted, note, print_json
from goodoffices.errors import AgreementError, Where
from goodoffices.values import plural

if TYPE_CHECKING:
    from goodoffices.agreement import Bundle, Reservation, Signature

__all__ = ["freeze_command", "join_command", "sign_command"]

_JSON = click.option("--json", "in_json", is_flag=True, help="Print JSON.")
_FORCE = click.option("--force", is_flag=True, help="Write over a file that is there.")
_CAPACITIES = ("definitive", "ad referendum", "subject to ratification", "subject to acceptance",
               "subject to approval", "initialled", "confirmed", "witness")  # fmt: skip


@click.command("freeze")
@click.argument("draft")
@click.option("--card", "cards", multiple=True, required=True, metavar="ID=CARD", help="Of each signatory.")
@click.option("-o", "--output", required=True, metavar="FILE", help="The file to sign; its name ends in .agreement.")
@_FORCE
@_JSON
def freeze_command(draft: str, cards: tuple[str, ...], output: str, *, force: bool, in_json: bool) -> None:
    r"""Freeze the adopted text in DRAFT: all languages, all annexes and all keys in one hash.

    The card of each signatory is what `goodoffices seal key` prints. Whoever is to sign compares the hash and the
    fingerprints by voice or on paper.

    \b
    Example:
      goodoffices agreement freeze examples/two-villages-agreement/agreement.yaml \
        --card upper=examples/two-villages-agreement/upper.card \
        --card lower=examples/two-villages-agreement/lower.card \
        --card elder=examples/two-villages-agreement/elder.card -o two-villages.agreement
    """
    from goodoffices.agreement import freeze, new_bundle, parse_draft, verify, write_bundle
    from goodoffices.values import read_utf8

    if is_same(Path(output), draft):
        raise click.UsageError(f"{output} is what is read, and would be written over. Give another name.")
    told = [card_of(card) for card in cards]
    if len(dict(told)) < len(told):
        raise click.UsageError("Two cards are named for the same signatory.")
    read = parse_draft(read_utf8(draft, 10_000_000, AgreementError), draft)
    annexes = annexes_of(read, draft)
    bundle = new_bundle(freeze(read, dict(told), annexes), annexes)
    if faults := verify(bundle).faults:
        raise AgreementError.of("; ".join(faults), Where(draft))
    write_file(output, write_bundle(bundle), force=force)
    _told(bundle, output, in_json=in_json)


@click.command("sign")
@click.argument("file")
@click.argument("key")
@click.option("--capacity", required=True, type=click.Choice(_CAPACITIES), help="In what capacity you sign.")
@click.option("--by", required=True, metavar="TEXT", help="Who signs, with the function; all will read it.")
@click.option("--body", default="", metavar="TEXT", help="Who is still to decide, as a parliament.")
@click.option("--reservation", "reservations", multiple=True, metavar="ARTICLE=TEXT", help="As often as needed.")
@click.option("--date", metavar="DAY", help="The day that you state (today in UTC if not given).")
@click.option("--place", default="", metavar="TEXT", help="Where you sign.")
@click.option("--paper", metavar="PDF", help="The paper of this text, to sign too (export --format pdf).")
@_JSON
def sign_command(
    file: str,
    key: str,
    *,
    capacity: str,
    by: str,
    body: str,
    reservations: tuple[str, ...],
    date: str | None,
    place: str,
    paper: str | None,
    in_json: bool,
) -> None:
    r"""Sign FILE with the KEY of this device, after its text, capacity and reservations were shown.

    The passphrase is asked for: to type it is to sign. A file that does not hold is not signed. Several can sign
    copies apart; `goodoffices agreement join` brings them together.

    \b
    Example:
      goodoffices agreement sign two-villages.agreement upper.key \
        --capacity "subject to ratification" --by "Amina, head of the council" \
        --body "Assembly of Upper Village"
    """
    from goodoffices.agreement import Signature, owner_of, put_signature, write_bundle

    before = load_bytes(file)
    bundle = load(file)
    asked = Signature("", "", by, capacity, body, _reservations(reservations), date or today().isoformat(), place, ())
    sheets = _paper_of(paper, bundle) if paper else None
    if not in_json:
        _shown(bundle, asked, file)
    device = device_of(key, ask_passphrase(new=False))
    signatory = owner_of(bundle, device.holder.key)
    from dataclasses import replace

    signed = put_signature(bundle, device.signing.raw, replace(asked, signatory=signatory.id))
    made = signed.signatures[-1]
    if load_bytes(file) != before:
        remedy = "Somebody else may have signed it; look at it and sign again."
        raise AgreementError.of("the file was changed while you were asked, and was not signed", Where(file), remedy)
    if paper and sheets is not None:
        # The paper first: it refuses what does not fit its place, and then nothing is signed.
        write_file(paper, _signed_paper(sheets, device.signing.raw, signed, made))
    write_file(file, write_bundle(signed))
    if in_json:
        print_json({"agreement": bundle.agreement.id, "hash": bundle.hash, **made.as_dict(), "id": made.id})
        return
    click.echo(
        f"Signed as {next(iter(signatory.name.values()))}, {capacity}, in {file}" + (f" and {paper}." if paper else ".")
    )


@click.command("join")
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--output", required=True, metavar="FILE", help="The file with all their signatures.")
@_FORCE
@_JSON
def join_command(files: tuple[str, ...], output: str, *, force: bool, in_json: bool) -> None:
    r"""Bring together the signatures that copies of the same text hold.

    \b
    Example:
      goodoffices agreement join examples/two-villages-agreement/signed.agreement \
        examples/two-villages-agreement/signed.agreement -o together.agreement
    """
    from goodoffices.agreement import join, write_bundle

    together = join([load(file) for file in files])
    write_file(output, write_bundle(together), force=force)
    _told(together, output, in_json=in_json)


def _reservations(told: tuple[str, ...]) -> tuple[Reservation, ...]:
    from goodoffices.agreement import Reservation

    found = []
    for each in told:
        article, sign, text = each.partition("=")
        if not sign or not text.strip():
            remedy = "Write the id of the article, `=` and your words, as --reservation water=…; for the whole: =…"
            raise AgreementError.of(f"{each[:60]!r} is no reservation", remedy=remedy)
        found.append(Reservation(article.strip(), " ".join(text.split())))
    return tuple(found)


def _shown(bundle: Bundle, asked: Signature, file: str) -> None:
    """What is about to be signed, before the passphrase is asked for."""
    from goodoffices.agreement import CAPACITIES, REVIEW

    agreement = bundle.agreement
    note(f"{file}: {next(iter(agreement.title.values()))}\nHash of the text (SHA-256): {bundle.hash}")
    note(
        f"Languages: {', '.join(agreement.languages)}; articles: {len(agreement.articles)}; "
        f"annexes: {len(agreement.annexes)}"
    )
    note(fitted(f"You sign as {asked.by}, {asked.capacity}: {CAPACITIES[asked.capacity]}.", on_stderr=True))
    for each in asked.reservations:
        note(fitted(f"Reservation on {each.article or 'the whole'}: {each.text}", on_stderr=True))
    note(f"Dated {asked.date}.\n{REVIEW}")


def _paper_of(paper: str, bundle: Bundle) -> bytes:
    from goodoffices.agreement import hash_of, is_paper, parts_of, text_in

    data = load_bytes(paper)
    if not is_paper(data):
        raise AgreementError.of("this is no PDF", Where(paper), "`goodoffices agreement export --format pdf` makes it.")
    if hash_of(parts_of(text_in(data, paper))) != bundle.hash:
        raise AgreementError.of("this is the paper of another text", Where(paper), "Nothing was signed.")
    return data


def _signed_paper(sheets: bytes, private: bytes, bundle: Bundle, made: Signature) -> bytes:
    from goodoffices.agreement import sign_paper, stamp_lines
    from goodoffices.brief import render_stamp

    signatory = bundle.agreement.signatory(made.signatory)
    if signatory is None:
        raise AgreementError.of("the signatory is not in this text")
    stamp = render_stamp(stamp_lines(bundle.agreement, made, signatory.key))
    return sign_paper(sheets, private, bundle.agreement, made, stamp, now())


def _told(bundle: Bundle, output: str, *, in_json: bool) -> None:
    from goodoffices.agreement import fingerprint_of

    signatories = bundle.agreement.signatories
    if in_json:
        named = {each.id: fingerprint_of(each) for each in signatories}
        told = {"file": output, "hash": bundle.hash, "signatures": len(bundle.signatures), "signatories": named}
        print_json({"agreement": bundle.agreement.id, **told})
        return
    click.echo(
        f"{output}: {plural(len(bundle.signatures), 'signature')} of {len(signatories)} who may sign\n"
        f"Hash of the text (SHA-256): {bundle.hash}"
    )
    for each in signatories:
        click.echo(f"{each.id} ({each.role}); acts: {each.acts}\n    {fingerprint_of(each)}")
    note("Compare the hash and the fingerprints by voice or on paper before you sign.")
