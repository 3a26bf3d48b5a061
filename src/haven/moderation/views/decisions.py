"""Deciding: what it would say, doing it, taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from haven.accounts.permissions import MODERATORS, requires, signed_in
from haven.moderation import actions
from haven.moderation.actions.resting import keep_words
from haven.moderation.consequence import consequence_of
from haven.moderation.errors import ModerationError
from haven.moderation.models import Claim, Decision, Outcome
from haven.moderation.views.desk import chosen_queue, submitted_or_404
from haven.moderation.views.items import Kept, decision_form, show_item


@require_POST
@requires(*MODERATORS)
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """Who would be told what: a part of the page for htmx, the whole page without it.

    What was typed is kept for whoever has the ad in hand: a note, a closed tab or a reload loses none of it.
    """
    listing, moderator = submitted_or_404(code), signed_in(request)
    if Claim.objects.filter(subject=listing.subject, holder=moderator).exists():
        keep_words(moderator=moderator, subject=listing.subject, typed=request.POST)
    form = decision_form(listing, request.POST)
    form.is_valid()
    consequence = consequence_of(listing, form.cleaned_data)
    if request.headers.get("HX-Request"):
        return render(request, "moderation/consequence.html", {"consequence": consequence})
    form.errors.clear()
    return show_item(request, listing, form=form, consequence=consequence)


@require_POST
@requires(*MODERATORS)
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Decide, then show what comes next; what could not be decided is said above the ad as it is now."""
    listing = submitted_or_404(code)
    form = decision_form(listing, request.POST)
    if not form.is_valid():
        return show_item(request, listing, form=form, status=422)
    moderator = signed_in(request)
    after = chosen_queue(request).after(listing.subject)
    try:
        actions.decide(
            listing=listing,
            revision_id=form.cleaned_data["revision"],
            moderator=moderator,
            outcome=Outcome(form.cleaned_data["outcome"]),
            ground=form.cleaned_data["ground"],
            facts=form.cleaned_data["facts"],
            strike=form.cleaned_data["strike"],
            last_decision=form.cleaned_data["last_decision"],
        )
    except ModerationError as error:
        facts = form.cleaned_data["facts"]
        return show_item(request, submitted_or_404(code), problem=str(error), kept=Kept(facts=facts), status=409)
    return redirect(after.address if after else "moderation:queue")


@require_POST
@requires(*MODERATORS)
def undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Take a decision back and return to its ad."""
    decision = get_object_or_404(Decision.objects.select_related("listing"), pk=decision_id)
    try:
        actions.undo(decision=decision, moderator=signed_in(request))
        messages.success(request, "Undone before any mail left. The ad is as it was.")
    except ModerationError as error:
        messages.error(request, str(error))
    return redirect("moderation:item", decision.listing.code)
