"""Renew the words of the web application: what the code says is collected into each catalogue, and compiled.

Collecting needs gettext (xgettext, msgmerge). What is new stands in the catalogue without a translation and is listed:
nothing is guessed from words that look alike. The same words always give the same files, so no dates are written.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import polib
from django.core.management import call_command
from django.core.management.commands.makemessages import Command as MakeMessages

APPLICATION = Path(__file__).resolve().parent.parent / "src" / "goodoffices" / "talks"
HEADER = {
    "Project-Id-Version": "Good Offices",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


class Collect(MakeMessages):
    """Collecting as Django does it, without guesses and without words that are no longer said."""

    msgmerge_options = [*MakeMessages.msgmerge_options, "--no-fuzzy-matching"]  # noqa: RUF012 (so in Django)


def catalogues() -> list[Path]:
    """The catalogues there are, one for each language."""
    return sorted(APPLICATION.glob("locale/*/LC_MESSAGES/django.po"))


def settle(path: Path) -> list[str]:
    """Write a catalogue with a header that never changes, and its compiled form; return what has no translation."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    language = path.parent.parent.name
    plural = {"Language": language, "Plural-Forms": catalogue.metadata["Plural-Forms"]}
    catalogue.metadata = HEADER | plural
    catalogue.metadata_is_fuzzy = []
    catalogue.header = (
        f"The words of Good Offices: {language}. Renewed by `make messages`; translations are written here."
    )
    for entry in catalogue.obsolete_entries():
        catalogue.remove(entry)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return [f"{language}: {entry.msgid}" for entry in catalogue if not entry.translated()]


def main() -> int:
    """Collect, write and compile; 1 when something is not translated yet."""
    if missing := [tool for tool in ("xgettext", "msgmerge", "msguniq", "msgattrib") if not shutil.which(tool)]:
        sys.stderr.write(f"Collecting the words needs gettext ({', '.join(missing)}); nothing was changed.\n")
        return 2
    os.chdir(APPLICATION)
    languages = sorted(path.name for path in Path("locale").iterdir())  # a new folder begins a new catalogue
    call_command(Collect(), locale=languages, no_location=True, no_wrap=True, no_obsolete=True, verbosity=0)
    untranslated = [words for path in catalogues() for words in settle(path)]
    sys.stdout.write("".join(f"{words}\n" for words in untranslated))
    return 1 if untranslated else 0


if __name__ == "__main__":
    sys.exit(main())
