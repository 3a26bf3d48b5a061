"""`{% url %}`, `{% static %}` and `{% translate %}`: what is the same on every page is worked out once.

Owns: what is remembered. A page has dozens of each, and working them out anew took a tenth of its time.
"""

from functools import lru_cache

from django import template
from django.template import defaulttags
from django.template.base import FilterExpression, Parser, Token, Variable
from django.template.context import Context
from django.templatetags.i18n import TranslateNode, do_translate
from django.templatetags.static import StaticNode
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

register = template.Library()


class FixedURLNode(template.Node):
    """The address of a page whose name and arguments stand in the template."""

    def __init__(self, name: str, args: tuple[object, ...]) -> None:
        self.name, self.args = name, args

    def render(self, _context: Context) -> str:
        """The address; raises NoReverseMatch as Django's tag does."""
        return _address(self.name, self.args, get_urlconf(), get_script_prefix())


class FixedNode(template.Node):
    """What a tag says that depends on the language of the page and on nothing else of it."""

    def __init__(self, node: template.Node) -> None:
        self._node = node
        self._said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """The same for every page in a language."""
        language = get_language()
        if language not in self._said:
            self._said[language] = self._node.render(context)
        return self._said[language]


@register.tag
def url(parser: Parser, token: Token) -> template.Node:
    """As Django's; quick where nothing in it depends on the page."""
    node = defaulttags.url(parser, token)
    if node.asvar or node.kwargs or not all(_is_fixed(part) for part in (node.view_name, *node.args)):
        return node
    return FixedURLNode(str(node.view_name.var), tuple(arg.var for arg in node.args))


@register.tag
def static(parser: Parser, token: Token) -> template.Node:
    """As Django's; quick where the file is named in the template."""
    node: StaticNode = StaticNode.handle_token(parser, token)
    return FixedNode(node) if node.varname is None and _is_fixed(node.path) else node


@register.tag
def translate(parser: Parser, token: Token) -> template.Node:
    """As Django's; quick where the words stand in the template."""
    node: TranslateNode = do_translate(parser, token)
    words = node.filter_expression
    is_fixed = isinstance(words.var, Variable) and isinstance(words.var.literal, str) and not words.filters
    return FixedNode(node) if is_fixed and not (node.asvar or node.message_context) else node


def _is_fixed(part: FilterExpression) -> bool:
    return isinstance(part.var, str) and not part.filters


@lru_cache(1024)
def _address(name: str, args: tuple[object, ...], urlconf: str | None, _prefix: str) -> str:
    return reverse(name, args=args, urlconf=urlconf)  # which puts the prefix before it
