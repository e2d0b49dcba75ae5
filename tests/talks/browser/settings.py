"""The application's own settings for a real server and a real browser, with a passphrase that costs little."""

from __future__ import annotations

import os

from goodoffices.talks.mail import mail_server
from goodoffices.talks.settings import *  # noqa: F403

MIGRATION_MODULES = {"talks": None}  # tables come from the models as they are
PASSPHRASE_COST = {"memory": 64, "rounds": 1, "lanes": 1}
SECOND_FACTOR_REQUIRED = os.environ.get("TALKS_SECOND_FACTOR") == "1"
MFA_TOTP_TOLERANCE = 40  # periods of 30 seconds: a code does not turn while a busy machine hands it in
ACCOUNT_RATE_LIMITS = {"login": "6000/m/ip", "login_failed": False}
# So that its pages let people sign up; nothing is sent.
MAIL_SERVER = mail_server({"GOODOFFICES_MAIL": "smtp://localhost:2525", "GOODOFFICES_MAIL_FROM": "news@example.org"})
MAIL_FROM = "news@example.org"
