"""Cards of kept ads, and ads side by side."""

import pytest
from django.test import Client

from haven.accounts.models import User
from haven.listings.actions.life import mark_sold
from haven.listings.models import Listing
from tests.marketplace.stage import publish_ad


def test_cards_in_the_order_asked_for_and_how_many_are_gone(client: Client, ad: Listing, poster: User) -> None:
    other = publish_ad(poster, title="Green bicycle", body="Older, with a basket and a bell, runs well.")
    sold = publish_ad(poster, title="Red bicycle", body="The third of them, and the fastest by far.")
    mark_sold(listing=sold, author=poster)
    page = client.get(f"/kept/cards/?code={other.code}&code={ad.code}&code={sold.code}&code={ad.code}").content.decode()
    assert page.index("Green bicycle") < page.index("Blue touring bicycle")
    assert page.count("Blue touring bicycle") == 1
    assert "Red bicycle" not in page
    assert "1 more is not here any more" in page


def test_side_by_side_by_every_fact_that_one_tells(client: Client, poster: User) -> None:
    small = publish_ad(poster, title="Small bicycle", details={"frame": 48, "condition": "good"})
    large = publish_ad(poster, title="Large bicycle", details={"frame": 60})
    page = client.get(f"/compare/?code={small.code}&code={large.code}").content.decode()
    assert '<th scope="row">Frame height</th><td>48 cm</td><td>60 cm</td>' in page
    assert '<th scope="row">Condition</th><td>Good</td><td>–</td>' in page


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    "query", ["", "?code=", "?code=%00%00%00%00%00%00%00%00%00%00", "?code=nosuchad22", "?code=" + "x" * 5000]
)
def test_nothing_to_show(client: Client, query: str) -> None:
    assert client.get(f"/kept/cards/{query}").status_code == 200
    assert "Nothing to compare" in client.get(f"/compare/{query}").content.decode()


@pytest.mark.usefixtures("market")
def test_the_page_says_what_to_do(client: Client) -> None:
    page = client.get("/kept/").content.decode()
    assert "no account, no cookie" in page
    assert "haven_" not in str(client.cookies)
