"""The addresses of the case, what the parties want and what packages are worth to them, within a process."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import case, preferences, preferences_before, worth

__all__ = ["urlpatterns"]

urlpatterns = [
    path("case/", case.case, name="case"),
    path("case/load/", case.load, name="case_load"),
    path("case/words/", case.words, name="case_words"),
    path("case/dossier.yaml", case.download, name="case_download"),
    path("packages/", case.packages, name="packages"),
    path("packages/<str:package>/withdraw/", case.package_withdraw, name="package_withdraw"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("preferences/state/", preferences.state, name="preference"),
    path("preferences/history/<str:party>/", preferences_before.preferences_before, name="preferences_before"),
    path("preferences/no-agreement/", preferences.fallback, name="fallback"),
    path("worth/", worth.worth, name="worth"),
    path("worth/<str:package>/", worth.shared_worth, name="worth_shared"),
]
