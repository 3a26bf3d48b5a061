"""My work: what a person at the desk sees of their own shift, their breaks and wishes. No address names whose it is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import MODERATORS, requires, signed_in
from haven.moderation.actions.resting import (
    begin_break,
    end_break,
    keep_words,
    note_feeling,
    postpone_break,
    set_work_rules,
    wish,
)
from haven.moderation.charts import draw_bars
from haven.moderation.models import DayNote
from haven.moderation.queries.hardness import hard_lanes
from haven.moderation.queries.own_work import feeling_today, own_days, own_work
from haven.moderation.shifts import Limits
from haven.moderation.views.desk import desk_context, may_decide
from haven.moderation.work_forms import FeelingForm, WishForm, WorkRulesForm
from haven.rights.policy import days_kept

WORKERS = (*MODERATORS, Role.CHILD_SAFETY)


@require_GET
@never_cache
@requires(*WORKERS)
def work(request: HttpRequest) -> HttpResponse:
    """This shift, wishes, the last four weeks: of who asks."""
    return _show(request)


@require_POST
@requires(*WORKERS)
def wishes(request: HttpRequest) -> HttpResponse:
    """Ask for less, or not for some kinds."""
    person = signed_in(request)
    form = WishForm(request.POST, team=own_work(person).team, hard=hard_lanes())
    if not form.is_valid():
        return _show(request, form=form, status=422)
    wish(moderator=person, **form.cleaned_data)
    messages.success(request, "Saved. Nobody else sees it, and nobody asks why.")
    return redirect("moderation:work")


@require_POST
@requires(*WORKERS)
def pause(request: HttpRequest) -> HttpResponse:
    """Begin a break, end it, or carry on; what was typed about the open item is kept."""
    person, step = signed_in(request), request.POST.get("step")
    if request.POST.get("subject"):
        keep_words(moderator=person, subject=request.POST["subject"], typed=request.POST)
    if step == "end":
        end_break(moderator=person)
    elif step == "postpone":
        postpone_break(moderator=person)
    else:
        begin_break(moderator=person)
        return redirect("moderation:work")
    return redirect("moderation:queue" if may_decide(person) else "moderation:quarantine")


@require_POST
@requires(*WORKERS)
def feeling(request: HttpRequest) -> HttpResponse:
    """How somebody is today."""
    form = FeelingForm(request.POST)
    if not form.is_valid():
        return _show(request, feeling=form, status=422)
    note_feeling(moderator=signed_in(request), feeling=DayNote.Feeling(form.cleaned_data["feeling"]))
    return redirect("moderation:work")


@require_POST
@requires(Role.SENIOR_MODERATOR)
def rules(request: HttpRequest) -> HttpResponse:
    """What a shift may hold, for everybody."""
    form = WorkRulesForm(request.POST)
    if form.is_valid():
        set_work_rules(limits=Limits(**form.cleaned_data), senior=signed_in(request))
        messages.success(request, "Saved. It holds for everybody from now on; anyone may ask for less.")
    else:
        for said in dict.fromkeys(str(words) for list_ in form.errors.values() for words in list_):
            messages.error(request, said)
    return redirect("moderation:team")


def _show(
    request: HttpRequest, *, form: WishForm | None = None, feeling: FeelingForm | None = None, status: int = 200
) -> HttpResponse:
    person, hard = signed_in(request), hard_lanes()
    own, decides = own_work(person), may_decide(person)
    days = own_days(person)
    minutes = [(date_format(day.day, "j M"), float(day.hard_minutes)) for day in days]
    context: dict[str, object] = {
        "tab": "work",
        "own": own,
        "form": form or WishForm(team=own.team, hard=hard, wish=own.wish),
        "feeling": feeling or FeelingForm(initial={"feeling": feeling_today(person)}),
        "days": [day for day in reversed(days) if day.items or day.feeling],
        "chart": draw_bars(minutes),
        "kept_days": days_kept()["work"],
        "frame": "moderation/frame.html" if decides else "moderation/child_safety/frame.html",
    }
    frame = desk_context(request, "work") if decides else {}
    return render(request, "moderation/work.html", frame | context, status=status)
