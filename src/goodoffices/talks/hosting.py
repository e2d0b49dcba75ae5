"""An installation on this machine: its environment, its database brought up to date, its first administrator.

Knows Django only inside its functions, so that the door of this room opens at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from goodoffices.errors import Problem, TalksError, Where
from goodoffices.talks.installation import (
    database_address,
    home_folder,
    installation_key,
    is_this_machine,
    key_file,
    named_home,
)
from goodoffices.talks.mail import mail_server

__all__ = [
    "SETTINGS",
    "check_database",
    "has_accounts",
    "make_administrator",
    "open_installation",
    "origin_of",
    "sqlite_file",
]

SETTINGS = "goodoffices.talks.settings"
_DATABASES = {"postgres", "postgresql", "pgsql", "sqlite"}


def open_installation(
    *, home: str = "", port: int = 8000, demo: bool = False, told: Callable[[str], None] = lambda _: None
) -> None:
    """Make ready what the environment describes: check it, bring the database up to date, look for mistakes.

    `told` hears a line for each step. A demonstration is always in SQLite, and on this machine. Raises TalksError when
    the home cannot be written, the database cannot be reached, or a system check fails.
    """
    if home:
        os.environ["GOODOFFICES_HOME"] = home
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ.setdefault("GOODOFFICES_ORIGIN", f"http://localhost:{port}")
    if demo:
        os.environ["GOODOFFICES_DEMO"] = "1"
        for theirs in ("DATABASE_URL", "DATABASE_URL_FILE", "GOODOFFICES_KEY_FILE", "GOODOFFICES_METRICS_TOKEN_FILE"):
            os.environ.pop(theirs, None)
    _check_home(os.environ)
    check_database(os.environ)
    mail_server(os.environ)
    import django  # noqa: PLC0415 (only when an installation is opened)

    django.setup()
    _bring_up_to_date(told)
    _look_for_mistakes()


def origin_of(environment: Mapping[str, str], port: int, host: str, *, demo: bool) -> str:
    """The address people open. Raises TalksError for one that would show what is said to the network between."""
    origin = environment.get("GOODOFFICES_ORIGIN", "").rstrip("/") or f"http://localhost:{port}"
    parts = urlsplit(origin)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise TalksError.of(
            f"GOODOFFICES_ORIGIN is `{origin}`, which is no address", remedy="Write it as https://talks.example.org."
        )
    local = is_this_machine(parts.hostname)
    if demo and not (local and is_this_machine(host)):
        raise TalksError.of(
            "a demonstration is for this machine alone: no second factor guards it",
            remedy="Leave --host and GOODOFFICES_ORIGIN away.",
        )
    if parts.scheme == "http" and not (local and is_this_machine(host)):
        raise TalksError.of(
            "without https, everybody on the network between would read along",
            remedy="Set GOODOFFICES_ORIGIN to the https address that your proxy serves, as https://talks.example.org.",
        )
    return origin


def has_accounts() -> bool:
    """Whether anybody can sign in yet."""
    from goodoffices.talks.models import Member  # noqa: PLC0415 (Django)

    return Member.objects.exists()


def make_administrator(*, username: str, passphrase: str) -> None:
    """An account that manages the installation and reads nothing. Raises TalksError for a name that is taken or empty,
    and for a passphrase that is too short, common or monotonous, or holds the name."""
    from django.conf import settings  # noqa: PLC0415 (Django)
    from django.core.exceptions import ValidationError  # noqa: PLC0415 (Django)

    from goodoffices.talks.domain.accounts import check_passphrase  # noqa: PLC0415 (Django)
    from goodoffices.talks.models import Member  # noqa: PLC0415 (Django)

    username = username.strip()
    if Member.objects.filter(username=username).exists():
        raise TalksError.of(f"there is an account `{username}` already", remedy="Choose another name.")
    if len(passphrase) < settings.SHORTEST_PASSPHRASE:
        raise TalksError.of(
            f"the passphrase has {len(passphrase)} characters; it needs {settings.SHORTEST_PASSPHRASE}",
            remedy="Four or five words that have nothing to do with each other are long and easy to keep.",
        )
    try:
        Member._meta.get_field("username").clean(username, None)  # noqa: SLF001 (Django's public name)
    except ValidationError as error:
        raise TalksError.of(f"`{username}` is no name for an account: {' '.join(error.messages)}") from error
    check_passphrase(passphrase, username)
    Member.objects.create_member(username, passphrase, is_administrator=True)


def _check_home(environment: Mapping[str, str]) -> None:
    """The folder can be made and written, and the installation's key can be read."""
    try:
        home = home_folder(environment)
    except OSError as error:
        raise _unusable(environment, error) from error
    try:
        installation_key(home, environment)
    except (OSError, UnicodeDecodeError) as error:
        if not environment.get("GOODOFFICES_KEY_FILE"):
            raise _unusable(environment, error) from error
        raise TalksError.of(
            f"the installation's key cannot be read: {getattr(error, 'strerror', None) or 'it is no text'}",
            Where(str(key_file(home, environment))),
            "GOODOFFICES_KEY_FILE names this file. Put the key there, or leave the name away.",
        ) from error


