"""The application as servers see it (ASGI: events are streamed)."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.asgi import get_asgi_application

from goodoffices.talks.bounds import bounded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodoffices.talks.settings")

application = bounded(get_asgi_application(), settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
