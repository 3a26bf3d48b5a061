"""From the first word to the click in the mail."""

from decimal import Decimal
from typing import TypedDict, Unpack

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from haven.accounts.actions import ensure_user
from haven.accounts.models import User
from haven.ledger.actions import VISITOR, person, record
from haven.listings.actions.submission import submit_ad
from haven.listings.errors import BadLink, IncompleteDraft, WrongState
from haven.listings.links import absolute, make_token, read_token
from haven.listings.models import Category, Listing, ListingDraft, ListingState, Place
from haven.mail.actions import send_mail


class DraftFields(TypedDict, total=False):
    """What a draft can hold; see `ListingDraft`."""

    category: Category | None
    title: str
    body: str
    price: Decimal | None
    currency: str
    place: Place | None
    place_words: str
    email: str
    display_name: str


def start_draft(*, category: Category, author: User | None = None) -> ListingDraft:
    """A new ad with nothing but its category."""
    with transaction.atomic():
        listing = Listing.objects.create(category=category, poster=author)
        record(actor=person(author.pk) if author else VISITOR, action="draft.started", subject=listing.subject)
        return ListingDraft.objects.create(
            listing=listing,
            category=category,
            currency=settings.SITE_CURRENCY,
            email=author.email if author else "",
        )


@transaction.atomic
def save_draft(*, draft: ListingDraft, **fields: Unpack[DraftFields]) -> ListingDraft:
    """Keep what was typed, complete or not. Once the mail is out, a change takes the draft back to `draft`."""
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save()
    listing = draft.listing
    if listing.state == ListingState.PENDING:
        listing.become(ListingState.DRAFT)
    record(actor=VISITOR, action="draft.saved", subject=listing.subject)
    return draft


def missing_fields(draft: ListingDraft) -> list[str]:
    """The names of the fields without which the draft cannot be submitted."""
    needed = {
        "category": draft.category_id,
        "title": draft.title.strip(),
        "body": draft.body.strip(),
        "email": draft.email,
    }
    missing = [name for name, value in needed.items() if not value]
    return missing if draft.place_id or draft.place_words else [*missing, "place"]


@transaction.atomic
def request_confirmation(*, draft: ListingDraft) -> Listing:
    """Send the link that shows the address to be the poster's and puts the ad live.

    Raises:
        IncompleteDraft: something is missing; nothing is sent.
        WrongState: the ad was submitted already.
    """
    missing = missing_fields(draft)
    if missing:
        raise IncompleteDraft(missing)
    listing = Listing.objects.select_for_update().get(pk=draft.listing_id)
    if listing.state == ListingState.DRAFT:
        listing.become(ListingState.PENDING)
    elif listing.state != ListingState.PENDING:
        raise WrongState("This ad was submitted already.")
    record(actor=VISITOR, action="confirmation.requested", subject=listing.subject)
    link = absolute("marketplace:confirm", make_token("confirm", listing.code))
    send_mail(
        to=draft.email,
        template="confirm_ad",
        context={"title": draft.title, "link": link, "site": settings.SITE_NAME},
    )
    return listing


@transaction.atomic
def confirm_draft(*, token: str) -> Listing:
    """The click in the mail: the address is proven, the ad is submitted and judged.

    A second click finds the ad as the first one left it.

    Raises:
        BadLink: the link is no good or its draft is gone.
    """
    listing = Listing.objects.select_for_update().filter(code=read_token("confirm", token)).first()
    if listing is None:
        raise BadLink("This ad is gone.")
    if listing.state not in {ListingState.DRAFT, ListingState.PENDING}:
        return listing
    draft = listing.draft
    author = ensure_user(email=draft.email, display_name=draft.display_name, actor=VISITOR)
    return submit_ad(author=author, draft=draft)


@transaction.atomic
def start_edit(*, listing: Listing, author: User) -> ListingDraft:
    """A draft with the words of the current revision; the ad itself stays as it is until the draft is submitted.

    Raises:
        WrongState: the ad was removed or has ended.
    """
    if listing.state in {ListingState.REMOVED, ListingState.SOLD} or listing.revision is None:
        raise WrongState("This ad cannot be edited any more.")
    now = listing.revision
    draft, new = ListingDraft.objects.get_or_create(
        listing=listing,
        defaults={
            "category": now.category,
            "title": now.title,
            "body": now.body,
            "price": now.price,
            "currency": now.currency,
            "place": now.place,
            "place_words": now.place_words,
            "email": author.email,
            "updated_at": timezone.now(),
        },
    )
    if new:
        record(actor=person(author.pk), action="edit.started", subject=listing.subject)
    return draft
