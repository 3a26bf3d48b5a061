"""What a poster does with ads: see how they stand, edit, take back, mark as sold, renew."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import User
from haven.accounts.permissions import requires, signed_in
from haven.listings.actions.conversations import other_side
from haven.listings.actions.drafts import start_edit
from haven.listings.actions.life import ask_for_review, free, mark_sold, pause, put_back, renew, reserve, withdraw
from haven.listings.actions.pricing import change_price
from haven.listings.errors import BadLink, WrongState
from haven.listings.fields import is_priced
from haven.listings.links import check_owner, make_token, read_token
from haven.listings.models import Conversation, DailyViews, Listing, ListingState
from haven.listings.queries.own import days_of, price_steps
from haven.listings.terms import worth_renewing
from haven.marketplace.access import allow_managing, drafts_of, managed_or_404
from haven.marketplace.chart import draw
from haven.marketplace.forms.posting import PriceForm

STEPS: dict[str, tuple[Callable[..., Listing], str]] = {
    "withdraw": (withdraw, gettext_noop("Your ad is taken back. Nobody can see it any more.")),
    "sold": (mark_sold, gettext_noop("Marked as sold. Well done.")),
    "pause": (pause, gettext_noop("Your ad is paused. Nobody sees it until you put it back.")),
    "back": (put_back, gettext_noop("Your ad is live again.")),
    "reserve": (reserve, gettext_noop("Readers see now that it is reserved.")),
    "free": (free, gettext_noop("It is not reserved any more.")),
    "renew": (renew, gettext_noop("Your ad is live for another term.")),
    "review": (
        ask_for_review,
        gettext_noop("A person will read your ad, usually within two hours. We write to you then."),
    ),
}
_ALWAYS = {
    ListingState.PUBLISHED: ("withdraw", "sold", "pause"),
    ListingState.PAUSED: ("back", "withdraw", "sold"),
    ListingState.HELD: ("withdraw",),
    ListingState.EXPIRED: ("renew", "withdraw"),
    ListingState.SOLD: ("back",),
    ListingState.WITHDRAWN: ("back",),
}


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation as one of its sides lists it; `token` opens it for that side."""

    conversation: Conversation
    other: str
    token: str
    count: int
    latest: datetime


@require_GET
@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The link from the mail: this browser may manage the ad from now on."""
    try:
        listing = get_object_or_404(Listing.objects.select_related("poster"), code=read_token("manage", token))
        check_owner(token, listing.poster)
    except BadLink as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    allow_managing(request, listing)
    return redirect("marketplace:my_ad", listing.code)


@require_GET
@never_cache
@requires()
def my(request: HttpRequest) -> HttpResponse:
    """Everything of one person: ads, drafts, conversations."""
    person = signed_in(request)
    ads = ads_of(person)
    days = days_of(ads)
    context = {
        "ads": with_figures(ads).prefetch_related("revision__shown_photos__photo").order_by("-created_at")[:200],
        "threads": threads_of(person),
        "drafts": drafts_of(request),
        "days": days,
        "chart": draw(days),
    }
    return render(request, "marketplace/manage/my.html", context)


@require_GET
@never_cache
def manage(request: HttpRequest, code: str) -> HttpResponse:
    """One ad of the poster's: how it stands, and what can be done with it."""
    listing = managed_or_404(request, code)
    return _ad_page(request, listing, price_form(listing))


def _ad_page(request: HttpRequest, listing: Listing, asked: PriceForm | None) -> HttpResponse:
    revision = listing.revision
    days = days_of([listing])
    context = {
        "listing": listing,
        "revision": revision,
        "photos": list(revision.shown_photos.select_related("photo")) if revision else [],
        "ground": policy_ground(listing),
        "just_submitted": request.GET.get("just") == "submitted",
        "may_edit": listing.is_editable and revision is not None,
        "steps": steps_of(listing),
        "price_form": asked,
        "price_steps": price_steps(listing)[:-1],
        "days": days,
        "chart": draw(days),
        "threads": threads_of(listing.poster, listing) if listing.poster else [],
    }
    status = 422 if asked and asked.errors else 200
    return render(request, "marketplace/manage/ad.html", context, status=status)


