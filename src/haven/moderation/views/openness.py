"""What the site tells everyone about how it moderates: the signals, and how often they are right."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haven.moderation.fairness import FEWEST, records
from haven.moderation.views.figures import fired_by_week, latest_run
from haven.screening.cards import measured_on
from haven.screening.measured import precision, proven
from haven.screening.signals import BY_SLUG

ENOUGH = 10
"""Decisions below which the public page tells no share: it would tell of single ads."""


@require_safe
def signals(request: HttpRequest) -> HttpResponse:
    """All signals: what each looks for, and how it does."""
    run = latest_run()
    counted = {one.signal.slug: one for one in records(run.figures)} if run else {}
    rows = [(one, proven(one.slug), precision(one.slug), counted.get(one.slug)) for one in BY_SLUG.values()]
    rows.sort(key=lambda row: row[0].title)
    return render(request, "moderation/open/signals.html", {"run": run, "rows": rows, "enough": ENOUGH})


@require_safe
def signal(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of one signal."""
    if slug not in BY_SLUG:
        raise Http404
    run = latest_run()
    found = next((one for one in records(run.figures) if one.signal.slug == slug), None) if run else None
    context = {
        "signal": BY_SLUG[slug],
        "is_proven": proven(slug),
        "precision": precision(slug),
        "corpora": measured_on(slug),
        "record": found,
        "run": run,
        "chart": fired_by_week(run, found) if run and found else None,
        "enough": ENOUGH,
        "fewest": FEWEST,
    }
    return render(request, "moderation/open/signal.html", context)
