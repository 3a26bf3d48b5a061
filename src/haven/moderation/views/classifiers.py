"""The desk of the classifier: its models, their cards, and putting one in force."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import Role, User
from haven.accounts.permissions import MODERATORS, requires, signed_in
from haven.ledger.actions import record_read
from haven.moderation.queries.classifiers import classifier_before, in_shadow
from haven.policies import actions
from haven.policies.errors import PoliciesError
from haven.policies.models import ClassifierVersion
from haven.policies.queries import live_policy
from haven.screening.learned.card import Card

READERS = (Role.POLICY_AUTHOR, Role.POLICY_APPROVER, *MODERATORS, Role.AUDITOR)
_S = ClassifierVersion.State


@require_GET
@never_cache
@requires(*READERS)
def classifiers(request: HttpRequest) -> HttpResponse:
    """Every model that was trained, the one in force first."""
    record_read(reader=signed_in(request).pk, action="classifiers.read", subject="desk:classifiers")
    rows = ClassifierVersion.objects.select_related("approver").defer("model").order_by("-id")[:100]
    order = [_S.LIVE.value, _S.SHADOW.value, _S.RETIRED.value]
    context = _context(request) | {
        "versions": sorted(rows, key=lambda version: order.index(version.state)),
        "before": classifier_before(),
    }
    return render(request, "moderation/classifiers.html", context)


@require_GET
@never_cache
@requires(*READERS)
def classifier(request: HttpRequest, version_id: int) -> HttpResponse:
    """One model: its card, and what it said in shadow."""
    version = _version(version_id)
    record_read(reader=signed_in(request).pk, action="classifier.read", subject=version.subject)
    context = _context(request) | {
        "version": version,
        "card": Card.model_validate(version.card),
        "shadow": in_shadow(version),
        "runs": version.backtests.select_related("asked_by", "policy").order_by("-id")[:5],
        "policy": live_policy()[0],
        "before": classifier_before(),
    }
    return render(request, "moderation/classifier.html", context)


@require_POST
@requires(Role.POLICY_APPROVER)
def step(request: HttpRequest, version_id: int) -> HttpResponse:
    """Put a model in force, or back in force, or give it up."""
    try:
        messages.success(request, _moved(_version(version_id), signed_in(request), request.POST.get("step", "")))
    except PoliciesError as error:
        messages.error(request, str(error))
    return redirect("moderation:classifier", version_id)


def _moved(version: ClassifierVersion, who: User, wanted: str) -> str:
    """Carry a step out; what to say about it.

    Raises:
        PoliciesError: it cannot be done.
    """
    if wanted == "live":
        actions.put_classifier_live(version=version, approver=who)
        return "Live: its signal speaks from now on. What it is worth, the policy says."
    if wanted == "back":
        actions.roll_back_classifier(to=version, approver=who)
        return "Rolled back: this classifier is in force again."
    if wanted == "discard":
        actions.discard_classifier(version=version, approver=who)
        return "Given up. Its card is kept."
    raise PoliciesError("There is no such step.")


def _version(version_id: int) -> ClassifierVersion:
    return get_object_or_404(ClassifierVersion.objects.select_related("approver").defer("model"), pk=version_id)


def _context(request: HttpRequest) -> dict[str, object]:
    roles = signed_in(request).roles
    return {
        "tab": "classifiers",
        "writes": Role.POLICY_AUTHOR in roles,
        "approves": Role.POLICY_APPROVER in roles,
        "at_the_desk": bool(roles & {*map(str, MODERATORS), str(Role.AUDITOR)}),
    }