@require_POST
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Open the words of an ad for editing; the ad itself stays as it is until the edit is submitted."""
    listing = managed_or_404(request, code)
    try:
        start_edit(listing=listing, author=_poster(listing))
    except WrongState as error:
        messages.error(request, str(error))
        return redirect("marketplace:my_ad", code)
    return redirect("marketplace:words", code)


@require_POST
def step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Withdraw, mark as sold, renew, ask a person to read a refused ad."""
    listing = managed_or_404(request, code)
    if step not in STEPS:
        raise Http404
    action, sentence = STEPS[step]
    try:
        action(listing=listing, author=_poster(listing))
        messages.success(request, _(sentence))
    except WrongState as error:
        messages.error(request, str(error))
    return redirect("marketplace:my_ad", code)


@require_POST
def price(request: HttpRequest, code: str) -> HttpResponse:
    """Another price, from the field on the ad's page."""
    listing = managed_or_404(request, code)
    form = PriceForm(request.POST)
    if not form.is_valid():
        return _ad_page(request, listing, form)
    try:
        change_price(listing=listing, author=_poster(listing), price=form.cleaned_data["price"])
        messages.success(request, _("The price is changed. Readers see what it was before."))
    except WrongState as error:
        messages.error(request, str(error))
    return redirect("marketplace:my_ad", code)


def ads_of(person: User) -> QuerySet[Listing]:
    """The ads that a person has submitted."""
    return Listing.objects.filter(poster=person).exclude(revision=None)


def with_figures(ads: QuerySet[Listing]) -> QuerySet[Any]:
    """The ads with their words, and with `.views`, `.contacts` and `.messages` so far."""
    return ads.select_related("revision__category", "revision__place").annotate(
        contacts=Count("conversations", distinct=True),
        messages=Count("conversations__messages", distinct=True),
        views=Subquery(_views(), output_field=IntegerField()),
    )


def price_form(listing: Listing) -> PriceForm | None:
    """The field for another price, where there can be one."""
    state = ListingState(listing.state)
    if listing.revision is None or state not in {ListingState.PUBLISHED, ListingState.PAUSED}:
        return None
    return PriceForm(initial={"price": listing.revision.price}) if is_priced(listing.revision.category) else None


def steps_of(listing: Listing) -> set[str]:
    """What the poster can do with the ad now, among the names of `STEPS`."""
    steps = set(_ALWAYS.get(ListingState(listing.state), ()))
    if listing.state == ListingState.PUBLISHED:
        steps.add("free" if listing.reserved_at else "reserve")
        steps |= {"renew"} if worth_renewing(listing) else set()
    if listing.state == ListingState.REFUSED and listing.refused_by_machine:
        steps.add("review")
    return steps if listing.can_go_live else steps - {"back", "renew"}


def policy_ground(listing: Listing) -> str:
    """The sentence of the policy an ad was held or refused under; never what triggered it."""
    if listing.state not in {ListingState.HELD, ListingState.REFUSED} or listing.revision is None:
        return ""
    verdict = listing.revision.verdicts.order_by("-created_at").first()
    return verdict.ground_sentence if verdict else ""


def conversations_of(person: User) -> QuerySet[Conversation]:
    """Those that a person is a side of, as long as both sides are there."""
    rows = Conversation.objects.filter(Q(reader=person) | Q(listing__poster=person))
    rows = rows.filter(reader__is_active=True, listing__poster__is_active=True)
    return rows.select_related("listing__poster", "reader")


def threads_of(person: User, listing: Listing | None = None) -> list[Thread]:
    """The conversations of a person, or those about one ad of theirs; the latest first."""
    rows = conversations_of(person)
    if listing is not None:
        rows = rows.filter(listing=listing)
    counted = rows.annotate(latest=Max("messages__created_at"), count=Count("messages"))
    return [
        Thread(
            conversation=row,
            other=other_side(row, person).name,
            token=make_token("thread", f"{row.pk}:{person.pk}"),
            count=row.count,
            latest=row.latest,
        )
        for row in counted.order_by("-latest")[:200]
    ]


def _poster(listing: Listing) -> User:
    if listing.poster is None:
        raise WrongState(_("This ad was never submitted."))
    return listing.poster


def _views() -> QuerySet[Any, Any]:
    counted = DailyViews.objects.filter(listing=OuterRef("pk")).values("listing")
    return counted.annotate(sum=Sum("views")).values("sum")
