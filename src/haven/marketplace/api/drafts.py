"""Posting: a draft is begun, filled, given photos, and published — the same screens as on the site, as addresses.

A token's owner has a proven address, so publishing needs no click in a mail; it is screened as every other ad is.
"""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from ninja import Field, File, PatchDict, Router, Schema, Status, UploadedFile

from haven.accounts.models import User
from haven.accounts.permissions import signed_in
from haven.api.authentication import needs
from haven.api.errors import Problem
from haven.api.scopes import Scope
from haven.api.versions import check_version, stamp
from haven.listings.actions.drafts import save_draft, start_draft
from haven.listings.actions.photos import add_photo, arrange_photos, drop_photo
from haven.listings.actions.submission import missing_fields, submit_ad
from haven.listings.errors import BadPhoto
from haven.listings.fields import fields_of
from haven.listings.models import Category, Listing, ListingDraft, Photo
from haven.marketplace.api.asking import WRONG, After, as_form, faults
from haven.marketplace.api.mine import my_ad
from haven.marketplace.api.shown import DraftOut, MyAdOut, PhotoOut, draft_out, photo_out
from haven.marketplace.forms.details import DetailsForm
from haven.marketplace.forms.posting import WordsForm, initial_words
from haven.marketplace.limits import may_add_photo, may_start_draft
from haven.marketplace.views.drafting import Typed, keep, who_is
from haven.marketplace.views.photos import shown_photos
from haven.site.queries import agreed_terms

router = Router(tags=["Posting"])
_WRITE = needs(Scope.ADS_WRITE)
_WORDS = {
    "title": "title",
    "body": "body",
    "price": "price",
    "place": "place_words",
    "place_id": "place_id",
    "currency": "currency",
}
_CALLED = {"place_words": "place", "place_pick": "place_id"}
_MOST = 50


class DraftIn(Schema):
    """What an ad says. `price` as a number or as people write it; `details` by the names of the category's fields."""

    category: str
    title: str = ""
    body: str = ""
    price: str | float | None = None
    currency: str = ""
    place: str = ""
    place_id: int | None = None
    details: dict[str, Any] = Field(default_factory=dict)


class PublicationIn(Schema):
    """What its poster says by publishing: being an adult, once; and which terms they agree to (see `/terms`)."""

    adult: bool = False
    terms: str = ""


class PhotosIn(Schema):
    """The order of the photos by their keys, and their alternative texts by key."""

    keys: list[str]
    alts: dict[str, str] = Field(default_factory=dict)


_NOTHING_SAID = PublicationIn()


class DraftsOut(Schema):
    """Drafts, the latest first; `next` is where the next page is."""

    drafts: list[DraftOut]
    next: str | None


@router.get("/drafts", auth=needs(Scope.ADS_READ), response=DraftsOut, summary="My drafts")
def drafts(request: HttpRequest, after: After = 2**62) -> DraftsOut:
    """New ads and edits that are not submitted yet."""
    rows = _drafts(signed_in(request)).filter(pk__lt=after).order_by("-pk")[: _MOST + 1]
    shown = [shown_draft(draft) for draft in rows[:_MOST]]
    following = f"{request.path}?after={rows[_MOST - 1].pk}" if len(rows) > _MOST else None
    return DraftsOut(drafts=shown, next=following)


@router.post("/drafts", auth=_WRITE, response={201: DraftOut}, summary="Begin an ad")
def begin(request: HttpRequest, response: HttpResponse, draft: DraftIn) -> Status[DraftOut]:
    """Needs a category; everything else can follow."""
    if not may_start_draft(request):
        raise Problem(429, "Very many ads were begun from your connection. Wait an hour, then try again.")
    begun = start_draft(category=_category(draft.category), author=signed_in(request))
    shown = _kept(begun, draft.dict(exclude_unset=True))
    response["Location"] = f"{request.path}/{shown.code}"
    stamp(response, shown)
    return Status(HTTPStatus.CREATED, shown)


@router.get("/drafts/{slug:code}", auth=needs(Scope.ADS_READ), response=DraftOut, summary="Read a draft")
def read(request: HttpRequest, response: HttpResponse, code: str) -> DraftOut:
    """One of one's own drafts."""
    shown = shown_draft(_draft(request, code))
    stamp(response, shown)
    return shown


@router.patch("/drafts/{slug:code}", auth=_WRITE, response=DraftOut, summary="Write in a draft")
def write(request: HttpRequest, response: HttpResponse, code: str, draft: PatchDict[DraftIn]) -> DraftOut:
    """Only what is sent is changed; of `details`, only the fields that are named."""
    kept = _draft(request, code)
    check_version(request, shown_draft(kept))
    if "category" in draft:
        save_draft(draft=kept, category=_category(draft["category"]))
    shown = _kept(kept, draft)
    stamp(response, shown)
    return shown


@router.post("/drafts/{slug:code}/photos", auth=_WRITE, response={201: PhotoOut}, summary="Add a photo")
def add(request: HttpRequest, code: str, photo: File[UploadedFile]) -> Status[PhotoOut]:
    """Re-encoded: what the file says of where and with what it was taken is gone."""
    draft = _draft(request, code)
    if not may_add_photo(request):
        raise Problem(429, "Very many photos came from your connection. Wait an hour, then add the others.")
    try:
        return Status(HTTPStatus.CREATED, photo_out(add_photo(listing=draft.listing, upload=photo)))
    except BadPhoto as error:
        raise Problem(422, WRONG, {"photo": str(error)}) from None


