"""What an authenticator app would show."""

from __future__ import annotations

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PERIOD = 30  # seconds


def code_of(secret: str) -> str:
    """The code of now. The settings of tests take it for longer than its period: it may turn on its way."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))
