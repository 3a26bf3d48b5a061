"""`{% load moderation %}`: the keys of the desk."""

from django import template

register = template.Library()

_KEYS = {"publish": "p", "keep": "k", "ask": "q", "limit": "m", "refuse": "r", "remove": "r"}


@register.filter
def outcome_key(outcome: str) -> str:
    """The key that chooses an outcome."""
    return _KEYS[outcome]
