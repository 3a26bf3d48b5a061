"""The photos of a draft: taken at once, put in order, described, dropped. What is typed beside them is kept too."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from haven.listings.actions.photos import add_photo, arrange_photos, drop_photo
from haven.listings.errors import BadPhoto, TooManyPhotos
from haven.listings.models import ListingDraft, Photo
from haven.marketplace.access import draft_or_404
from haven.marketplace.limits import may_add_photo
from haven.marketplace.views.drafting import keep_typed


@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Take the chosen files; for htmx the list of photos comes back, else the whole screen."""
    draft = draft_or_404(request, code)
    keep_typed(request, draft)
    return _answer(request, draft, take_photos(request, draft))


@require_POST
def change(request: HttpRequest, code: str, key: str, change: str) -> HttpResponse:
    """Drop a photo, make it the first, or move it one place forward."""
    draft = draft_or_404(request, code)
    photo = get_object_or_404(Photo, listing=draft.listing, key=key, position__isnull=False)
    keep_typed(request, draft)
    if change == "drop":
        drop_photo(photo=photo)
    elif change == "first":
        arrange_photos(listing=draft.listing, keys=[photo.key], alts={})
    elif change == "earlier":
        keys = [shown.key for shown in shown_photos(draft)]
        at = keys.index(photo.key)
        keys.insert(max(0, at - 1), keys.pop(at))
        arrange_photos(listing=draft.listing, keys=keys, alts={})
    else:
        raise Http404
    return _answer(request, draft, [], said=_place_of(photo, draft))


@require_POST
def order(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the order after photos were dragged."""
    draft = draft_or_404(request, code)
    keep_typed(request, draft)
    return _answer(request, draft, [])


def take_photos(request: HttpRequest, draft: ListingDraft) -> list[str]:
    """Add every uploaded file to the draft; a sentence for each that was refused."""
    refused: list[str] = []
    uploads = request.FILES.getlist("photos")
    for at, upload in enumerate(uploads):
        if not may_add_photo(request):
            return [*refused, _("Very many photos came from your connection. Wait an hour, then add the others.")]
        try:
            add_photo(listing=draft.listing, upload=upload)
        except TooManyPhotos as error:
            return [*refused, f"{', '.join(str(left.name) for left in uploads[at:])}: {error}"]
        except BadPhoto as error:
            refused.append(f"{upload.name}: {error}")
    return refused


def shown_photos(draft: ListingDraft) -> list[Photo]:
    """The photos of the draft in their order."""
    return list(Photo.objects.filter(listing=draft.listing, position__isnull=False))


def _place_of(photo: Photo, draft: ListingDraft) -> str:
    """Where a photo stands now, for who does not see it."""
    keys = [shown.key for shown in shown_photos(draft)]
    if photo.key not in keys:
        return _("The photo is removed.")
    return _("It is photo %(number)s of %(count)s now.") % {"number": keys.index(photo.key) + 1, "count": len(keys)}


def _answer(request: HttpRequest, draft: ListingDraft, refused: list[str], said: str = "") -> HttpResponse:
    if request.headers.get("HX-Request"):
        context = {"draft": draft, "photos": shown_photos(draft), "refused": refused, "said": said}
        return render(request, "marketplace/posting/photos.html", context)
    for sentence in refused:
        messages.error(request, sentence)
    return redirect(reverse("marketplace:words", args=[draft.listing.code]) + "#photos")
