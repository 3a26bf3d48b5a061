"""Filing and closing reports."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haven.accounts.models import User
from haven.ledger.actions import VISITOR, person, record
from haven.listings.actions.conversations import block_conversation, other_side
from haven.listings.formats import day_words
from haven.listings.links import absolute, make_token
from haven.listings.models import Conversation, Listing
from haven.listings.text_limits import check_texts
from haven.mail.actions import send_mail
from haven.notices.errors import NoticesError, Suspended
from haven.notices.models import Misuse, Notice, NoticeReason, TrustedFlagger
from haven.notices.queries import track_records
from haven.site.queries import site

ALWAYS_HEARD = {NoticeReason.DANGER, NoticeReason.MINOR, NoticeReason.TERRORISM, NoticeReason.INTIMATE}
SUSPENSION = timedelta(days=30)


@transaction.atomic
def file_notice(
    *,
    listing: Listing,
    reason: NoticeReason,
    text: str,
    name: str = "",
    email: str = "",
    good_faith: bool = False,
    reporter: User | None = None,
) -> Notice:
    """Take a report from anyone; its case code is the receipt, and goes by mail too where an address was given.

    Args:
        listing: the ad.
        reason: why.
        text: what the reporter saw.
        name: the reporter's, if they say it.
        email: where the outcome goes, if they say it.
        good_faith: whether they declare that it is true as far as they know.
        reporter: who is signed in; a trusted flagger is one only then.

    Raises:
        Suspended: reports from this address are not worked on for a time, unless somebody may be in danger.
        NoticesError: a text is longer than a report holds, or cannot be kept.
    """
    email = one_spelling(email)
    _is_not_suspended(email, reason)
    notice = Notice(
        listing=listing,
        reason=reason,
        text=text.strip(),
        name=name.strip(),
        email=email,
        good_faith=good_faith,
        confirmed_at=timezone.now() if email and reporter is not None and email == reporter.email.lower() else None,
        reporter=reporter,
        trusted=reporter is not None and TrustedFlagger.objects.filter(user=reporter).exists(),
    )
    check_texts(notice, NoticesError)
    notice.save()
    record(actor=VISITOR, action="notice.filed", subject=notice.subject, listing=listing.code, reason=str(reason))
    if notice.email:
        _mail(notice, "notice_filed", None)
    return notice


@transaction.atomic
def confirm_report(*, notice: Notice) -> None:
    """Whoever reads the mailbox says that the report is theirs: from now on it counts for them. Once is enough.

    Until then anybody may have typed the address, so its owner is neither believed nor warned for it.
    """
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if notice.email and notice.confirmed_at is None:
        notice.confirmed_at = timezone.now()
        notice.save()
        record(actor=VISITOR, action="notice.confirmed", subject=notice.subject)


@transaction.atomic
def disown_report(*, notice: Notice) -> None:
    """Whoever reads the mailbox says that it is not theirs: address and name go, the report stays. Once is enough."""
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if notice.email:
        notice.email, notice.name, notice.confirmed_at = "", "", None
        notice.save()
        record(actor=VISITOR, action="notice.disowned", subject=notice.subject)


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
        email=one_spelling(by.email),
        confirmed_at=timezone.now(),
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
            _mail(notice, "notice_closed", tell_after, topic, can_appeal=not acted)
    return notices


@transaction.atomic
def name_flagger(*, user: User, body: str, senior: User) -> TrustedFlagger:
    """Let somebody's reports come first: they speak for a body that is trusted (EU DSA, art. 22)."""
    flagger, _ = TrustedFlagger.objects.update_or_create(user=user, defaults={"body": body, "named_by": senior})
    record(actor=person(senior.pk), action="flagger.named", subject=f"person:{user.pk}")
    return flagger


@transaction.atomic
def dismiss_flagger(*, user: User, senior: User) -> None:
    """Their reports come in their turn again."""
    TrustedFlagger.objects.filter(user=user).delete()
    record(actor=person(senior.pk), action="flagger.dismissed", subject=f"person:{user.pk}")


@transaction.atomic
def warn_reporter(*, notice: Notice, moderator: User) -> Misuse:
    """Tell who reported that their reports are about lawful ads; the first step before a suspension.

    Raises:
        NoticesError: they left no address, did not confirm it, were warned, or were not wrong often enough.
    """
    record_of = track_records([notice.email]).get(notice.email) if notice.confirmed_at else None
    if record_of is None or not record_of.is_misuse:
        raise NoticesError("One can only be warned whose reports were wrong many times, and nearly always.")
    misuse, new = Misuse.objects.get_or_create(email=notice.email)
    if not new:
        raise NoticesError("This address was warned already.")
    record(actor=person(moderator.pk), action="reporter.warned", subject=notice.subject)
    _mail(notice, "reporter_warned", None)
    return misuse


