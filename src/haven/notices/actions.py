"""Filing and closing reports."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.actions import VISITOR, person, record
from haven.listings.actions.conversations import block_conversation, other_side
from haven.listings.models import Conversation, Listing
from haven.listings.text_limits import check_texts
from haven.mail.actions import send_mail
from haven.notices.errors import NoticesError
from haven.notices.models import Notice, NoticeReason


@transaction.atomic
def file_notice(
    *,
    listing: Listing,
    reason: NoticeReason,
    text: str,
    name: str = "",
    email: str = "",
    good_faith: bool = False,
) -> Notice:
    """Take a report from anyone; its case code is the receipt, and goes by mail too where an address was given.

    Raises:
        NoticesError: a text is longer than a report holds, or cannot be kept.
    """
    notice = Notice(
        listing=listing,
        reason=reason,
        text=text.strip(),
        name=name.strip(),
        email=email.strip(),
        good_faith=good_faith,
    )
    check_texts(notice, NoticesError)
    notice.save()
    record(actor=VISITOR, action="notice.filed", subject=notice.subject, listing=listing.code, reason=str(reason))
    if notice.email:
        _mail(notice, "notice_filed", None)
    return notice


@transaction.atomic
def report_conversation(*, conversation: Conversation, by: User, reason: NoticeReason, text: str = "") -> Notice:
    """One side reports what the other one wrote, and the conversation ends for both. Twice is once.

    Raises:
        NoticesError: the text is longer than a report holds.
        ListingsError: `by` is not in this conversation.
    """
    against = other_side(conversation, by)
    Conversation.objects.select_for_update(of=("self",)).get(pk=conversation.pk)
    filed = Notice.objects.filter(conversation=conversation, against=against, state=Notice.State.OPEN).first()
    if filed is not None:
        return filed
    notice = Notice(
        listing=conversation.listing,
        conversation=conversation,
        against=against,
        reason=reason,
        text=text.strip(),
        name=by.name,
        email=by.email,
        good_faith=True,
    )
    check_texts(notice, NoticesError)
    notice.save()
    record(
        actor=person(by.pk), action="notice.filed", subject=notice.subject, reason=str(reason), out_of="conversation"
    )
    _mail(notice, "notice_filed", None)
    if conversation.blocked_by_id is None:
        block_conversation(conversation=conversation, by=by)
    return notice


@transaction.atomic
def close_notices(
    *, listing: Listing, closed_by: int, acted: bool, outcome: str, tell_after: datetime, topic: str
) -> list[Notice]:
    """Close all open reports about an ad with one outcome; reporters who gave an address are told after `tell_after`.

    Args:
        listing: the ad decided upon.
        closed_by: the id of the person who decided.
        acted: whether anything was done to the ad.
        outcome: a sentence for the reporters.
        tell_after: when the decision can no longer be undone.
        topic: names the decision (`decision:17`): what its mails are cancelled and its notices reopened by.
    """
    notices = list(Notice.objects.select_for_update().filter(listing=listing, state=Notice.State.OPEN))
    for notice in notices:
        notice.state = Notice.State.ACTED if acted else Notice.State.KEPT
        notice.outcome, notice.closed_at, notice.closed_under = outcome, timezone.now(), topic
        notice.save()
        record(actor=person(closed_by), action="notice.closed", subject=notice.subject, acted=acted)
        if notice.email:
            _mail(notice, "notice_closed", tell_after, topic)
    return notices


@transaction.atomic
def reopen_notices(*, topic: str, reopened_by: int) -> None:
    """Undo the `close_notices` of this topic."""
    for notice in Notice.objects.select_for_update().filter(closed_under=topic):
        notice.state, notice.outcome, notice.closed_at, notice.closed_under = Notice.State.OPEN, "", None, ""
        notice.save()
        record(actor=person(reopened_by), action="notice.reopened", subject=notice.subject)


@transaction.atomic
def revise_notices(*, topic: str, revised_by: int) -> None:
    """Say of the reports that a decision had acted on that this was reversed on appeal; reporters are told."""
    acted_on = Notice.objects.select_for_update(of=("self",)).select_related("listing")
    for notice in acted_on.filter(closed_under=topic, state=Notice.State.ACTED):
        notice.state, notice.outcome = Notice.State.KEPT, "The poster appealed, and somebody else found the ad lawful."
        notice.save()
        record(actor=person(revised_by), action="notice.revised", subject=notice.subject)
        if notice.email:
            _mail(notice, "notice_closed", None)


def _mail(notice: Notice, template: str, after: datetime | None, topic: str = "") -> None:
    listing = notice.listing
    context = {
        "site": settings.SITE_NAME,
        "notice": notice,
        # anyone may report an ad that is taken down: its words must not come back to them by mail
        "ad": f'"{listing.title}"' if listing.is_public else f"the ad {listing.code}",
        "url": settings.SITE_URL,
    }
    send_mail(to=notice.email, template=template, context=context, after=after, topic=topic or notice.subject)
