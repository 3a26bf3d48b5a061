"""Keeping what is typed in a draft, however complete, and telling whose draft it is."""

from django.http import HttpRequest

from haven.accounts.models import User
from haven.listings.actions.drafts import save_draft
from haven.listings.actions.photos import arrange_photos
from haven.listings.models import ListingDraft
from haven.marketplace.access import may_manage
from haven.marketplace.forms.posting import WordsForm


def keep_typed(request: HttpRequest, draft: ListingDraft) -> WordsForm:
    """Save the words, the order and the descriptions of the photos as they were sent; the form, checked."""
    form = WordsForm(request.POST, known_email=known_email(request, draft))
    form.full_clean()
    save_draft(draft=draft, **form.fields_to_save())
    keys = request.POST.getlist("photo")
    if keys:
        alts = {key: request.POST.get(f"alt-{key}", "").replace("\x00", "") for key in keys}
        arrange_photos(listing=draft.listing, keys=keys, alts=alts)
    return form


def proven_author(request: HttpRequest, draft: ListingDraft) -> User | None:
    """Whose ad this is, where that needs no mail: who is signed in, or the poster of an ad that is edited."""
    poster = draft.listing.poster
    if poster is not None and may_manage(request, draft.listing):
        return poster
    return request.user if isinstance(request.user, User) and poster is None else None


def known_email(request: HttpRequest, draft: ListingDraft) -> str:
    """The poster's proven address, if there is one."""
    author = proven_author(request, draft)
    return author.email if author else ""
