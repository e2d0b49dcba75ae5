"""The demonstration as a whole: its people, then every step."""

from __future__ import annotations

from goodoffices.talks.demo.account import DemoAccount

__all__ = ["load_demo"]


def load_demo() -> list[DemoAccount]:
    """Fill the open installation with the demonstration. Returns the accounts, for printing.

    Raises TalksError when somebody has an account there already: a demonstration never mixes with anything else.
    """
    from goodoffices.errors import TalksError  # noqa: PLC0415 (beside the next)
    from goodoffices.talks.demo.people import demo_people  # noqa: PLC0415 (Django)
    from goodoffices.talks.demo.steps import STEPS  # noqa: PLC0415 (Django)
    from goodoffices.talks.hosting import has_accounts  # noqa: PLC0415 (the same)

    if has_accounts():
        raise TalksError.of("there are accounts here already", remedy="A demonstration needs an empty database.")
    table, accounts = demo_people()
    for step in STEPS:
        step(table)
    return accounts
