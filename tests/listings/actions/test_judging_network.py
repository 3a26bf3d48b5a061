"""The network that an ad would join, as the screening is told of it."""

import time

import pytest
from django.db import connection

from haven.findings.actions import link_ad
from haven.listings.actions.judging import judge, with_network
from haven.listings.actions.submission import submit_ad
from haven.listings.models import Listing, ListingState, SignalHit, Verdict
from haven.listings.records import submitted_records, to_record
from haven.policies.actions import install_default_policy
from haven.records import AdRecord
from haven.screening import Context
from tests.factories import a_draft, a_user

pytestmark = pytest.mark.django_db

BODY = "A solid oak table for the kitchen, six chairs fit around it, collected from the second floor by two people"


@pytest.fixture(autouse=True)
def policy() -> None:
    install_default_policy()


def submitted(body: str) -> Listing:
    return submit_ad(author=a_user(), draft=a_draft(title="Oak table", body=body))


def linked(body: str) -> Listing:
    listing = submitted(body)
    assert listing.revision is not None
    link_ad(ad=to_record(listing.revision), fetch=submitted_records, region="US")
    return listing


def test_an_ad_like_no_other_joins_no_network() -> None:
    assert with_network(Context(), AdRecord(id="new", body=BODY)).network_size is None


def test_the_screening_is_told_the_size_of_the_network_an_ad_would_join() -> None:
    for k in range(9):
        linked(f"{BODY} for {100 + k} {'abcdefghi'[k]}")
    assert with_network(Context(), AdRecord(id="new", body=BODY)).network_size == 10
    submitted(BODY)
    assert SignalHit.objects.filter(signal="large-network").count() == 1


def test_an_ad_whose_network_cannot_be_looked_up_is_held() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE findings_textkey RENAME TO mislaid")
    listing = submitted(BODY)
    verdict = Verdict.objects.get()
    assert listing.state == ListingState.HELD
    assert [failure["signal"] for failure in verdict.failures] == ["large-network"]
    assert "findings_textkey" in verdict.failures[0]["reason"]
    assert not SignalHit.objects.filter(signal="large-network").exists()


def test_judging_takes_far_less_than_a_tenth_of_a_second() -> None:
    listing = linked(BODY)
    assert listing.revision is not None
    times = []
    for _ in range(15):
        begun = time.process_time()
        judge(listing.revision)
        times.append(time.process_time() - begun)
    assert sorted(times)[7] < 0.1
