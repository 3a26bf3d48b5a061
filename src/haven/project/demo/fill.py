"""Filling an empty demo once: people, ads with their pictures, conversations, reports. A killed fill goes on."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from haven.accounts.actions import ensure_user, grant_role
from haven.accounts.models import Role, User
from haven.ledger.actions import machine, record
from haven.ledger.models import LedgerEntry
from haven.listings.actions.conversations import send_message, start_conversation
from haven.listings.actions.importing import Incoming, import_ads
from haven.listings.models import Category, Conversation, DailyViews, Listing, Message
from haven.listings.tasks import request_relink
from haven.moderation.counting import count_anew
from haven.notices.actions import file_notice
from haven.notices.models import NoticeReason
from haven.project.demo.ads import AUTHORS, generate
from haven.project.demo.authorities import fill_directory
from haven.project.demo.demo_ad import DemoAd
from haven.project.demo.drawing import drawn_pictures
from haven.project.demo.facts import facts_of
from haven.project.demo.people import PEOPLE
from haven.project.demo.talk import DemoConversation, conversations, reports
from haven.records import AdRecord
from haven.site.actions import change_site

SOURCE = "demo"
IMPRINT = {
    "operator": "Mill Lane Market (a made-up body)",
    "address": "1 Mill Lane\nLeeds",
    "represented_by": "Olga Operator",
    "contact": "help@example.org",
    "contact_authorities": "authorities@example.org",
    "contact_flaggers": "flaggers@example.org",
    "contact_languages": "English",
}
_FILLED = "demo.filled"
_AT_ONCE = 20


def fill_demo(tell: Callable[[str], None]) -> str:
    """Fill what is missing, telling how far it is; a sentence about what came out."""
    _people()
    if LedgerEntry.objects.filter(action=_FILLED).exists():
        return "filled before"
    ads = generate()
    authors = _authors()
    fill_directory()
    for done in _fill_ads(ads, authors):
        tell(f"{done} of {len(ads)} ads")
    tell("conversations and reports")
    _fill_talk(ads)
    _fill_views()
    count_anew()
    change_site(actor=machine("demo"), **IMPRINT)
    request_relink()
    with transaction.atomic():
        record(actor=machine("demo"), action=_FILLED, subject="site:demo", ads=len(ads))
    return f"{len(ads)} ads, {len(PEOPLE)} people to be"


def _people() -> None:
    """Make everybody that one can be; in a demo that was filled by an older Haven, too."""
    for person in PEOPLE:
        user = ensure_user(email=person.email, display_name=person.name, actor=machine("demo"))
        if person.role:
            grant_role(user=user, role=Role(person.role))


def _authors() -> dict[str, User]:
    """Make the posters, by their key."""
    rng = Random(7)  # noqa: S311 — nothing here is secret
    authors = {}
    for author in AUTHORS:
        user = ensure_user(email=author.email, display_name=author.name, actor=machine("demo"))
        days = rng.randint(1, 20) if author.circle not in {"home", "trade"} else rng.randint(20, 1500)
        User.objects.filter(pk=user.pk).update(joined_at=timezone.now() - timedelta(days=days))
        authors[author.key] = user
    return authors


def _fill_ads(ads: Sequence[DemoAd], authors: dict[str, User]) -> Iterator[int]:
    """Import the ads in handfuls, pictures drawn on all cores meanwhile; yields how many are done."""
    known = set(Listing.objects.filter(source=SOURCE).values_list("source_id", flat=True))
    missing = [ad for ad in ads if ad.key not in known]
    operator = User.objects.get(email=PEOPLE[0].email)
    fallback = Category.objects.get(slug="furniture")
    done = len(known)
    # Spawned, not forked: a child must not inherit the database connections.
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        drawn = pool.map(drawn_pictures, missing)
        for start in range(0, len(missing), _AT_ONCE):
            incoming = [
                Incoming(_record(ad), author, pictures, facts_of(ad, employer=author.name))
                for ad, pictures in zip(missing[start : start + _AT_ONCE], drawn, strict=False)
                for author in (authors[ad.author_key],)
            ]
            for report in import_ads(ads=incoming, category=fallback, source=SOURCE, actor=operator):
                done += report.added
            yield done


def _record(ad: DemoAd) -> AdRecord:
    return AdRecord(
        id=ad.key,
        title=ad.title,
        body=ad.body,
        category=ad.category,
        posted_at=timezone.now() - timedelta(hours=ad.posted_hours_ago),
        price=ad.price,
        currency=ad.currency,
        place=f"{ad.place}, {ad.country}",
    )


def _fill_talk(ads: Sequence[DemoAd]) -> None:
    listings = {listing.source_id: listing for listing in Listing.objects.filter(source=SOURCE)}
    for number, talk in enumerate(conversations(ads)):
        _talk(listings[talk.ad_key], talk, rosa=number < 2)
    for report in reports(ads):
        listing = listings[report.ad_key]
        if not listing.notices.exists():
            file_notice(listing=listing, reason=NoticeReason(report.reason), text=report.sentence, good_faith=True)


def _fill_views() -> None:
    """Days on which the ads were looked at: most when they were new, more at weekends."""
    rng = Random(7)  # noqa: S311 — nothing here is secret
    today = timezone.localdate()
    counts = []
    for listing in Listing.objects.filter(source=SOURCE, published_at__isnull=False).order_by("source_id"):
        age = (today - timezone.localdate(listing.published_at)).days
        liked = rng.uniform(4, 40)
        for day in range(min(age, 29) + 1):
            looked_at = today - timedelta(days=day)
            views = round(
                liked * (1.5 if looked_at.weekday() > 4 else 1) * rng.uniform(0.3, 1.2) / (age - day + 1) ** 0.4
            )
            counts += [DailyViews(listing=listing, day=looked_at, views=views)] if views else []
    DailyViews.objects.bulk_create(counts, ignore_conflicts=True)


def _talk(listing: Listing, talk: DemoConversation, *, rosa: bool) -> None:
    if not listing.is_public or Conversation.objects.filter(listing=listing).exists() or listing.poster is None:
        return
    name, email = (PEOPLE[0].name, PEOPLE[0].email) if rosa else (talk.reader_name, talk.reader_email)
    reader = ensure_user(email=email, display_name=name, actor=machine("demo"))
    conversation = start_conversation(listing=listing, reader=reader, text=talk.messages[0].text)
    for message in talk.messages[1:]:
        send_message(
            conversation=conversation, author=reader if message.from_reader else listing.poster, text=message.text
        )
    _spread(conversation, listing)


def _spread(conversation: Conversation, listing: Listing) -> None:
    """Let it have been written over hours, as people do, since the ad was live."""
    rng, now = Random(listing.source_id), timezone.now()  # noqa: S311 — nothing here is secret
    at = (listing.published_at or now) + (now - (listing.published_at or now)) * rng.uniform(0.1, 0.7)
    Conversation.objects.filter(pk=conversation.pk).update(created_at=at)
    for message in Message.objects.filter(conversation=conversation).order_by("pk"):
        Message.objects.filter(pk=message.pk).update(created_at=at)
        at += min(timedelta(hours=rng.expovariate(1 / 5)), (now - at) / 2)
