"""What was there when a hold was placed can be given later, whatever the person changed or deleted since."""

import json
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.custody.actions.ending import erase_snapshots
from haven.custody.actions.holds import place_hold
from haven.custody.bundles import files_of
from haven.custody.models import EvidenceItem, PreservationHold, Snapshot
from haven.ledger.models import LedgerEntry
from haven.legal.actions.gathering import ask_for_production, gather
from haven.legal.actions.holding import extend_holds, hold_for
from haven.legal.actions.scoping import set_targets
from haven.legal.errors import LegalError
from haven.legal.facts import Period, records, within
from haven.legal.keeping import TODAY, facts_of, moments_of
from haven.legal.models import LegalRequest
from haven.listings.actions.conversations import send_message, start_conversation
from haven.listings.actions.life import withdraw
from haven.listings.links import make_token
from haven.listings.models import Listing, Message
from haven.rights.actions.erasing import erase_person
from haven.rights.actions.taking import take_everything
from tests.factories import (
    a_draft,
    a_legal_request,
    a_listing,
    a_saved_search,
    a_user,
    a_verified_request,
    put_together,
)
from tests.legal.conftest import AsUser

pytestmark = pytest.mark.django_db


@pytest.fixture
def ad(suspect: User) -> Listing:
    """What the suspect has online."""
    return a_listing(poster=suspect, title="Walnut desk")


@pytest.fixture
def hold(suspect: User, ad: Listing, caller: User) -> PreservationHold:
    """A letter came, and the suspect's account is held."""
    EmailAddress.objects.create(user=suspect, email="second@example.org", verified=True)
    a_draft(email=suspect.email, title="Three pallets")
    a_saved_search(email=suspect.email)
    letter = a_legal_request(about=suspect.email, instrument="preservation_letter", wanted=[])
    return hold_for(request=letter, subjects=[f"person:{suspect.pk}"], by=caller).hold


def kept(hold: PreservationHold, kind: str) -> dict[str, object]:
    return facts_of(Snapshot.objects.get(hold=hold, kind=kind).item)


def change_everything(suspect: User, ad: Listing) -> None:
    """What a person who learned of something would do."""
    withdraw(listing=ad, author=suspect)
    EmailAddress.objects.filter(user=suspect).delete()
    User.objects.filter(pk=suspect.pk).update(display_name="Nobody", email="fresh@example.org")
    suspect.saved_searches.all().delete()


def given(request: LegalRequest, by: User, suspect: User, **values: object) -> list[dict[str, object]]:
    """What the items of a production say: their manifests."""
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=by)
    made = put_together(request=request, by=by, **values)  # type: ignore[arg-type]
    assert files_of(made.bundles[0])
    return [json.loads(EvidenceItem.objects.get(pk=key).manifest) for key in made.bundles[0].items]


def test_a_hold_keeps_who_it_is_what_was_done_and_what_was_typed(hold: PreservationHold, ad: Listing) -> None:
    assert kept(hold, "subscriber")["addresses"] == ["poster@example.org", "second@example.org"]
    assert kept(hold, "records")["ads"][0]["ad"] == ad.code  # type: ignore[index]
    assert kept(hold, "content")["drafts"][0]["title"] == "Three pallets"  # type: ignore[index]
    assert kept(hold, "content")["drafts"][0]["confirmed"] is False, "anybody may have given that address"  # type: ignore[index]
    entries = LedgerEntry.objects.filter(action="hold.kept")
    items = [one.item for one in hold.snapshots.select_related("item")]
    assert [entry.details["evidence"] for entry in entries] == [item.digest for item in items]
    assert {(item.subject, item.about) for item in items} == {(hold.subject, "")}


def test_what_is_changed_later_changes_nothing_of_it(
    hold: PreservationHold, ad: Listing, suspect: User, preparer: User
) -> None:
    before = [(one.item.sha256, one.item.manifest) for one in hold.snapshots.select_related("item")]
    change_everything(suspect, ad)
    erase_person(token=make_token("erase", str(suspect.pk)))
    assert [(one.item.sha256, one.item.manifest) for one in hold.snapshots.select_related("item")] == before
    warrant = a_verified_request(about="fresh@example.org")
    assert [key for key, _ in moments_of(warrant)] == [TODAY], "nothing about others before it is said who is meant"
    both = given(warrant, preparer, suspect, classes=["subscriber"], moments=[TODAY, str(hold.pk)])
    then, today = (one["facts"]["data"] for one in both)  # type: ignore[index]
    assert (then["name"], then["addresses"]) == ("Paul Poster", ["poster@example.org", "second@example.org"])
    assert (today["name"], today["addresses"]) == ("Nobody", ["fresh@example.org"])
    assert f"as kept on {hold.placed_at:%Y-%m-%d}" in str(both[0]["title"])
    assert both[0]["facts"]["kept"]["sha256"] == before[0][0]  # type: ignore[index]


