"""The ads that somebody keeps in the account: read, keep, let go. What is hidden is told with each search."""

from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from haven.accounts.permissions import signed_in
from haven.api.authentication import needs
from haven.api.scopes import Scope
from haven.api.versions import check_version, stamp
from haven.listings.actions.favorites import keep_ads, let_go
from haven.listings.models import Favorite, Listing
from haven.marketplace.api.asking import After
from haven.marketplace.api.shown import CardOut, card_out
from haven.marketplace.views.kept import Kept, entries

router = Router(tags=["Kept ads"])
_READ, _WRITE = needs(Scope.FAVORITES_READ), needs(Scope.FAVORITES_WRITE)
_MOST = 50


class KeptAdOut(Schema):
    """An ad that is kept: as lists show it, or, once it is over, what became of it, and its title if that is told."""

    code: str
    kept_at: datetime
    ad: CardOut | None
    became: str
    title: str


class KeptAdsOut(Schema):
    """Kept ads, the latest first; `next` is where the next page is."""

    kept: list[KeptAdOut]
    next: str | None


@router.get("/my/kept", auth=_READ, response=KeptAdsOut, summary="The ads that I keep")
def read_all(request: HttpRequest, after: After = 2**62) -> KeptAdsOut:
    """Those that are over, too, until they are let go."""
    rows = Favorite.objects.filter(person=signed_in(request), pk__lt=after).order_by("-pk")
    found = list(rows[: _MOST + 1])
    following = f"{request.path}?after={found[_MOST - 1].pk}" if len(found) > _MOST else None
    return KeptAdsOut(kept=_shown(found[:_MOST]), next=following)


@router.get("/my/kept/{slug:code}", auth=_READ, response=KeptAdOut, summary="An ad that I keep")
def read(request: HttpRequest, response: HttpResponse, code: str) -> KeptAdOut:
    """404 for one that is not kept."""
    shown = _one(request, code)
    stamp(response, shown)
    return shown


@router.put("/my/kept/{slug:code}", auth=_WRITE, response=KeptAdOut, summary="Keep an ad")
def keep(request: HttpRequest, response: HttpResponse, code: str) -> KeptAdOut:
    """One that is kept already stays as it is. 404 for one that was never public, 409 where the account is full."""
    get_object_or_404(Listing.objects.exclude(published_at=None), code=code)
    keep_ads(who=signed_in(request), codes=[code])
    shown = _one(request, code)
    stamp(response, shown)
    return shown


@router.delete("/my/kept/{slug:code}", auth=_WRITE, response={204: None}, summary="Let an ad go")
def drop(request: HttpRequest, code: str) -> Status[None]:
    """Keep it no longer."""
    check_version(request, _one(request, code))
    let_go(who=signed_in(request), codes=[code])
    return Status(HTTPStatus.NO_CONTENT, None)


@router.delete("/my/kept", auth=_WRITE, response={204: None}, summary="Let all ads go")
def drop_all(request: HttpRequest) -> Status[None]:
    """Keep none any longer."""
    let_go(who=signed_in(request))
    return Status(HTTPStatus.NO_CONTENT, None)


def _one(request: HttpRequest, code: str) -> KeptAdOut:
    return _shown([get_object_or_404(Favorite, person=signed_in(request), code=code)])[0]


def _shown(rows: list[Favorite]) -> list[KeptAdOut]:
    return [_out(entry, row) for entry, row in zip(entries([row.code for row in rows]), rows, strict=True)]


def _out(entry: Kept, row: Favorite) -> KeptAdOut:
    ad = card_out(entry.listing) if entry.listing else None
    return KeptAdOut(code=row.code, kept_at=row.kept_at, ad=ad, became=str(entry.became), title=entry.title)
