"""An act that was refused, told to the one who asked for it: the only way in which forms and pages say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from goodoffices.errors import MachineError, Problem, UserError

__all__ = ["refused_beside", "refused_on", "told"]

_ENDS = (".", "!", "?", "…", "؟", "。", ":")


def told(error: UserError) -> list[str]:
    """What is wrong and what would be right: whole sentences, one problem after the other, each with line and column
    where they are known. What this machine lacks is said as the page for it says it, in the reader's language."""
    if isinstance(error, MachineError):
        return [_sentences(Problem(_("This server cannot do that now"))), _no_library()]
    return [_sentences(problem) for problem in error.problems]


def refused_on(form: Any, error: UserError, field: str | None = None) -> None:
    """Say on a form, at a field of it or above all, why the act was refused."""
    for words in told(error):
        form.add_error(field, words)


def refused_beside(form: Any, error: UserError, fields: Mapping[str, str]) -> None:
    """Say each problem at the field that its key is filled in by (`fields`: field by the last word of a key), the rest
    above all. Lines and columns, of a text that nobody here has seen, are left out."""
    for problem in error.problems:
        field = fields.get(problem.where.key.rpartition(".")[2])
        form.add_error(
            field if field in form.fields else None, _sentences(Problem(problem.what, remedy=problem.remedy))
        )


def _no_library() -> str:
    return _(
        "Nothing was changed. Tell who looks after this installation: libsodium cannot be loaded from the temporary "
        "folder. The way out is to set TMPDIR to a folder that is not mounted noexec, and to start the server again; "
        "“goodoffices doctor” tells more."
    )


def _sentences(problem: Problem) -> str:
    parts = [str(part).strip() for part in (problem.what, problem.remedy) if part]
    said = " ".join(f"{part[:1].upper()}{part[1:]}{'' if part.endswith(_ENDS) else '.'}" for part in parts)
    if not problem.where.line:
        return said
    place = {"line": problem.where.line, "column": problem.where.column, "what": said}
    return _("Line %(line)s, character %(column)s: %(what)s") % place
