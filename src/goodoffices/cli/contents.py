"""The table of contents of the command line, and the one place where errors become exit codes."""

from __future__ import annotations

import errno
import importlib
import os
import sys
import textwrap
import traceback
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

import click

from goodoffices import __version__
from goodoffices.cli.shell import BAD_INPUT, BROKEN_PIPE, BUG, DONE, INTERRUPTED, QUIET, print_problems
from goodoffices.errors import Problem, UserError, Where

__all__ = ["CONTENTS", "main"]

CONTENTS = (
    ("What is known", (("evidence", "Who says what, what happened, and how many: claims, events, estimates."),)),
    ("What is at the table", (("dossier", "Write, check, read and change the file that says what is at the table."),)),
    (
        "What all could accept",
        (
            ("settle", "Count the packages all could accept; find the frontier and fair ones."),
            ("trade", "From a text: what is better for all, and what could be traded for what."),
            ("what-if", "What a changed judgement would change in the answer."),
            ("divide", "Divide the issues between two parties by Adjusted Winner."),
        ),
    ),
    ("Who could host", (("hosting", "Possible hosts side by side: distances, votes, record, ties; no verdict."),)),
    (
        "What would hold",
        (("stability", "Who could leave an agreement, what would deter them, and how they could get there."),),
    ),
    (
        "What is being kept",
        (("ceasefire", "A ceasefire's terms, incidents against its clauses, monitors' lists side by side."),),
    ),
    (
        "What was promised",
        (("commitments", "What an agreement obliges whom to do, what was reported and verified, what is overdue."),),
    ),
    (
        "Safe passage",
        (("corridors", "Roads, danger on them, routes, timetables for convoys, a plan and who agreed to it."),),
    ),
    (
        "The table itself",
        (
            ("serve", "Serve the web application for talks; with --demo, a table that is set already."),
            ("process", "List the processes of an installation; export and import one, encrypted."),
            ("doctor", "Whether an installation, and the machine under it, are as they should be."),
            ("backup", "Copy a whole installation while it runs, and look at the copy."),
            ("seal", "Answer a proposal so that all learn whether everybody said yes, and no more."),
            ("agreement", "Freeze an adopted text, sign it, verify it, hand it on: one file, offline."),
            ("verify-log", "Check a record of acts without the server that wrote it."),
        ),
    ),
    ("What a mediator reads", (("brief", "Compose a page or a paper from a dossier, with pictures."),)),
)
"""Headings with their commands and what each does, so that the list needs no command to load."""

_EPILOG = """\
Exit codes: 0 done; 1 the answer is "no", where a command asks a question for scripts; 2 the input or the call is
wrong; 70 a mistake in goodoffices itself; 130 interrupted; 141 the reader of the output went
away. Everything works offline, on files.

\b
Example:
  goodoffices dossier new my-case.yaml
"""


class _Contents(click.Group):
    """Lists its commands under headings, loads one only to run it, and turns errors into messages and exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        return [name for _, commands in CONTENTS for name, _ in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"goodoffices.cli.{cmd_name.replace('-', '_')}").command
        _prepare(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words name; where they name none, say which was meant."""
        word = args[0] if args else ""
        if word not in self.list_commands(ctx) and not word.startswith("-"):
            if word in getattr(self.get_command(ctx, "dossier"), "commands", {}):
                raise click.UsageError(f"It is written `goodoffices dossier {' '.join(args)}`.", ctx)
            if word.endswith((".yaml", ".yml")):
                raise click.UsageError(f"A command comes first, as in `goodoffices settle {word}`.", ctx)
            if near := get_close_matches(word, self.list_commands(ctx), 1):
                raise click.UsageError(f"No such command '{word}'. Did you mean `{near[0]}`?", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        for heading, commands in CONTENTS:
            with formatter.section(heading):
                formatter.write_dl(commands)

    def main(self, args: Sequence[str] | None = None, *, standalone_mode: bool = True, **extra: Any) -> Any:  # type: ignore[override]
        """Run the words of the command line; ends the program unless `standalone_mode` is False."""
        words = list(sys.argv[1:] if args is None else args)

        def run() -> Any:
            return super(_Contents, self).main(words, standalone_mode=False, **extra)

        return sys.exit(_guarded(run, words)) if standalone_mode else run()


def _guarded(run: Callable[[], Any], words: Sequence[str]) -> int:
    """Run, and say what went wrong. Returns the exit code; never lets a traceback out unless it is asked for."""
    _never_fail_to_print()
    in_json = "--json" in words
    try:
        code = run()
        sys.stdout.flush()
    except UserError as error:
        print_problems(error.problems, in_json=in_json)
        return BAD_INPUT
    except click.ClickException as error:
        if in_json:
            print_problems([Problem(error.format_message(), Where())], in_json=True, on_stderr=False)
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _interrupted()
    except OSError as error:
        return _closed_pipe() if error.errno == errno.EPIPE else _own_mistake(error)
    except Exception as error:  # noqa: BLE001 - the last resort: whatever it is, its user is told in one sentence
        return _interrupted() if _is_interrupt(error) else _own_mistake(error)
    return code if isinstance(code, int) else DONE


def _interrupted() -> int:
    click.echo("Interrupted.", err=True)
    return INTERRUPTED


def _is_interrupt(error: BaseException) -> bool:
    """Whether Ctrl-C lies behind an error: Python makes a SystemError of one that reaches compiled code."""
    behind = error.__cause__ or error.__context__
    return isinstance(error, KeyboardInterrupt) or (behind is not None and _is_interrupt(behind))


def _closed_pipe() -> int:
    # What is still buffered would fail again, loudly, when the interpreter closes the stream.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


def _own_mistake(error: BaseException) -> int:
    if os.environ.get("GOODOFFICES_TRACE"):
        traceback.print_exception(error)
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    click.echo(f"This is a mistake in goodoffices {__version__} itself, not in your file ({told}).", err=True)
    if not os.environ.get("GOODOFFICES_TRACE"):
        click.echo("Set GOODOFFICES_TRACE=1 and run it again to see where it happened, and please report it.", err=True)
    return BUG


def _never_fail_to_print() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A terminal that cannot show a letter shows its number instead.
            reconfigure(errors="backslashreplace")


def _prepare(command: click.Command) -> None:
    """Let `-q` stand after the command's name too, and keep the lines of its example apart."""
    # Docstrings are raw, so click's sign for "do not wrap" stands in them as two letters.
    told, sign, example = (command.help or "").partition("\\b\n")
    command.help = told.rstrip()
    if sign:
        # The last thing a reader sees is what to type.
        command.epilog = "\b\n" + textwrap.dedent(example).rstrip()
    taken = {word for parameter in command.params for word in (*parameter.opts, *parameter.secondary_opts)}
    if "--quiet" not in taken:
        names = ["--quiet"] if "-q" in taken else ["-q", "--quiet"]
        command.params.append(_quiet_option(names))
    for below in getattr(command, "commands", {}).values():
        _prepare(below)


def _quiet_option(names: Sequence[str]) -> click.Option:
    def remember(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            ctx.find_root().meta[QUIET] = True

    told = "Print results and errors, nothing else."
    return click.Option(names, is_flag=True, expose_value=False, callback=remember, help=told)


@click.group(
    cls=_Contents,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)
@click.version_option(__version__, prog_name="goodoffices", message="%(prog)s %(version)s")
def main() -> None:
    """The open workbench for people who host and mediate peace talks."""


main.params.append(_quiet_option(["-q", "--quiet"]))
