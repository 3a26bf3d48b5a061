"""Asking the screening engine, and keeping its answer."""

from dataclasses import asdict, replace
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import Count, FloatField, QuerySet
from django.db.models.aggregates import Aggregate
from django.utils import timezone

from haven.findings.lookup import look_up
from haven.listings.actions.shadowing import Shadows
from haven.listings.models import Listing, ListingRevision, ListingState, ShadowScore, ShadowVerdict, SignalHit, Verdict
from haven.listings.records import to_record
from haven.policies.queries import live_classifier, live_policy
from haven.records import AdRecord
from haven.screening import Context, screen
from haven.screening.context import PriceQuantiles
from haven.screening.learned.classifier import ClassifierError
from haven.screening.verdict import Failure
from haven.screening.verdict import Verdict as EngineVerdict
from haven.site.queries import site

_ENOUGH_PRICES = 20


def judge(revision: ListingRevision) -> Verdict:
    """Screen one revision under the live policy and store the verdict with its hits."""
    version, policy = live_policy()
    ad = to_record(revision)
    context = with_classifier(with_network(what_the_site_knows(revision), ad))
    answer = screen(ad, policy, context)
    verdict = to_row(revision, version.pk, answer)
    verdict.save()
    SignalHit.objects.bulk_create(hit_rows(verdict, answer))
    shadows = Shadows()
    ShadowVerdict.objects.bulk_create(shadows.verdicts(verdict, answer, ad, context))
    ShadowScore.objects.bulk_create(shadows.scores(verdict, ad))
    return verdict


def to_row(revision: ListingRevision, policy_id: int, answer: EngineVerdict) -> Verdict:
    """The engine's verdict as an unsaved row."""
    return Verdict(
        revision=revision,
        policy_id=policy_id,
        outcome=answer.outcome.value,
        ground=answer.ground.slug if answer.ground else "",
        ground_sentence=answer.ground.told if answer.ground else "",
        queue=answer.queue or "",
        rule=answer.rule or "",
        failures=[asdict(failure) for failure in answer.failures],
        microseconds=round(answer.elapsed * 1e6),
    )


def hit_rows(verdict: Verdict, answer: EngineVerdict) -> list[SignalHit]:
    """The engine's hits as unsaved rows of a saved verdict."""
    return [
        SignalHit(verdict=verdict, signal=hit.signal, weight=hit.weight, start=hit.start, end=hit.end, why=hit.why)
        for hit in answer.hits
    ]


def what_the_site_knows(revision: ListingRevision) -> Context:
    """What only the database can tell the signals about this ad and its poster."""
    poster = revision.listing.poster
    if poster is None:
        return Context()
    theirs = Listing.objects.filter(poster=poster).exclude(pk=revision.listing_id)
    others = Listing.objects.filter(
        revision__folded_sha256=revision.folded_sha256, state=ListingState.PUBLISHED
    ).exclude(poster=poster)
    turned_away = theirs.filter(state__in=[ListingState.REFUSED, ListingState.REMOVED])
    return Context(
        duplicates_of_others=others.count(),
        author_age_days=(timezone.now() - poster.joined_at) / timedelta(days=1),
        author_ads_last_day=theirs.filter(revisions__created_at__gte=timezone.now() - timedelta(days=1))
        .distinct()
        .count(),
        # What screening itself refused, no person has confirmed.
        author_upheld_refusals=turned_away.exclude(revision__verdicts__outcome=Verdict.Outcome.REFUSE).count(),
        category_price_quantiles=prices_nearby(revision),
    )


def with_network(context: Context, ad: AdRecord) -> Context:
    """The context with the size of the network that the ad would join.

    Where that cannot be found out the ad is held, as with any signal that fails: a group must not get through by
    posting while the look-up is down.
    """
    try:
        with transaction.atomic():
            joining = look_up(ad, region=site().region)
    except Exception as error:  # noqa: BLE001 (whatever the reason, it must hold this ad and nothing else)
        return replace(context, failures=(Failure("large-network", f"{type(error).__name__}: {error}"[:300]),))
    return replace(context, network_size=joining.size if joining.size > 1 else None)


def with_classifier(context: Context) -> Context:
    """The context with the classifier in force; where it is damaged the ad is held, as with any signal that fails."""
    try:
        return replace(context, classifier=live_classifier())
    except ClassifierError as error:
        return replace(context, failures=(*context.failures, Failure("like-stopped-ads", str(error)[:300])))


class _Percentiles(Aggregate):
    function = "percentile_cont"
    template = "%(function)s(array[0.1, 0.5, 0.9]) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = ArrayField(FloatField())


def prices_nearby(revision: ListingRevision) -> PriceQuantiles | None:
    """What live ads of the same category ask within half a degree; None where there are too few to say."""
    if revision.price is None or revision.latitude is None or revision.longitude is None:
        return None
    like: QuerySet[Listing] = Listing.objects.filter(
        state=ListingState.PUBLISHED,
        category=revision.category,
        currency=revision.currency,
        price__gt=0,
        latitude__range=(revision.latitude - 0.5, revision.latitude + 0.5),
        longitude__range=(revision.longitude - 0.5, revision.longitude + 0.5),
    ).exclude(pk=revision.listing_id)
    found = like.aggregate(count=Count("id"), prices=_Percentiles("price"))
    return PriceQuantiles(*found["prices"]) if found["count"] >= _ENOUGH_PRICES else None
