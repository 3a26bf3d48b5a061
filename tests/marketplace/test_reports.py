"""Reporting without an account, and looking it up."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from haven.accounts.models import User
from haven.listings.actions.drafts import start_draft
from haven.listings.links import make_token
from haven.listings.models import Category, Listing
from haven.mail.models import OutgoingMail
from haven.notices.actions import close_notices
from haven.notices.models import Misuse, Notice
from tests.factories import a_listing, a_misuse, a_notice, a_user

REPORT = {"reason": "fraud", "text": "The same photo is on another site.", "good_faith": "on"}


def file_report(client: Client, ad: Listing, **change: str) -> Notice:
    answer = client.post(f"/ads/{ad.code}/report/", REPORT | change)
    assert answer.status_code == 302
    return Notice.objects.latest("id")


def test_a_report_needs_no_name_and_gives_a_case_code(client: Client, ad: Listing) -> None:
    page = client.post(f"/ads/{ad.code}/report/", REPORT, follow=True).content.decode()
    notice = Notice.objects.get()
    assert notice.case_code in page
    assert "We are looking at it" in page


def test_who_gives_an_address_gets_the_code_by_mail(client: Client, ad: Listing) -> None:
    notice = file_report(client, ad, email="ines@example.org")
    assert notice.case_code in OutgoingMail.objects.get(recipient="ines@example.org").text


def test_the_case_page_does_not_show_whose_report_it_is(client: Client, ad: Listing) -> None:
    notice = file_report(client, ad, email="ines@example.org", name="Ines Secret")
    for query in ("", "?just=filed"):
        page = client.get(f"/cases/{notice.case_code}/{query}").content.decode()
        assert "ines@example.org" not in page, "moderators read case codes at the desk"
        assert "Ines Secret" not in page


@pytest.mark.parametrize("typed", ["{}", " {} ", "{lower}", "{spaces}"])
def test_the_code_is_found_however_it_is_typed(client: Client, ad: Listing, typed: str) -> None:
    code = file_report(client, ad).case_code
    words = typed.format(code, lower=code.lower(), spaces=code.replace("-", " "))
    page = client.get("/cases/", {"code": words}, follow=True).content.decode()
    assert "Fraud or a scam" in page


def test_the_outcome_is_shown(client: Client, ad: Listing, poster: User) -> None:
    notice = file_report(client, ad)
    outcome = "We removed the ad."
    close_notices(
        listing=ad, closed_by=poster.pk, acted=True, outcome=outcome, tell_after=notice.filed_at, topic="decision:1"
    )
    Notice.objects.update(closed_at=timezone.now() - timedelta(minutes=1))
    page = client.get(f"/cases/{notice.case_code}/").content.decode()
    assert "We acted on it" in page
    assert outcome in page


def test_the_outcome_is_nobodys_while_it_can_be_undone(client: Client, ad: Listing, poster: User) -> None:
    notice, now = file_report(client, ad), timezone.now()
    close_notices(listing=ad, closed_by=poster.pk, acted=False, outcome="It stays.", tell_after=now, topic="decision:1")
    page = client.get(f"/cases/{notice.case_code}/").content.decode()
    assert "We are looking at it" in page
    assert "It stays." not in page
    assert "Appeal" not in page
    told = client.get(f"/api/v1/cases/{notice.case_code}").json()
    assert (told["state"], told["outcome"]) == ("open", "")
    Notice.objects.update(closed_at=now - timedelta(minutes=1))
    assert "It stays." in client.get(f"/cases/{notice.case_code}/").content.decode()
    assert client.get(f"/api/v1/cases/{notice.case_code}").json()["outcome"] == "It stays."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": ""}, "Say what is wrong"),
        ({"reason": "boredom"}, "not one of the available choices"),
        ({"good_faith": ""}, "Please confirm"),
        ({"email": "ines"}, "Correct it, or leave it empty"),
        ({"text": "x" * 5001}, "at most 5000 characters"),
    ],
)
def test_bad_input_is_told_and_kept(client: Client, ad: Listing, change: dict[str, str], sentence: str) -> None:
    answer = client.post(f"/ads/{ad.code}/report/", REPORT | change)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "The same photo is on another site." in answer.content.decode() or "text" in change
    assert not Notice.objects.exists()


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC", "x", "1" * 40, "%"])
def test_an_unknown_code_says_so(client: Client, code: str) -> None:
    answer = client.get("/cases/", {"code": code})
    assert answer.status_code == 404
    assert "We have no report with this code" in answer.content.decode()


@pytest.mark.usefixtures("market")
def test_an_unknown_case_page_offers_the_look_up(client: Client) -> None:
    answer = client.get("/cases/AAAA-BBBB-CCCC/")
    assert answer.status_code == 404
    assert "Look it up" in answer.content.decode()


def test_what_was_never_public_cannot_be_reported(client: Client, market: None) -> None:
    draft = start_draft(category=Category.objects.get(slug="bicycles"))
    assert client.get(f"/ads/{draft.listing.code}/report/").status_code == 404


def test_one_visitor_cannot_flood_the_queue(client: Client, ad: Listing) -> None:
    answers = [client.post(f"/ads/{ad.code}/report/", REPORT).status_code for _ in range(62)]
    assert answers == [302] * 60 + [422] * 2
    assert client.post(f"/ads/{ad.code}/report/", REPORT, REMOTE_ADDR="192.0.2.7").status_code == 302


@pytest.mark.django_db
def test_codes_that_were_lost_are_mailed_and_the_page_tells_nobody_whether(client: Client) -> None:
    a_notice(email="reporter@example.org")
    lost = reverse("marketplace:lost_code")
    pages = [
        client.post(lost, {"email": email}, follow=True).content.decode()
        for email in ("reporter@example.org", "nobody@example.org")
    ]
    assert all("are on the way" in page for page in pages)
    assert [mail.recipient for mail in OutgoingMail.objects.all()] == ["reporter@example.org"]
    assert client.post(lost, {"email": "nonsense"}).status_code == 422


@pytest.mark.django_db
def test_a_picture_of_oneself_is_asked_to_be_removed(client: Client) -> None:
    listing = a_listing()
    address = reverse("marketplace:images")
    signed = {"shown": "on", "good_faith": "on", "name": "Ada", "email": "ada@example.org", "ad": listing.code}
    assert listing.code in client.get(address, {"ad": listing.code}).content.decode()
    for name in signed:
        assert client.post(address, signed | {name: ""}).status_code == 422
    assert client.post(address, signed | {"ad": "https://example.org/ads/aaaaaaaaaa/"}).status_code == 422
    answer = client.post(address, signed | {"ad": f"https://example.org/ads/{listing.code}/"})
    notice = Notice.objects.get()
    assert (notice.reason, notice.name, notice.listing) == ("intimate", "Ada", listing)
    assert notice.case_code in answer["Location"]


@pytest.mark.django_db
def test_every_page_about_reports_has_a_way_out(client: Client) -> None:
    notice = a_notice()
    for address in (
        reverse("marketplace:report", args=[notice.listing.code]),
        reverse("marketplace:cases"),
        reverse("marketplace:case", args=[notice.case_code]),
        reverse("marketplace:images"),
        reverse("marketplace:own_report", args=[make_token("report", str(notice.pk))]),
        reverse("marketplace:own_report", args=["cut-in-two"]),
    ):
        page = client.get(address).content.decode()
        assert "data-quick-exit" in page, address
        assert "help-lines-fold" in page, address


@pytest.mark.django_db
def test_who_is_suspended_is_told_so_and_loses_no_words(client: Client) -> None:
    listing = a_listing()
    misuse = a_misuse(email="again@example.org")
    until = timezone.now() + timedelta(days=9)
    Misuse.objects.filter(pk=misuse.pk).update(suspended_until=until, suspended_by=a_user())
    answer = client.post(f"/ads/{listing.code}/report/", REPORT | {"email": "again@example.org"})
    assert answer.status_code == 422
    assert REPORT["text"] in answer.content.decode()
    assert "we work on none of them" in answer.content.decode()
