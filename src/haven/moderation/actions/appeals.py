"""Appeals: filed by whoever holds the link from the statement of reasons, answered by someone else than decided."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.actions import VISITOR, person, record
from haven.listings.actions.submission import publish_held
from haven.listings.errors import BadLink
from haven.listings.links import absolute, read_token
from haven.listings.models import Listing, ListingState
from haven.mail.actions import send_mail
from haven.moderation.actions.claims import finish
from haven.moderation.errors import ModerationError
from haven.moderation.models import Appeal, Decision


def decision_of(token: str) -> Decision:
    """The decision that a link from a statement of reasons is about.

    Raises:
        BadLink: the link is no good, or the decision was taken back before it was told.
    """
    key = read_token("appeal", token)
    rows = Decision.objects.select_related("statement", "listing__poster", "revision", "appeal")
    decision = rows.filter(pk=key, undone_at=None).first()
    if decision is None or not decision.restricts:
        raise BadLink("There is no such decision any more.")
    return decision


@transaction.atomic
def file_appeal(*, token: str, text: str) -> Appeal:
    """The poster says why a decision is wrong; it waits in the queue for someone else.

    Raises:
        BadLink: see `decision_of`.
        ModerationError: there is an appeal already, or nothing was written.
    """
    decision = decision_of(token)
    text = text.strip()
    if not text:
        raise ModerationError("Write why you think the decision is wrong.")
    try:
        with transaction.atomic():
            appeal = Appeal.objects.create(decision=decision, text=text)
    except IntegrityError:
        raise ModerationError("You have appealed against this decision already.") from None
    record(
        actor=VISITOR, action="appeal.filed", subject=decision.listing.subject, appeal=appeal.pk, decision=decision.pk
    )
    return appeal


@transaction.atomic
def answer_appeal(*, appeal: Appeal, moderator: User, reverse: bool, answer: str) -> Appeal:
    """Let a decision stand, or take it back; the poster is told either way.

    A reversed decision publishes the ad again where it still is as decided upon. Whoever decided may not answer.

    Raises:
        ModerationError: answered already, by the person who decided, or without words.
        InOtherHands: a colleague is at work on it.
    """
    decision = Decision.objects.get(pk=appeal.decision_id)
    listing = Listing.objects.select_for_update().get(pk=decision.listing_id)
    appeal = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if appeal.state != Appeal.State.OPEN:
        raise ModerationError("This appeal has been answered already.")
    if decision.moderator_id == moderator.pk:
        raise ModerationError("You made this decision, so someone else must answer the appeal.")
    finish(subject=appeal.subject, moderator=moderator)
    answer = answer.strip()
    if not answer:
        raise ModerationError("Write an answer: the poster will read it.")
    is_as_decided = listing.revision_id == decision.revision_id
    restore = reverse and is_as_decided and listing.state in {ListingState.REFUSED, ListingState.REMOVED}
    if restore:
        publish_held(listing=listing, moderator=moderator)
    appeal.state = Appeal.State.REVERSED if reverse else Appeal.State.UPHELD
    appeal.answered_by, appeal.answered_at, appeal.answer = moderator, timezone.now(), answer
    appeal.save()
    record(
        actor=person(moderator.pk),
        action="appeal.answered",
        subject=listing.subject,
        appeal=appeal.pk,
        decision=decision.pk,
        state=appeal.state,
    )
    _tell_poster(appeal, listing, published=restore)
    return appeal


def _tell_poster(appeal: Appeal, listing: Listing, *, published: bool) -> None:
    if listing.poster is None:
        return
    context = {
        "site": settings.SITE_NAME,
        "title": appeal.decision.revision.title,
        "reversed": appeal.state == Appeal.State.REVERSED,
        "answer": appeal.answer,
        "live": absolute("marketplace:ad", listing.code) if published else "",
    }
    send_mail(to=listing.poster.email, template="appeal_answered", context=context, topic=appeal.subject)
