"""`goodoffices evidence read`: what a text seems to say, and claims of what a person confirmed."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import click

from goodoffices.cli.clock import today
from goodoffices.cli.evidence_page import check_page_options, write_page
from goodoffices.cli.files import STDOUT, is_same, put_text, write_file
from goodoffices.cli.progress import progress
from goodoffices.cli.shell import note, print_json
from goodoffices.errors import EvidenceError, Where
from goodoffices.values import read_utf8

__all__ = ["command"]

_LARGEST = 20_000_000
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@click.command("read")
@click.argument("text", metavar="[TEXT]", required=False)
@click.option("--dated", metavar="DAY", help="The day of the document, as 2016-12-26: “last week” depends on it.")
@click.option("--language", default="en", show_default=True, help="The language of the text.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write a review, in which a person decides (-: stdout); the page, if FILE ends in .html.",
)
@click.option("--force", is_flag=True, help="Write over a review that is there, with its decisions.")
@click.option("--title", metavar="WORDS", help="What the document is called, for the review and the ledger.")
@click.option("--publisher", metavar="NAME", help="Who published it.")
@click.option("--html", metavar="FILE", help="Write the text with its suggestions marked as one page (-: stdout).")
@click.option("--confirm", "review", metavar="REVIEW", help="Make claims of the figures confirmed in this review.")
@click.option("--by", metavar="NAME", help="Who confirms (with --confirm).")
@click.option("--into", metavar="FILE", help="The ledger, in YAML, that the claims go into; made where missing.")
@click.option("--json", "in_json", is_flag=True, help="Print JSON.")
def command(text: str | None, **options: str | bool | None) -> None:
    r"""Suggest what TEXT says: figures, dates, actors, and who is said to say so.

    Works by rules, without network or model. Every suggestion keeps its exact place in the text, and every date all
    it can mean. Nothing of it is a claim: a person accepts, corrects or rejects each suggestion in a review file, and
    --confirm puts into a ledger what was accepted or corrected, and nothing else.

    \b
    Example:
      goodoffices evidence read examples/read-a-text/bulletin.txt --dated 2018-10-12
      goodoffices evidence read examples/read-a-text/bulletin.txt --dated 2018-10-12 -o page.html
      goodoffices evidence read examples/read-a-text/bulletin.txt --dated 2018-10-12 -o review.yaml
      goodoffices evidence read --confirm review.yaml --by "Ana Sol" --into claims.yaml
    """
    said = {name: value if isinstance(value, str) else "" for name, value in options.items()}
    in_json, force = bool(options["in_json"]), bool(options["force"])
    if said["review"]:
        _check_confirm(text, said)
        _confirm(said, in_json=in_json)
    else:
        if not text:
            raise click.UsageError("Name the text to read, or a review with --confirm.")
        _read(text, _day(said["dated"]), said, in_json=in_json, force=force)


def _check_confirm(text: str | None, said: dict[str, str]) -> None:
    if text or any(said[name] for name in ("dated", "output", "html", "title", "publisher")):
        raise click.UsageError("--confirm takes a review, with --by and --into, and reads no text.")
    if not said["by"].strip():
        raise click.UsageError("Say who confirms these claims, as --by “Ana Sol”.")
    if not said["into"]:
        raise click.UsageError("Say which ledger the claims go into, as --into claims.yaml")
    if said["into"] == STDOUT or Path(said["into"]).suffix.lower() not in {".yaml", ".yml"}:
        raise click.UsageError("The claims go into a ledger in YAML: name a file that ends in .yaml")
    if is_same(Path(said["into"]), said["review"]):
        raise click.UsageError(f"{said['into']} is the review itself. Name a ledger.")


def _day(dated: str) -> dt.date:
    if not dated:
        raise click.UsageError("Say of which day the document is, as --dated 2016-12-26: “last week” depends on it.")
    try:
        return dt.date.fromisoformat(dated)
    except ValueError as error:
        raise click.UsageError(f"--dated {dated} is no day in the calendar. Write it as 2016-12-26.") from error


def _read(file: str, day: dt.date, said: dict[str, str], *, in_json: bool, force: bool) -> None:
    html, output = _places(said)
    check_page_options(html, None, file, in_json=in_json)
    if output and is_same(Path(output), file):
        raise click.UsageError(f"{output} is the text itself, and would be written over. Give another name.")
    if output == STDOUT and in_json:
        raise click.UsageError("The review and the JSON would both go to standard output. Give the review a name.")
    from goodoffices.evidence import reading

    with progress() as say:
        say("Reading")
        name = Path(file).name
        found = reading.read_text(_plain(_text(file), file), day, name=name, language=said["language"])
        title = reading.reading_title(found)
        written = write_page(title, reading.page_sections(found), found.provenance, html=html) if html else {}
    named = {key: said[key].strip() for key in ("title", "publisher")}
    if output and put_text(output, reading.write_review(found, file=file, **named), force=force):
        note(f"The review: {output}\n    Decide at each suggestion, then confirm with --confirm {output}")
        written["review"] = str(Path(output).resolve())
    if in_json:
        print_json(reading.reading_json(found) | ({"written": written} if written else {}))
    elif not (output or html):
        from goodoffices.cli.terminal import show_sections

        show_sections(*reading.reading_sections(found))


def _places(said: dict[str, str]) -> tuple[str | None, str]:
    """Where the page goes and where the review; `-o` with the name of a page is the page."""
    html, output = said["html"], said["output"]
    if Path(output).suffix.lower() in {".html", ".htm"}:
        if html:
            raise click.UsageError(f"The page would be written to {html} and to {output}. Give one name.")
        html, output = output, ""
    return html or None, output


def _confirm(said: dict[str, str], *, in_json: bool) -> None:
    from goodoffices.evidence import reading

    review = reading.parse_review(_text(said["review"]), said["review"])
    source = _source(review.text.get("file", ""), said["review"])
    ledger = _text(said["into"]) if Path(said["into"]).exists() else None
    done = reading.confirm(review, said["by"], today(), into=ledger, file=said["into"], text=source)
    counts = dict(done.decisions)
    if done.claims:
        write_file(said["into"], done.ledger)
    if not done.checked:
        note("The text that was read is not here: the quotations could not be compared with it.")
    if done.claims and not done.described:
        note("The ledger says that title and publisher of the document are not told: write them at its `what:`.")
    told = {"claims": list(done.claims), "into": said["into"] if done.claims else "", "checked": done.checked}
    if in_json:
        print_json(told | {"decisions": {name or "open": count for name, count in counts.items()}})
        return
    click.echo(
        f"{len(done.claims)} of the suggestions became claims in {said['into']}: {', '.join(done.claims)}."
        if done.claims
        else "No figure is accepted or corrected, so nothing became a claim."
    )
    click.echo(
        f"Of all suggestions {counts['accept']} are accepted, {counts['correct']} corrected, "
        f"{counts['reject']} rejected and {counts['']} not decided; these stay suggestions."
    )


def _source(name: str, review: str) -> str | None:
    """The text that was read, where it still is: as named from here, or from the folder of the review."""
    places = [Path(name), Path(review).parent / name] if name else []
    found = next((place for place in places if place.is_file()), None)
    return _text(str(found)) if found else None


def _plain(text: str, file: str) -> str:
    """The text as it is. Raises EvidenceError where it is empty, or holds signs that only programs write."""
    remedy = "Name a plain text in UTF-8; from a PDF, a page or a document, copy its words into a text file."
    if not text.strip():
        raise EvidenceError.of("the text is empty", Where(file), remedy)
    if found := _NO_TEXT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise EvidenceError.of(f"the sign U+{ord(found[0]):04X} stands in no text", Where(file, line, 1), remedy)
    return text


def _text(file: str) -> str:
    """A file in UTF-8, letter for letter. Raises FileError or EvidenceError."""
    remedy = "Save it as plain text in UTF-8; from a PDF or a page, copy its words into a text file."
    return read_utf8(file, _LARGEST, remedy=remedy, missing="Name a text file.")
