"""Many ads at once: judged like any other, stored in batches, one transaction and one ledger entry a batch."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.listings.actions.judging import hit_rows, to_row, with_classifier
from haven.listings.actions.photos import store_picture
from haven.listings.actions.placing import Placing
from haven.listings.actions.publishing import index_for_search
from haven.listings.actions.quarantining import quarantine_if_known
from haven.listings.actions.shadowing import Shadows
from haven.listings.actions.tidying import fault_of, price, tidy
from haven.listings.fields import Values, has_money, read, screened_body
from haven.listings.models import (
    Category,
    Clearance,
    Listing,
    ListingRevision,
    ListingState,
    RevisionPhoto,
    ShadowScore,
    ShadowVerdict,
    SignalHit,
    Verdict,
)
from haven.listings.pictures import Picture
from haven.listings.records import folded_sha256
from haven.policies.queries import live_policy
from haven.records import AdRecord
from haven.screening import Context, screen
from haven.screening import Verdict as Answer
from haven.site.queries import site

BATCH = 500
_STATE = {"publish": ListingState.PUBLISHED, "hold": ListingState.HELD, "refuse": ListingState.REFUSED}


@dataclass(frozen=True, slots=True)
class Incoming:
    """One ad to import: its record, whose it will be, its pictures with their alternative texts.

    `details` are values of its category's fields as its source writes them; those that cannot be read are left out.
    """

    record: AdRecord
    author: User
    pictures: tuple[tuple[Picture, str], ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass
class ImportReport:
    """What became of the ads: numbers by state; `known` were imported before and left as they are.

    `unread` holds, of the last batch, (id, field's label, what is wrong) of each detail that was left out, and
    `refused` (id, field, what is wrong) of each ad that no listing can hold.
    """

    states: Counter[str] = field(default_factory=Counter)
    known: int = 0
    left_out: int = 0
    refused: list[tuple[str, str, str]] = field(default_factory=list)
    unread: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def added(self) -> int:
        """How many ads are new on the site."""
        return self.states.total()


def import_ads(*, ads: Iterable[Incoming], category: Category, source: str, actor: User) -> Iterator[ImportReport]:
    """Bring ads in, in batches; yields the running report after each, so that a caller can show progress.

    An ad whose id is known from the same `source` is left alone, so that an import can be repeated. Nothing is mailed
    but what is owed: the reasons for what screening refuses, one mail a batch to each poster.

    Args:
        ads: what to bring in.
        category: where ads go whose own category is not one of the site's.
        source: names where they come from; with the ad's id it tells repeated ads.
        actor: who imports.
    """
    source = "".join(letter for letter in source if letter.isprintable())[:60]
    report = ImportReport()
    placing = Placing()
    categories = {c.slug: c for c in Category.objects.filter(parent__isnull=False).select_related("parent")}
    remaining = iter(ads)
    while batch := list(islice(remaining, BATCH)):
        report.unread.clear()
        report.refused = [(ad.record.id, *fault) for ad in batch if (fault := fault_of(ad.record))]
        report.left_out += len(report.refused)
        batch = [ad for ad in batch if not fault_of(ad.record)]
        with transaction.atomic():
            _wait_for_others(source)
            _import_batch(batch, _Shelves(categories, category, placing), source, actor, report)
        yield report


@dataclass(frozen=True, slots=True)
class _Shelves:
    """Where imported ads go."""

    categories: dict[str, Category]
    fallback: Category
    placing: Placing

    def category(self, ad: AdRecord) -> Category:
        return self.categories.get(ad.category or "", self.fallback)


def _import_batch(batch: list[Incoming], shelves: _Shelves, source: str, actor: User, report: ImportReport) -> None:
    new = _unknown(batch, source)
    report.known += len(batch) - len(new)
    version, policy = live_policy()
    context, shadows = with_classifier(Context()), Shadows()
    listing_ids = _allocate(Listing, len(new))
    revision_ids = _allocate(ListingRevision, len(new))
    rows = _Rows()
    for incoming, listing_id, revision_id in zip(new, listing_ids, revision_ids, strict=True):
        reading = read(shelves.category(incoming.record), incoming.details, complete=False)
        report.unread += [(incoming.record.id, name, what) for name, what in reading.problems.items()]
        listing = _listing(incoming, reading.values, listing_id, source, shelves)
        revision = _revision(incoming.record, listing, revision_id)
        screened = replace(incoming.record, category=revision.category.path, body=screened_body(revision))
        answer = screen(screened, policy, context)
        verdict = to_row(revision, version.pk, answer)
        rows.add(incoming, listing, revision, verdict, answer)
        rows.shadows += shadows.verdicts(verdict, answer, screened, context)
        rows.scores += shadows.scores(verdict, screened)
        report.states[listing.state] += 1
    rows.save()
    if refused := rows.refused:
        import_string(settings.MACHINE_REFUSAL)(refused=refused)
    record(
        actor=person(actor.pk),
        action="listings.imported",
        subject=f"import:{source}",
        count=len(new),
        held=rows.count(Verdict.Outcome.HOLD),
        refused=rows.count(Verdict.Outcome.REFUSE),
        first=listing_ids[0] if new else None,
        last=listing_ids[-1] if new else None,
    )


def _wait_for_others(source: str) -> None:
    """Let one import of a source write at a time, until its transaction ends.

    The second then knows the ads of the first; and the numbers of a batch, `first` to `last` in the ledger, hold none
    of another batch of the source, so that each ad has one lot in the draw for the second look.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"listings.import:{source}"])


