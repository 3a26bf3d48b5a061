"""The site's numbers, for who has the operator's token and nobody else."""

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from haven.listings.models import ListingState
from haven.project.environment import environment
from tests.factories import a_listing, a_notice, a_policy_version

pytestmark = pytest.mark.django_db
TOKEN = "t" * 32


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment(), "metrics_token", SecretStr(TOKEN))


def read(client: Client) -> dict[tuple[str, str], float]:
    a_policy_version()
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.content.decode())
    return {(s.name, next(iter(s.labels.values()), "")): s.value for family in families for s in family.samples}


def test_what_is_there_is_counted(client: Client, token: None) -> None:
    a_listing(state=ListingState.PUBLISHED)
    a_listing(state=ListingState.HELD)
    a_notice(listing=a_listing(state=ListingState.PUBLISHED))
    found = read(client)
    assert (found["haven_ads", "published"], found["haven_ads", "held"], found["haven_ads", "sold"]) == (2, 1, 0)
    assert found["haven_notices_filed_total", ""] == 1
    assert sum(value for (name, _), value in found.items() if name == "haven_queue_waiting") == 2
    assert sum(value for (name, _), value in found.items() if name == "haven_ledger_standing") == 1
    assert found["haven_database_bytes", ""] > 1_000_000


@pytest.mark.parametrize("header", ["", "Bearer ", f"Bearer {'u' * 32}", f"Basic {TOKEN}", "Bearer \xe9"])
def test_without_the_token_there_is_no_such_page(client: Client, token: None, header: str) -> None:
    assert client.get("/metrics", headers={"Authorization": header} if header else {}).status_code == 404


def test_where_no_token_is_set_there_is_no_such_page(client: Client) -> None:
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
