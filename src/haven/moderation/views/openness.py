"""What the site tells everyone about how it moderates: its year in figures, the signals, how often they are right."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from haven.accounts.models import User
from haven.accounts.permissions import MODERATORS
from haven.moderation.charts import draw_bars
from haven.moderation.fairness import FEWEST, records
from haven.moderation.queries.yearly import Year, year_of
from haven.moderation.views.figures import fired_by_week, latest_run
from haven.moderation.yearly_template import as_csv, rows_of
from haven.notices.models import NoticeReason
from haven.policies.queries import live_policy
from haven.screening.cards import measured_on
from haven.screening.measured import precision, proven
from haven.screening.signals import BY_SLUG
from haven.site.queries import site

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


@require_safe
def report(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """One year in figures: the present one, or the one that is asked for."""
    found = year_of(_year(year))
    months = [date_format(date(found.year, month, 1), "M") for month in range(1, 13)]
    charts = [
        (title, draw_bars(list(zip(months, map(float, found.by_month[name]), strict=True))))
        for name, title in _SERIES.items()
    ]
    context = {
        "found": found,
        "charts": charts,
        "reasons": [(reason.label, found.notices[reason.value]) for reason in NoticeReason],
        "restrictions": _by_rule(found),
        "years": [one for one in (found.year - 1, found.year + 1) if 2000 < one <= timezone.localdate().year],
        "over": found.year < timezone.localdate().year,
    }
    return render(request, "moderation/open/report.html", context)


@require_safe
def report_file(request: HttpRequest, year: int) -> HttpResponse:
    """The same in the parts of the EU template, as CSV."""
    moderators = User.objects.holding(MODERATORS).count()
    rows = rows_of(year_of(_year(year)), live_policy()[1], service=site().name, moderators=moderators)
    headers = {"Content-Disposition": f'attachment; filename="transparency-{year}.csv"'}
    return HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)


_SERIES = {
    "reports": _("Reports"),
    "restrictions": _("Restrictions by people"),
    "machine": _("Refused by machine alone"),
    "appeals": _("Appeals"),
}
_WORDS = {
    "limit": _("shown to fewer people"),
    "refuse": _("not published"),
    "remove": _("removed"),
    "close": _("account closed"),
}


def _by_rule(found: Year) -> list[tuple[str, str, int]]:
    """What was restricted under which rule, the most first."""
    rows = [(rule, str(_WORDS[outcome]), number) for (outcome, rule), number in found.restrictions.items()]
    rows += [(rule, str(_("not published, by machine alone")), number) for rule, number in found.machine.items()]
    return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))


def _year(asked: int | None) -> int:
    """The year that is asked for, or the present one; 404 for one that has not begun."""
    now = timezone.localdate().year
    if asked is not None and not 2000 <= asked <= now:
        raise Http404
    return now if asked is None else asked
