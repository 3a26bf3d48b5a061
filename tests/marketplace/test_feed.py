"""Every search as an Atom feed, read by an independent reader."""

import feedparser
from django.test import Client

from haven.accounts.models import User
from tests.marketplace.stage import publish_ad


def test_a_search_as_a_feed(client: Client, poster: User) -> None:
    publish_ad(poster, title="Blue touring bicycle", price="320")
    publish_ad(poster, title="Oak <table> & chairs", price="220", category="furniture", body="Six people sit at it.")
    answer = client.get("/search/feed/?category=furniture&sort=cheapest&after=1.1.1.1.")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"


def test_a_feed_is_called_what_was_looked_for_and_read_again_only_when_it_changed(client: Client, poster: User) -> None:
    """In a reader's list of feeds every search without words was called "All ads"."""
    publish_ad(poster, title="Oak table and chairs", price="220", category="furniture", body="Six people sit at it.")
    answer = client.get("/search/feed/?category=furniture&price_max=300&place=Leipzig")
    assert feedparser.parse(answer.content).feed.title.startswith("Furniture, up to 300, within 25 km of Leipzig")
    assert feedparser.parse(client.get("/search/feed/").content).feed.title.startswith("All new ads")
    asked = {"If-None-Match": answer["ETag"]}
    assert client.get(answer.wsgi_request.get_full_path(), headers=asked).status_code == 304
    publish_ad(poster, title="Oak bench", price="90", category="furniture", body="Three people sit on it, or lie.")
    assert client.get(answer.wsgi_request.get_full_path(), headers=asked).status_code == 200
