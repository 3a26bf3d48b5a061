"""Facts of a category on their way: typed, kept, submitted, shown, edited."""

import re

import pytest
from django.conf import settings
from django.test import Client

from haven.accounts.models import User
from haven.listings.models import Listing, ListingDraft
from tests.marketplace.stage import BODY, mailed_link, publish_ad

WORDS = {
    "title": "Carer for two mornings", "body": BODY, "place_words": "Leipzig", "email": "nora@example.org",
    "adult": "on",
}  # fmt: skip
JOB = {
    "details-employer": "Haus Linde", "details-no_fee": "on", "details-salary_from": "14", "details-salary_per": "hour",
}  # fmt: skip


@pytest.mark.usefixtures("market")
def test_from_the_form_to_the_page(client: Client) -> None:
    url = client.post("/post/", {"category": "care"}).headers["Location"]
    page = client.get(url).content.decode()
    assert "Employer" in page
    assert 'name="price"' not in page
    assert client.post(url, WORDS | JOB).headers["Location"].endswith("/preview/")
    assert "14 an hour" in client.get(url + "preview/").content.decode()
    client.post(url + "preview/")
    client.post(mailed_link("nora@example.org", "/confirm/"))
    listing = Listing.objects.select_related("revision").get()
    assert listing.revision is not None
    expected = {"employer": "Haus Linde", "no_fee": True, "salary_from": 14, "salary_per": "hour"}
    assert listing.details == listing.revision.details == expected
    assert listing.revision.currency == settings.SITE_CURRENCY
    page = client.get(f"/ads/{listing.code}/").content.decode()
    assert '<th scope="row">Employer</th><td dir="auto">Haus Linde</td>' in page
    assert re.search('<th scope="row">Pay</th><td dir="auto">[€£]14 an hour</td>', page)


@pytest.mark.usefixtures("market")
def test_what_is_wrong_is_said_and_what_is_right_is_kept(client: Client) -> None:
    url = client.post("/post/", {"category": "care"}).headers["Location"]
    answer = client.post(url, WORDS | JOB | {"details-no_fee": "", "details-hours": "many"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#id_details-no_fee"' in page
    assert 'href="#id_details-hours"' in page
    assert 'value="many"' in page
    assert ListingDraft.objects.get().details == {"employer": "Haus Linde", "salary_from": 14, "salary_per": "hour"}
    assert client.get(url + "preview/").headers["Location"] == url


@pytest.mark.usefixtures("market")
def test_another_category_and_back(client: Client) -> None:
    url = client.post("/post/", {"category": "furniture"}).headers["Location"]
    client.post(url + "save/", {"title": "Oak table", "details-width": "120", "details-condition": "good"})
    client.post(url + "category/", {"category": "garden"})
    assert 'value="120"' in client.get(url).content.decode()
    client.post(url + "category/", {"category": "lessons"})
    client.post(url + "save/", {"title": "Oak table", "details-subject": "Piano"})
    client.post(url + "category/", {"category": "furniture"})
    assert 'value="120"' in client.get(url).content.decode()
    client.post(url + "photos/")
    assert ListingDraft.objects.get().details["width"] == 120


def test_an_edit_begins_with_them_and_other_categories_are_left_behind(signed_in: Client, poster: User) -> None:
    ad = publish_ad(poster, title="Blue touring bicycle", details={"frame": 56, "width": 80})
    assert ad.details == {"frame": 56}
    signed_in.post(f"/my/{ad.code}/edit/")
    page = signed_in.get(f"/post/{ad.code}/").content.decode()
    assert 'name="details-frame" value="56"' in page


@pytest.mark.usefixtures("market")
def test_screening_reads_what_people_write_into_them(client: Client) -> None:
    url = client.post("/post/", {"category": "care"}).headers["Location"]
    client.post(url, WORDS | JOB | {"details-employer": "Escort service, sex for money, full service"})
    client.post(url + "preview/")
    client.post(mailed_link("nora@example.org", "/confirm/"))
    assert Listing.objects.get().state in {"refused", "held"}
