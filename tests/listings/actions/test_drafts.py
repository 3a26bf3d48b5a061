"""A draft's journey from the first word to the click in the mail."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.actions.drafts import (
    confirm_draft,
    listing_behind,
    request_confirmation,
    save_draft,
    start_draft,
    start_edit,
)
from haven.listings.actions.submission import missing_fields, submit_ad
from haven.listings.errors import BadLink, IncompleteDraft, ListingsError, WrongState
from haven.listings.links import make_token
from haven.listings.models import Listing, ListingDraft, ListingState
from haven.mail.models import OutgoingMail
from haven.policies.actions import install_default_policy
from tests.factories import a_category, a_draft, a_listing, a_place, a_policy_version, a_user

pytestmark = pytest.mark.django_db


def token_in_the_mail() -> str:
    found = re.search(r"/confirm/([^/\s]+)/", OutgoingMail.objects.latest("id").text)
    assert found
    return found[1]


def actions_about(listing: Listing) -> list[str]:
    return [entry.action for entry in LedgerEntry.objects.filter(subject=listing.subject).order_by("id")]


def test_from_the_first_word_to_a_live_ad() -> None:
    install_default_policy()
    draft = start_draft(category=a_category())
    listing = draft.listing
    assert missing_fields(draft) == ["title", "body", "email", "place"]
    save_draft(draft=draft, title="Oak table", body="Solid oak, seats six people.", price=Decimal(120))
    assert missing_fields(draft) == ["email", "place"]
    save_draft(draft=draft, email="rosa@example.org", display_name="Rosa", place=a_place())
    assert missing_fields(draft) == []
    request_confirmation(draft=draft)
    listing.refresh_from_db()
    assert listing.state == ListingState.PENDING
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.subject) == ("rosa@example.org", "Put your ad live: Oak table")

    live = confirm_draft(token=token_in_the_mail())
    assert live.state == ListingState.PUBLISHED
    assert (live.title, live.price) == ("Oak table", Decimal(120))
    assert (live.place, live.category) == (draft.place, draft.category)
    assert live.poster is not None
    assert (live.poster.email, live.poster.name) == ("rosa@example.org", "Rosa")
    assert not ListingDraft.objects.exists()
    assert actions_about(live) == [
        "draft.started",
        "draft.saved",
        "draft.saved",
        "confirmation.requested",
        "listing.submitted",
    ]


def test_a_second_click_finds_the_ad_as_the_first_left_it() -> None:
    install_default_policy()
    request_confirmation(draft=a_draft())
    token = token_in_the_mail()
    listing = confirm_draft(token=token)
    told = OutgoingMail.objects.count()
    again = confirm_draft(token=token)
    assert (again, again.state, again.revision) == (listing, ListingState.PUBLISHED, listing.revision)
    assert listing.revisions.count() == 1
    assert OutgoingMail.objects.count() == told


@pytest.mark.parametrize("lacking", ["title", "body", "email", "place_words"])
def test_nothing_is_sent_for_an_incomplete_draft(lacking: str) -> None:
    draft = a_draft(**{lacking: "  " if lacking in {"title", "body"} else ""})  # type: ignore[arg-type]
    with pytest.raises(IncompleteDraft) as raised:
        request_confirmation(draft=draft)
    assert raised.value.missing == ["place" if lacking == "place_words" else lacking]
    assert not OutgoingMail.objects.exists()
    draft.listing.refresh_from_db()
    assert draft.listing.state == ListingState.DRAFT


def test_a_draft_can_be_changed_while_the_mail_is_out() -> None:
    install_default_policy()
    draft = a_draft()
    request_confirmation(draft=draft)
    token = token_in_the_mail()
    save_draft(draft=draft, title="Oak table, two chairs")
    draft.listing.refresh_from_db()
    assert draft.listing.state == ListingState.DRAFT
    listing = confirm_draft(token=token)
    assert listing.title == "Oak table, two chairs"


def test_a_link_proves_the_address_it_was_sent_to_and_no_other() -> None:
    """Else whoever gets a link at their own address could take somebody else's afterwards."""
    install_default_policy()
    draft = a_draft(email="mine@example.org")
    request_confirmation(draft=draft)
    token = token_in_the_mail()
    save_draft(draft=draft, email="yours@example.org")
    with pytest.raises(BadLink):
        confirm_draft(token=token)
    request_confirmation(draft=draft)
    with pytest.raises(BadLink):
        confirm_draft(token=token)
    assert not User.objects.exists()
    listing = confirm_draft(token=token_in_the_mail())
    assert listing.poster is not None
    assert listing.poster.email == "yours@example.org"
    with pytest.raises(BadLink):
        listing_behind(token)