@transaction.atomic
def suspend_reporter(*, notice: Notice, senior: User) -> Misuse:
    """Work on no reports of an address for a while, after a warning that changed nothing (EU DSA, art. 23).

    Raises:
        NoticesError: they were not warned, or have not been wrong again since.
    """
    misuse = Misuse.objects.select_for_update().filter(email=notice.email).first() if notice.email else None
    if misuse is None:
        raise NoticesError("Warn first: nobody is suspended without a warning.")
    again = Notice.objects.exclude(confirmed_at=None).filter(
        email=notice.email, state=Notice.State.KEPT, filed_at__gt=misuse.warned_at
    )
    if not again.exists():
        raise NoticesError("None of the reports since the warning was wrong.")
    misuse.suspended_until, misuse.suspended_by = timezone.now() + SUSPENSION, senior
    misuse.save()
    record(actor=person(senior.pk), action="reporter.suspended", subject=notice.subject)
    _mail(notice, "reporter_suspended", None)
    return misuse


@transaction.atomic
def remind_of_cases(*, email: str) -> int:
    """Send the case codes of an address to it; how many there are. Nobody else learns whether there are any."""
    email = one_spelling(email)
    notices = list(Notice.objects.filter(email=email).order_by("-filed_at")[:20]) if email else []
    if notices:
        context = {"site": site().name, "url": settings.SITE_URL, "notices": notices}
        send_mail(to=email, template="notice_codes", context=context)
        record(actor=VISITOR, action="notice.codes_sent", subject=notices[0].subject, notices=len(notices))
    return len(notices)


@transaction.atomic
def reopen_notices(*, topic: str, reopened_by: int) -> None:
    """Undo the `close_notices` of this topic."""
    for notice in Notice.objects.select_for_update().filter(closed_under=topic):
        notice.state, notice.outcome, notice.closed_at, notice.closed_under = Notice.State.OPEN, "", None, ""
        notice.save()
        record(actor=person(reopened_by), action="notice.reopened", subject=notice.subject)


@transaction.atomic
def revise_notices(*, topic: str, under: str, revised_by: int, acted: bool, outcome: str, at: datetime) -> list[Notice]:
    """Say of the reports that a decision closed what an appeal made of it; `tell_revised` tells their reporters.

    Args:
        topic: names the decision that closed them.
        under: names the decision that stands now.
        revised_by: the id of the person who answered the appeal, or took that answer back.
        acted: whether something has been done to the ad after all; those closed the other way are revised.
        outcome: a sentence for the reporters.
        at: from when it counts.
    """
    before, after = (Notice.State.KEPT, Notice.State.ACTED) if acted else (Notice.State.ACTED, Notice.State.KEPT)
    closed = Notice.objects.select_for_update(of=("self",)).select_related("listing")
    revised = list(closed.filter(closed_under=topic, state=before))
    for notice in revised:
        notice.state, notice.outcome, notice.closed_at, notice.closed_under = after, outcome, at, under
        notice.save()
        record(actor=person(revised_by), action="notice.revised", subject=notice.subject, acted=acted)
    return revised


def tell_revised(*, notices: Iterable[Notice], after: datetime, topic: str) -> None:
    """Tell the reporters who left an address, once the answer can no longer be undone."""
    for notice in notices:
        if notice.email:
            _mail(notice, "notice_closed", after, topic)


def one_spelling(email: str) -> str:
    """An address as reports keep it: one mailbox has one record, however its owner types it."""
    return email.strip().lower()


def _is_not_suspended(email: str, reason: NoticeReason) -> None:
    if not email or reason in ALWAYS_HEARD:
        return
    misuse = Misuse.objects.filter(email=email, suspended_until__gt=timezone.now()).first()
    if misuse is not None and misuse.suspended_until is not None:
        sentence = _(
            "Many reports from this address were about lawful ads, so until %(day)s we work on none of them. "
            "Where somebody is in danger, or for a child, we always do: choose that reason."
        )
        raise Suspended(sentence % {"day": day_words(misuse.suspended_until)})


def _mail(notice: Notice, template: str, after: datetime | None, topic: str = "", *, can_appeal: bool = False) -> None:
    listing = notice.listing
    context = {
        "site": site().name,
        "notice": notice,
        # anyone may report an ad that is taken down: its words must not come back to them by mail
        "title": listing.title if listing.is_public else "",
        "ad": listing.code,
        "url": settings.SITE_URL,
        "can_appeal": can_appeal,
        "link": "" if notice.confirmed_at else absolute("marketplace:own_report", make_token("report", str(notice.pk))),
    }
    send_mail(
        to=notice.email,
        template=template,
        context=context,
        after=after,
        topic=topic or notice.subject,
        language=notice.language,
    )
