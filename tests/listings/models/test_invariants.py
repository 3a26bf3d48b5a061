"""What must hold whoever writes: attempts in plain SQL, each of which the database refuses."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from haven.listings.models import Clearance, Listing, ListingRevision, ListingState, Verdict
from tests.factories import a_clearance, a_draft, a_listing, a_revision, a_revision_photo, a_user, a_verdict


def attempt(statement: str, *values: int | None) -> None:
    """Runs it and has all deferred checks made at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def refused(statement: str, *values: int | None) -> None:
    with pytest.raises(DatabaseError):
        attempt(statement, *values)


PUBLISH = "UPDATE listings_listing SET state = 'published' WHERE id = %s"


@pytest.mark.django_db
@pytest.mark.parametrize("state", [ListingState.HELD, ListingState.REFUSED, ListingState.REMOVED])
def test_nothing_is_published_without_a_clearance(state: ListingState) -> None:
    refused(PUBLISH, a_listing(state=state).pk)


@pytest.mark.django_db
def test_nor_a_draft() -> None:
    refused(PUBLISH, a_draft().listing.pk)


@pytest.mark.django_db
def test_nor_with_the_clearance_of_another_revision() -> None:
    listing = a_listing()
    edit = a_revision(listing=listing, body="Something else")
    refused("UPDATE listings_listing SET revision_id = %s WHERE id = %s", edit.pk, listing.pk)
    refused("UPDATE listings_listing SET cleared_id = NULL WHERE id = %s", listing.pk)
    held, other = a_listing(state=ListingState.HELD), a_listing()
    refused(
        "UPDATE listings_listing SET state = 'published', cleared_id = %s WHERE id = %s", other.revision_id, held.pk
    )


@pytest.mark.django_db
def test_nor_with_the_words_of_another_ad() -> None:
    held, other = a_listing(state=ListingState.HELD), a_listing()
    refused(
        "UPDATE listings_listing SET state = 'published', revision_id = %s, cleared_id = %s WHERE id = %s",
        other.revision_id,
        other.revision_id,
        held.pk,
    )


@pytest.mark.django_db
def test_nor_with_a_clearance_that_nobody_gave() -> None:
    held = a_listing(state=ListingState.HELD)
    refused("UPDATE listings_listing SET state = 'published', cleared_id = revision_id WHERE id = %s", held.pk)
    insert = "INSERT INTO listings_clearance (revision_id, verdict_id, decided_by_id, created_at)"
    refused(f"{insert} VALUES (%s, NULL, NULL, now())", held.revision_id)


@pytest.mark.django_db
def test_a_clearance_is_not_taken_from_under_a_live_ad() -> None:
    listing = a_listing()
    refused("DELETE FROM listings_clearance WHERE revision_id = %s", listing.revision_id)
    refused("DELETE FROM listings_verdict WHERE revision_id = %s", listing.revision_id)
    refused("DELETE FROM listings_listingrevision WHERE id = %s", listing.revision_id)


@pytest.mark.django_db
@pytest.mark.parametrize("outcome", ["hold", "refuse"])
def test_a_verdict_that_does_not_publish_clears_nothing(outcome: str) -> None:
    verdict = a_verdict(outcome=outcome)
    refused(
        "INSERT INTO listings_clearance (revision_id, verdict_id, created_at) VALUES (%s, %s, now())",
        verdict.revision_id,
        verdict.pk,
    )


@pytest.mark.django_db
def test_a_verdict_with_a_failed_signal_clears_nothing_even_if_it_says_so() -> None:
    verdict = a_verdict(failures=["broken"])
    refused(
        "INSERT INTO listings_clearance (revision_id, verdict_id, created_at) VALUES (%s, %s, now())",
        verdict.revision_id,
        verdict.pk,
    )


