"""Saved searches: keep one, hear of it more or less often, read what it found, drop it."""

from datetime import datetime
from http import HTTPStatus

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from haven.accounts.permissions import signed_in
from haven.alerts.actions.saving import change_search, drop_search, save_search
from haven.alerts.models import Every, SavedSearch
from haven.alerts.queries import latest_finds, searches_of
from haven.api.authentication import needs
from haven.api.errors import Problem
from haven.api.scopes import Scope
from haven.api.versions import check_version, stamp
from haven.listings.links import absolute
from haven.marketplace.api.asking import WRONG, After, faults
from haven.marketplace.api.shown import CardOut, card_out
from haven.marketplace.forms.search import SearchForm
from haven.marketplace.searched import kept_address, search_in_words

router = Router(tags=["Saved searches"])
_MOST = 25
_READ, _WRITE = needs(Scope.SEARCHES_READ), needs(Scope.SEARCHES_WRITE)


class SearchIn(Schema):
    """A search as the parameters of the search page, `q=tandem&category=bicycles`, and how often to be told."""

    parameters: str
    every: Every = Every.DAILY


class EveryIn(Schema):
    """How often to be told by mail."""

    every: Every


class SearchOut(Schema):
    """A saved search in words; `feed` is a private Atom feed, good for whoever has its address."""

    id: int
    name: str
    parameters: str
    every: Every
    feed: str
    created_at: datetime


class SearchesOut(Schema):
    """Saved searches, the latest first; `next` is where the next page is."""

    searches: list[SearchOut]
    next: str | None


class FindOut(Schema):
    """An ad that a saved search found."""

    found_at: datetime
    ad: CardOut


@router.get("/my/searches", auth=_READ, response=SearchesOut, summary="My saved searches")
def searches(request: HttpRequest, after: After = 2**62) -> SearchesOut:
    """At most twenty-five a page."""
    found = list(_mine(request).filter(pk__lt=after).order_by("-pk")[: _MOST + 1])
    following = f"{request.path}?after={found[_MOST - 1].pk}" if len(found) > _MOST else None
    return SearchesOut(searches=[_shown(search) for search in found[:_MOST]], next=following)


@router.post("/my/searches", auth=_WRITE, response={201: SearchOut}, summary="Save a search")
def save(request: HttpRequest, response: HttpResponse, search: SearchIn) -> Status[SearchOut]:
    """Words, category, typed fields, price, and place with radius or part of the map; the order is not kept."""
    asked = QueryDict(_parameters(search.parameters))
    form = SearchForm(asked)
    wrong = faults(form) | {name: sentence for name, (_title, sentence) in form.narrowing.problems.items()}
    if wrong:
        raise Problem(422, WRONG, {f"parameters.{name}": sentence for name, sentence in wrong.items()})
    me = signed_in(request)
    saved = save_search(
        wanted=form.query(),
        name=search_in_words(form, asked),
        asked=kept_address(asked, form),
        email=me.email,
        every=search.every,
        owner=me,
    )
    shown = _shown(saved)
    stamp(response, shown)
    return Status(HTTPStatus.CREATED, shown)


@router.patch("/my/searches/{int:number}", auth=_WRITE, response=SearchOut, summary="Be told more or less often")
def change(request: HttpRequest, response: HttpResponse, number: int, search: EveryIn) -> SearchOut:
    """What was found and not yet told comes with the next mail."""
    saved = _unchanged(request, number)
    change_search(search=saved, every=search.every)
    shown = _shown(saved)
    stamp(response, shown)
    return shown


@router.delete("/my/searches/{int:number}", auth=_WRITE, response={204: None}, summary="Drop a search")
def drop(request: HttpRequest, number: int) -> Status[None]:
    """With everything that it found."""
    drop_search(search=_unchanged(request, number))
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/my/searches/{int:number}/finds", auth=_READ, response=list[FindOut], summary="What a search found")
def finds(request: HttpRequest, number: int) -> list[FindOut]:
    """The latest fifty that are still live, the latest first."""
    found = latest_finds(_one(request, number))
    return [FindOut(found_at=find.found_at, ad=card_out(find.listing)) for find in found]


def _mine(request: HttpRequest) -> QuerySet[SavedSearch]:
    return searches_of(signed_in(request).email)


def _one(request: HttpRequest, number: int) -> SavedSearch:
    found: SavedSearch = get_object_or_404(_mine(request), pk=min(number, 2**62))
    return found


def _unchanged(request: HttpRequest, number: int) -> SavedSearch:
    search = _one(request, number)
    check_version(request, _shown(search))
    return search


def _parameters(typed: str) -> str:
    """A query string that a QueryDict can be made of; a leading question mark is let pass."""
    try:
        QueryDict(typed.removeprefix("?").encode())
    except ValueError:
        raise Problem(422, WRONG, {"parameters": "This is no query string."}) from None
    return typed.removeprefix("?")


def _shown(search: SavedSearch) -> SearchOut:
    return SearchOut(
        id=search.pk,
        name=search.name,
        parameters=search.asked,
        every=Every(search.every),
        feed=absolute("marketplace:alert_feed", search.feed_key),
        created_at=search.created_at,
    )
