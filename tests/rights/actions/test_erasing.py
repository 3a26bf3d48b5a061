"""A person is erased as far as nothing holds it, and from outside both look the same."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.files.storage import default_storage
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from haven.accounts.actions import ensure_user
from haven.accounts.models import Role, User
from haven.alerts.models import SavedSearch
from haven.custody.models import EvidenceItem, PreservationHold
from haven.ledger.models import LedgerEntry
from haven.listings.actions.conversations import send_message, start_conversation
from haven.listings.links import make_token
from haven.listings.models import Conversation, Listing, ListingRevision, Message, Photo
from haven.mail.models import OutgoingMail
from haven.rights.actions.erasing import ask_to_erase, delete_listing, erase_person, finish_erasures
from haven.rights.errors import RightsError
from haven.rights.models import Erasure
from tests.factories import a_held_subject, a_hold, a_listing, a_notice, a_saved_search, a_user, an_evidence_item
from tests.marketplace.stage import publish_ad

pytestmark = pytest.mark.django_db
MINE = "mara@example.org"


def erase(who: User) -> None:
    erase_person(token=make_token("erase", str(who.pk)))


@pytest.fixture
def lived(poster: User) -> Conversation:
    """Somebody with an ad, a conversation about it, one about another's ad, and a saved search."""
    ad = publish_ad(poster, title="Blue touring bicycle")
    reader = a_user(email="rosa@example.org")
    conversation = start_conversation(listing=ad, reader=reader, text="Is it there?")
    send_message(conversation=conversation, author=poster, text="My secret words")
    a_saved_search(email=MINE)
    return conversation


def left_of(address: str) -> list[Model]:
    """Rows in which the address stands still."""
    found: list[Model] = []
    found += [*User.objects.filter(email=address), *OutgoingMail.objects.filter(recipient=address)]
    found += [*SavedSearch.objects.filter(email=address), *Erasure.objects.filter(address=address)]
    return found


def test_everything_goes(poster: User, lived: Conversation) -> None:
    code = lived.listing.code
    before = LedgerEntry.objects.count()
    erase(poster)
    assert left_of(MINE) == []
    for model in (Listing, ListingRevision, Conversation, Message, SavedSearch):
        assert not model._default_manager.exists(), model
    poster.refresh_from_db()
    assert (poster.is_active, poster.name) == (False, f"Member {poster.pk}")
    assert LedgerEntry.objects.count() > before
    assert Client().get(f"/ads/{code}/").status_code == 404
    assert Erasure.objects.get().done_at


def test_photos_go_from_the_disk(poster: User, lived: Conversation, django_capture_on_commit_callbacks: object) -> None:
    from haven.listings.actions.photos import store_picture
    from haven.listings.pictures import encode
    from tests.factories import a_picture_file

    photo = store_picture(lived.listing, encode(a_picture_file()), "", 0)
    assert default_storage.exists(photo.path(64))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erase(poster)
    assert not Photo.objects.exists()
    assert not default_storage.exists(photo.path(64))


def test_who_comes_back_begins_anew(poster: User, lived: Conversation) -> None:
    erase(poster)
    again = ensure_user(email=MINE)
    assert again.pk != poster.pk
    assert not again.listings.exists()


@pytest.mark.parametrize("what", ["person", "listing", "conversation", "the other person"])
def test_a_hold_wins_and_nobody_sees_it(poster: User, lived: Conversation, what: str) -> None:
    subject = {
        "person": f"person:{poster.pk}",
        "the other person": f"person:{lived.reader_id}",
        "listing": lived.listing.subject,
        "conversation": lived.subject,
    }[what]
    hold = a_hold()
    a_held_subject(hold=hold, subject=subject)
    code, token = lived.listing.code, make_token("thread", f"{lived.pk}:{lived.reader_id}")
    erase(poster)
    assert Message.objects.filter(text="My secret words").exists()
    assert Listing.objects.filter(code=code).exists()
    # and from outside it is as if it were gone
    assert Client().get(f"/ads/{code}/").status_code == 404
    assert Client().get(f"/messages/{token}/").status_code == 404
    assert ensure_user(email=MINE).pk != poster.pk
    assert Erasure.objects.get().done_at is None
    assert finish_erasures() == 0
    PreservationHold.objects.update(until=timezone.now() - timedelta(days=1))
    assert finish_erasures() == 1
    assert not Message.objects.exists()
    assert not Listing.objects.exists()
    assert Erasure.objects.get().address == ""


def test_a_hold_keeps_all_addresses_of_the_account(poster: User) -> None:
    EmailAddress.objects.create(user=poster, email="second@example.org", verified=True)
    a_held_subject(hold=a_hold(), subject=f"person:{poster.pk}")
    erase(poster)
    assert (Erasure.objects.get().address, Erasure.objects.get().others) == (MINE, ["second@example.org"])
    assert not EmailAddress.objects.exists()
    PreservationHold.objects.update(until=timezone.now() - timedelta(days=1))
    finish_erasures()
    assert (Erasure.objects.get().address, Erasure.objects.get().others) == ("", [])


def test_what_was_reported_stays_as_a_record_without_photos(poster: User, lived: Conversation) -> None:
    a_notice(listing=lived.listing)
    erase(poster)
    assert Listing.objects.get().poster == poster
    assert not Photo.objects.exists()
    assert Client().get(f"/ads/{lived.listing.code}/").status_code == 404
    assert left_of(MINE) == []


def test_the_reporter_is_taken_out_of_reports(poster: User) -> None:
    notice = a_notice(email=MINE)
    erase(poster)
    notice.refresh_from_db()
    assert notice.email == ""
    assert notice.text


def test_the_link_goes_by_mail_and_works_once(poster: User) -> None:
    ask_to_erase(who=poster)
    found = re.search(r"/erase/([^/\s]+)/", OutgoingMail.objects.get(recipient=MINE).text)
    assert found
    erase_person(token=found[1])
    erase_person(token=found[1])
    assert LedgerEntry.objects.filter(action="person.erased").count() == 1


def test_who_works_here_is_not_erased_by_a_click() -> None:
    moderator = a_user(Role.MODERATOR)
    with pytest.raises(RightsError):
        ask_to_erase(who=moderator)
    with pytest.raises(RightsError):
        erase(moderator)
    moderator.refresh_from_db()
    assert moderator.is_active


@pytest.mark.parametrize("held", [False, True])
def test_what_was_captured_of_an_ad_goes_with_it_unless_it_is_held(held: bool) -> None:
    listing = a_listing()
    an_evidence_item(subject=listing.subject, about=f"person:{listing.poster_id}")
    if held:
        a_hold(listing.subject)
    delete_listing(listing)
    assert EvidenceItem.objects.exists() == held
