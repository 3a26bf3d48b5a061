"""The one way into the public: revision, verdict, clearance, state, ledger — in one transaction."""

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from haven.accounts.actions import accept_terms
from haven.accounts.models import Acceptance, User
from haven.custody.actions.capturing import capture, vouch
from haven.ledger.actions import person, record, salted_digest
from haven.listings import fields
from haven.listings.actions.judging import judge
from haven.listings.actions.publishing import publish
from haven.listings.actions.quarantining import is_quarantined
from haven.listings.errors import AlreadyLive, IncompleteDraft, SiteCloses, WrongState
from haven.listings.evidence import evidence_of
from haven.listings.links import absolute, make_token
from haven.listings.models import (
    Clearance,
    Listing,
    ListingDraft,
    ListingRevision,
    ListingState,
    Photo,
    RevisionPhoto,
    Verdict,
)
from haven.listings.queries.own import twin_of
from haven.listings.records import folded_sha256
from haven.listings.tasks import link_listing
from haven.mail.actions import send_mail
from haven.site.models import TermsVersion
from haven.site.queries import closing, site

_STATE = {
    Verdict.Outcome.HOLD: ListingState.HELD,
    Verdict.Outcome.REFUSE: ListingState.REFUSED,
}


@transaction.atomic
def submit_ad(*, author: User, draft: ListingDraft, terms: TermsVersion | None = None) -> Listing:
    """Turn the draft into a revision, have it judged, and publish, hold or refuse the ad.

    An edit goes the same way: the new words are judged as if the ad were new. Words of this ad that were held, refused
    or taken down before are never published by machine: they wait for a person. `terms`: what the author agreed to.

    Raises:
        WrongState: the ad cannot be submitted from its present state, the draft was submitted meanwhile, the account
            is closed, or the site is closing and the ad is new.
        IncompleteDraft: something is missing.
        AlreadyLive: the author has an ad live that says the same.
    """
    listing = Listing.objects.select_for_update().get(pk=draft.listing_id)
    if not author.is_active:
        raise WrongState(_("This account is closed, so nothing can be posted from it."))
    if closing() and listing.revision_id is None:
        raise SiteCloses
    words = _latest(draft, listing)
    if listing.revision_id is None:
        _refuse_double(words, author)
    listing.poster = listing.poster or author
    listing.revision = revision = _revise(listing, words)
    listing.review_asked_at = None
    verdict = judge(revision)
    if verdict.outcome != Verdict.Outcome.PUBLISH:
        listing.become(_STATE[Verdict.Outcome(verdict.outcome)])
    elif _waits_for_a_person(revision) or is_quarantined(listing):
        listing.become(ListingState.HELD)
    else:
        publish(listing, Clearance.objects.create(revision=revision, verdict=verdict))
    item = capture(evidence_of(revision, verdict))
    entry = record(
        actor=person(author.pk),
        action="listing.submitted",
        subject=listing.subject,
        revision=revision.number,
        digest=revision_digest(revision),
        outcome=verdict.outcome,
        policy=verdict.policy_id,
        evidence=item.digest,
    )
    vouch(item, entry.pk)
    accept_terms(terms=terms, step=Acceptance.Step.POST, subject=listing.subject, who=author)
    words.delete()
    link_listing.defer(code=listing.code)
    if verdict.outcome == Verdict.Outcome.REFUSE:
        import_string(settings.MACHINE_REFUSAL)(refused=[(listing, verdict)])
    else:
        _tell_poster(listing, verdict)
    return listing


@transaction.atomic
def publish_held(*, listing: Listing, moderator: User) -> Listing:
    """A person clears the current revision: the ad goes live (again).

    Raises:
        WrongState: the ad is not held, refused or removed.
    """
    revision = listing.lock().revision
    if revision is None:
        raise WrongState(_("This ad was never submitted."))
    clearance, _new = Clearance.objects.get_or_create(revision=revision, defaults={"decided_by": moderator})
    publish(listing, clearance)
    record(
        actor=person(moderator.pk),
        action="listing.cleared",
        subject=listing.subject,
        revision=revision.number,
    )
    return listing


@transaction.atomic
def take_down(*, listing: Listing, moderator: User, state: ListingState) -> Listing:
    """A person refuses a held ad or removes one that was public; only a person can clear these words again.

    Raises:
        WrongState: from its present state the ad cannot become `state`.
    """
    _end_clearance(listing, state)
    record(actor=person(moderator.pk), action="listing.taken_down", subject=listing.subject, state=str(state))
    return listing


