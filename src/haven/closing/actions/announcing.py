"""Saying that the site closes, telling everybody, ending the ads on the day; and calling it off.

Owns these steps. Each goes on where it stopped: people are told in the order of their accounts, then those who have a
saved search and no account; how far that came is written down in the transaction that writes the mails.
"""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from haven.accounts.models import User
from haven.alerts.models import SavedSearch
from haven.closing.errors import ClosingError
from haven.ledger.actions import machine, record
from haven.listings.links import absolute, make_token
from haven.listings.models import Listing, ListingState
from haven.mail.actions import cancel_mail, send_mail
from haven.site.models import Closing
from haven.site.queries import kept_closing, site

COMMAND_LINE = machine("command-line")
_CLOCK = machine("closing")
_LONGEST = timedelta(days=366)
_AT_ONCE = 200


@transaction.atomic
def announce(*, ends_on: date, actor: str = COMMAND_LINE) -> Closing:
    """Say that `ends_on` is the first day without the site: new ads and accounts are refused from now on.

    Raises:
        ClosingError: it was announced already, or the day is not within a year from tomorrow.
    """
    today = timezone.localdate()
    if not today < ends_on <= today + _LONGEST:
        raise ClosingError("The day should be tomorrow at the earliest, so that people can take along what is theirs.")
    try:
        with transaction.atomic():
            closing = Closing.objects.create(ends_on=ends_on)
    except IntegrityError:
        raise ClosingError("The closing is announced already: `haven close` says how far it is.") from None
    record(actor=actor, action="closing.announced", subject=closing.subject, ends_on=ends_on.isoformat())
    kept_closing.changed()
    return closing


@transaction.atomic
def tell_people(*, closing: Closing) -> int:
    """Write the mail to the next 200 people who are not told yet; how many. None left: told."""
    closing = _locked(closing)
    if closing.called_off_at or closing.told_at:
        return 0
    people = list(to_tell(closing)[:_AT_ONCE])
    searches = [] if people else list(searches_to_tell(closing)[:_AT_ONCE])
    for person in people:
        _tell(closing, person)
        closing.told_up_to = person.pk
    for search in searches:
        _tell_search(closing, search)
        closing.searches_told_up_to = search.pk
    if people or searches:
        told = {"people": len(people), "searches": len(searches)}
        record(actor=_CLOCK, action="closing.told", subject=closing.subject, **told)
    else:
        closing.told_at = timezone.now()
        record(actor=_CLOCK, action="closing.all_told", subject=closing.subject)
    closing.save(update_fields=["told_up_to", "searches_told_up_to", "told_at"])
    return len(people) + len(searches)


def to_tell(closing: Closing) -> QuerySet[User]:
    """Everybody with an account that is open, after those who are told."""
    return User.objects.filter(is_active=True, pk__gt=closing.told_up_to).order_by("pk")


def searches_to_tell(closing: Closing) -> QuerySet[SavedSearch]:
    """The first confirmed search of everybody who has one and no account, after those who are told."""
    return _addresses_alone().filter(pk__gt=closing.searches_told_up_to)


@transaction.atomic
def end_ads(*, closing: Closing) -> int:
    """On the day: the next 200 live ads end; how many. None left: ended.

    Raises:
        ClosingError: the day has not come.
    """
    closing = _locked(closing)
    if closing.called_off_at or closing.ended_at:
        return 0
    if not closing.is_closed:
        raise ClosingError(f"Ads end on {closing.ends_on}, not before.")
    live = list(Listing.objects.select_for_update().filter(state=ListingState.PUBLISHED).order_by("pk")[:_AT_ONCE])
    for listing in live:
        listing.become(ListingState.EXPIRED)
        record(actor=_CLOCK, action="listing.expired", subject=listing.subject, closing=closing.pk)
    if not live:
        closing.ended_at = timezone.now()
        closing.save(update_fields=["ended_at"])
        record(actor=_CLOCK, action="closing.ended", subject=closing.subject)
    return len(live)


@transaction.atomic
def call_off(*, closing: Closing, actor: str = COMMAND_LINE) -> int:
    """The site goes on: mails that wait do not leave, who was told is told so, ads that it ended are back; how many.

    What was sealed stays where it was written; its custodian has to be told by the operator.

    Raises:
        ClosingError: the erasure has begun, or it was called off before.
    """
    closing = _locked(closing)
    if closing.erasing_at:
        raise ClosingError("The erasure has begun: it cannot be called off any more.")
    if closing.called_off_at:
        raise ClosingError("It was called off before.")
    cancel_mail(topic=closing.subject)
    people = User.objects.filter(is_active=True, pk__lte=closing.told_up_to).order_by("pk")
    told: list[User | SavedSearch] = [*people, *_addresses_alone().filter(pk__lte=closing.searches_told_up_to)]
    for one in told:
        context = {"site": site().name, "link": absolute("marketplace:front")}
        send_mail(to=one.email, template="site_goes_on", context=context, language=one.language)
    back = list(_ended_by(closing).select_for_update())
    for listing in back:
        listing.become(ListingState.PUBLISHED)
        record(actor=actor, action="listing.put_back", subject=listing.subject, closing=closing.pk)
    closing.called_off_at = timezone.now()
    closing.save(update_fields=["called_off_at"])
    record(actor=actor, action="closing.called_off", subject=closing.subject, told=len(told), back=len(back))
    kept_closing.changed()
    return len(back)


def _ended_by(closing: Closing) -> QuerySet[Listing]:
    """Ads that would be live but for the closing: their term goes on, and their words are cleared."""
    cut = Listing.objects.filter(state=ListingState.EXPIRED, ended_at__date__gte=closing.ends_on)
    return cut.filter(expires_at__gt=timezone.now(), cleared_id=F("revision_id")).order_by("pk")


def _tell(closing: Closing, person: User) -> None:
    context = {
        "site": site().name,
        "day": closing.ends_on,
        "ads": Listing.objects.filter(poster=person, state=ListingState.PUBLISHED).count(),
        "take": absolute("closing:take", make_token("data", str(person.pk))),
        "contact": site().contact,
    }
    topic = closing.subject
    send_mail(to=person.email, template="site_closes", context=context, topic=topic, language=person.language)


def _addresses_alone() -> QuerySet[SavedSearch]:
    """One confirmed search for each address that is no account's."""
    confirmed = SavedSearch.objects.filter(owner=None).exclude(confirmed_at=None)
    accounts = User.objects.filter(is_active=True, email__iexact=OuterRef("email"))
    earlier = confirmed.filter(email__iexact=OuterRef("email"), pk__lt=OuterRef("pk"))
    return confirmed.exclude(Exists(accounts)).exclude(Exists(earlier)).order_by("pk")


def _tell_search(closing: Closing, search: SavedSearch) -> None:
    context = {
        "site": site().name,
        "day": closing.ends_on,
        "searches": absolute("marketplace:alerts", make_token("alerts", search.email)),
        "contact": site().contact,
    }
    topic = closing.subject
    send_mail(to=search.email, template="site_closes_search", context=context, topic=topic, language=search.language)


def _locked(closing: Closing) -> Closing:
    return Closing.objects.select_for_update().get(pk=closing.pk)