def test_what_was_kept_is_gated_like_the_rest(hold: PreservationHold, suspect: User, preparer: User) -> None:
    request = a_verified_request(about=suspect.email, instrument="subpoena", wanted=["subscriber", "content"])
    only = given(request, preparer, suspect, classes=["subscriber"], moments=[str(hold.pk)])
    assert [one["facts"]["class"] for one in only] == ["subscriber"]  # type: ignore[index]
    assert "Three pallets" not in str(only)


def test_one_says_of_when(hold: PreservationHold, preparer: User, suspect: User) -> None:
    someone = a_user(email="someone@example.org")
    other = place_hold(by=preparer, reason="Case 7", subjects=[f"person:{someone.pk}"])
    request = a_verified_request(about=suspect.email)
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=preparer)
    assert [key for key, _ in moments_of(request)] == [TODAY, str(hold.pk)]
    for wrong in ([], [str(other.pk)], ["yesterday"]):
        with pytest.raises(LegalError, match="of when"):
            ask_for_production(request=request, classes=["subscriber"], moments=wrong, by=preparer)


def test_days_limit_what_was_kept_as_they_limit_todays_data(suspect: User, ad: Listing) -> None:
    for days, who in ((90, "first"), (40, "second"), (5, "third")):
        talk = start_conversation(listing=ad, reader=a_user(email=f"{who}@example.net"), text=f"From the {who}")
        send_message(conversation=talk, author=suspect, text=f"To the {who}")
        Message.objects.filter(conversation=talk).update(created_at=timezone.now() - timedelta(days=days))
    everything, today = records(suspect), timezone.localdate()
    days_ago: list[date | None] = [None, *(today - timedelta(days=n) for n in (100, 90, 50, 40, 5, 0))]
    for since in days_ago:
        for until in days_ago:
            assert within(everything, Period(since, until)) == records(suspect, Period(since, until))
    assert len(everything["messages"]) == 6


def test_what_comes_to_be_held_is_kept_as_of_that_day(caller: User) -> None:
    letter = a_legal_request(about="newcomer@example.org", instrument="preservation_letter", wanted=[])
    hold = hold_for(request=letter, subjects=[], by=caller).hold
    assert not hold.snapshots.exists()
    newcomer = a_user(email="newcomer@example.org")
    assert (extend_holds(), extend_holds()) == (1, 0)
    assert set(hold.snapshots.values_list("subject", "kind")) == {
        (f"person:{newcomer.pk}", kind) for kind in ("subscriber", "records", "content")
    }


def test_it_goes_with_its_hold(hold: PreservationHold) -> None:
    names = list(hold.subjects.values_list("subject", flat=True))
    other = place_hold(by=None, reason="hash bank: made up", subjects=names)
    assert erase_snapshots() == 0
    PreservationHold.objects.filter(pk=hold.pk).update(until=timezone.now())
    assert erase_snapshots() == 3
    assert (erase_snapshots(), hold.snapshots.count(), other.snapshots.count()) == (0, 0, 3)
    assert not EvidenceItem.objects.filter(subject=hold.subject).exists()
    assert LedgerEntry.objects.filter(action="hold.snapshots_erased", subject=hold.subject).exists()


def test_neither_the_person_nor_other_desks_see_it(hold: PreservationHold, suspect: User, enter: AsUser) -> None:
    with take_everything(of=suspect) as file:
        assert b"hold" not in file.read().lower()
    for role in (Role.MODERATOR, Role.INVESTIGATOR):
        client = enter(a_user(role))
        for address in ("/moderation/ledger/", f"/moderation/ledger/?subject={hold.subject}", "/moderation/"):
            assert b"hold.kept" not in client.get(address).content


def test_the_page_offers_the_days(hold: PreservationHold, suspect: User, preparer: User, enter: AsUser) -> None:
    request = a_verified_request(about=suspect.email)
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=preparer)
    client: Client = enter(preparer)
    address = f"/legal/requests/{request.reference}/"
    assert "As it was kept on" in client.get(address).content.decode()
    answer = client.post(f"{address}prepare/", {"classes": ["subscriber"], "moments": [TODAY, str(hold.pk)]})
    assert answer.status_code == 302
    gather(code=request.gatherings.get().code)
    assert len(request.productions.get().bundles[0].items) == 2
