"""The mails of saved searches: at once, daily or weekly, each with a way out that takes one click."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from haven.alerts.models import Every, Find, SavedSearch
from haven.ledger.actions import machine, record
from haven.listings.links import absolute, make_token
from haven.listings.searching.document import listed
from haven.mail.actions import send_mail
from haven.site.queries import site

SHOWN = 20
"""Ads in one mail; the rest is a number and a link."""
_AT_ONCE = 200
_QUIET = timedelta(minutes=10)
_HOUR = 7
"""Of the site's day: when the mails of the day, and on Mondays those of the week, are due."""


@transaction.atomic
def tell(*, every: Every) -> int:
    """Mail up to 200 searches of this kind what they found since; how many mails there were.

    However often it runs, one search is mailed at most every ten minutes, or once since seven in the morning, or since
    seven on Monday, about what was found before: late where nobody was up at seven. An ad that ended before it was told
    is left out.
    """
    now = timezone.now()
    since = now - _QUIET if every == Every.INSTANT else last_due(every, now)
    found_before = now if every == Every.INSTANT else since
    untold = Find.objects.filter(search=OuterRef("pk"), told_at=None, found_at__lt=found_before)
    due = SavedSearch.objects.filter(Exists(untold), every=every, confirmed_at__isnull=False)
    due = due.filter(Q(told_at=None) | Q(told_at__lte=since)).order_by("pk")
    searches = list(due.select_for_update(skip_locked=True, of=("self",))[:_AT_ONCE])
    for search in searches:
        _mail(search)
        search.told_at = now
        search.save(update_fields=["told_at"])
        Find.objects.filter(search=search, told_at=None).update(told_at=now)
    return len(searches)


def last_due(every: Every, now: datetime) -> datetime:
    """The last moment at which the mails of the day or of the week were due, by the site's clock."""
    here = timezone.localtime(now)
    days = 0 if every == Every.DAILY else here.weekday()
    due = here.replace(hour=_HOUR, minute=0, second=0, microsecond=0) - timedelta(days=days)
    return due if due <= here else due - timedelta(days=1 if every == Every.DAILY else 7)


@transaction.atomic
def forget_finds() -> int:
    """Delete what was found and told more than 90 days ago, and searches that nobody confirmed in a week."""
    now = timezone.now()
    finds, _ = Find.objects.filter(told_at__lt=now - timedelta(days=90)).delete()
    unconfirmed = SavedSearch.objects.filter(confirmed_at=None, created_at__lt=now - timedelta(days=7))
    _, by_model = unconfirmed.delete()
    searches = by_model.get("alerts.SavedSearch", 0)
    if finds or searches:
        record(actor=machine("clock"), action="searches.tidied", subject="site:alerts", finds=finds, searches=searches)
    return finds + searches


def unsubscribe_headers(search: SavedSearch) -> dict[str, str]:
    """What lets a mail program show its own button to unsubscribe (RFC 2369, RFC 8058)."""
    address = absolute("marketplace:stop_alert", make_token("stop_alert", str(search.pk)))
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _mail(search: SavedSearch) -> None:
    finds = Find.objects.filter(search=search, told_at=None, listing__in=listed())
    found = list(
        finds.select_related("listing__place", "listing__category").order_by("-listing__published_at", "-listing_id")
    )
    if not found:
        return
    send_mail(
        to=search.email,
        template="alert",
        context={
            "site": site().name,
            "name": search.name,
            "count": len(found),
            "ads": [(find.listing, absolute("marketplace:ad", find.listing.code)) for find in found[:SHOWN]],
            "more": len(found) - SHOWN,
            "search": absolute("marketplace:search") + f"?{search.asked}",
            "manage": absolute("marketplace:alerts", make_token("alerts", search.email)),
            "stop": absolute("marketplace:stop_alert", make_token("stop_alert", str(search.pk))),
        },
        topic=search.subject,
        headers=unsubscribe_headers(search),
        language=search.language,
    )
    record(actor=machine("alerts"), action="alert.sent", subject=search.subject, ads=len(found))
