"""`{% load cards %}`: ads as lists show them; see `haven.marketplace.cards`.

Owns the markup of a card. A page of results is mostly cards, and as a template they took a tenth of its time.
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from haven.marketplace.cards import Card, card_of
from haven.project.templatetags.haven import icon, marked, photo

register = template.Library()

register.filter("card", card_of)

_CARD = (
    '<article class="ad-card">{}<div>'
    '<{} class="ad-title" dir="auto"><a href="{}">{}</a></{}>'
    '<p class="ad-meta">{}<span>{}</span><time datetime="{}">{}</time></p>'
    '<p class="ad-words" dir="auto">{}</p>'
    '</div><p class="price">{}{}</p></article>'
)


@register.simple_tag
def ad_card(card: Card, heading: str = "h3") -> SafeString:
    """The card; its title is a heading of the level that the page has for it."""
    if card.photo:
        picture = photo(card.photo, 360, "ad-photo", "(max-width: 40rem) 45vw, 15rem")
    else:
        picture = format_html('<div class="ad-photo ad-photo-none">{}</div>', icon(card.icon))
    return format_html(
        _CARD,
        picture,
        *(heading, card.address, marked(card.title), heading),
        format_html("<span>{}</span>", card.where) if card.where else "",
        *(card.category, card.since, card.age),
        marked(card.words),
        card.price,
        format_html(' <span class="badge badge-warn">{}</span>', _("Reserved")) if card.is_reserved else "",
    )
