"""What is counted: how the signals do, and on whom."""

from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from haven.accounts.models import Role
from haven.accounts.permissions import MODERATORS, requires, signed_in
from haven.ledger.actions import record_read
from haven.moderation.charts import Bars, draw_bars
from haven.moderation.fairness import FEWEST, Record, records
from haven.moderation.models import SignalRun
from haven.screening.measured import proven
from haven.screening.signals import BY_SLUG

READERS = (*MODERATORS, Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.AUDITOR)


@require_GET
@never_cache
@requires(*READERS)
def signals(request: HttpRequest) -> HttpResponse:
    """Every signal with its record, those that are harder on some first."""
    record_read(reader=signed_in(request).pk, action="signals.read", subject="desk:signals")
    run = latest_run()
    found = records(run.figures) if run else []
    unfair = [(one, group) for one in found for group in one.harder_on]
    context = {"run": run, "records": found, "unfair": unfair}
    return render(request, "moderation/figures/signals.html", _frame(request) | context)


@require_GET
@never_cache
@requires(*READERS)
def signal(request: HttpRequest, slug: str) -> HttpResponse:
    """One signal with its weeks and groups."""
    if slug not in BY_SLUG:
        raise Http404
    record_read(reader=signed_in(request).pk, action="signals.read", subject=f"signal:{slug}")
    run = latest_run()
    found = next((one for one in records(run.figures) if one.signal.slug == slug), None) if run else None
    context: dict[str, object] = {"run": run, "signal": BY_SLUG[slug], "is_proven": proven(slug), "record": found, "fewest": FEWEST}
    if run and found:
        context |= {"fired": fired_by_week(run, found), "right": _right_by_week(run, found)}
    return render(request, "moderation/figures/signal.html", _frame(request) | context)


def latest_run() -> SignalRun | None:
    """The last count, if there was one."""
    return SignalRun.objects.order_by("-id").first()


def fired_by_week(run: SignalRun, found: Record) -> Bars | None:
    """Ads it fired on, week by week."""
    return draw_bars([(label, week["fired"]) for label, week in zip(_weeks(run), found.weeks, strict=True)])


def _right_by_week(run: SignalRun, found: Record) -> Bars | None:
    """Percent of the decided ads it was right on, week by week."""
    shares = [100 * week["right"] / max(1, week["right"] + week["wrong"]) for week in found.weeks]
    return draw_bars(list(zip(_weeks(run), shares, strict=True)))


def _weeks(run: SignalRun) -> list[str]:
    """The first day of each week that was counted."""
    weeks = len(next(iter(run.figures["signals"].values()))["weeks"])
    until = datetime.fromisoformat(run.figures["until"])
    return [date_format(until - timedelta(weeks=weeks - n), "j M") for n in range(weeks)]


def _frame(request: HttpRequest) -> dict[str, object]:
    roles = signed_in(request).roles
    return {"tab": "signals", "at_the_desk": bool(roles & {*map(str, MODERATORS), str(Role.AUDITOR)})}
