"""Copies of kept ads for when there is no network: what they hold, and when they go."""

import pytest
from django.test import Client

from haven.accounts.models import User
from haven.listings.actions.life import mark_sold, reserve
from haven.listings.models import Listing
from haven.rights.actions.erasing import delete_listing
from tests.marketplace.stage import publish_ad

PHONE = "07700 900123"


def live(client: Client, *codes: str) -> dict[str, dict[str, str]]:
    answer = client.get("/kept/copies/?" + "&".join(f"code={code}" for code in codes))
    assert "no-store" in answer["Cache-Control"]
    return {copy["code"]: copy for copy in answer.json()["copies"]}


def test_a_copy_holds_neither_contacts_nor_who_reads(signed_in: Client, poster: User) -> None:
    ad = publish_ad(
        poster, title=f"Touring bicycle {PHONE}", body=f"Ring {PHONE}, it is a fine bicycle with new tyres."
    )
    page = signed_in.get(f"/ads/{ad.code}/copy/").content.decode()
    assert "Touring bicycle" in page
    assert "This is a copy of" in page
    assert PHONE not in page + str(live(signed_in, ad.code))
    for secret in (poster.name, poster.email, "csrf", "<form", "signed in"):
        assert secret not in page, secret


def test_what_is_over_or_erased_is_not_among_them(client: Client, ad: Listing, poster: User) -> None:
    other = publish_ad(poster, title="Green bicycle", body="Older, with a basket and a bell, runs well.")
    assert live(client, ad.code, other.code, "nosuchad22").keys() == {ad.code, other.code}
    mark_sold(listing=ad, author=poster)
    delete_listing(other)
    assert live(client, ad.code, other.code) == {}
    assert [client.get(f"/ads/{code}/copy/").status_code for code in (ad.code, other.code)] == [410, 404]


def test_a_change_makes_another_version(client: Client, ad: Listing, poster: User) -> None:
    before = live(client, ad.code)[ad.code]
    assert before == live(client, ad.code)[ad.code]
    reserve(listing=ad, author=poster)
    assert live(client, ad.code)[ad.code]["version"] != before["version"]


@pytest.mark.usefixtures("market")
def test_nothing_asked_nothing_told(client: Client) -> None:
    assert live(client) == {}
