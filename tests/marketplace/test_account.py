"""Another name and another address, on the page and by the links in the mails."""

import pytest
from django.test import Client

from haven.accounts.actions import ensure_user
from haven.accounts.models import User
from haven.mail.models import OutgoingMail
from tests.marketplace.stage import mailed_link

pytestmark = pytest.mark.django_db
NEW = "mara.new@example.org"


def test_another_name(signed_in: Client, poster: User) -> None:
    """There was no way to be called something else."""
    page = signed_in.get("/my/account/").content.decode()
    assert 'value="Mara"' in page
    assert "Now: <strong>mara@example.org</strong>" in page
    told = signed_in.post("/my/account/name/", {"display_name": "  Maren\u202e  Holt "}, follow=True).content.decode()
    assert "From now on you are Maren Holt." in told
    poster.refresh_from_db()
    assert poster.name == "Maren Holt"


@pytest.mark.parametrize("name", ["", "   ", "\u202e", "…", "x" * 61, "\x00"])
def test_a_name_that_is_none_is_told_at_the_field_and_kept(signed_in: Client, poster: User, name: str) -> None:
    answer = signed_in.post("/my/account/name/", {"display_name": name})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    poster.refresh_from_db()
    assert poster.name == "Mara"


def test_another_address_by_the_link_in_the_mail_and_a_button(signed_in: Client, client: Client, poster: User) -> None:
    told = signed_in.post("/my/account/address/", {"email": NEW.upper()}, follow=True).content.decode()
    assert f"We sent a link to {NEW.upper()}" in told or f"We sent a link to {NEW}" in told
    link = mailed_link(NEW, "/move/")
    assert "Yes, this is my new address" in client.get(link).content.decode()
    poster.refresh_from_db()
    assert poster.email == "mara@example.org"
    assert "Your account has moved" in client.post(link).content.decode()
    poster.refresh_from_db()
    assert poster.email == NEW
    assert "Your account has moved" in client.post(link).content.decode()  # a second click
    assert signed_in.get("/my/account/").status_code == 200


def test_who_did_not_ask_takes_it_back_from_the_old_address(signed_in: Client, client: Client, poster: User) -> None:
    signed_in.post("/my/account/address/", {"email": NEW})
    client.post(mailed_link(NEW, "/move/"))
    back = mailed_link("mara@example.org", "/move/back/")
    assert "It was not me" in client.get(back).content.decode()
    assert "Your account is yours" in client.post(back).content.decode()
    poster.refresh_from_db()
    assert poster.email == "mara@example.org"
    assert signed_in.get("/my/account/").status_code == 302  # whoever it was is signed out


@pytest.mark.parametrize(
    "email", ["", "mara", "mara@", "mara@example.org", "a b@example.org", "x" * 300 + "@x.org", "\x00"]
)
def test_an_address_that_is_none_is_told_at_the_field(signed_in: Client, email: str) -> None:
    answer = signed_in.post("/my/account/address/", {"email": email})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in page
    assert email in page or "\x00" in email
    assert not OutgoingMail.objects.exists()


def test_nobody_learns_who_has_an_account(signed_in: Client) -> None:
    """The page answers the same; the one whose address it is hears of it."""
    ensure_user(email="taken@example.org")
    told = signed_in.post("/my/account/address/", {"email": "taken@example.org"}, follow=True).content.decode()
    assert "We sent a link to taken@example.org" in told
    mail = OutgoingMail.objects.get(recipient="taken@example.org")
    assert "/move/" not in mail.text
    assert "It has one already" in mail.text


def test_the_page_of_django_allauth_for_several_addresses_is_closed(signed_in: Client) -> None:
    """An address that was added there and never shown could be signed in with."""
    answer = signed_in.post("/account/email/", {"action_add": "", "email": "stranger@example.org"})
    assert (answer.status_code, answer["Location"]) == (302, "/my/account/")


def test_not_without_signing_in(client: Client) -> None:
    for address in ("/my/account/", "/my/account/name/", "/my/account/address/"):
        answer = client.get(address) if address == "/my/account/" else client.post(address, {})
        assert answer.status_code == 302
        assert "/account/login/" in answer["Location"]
    assert client.get("/move/IjEi:1xVo6X:AAAAAAAA/").status_code == 410
    assert client.post("/move/back/IjEi:1xVo6X:AAAAAAAA/").status_code == 410
