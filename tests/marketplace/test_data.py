"""A person's own data on the page."""

import zipfile
from io import BytesIO

import pytest
from django.test import Client

from haven.accounts.models import User
from tests.marketplace.stage import mailed_link, publish_ad

pytestmark = pytest.mark.django_db


def test_the_page_says_what_can_be_done_and_how_long_things_are_kept(signed_in: Client) -> None:
    page = signed_in.get("/my/data/").content.decode()
    assert "Download everything" in page
    assert "Ads that were begun and never sent" in page


def test_downloaded_with_a_button(signed_in: Client, poster: User) -> None:
    publish_ad(poster, title="Blue touring bicycle")
    assert signed_in.get("/my/data/file/").status_code == 405
    answer = signed_in.post("/my/data/file/")
    assert answer["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert b"Blue touring bicycle" in archive.read("ads.json")


def test_erased_by_the_link_in_the_mail_and_a_button(signed_in: Client, client: Client, poster: User) -> None:
    page = signed_in.post("/my/data/erasure/", follow=True).content.decode()
    assert "We sent a link to mara@example.org" in page
    link = mailed_link("mara@example.org", "/erase/")
    assert "Yes, erase everything" in client.get(link).content.decode()
    assert User.objects.filter(pk=poster.pk, is_active=True).exists()
    assert "It is erased" in client.post(link).content.decode()
    assert User.objects.filter(pk=poster.pk, is_active=False).exists()
    assert signed_in.get("/my/data/").status_code == 302
    assert client.post("/erase/IjEi:1xVo6X:AAAAAAAA/").status_code == 410
