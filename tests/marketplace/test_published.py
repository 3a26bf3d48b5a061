"""What the site publishes, read by strict readers: HTML, JSON-LD, Atom, sitemaps, exported files."""

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import html5lib
import pytest
from django.test import Client
from pyld import jsonld

from haven.accounts.models import User
from haven.alerts.matching import match_new_ads
from haven.alerts.models import SavedSearch
from haven.listings.actions.life import withdraw
from haven.listings.fields import Values, packs
from haven.listings.models import ListingState
from haven.listings.queries.exporting import COLUMNS, public_rows
from tests.marketplace.stage import BODY, publish_ad
from tests.marketplace.walk import Stage, set_stage

SCHEMA = "https://schema.org/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MARKUP = "Oak <table> & \u0007chairs ]]> \U0001f6b2"
# What search engines ask of a job (developers.google.com/search/docs/appearance/structured-data/job-posting).
OF_A_JOB = {"title", "description", "datePosted", "hiringOrganization", "jobLocation"}


@pytest.fixture
def stage(poster: User) -> Stage:
    return set_stage(poster)


def pages(stage: Stage) -> list[tuple[str, str]]:
    """Every public page, as who posts sees it and as a visitor does."""
    signed_in = Client()
    signed_in.force_login(stage.poster, backend="allauth.account.auth_backends.AuthenticationBackend")
    found = []
    for client in (Client(), signed_in):
        for addresses in stage.addresses.values():
            for address in addresses:
                answer = client.get(address)
                if answer.status_code < 300 and answer.content.lstrip().startswith(b"<!doctype"):
                    found.append((address, answer.content.decode()))
    return found


def test_every_page_is_html_without_a_fault(stage: Stage) -> None:
    withdraw(listing=publish_ad(stage.reader, title="Gone", body=BODY + " It is gone."), author=stage.reader)
    looked_at = pages(stage)
    assert len(looked_at) > 60
    faults = {}
    for address, page in looked_at:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(page)
        if parser.errors:
            (line, _), code, _ = parser.errors[0]
            faults[address] = f"{code} in: {page.splitlines()[line - 1][:200]}"
    assert faults == {}


def test_names_of_parts_are_given_once_a_page_and_labels_name_something(stage: Stage) -> None:
    for address, page in pages(stage):
        tree = html5lib.parse(page, namespaceHTMLElements=False)
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), (address, sorted({one for one in ids if ids.count(one) > 1}))
        named = {label.get("for") for label in tree.iter("label") if label.get("for")}
        assert named <= set(ids), (address, named - set(ids))


def loader(url: str, _options: object) -> dict[str, Any]:
    """The one context that is asked for, as schema.org's is in essence: every name is one of its own."""
    assert url.rstrip("/") == SCHEMA.rstrip("/")
    context = {"@vocab": SCHEMA, "url": {"@type": "@id"}, "image": {"@type": "@id"}}
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": context},
    }


def structured(page: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)
    return [json.loads(one) for one in found]


SAID: Values = {
    "employer": "Linden Café", "no_fee": True, "rent": 700, "condition": "good", "salary_from": 15,
    "salary_per": "hour", "lost_or_found": "lost",
}  # fmt: skip


@pytest.mark.parametrize("category", sorted({slug for pack in packs() for slug in pack.categories}))
def test_the_structured_data_of_every_category_are_json_ld(client: Client, poster: User, category: str) -> None:
    ad = publish_ad(
        poster, title=f"{MARKUP} {category}".replace("\u0007", ""), category=category, price="220", details=SAID
    )
    if ad.state != ListingState.PUBLISHED:
        pytest.fail(f"{category}: {ad.state}")
    for told in structured(client.get(f"/ads/{ad.code}/").content.decode()):
        (thing,) = jsonld.expand(told, {"documentLoader": loader})
        assert len(thing) == len(told) - 1, "a property that is none was dropped"
        assert all(key.startswith(("@", SCHEMA)) for key in every_key(thing))
        for name in ("url", "image"):
            for one in thing.get(SCHEMA + name, []):
                assert urlsplit(one["@id"]).scheme in {"http", "https"}
        if told["@type"] == "JobPosting":
            assert set(told) >= OF_A_JOB


