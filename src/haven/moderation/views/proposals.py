"""Many ads at once, and accounts: seen beforehand, proposed with a reason, agreed to by a second person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import MODERATORS, requires, signed_in
from haven.ledger.actions import record_read
from haven.listings.models import Listing
from haven.moderation.actions import agree, decline, escalate, propose, undo_proposal
from haven.moderation.actions.proposing import BULK_OUTCOMES, fitting
from haven.moderation.consequence import consequence_of
from haven.moderation.errors import ModerationError
from haven.moderation.forms import ProposalForm
from haven.moderation.models import LARGE, Escalation, Outcome, Proposal
from haven.moderation.views.desk import READERS, desk_context, submitted_or_404
from haven.moderation.views.items import Kept, show_item
from haven.policies.queries import live_policy


@require_POST
@never_cache
@requires(*MODERATORS)
def bulk(request: HttpRequest) -> HttpResponse:
    """What an outcome would do to the chosen ads, and how many it is; with `sure` it is done, or proposed."""
    codes = list(dict.fromkeys(request.POST.getlist("ad")))[:500]
    ads = list(Listing.objects.filter(code__in=codes).exclude(revision=None).select_related("revision__category"))
    outcome = Outcome(request.POST["outcome"]) if request.POST.get("outcome") in BULK_OUTCOMES else None
    if not ads or outcome is None:
        messages.error(request, "Tick the ads first, then say what is to be done with them.")
        return redirect("moderation:queue")
    fit = fitting(outcome, ads)
    _, policy = live_policy()
    sure = request.POST.get("sure") == "yes"
    initial = {"outcome": outcome}
    form = ProposalForm(request.POST if sure else None, initial=initial, policy=policy, restricts=outcome.restricts)
    if sure and form.is_valid():
        try:
            made = propose(ads=fit, moderator=signed_in(request), **(form.cleaned_data | {"outcome": outcome}))
            return redirect("moderation:proposal", made.pk)
        except ModerationError as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "outcome": outcome,
        "fit": fit,
        "others": [listing for listing in ads if listing not in fit],
        "consequence": consequence_of(fit[0], {"outcome": outcome}) if fit else None,
        "large": LARGE,
    }
    page = desk_context(request, "queue") | context
    return render(request, "moderation/bulk.html", page, status=422 if form.errors else 200)


@require_GET
@never_cache
@requires(*READERS)
def proposal(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """What was proposed, about what, why; what came of it, and the way to take it back."""
    found = get_object_or_404(Proposal.objects.select_related("proposed_by", "decided_by"), pk=proposal_id)
    reader = signed_in(request)
    record_read(reader=reader.pk, action="proposal.read", subject=found.subject)
    made = list(found.decisions.select_related("revision").order_by("id"))
    context = {
        "proposal": found,
        "ads": found.ads.select_related("listing", "revision__category"),
        "made": sum(decision.undone_at is None for decision in made),
        "undone": sum(decision.undone_at is not None for decision in made),
        "seconds_left": min((decision.seconds_left for decision in made if decision.undone_at is None), default=0),
        "may_agree": Role.SENIOR_MODERATOR in reader.roles and found.proposed_by_id != reader.pk,
        "is_own": found.proposed_by_id == reader.pk,
    }
    return render(request, "moderation/proposal.html", desk_context(request, "queue", current=found.subject) | context)


@require_POST
@requires(*MODERATORS)
def settle(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Agree to a proposal, decline it, or take back what was done by it."""
    found = get_object_or_404(Proposal, pk=proposal_id)
    moderator = signed_in(request)
    try:
        if request.POST.get("step") == "agree":
            agree(proposal=found, moderator=moderator)
            messages.success(request, "Carried out.")
        elif request.POST.get("step") == "undo":
            count = undo_proposal(proposal=found, moderator=moderator)
            messages.success(request, f"Undone: {count}, before any mail left.")
        else:
            decline(proposal=found, moderator=moderator)
            messages.success(request, "Declined. Nothing was done.")
    except ModerationError as error:
        messages.error(request, str(error))
    return redirect("moderation:proposal", proposal_id)


@require_POST
@requires(*MODERATORS)
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Propose that the account behind an ad be closed."""
    listing = submitted_or_404(code)
    _, policy = live_policy()
    data = request.POST.copy()
    data["outcome"] = Outcome.CLOSE
    form = ProposalForm(data, policy=policy, restricts=True)
    if form.is_valid():
        try:
            read = form.cleaned_data | {"outcome": Outcome.CLOSE}
            made = propose(ads=[listing], moderator=signed_in(request), **read)
            return redirect("moderation:proposal", made.pk)
        except ModerationError as error:
            form.add_error(None, str(error))
    problem = " ".join(str(words) for errors in form.errors.values() for words in errors)
    return show_item(request, listing, problem=problem, kept=Kept(closing=form), status=422)


@require_POST
@requires(*MODERATORS)
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """Escalate an ad to the investigators."""
    listing, text = submitted_or_404(code), request.POST.get("text", "")
    try:
        escalate(listing=listing, moderator=signed_in(request), text=text)
    except ModerationError as error:
        return show_item(request, listing, problem=str(error), kept=Kept(escalation=text), status=422)
    messages.success(request, "The investigators have it. The ad still waits for your decision.")
    return redirect("moderation:item", code)


@require_GET
@never_cache
@requires(Role.INVESTIGATOR, Role.AUDITOR)
def escalations(request: HttpRequest) -> HttpResponse:
    """What moderators hand to the investigators, the latest first."""
    record_read(reader=signed_in(request).pk, action="escalations.read", subject="desk:escalations")
    rows = Escalation.objects.select_related("listing__revision__category", "raised_by")[:200]
    return render(request, "moderation/escalations.html", {"escalations": rows})
