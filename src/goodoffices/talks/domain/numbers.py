"""The numbers that /metrics tells, gathered anew."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from goodoffices.talks.access.viewer import looking_as_the_system
from goodoffices.talks.backups import backups_in
from goodoffices.talks.domain.record import check_record
from goodoffices.talks.metrics import COUNTS, Number, exposition, in_mebibytes
from goodoffices.talks.models import Job, Process

__all__ = ["numbers", "numbers_as_text"]

_MIB = 1024 * 1024
_STARTED = timezone.now().timestamp()


def numbers_as_text() -> str:
    """All numbers in Prometheus' text format."""
    return exposition(numbers())


def numbers() -> list[Number]:
    """Totals of this server and this installation. None has a label; see `metrics` for what is left out and why."""
    with looking_as_the_system():
        runs = Job.objects.filter(state__in=Job.UNDER_WAY).count()
        holds = all(check_record(process).broken is None for process in Process.objects.all())
    found = [
        Number("goodoffices_started_timestamp_seconds", "When this server started.", _STARTED),
        Number("goodoffices_requests_total", "Answers since the start.", COUNTS.answered, grows=True),
        Number("goodoffices_requests_failed_total", "Answers with a status of 500 or more.", COUNTS.failed, grows=True),
        Number("goodoffices_requests_slow_total", "Answers begun after more than 1 s.", COUNTS.slow, grows=True),
        Number("goodoffices_runs_under_way", "Runs that wait or run.", runs),
        Number("goodoffices_database_size_bytes", "The database, up to whole MiB.", in_mebibytes(_size())),
        Number("goodoffices_disk_free_bytes", "Free for the home, down to whole MiB.", _free()),
        Number("goodoffices_record_holds", "1 when every record of acts holds, else 0.", float(holds)),
        Number("goodoffices_taken_timestamp_seconds", "When these numbers were taken.", timezone.now().timestamp()),
    ]
    if (made := _newest_backup()) is not None:
        found.append(Number("goodoffices_backup_timestamp_seconds", "When the newest back-up was made.", made))
    return found


def _size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])


def _free() -> int:
    return shutil.disk_usage(settings.HOME).free // _MIB * _MIB


def _newest_backup() -> float | None:
    try:
        found = backups_in(Path(settings.BACKUPS)) if settings.BACKUPS else []
    except OSError:
        return None
    return found[-1].made.timestamp() if found else None
