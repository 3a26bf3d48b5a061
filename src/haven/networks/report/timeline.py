"""When a network's ads were posted, as a small drawing. Must not know: anything else about them."""

from collections import Counter
from datetime import datetime

from haven.runs.markup import Html, day, element, text

_WIDTH, _HEIGHT, _BARS = 320, 48, 40


def draw_timeline(moments: list[datetime]) -> Html:
    """Bars over time, the first and last day below; nothing where fewer than two ads have a date."""
    if len(moments) < 2:
        return ""
    first, last = min(moments), max(moments)
    span = (last - first).total_seconds() or 1.0
    counts = Counter(min(int((m - first).total_seconds() / span * _BARS), _BARS - 1) for m in moments)
    top = max(counts.values())
    step = _WIDTH / _BARS
    bars = "".join(
        f'<rect x="{slot * step:.1f}" y="{_HEIGHT - height:.1f}" width="{step - 1:.1f}" height="{height:.1f}"/>'
        for slot, count in sorted(counts.items())
        if (height := max(_HEIGHT * count / top, 2.0))
    )
    words = f"{len(moments)} ads from {day(first)} to {day(last)}, at most {top} at a time"
    picture = element("svg", f"<title>{text(words)}</title>{bars}", viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img")
    return element("figure", picture + element("figcaption", f"{day(first)} – {day(last)}"), class_="timeline")
