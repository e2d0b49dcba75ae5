"""The application's own settings, migrations and all, with a passphrase that costs little."""

from __future__ import annotations

from goodoffices.talks.settings import *  # noqa: F403

PASSPHRASE_COST = {"memory": 64, "rounds": 1, "lanes": 1}
SECOND_FACTOR_REQUIRED = False
