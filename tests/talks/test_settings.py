"""What a browser is told with every page, and what changes once people come over HTTPS."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse
from tests.talks.world import PASSPHRASE


def settings_of(origin: str, tmp_path, **more: str) -> dict:
    """The settings as a fresh process sees them."""
    names = "SESSION_COOKIE_NAME CSRF_COOKIE_NAME KEY_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE DEMO"
    names += " SECURE_HSTS_SECONDS SECURE_SSL_REDIRECT SECOND_FACTOR_REQUIRED ALLOWED_HOSTS PASSPHRASE_COST"
    values = f"{{name: getattr(settings, name) for name in {names.split()!r}}}"
    code = f"import json; from goodoffices.talks import settings; print(json.dumps({values}))"
    environment = os.environ | {"GOODOFFICES_HOME": str(tmp_path), "GOODOFFICES_ORIGIN": origin} | more
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return json.loads(told.stdout)


def test_over_https_every_cookie_is_bound_to_its_host(tmp_path):
    found = settings_of("https://talks.example.org", tmp_path)
    assert all(found[f"{name}_COOKIE_NAME"].startswith("__Host-") for name in ("SESSION", "CSRF", "KEY"))
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["ALLOWED_HOSTS"] == ["talks.example.org"]


def test_over_https_the_browser_is_told_to_stay_there(tmp_path):
    found = settings_of("https://talks.example.org", tmp_path)
    assert found["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert found["SECURE_SSL_REDIRECT"]


@pytest.mark.long
@pytest.mark.parametrize(("origin", "demo"), [("http://localhost:8000", True), ("https://talks.example.org", False)])
def test_the_second_factor_is_left_out_only_in_a_demonstration_on_this_machine(origin, demo, tmp_path):
    found = settings_of(origin, tmp_path, GOODOFFICES_DEMO="1")
    assert found["DEMO"] is demo
    assert found["SECOND_FACTOR_REQUIRED"] is not demo
    assert settings_of(origin, tmp_path, GOODOFFICES_DEMO="")["SECOND_FACTOR_REQUIRED"]


def test_the_key_of_the_installation_is_made_once_and_only_its_owner_reads_it(tmp_path):
    settings_of("http://localhost:8000", tmp_path)
    key = (tmp_path / "installation-key").read_text()
    settings_of("http://localhost:8000", tmp_path)
    assert (tmp_path / "installation-key").read_text() == key
    assert (tmp_path / "installation-key").stat().st_mode & 0o077 == 0


def test_a_guess_at_a_passphrase_costs_what_the_standard_asks(tmp_path):
    assert settings_of("http://localhost:8000", tmp_path)["PASSPHRASE_COST"] == {
        "memory": 65536,
        "rounds": 3,
        "lanes": 4,
    }


def pages(world):
    client = world.client("mediator")
    yield Client().get(reverse("account_login"))
    yield client.get(reverse("home"))
    yield client.get(reverse("notes", args=[world.process.pk]))
    yield client.get("/nothing-here/")


def test_a_page_may_load_nothing_from_elsewhere_and_run_no_inline_script(world):
    for page in pages(world):
        policy = page["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


def test_every_page_says_what_a_browser_may_do_with_it(world):
    for page in pages(world):
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "DENY"
        assert page["X-Content-Type-Options"] == "nosniff"
        assert page["Referrer-Policy"] == "same-origin"
        assert page["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "no-store" in page["Cache-Control"]


def test_a_form_sent_from_another_site_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse("account_login"), {"login": "north", "password": PASSPHRASE}).status_code == 403
    signed_in = world.client("north")
    signed_in.handler.enforce_csrf_checks = True
    assert signed_in.post(reverse("notes", args=[world.process.pk]), {"title": "x"}).status_code == 403


def test_a_form_of_an_absurd_size_is_refused(world):
    client = world.client("north")
    answer = client.post(reverse("notes", args=[world.process.pk]), {"title": "x", "text": "y" * 5_000_000})
    assert answer.status_code == 400
