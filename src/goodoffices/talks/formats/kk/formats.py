"""Formats in Django's letters."""

from __future__ import annotations

DATE_FORMAT = "Y ж. j F"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y ж. j F, H:i"
SHORT_DATE_FORMAT = "Y ж. j M"
SHORT_DATETIME_FORMAT = "Y ж. j M, H:i"
MONTH_DAY_FORMAT = "j F"