@router.put("/drafts/{slug:code}/photos", auth=_WRITE, response=list[PhotoOut], summary="Order and describe the photos")
def arrange(request: HttpRequest, code: str, photos: PhotosIn) -> list[PhotoOut]:
    """Photos that are not named stay last."""
    draft = _draft(request, code)
    alts = photos.alts
    arrange_photos(listing=draft.listing, keys=photos.keys, alts=alts)
    return [photo_out(photo, photo.alt) for photo in shown_photos(draft)]


@router.delete("/drafts/{slug:code}/photos/{slug:key}", auth=_WRITE, response={204: None}, summary="Take a photo out")
def drop(request: HttpRequest, code: str, key: str) -> Status[None]:
    """Earlier versions of the ad that showed it keep it."""
    draft = _draft(request, code)
    drop_photo(photo=get_object_or_404(Photo, listing=draft.listing, key=key, position__isnull=False))
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post("/drafts/{slug:code}/publication", auth=_WRITE, response={201: MyAdOut}, summary="Publish a draft")
def publish(
    request: HttpRequest, response: HttpResponse, code: str, said: PublicationIn = _NOTHING_SAID
) -> Status[MyAdOut]:
    """Submits the ad: it is screened, and live, held for a person, or refused; `state` says which."""
    draft, me = _draft(request, code), signed_in(request)
    check_version(request, shown_draft(draft))
    wrong = _checked(draft, me, said)
    if wrong:
        raise Problem(422, WRONG, wrong)
    shown = my_ad(submit_ad(author=me, draft=draft, terms=agreed_terms(said.terms)))
    stamp(response, shown)
    return Status(HTTPStatus.CREATED, shown)


def shown_draft(draft: ListingDraft) -> DraftOut:
    """A draft with its photos and what it lacks."""
    return draft_out(draft, shown_photos(draft), missing_fields(draft))


def _kept(draft: ListingDraft, body: Mapping[str, Any]) -> DraftOut:
    """Save what was sent as the second screen would.

    Raises:
        Problem: 422, where something that was sent is wrong; nothing is kept then.
    """
    typed = keep(draft, _form_of(draft, body), {"known_email": draft.email, "asks_adult": False})
    sent = [field for name, field in _WORDS.items() if name in body]
    wrong = _words_faults(typed.words, sent) | _details(typed, body.get("details") or {})
    if wrong:
        raise Problem(422, WRONG, wrong)
    draft.refresh_from_db()
    return shown_draft(draft)


def _checked(draft: ListingDraft, author: User, said: PublicationIn) -> dict[str, str]:
    """What the second screen would say of the draft as it is kept."""
    kept = initial_words(draft)
    words = WordsForm(as_form(kept | {"adult": said.adult}), initial=kept, **who_is(author))
    details = DetailsForm(_category_of(draft), as_form(draft.details, prefix="details-"), currency=draft.currency)
    return _words_faults(words) | _details(Typed(words, details), details.fields)


def _words_faults(words: WordsForm, sent: Iterable[str] | None = None) -> dict[str, str]:
    """What is wrong with the words; a program cannot pick a place "below", so it is told their numbers."""
    wrong = faults(words, names=_CALLED, only=sent)
    if words.place_choices and "place" in wrong:
        known = ", ".join(f"{place.pk} ({place})" for place in words.place_choices)
        wrong["place"] = f"Several places begin like this. Send one as place_id: {known}."
    return wrong


def _form_of(draft: ListingDraft, body: Mapping[str, Any]) -> QueryDict:
    """The second screen as a browser would send it, with what the draft has in place of details that are not named."""
    words = {_WORDS[name]: "" if value is None else value for name, value in body.items() if name in _WORDS}
    if "place_id" in body and "place" not in body:
        words["place_words"] = draft.place_words
    data = as_form(words)
    details = body.get("details")
    if details:
        known = {field.name for field in fields_of(_category_of(draft))}
        if unknown := sorted(set(details) - known):
            raise Problem(422, WRONG, {f"details.{name}": "This category has no such field." for name in unknown[:50]})
        kept = {name: value for name, value in draft.details.items() if name in known}
        for name, values in as_form(kept | details, prefix="details-", called="details.").lists():
            data.setlist(name, values)
    return data


def _details(typed: Typed, wanted: Iterable[str]) -> dict[str, str]:
    return {f"details.{name}": sentence for name, sentence in faults(typed.details, only=wanted).items()}


def _category_of(draft: ListingDraft) -> Category:
    if draft.category is None:
        raise Problem(422, WRONG, {"category": "The draft has no category."})
    return draft.category


def _drafts(owner: User) -> QuerySet[ListingDraft]:
    rows = ListingDraft.objects.select_related("listing__poster", "category", "place")
    return rows.filter(listing__poster=owner)


def _draft(request: HttpRequest, code: str) -> ListingDraft:
    """One's own draft; for a change its ad stays locked, so that nobody changes it in between."""
    if request.method != "GET":
        get_object_or_404(Listing.objects.select_for_update(), code=code, poster=signed_in(request))
    draft: ListingDraft = get_object_or_404(_drafts(signed_in(request)), listing__code=code)
    return draft


def _category(slug: str) -> Category:
    found = Category.objects.filter(slug=slug[:60], children=None).first()
    if found is None:
        raise Problem(422, WRONG, {"category": "There is no such category; see /api/v1/categories."})
    return found
