"""What an authenticator app would show."""

from __future__ import annotations

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PERIOD, NEEDED = 30, 10  # seconds: that a code is good for; that a test may take to give it


def code_of(secret: str) -> str:
    """The code of now. One that is about to turn is waited out, as a person would."""
    left = PERIOD - time.time() % PERIOD
    if left < NEEDED:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))
