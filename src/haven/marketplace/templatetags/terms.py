"""`{% load terms %}`: the sentence beside a button by which somebody agrees to the terms, and which terms."""

from django import template

from haven.site.queries import current_terms

register = template.Library()


@register.inclusion_tag("marketplace/agree.html")
def agree_to_terms() -> dict[str, object]:
    """The sentence with a hidden field that names the version; nothing where the site has no terms."""
    return {"terms": current_terms()}
