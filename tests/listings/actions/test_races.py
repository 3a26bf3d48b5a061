"""What happens at the same time, on connections of their own."""

import io
import time
from functools import partial
from threading import Event

from django.db import connection, transaction

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.actions.conversations import start_conversation
from haven.listings.actions.drafts import confirm_draft, request_confirmation, save_draft
from haven.listings.actions.importing import ImportReport, Incoming, import_ads
from haven.listings.actions.life import mark_sold, withdraw
from haven.listings.actions.photos import MOST_PHOTOS, add_photo
from haven.listings.actions.submission import submit_ad, take_down
from haven.listings.errors import TooManyPhotos, WrongState
from haven.listings.links import make_token
from haven.listings.models import Conversation, Listing, ListingDraft, ListingState, Photo
from tests.committed import at_once
from tests.factories import (
    a_category,
    a_draft,
    a_listing,
    a_photo,
    a_picture_file,
    a_policy_version,
    a_user,
    an_ad_record,
)


def test_two_clicks_at_once_submit_one_ad(committed: None) -> None:
    a_policy_version()
    draft = a_draft()
    request_confirmation(draft=draft)
    token = make_token("confirm", f"{draft.listing.code}:{draft.email}")
    clicked = at_once(*[partial(confirm_draft, token=token)] * 3)
    assert [listing.state for listing in clicked if isinstance(listing, Listing)] == ["published"] * 3
    assert Listing.objects.get().revisions.count() == 1
    assert User.objects.count() == 1


def test_a_draft_that_is_sent_from_two_tabs_is_submitted_once(committed: None) -> None:
    a_policy_version()
    draft, author = a_draft(), a_user()
    tabs = [ListingDraft.objects.get(pk=draft.pk) for _ in range(3)]
    sent = at_once(*[partial(submit_ad, author=author, draft=tab) for tab in tabs])
    assert sorted(type(result).__name__ for result in sent) == ["Listing", "WrongState", "WrongState"]
    assert Listing.objects.get().revisions.count() == 1


def test_typing_on_while_the_ad_is_submitted_breaks_nothing(committed: None) -> None:
    a_policy_version()
    draft, author = a_draft(), a_user()
    tab = ListingDraft.objects.select_related("listing").get(pk=draft.pk)
    at_once(partial(submit_ad, author=author, draft=draft), partial(save_draft, draft=tab, title="Another title"))
    listing = Listing.objects.get()
    assert listing.state == ListingState.PUBLISHED
    assert listing.cleared_id == listing.revision_id
    assert not ListingDraft.objects.exists()


def test_a_removal_is_not_undone_by_the_poster_at_the_same_moment(committed: None) -> None:
    listing, moderator = a_listing(), a_user()
    poster = listing.poster
    assert poster is not None
    mine, theirs, again = (Listing.objects.get(pk=listing.pk) for _ in range(3))
    at_once(
        partial(take_down, listing=theirs, moderator=moderator, state=ListingState.REMOVED),
        partial(mark_sold, listing=mine, author=poster),
        partial(withdraw, listing=again, author=poster),
    )
    listing.refresh_from_db()
    assert listing.state == ListingState.REMOVED


def test_a_poster_who_read_the_ad_before_its_removal_changes_nothing(committed: None) -> None:
    listing = a_listing()
    assert listing.poster is not None
    as_read_before = Listing.objects.get(pk=listing.pk)
    take_down(listing=listing, moderator=a_user(), state=ListingState.REMOVED)
    for result in at_once(partial(mark_sold, listing=as_read_before, author=listing.poster)):
        assert isinstance(result, WrongState)


def test_photos_sent_at_once_fill_the_ad_and_no_more(committed: None) -> None:
    draft = a_draft()
    for position in range(MOST_PHOTOS - 2):
        a_photo(listing=draft.listing, position=position)
    files = [io.BytesIO(a_picture_file().getvalue()) for _ in range(4)]
    results = at_once(*[partial(add_photo, listing=draft.listing, upload=file) for file in files])
    assert [type(result) for result in results if not isinstance(result, Photo)] == [TooManyPhotos] * 2
    positions = list(Photo.objects.values_list("position", flat=True))
    assert positions == list(range(MOST_PHOTOS))


def test_two_first_messages_begin_one_thread(committed: None) -> None:
    listing, reader = a_listing(), a_user()
    at_once(*[partial(start_conversation, listing=listing, reader=reader, text=f"Hello {n}") for n in range(3)])
    assert Conversation.objects.get().messages.count() == 3


def test_two_imports_of_one_source_write_one_after_the_other(committed: None) -> None:
    """Both are stopped where the first is about to write, so that neither can be over before the other begins."""
    a_policy_version()
    category, author, stopped = a_category(), a_user(), Event()
    ads = [Incoming(an_ad_record(id=f"{n}", title=f"Garden chair {n}"), author) for n in range(5)]

    def hold_up() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE listings_listingrevision IN SHARE MODE")
            stopped.set()
            end, waiting = time.monotonic() + 60, 0
            while waiting < 2:
                assert time.monotonic() < end, "the imports never waited"
                cursor.execute("SELECT pg_stat_clear_snapshot()")
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                    " AND datname = current_database()"
                )
                waiting = cursor.fetchone()[0]

    def bring_in() -> ImportReport:
        stopped.wait()
        *_, report = import_ads(ads=ads, category=category, source="file.csv", actor=author)
        return report

    made = [one for one in at_once(hold_up, bring_in, bring_in) if one is not None]
    assert sorted((one.added, one.known) for one in made if isinstance(one, ImportReport)) == [(0, 5), (5, 0)]
    assert Listing.objects.count() == 5
    told = [entry.details["count"] for entry in LedgerEntry.objects.filter(action="listings.imported")]
    assert sorted(told) == [0, 5]
