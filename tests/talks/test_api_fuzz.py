"""The API under a storm of requests that its own description allows and forbids: no answer is a server's error."""

from __future__ import annotations

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import checks
from tests.talks.test_api import token_of

from goodoffices.talks.api import api

EXAMPLES = int(os.environ.get("GOODOFFICES_FUZZ", "2"))  # for each operation; more by the environment
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/1/"))
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


@pytest.fixture(autouse=True)
def _one_connection():
    """Requests of a test share its transaction, so that they must not close its connection when they end."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.long
def test_no_request_however_odd_makes_the_api_fail_or_answer_what_it_does_not_describe(world):
    accounts = ["mediator", "north"]  # one request is asked by both: making it up takes longer than answering it
    headers = {account: {"Authorization": f"Bearer {token_of(world, account)}"} for account in accounts}
    application = get_wsgi_application()
    there = {kind: next(iter(records.values())).pk for kind, records in world.records.items()}  # what exists, is asked
    there |= {"process": world.process.pk, "seat": world.seats["observer"].pk}
    for operation in OPERATIONS:

        @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
        @given(case=operation.as_strategy())
        def ask(case):
            case.path_parameters |= {name: there[name] for name in case.path_parameters if name in there}
            for account in reversed(accounts):  # what the mediator deletes, nobody else finds
                response = case.call(headers=headers[account], app=application)
                case.validate_response(response, checks=CHECKS, headers=headers[account])

        ask()


@pytest.mark.long
def test_the_description_covers_every_operation_of_the_api():
    assert len(OPERATIONS) == sum(len(path) for path in api.get_openapi_schema()["paths"].values())
