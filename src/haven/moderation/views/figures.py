"""What is counted: how the desk does, how the signals do, and on whom."""

from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from haven.accounts.models import Role
from haven.accounts.permissions import MODERATORS, requires, signed_in
from haven.ledger.actions import record_read
from haven.moderation.charts import Bars, draw_bars
from haven.moderation.fairness import FEWEST, Record, records
from haven.moderation.models import SignalRun
from haven.moderation.queries.audit import agreed
from haven.moderation.queries.classifiers import classifier_in_force
from haven.moderation.queries.exporting import batch_after
from haven.moderation.queries.figures import LENGTHS, figures_of
from haven.moderation.views.desk import desk_context
from haven.screening.intervals import wilson
from haven.screening.measured import proven
from haven.screening.signal import Nature
from haven.screening.signals import BY_SLUG

READERS = (*MODERATORS, Role.POLICY_AUTHOR, Role.POLICY_APPROVER, Role.AUDITOR)
_DIGITS = 18


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
    context: dict[str, object] = {
        "run": run,
        "signal": BY_SLUG[slug],
        "is_proven": proven(slug),
        "record": found,
        "fewest": FEWEST,
    }
    if BY_SLUG[slug].nature is Nature.LEARNED:
        context["live"] = classifier_in_force()
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


@require_GET
@never_cache
@requires(Role.SENIOR_MODERATOR, Role.AUDITOR)
def figures(request: HttpRequest) -> HttpResponse:
    """What came in, what waits, how long it took, how often we were wrong."""
    days, until = _asked(request)
    record_read(reader=signed_in(request).pk, action="figures.read", subject="desk:figures", days=days)
    found, run = figures_of(until=until, days=days), latest_run()
    appeals = [(one.reversed, one.answered) for one in found.reversals]
    context = {
        "figures": found,
        "days": days,
        "until": until,
        "lengths": LENGTHS,
        "each": "Day" if days == LENGTHS[0] else "Week from",
        "charts": [(title, draw_bars(_labelled(found.series(name)))) for name, title in _SERIES.items()],
        "reversal": wilson(sum(one for one, _ in appeals), sum(many for _, many in appeals)),
        "people": agreed(machine=False),
        "machine": agreed(machine=True),
        "signals": [one for one in records(run.figures) if one.decided][:12] if run else [],
    }
    return render(request, "moderation/figures/figures.html", desk_context(request, "figures") | context)


_SERIES = {
    "submitted": "Ads that came in",
    "submitted hold": "Ads that screening held",
    "submitted refuse": "Ads that screening refused",
    "reports": "Reports",
    "decisions": "Decisions",
    "appeals": "Appeals",
}


def _asked(request: HttpRequest) -> tuple[int, date]:
    """How many days, and up to which; the whole of today where nothing, or nothing sensible, was asked."""
    days = request.GET.get("days", "")
    try:
        until = date.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        until = timezone.localdate() + timedelta(days=1)
    if not date(2000, 1, 1) < until <= timezone.localdate() + timedelta(days=1):
        until = timezone.localdate() + timedelta(days=1)
    return int(days) if days.isdecimal() and int(days) in LENGTHS else LENGTHS[0], until


def _labelled(series: list[tuple[date, int]]) -> list[tuple[str, float]]:
    return [(date_format(first, "j M"), number) for first, number in series]


@require_GET
@never_cache
@requires(Role.SENIOR_MODERATOR, Role.AUDITOR)
def statements(request: HttpRequest) -> JsonResponse:
    """Statements of reasons for the EU transparency database, a batch at a time: go on with `?after=NEXT`."""
    after = request.GET.get("after", "0")
    if not after.isdecimal() or len(after) > _DIGITS:  # from the start again, a program would send all of them twice
        return JsonResponse({"error": "`after` is a number: that of `next` in the batch before."}, status=400)
    found, further = batch_after(int(after))
    record_read(reader=signed_in(request).pk, action="statements.read", subject="desk:statements", number=len(found))
    return JsonResponse({"statements": found, "next": further})
