"""`{% load cards %}`: ads as lists show them; see `haven.marketplace.cards`.

Owns the markup of a card. A page of results is mostly cards, and as a template they took a tenth of its time.
"""

from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from haven.marketplace.cards import Card, card_of
from haven.project.templatetags.haven import icon, marked, photo

register = template.Library()

register.filter("card", card_of)


@register.simple_tag
def ad_card(card: Card, heading: str = "h3") -> SafeString:
    """The card; its title is a heading of the level that the page has for it."""
    if card.photo:
        picture: str = photo(card.photo, 360, "ad-photo", "(max-width: 40rem) 45vw, 15rem")
    else:
        picture = f'<div class="ad-photo ad-photo-none">{icon(card.icon)}</div>'
    where = f"<span>{escape(card.where)}</span>" if card.where else ""
    reserved = f' <span class="badge badge-warn">{escape(_("Reserved"))}</span>' if card.is_reserved else ""
    return SafeString(
        f'<article class="ad-card">{picture}<div>'
        f'<{heading} class="ad-title" dir="auto"><a href="{escape(card.address)}">{marked(card.title)}</a></{heading}>'
        f'<p class="ad-meta">{where}<span>{escape(card.category)}</span>'
        f'<time datetime="{escape(card.since)}">{escape(card.age)}</time></p>'
        f'<p class="ad-words" dir="auto">{marked(card.words)}</p>'
        f'</div><p class="price">{escape(card.price)}{reserved}</p></article>'
    )
