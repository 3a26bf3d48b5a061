"""`{% url %}` for every template: an address that is the same on every page is worked out once.

Owns: what is remembered. Looking an address up takes as long as all else that a card of an ad says, and a page has two
dozen of them.
"""

from functools import lru_cache

from django import template
from django.template import defaulttags
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.urls import get_script_prefix, get_urlconf, reverse

register = template.Library()


class FixedURLNode(template.Node):
    """The address of a page whose name and arguments stand in the template."""

    def __init__(self, name: str, args: tuple[object, ...]) -> None:
        self.name, self.args = name, args

    def render(self, _context: Context) -> str:
        """The address; raises NoReverseMatch as Django's tag does."""
        return _address(self.name, self.args, get_urlconf(), get_script_prefix())


@register.tag
def url(parser: Parser, token: Token) -> template.Node:
    """As Django's; quick where nothing in it depends on the page."""
    node = defaulttags.url(parser, token)
    if node.asvar or node.kwargs or not all(_is_fixed(part) for part in (node.view_name, *node.args)):
        return node
    return FixedURLNode(str(node.view_name.var), tuple(arg.var for arg in node.args))


def _is_fixed(part: FilterExpression) -> bool:
    return isinstance(part.var, str) and not part.filters


@lru_cache(1024)
def _address(name: str, args: tuple[object, ...], urlconf: str | None, _prefix: str) -> str:
    return reverse(name, args=args, urlconf=urlconf)  # which puts the prefix before it