def _unusable(environment: Mapping[str, str], error: Exception) -> TalksError:
    place = environment.get("GOODOFFICES_HOME") or named_home(environment)
    return TalksError.of(
        f"the installation's folder cannot be used ({place}): {getattr(error, 'strerror', None) or error}",
        remedy="Name a folder of yours with --home, or in GOODOFFICES_HOME.",
    )


def check_database(environment: Mapping[str, str]) -> None:
    """The address of the database is one of a kind that is known. It is never repeated: it holds a password.

    Raises TalksError.
    """
    try:
        address = database_address(environment)
    except (OSError, UnicodeDecodeError) as error:
        raise TalksError.of(
            f"the address of the database cannot be read: {getattr(error, 'strerror', None) or 'it is no text'}",
            Where(environment["DATABASE_URL_FILE"]),
            "DATABASE_URL_FILE names this file; it holds one line, as postgres://user:password@host/name.",
        ) from error
    if address is None:
        return
    import dj_database_url  # noqa: PLC0415 (only when it is needed)

    try:
        known = urlsplit(address).scheme in _DATABASES and bool(dj_database_url.parse(address)["ENGINE"])
    except (ValueError, KeyError):
        known = False
    if not known:
        raise TalksError.of(
            "DATABASE_URL is no address of a database",
            remedy="Write it as postgres://user:password@host/name, or leave it away for SQLite.",
        )


def sqlite_file(environment: Mapping[str, str]) -> Path:
    """The file of an installation that is in SQLite. Raises TalksError for one in PostgreSQL."""
    check_database(environment)
    address = database_address(environment)
    if not address:
        return named_home(environment) / "talks.sqlite3"
    import dj_database_url  # noqa: PLC0415 (only when it is needed)

    if not address.startswith("sqlite"):
        raise TalksError.of(
            "this installation is in PostgreSQL, which has a tool of its own",
            remedy="pg_dump --format=custom --file=FOLDER/talks-DAY.dump NAME",
        )
    return Path(dj_database_url.parse(address)["NAME"])


def _bring_up_to_date(told: Callable[[str], None]) -> None:
    from django.db import DatabaseError, connection  # noqa: PLC0415 (Django)
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 (Django)

    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            told(f"Bringing the database up to date ({len(plan)} steps) ...")
            executor.migrate(executor.loader.graph.leaf_nodes(), plan)
            _fill_content_types()
    except DatabaseError as error:
        kind = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
        first = str(error).strip().partition("\n")[0]
        raise TalksError.of(
            f"the database ({kind}) cannot be used: {first}",
            remedy="Look at DATABASE_URL: whether the server runs, and whether name, user and password are right."
            if kind == "PostgreSQL"
            else "Look at the file talks.sqlite3 in the installation's folder, and whether the disk is full.",
        ) from error


def _fill_content_types() -> None:
    """What `migrate` does at its end: the tables of kinds and permissions hold every model."""
    from django.core.management.sql import emit_post_migrate_signal  # noqa: PLC0415 (Django)

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def _look_for_mistakes() -> None:
    from django.conf import settings  # noqa: PLC0415 (Django)
    from django.core import checks  # noqa: PLC0415 (Django)

    found = checks.run_checks(include_deployment_checks=settings.SECURE)
    problems = [Problem(str(one.msg), remedy=one.hint or "") for one in found if one.level >= checks.ERROR]
    if problems:
        raise TalksError(*problems)
