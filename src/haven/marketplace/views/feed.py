"""Every search as an Atom feed (RFC 4287), for readers' own programs."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.views.decorators.http import conditional_page, require_safe

from haven.listings.fields import asked_words, category_name
from haven.listings.links import absolute
from haven.listings.models import Listing
from haven.listings.queries import Sort, search
from haven.listings.veiling import veiled_beginning, veiled_title
from haven.marketplace.forms.search import SearchForm
from haven.marketplace.searched import search_in_words
from haven.site.queries import site


@require_safe
@conditional_page
def search_feed(request: HttpRequest) -> HttpResponse:
    """The newest ads of a search. Names nobody: the author of every entry is the site."""
    asked = request.GET.copy()
    asked["sort"] = Sort.NEWEST
    asked.pop("after", None)
    form = SearchForm(asked)
    listings = search(form.query()).listings
    words = request.GET.urlencode()
    feed = Atom1Feed(
        title=printable(f"{capfirst(search_in_words(form, asked))} · {site().name}"),
        link=f"{absolute('marketplace:search')}?{words}",
        description="",
        feed_url=f"{absolute('marketplace:search_feed')}?{words}",
        author_name=site().name,
        language=get_language(),
    )
    for listing in listings:
        _add(feed, listing)
    response = HttpResponse(content_type=Atom1Feed.content_type)
    response["Cache-Control"] = "public, max-age=300"
    feed.write(response, "utf-8")
    return response


def _add(feed: Atom1Feed, listing: Listing) -> None:
    """One ad; its id is a tag URI (RFC 4151), which stays the same wherever the site moves."""
    day = listing.created_at.date().isoformat()
    title = veiled_title(listing.title)
    amount = asked_words(listing)
    body = listing.revision.body if listing.revision else ""
    feed.add_item(
        title=printable(f"{title} · {amount}" if amount else title),
        link=absolute("marketplace:ad", listing.code),
        description=printable(veiled_beginning(body, 500)),
        unique_id=f"tag:{urlsplit(settings.SITE_URL).hostname},{day}:ad:{listing.code}",
        pubdate=listing.published_at,
        updateddate=_changed(listing),
        categories=[category_name(listing.category)] if listing.category else [],
    )


def _changed(listing: Listing) -> datetime | None:
    """When its words were last written, or when it went live, whichever is later."""
    times = [listing.published_at, listing.revision.created_at if listing.revision else None]
    return max((time for time in times if time), default=None)


def printable(words: str) -> str:
    """XML has no place for control characters."""
    return "".join(letter for letter in words if letter.isprintable() or letter in "\n\t")