def test_links_that_are_no_good() -> None:
    install_default_policy()
    request_confirmation(draft=a_draft())
    token = token_in_the_mail()
    bad = ["", "a", token[:-1], token + "a", token.swapcase(), make_token("manage", "x"), urlsafe_base64_encode(b"x")]
    for altered in bad:
        with pytest.raises(BadLink):
            confirm_draft(token=altered)
    Listing.objects.all().delete()
    with pytest.raises(BadLink, match="gone"):
        confirm_draft(token=token)


def test_a_link_lives_three_days(monkeypatch: pytest.MonkeyPatch) -> None:
    install_default_policy()
    request_confirmation(draft=a_draft())
    token = token_in_the_mail()
    later = (timezone.now() + timedelta(days=3, minutes=1)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    with pytest.raises(BadLink, match="too old"):
        confirm_draft(token=token)


def test_asking_again_sends_the_link_again_until_the_ad_is_submitted() -> None:
    install_default_policy()
    draft = a_draft()
    request_confirmation(draft=draft)
    request_confirmation(draft=draft)
    assert OutgoingMail.objects.count() == 2
    confirm_draft(token=token_in_the_mail())
    with pytest.raises(WrongState):
        request_confirmation(draft=draft)


@pytest.mark.parametrize(
    "typed",
    [{"title": "x" * 121}, {"title": "a\x00b"}, {"body": "x" * 20_001}, {"body": "a\x00"}, {"currency": "EURO"}],
)
def test_what_a_draft_cannot_hold_is_refused_with_words(typed: dict[str, str]) -> None:
    draft = a_draft()
    with pytest.raises(ListingsError):
        save_draft(draft=draft, **typed)  # type: ignore[arg-type]
    assert ListingDraft.objects.get().title == a_draft().title


def test_a_title_is_one_line() -> None:
    draft = save_draft(draft=a_draft(), title=" Oak table\r\n\r\n\tvery   cheap ")
    assert draft.title == "Oak table very cheap"


def test_what_is_typed_after_the_click_does_not_undo_it() -> None:
    install_default_policy()
    draft = a_draft()
    request_confirmation(draft=draft)
    in_another_tab = ListingDraft.objects.select_related("listing").get(pk=draft.pk)
    listing = confirm_draft(token=token_in_the_mail())
    with pytest.raises(WrongState):
        save_draft(draft=in_another_tab, title="Something else")
    listing.refresh_from_db()
    assert (listing.state, listing.title) == (ListingState.PUBLISHED, draft.title)
    assert not ListingDraft.objects.exists()


def test_an_edit_begins_with_the_words_of_the_ad() -> None:
    place = a_place()
    listing = a_listing(place=place)
    assert listing.poster is not None
    draft = start_edit(listing=listing, author=listing.poster)
    assert (draft.title, draft.price) == (listing.title, Decimal(120))
    assert (draft.place, draft.category) == (place, listing.category)
    save_draft(draft=draft, title="Oak table, now cheaper")
    assert start_edit(listing=listing, author=listing.poster).title == "Oak table, now cheaper"
    listing.refresh_from_db()
    assert (listing.state, listing.title) == (ListingState.PUBLISHED, "Oak table for the kitchen")
    assert actions_about(listing).count("edit.started") == 1


@pytest.mark.parametrize("state", [ListingState.REMOVED, ListingState.SOLD, ListingState.DRAFT])
def test_what_is_over_cannot_be_edited(state: ListingState) -> None:
    listing = a_listing(state=state)
    with pytest.raises(WrongState):
        start_edit(listing=listing, author=a_user())


def test_who_is_signed_in_writes_under_their_own_address() -> None:
    author = a_user(email="rosa@example.org")
    draft = start_draft(category=a_category(), author=author)
    assert (draft.email, draft.listing.poster) == ("rosa@example.org", author)
    assert LedgerEntry.objects.get(action="draft.started").actor == f"person:{author.pk}"


def test_a_draft_is_submitted_once() -> None:
    a_policy_version()
    draft, author = a_draft(), a_user()
    in_another_tab = ListingDraft.objects.get(pk=draft.pk)
    listing = submit_ad(author=author, draft=draft)
    with pytest.raises(WrongState):
        submit_ad(author=author, draft=in_another_tab)
    assert listing.revisions.count() == 1
