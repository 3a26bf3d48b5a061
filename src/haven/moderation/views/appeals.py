"""An appeal before the person who answers it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from haven.accounts.permissions import MODERATORS, requires, signed_in
from haven.ledger.actions import record_read
from haven.moderation.actions import answer_appeal, ask_appellant, possible_outcomes, undo_answer
from haven.moderation.actions.resting import keep_words
from haven.moderation.errors import InOtherHands, ModerationError, NotNow
from haven.moderation.forms import AnswerForm
from haven.moderation.models import Appeal, Claim, Outcome
from haven.moderation.queries import item_of
from haven.moderation.queries.own_work import kept_words
from haven.moderation.views.desk import (
    READERS,
    chosen_queue,
    desk_context,
    may_decide,
    previous_to,
    rest_instead,
    take_in_hand,
)
from haven.policies.queries import live_policy

_REVERSALS = {
    Outcome.REFUSE: "the ad is published",
    Outcome.REMOVE: "the ad is public again, with the days it lost",
    Outcome.LIMIT: "search shows the ad again",
    Outcome.CLOSE: "the account is open again, with its ads",
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(*READERS)
def appeal(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """The appeal beside the decision, its reasons and the ad; answered here by someone else than decided."""
    rows = Appeal.objects.select_related(
        "decision__listing__poster", "decision__listing__revision__category__parent", "decision__moderator",
        "decision__second", "decision__revision__category", "answered_by", "notice",
    ).prefetch_related("messages__author")  # fmt: skip
    found = get_object_or_404(rows, pk=appeal_id)
    reader = signed_in(request)
    deciders = {found.decision.moderator_id, found.decision.second_id}
    may_answer = may_decide(reader) and reader.pk not in deciders and found.state == Appeal.State.OPEN
    if request.method == "GET" and may_answer:
        resting = rest_instead(request, found.subject, chosen_queue(request))
        if resting is not None:
            return resting
    holder, not_now = "", ""
    try:
        holder = take_in_hand(request, found.subject) if may_answer else ""
    except NotNow as error:
        not_now = str(error) if request.method != "POST" else ""
    form = _form(request, found) if may_answer and not holder and not not_now else None
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
        "not_now": not_now,
    }
    status = 200 if request.method != "POST" else 409 if problem else 422
    queue = chosen_queue(request)
    context |= {"next": queue.after(found.subject), "previous": previous_to(request, queue, found.subject)}
    desk = desk_context(request, "queue", queue, found.subject)
    return render(request, "moderation/appeal.html", desk | context, status=status)


@require_POST
@requires(*MODERATORS)
def words(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Keep what is typed while it is typed: a note, a closed tab or a reload loses none of it."""
    found, moderator = get_object_or_404(Appeal, pk=appeal_id), signed_in(request)
    if Claim.objects.filter(subject=found.subject, holder=moderator).exists():
        keep_words(moderator=moderator, subject=found.subject, typed=request.POST)
    return HttpResponse(status=204)


@require_POST
@requires(*MODERATORS)
def undo(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Take an answer back and return to its appeal."""
    try:
        undo_answer(appeal=get_object_or_404(Appeal, pk=appeal_id), moderator=signed_in(request))
        messages.success(request, "Undone before any mail left; the appeal waits again.")
    except ModerationError as error:
        messages.error(request, str(error))
    return redirect("moderation:appeal", appeal_id)


def _form(request: HttpRequest, found: Appeal) -> AnswerForm:
    _, policy = live_policy()
    takes_down = found.is_reporters and Outcome.REMOVE in possible_outcomes(found.decision.listing)
    reversal = "the ad is removed" if takes_down else _REVERSALS.get(Outcome(found.decision.outcome), "say so")
    words = kept_words(signed_in(request), found.subject)
    return AnswerForm(request.POST or None, initial=words, policy=policy, takes_down=takes_down, reversal=reversal)


def _answer(request: HttpRequest, found: Appeal, form: AnswerForm) -> str:
    """Answer the appeal, or ask first; what kept it from being done, or nothing."""
    read, moderator = form.cleaned_data, signed_in(request)
    try:
        if read["result"] == "ask":
            ask_appellant(appeal=found, moderator=moderator, text=read["answer"])
            messages.success(request, "Asked. The appeal comes back with the answer, or in a week.")
            return ""
        answer_appeal(
            appeal=found,
            moderator=moderator,
            reverse=read["result"] == "reverse",
            answer=read["answer"],
            ground=read.get("ground", ""),
            facts=read.get("facts", ""),
        )
    except ModerationError as error:
        return str(error)
    messages.success(request, "Answered. Who appealed is told once you can no longer undo it.")
    return ""
