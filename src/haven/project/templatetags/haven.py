"""`{% load haven %}`: icons, prices, ages, facts and photos as every page shows them.

Owns how these values are worded and marked up. Must not know any view, and reads nothing from the database.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import Any, Protocol

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from haven.listings.fields import asked_words, category_name, facts
from haven.listings.formats import ago_words, clock_words, day_words, moment_words, number_words, price_words
from haven.listings.models import Category, Listing, ListingDraft, ListingRevision, Photo
from haven.listings.veiling import veiled_words

register = template.Library()
_NETWORK = re.compile(r"\b(n-[0-9a-f]{12})\b")


class Piece(Protocol):
    """A part of a text."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def is_hit(self) -> bool:
        """Whether they were looked for."""


register.simple_tag(facts)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; hidden from screen readers unless `label` says what it means."""
    return _icon(name, str(label))


@lru_cache(1024)
def _icon(name: str, label: str) -> SafeString:
    address = f"{static('haven/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon icon-{}" role="img" aria-label="{}"><use href="{}"></use></svg>', name, label, address
        )
    return format_html('<svg class="icon icon-{}" aria-hidden="true"><use href="{}"></use></svg>', name, address)


@register.simple_tag
def price(amount: Decimal | None, currency: str = "") -> str:
    """An amount in major units as people write it: "€1,250", "£9.50", "CHF 80", "Free", or nothing."""
    return price_words(amount, currency)


@register.simple_tag
def asked(ad: Listing | ListingRevision | ListingDraft) -> str:
    """What an ad or its words ask for, with what it is for: "£950 a month"; of a job its pay; or nothing."""
    return asked_words(ad)


@register.filter
def called(category: Category | None) -> str:
    """What a category is called in the language of the page."""
    return category_name(category) if category else ""


@register.filter
def initial(name: str) -> str:
    """The first letter of a name, for the round sign beside it."""
    return next((letter for letter in name if letter.isalnum()), "").upper()


@register.filter
def ago(moment: datetime | None) -> str:
    """How long ago, short: "just now", "12 min ago", "5 h ago", "yesterday", "3 days ago", then the date."""
    return ago_words(moment)


@register.filter
def day(moment: date | datetime | None, form: str = "long") -> str:
    """A day as the language writes it: "2 March 2026"; `form` as for `day_words`: full, long, day, short, month."""
    return day_words(moment, form)


@register.filter
def moment(at: datetime | None) -> str:
    """A day with its time: "2 March 2026, 14:05"."""
    return moment_words(at)


@register.filter
def clock(moment: datetime | None) -> str:
    """The time of day: "14:05"."""
    return clock_words(moment)


@register.filter
def due(moment: datetime | None) -> str:
    """How long there still is, short: "due in 40 min", "due in 5 h", "due in 3 days", "2 h late"."""
    if moment is None:
        return ""
    left = moment - timezone.now()
    span = abs(left)
    if span < timedelta(hours=1):
        words = f"{span // timedelta(minutes=1)} min"
    elif span < timedelta(days=2):
        words = f"{span // timedelta(hours=1)} h"
    else:
        words = f"{span.days} days"
    return f"{words} late" if left < timedelta(0) else f"due in {words}"


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Pieces of a text, those that were looked for marked."""
    words = ((escape(piece.text), piece.is_hit) for piece in pieces)
    return SafeString("".join(f"<mark>{text}</mark>" if is_hit else text for text, is_hit in words))


@register.filter
def many(count: int, is_least: bool = False) -> str:
    """A number with its thousands apart: "1,203", or "1,203+" where there may be more."""
    return number_words(count) + ("+" if is_least else "")


@register.simple_tag
def photo(
    shown: Any, width: int = 480, css: str = "", sizes: str = "", eager: bool = False, *, veil: bool = True
) -> SafeString:
    """The `<img>` of a `Photo`, or of a `RevisionPhoto` with the alt text of its revision; AVIF where there is some.

    `width` is that of the copy for browsers without `srcset`; with `sizes`, all copies are offered. Contact details in
    the alt text are veiled, unless `veil` says that who sees this may read them.
    """
    picture = getattr(shown, "photo", shown)
    several = escape(sizes)
    loading = 'eager" fetchpriority="high' if eager else "lazy"
    image = (
        f'<img class="{escape(css)}" src="{settings.MEDIA_URL}{picture.path(width)}"'
        f' srcset="{_offered(picture, "webp") if sizes else ""}" sizes="{several}"'
        f' alt="{escape(veiled_words(shown.alt) if veil else shown.alt)}" width="{picture.width}"'
        f' height="{picture.height}" loading="{loading}" decoding="async">'
    )
    if not picture.has_avif:
        return SafeString(image)
    light = _offered(picture, "avif") if sizes else f"{settings.MEDIA_URL}{picture.path(width, 'avif')}"
    return SafeString(f'<picture><source type="image/avif" srcset="{light}" sizes="{several}">{image}</picture>')


def _offered(picture: Photo, form: str) -> str:
    return ", ".join(f"{settings.MEDIA_URL}{picture.path(w, form)} {w}w" for w in picture.widths)


@register.simple_tag
def json_ld(data: Mapping[str, object] | None) -> SafeString:
    """Structured data in a block that browsers do not run; no word in it can end the block."""
    if data is None:
        return SafeString("")
    text = json.dumps(data, ensure_ascii=False).translate(
        {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
    )
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


@register.simple_tag
def photo_address(shown: Any, width: int = 1600) -> str:
    """The address of a photo's copy that is at least `width` pixels wide, or of its largest."""
    return f"{settings.MEDIA_URL}{getattr(shown, 'photo', shown).path(width)}"


@register.filter
def whole_ids(words: str) -> SafeString:
    """Words in which the id of a network is not broken at its hyphen."""
    parts = enumerate(_NETWORK.split(words))  # every other one is an id
    return format_html_join(
        "", "{}", ((format_html('<span class="whole">{}</span>', p) if n % 2 else p,) for n, p in parts)
    )
