"""A hold for an authority: erasure, retention and the clean-up of photos pass over what it covers, and nothing else."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.custody.errors import HoldRefused
from haven.custody.models import PreservationHold
from haven.custody.queries import held
from haven.findings.models import Identifier, Sighting
from haven.ledger.models import LedgerEntry
from haven.legal.actions.holding import (
    ask_legal_release,
    extend_holds,
    hold_for,
    release_legal_hold,
    renew_legal_hold,
)
from haven.legal.actions.scoping import set_targets
from haven.legal.belongings import GONE, LegalRoom
from haven.legal.errors import LegalError
from haven.legal.models import LegalHold, LegalRequest
from haven.listings.actions.photos import add_photo, drop_photo
from haven.listings.links import make_token
from haven.listings.models import Listing, Photo
from haven.mail.models import OutgoingMail
from haven.notices.models import Notice
from haven.rights.actions.erasing import erase_person, finish_erasures
from haven.rights.actions.retention import keep_no_longer
from tests.factories import (
    a_legal_hold,
    a_legal_request,
    a_listing,
    a_notice,
    a_picture_file,
    a_user,
    a_verified_request,
    an_outgoing_mail,
    put_together,
)

pytestmark = pytest.mark.django_db
LETTER = {"instrument": "preservation_letter", "wanted": []}


@pytest.fixture
def bystander(db: None) -> User:
    """Somebody whom no hold covers."""
    return a_user(email="bystander@example.org")


def hold_person(who: User, by: User, **values: object) -> LegalHold:
    return hold_for(request=a_legal_request(about=who.email, **(LETTER | values)), subjects=[f"person:{who.pk}"], by=by)


def test_erasure_waits_for_the_hold_and_takes_everybody_else(suspect: User, bystander: User, caller: User) -> None:
    ads = {who: a_listing(poster=who) for who in (suspect, bystander)}
    hold = hold_person(suspect, caller)
    for who in ads:
        erase_person(token=make_token("erase", str(who.pk)))
    assert list(Listing.objects.all()) == [ads[suspect]]
    ask_legal_release(held=hold, by=caller)
    release_legal_hold(held=hold, by=a_user(Role.LEGAL_SPECIALIST))
    assert finish_erasures() == 1
    assert not Listing.objects.exists()


def test_retention_passes_over_ads_mails_and_reports_under_hold(suspect: User, bystander: User, caller: User) -> None:
    old = timezone.now() - timedelta(days=4000)
    for who in (suspect, bystander):
        Listing.objects.filter(pk=a_listing(poster=who, state="withdrawn").pk).update(ended_at=old)
        OutgoingMail.objects.filter(pk=an_outgoing_mail(to=who.email).pk).update(sent_at=old)
        notice = a_notice(listing=a_listing())
        Notice.objects.filter(pk=notice.pk).update(email=who.email, name="N", closed_at=old, state="kept")
    hold_person(suspect, caller)
    OutgoingMail.objects.exclude(recipient__in=[suspect.email, bystander.email]).delete()
    keep_no_longer()
    assert [ad.poster for ad in Listing.objects.filter(state="withdrawn")] == [suspect]
    assert [mail.recipient for mail in OutgoingMail.objects.exclude(sent_at=None)] == [suspect.email]
    assert set(Notice.objects.values_list("email", flat=True)) == {suspect.email, ""}


def test_the_clean_up_of_photos_passes_over_them(suspect: User, bystander: User, caller: User) -> None:
    photos = {who: add_photo(listing=a_listing(poster=who), upload=a_picture_file()) for who in (suspect, bystander)}
    hold_person(suspect, caller)
    for photo in photos.values():
        drop_photo(photo=photo)
    assert list(Photo.objects.all()) == [photos[suspect]]
    assert Photo.objects.get().position is None
    kept = {who: default_storage.exists(photo.path(max(photo.widths))) for who, photo in photos.items()}
    assert kept[suspect]


def test_what_names_an_identifier_is_held_at_once_and_however_much_it_is(
    suspect: User, caller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("haven.legal.actions.holding.MOST_SUBJECTS", 2)
    number = Identifier.objects.create(kind="phone", value="+12025550123")
    ads = [a_listing() for _ in range(4)]
    for ad in ads:
        Sighting.objects.create(identifier=number, ad_id=ad.code)
    request = a_legal_request(about=f"+1 (202) 555-0123\n{suspect.email}", **LETTER)
    hold = hold_for(request=request, subjects=[f"person:{suspect.pk}"], by=caller)
    everything = {f"person:{suspect.pk}", *(ad.subject for ad in ads)}
    assert held(everything) == everything
    Sighting.objects.create(identifier=number, ad_id=a_listing().code)
    assert hold_for(request=request, subjects=[f"person:{suspect.pk}"], by=caller) == hold, "held once"


def test_an_identifier_covers_what_names_it_now_and_later(caller: User, bystander: User) -> None:
    now, later, other = a_listing(), a_listing(), a_listing(poster=bystander)
    number = Identifier.objects.create(kind="phone", value="+12025550123")
    Sighting.objects.create(identifier=number, ad_id=now.code)
    request = a_legal_request(about="+1 (202) 555-0123\nsomeone@example.org", **LETTER)
    hold_for(request=request, subjects=[], by=caller)
    assert held([now.subject, later.subject, other.subject]) == {now.subject}
    Sighting.objects.create(identifier=number, ad_id=later.code)
    newcomer = a_user(email="someone@example.org")
    assert extend_holds() == 2
    assert extend_holds() == 0
    assert held([later.subject, f"person:{newcomer.pk}", other.subject]) == {later.subject, f"person:{newcomer.pk}"}


def test_a_second_click_holds_nothing_twice(suspect: User, caller: User) -> None:
    request = a_legal_request(about=suspect.email, **LETTER)
    first = hold_for(request=request, subjects=[f"person:{suspect.pk}"], by=caller)
    assert hold_for(request=request, subjects=[f"person:{suspect.pk}"], by=caller) == first
    assert LegalHold.objects.count() == 1
    other = hold_for(
        request=a_legal_request(about=suspect.email, **LETTER), subjects=[f"person:{suspect.pk}"], by=caller
    )
    assert other != first


def test_nothing_is_held_that_its_lines_do_not_lead_to(caller: User, bystander: User) -> None:
    request = a_legal_request(**LETTER)
    with pytest.raises(LegalError, match="lines lead to"):
        hold_for(request=request, subjects=[f"person:{bystander.pk}"], by=caller)
    with pytest.raises(HoldRefused):
        hold_for(request=a_legal_request(about="nothing in particular", **LETTER), subjects=[], by=caller)


@pytest.mark.parametrize(
    ("instrument", "country", "days", "by", "times"),
    [("preservation_letter", "US", 90, 90, 1), ("eu_preservation", "DE", 60, 30, 1), ("warrant", "US", 90, 90, 3)],
)
def test_terms_and_renewals_are_those_of_the_law(
    instrument: str, country: str, days: int, by: int, times: int, suspect: User, caller: User
) -> None:
    hold = hold_person(suspect, caller, instrument=instrument, country=country)
    end = hold.hold.until
    assert (end - timezone.now()).days + 1 == days
    for _ in range(times):
        renew_legal_hold(held=hold, by=caller)
    hold.hold.refresh_from_db()
    assert (hold.hold.until - end).days == by * times
    with pytest.raises(LegalError, match="does not let"):
        renew_legal_hold(held=hold, by=caller)


def test_it_is_released_by_two(suspect: User, caller: User, preparer: User) -> None:
    hold = hold_person(suspect, caller)
    ask_legal_release(held=hold, by=caller)
    with pytest.raises(HoldRefused, match="two people"):
        release_legal_hold(held=hold, by=caller)
    release_legal_hold(held=hold, by=preparer)
    assert held([f"person:{suspect.pk}"]) == set()


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SENIOR_MODERATOR, Role.INVESTIGATOR, Role.CHILD_SAFETY])
def test_no_other_desk_and_not_the_person_learns_of_it(role: Role, suspect: User, caller: User) -> None:
    ad = a_listing(poster=suspect)
    hold = hold_person(suspect, caller)
    client = Client()
    client.force_login(a_user(role))
    addresses = ["/moderation/", f"/moderation/items/{ad.code}/", "/moderation/ledger/", "/investigations/evidence/",
                 f"/moderation/ledger/?subject={ad.code}", "/legal/holds/", "/legal/"]  # fmt: skip
    seen = b"".join(client.get(address).content for address in addresses)
    for secret in (hold.request.reference, "preservation", "Legal request"):
        assert secret.encode() not in seen, secret
    assert client.post(f"/investigations/evidence/holds/{hold.pk}/renew/").status_code in {403, 404}
    client.force_login(suspect)
    for address in ("/my/", f"/my/{ad.code}/", "/my/data/"):
        assert hold.request.reference.encode() not in client.get(address).content


def test_a_request_goes_with_age_unless_its_hold_runs(caller: User, preparer: User, suspect: User) -> None:
    request = a_verified_request(by=caller)
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=preparer)
    made = put_together(request=request, classes=["subscriber"], by=preparer)
    running, over = a_legal_hold().request, a_legal_hold()
    PreservationHold.objects.filter(pk=over.pk).update(until=timezone.now())
    for one, state in ((request, "answered"), (running, "refused"), (over.request, "refused")):
        LegalRequest.objects.filter(pk=one.pk).update(state=state, closed_at=timezone.now(), closing_words="x")
    assert LegalRoom().forget(timezone.now() + timedelta(days=1)) == 2
    assert LegalHold.objects.get(pk=over.pk).contacts == []
    assert running.holds.get().contacts
    request.refresh_from_db()
    assert (request.about, request.email, request.document) == (GONE, "", None)
    assert made.bundles[0].items
    assert LedgerEntry.objects.filter(subject=request.subject).exists()
    assert LegalRequest.objects.get(pk=running.pk).about != GONE
