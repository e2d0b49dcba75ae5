"""The addresses of possible hosts, within a process."""

from __future__ import annotations

from django.urls import path

from goodoffices.talks.views import hosts

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", hosts.hosts, name="hosts"),
    path("load/", hosts.hosts_load, name="hosts_load"),
    path("rate/", hosts.hosts_rate, name="hosts_rate"),
    path("<str:hosts>/", hosts.hosts_version, name="hosts_version"),
    path("<str:hosts>/run/", hosts.hosts_run, name="hosts_run"),
    path("<str:hosts>/hosts.yaml", hosts.hosts_text, name="hosts_text"),
]