@transaction.atomic
def hold_again(*, listing: Listing, moderator: User) -> Listing:
    """Take a decision back: the ad returns to the held ones."""
    _end_clearance(listing, ListingState.HELD)
    record(actor=person(moderator.pk), action="listing.held_again", subject=listing.subject)
    return listing


def missing_fields(draft: ListingDraft) -> list[str]:
    """The names of the fields without which the draft cannot be submitted."""
    needed = {
        "category": draft.category_id,
        "title": draft.title.strip(),
        "body": draft.body.strip(),
        "email": draft.email,
    }
    missing = [name for name, value in needed.items() if not value]
    if not (draft.place_id or draft.place_words):
        missing.append("place")
    return missing + list(fields.read(draft.category, draft.details).problems) if draft.category else missing


def revision_digest(revision: ListingRevision) -> str:
    """The salted digest of a revision's words that the ledger keeps; the same before and after it was stored."""
    price = None if revision.price is None else f"{revision.price:.2f}"
    words = {"title": revision.title, "body": revision.body, "price": price, "place": revision.place_id}
    return salted_digest(bytes(revision.salt), words | ({"details": revision.details} if revision.details else {}))


def _latest(draft: ListingDraft, listing: Listing) -> ListingDraft:
    """The draft as it is now that its locked ad cannot change any more."""
    now = ListingDraft.objects.select_related("category", "place").filter(pk=draft.pk).first()
    if now is None:
        raise WrongState(_("This ad was submitted already."))
    if not listing.is_editable:
        raise WrongState(_("This ad cannot be edited any more."))
    missing = missing_fields(now)
    if missing:
        raise IncompleteDraft(missing)
    return now


def _refuse_double(draft: ListingDraft, author: User) -> None:
    """Nobody gains from the same ad twice: renewing brings the first to the top."""
    twin = twin_of(draft, author)
    if twin is not None and twin.same:
        raise AlreadyLive(twin.listing.code)


def _waits_for_a_person(revision: ListingRevision) -> bool:
    """Whether this ad said the same before, and nothing clears that."""
    same = ListingRevision.objects.filter(listing=revision.listing_id, folded_sha256=revision.folded_sha256)
    return same.filter(clearance=None).exclude(pk=revision.pk).exists()


def _end_clearance(listing: Listing, state: ListingState) -> None:
    """From here on only a person can clear these words again."""
    listing.lock().cleared = None
    listing.become(state)
    Clearance.objects.filter(revision=listing.revision_id).delete()


def _revise(listing: Listing, draft: ListingDraft) -> ListingRevision:
    last = listing.revisions.aggregate(last=Max("number"))["last"] or 0
    if draft.category is None:
        raise WrongState(_("The ad has no category yet."))
    details = fields.read(draft.category, draft.details, complete=False).values
    price = draft.price if fields.is_priced(draft.category) else None
    priced = price is not None or fields.has_money(draft.category, details)
    revision = ListingRevision.objects.create(
        listing=listing,
        number=last + 1,
        category=draft.category,
        title=draft.title.strip(),
        body=draft.body.strip(),
        price=price,
        currency=draft.currency if priced else "",
        details=details,
        place=draft.place,
        place_words=draft.place_words,
        latitude=draft.place.latitude if draft.place else None,
        longitude=draft.place.longitude if draft.place else None,
        folded_sha256=folded_sha256(draft.title, draft.body),
    )
    photos = Photo.objects.filter(listing=listing, position__isnull=False)
    RevisionPhoto.objects.bulk_create(
        RevisionPhoto(revision=revision, photo=photo, position=i, alt=photo.alt) for i, photo in enumerate(photos)
    )
    return revision


def _tell_poster(listing: Listing, verdict: Verdict) -> None:
    """Mail what became of the ad: the policy ground, never the signals behind it."""
    if listing.poster is None:
        return
    send_mail(
        to=listing.poster.email,
        template="ad_submitted",
        context={
            "site": site().name,
            "title": listing.revision.title if listing.revision else "",
            "state": listing.state,
            "ground": verdict.ground_sentence,
            "link": absolute("marketplace:ad", listing.code),
            "manage": absolute("marketplace:manage", make_token("manage", listing.code)),
        },
        topic=listing.subject,
        language=listing.poster.language,
    )
