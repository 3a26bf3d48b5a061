"""From the first word to the click in the mail."""

from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haven.accounts.actions import accept_terms, claim_acceptances, ensure_user
from haven.accounts.models import Acceptance, User, tidy_name
from haven.ledger.actions import VISITOR, person, record
from haven.listings.actions.submission import missing_fields, submit_ad
from haven.listings.errors import BadLink, IncompleteDraft, SiteCloses, WrongState
from haven.listings.fields import Values
from haven.listings.links import absolute, make_token, read_token
from haven.listings.models import Category, Listing, ListingDraft, ListingState, Place
from haven.listings.text_limits import check_texts
from haven.mail.actions import send_mail
from haven.site.models import TermsVersion
from haven.site.queries import closing, site

_UNSENT = {ListingState.DRAFT, ListingState.PENDING}


class DraftFields(TypedDict, total=False):
    """What a draft can hold; see `ListingDraft`."""

    category: Category | None
    title: str
    body: str
    price: Decimal | None
    currency: str
    details: Values
    place: Place | None
    place_words: str
    email: str
    display_name: str


def start_draft(*, category: Category, author: User | None = None) -> ListingDraft:
    """A new ad with nothing but its category.

    Raises:
        SiteCloses: no new ads are taken any more.
    """
    if closing():
        raise SiteCloses
    with transaction.atomic():
        listing = Listing.objects.create(category=category, poster=author)
        record(actor=person(author.pk) if author else VISITOR, action="draft.started", subject=listing.subject)
        return ListingDraft.objects.create(
            listing=listing,
            category=category,
            currency=site().currency,
            email=author.email if author else "",
        )


@transaction.atomic
def save_draft(*, draft: ListingDraft, **fields: Unpack[DraftFields]) -> ListingDraft:
    """Keep what was typed, complete or not. Once the mail is out, a change takes the draft back to `draft`.

    Raises:
        WrongState: the draft was submitted meanwhile.
        ListingsError: a text is longer than a draft holds, or cannot be kept.
    """
    listing = draft.listing.lock()
    if not ListingDraft.objects.filter(pk=draft.pk).exists():
        raise WrongState(_("This ad was submitted already."))
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.title, draft.display_name = " ".join(draft.title.split()), tidy_name(draft.display_name)
    check_texts(draft)
    draft.save()
    if listing.state == ListingState.PENDING:
        listing.become(ListingState.DRAFT)
    record(actor=VISITOR, action="draft.saved", subject=listing.subject)
    return draft


@transaction.atomic
def request_confirmation(*, draft: ListingDraft, terms: TermsVersion | None = None) -> Listing:
    """Send the link that shows the address to be the poster's and puts the ad live; `terms`: what they agreed to.

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
        raise WrongState(_("This ad was submitted already."))
    record(actor=VISITOR, action="confirmation.requested", subject=listing.subject)
    accept_terms(terms=terms, step=Acceptance.Step.POST, subject=listing.subject)
    link = absolute("marketplace:confirm", make_token("confirm", f"{listing.code}:{draft.email.lower()}"))
    send_mail(
        to=draft.email,
        template="confirm_ad",
        context={"title": draft.title, "link": link, "site": site().name},
    )
    return listing


def listing_behind(token: str) -> Listing:
    """The ad that a link of `request_confirmation` is for.

    Raises:
        BadLink: the link is no good, its ad is gone, or it was sent to another address than the ad has now: it proves
            that address only.
    """
    code, _at, email = read_token("confirm", token).partition(":")
    listing = Listing.objects.select_related("draft", "poster").filter(code=code).first()
    if listing is None:
        raise BadLink(_("This ad is gone."))
    poster = listing.draft if listing.state in _UNSENT else listing.poster
    if poster is None or poster.email.lower() != email:
        raise BadLink(_("This link was sent to another address than the ad has now. Take the link in the latest mail."))
    return listing


@transaction.atomic
def confirm_draft(*, token: str) -> Listing:
    """The click in the mail: the address is proven, the ad is submitted and judged.

    A second click finds the ad as the first one left it.

    Raises:
        BadLink: see `listing_behind`.
        WrongState: the ad cannot be submitted as it is.
    """
    Listing.objects.select_for_update().filter(code=read_token("confirm", token).partition(":")[0]).first()
    listing = listing_behind(token)
    if listing.state not in _UNSENT:
        return listing
    draft = listing.draft
    author = ensure_user(email=draft.email, display_name=draft.display_name, actor=VISITOR)
    claim_acceptances(subject=listing.subject, who=author)
    return submit_ad(author=author, draft=draft)


@transaction.atomic
def start_edit(*, listing: Listing, author: User) -> ListingDraft:
    """A draft with the words of the current revision; the ad itself stays as it is until the draft is submitted.

    Raises:
        WrongState: the ad was removed or has ended.
    """
    if not listing.lock().is_editable or listing.revision is None:
        raise WrongState(_("This ad cannot be edited any more."))
    now = listing.revision
    draft, new = ListingDraft.objects.get_or_create(
        listing=listing,
        defaults={
            "category": now.category,
            "title": now.title,
            "body": now.body,
            "price": now.price,
            "currency": now.currency or site().currency,
            "details": now.details,
            "place": now.place,
            "place_words": now.place_words,
            "email": author.email,
            "updated_at": timezone.now(),
        },
    )
    if new:
        record(actor=person(author.pk), action="edit.started", subject=listing.subject)
    return draft
