"""The signals' record, on ads made for the purpose: every number is what is counted by hand."""

import pytest

from haven.listings.models import Listing, ListingState, SignalHit
from haven.moderation.counting import count_anew
from haven.moderation.fairness import records
from haven.moderation.models import Appeal, Outcome, SignalRun
from haven.moderation.queries.signals import count_signals
from tests.factories import a_category, a_decision, a_listing, a_place, a_user, an_appeal

pytestmark = pytest.mark.django_db
SIGNAL = "absent-owner"
ENGLISH = "A bright room with a table and a bed for you, from May."
GERMAN = "Ein helles Zimmer mit einem Tisch und einem Bett, für zwei Personen."


def fired(listing: Listing) -> Listing:
    assert listing.revision
    verdict = listing.revision.verdicts.get()
    for start in (0, 5):  # twice in one ad is once
        SignalHit.objects.create(verdict=verdict, signal=SIGNAL, weight=20, start=start, end=start + 3, why="So.")
    return listing


def one(listing: Listing, outcome: Outcome, ground: str = "fraud") -> None:
    decision = a_decision(listing=listing, outcome=outcome)
    if outcome.restricts:
        type(decision).objects.filter(pk=decision.pk).update(ground=ground)


def test_what_people_found_is_counted() -> None:
    from haven.screening.signals import BY_SLUG

    ground = BY_SLUG[SIGNAL].ground
    one(fired(a_listing(state=ListingState.REFUSED)), Outcome.REFUSE, ground)
    one(fired(a_listing(state=ListingState.REMOVED)), Outcome.REMOVE, "another-rule")
    one(fired(a_listing()), Outcome.PUBLISH)
    one(a_listing(state=ListingState.REMOVED), Outcome.REMOVE, ground)
    fired(a_listing())
    a_listing()
    found = count_signals()
    count = found.signals[SIGNAL]
    assert (found.ads, found.decided) == (6, 4)
    assert (count.fired, count.right, count.wrong, count.caught, count.missed) == (4, 2, 1, 1, 1)
    assert [(week.ads, week.fired) for week in count.weeks][-1] == (6, 4)
    assert sum(found.lawful["category"].values()) == 3
    assert sum(count.lawful["category"].values()) == 2


def test_a_reversed_decision_counts_as_lawful_and_an_undone_one_not_at_all() -> None:
    reversed_one = fired(a_listing(state=ListingState.REFUSED))
    appeal = an_appeal(decision=a_decision(listing=reversed_one))
    Appeal.objects.filter(pk=appeal.pk).update(state="reversed", answered_by=a_user())
    undone = fired(a_listing(state=ListingState.REFUSED))
    decision = a_decision(listing=undone)
    type(decision).objects.filter(pk=decision.pk).update(undone_at=decision.decided_at)
    count = count_signals().signals[SIGNAL]
    assert (count.fired, count.right, count.wrong) == (2, 0, 1)


def test_a_signal_that_is_harder_on_a_language_shows() -> None:
    place, rooms = a_place(), a_category("rooms", parent="housing")
    for number in range(70):
        listing = a_listing(title=f"Room {number}", body=GERMAN if number % 2 else ENGLISH, category=rooms, place=place)
        if number % 2:
            fired(listing)
    run = count_anew()
    record = next(one for one in records(run.figures) if one.signal.slug == SIGNAL)
    assert [(group.name, group.ads, group.fired) for group in record.harder_on] == [("German", 35, 35)]
    assert record.rate
    assert record.rate.share == 0.5
    (english,) = [group for group in record.groups if group.name == "English"]
    assert english.apart.high < 0
    assert {group.dimension for group in record.groups} == {"language"}  # one region and one category: nothing apart
    assert all(not other.harder_on for other in records(run.figures) if other.signal.slug != SIGNAL)


def test_an_even_hand_is_not_called_unfair() -> None:
    for number in range(80):
        listing = a_listing(title=f"Room {number}", body=GERMAN if number % 2 else ENGLISH)
        if number % 8 < 2:
            fired(listing)
    assert all(not one.harder_on for one in records(count_anew().figures))


def test_old_counts_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("haven.moderation.counting._KEPT", 2)
    runs = [count_anew() for _ in range(4)]
    assert set(SignalRun.objects.values_list("pk", flat=True)) == {runs[2].pk, runs[3].pk}
