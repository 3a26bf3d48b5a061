"""Keeping a search, showing that the address is one's own, changing it, and wanting no more of it."""

from contextlib import suppress
from dataclasses import asdict

from django.contrib.postgres.search import SearchQuery as TextQuery
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haven.accounts.actions import ensure_user
from haven.accounts.models import User
from haven.alerts.anchors import search_keys
from haven.alerts.errors import AlertsError
from haven.alerts.models import Anchor, Every, SavedSearch
from haven.ledger.actions import VISITOR, person, record
from haven.listings.errors import BadLink
from haven.listings.links import absolute, make_token, read_token
from haven.listings.models import Category
from haven.listings.queries import SearchQuery
from haven.listings.searching.analysis import database_language
from haven.listings.searching.details import path
from haven.listings.searching.stemming import SEARCHES, restem
from haven.listings.text_limits import check_texts
from haven.mail.actions import send_mail
from haven.site.queries import site

MOST = 50
"""Searches of one address."""
_AT_ONCE = 100


@transaction.atomic
def save_search(
    *, wanted: SearchQuery, name: str, asked: str, email: str, every: Every, owner: User | None = None
) -> SavedSearch:
    """Keep a search. Who is signed in has shown the address; anyone else gets a link by mail first (double opt-in).

    Raises:
        AlertsError: it asks for nothing, for words that every ad has, or the address has very many already.
    """
    email = (owner.email if owner else email).strip().lower()
    if SavedSearch.objects.filter(email=email).count() >= MOST:
        raise AlertsError(
            _("There are %(most)s saved searches for this address already. Drop one first.") % {"most": MOST}
        )
    row = _row(wanted, name=name, asked=asked, email=email, every=every)
    check_texts(row, AlertsError)
    if owner:
        row.owner, row.confirmed_at = owner, timezone.now()
    row.save()
    _anchor(row, word_frequencies())
    record(actor=person(owner.pk) if owner else VISITOR, action="search.saved", subject=row.subject, every=str(every))
    if not owner:
        context = {
            "site": site().name,
            "name": row.name,
            "link": absolute("marketplace:confirm_alert", make_token("alert", str(row.pk))),
        }
        send_mail(to=row.email, template="confirm_alert", context=context)
    return row


def confirmable_search(*, token: str, lock: bool = False) -> SavedSearch:
    """The search that the link in its mail is about, confirmed or not.

    Raises:
        BadLink: the link is no good, or the search was dropped meanwhile.
    """
    rows = SavedSearch.objects.select_for_update() if lock else SavedSearch.objects.all()
    row = rows.filter(pk=int(read_token("alert", token))).first()
    if row is None:
        raise BadLink(_("This search is not kept any more. Search again, and save it again."))
    return row


@transaction.atomic
def confirm_search(*, token: str) -> SavedSearch:
    """The click in the mail: the address is proven and the search begins. A second click changes nothing.

    Raises:
        BadLink: the link is no good, or the search was dropped meanwhile.
    """
    row = confirmable_search(token=token, lock=True)
    if row.confirmed_at is None:
        row.owner = ensure_user(email=row.email, actor=VISITOR)
        row.confirmed_at = timezone.now()
        row.save(update_fields=["owner", "confirmed_at"])
        record(actor=person(row.owner.pk), action="search.confirmed", subject=row.subject)
    return row


@transaction.atomic
def change_search(*, search: SavedSearch, every: Every) -> None:
    """Tell more or less often; what was found and not yet told comes with the next mail."""
    search.every = every
    search.save(update_fields=["every"])
    record(actor=_owner(search), action="search.changed", subject=search.subject, every=str(every))


@transaction.atomic
def drop_search(*, search: SavedSearch) -> None:
    """Unsubscribe: the search, its finds and its feed are gone at once."""
    record(actor=_owner(search), action="search.dropped", subject=search.subject)
    search.delete()


def restem_searches() -> int:
    """Bring up to 100 searches into the word forms of the site's language, where that changed; how many."""
    return restem(SEARCHES, _restem_behind)


def _owner(search: SavedSearch) -> str:
    return person(search.owner_id) if search.owner_id else VISITOR


def _row(wanted: SearchQuery, *, name: str, asked: str, email: str, every: Every) -> SavedSearch:
    category = Category.objects.filter(slug=wanted.category).first() if wanted.category else None
    if wanted.category and category is None:
        raise AlertsError(_("There is no such category any more. Choose another, and save the search again."))
    words = wanted.words.strip()
    if not (words or category or wanted.place or wanted.box):
        raise AlertsError(
            _("Say first what you look for: words, a category or a place. Else every new ad would be a mail.")
        )
    place = wanted.place
    in_one = wanted.price_min is not None or wanted.price_max is not None or wanted.bounds_money
    return SavedSearch(
        email=email,
        every=every,
        name=name[:500],
        asked=asked,
        words=words,
        category=category,
        price_min=wanted.price_min,
        price_max=wanted.price_max,
        currency=wanted.currency if in_one else "",
        place=place,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        radius_km=wanted.radius_km if place else None,
        narrowed=path(wanted.details),
        query=_query(words),
        **(asdict(wanted.box) if wanted.box and not place else {}),
    )


def _query(words: str) -> TextQuery | None:
    return TextQuery(words, config=database_language(), search_type="websearch") if words else None


def _restem_behind(last: int) -> list[int]:
    """Hang the next searches with words anew, locked: none is dropped meanwhile."""
    behind = SavedSearch.objects.filter(pk__gt=last).exclude(words="").select_related("category").order_by("pk")
    rows = list(behind.select_for_update(of=("self",))[:_AT_ONCE])
    frequency = word_frequencies() if rows else {}
    for row in rows:
        with suppress(AlertsError), transaction.atomic():  # nothing but words that every ad has, in this language
            SavedSearch.objects.filter(pk=row.pk).update(query=_query(row.words))
            row.anchors.all().delete()
            _anchor(row, frequency)
    return [row.pk for row in rows]


def _anchor(row: SavedSearch, frequency: dict[str, float]) -> None:
    """Hang the search on its keys, the rarest words' by `frequency`.

    Raises:
        AlertsError: its words are only such as every ad has.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(query), querytree(query) FROM alerts_savedsearch WHERE id = %s", [row.pk])
        nodes, indexable = cursor.fetchone()
    if row.words and not nodes:
        raise AlertsError(_("These words stand in nearly every ad. Add one that says more."))
    circle = (row.latitude, row.longitude, row.radius_km)
    frame = (row.south, row.west, row.north, row.east)
    keys = search_keys(
        indexable=indexable or "",
        category=row.category.slug if row.category else "",
        circle=circle if None not in circle else None,  # type: ignore[arg-type] # all three or none: a constraint
        frame=frame if None not in frame else None,  # type: ignore[arg-type] # all four or none: a constraint
        frequency=frequency,
    )
    Anchor.objects.bulk_create(Anchor(search=row, key=key) for key in keys)


def word_frequencies() -> dict[str, float]:
    """The share of the ads that hold each of the commonest lexemes, as PostgreSQL's statistics have it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats"
            " WHERE schemaname = current_schema() AND tablename = 'listings_listing' AND attname = 'search'"
        )
        found = cursor.fetchone()
    return dict(zip(found[0], found[1], strict=False)) if found and found[0] else {}
