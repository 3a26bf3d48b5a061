"""What programs read of the site: structured data, social cards, sitemap, robots."""

import io
import json
import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from haven.accounts.models import User
from haven.listings.actions.drafts import save_draft, start_draft
from haven.listings.actions.life import mark_sold, reserve
from haven.listings.actions.photos import add_photo
from haven.listings.actions.submission import submit_ad
from haven.listings.fields import packs
from haven.listings.models import Category, Listing, Place
from tests.marketplace.stage import BODY, picture, publish_ad

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def structured(ad: Listing) -> Any:
    page = Client().get(f"/ads/{ad.code}/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1]) if found else None


def test_a_thing_for_sale(poster: User) -> None:
    ad = publish_ad(poster, title="Oak table", price="120", category="furniture", details={
        "condition": "good", "brand": "Linde", "width": 120, "handover": ["collect"],
    })  # fmt: skip
    told = structured(ad)
    assert (told["@context"], told["@type"], told["name"]) == ("https://schema.org", "Product", "Oak table")
    assert told["itemCondition"] == "https://schema.org/UsedCondition"
    assert told["brand"] == {"@type": "Brand", "name": "Linde"}
    assert told["width"] == {"@type": "QuantitativeValue", "value": 120, "unitText": "cm", "unitCode": "CMT"}
    assert told["offers"]["price"] == "120.00"
    assert told["offers"]["availability"].endswith("/InStock")
    assert "handover" not in told
    assert "Mara" not in json.dumps(told)
    reserve(listing=ad, author=poster)
    assert structured(ad)["offers"]["availability"].endswith("/LimitedAvailability")


def test_a_job(poster: User) -> None:
    ad = publish_ad(poster, title="Carer", category="care", details={
        "employer": "Haus Linde", "no_fee": True, "salary_from": 14, "salary_to": 16.5, "salary_per": "hour",
        "contract": "temporary", "where": "home",
    })  # fmt: skip
    told = structured(ad)
    assert told["@type"] == "JobPosting"
    assert told["hiringOrganization"] == {"@type": "Organization", "name": "Haus Linde"}
    amount = {"@type": "QuantitativeValue", "minValue": 14, "maxValue": 16.5, "unitText": "HOUR"}
    assert told["baseSalary"]["value"] == amount
    assert told["employmentType"] == "TEMPORARY"
    assert told["jobLocationType"] == "TELECOMMUTE"
    assert told["jobLocation"]["address"]["addressCountry"] == "DE"
    assert told["validThrough"] > told["datePosted"]


def test_a_home_is_the_subject_of_a_listing(poster: User) -> None:
    ad = publish_ad(poster, title="Flat", price="700", category="flats", details={
        "area": 72.5, "rooms": 3, "features": ["lift"], "pets": False,
    })  # fmt: skip
    told = structured(ad)
    assert told["@type"] == "RealEstateListing"
    home = told["mainEntity"]
    assert (home["@type"], home["numberOfRooms"], home["petsAllowed"]) == ("Apartment", 3, False)
    assert home["floorSize"]["unitCode"] == "MTK"
    assert home["amenityFeature"][0]["name"] == "Lift"
    assert home["address"]["addressLocality"] == "Leipzig"


def test_what_schema_org_has_no_type_for(poster: User) -> None:
    assert (
        structured(publish_ad(poster, title="Keys", category="lost-found", details={"lost_or_found": "lost"})) is None
    )


def test_no_word_ends_the_block(poster: User) -> None:
    title = "</script><script>alert(1)</script> & <!-- lamp"
    ad = publish_ad(poster, title=title, category="furniture")
    assert structured(ad)["name"] == title
    page = Client().get(f"/ads/{ad.code}/").content.decode()
    assert "<script>alert" not in page


def test_every_shipped_property_has_a_known_name() -> None:
    """Camel case, as schema.org writes properties; types begin with a capital."""
    for pack in packs():
        assert all(re.fullmatch(r"[A-Z][A-Za-z]+", kind) for kind in pack.schema_types.values())
        for field in pack.fields:
            assert not field.schema_org or re.fullmatch(r"[a-z][A-Za-z]+", field.schema_org)


def test_one_address_and_a_card(client: Client, ad: Listing) -> None:
    page = client.get(f"/ads/{ad.code}/").content.decode()
    assert re.search(rf'<link rel="canonical" href="http[^"]+/ads/{ad.code}/">', page)
    assert '<meta property="og:title" content="Blue touring bicycle,' in page


def test_the_picture_of_a_card_is_one_that_every_network_reads(client: Client, poster: User) -> None:
    """A WebP is not: some messengers show a grey box, or nothing."""
    draft = start_draft(category=Category.objects.get(slug="bicycles"), author=poster)
    save_draft(draft=draft, title="Red bicycle", body=BODY, price=Decimal(90), place=Place.objects.first(), details={})
    add_photo(listing=draft.listing, upload=picture())
    ad = submit_ad(author=poster, draft=draft)
    page = client.get(f"/ads/{ad.code}/").content.decode()
    address = re.search(r'<meta property="og:image" content="https?://[^/"]+(/[^"]+)">', page)
    assert address
    sent = client.get(address[1])
    with Image.open(io.BytesIO(sent.content)) as card:
        assert (sent["Content-Type"], card.format, card.size) == ("image/jpeg", "JPEG", (1200, 630))
    assert 'og:image:width" content="1200"' in page
    for other in (f"/ads/{ad.code}/card-unknown.jpg", address[1].replace(ad.code, "aaaaaaaaaa")):
        assert client.get(other).status_code == 404
    mark_sold(listing=ad, author=poster)
    assert client.get(address[1]).status_code == 404


def test_where_there_is_no_photo_the_card_shows_the_sites_sign(client: Client, ad: Listing) -> None:
    for page in (f"/ads/{ad.code}/", "/"):
        words = client.get(page).content.decode()
        address = re.search(r'<meta property="og:image" content="https?://[^/"]+(/[^"]+)">', words)
        assert address
        assert client.get(address[1])["Content-Type"] == "image/png"
        assert '<meta property="og:title"' in words


def test_the_sitemap_names_live_ads_only(client: Client, ad: Listing, poster: User) -> None:
    sold = publish_ad(poster, title="Green bicycle", body="Older, with a basket and a bell, runs well.")
    mark_sold(listing=sold, author=poster)
    parts = [loc.text or "" for loc in ET.fromstring(client.get("/sitemap.xml").content).iterfind(".//s:loc", NS)]  # noqa: S314 (ours)
    assert len(parts) == 3
    found = []
    for part in parts:
        answer = client.get(re.sub(r"^https?://[^/]+", "", part))
        assert answer.status_code == 200
        found += [loc.text or "" for loc in ET.fromstring(answer.content).iterfind(".//s:loc", NS)]  # noqa: S314 (ours)
    assert any(f"/ads/{ad.code}/" in loc for loc in found)
    assert not any(sold.code in loc for loc in found)
    assert any("/about/safety/" in loc for loc in found)


@pytest.mark.usefixtures("market")
def test_robots_are_asked_to_leave_what_belongs_to_somebody(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert "Disallow: /my/" in answer.content.decode()
    assert re.search(r"^Sitemap: http\S+/sitemap\.xml$", answer.content.decode(), re.MULTILINE)
