"""The pages of the desk as people with each role see them."""

import pytest
from django.urls import reverse

from haven.accounts.models import Role
from haven.ledger.actions import VISITOR, record
from haven.ledger.models import LedgerEntry
from haven.listings.models import Listing
from tests.factories import (
    a_listing,
    a_membership,
    a_network,
    a_notice,
    a_revision_photo,
    a_signal_hit,
    an_appeal,
)
from tests.moderation.conftest import Enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Listing:
    listing = a_listing(state="held", title="Flat <b>to let</b>", body="The owner is abroad.")
    a_signal_hit(verdict=listing.revision.verdicts.get(), start=19, end=28)  # type: ignore[union-attr]
    return listing


def item(listing: Listing) -> str:
    return reverse("moderation:item", args=[listing.code])


def test_an_empty_queue_says_that_it_is_done(enter: Enter) -> None:
    page = enter(Role.MODERATOR).get(reverse("moderation:queue")).content.decode()
    assert "All done" in page
    assert reverse("moderation:ledger") in page


def test_the_queue_names_what_waits(enter: Enter, held: Listing) -> None:
    a_notice(listing=held)
    page = enter(Role.AUDITOR).get(reverse("moderation:queue")).content.decode()
    assert item(held) in page
    assert "Flat &lt;b&gt;to let&lt;/b&gt;" in page
    assert "1 report" in page
    assert LedgerEntry.objects.filter(action="queue.read").count() == 1


def test_reading_a_held_ad_is_recorded_before_it_is_shown(enter: Enter, held: Listing) -> None:
    page = enter(Role.MODERATOR).get(item(held)).content.decode()
    assert LedgerEntry.objects.get(action="listing.read").subject == held.subject
    assert '<mark class="hit" id="hit-1">' in page
    assert "Milan Moderator" not in page


def test_nobodys_address_is_on_the_page(enter: Enter, held: Listing) -> None:
    notice = a_notice(listing=held, email="reporter@example.org")
    page = enter(Role.SENIOR_MODERATOR).get(item(held)).content.decode()
    assert notice.case_code in page
    assert notice.email not in page
    assert held.poster
    assert held.poster.email not in page


def test_photos_are_veiled(enter: Enter, held: Listing) -> None:
    a_revision_photo(revision=held.revision)
    assert 'class="unveil"' in enter(Role.MODERATOR).get(item(held)).content.decode()


def test_an_auditor_reads_and_cannot_decide(enter: Enter, held: Listing) -> None:
    page = enter(Role.AUDITOR).get(item(held)).content.decode()
    assert reverse("moderation:decide", args=[held.code]) not in page


def test_only_who_may_open_a_network_gets_its_link(enter: Enter, held: Listing) -> None:
    network = a_network()
    a_membership(network=network, ad_id=held.code)
    link = reverse("investigations:network", args=[network.pk])
    assert link not in enter(Role.MODERATOR).get(item(held)).content.decode()
    assert link in enter(Role.AUDITOR).get(item(held)).content.decode()


def test_what_was_never_submitted_is_not_there(enter: Enter) -> None:
    client = enter(Role.MODERATOR)
    assert client.get(item(a_listing(state="draft"))).status_code == 404
    assert client.get(reverse("moderation:item", args=["nosuchcode"])).status_code == 404


def test_an_appeal_beside_its_decision(enter: Enter) -> None:
    appeal = an_appeal()
    address = reverse("moderation:appeal", args=[appeal.pk])
    page = enter(Role.MODERATOR).get(address).content.decode()
    assert appeal.text in page
    assert appeal.decision.facts in page
    assert LedgerEntry.objects.get(action="appeal.read").details == {"appeal": appeal.pk}
    own = enter(appeal.decision.moderator).get(address).content.decode()
    assert "someone else answers" in own
    assert 'name="answer"' not in own


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 200), ("?area=listing", 200), ("?area=nonsense", 400), ("?before=x", 400), ("?before=-1", 400),
     ("?subject=%00", 200), ("?subject=" + "a" * 81, 400), ("?before=99999999999999999999999", 400)],
)  # fmt: skip
def test_the_ledger_takes_any_input(enter: Enter, query: str, status: int) -> None:
    answer = enter(Role.AUDITOR).get(reverse("moderation:ledger") + query)
    assert answer.status_code == status
    assert LedgerEntry.objects.filter(action="ledger.read").count() == 1


def test_the_ledger_pages_on(enter: Enter, held: Listing) -> None:
    client = enter(Role.AUDITOR)
    for _ in range(52):
        record(actor=VISITOR, action="listing.read", subject=f"listing:{held.code}")
    page = client.get(reverse("moderation:ledger") + f"?area=listing&subject={held.code}").content.decode()
    assert "Older entries" in page
    assert f"subject={held.code}&amp;before=" in page