@pytest.mark.django_db
def test_a_clearance_does_not_move() -> None:
    clearance, other, held = a_clearance(), a_revision(), a_verdict(outcome="hold")
    refused("UPDATE listings_clearance SET revision_id = %s WHERE revision_id = %s", other.pk, clearance.pk)
    refused("UPDATE listings_clearance SET verdict_id = %s WHERE revision_id = %s", held.pk, clearance.pk)
    refused("UPDATE listings_clearance SET decided_by_id = %s WHERE revision_id = %s", a_user().pk, clearance.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", ["title = 'x'", "body = body || ' now cheaper'", "price = 1", "listing_id = listing_id", "salt = ''"]
)
def test_a_revision_never_changes(change: str) -> None:
    revision = a_revision()
    refused(f"UPDATE listings_listingrevision SET {change} WHERE id = %s", revision.pk)  # noqa: S608 - from the list above


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["outcome = 'publish'", "failures = '[]'", "revision_id = revision_id"])
def test_a_verdict_never_changes(change: str) -> None:
    verdict = a_verdict(outcome="hold", failures=["x"])
    refused(f"UPDATE listings_verdict SET {change} WHERE id = %s", verdict.pk)  # noqa: S608 - from the list above


@pytest.mark.django_db
def test_the_photos_of_a_revision_never_change() -> None:
    shown, other = a_revision_photo(), a_revision_photo()
    refused("UPDATE listings_revisionphoto SET photo_id = %s WHERE id = %s", other.photo_id, shown.pk)
    refused("UPDATE listings_revisionphoto SET alt = 'x' WHERE id = %s", shown.pk)


class TestWhateverIsWritten(TestCase):
    """Hypothesis and the database go together in a `TestCase` only."""

    @given(st.data())
    def test_a_live_ad_always_shows_cleared_words_of_its_own(self, data: st.DataObject) -> None:
        """Any statements in any order: the database takes some and refuses others, and the invariant stands."""
        for _ in range(2):
            cleared = a_revision()
            a_clearance(revision=cleared)
            a_verdict(revision=a_revision(listing=cleared.listing, body="held"), outcome="hold")
            Listing.objects.filter(pk=cleared.listing_id).update(poster=a_user())
        for _ in range(data.draw(st.integers(1, 6))):
            statement, values = data.draw(st.sampled_from(self.statements(data)))
            try:
                attempt(statement, *values)
            except DatabaseError:
                continue
        for listing in Listing.objects.filter(state=ListingState.PUBLISHED).select_related("revision", "cleared"):
            revision, clearance = listing.revision, listing.cleared
            assert revision is not None
            assert clearance is not None
            assert revision.listing_id == listing.pk
            assert clearance.revision_id == revision.pk
            verdict = clearance.verdict
            assert clearance.decided_by_id or (verdict and verdict.revision_id == revision.pk)
            assert verdict is None or (verdict.outcome == "publish" and verdict.failures == [])

    @staticmethod
    def statements(data: st.DataObject) -> list[tuple[str, list[int]]]:
        def one(model: type[Model]) -> int:
            keys: list[int] = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
            return data.draw(st.sampled_from(keys))

        revision, listing = one(ListingRevision), one(Listing)
        insert = "INSERT INTO listings_clearance (revision_id, verdict_id, created_at) VALUES (%s, %s, now())"
        made: list[tuple[str, list[int]]] = [
            (
                "UPDATE listings_listing SET state='published', revision_id=%s, cleared_id=%s WHERE id=%s",
                [revision, one(ListingRevision), listing],
            ),
            ("UPDATE listings_listing SET revision_id=%s WHERE id=%s", [revision, listing]),
            ("UPDATE listings_listing SET cleared_id=%s WHERE id=%s", [revision, listing]),
            (PUBLISH, [listing]),
            (insert, [revision, one(Verdict)]),
            ("UPDATE listings_verdict SET outcome='publish' WHERE revision_id=%s", [revision]),
            ("DELETE FROM listings_clearance WHERE revision_id=%s", [revision]),
        ]
        if Clearance.objects.exists():
            change = "UPDATE listings_clearance SET revision_id=%s, verdict_id=%s WHERE revision_id=%s"
            made.append((change, [revision, one(Verdict), one(Clearance)]))
        return made
