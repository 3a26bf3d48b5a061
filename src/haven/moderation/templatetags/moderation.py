"""`{% load moderation %}`: the keys of the desk, and figures as its pages show them."""

from collections.abc import Mapping
from datetime import timedelta

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from haven.moderation.charts import Bar, Whisker, draw_stack, whisker
from haven.screening.intervals import Interval

register = template.Library()

_KEYS = {"publish": "p", "keep": "k", "ask": "q", "limit": "m", "refuse": "r", "remove": "r"}


@register.filter
def outcome_key(outcome: str) -> str:
    """The key that chooses an outcome."""
    return _KEYS[outcome]


@register.filter
def answer_key(result: str) -> str:
    """The key that chooses an answer to an appeal."""
    return {"uphold": "s", "reverse": "w", "ask": "q"}[result]


@register.filter
def split_pair(pair: str) -> list[str]:
    """The two outcomes of a backtest's key."""
    return pair.split(" ")


@register.filter
def numbered(text: str) -> SafeString:
    """A text with the number of each line before it."""
    lines = ((number, number, line) for number, line in enumerate(text.splitlines(), 1))
    return format_html_join("\n", '<span class="line-number" id="line-{}">{}</span>{}', lines)


@register.simple_tag
def share(part: int, rest: int) -> SafeString:
    """`part` of `part + rest` in percent, with the numbers; a dash where there is nothing to say."""
    if not part + rest:
        return format_html("{}", "–")
    whole = part + rest
    return format_html('{} % <span class="soft">({} of {})</span>', round(100 * part / whole), part, whole)


@register.filter
def percent(share: float) -> str:
    """A share in percent: whole ones, and tenths below ten."""
    return f"{100 * share:.0f} %" if abs(share) >= 0.0995 or share == 0 else f"{100 * share:.1f} %"


@register.filter
def drawn(interval: Interval) -> Whisker | None:
    """An interval as a line with a dot."""
    return whisker(interval)


@register.filter
def stacked(outcomes: Mapping[str, int]) -> tuple[Bar, ...]:
    """What became of ads, as one bar: published, held, refused."""
    return draw_stack([(outcome, outcomes.get(outcome, 0)) for outcome in ("publish", "hold", "refuse")])


@register.filter
def points(share: float) -> str:
    """A difference of shares in percentage points, with its sign."""
    return f"{100 * share:+.1f}".replace("-", "−")


@register.filter
def lasting(span: timedelta) -> str:
    """How long something took, short: "40 s", "12 min", "5.5 h", "3 days"."""
    seconds = span.total_seconds()
    if seconds < 60:
        return f"{seconds:.0f} s"
    if seconds < 3600:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 172_800 else f"{span.days} days"
