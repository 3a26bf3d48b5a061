"""The one way into the public."""

import pytest

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.actions.drafts import save_draft, start_edit
from haven.listings.actions.submission import hold_again, publish_held, revision_digest, submit_ad, take_down
from haven.listings.errors import IncompleteDraft, WrongState
from haven.listings.models import Clearance, Listing, ListingRevision, ListingState, Verdict
from haven.listings.queries import SearchQuery, search
from haven.mail.models import OutgoingMail
from haven.policies.actions import install_default_policy
from haven.policies.errors import NoPolicy
from haven.policies.models import PolicyVersion
from tests.factories import a_draft, a_listing, a_photo, a_user, words

pytestmark = pytest.mark.django_db
S = ListingState

HONEST = (words.HONEST_TITLE, words.HONEST)
TRICK = ("Bright flat near the park", words.TO_HOLD)
PLAIN = ("In the evening", words.TO_REFUSE)


@pytest.fixture(autouse=True)
def policy() -> PolicyVersion | None:
    return install_default_policy()


def submitted(title: str, body: str, author: User | None = None) -> Listing:
    return submit_ad(author=author or a_user(), draft=a_draft(title=title, body=body))


def edited(listing: Listing, **typed: str) -> Listing:
    assert listing.poster is not None
    draft = start_edit(listing=listing, author=listing.poster)
    return submit_ad(author=listing.poster, draft=save_draft(draft=draft, **typed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "state", "outcome"),
    [(HONEST, S.PUBLISHED, "publish"), (TRICK, S.HELD, "hold"), (PLAIN, S.REFUSED, "refuse")],
)
def test_the_verdict_decides_where_an_ad_goes(text: tuple[str, str], state: str, outcome: str) -> None:
    listing = submitted(*text)
    listing.refresh_from_db()
    verdict = Verdict.objects.get()
    assert (listing.state, verdict.outcome, verdict.revision) == (state, outcome, listing.revision)
    assert listing.is_public == (state == S.PUBLISHED)
    assert (listing.cleared is not None) == listing.is_public
    assert (listing.held_at is not None) == (state == S.HELD)
    assert Clearance.objects.exists() == listing.is_public
    assert bool(search(SearchQuery()).listings) == listing.is_public
    entry = LedgerEntry.objects.get(action="listing.submitted")
    assert listing.poster is not None
    assert (entry.actor, entry.details["outcome"]) == (f"person:{listing.poster.pk}", outcome)


def test_hits_are_kept_with_their_place_in_the_text() -> None:
    verdict = Verdict.objects.get(revision=submitted(*TRICK).revision)
    text = "\n\n".join(TRICK)
    assert verdict.hits.count() >= 2
    found = [text[hit.start : hit.end] for hit in verdict.hits.all()]
    assert all(piece.strip() and piece in words.TO_HOLD for piece in found)
    assert any("deposit" in piece for piece in found)


@pytest.mark.parametrize("text", [TRICK, PLAIN])
def test_a_poster_is_told_the_ground_and_nothing_of_the_signals(text: tuple[str, str]) -> None:
    listing = submitted(*text)
    mail, verdict = OutgoingMail.objects.get(), Verdict.objects.get()
    assert listing.poster is not None
    assert mail.recipient == listing.poster.email
    assert verdict.ground_sentence
    assert verdict.ground_sentence in mail.text
    for hit in verdict.hits.all():
        assert hit.why not in mail.text
        assert hit.signal not in mail.text
    assert f"/ads/{listing.code}" not in mail.text


def test_the_log_keeps_a_digest_that_can_be_made_again_from_the_row() -> None:
    listing = submitted(*HONEST)
    kept = LedgerEntry.objects.get(action="listing.submitted").details["digest"]
    assert kept == revision_digest(ListingRevision.objects.get(listing=listing))
    words = " ".join(str(entry.details) for entry in LedgerEntry.objects.all())
    assert "oak" not in words.lower()


def test_an_edit_is_judged_anew() -> None:
    listing = submitted(*HONEST)
    held = edited(listing, body=TRICK[1])
    held.refresh_from_db()
    assert (held.pk, held.state) == (listing.pk, S.HELD)
    assert held.revisions.count() == 2
    assert not search(SearchQuery(words="oak")).listings
    again = edited(held, body=HONEST[1] + " Collect it soon.")
    assert again.state == S.PUBLISHED
    assert again.cleared_id == again.revision_id
    assert [r.body for r in search(SearchQuery(words="collect")).listings[0].revisions.order_by("number")][1] == TRICK[
        1
    ]


