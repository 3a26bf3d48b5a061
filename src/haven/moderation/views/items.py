"""One ad on one screen: the queue, the ad as the public sees it, and everything that is known about it."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from haven.accounts.models import User
from haven.accounts.permissions import requires, signed_in
from haven.ledger.actions import record_read
from haven.listings.models import Listing
from haven.moderation.actions import possible_outcomes
from haven.moderation.consequence import Consequence, consequence_of
from haven.moderation.errors import NotNow
from haven.moderation.forms import DecisionForm, ProposalForm
from haven.moderation.queries import Item, Queue, facts_before, item_of
from haven.moderation.queries.own_work import kept_words
from haven.moderation.views.desk import (
    READERS,
    chosen_queue,
    desk_context,
    may_decide,
    previous_to,
    rest_instead,
    submitted_or_404,
    take_in_hand,
)
from haven.policies.queries import live_policy


@require_GET
@never_cache
@requires(*READERS)
def item(request: HttpRequest, code: str) -> HttpResponse:
    """The ad with its context and the form to decide; a page to rest on where it is not for this person now."""
    listing, queue = submitted_or_404(code), chosen_queue(request)
    return rest_instead(request, listing.subject, queue) or show_item(request, listing, queue=queue)


@require_GET
@never_cache
@requires(*READERS)
def network(request: HttpRequest, code: str) -> HttpResponse:
    """The network that an ad would join, and why: a part of its page, asked for once that is there.

    The first look-up of a process compiles what it needs, and nobody should wait for that to read an ad.
    """
    listing, reader = submitted_or_404(code), signed_in(request)
    record_read(reader=reader.pk, action="network.looked_up", subject=listing.subject)
    return render(request, "moderation/network_card.html", {"item": item_of(listing, reader)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a moderator had typed into one of the forms before it came back: nothing of it is lost."""

    facts: str = ""
    note: str = ""
    escalation: str = ""
    closing: ProposalForm | None = None


def show_item(
    request: HttpRequest,
    listing: Listing,
    *,
    queue: Queue | None = None,
    form: DecisionForm | None = None,
    consequence: Consequence | None = None,
    problem: str = "",
    kept: Kept = Kept(),
    status: int = 200,
) -> HttpResponse:
    """Log the read, then draw the ad.

    Args:
        request: from someone who may read it.
        listing: the ad, submitted.
        queue: as it was read for this page already, if it was.
        form: the form as it came back; without it, an empty one with what screening named, and what was kept.
        consequence: who would be told what by the form.
        problem: why a decision was not made.
        kept: what the moderator had typed.
        status: of the response.
    """
    reader = signed_in(request)
    shown, queue = item_of(listing, reader), queue or chosen_queue(request)
    record_read(reader=reader.pk, action="listing.read", subject=listing.subject, revision=shown.revision.number)
    decidable = may_decide(reader) and bool(possible_outcomes(listing))
    holder, not_now = _take(request, listing, typed=form is not None) if decidable else ("", "")
    if form is None:
        words = _words(reader, listing) if decidable else {}
        consequence = consequence or consequence_of(listing, words)
        form = decision_form(listing, initial=_initial(shown) | words | ({"facts": kept.facts} if kept.facts else {}))
    context = {
        "item": shown,
        "form": form if decidable and not holder and not not_now else None,
        "holder": holder,
        "not_now": not_now,
        "kept_facts": kept.facts if holder or not_now else "",
        **_forms_beside(kept),
        "consequence": consequence,
        "facts_before": facts_before(reader),
        "problem": problem,
        "next": queue.after(listing.subject),
        "previous": previous_to(request, queue, listing.subject),
        "undo_seconds": settings.UNDO_SECONDS,
    }
    desk = desk_context(request, "queue", queue, listing.subject)
    return render(request, "moderation/item.html", desk | context, status=status)


def _forms_beside(kept: Kept) -> dict[str, object]:
    """What stands in the forms beside the decision: a note, a hand-over, the closing of the account."""
    return {
        "note": kept.note,
        "escalation": kept.escalation,
        "closing": kept.closing or ProposalForm(policy=live_policy()[1], restricts=True, auto_id="close_%s"),
        "is_closing": kept.closing is not None,
    }


def _take(request: HttpRequest, listing: Listing, *, typed: bool) -> tuple[str, str]:
    """Claim it: the colleague who has it, or why not now. Whoever has typed something already may go on."""
    try:
        return take_in_hand(request, listing.subject), ""
    except NotNow as error:
        return "", "" if typed else str(error)


def _words(reader: User, listing: Listing) -> dict[str, str]:
    """What the reader had typed about the ad before, without an outcome that it does not allow any more."""
    words = kept_words(reader, listing.subject)
    possible = words.get("outcome") in possible_outcomes(listing)
    return {name: typed for name, typed in words.items() if name != "outcome" or possible}


def decision_form(
    listing: Listing, data: QueryDict | None = None, *, initial: dict[str, object] | None = None
) -> DecisionForm:
    """The form to decide about an ad as it is now; without outcomes where there is nothing to decide."""
    _, policy = live_policy()
    return DecisionForm(data, initial=initial, outcomes=possible_outcomes(listing), policy=policy)


def _initial(item: Item) -> dict[str, object]:
    """What was read, and the rule that screening named."""
    return {
        "ground": item.verdict.ground if item.verdict else "",
        "revision": item.revision.pk,
        "last_decision": item.last_decision.pk if item.last_decision else None,
    }
