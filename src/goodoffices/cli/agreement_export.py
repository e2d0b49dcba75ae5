"""`goodoffices agreement export`: the paper to sign, Akoma Ntoso, a text for lawyers, a row for researchers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.agreement_files import load
from goodoffices.cli.files import STDOUT, is_same, put_text, write_file
from goodoffices.cli.shell import note
from goodoffices.errors import AgreementError, Where
from goodoffices.values import plural

if TYPE_CHECKING:
    from goodoffices.agreement import Agreement, Bundle

__all__ = ["export_command"]


@click.command("export")
@click.argument("file")
@click.option(
    "--format", "form", required=True, type=click.Choice(["pdf", "akn", "docx", "pax", "annexes"]), help="See above."
)
@click.option("--language", metavar="TAG", help="akn: this language version only.")
@click.option("--codes", metavar="FILE", help="pax: what a coder says of the rows (YAML).")
@click.option("-o", "--output", required=True, metavar="OUT", help="The file (-: standard output), or the folder.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def export_command(file: str, form: str, language: str | None, codes: str | None, output: str, *, force: bool) -> None:
    r"""Hand an agreement on, in the form that others work with.

    pdf: the paper with a place for each signatory, to sign with `goodoffices agreement sign --paper`. akn: Akoma
    Ntoso 3.0. docx: to mark up; all languages. pax: columns of PA-X version 6; FILE may be a dossier, whose texts and
    rounds are the rows then. annexes: the files that the agreement carries, into a folder.

    \b
    Example:
      goodoffices agreement export examples/two-villages-agreement/signed.agreement --format pax -o -
    """
    if output != STDOUT and any(is_same(Path(output), one) for one in (file, codes) if one):
        raise click.UsageError(f"{output} is what is read, and would be written over. Give another name.")
    if language and form != "akn":
        raise click.UsageError("--language goes with --format akn.")
    if codes and form != "pax":
        raise click.UsageError("--codes goes with --format pax.")
    if form == "annexes":
        _annexes(_whole(file), file, output, force=force)
        return
    if form == "pax":
        made: bytes = _pax(file, codes).encode()
    else:
        made = _made(_whole(file), form, language or "")
    if output == STDOUT and form in {"akn", "pax"}:
        put_text(STDOUT, made.decode())
    elif output == STDOUT:
        click.echo(made, nl=False)
    else:
        write_file(output, made, force=force)
        note(f"Wrote {output}")


def _whole(file: str) -> Bundle:
    """The file, which must hold: what is handed on is what was signed."""
    from goodoffices.agreement import verify

    bundle = load(file)
    if not verify(bundle).holds:
        remedy = "`goodoffices agreement verify` tells what is wrong. Hand on an unchanged copy."
        raise AgreementError.of("the file does not hold as it is, and was not handed on", Where(file), remedy)
    return bundle


def _annexes(bundle: Bundle, file: str, folder: str, *, force: bool) -> None:
    if folder == STDOUT:
        raise click.UsageError("The annexes go into a folder. Give it a name, as -o annexes")
    names = [annex.file for annex in bundle.agreement.annexes]
    for name in names:
        if name in {"", ".", ".."} or "/" in name or "\\" in name or names.count(name) > 1:
            what = f"the annex {name[:60]!r} cannot be written under its name"
            raise AgreementError.of(what, Where(file), "It would lie outside the folder, or on another annex.")
    for annex in bundle.agreement.annexes:
        write_file(Path(folder, annex.file), bundle.annexes[annex.id], force=force)
    note(f"Wrote {plural(len(names), 'annex', 'annexes')} into {folder}")


def _made(bundle: Bundle, form: str, language: str) -> bytes:
    from goodoffices.agreement import akoma_ntoso, docx_of

    if form == "akn":
        return akoma_ntoso(bundle.agreement, bundle.signatures, language)
    return _paper(bundle.agreement) if form == "pdf" else docx_of(bundle.agreement, bundle.signatures)


def _paper(agreement: Agreement) -> bytes:
    from goodoffices.agreement import paper_of
    from goodoffices.brief import place_of_signature, render_deed

    return paper_of(agreement, render_deed, place_of_signature)


def _pax(file: str, codes: str | None) -> str:
    from goodoffices.agreement import agreement_row, dossier_rows, read_codes, written_rows
    from goodoffices.cli.rooms import room_readers
    from goodoffices.dossier import read
    from goodoffices.values import read_utf8

    if Path(file).suffix.lower() in {".yaml", ".yml"}:
        rows = dossier_rows(read(file, room_readers()))
        if not rows:
            raise AgreementError.of("the dossier has neither texts nor rounds", Where(file))
    else:
        bundle = load(file)
        rows = (agreement_row(bundle),)
    coded = read_codes(read_utf8(codes, 1_000_000, AgreementError), codes) if codes else None
    return written_rows(rows, coded)
