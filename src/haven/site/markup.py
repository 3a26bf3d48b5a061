"""Markdown of the operator's texts as HTML: headings, lists, links; no HTML of their own, no pictures.

Rendered by markdown-it-py (CommonMark 0.31), which refuses `javascript:` and its like as links.
"""

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])


def as_html(text: str) -> SafeString:
    """The text as HTML that may stand in a page."""
    return mark_safe(str(_MARKDOWN.render(text)))  # noqa: S308 — rendered without HTML of the text's own
