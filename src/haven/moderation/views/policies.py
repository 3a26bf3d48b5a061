"""The desk of the policy: writing it with its faults by line, trying it, watching it in shadow, putting it in force."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import Role, User
from haven.accounts.permissions import MODERATORS, requires, signed_in
from haven.ledger.actions import record_read
from haven.moderation.actions.trying import ask_backtest
from haven.moderation.forms import PolicyForm
from haven.moderation.queries.classifiers import classifiers_to_try
from haven.moderation.queries.policies import shadow_of, trial_of
from haven.policies import actions
from haven.policies.errors import PoliciesError
from haven.policies.models import PolicyVersion
from haven.policies.queries import live_before, live_policy
from haven.screening import PolicyError

WRITERS = (Role.POLICY_AUTHOR, Role.POLICY_APPROVER)
READERS = (*WRITERS, *MODERATORS, Role.AUDITOR)


@require_GET
@never_cache
@requires(*READERS)
def policies(request: HttpRequest) -> HttpResponse:
    """Every version there is or was, the one in force first."""
    record_read(reader=signed_in(request).pk, action="policies.read", subject="desk:policies")
    rows = PolicyVersion.objects.select_related("author", "approver").defer("text").order_by("-id")[:100]
    order = [state.value for state in (_S.LIVE, _S.SHADOW, _S.DRAFT, _S.RETIRED)]
    context = _context(request) | {
        "versions": sorted(rows, key=lambda version: order.index(version.state)),
        "before": live_before(),
    }
    return render(request, "moderation/policies.html", context)


@require_GET
@never_cache
@requires(*READERS)
def policy(request: HttpRequest, policy_id: int) -> HttpResponse:
    """One version: its text (to edit, for the author of a draft), what it does, its backtests, its shadow."""
    return _show(request, _version(policy_id))


@require_POST
@requires(Role.POLICY_AUTHOR)
def write(request: HttpRequest) -> HttpResponse:
    """Begin a draft from the words of another version, by default of the one in force."""
    chosen = request.POST.get("base", "")
    base = PolicyVersion.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
    stopped = _keep_typed(request, base) if base else None
    if stopped:
        return stopped
    made = actions.save_draft(author=signed_in(request), text=(base or live_policy()[0]).text)
    return redirect("moderation:policy", made.pk)


@require_POST
@requires(Role.POLICY_AUTHOR)
def save(request: HttpRequest, policy_id: int) -> HttpResponse:
    """Keep what was typed, faults and all."""
    stopped = _keep(request, _version(policy_id))
    if stopped:
        return stopped
    messages.success(request, "Saved.")
    return redirect("moderation:policy", policy_id)


@require_POST
@never_cache
@requires(Role.POLICY_AUTHOR)
def preview(request: HttpRequest) -> HttpResponse:
    """What is typed so far: its faults by line, or what it would do to the latest ads and to a sample."""
    trial = trial_of(request.POST.get("text", ""), sample=request.POST.get("sample", "")[:20_000])
    return render(request, "moderation/policy_trial.html", {"trial": trial})


@require_POST
@requires(*WRITERS)
def backtest(request: HttpRequest, policy_id: int) -> HttpResponse:
    """Have the worker decide anew about the ads of the last days, with a classifier as if it had been in force."""
    version, days, tried = _version(policy_id), request.POST.get("days", ""), request.POST.get("classifier", "")
    stopped = _keep_typed(request, version)
    if stopped:
        return stopped
    classifier = classifiers_to_try().filter(pk=tried).first() if tried.isdecimal() else None
    try:
        if tried and classifier is None:
            raise PoliciesError("This classifier cannot be tried: it is not in use any more, or has no threshold.")
        asked = int(days) if days.isdecimal() else 0
        ask_backtest(version=version, days=asked, asked_by=signed_in(request), classifier=classifier)
    except (PoliciesError, PolicyError) as error:
        messages.error(request, str(error))
    return redirect(reverse("moderation:policy", args=[policy_id]) + "#backtests")


@require_POST
@requires(Role.POLICY_AUTHOR, Role.POLICY_APPROVER)
def step(request: HttpRequest, policy_id: int) -> HttpResponse:
    """Move a version on: into shadow, live, back in force, or away."""
    version, who, wanted = _version(policy_id), signed_in(request), request.POST.get("step", "")
    stopped = _keep_typed(request, version)
    if stopped:
        return stopped
    try:
        messages.success(request, _moved(version, who, wanted))
    except (PoliciesError, PolicyError) as error:
        messages.error(request, str(error))
    return redirect("moderation:policy", policy_id)


def _keep(request: HttpRequest, version: PolicyVersion) -> HttpResponse | None:
    """Save what was typed; the page with all of it where that cannot be."""
    form = PolicyForm(request.POST)
    if not form.is_valid():
        return _show(request, version, form=form, status=422)
    read = form.cleaned_data
    try:
        actions.save_draft(
            author=signed_in(request), version=version, text=read["text"], note=read["note"], seen=read["seen"]
        )
    except PoliciesError as error:
        form.add_error(None, str(error))
        return _show(request, version, form=form, status=409)
    version.refresh_from_db()
    return None


def _keep_typed(request: HttpRequest, version: PolicyVersion) -> HttpResponse | None:
    """The same for what was typed when another button was pressed, so that it acts on what its author sees."""
    return _keep(request, version) if "text" in request.POST else None


def _moved(version: PolicyVersion, who: User, wanted: str) -> str:
    """Carry a step out; what to say about it.

    Raises:
        PoliciesError: it cannot be done, or not by this person.
    """
    if wanted == "shadow" and Role.POLICY_AUTHOR in who.roles:
        actions.start_shadow(version=version, author=who)
        return "In shadow: from now on it judges every new ad beside the live policy, without effect."
    if wanted == "live" and Role.POLICY_APPROVER in who.roles:
        actions.put_live(version=version, approver=who)
        return "Live: every ad is judged by it from now on."
    if wanted == "back" and Role.POLICY_APPROVER in who.roles:
        actions.roll_back(to=version, approver=who)
        return "Rolled back: this policy is in force again."
    if wanted == "discard":
        actions.discard(version=version, person_who=who)
        return "Given up. It is kept among the retired ones."
    raise PoliciesError("Your role does not allow this step.")


def _show(
    request: HttpRequest, version: PolicyVersion, *, form: PolicyForm | None = None, status: int = 200
) -> HttpResponse:
    reader = signed_in(request)
    record_read(reader=reader.pk, action="policy.read", subject=version.subject)
    initial = {"text": version.text, "note": version.note, "seen": version.sha256}
    is_author = version.author_id == reader.pk
    context = _context(request) | {
        "version": version,
        "form": form or PolicyForm(initial=initial),
        "may_edit": is_author and version.state == _S.DRAFT and Role.POLICY_AUTHOR in reader.roles,
        "is_author": is_author,
        "trial": trial_of((form["text"].value() or "") if form else version.text),
        "runs": version.backtests.select_related("asked_by", "classifier", "policy").defer("classifier__model")[:5],
        "classifiers": classifiers_to_try(),
        "shadow": shadow_of(version) if version.shadow_at else None,
        "before": live_before(),
    }
    return render(request, "moderation/policy.html", context, status=status)


def _version(policy_id: int) -> PolicyVersion:
    return get_object_or_404(PolicyVersion.objects.select_related("author", "approver"), pk=policy_id)


def _context(request: HttpRequest) -> dict[str, object]:
    roles = signed_in(request).roles
    return {
        "writes": Role.POLICY_AUTHOR in roles,
        "approves": Role.POLICY_APPROVER in roles,
        "at_the_desk": bool(roles & {*map(str, MODERATORS), str(Role.AUDITOR)}),
    }


_S = PolicyVersion.State