def every_key(thing: Any) -> set[str]:
    if isinstance(thing, list):
        return set().union(*map(every_key, thing))
    return set(thing).union(*map(every_key, thing.values())) if isinstance(thing, dict) else set()


def is_atom(content: bytes) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry must have, and have once."""
    read = feedparser.parse(content)
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    feed = ET.fromstring(content)  # noqa: S314 — our own
    for part in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            (found,) = part.findall(f"a:{name}", ATOM)
            assert (found.text or "").strip(), name
        assert urlsplit(part.findtext("a:id", "", ATOM)).scheme, "an id is an IRI with a scheme"
        assert datetime.fromisoformat(part.findtext("a:updated", "", ATOM)).tzinfo is not None
        assert part.find("a:author/a:name", ATOM) is not None or feed.find("a:author/a:name", ATOM) is not None
        relations = [
            (link.get("rel", "alternate"), link.get("type"), link.get("hreflang"))
            for link in part.findall("a:link", ATOM)
        ]
        assert len(relations) == len(set(relations))
        assert any(relation == "alternate" for relation, _, _ in relations)
    assert [link.get("rel") for link in feed.findall("a:link", ATOM)].count("self") == 1


def test_the_feed_of_a_search_and_of_a_saved_one_are_atom(client: Client, stage: Stage) -> None:
    publish_ad(stage.reader, title=f"Tandem {MARKUP}", body=f"{MARKUP} A tandem for two who like to go far.")
    is_atom(client.get("/search/feed/?q=tandem").content)
    is_atom(client.get("/search/feed/?q=nothing+has+this").content)
    while match_new_ads():
        pass
    search = SavedSearch.objects.exclude(confirmed_at=None).get()
    answer = client.get(f"/alerts/feeds/{search.feed_key}.atom").content
    is_atom(answer)
    assert len(feedparser.parse(answer).entries) == 1  # what was there before the search is not new


def test_an_ad_with_what_xml_cannot_hold_does_not_break_a_feed(client: Client, stage: Stage) -> None:
    is_atom(client.get("/search/feed/?q=%07%0B").content)


def test_the_sitemap_is_one(client: Client, stage: Stage) -> None:
    """By sitemaps.org/protocol.html: names, absolute addresses of this site below 2,048 letters, times of W3C."""
    index = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 — our own
    assert index.tag == f"{MAP}sitemapindex"
    parts = [part.findtext(f"{MAP}loc") or "" for part in index.findall(f"{MAP}sitemap")]
    assert len(parts) == 3
    told = []
    for part in parts:
        content = client.get(urlsplit(part).path).content
        assert len(content) < 50 * 2**20
        urls = ET.fromstring(content)  # noqa: S314 — our own
        assert urls.tag == f"{MAP}urlset"
        assert 0 < len(urls) <= 50_000
        for url in urls:
            assert [child.tag.removeprefix(MAP) for child in url][:1] == ["loc"]
            assert {child.tag.removeprefix(MAP) for child in url} <= {"loc", "lastmod", "changefreq", "priority"}
            address = url.findtext(f"{MAP}loc") or ""
            assert (urlsplit(address).scheme, urlsplit(address).netloc) == urlsplit(part)[:2]
            assert len(address) < 2048
            if (changed := url.findtext(f"{MAP}lastmod")) is not None:
                datetime.fromisoformat(changed)
            told.append(urlsplit(address))
    assert f"/ads/{stage.ad.code}/" in {where.path for where in told}
    for where in told:
        assert client.get(where._replace(scheme="", netloc="").geturl()).status_code == 200, where


def test_an_exported_ad_has_every_column_in_its_form(stage: Stage) -> None:
    for row in public_rows():
        assert tuple(row)[: len(COLUMNS)] == COLUMNS
        assert datetime.fromisoformat(str(row["posted_at"])).tzinfo is not None
        assert row["price"] is None or re.fullmatch(r"\d+(\.\d+)?", str(row["price"]))
        assert row["currency"] is None or re.fullmatch(r"[A-Z]{3}", str(row["currency"]))
        assert json.loads(json.dumps(row)) == row
