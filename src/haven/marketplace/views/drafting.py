"""Keeping what is typed in a draft, however complete, and telling whose draft it is."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, QueryDict

from haven.accounts.models import User
from haven.listings.actions.drafts import save_draft
from haven.listings.actions.photos import arrange_photos
from haven.listings.models import Category, ListingDraft
from haven.marketplace.access import may_manage
from haven.marketplace.forms.details import DetailsForm
from haven.marketplace.forms.posting import WordsForm, initial_words


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent of the second screen, checked: the words, and the details of the category."""

    words: WordsForm
    details: DetailsForm

    def is_valid(self) -> bool:
        """Whether the draft is complete and right."""
        return self.words.is_valid() and self.details.is_valid()


def shown_forms(request: HttpRequest, draft: ListingDraft) -> Typed:
    """The second screen with what the draft holds."""
    words = WordsForm(initial=initial_words(draft), **_who(request, draft))
    return Typed(words, DetailsForm(_category(draft), initial=draft.details, currency=draft.currency))


def keep_typed(request: HttpRequest, draft: ListingDraft) -> Typed:
    """Save what a browser sent of the second screen; the forms, checked."""
    return keep(draft, request.POST, _who(request, draft))


def keep(draft: ListingDraft, data: QueryDict, who: dict[str, Any]) -> Typed:
    """Save the words, the details, the order and the descriptions of the photos as they were sent; the forms, checked.

    Details of another category stay in the draft for the one who comes back to it.
    """
    words = WordsForm(data, initial=initial_words(draft), **who)
    details = DetailsForm(_category(draft), data, currency=draft.currency)
    words.full_clean()
    details.full_clean()
    kept = words.fields_to_save()
    if details.was_sent:
        others = {name: value for name, value in draft.details.items() if name not in details.fields}
        kept["details"] = others | details.values
    save_draft(draft=draft, **kept)
    keys = data.getlist("photo")
    if keys:
        alts = {key: data.get(f"alt-{key}", "") for key in keys}
        arrange_photos(listing=draft.listing, keys=keys, alts=alts)
    return Typed(words, details)


def proven_author(request: HttpRequest, draft: ListingDraft) -> User | None:
    """Whose ad this is, where that needs no mail: who is signed in, or the poster of an ad that is edited."""
    poster = draft.listing.poster
    if poster is not None and may_manage(request, draft.listing):
        return poster
    return request.user if isinstance(request.user, User) and poster is None else None


def _who(request: HttpRequest, draft: ListingDraft) -> dict[str, Any]:
    """What the form need not ask: a proven address, and adulthood of whoever has sent an ad in before."""
    author = proven_author(request, draft)
    return who_is(author) if author else {}


def who_is(author: User) -> dict[str, Any]:
    """The same for somebody whose address is proven."""
    return {"known_email": author.email, "asks_adult": not author.listings.exclude(revision=None).exists()}


def _category(draft: ListingDraft) -> Category:
    if draft.category is None:
        raise Http404
    return draft.category
