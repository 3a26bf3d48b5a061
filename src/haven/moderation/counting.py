"""Counting how the signals do; the worker's part, every night."""

from django.db import transaction

from haven.ledger.actions import machine, record
from haven.moderation.models import SignalRun
from haven.moderation.queries.signals import count_signals

_KEPT = 400


@transaction.atomic
def count_anew() -> SignalRun:
    """Count the signals of the last weeks and keep the result; results of more than a year ago are forgotten."""
    figures = count_signals()
    run = SignalRun.objects.create(figures=figures.as_json())
    kept = SignalRun.objects.order_by("-id").values("pk")[:_KEPT]
    SignalRun.objects.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
    record(
        actor=machine("figures"), action="signals.counted", subject="site:signals", ads=figures.ads,
        decided=figures.decided,
    )  # fmt: skip
    return run
