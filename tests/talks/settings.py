"""The application's own settings, with a passphrase that costs little and a home that nobody keeps."""

from __future__ import annotations

import os
import tempfile

os.environ["GOODOFFICES_HOME"] = tempfile.mkdtemp(prefix="goodoffices-tests-")
os.environ.pop("GOODOFFICES_ORIGIN", None)
os.environ.pop("GOODOFFICES_DEMO", None)

from goodoffices.talks.mail import mail_server
from goodoffices.talks.settings import *  # noqa: F403

PASSPHRASE_COST = {"memory": 64, "rounds": 1, "lanes": 1}
SECOND_FACTOR_REQUIRED = False
MFA_TOTP_TOLERANCE = 40  # periods of 30 seconds: a code does not turn while a busy machine hands it in
# Runs are watched over by threads of their own, which need a database that more than one connection can write to.
if "sqlite3" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": HOME / "tests.sqlite3"}  # noqa: F405
# A mail server that nobody asks: letters of tests stay in memory, but for those to a server of the test's own.
MAIL_SERVER = mail_server({"GOODOFFICES_MAIL": "smtp://localhost:2525", "GOODOFFICES_MAIL_FROM": "news@example.org"})
MAIL_FROM = "news@example.org"
