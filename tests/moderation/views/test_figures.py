"""The pages of the signals: at the desk, and for everyone."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from haven.accounts.models import Role
from haven.ledger.models import LedgerEntry
from haven.listings.actions.submission import submit_ad
from haven.screening.measured import proven
from haven.screening.signals import BY_SLUG
from tests.factories import a_decision, a_draft, a_policy_version, a_signal_hit, a_signal_run, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client: Client) -> Client:
    a_policy_version()
    client.force_login(a_user(Role.MODERATOR))
    return client


def test_the_desk_sees_every_signal_before_and_after_the_first_count(moderator: Client) -> None:
    assert "Not counted yet" in moderator.get(reverse("moderation:signals")).content.decode()
    a_signal_hit()
    a_signal_run()
    page = moderator.get(reverse("moderation:signals")).content.decode()
    assert all(signal.title in unescape(page) for signal in BY_SLUG.values())
    assert page.count("unproven") == sum(not proven(slug) for slug in BY_SLUG)
    assert LedgerEntry.objects.filter(action="signals.read").count() == 2


def test_one_signal_with_its_weeks(moderator: Client) -> None:
    a_signal_hit()
    a_signal_run()
    page = moderator.get(reverse("moderation:signal", args=["absent-owner"])).content.decode()
    assert "Ads it fired on" in page
    assert page.count('<rect class="bar"') == 1
    assert moderator.get(reverse("moderation:signal", args=["no-such"])).status_code == 404


@pytest.mark.parametrize(
    ("hits", "said"), [(40, "oftener on lawful ads of <strong>de</strong>"), (1, "of no language")]
)
def test_whether_a_signal_is_fair_is_said_in_words(moderator: Client, hits: int, said: str) -> None:
    a_signal_hit()
    run = a_signal_run()
    run.figures["lawful"]["language"] = {"de": 100, "en": 100}
    run.figures["signals"]["absent-owner"]["lawful"]["language"] = {"de": hits, "en": 1}
    run.save()
    assert said in moderator.get(reverse("moderation:signal", args=["absent-owner"])).content.decode()


@pytest.mark.parametrize("slug", sorted(BY_SLUG))
def test_every_signal_has_a_public_card(client: Client, slug: str) -> None:
    page = client.get(reverse("openness:signal", args=[slug])).content.decode()
    assert BY_SLUG[slug].title in unescape(page)
    assert ("unproven" in page) != proven(slug)


def test_the_public_page_tells_no_share_of_single_ads(client: Client) -> None:
    a_signal_hit()
    a_signal_run()
    page = client.get(reverse("openness:signals")).content.decode()
    assert "too few to say" in page
    card = client.get(reverse("openness:signal", args=["absent-owner"])).content.decode()
    assert "It fired on 1 of 1 ads" in card
    assert "too few of them" in card
    assert client.get(reverse("openness:signal", args=["no-such"])).status_code == 404


@pytest.mark.parametrize("query", ["", "?days=91", "?days=12&until=nonsense", "?days=364&until=2020-01-01"])
def test_the_page_of_figures(client: Client, query: str) -> None:
    a_policy_version()
    client.force_login(a_user(Role.SENIOR_MODERATOR))
    a_signal_run()
    a_decision()
    submit_ad(author=a_user(), draft=a_draft())
    page = client.get(reverse("moderation:figures") + query)
    assert page.status_code == 200
    for heading in ("Ads that came in", "What waits now"):
        assert heading in page.content.decode()
    assert ('<rect class="bar"' in page.content.decode()) == ("2020" not in query)
