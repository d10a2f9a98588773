"""What programs ask about the process is answered by whatever name they ask."""

import pytest
from django.db import connection
from django.db.utils import OperationalError

from live.engine import health

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_a_program_may_ask_by_address_and_without_https(client, settings, path):
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["town.example"]
    assert client.get(path, headers={"host": "10.0.0.7:8001"}).status_code == 200


def test_a_process_that_is_leaving_is_not_ready(client):
    health.leaving.set()
    try:
        answer = client.get("/readyz")
    finally:
        health.leaving.clear()
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "reason": "leaving"})
    assert client.get("/healthz").status_code == 200


def test_nor_is_one_whose_database_is_away(client):
    def away(*_):
        raise OperationalError

    with connection.execute_wrapper(away):
        assert client.get("/readyz").json() == {"ready": False, "reason": "database: OperationalError"}
