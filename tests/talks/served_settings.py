"""The application's own settings for a real server in tests, with a passphrase that costs little."""

from __future__ import annotations

from goodoffices.talks.settings import *  # noqa: F403

MIGRATION_MODULES = {"talks": None}  # tables come from the models as they are
PASSPHRASE_COST = {"memory": 64, "rounds": 1, "lanes": 1}
SECOND_FACTOR_REQUIRED = False
ACCOUNT_RATE_LIMITS = {"login": "6000/m/ip", "login_failed": False}