def test_an_edit_shows_nothing_until_it_is_cleared() -> None:
    listing = submitted(*HONEST)
    assert listing.poster is not None
    draft = start_edit(listing=listing, author=listing.poster)
    save_draft(draft=draft, title="A chair instead")
    assert [hit.title for hit in search(SearchQuery()).listings] == ["Oak table"]


@pytest.mark.parametrize("state", [S.REMOVED, S.SOLD])
def test_an_edit_that_was_begun_before_the_end_does_not_bring_the_ad_back(state: ListingState) -> None:
    listing = a_listing()
    assert listing.poster is not None
    draft = start_edit(listing=listing, author=listing.poster)
    Listing.objects.filter(pk=listing.pk).update(state=state)
    with pytest.raises(WrongState):
        submit_ad(author=listing.poster, draft=draft)
    listing.refresh_from_db()
    assert (listing.state, listing.revisions.count()) == (state, 1)


def test_words_that_a_person_refused_are_not_published_by_machine() -> None:
    listing = submitted(*HONEST)
    take_down(listing=hold_again(listing=listing, moderator=a_user()), moderator=a_user(), state=S.REFUSED)
    assert edited(listing).state == S.HELD
    assert edited(listing, title="OAK  TABLE").state == S.HELD
    assert edited(listing, body=HONEST[1] + " I left out what you did not like.").state == S.PUBLISHED


def test_a_half_empty_edit_is_not_submitted() -> None:
    listing = a_listing()
    assert listing.poster is not None
    draft = save_draft(draft=start_edit(listing=listing, author=listing.poster), title=" ")
    with pytest.raises(IncompleteDraft):
        submit_ad(author=listing.poster, draft=draft)


def test_a_revision_shows_the_photos_of_its_draft() -> None:
    draft = a_draft()
    second, first = a_photo(listing=draft.listing, position=1), a_photo(listing=draft.listing, position=0)
    a_photo(listing=draft.listing, position=None)
    listing = submit_ad(author=a_user(), draft=draft)
    assert listing.revision is not None
    assert [shown.photo for shown in listing.revision.shown_photos.all()] == [first, second]


def test_without_a_policy_nothing_is_published() -> None:
    PolicyVersion.objects.all().delete()
    draft = a_draft()
    with pytest.raises(NoPolicy):
        submit_ad(author=a_user(), draft=draft)
    draft.listing.refresh_from_db()
    assert draft.listing.state == S.DRAFT


def test_a_person_clears_what_was_held() -> None:
    moderator, listing = a_user(), submitted(*TRICK)
    published = publish_held(listing=listing, moderator=moderator)
    published.refresh_from_db()
    assert published.state == S.PUBLISHED
    assert published.cleared is not None
    assert (published.cleared.decided_by, published.cleared.verdict) == (moderator, None)
    assert [hit.pk for hit in search(SearchQuery(words="park")).listings] == [listing.pk]
    assert LedgerEntry.objects.get(action="listing.cleared").actor == f"person:{moderator.pk}"


@pytest.mark.parametrize(("before", "after"), [(S.HELD, S.REFUSED), (S.PUBLISHED, S.REMOVED), (S.EXPIRED, S.REMOVED)])
def test_a_person_takes_an_ad_down(before: ListingState, after: ListingState) -> None:
    listing = take_down(listing=a_listing(state=before), moderator=a_user(), state=after)
    listing.refresh_from_db()
    assert (listing.state, listing.cleared) == (after, None)
    assert listing.ended_at is not None
    assert not search(SearchQuery()).listings


def test_an_action_goes_by_the_row_and_not_by_what_was_read_before() -> None:
    listing = a_listing()
    as_read_before = Listing.objects.get(pk=listing.pk)
    take_down(listing=listing, moderator=a_user(), state=S.REMOVED)
    with pytest.raises(WrongState):
        take_down(listing=as_read_before, moderator=a_user(), state=S.REFUSED)
    assert Listing.objects.get(pk=listing.pk).state == S.REMOVED


def test_what_was_never_submitted_cannot_be_cleared() -> None:
    with pytest.raises(WrongState):
        publish_held(listing=a_draft().listing, moderator=a_user())
