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