def _unknown(batch: list[Incoming], source: str) -> list[Incoming]:
    """The ads of the batch, tidied, that were not imported before; of two with one id the first."""
    tidied = [replace(incoming, record=tidy(incoming.record)) for incoming in batch]
    ids = [incoming.record.id for incoming in tidied]
    known = set(Listing.objects.filter(source=source, source_id__in=ids).values_list("source_id", flat=True))
    firsts = {incoming.record.id: incoming for incoming in reversed(tidied)}
    return [incoming for incoming in firsts.values() if incoming.record.id not in known][::-1]


@dataclass
class _Rows:
    """The rows of one batch. Foreign keys are checked at commit, so that each table is written once."""

    listings: list[Listing] = field(default_factory=list)
    revisions: list[ListingRevision] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    shadows: list[ShadowVerdict] = field(default_factory=list)
    scores: list[ShadowScore] = field(default_factory=list)
    pictures: list[tuple[ListingRevision, tuple[tuple[Picture, str], ...]]] = field(default_factory=list)

    def add(
        self,
        incoming: Incoming,
        listing: Listing,
        revision: ListingRevision,
        verdict: Verdict,
        answer: Answer,
    ) -> None:
        state = _STATE[answer.outcome.value]
        listing.state = state
        listing.revision_id = revision.pk
        if state is ListingState.PUBLISHED:
            listing.cleared_id = revision.pk
        else:
            listing.published_at = None
            listing.held_at = timezone.now() if state is ListingState.HELD else None
            listing.ended_at = timezone.now() if state is ListingState.REFUSED else None
        self.listings.append(listing)
        self.revisions.append(revision)
        self.verdicts.append(verdict)
        self.answers.append(answer)
        self.pictures.append((revision, incoming.pictures))

    def count(self, outcome: Verdict.Outcome) -> int:
        """Of how many ads screening made this."""
        return sum(verdict.outcome == outcome for verdict in self.verdicts)

    @property
    def refused(self) -> list[tuple[Listing, Verdict]]:
        """What screening refused alone."""
        rows = zip(self.listings, self.verdicts, strict=True)
        return [(listing, verdict) for listing, verdict in rows if verdict.outcome == Verdict.Outcome.REFUSE]

    def save(self) -> None:
        ListingRevision.objects.bulk_create(self.revisions)
        Verdict.objects.bulk_create(self.verdicts)
        pairs = list(zip(self.verdicts, self.answers, strict=True))
        SignalHit.objects.bulk_create(row for verdict, answer in pairs for row in hit_rows(verdict, answer))
        ShadowVerdict.objects.bulk_create(self.shadows)
        ShadowScore.objects.bulk_create(self.scores)
        Clearance.objects.bulk_create(
            Clearance(revision_id=verdict.revision_id, verdict=verdict)
            for verdict in self.verdicts
            if verdict.outcome == Verdict.Outcome.PUBLISH
        )
        Listing.objects.bulk_create(self.listings)
        for revision, pictures in self.pictures:
            for position, (picture, alt) in enumerate(pictures):
                if quarantine_if_known(picture=picture, listing=revision.listing, person=revision.listing.poster):
                    continue
                photo = store_picture(revision.listing, picture, alt, position)
                RevisionPhoto.objects.create(revision=revision, photo=photo, position=position, alt=alt)
        index_for_search([listing.pk for listing in self.listings])


def _allocate(model: type[models.Model], count: int) -> list[int]:
    """The next `count` primary keys of a table, so that rows that name each other can be made at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [int(row[0]) for row in cursor.fetchall()]


def _listing(incoming: Incoming, details: Values, pk: int, source: str, shelves: _Shelves) -> Listing:
    ad = incoming.record
    place = shelves.placing.place(ad)
    category = shelves.category(ad)
    priced = ad.price is not None or has_money(category, details)
    posted = min(ad.posted_at or timezone.now(), timezone.now())
    return Listing(
        pk=pk,
        poster=incoming.author,
        category=category,
        title=ad.title,
        price=price(ad),
        currency=(ad.currency or site().currency) if priced else "",
        details=details,
        place=place,
        latitude=ad.latitude if ad.latitude is not None else place.latitude if place else None,
        longitude=ad.longitude if ad.longitude is not None else place.longitude if place else None,
        source=source,
        source_id=ad.id,
        created_at=posted,
        published_at=posted,
        expires_at=timezone.now() + timedelta(days=settings.LISTING_DAYS),
    )


def _revision(ad: AdRecord, listing: Listing, pk: int) -> ListingRevision:
    return ListingRevision(
        pk=pk,
        listing=listing,
        number=1,
        category=listing.category,
        title=listing.title,
        body=ad.body,
        price=listing.price,
        currency=listing.currency,
        details=listing.details,
        place=listing.place,
        place_words=(ad.place or "") if listing.place is None else "",
        latitude=listing.latitude,
        longitude=listing.longitude,
        folded_sha256=folded_sha256(listing.title, ad.body),
        created_at=listing.created_at,
    )
