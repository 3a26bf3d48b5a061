"""One's own ads: how they stand, their figures, and the steps of their life."""

from datetime import date
from http import HTTPStatus
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from haven.accounts.permissions import signed_in
from haven.api.authentication import needs
from haven.api.scopes import Scope
from haven.api.versions import check_version, stamp
from haven.listings.actions.drafts import start_edit
from haven.listings.actions.pricing import change_price
from haven.listings.actions.submission import missing_fields
from haven.listings.models import Listing
from haven.listings.queries.own import days_of
from haven.marketplace.api.asking import After, as_form, check
from haven.marketplace.api.shown import DraftOut, MyAdOut, draft_out, my_ad_out
from haven.marketplace.forms.posting import PriceForm
from haven.marketplace.views.managing import STEPS, ads_of, policy_ground, steps_of, with_figures
from haven.marketplace.views.photos import shown_photos

router = Router(tags=["My ads"])
_READ, _WRITE = needs(Scope.ADS_READ), needs(Scope.ADS_WRITE)
_MOST = 50


class MyAdsOut(Schema):
    """Ads, the latest first; `next` is where the next page is."""

    ads: list[MyAdOut]
    next: str | None


class DayOut(Schema):
    """What happened about an ad on one day of the site's time."""

    day: date
    views: int
    contacts: int
    messages: int


class FiguresOut(Schema):
    """Views, conversations and messages about an ad: all in all, and for each of the last 30 days."""

    views: int
    contacts: int
    messages: int
    days: list[DayOut]


class StepIn(Schema):
    """One of the steps that `steps` of the ad names."""

    step: Literal["withdraw", "sold", "pause", "back", "reserve", "free", "renew", "review"]


class PriceIn(Schema):
    """What the ad asks for from now on; nothing for no price."""

    price: str | float | None


def my_ad(listing: Listing) -> MyAdOut:
    """An ad as its poster sees it."""
    return my_ad_out(listing, ground=policy_ground(listing), steps=steps_of(listing))


@router.get("/my/ads", auth=_READ, response=MyAdsOut, summary="My ads")
def my_ads(request: HttpRequest, after: After = 2**62) -> MyAdsOut:
    """All that were ever submitted."""
    rows = ads_of(signed_in(request)).select_related("revision__category", "revision__place").filter(pk__lt=after)
    rows = rows.prefetch_related("revision__shown_photos__photo").order_by("-pk")
    found = list(rows[: _MOST + 1])
    following = f"{request.path}?after={found[_MOST - 1].pk}" if len(found) > _MOST else None
    return MyAdsOut(ads=[my_ad(ad) for ad in found[:_MOST]], next=following)


@router.get("/my/ads/{slug:code}", auth=_READ, response=MyAdOut, summary="How an ad of mine stands")
def read(request: HttpRequest, response: HttpResponse, code: str) -> MyAdOut:
    """Its words, its state, and what can be done with it."""
    shown = my_ad(_mine(request, code))
    stamp(response, shown)
    return shown


@router.get("/my/ads/{slug:code}/figures", auth=_READ, response=FiguresOut, summary="The figures of an ad of mine")
def figures(request: HttpRequest, code: str) -> FiguresOut:
    """Views are counted by day, without people."""
    ad = get_object_or_404(with_figures(ads_of(signed_in(request))), code=code)
    days = [DayOut.from_orm(day) for day in days_of([ad])]
    return FiguresOut(views=ad.views or 0, contacts=ad.contacts, messages=ad.messages, days=days)


@router.post(
    "/my/ads/{slug:code}/steps", auth=_WRITE, response=MyAdOut, summary="Renew, pause, reserve, sell, withdraw …"
)
def step(request: HttpRequest, response: HttpResponse, code: str, step: StepIn) -> MyAdOut:
    """One step of the ad's life; 409 where it does not lead from its present state."""
    listing = _unchanged(request, code)
    action, _ = STEPS[step.step]
    shown = my_ad(action(listing=listing, author=signed_in(request)))
    stamp(response, shown)
    return shown


@router.put("/my/ads/{slug:code}/price", auth=_WRITE, response=MyAdOut, summary="Ask for another price")
def price(request: HttpRequest, response: HttpResponse, code: str, price: PriceIn) -> MyAdOut:
    """Readers see what it was before. The ad is screened again."""
    listing = _unchanged(request, code)
    form = PriceForm(as_form(price.dict()))
    check(form)
    shown = my_ad(change_price(listing=listing, author=signed_in(request), price=form.cleaned_data["price"]))
    stamp(response, shown)
    return shown


@router.post("/my/ads/{slug:code}/edits", auth=_WRITE, response={201: DraftOut}, summary="Begin to edit an ad of mine")
def edit(request: HttpRequest, code: str) -> Status[DraftOut]:
    """A draft with the ad's words. The ad stays as it is until that draft is published."""
    draft = start_edit(listing=_unchanged(request, code), author=signed_in(request))
    return Status(HTTPStatus.CREATED, draft_out(draft, shown_photos(draft), missing_fields(draft)))


def _mine(request: HttpRequest, code: str) -> Listing:
    rows = ads_of(signed_in(request)).select_related("poster", "category", "revision__category", "revision__place")
    found: Listing = get_object_or_404(rows, code=code)
    return found


def _unchanged(request: HttpRequest, code: str) -> Listing:
    """One's own ad, locked, in the version that the caller has seen."""
    get_object_or_404(Listing.objects.select_for_update(), code=code, poster=signed_in(request))
    listing = _mine(request, code)
    check_version(request, my_ad(listing))
    return listing
