"""Searching and reading by program: what anyone may."""

import json
from urllib.parse import urlsplit

import pytest
from django.test import Client

from haven.accounts.actions import ensure_user
from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.models import Listing, ListingState
from haven.notices.models import Notice
from tests.marketplace.stage import publish_ad
from tests.programs import Program, problem, wrong_fields


@pytest.fixture
def anyone(market: None) -> Program:
    return Program()


def test_the_search_takes_what_the_page_takes(anyone: Program, poster: User) -> None:
    for n, price in enumerate(("100", "200", "900")):
        publish_ad(
            poster, title=f"Touring bicycle number {n}", price=price, body=f"Number {n} has new tyres and lights."
        )
    found = anyone.read("/ads?q=touring&price_max=500&category=bicycles&sort=cheapest")
    assert [ad["price"] for ad in found["ads"]] == ["100.00", "200.00"]
    assert found["total"] == 2
    assert found["next"] is None
    counts = {facet["value"]: facet["count"] for facet in found["facets"]["categories"]}
    assert counts["bicycles"] == 2
    page = Client().get("/search/?q=touring&price_max=500&category=bicycles").content.decode()
    assert [f'href="/ads/{ad["code"]}/"' in page for ad in found["ads"]] == [True, True]
    assert page.count("number 2") == 0


def test_pages_follow_each_other_without_a_gap(anyone: Program, poster: User) -> None:
    for n in range(45):
        publish_ad(poster, title=f"Bicycle {n}", body=f"The bicycle with the number {n} on its frame.")
    path, seen = "/ads?category=bicycles", []
    while path:
        page = anyone.read(path)
        seen += [ad["code"] for ad in page["ads"]]
        path = (page["next"] or "").removeprefix("/api/v1")
    assert len(seen) == len(set(seen)) == 45


def test_what_cannot_be_read_is_refused_by_name(anyone: Program) -> None:
    answer = anyone.get("/ads?price_min=cheap&radius=7&sort=best&box=1,2&place=Nowhere&q=" + "x" * 201)
    assert wrong_fields(answer) == {"price_min", "radius", "sort", "box", "place", "q"}


def test_contact_details_are_not_for_programs_that_collect_them(anyone: Program, poster: User) -> None:
    body = "A bicycle in good shape. Call 0341 5550123 or write to mara.private@example.org for a ride."
    ad = publish_ad(poster, title="Bicycle to call for", body=body)
    shown = anyone.read(f"/ads/{ad.code}")
    assert shown["has_contacts"]
    told = json.dumps([shown, anyone.read("/ads?q=bicycle"), anyone.read(f"/kept?code={ad.code}")])
    assert "5550123" not in told
    assert "mara.private" not in told
    assert "mara@example.org" not in told
    problem(anyone.post(f"/ads/{ad.code}/contacts"), 401)
    reader = Program(ensure_user(email="reader@example.org"))
    assert reader.made(f"/ads/{ad.code}/contacts")["body"] == body
    assert LedgerEntry.objects.filter(action="contacts.shown").count() == 1


def test_an_ad_that_is_over_is_gone(anyone: Program, ad: Listing) -> None:
    seen = anyone.get(f"/ads/{ad.code}")
    assert anyone.get(f"/ads/{ad.code}", If_None_Match=seen["ETag"]).status_code == 304
    ad.become(ListingState.SOLD)
    problem(anyone.get(f"/ads/{ad.code}"), 410)
    assert anyone.read(f"/kept?code={ad.code}") == {"ads": [], "gone": 1}


def test_a_report_needs_no_account_and_has_a_case_code(anyone: Program, ad: Listing) -> None:
    case = anyone.made(
        f"/ads/{ad.code}/reports", {"reason": "fraud", "text": "Asks for gift cards.", "good_faith": True}
    )
    assert anyone.read(f"/cases/{case['case_code']}")["state"] == "open"
    assert wrong_fields(anyone.post(f"/ads/{ad.code}/reports", {"reason": "fraud", "good_faith": False})) == {
        "good_faith"
    }
    assert wrong_fields(anyone.post(f"/ads/{ad.code}/reports", {"reason": "dislike"})) == {"reason", "good_faith"}
    assert Notice.objects.count() == 1
    problem(anyone.get("/cases/ABCD"), 404)


def test_categories_and_places(anyone: Program) -> None:
    assert "bicycles" in {below["slug"] for top in anyone.read("/categories") for below in top["children"]}
    assert [place["country"] for place in anyone.read("/places?q=spring")] == ["US", "US"]
    assert wrong_fields(anyone.get("/places")) == {"q"}


def test_the_next_page_is_an_address_of_this_api(anyone: Program, poster: User) -> None:
    for n in range(31):
        publish_ad(poster, title=f"Bicycle {n}", body=f"The bicycle with the number {n} on its frame.")
    address = urlsplit(anyone.read("/ads?q=bicycle&sort=newest")["next"])
    assert (address.path, address.netloc) == ("/api/v1/ads", "")
