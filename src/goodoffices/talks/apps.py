"""The one Django application of Good Offices."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TalksConfig(AppConfig):
    """Talks: processes, their rooms, and what is said in them."""

    name = "goodoffices.talks"
    label = "talks"
    verbose_name = _("Talks")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Learn of the application's own system checks."""
        from goodoffices.talks import checks  # noqa: F401, PLC0415 (models must be loaded first)
