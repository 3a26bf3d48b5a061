"""Who may write in a draft, who may manage an ad: two rights that are never mixed up."""

import pytest
from django.test import Client

from haven.accounts.actions import ensure_user
from haven.listings.models import Listing
from tests.marketplace.stage import BODY, mailed_link

WORDS = {
    "title": "Blue touring bicycle", "body": BODY, "place_words": "Leipzig", "email": "nora@example.org", "adult": "on",
}  # fmt: skip


@pytest.mark.usefixtures("market")
def test_who_typed_someone_elses_address_never_manages_the_ad(client: Client) -> None:
    url = client.post("/post/", {"category": "bicycles"}).headers["Location"]
    client.post(url, WORDS)
    client.post(url + "preview/")
    owner = Client()
    owner.post(mailed_link("nora@example.org", "/confirm/"))
    code = Listing.objects.get().code
    assert owner.get(f"/my/{code}/").status_code == 200
    assert client.get(f"/my/{code}/").status_code == 404
    assert client.get(url).status_code == 404
    assert client.get(url + "sent/").headers["Location"] == f"/ads/{code}/"
    assert client.post(f"/my/{code}/withdraw/").status_code == 404


def test_signing_in_as_someone_else_opens_nothing(ad: Listing) -> None:
    client = Client()
    other = ensure_user(email="ines@example.org", display_name="Ines")
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"/my/{ad.code}/").status_code == 404
    assert "Blue touring bicycle" not in client.get("/my/").content.decode()
