"""An appeal before the person who answers it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from haven.accounts.permissions import requires, signed_in
from haven.ledger.actions import record_read
from haven.moderation.actions import answer_appeal
from haven.moderation.errors import InOtherHands, ModerationError
from haven.moderation.forms import AnswerForm
from haven.moderation.models import Appeal
from haven.moderation.queries import item_of
from haven.moderation.views.desk import READERS, desk_context, may_decide, take_in_hand


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(*READERS)
def appeal(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """The appeal beside the decision, its reasons and the ad; answered here by someone else than decided."""
    rows = Appeal.objects.select_related(
        "decision__listing__poster", "decision__listing__revision__category", "decision__moderator",
        "decision__revision__category", "decision__statement", "answered_by",
    )  # fmt: skip
    found = get_object_or_404(rows, pk=appeal_id)
    reader = signed_in(request)
    may_answer = may_decide(reader) and found.decision.moderator_id != reader.pk and found.state == Appeal.State.OPEN
    holder = take_in_hand(request, found.subject) if may_answer else ""
    form = AnswerForm(request.POST or None) if may_answer and not holder else None
    problem = ""
    if request.method == "POST":
        if form is not None and form.is_valid():
            answered = _answer(request, found, form)
            if not answered:
                return redirect("moderation:queue")
            problem = answered
        elif form is None:
            problem = str(InOtherHands(holder)) if holder else "You cannot answer this appeal."
    record_read(reader=reader.pk, action="appeal.read", subject=found.decision.listing.subject, appeal=found.pk)
    context = {
        "appeal": found,
        "decision": found.decision,
        "item": item_of(found.decision.listing, reader),
        "form": form,
        "problem": problem,
        "holder": holder,
    }
    status = 200 if request.method != "POST" else 409 if problem else 422
    return render(
        request,
        "moderation/appeal.html",
        desk_context(request, "queue", current=found.subject) | context,
        status=status,
    )


def _answer(request: HttpRequest, found: Appeal, form: AnswerForm) -> str:
    """Answer the appeal; what kept it from being answered, or nothing."""
    try:
        answer_appeal(
            appeal=found,
            moderator=signed_in(request),
            reverse=form.cleaned_data["result"] == "reverse",
            answer=form.cleaned_data["answer"],
        )
    except ModerationError as error:
        return str(error)
    messages.success(request, "Answered. The poster has been told.")
    return ""
