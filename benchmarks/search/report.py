"""The table and the plot of the search benchmark."""

from collections.abc import Iterable, Mapping
from html import escape
from math import log10
from pathlib import Path

import numpy as np

_HUES = ("#1b4f8f", "#1e6b57", "#9a4a00", "#8a2f6d", "#6b5900")


def line(name: str, values: Iterable[float]) -> str:
    """A row: name, number, p50, p95, p99, most."""
    taken = np.array(list(values))
    p50, p95, p99 = np.percentile(taken, [50, 95, 99])
    return f"| {name} | {len(taken)} | {p50:.1f} | {p95:.1f} | {p99:.1f} | {taken.max():.1f} |"


def table(rows: Mapping[str, Iterable[float]]) -> list[str]:
    """Milliseconds of several ways or kinds."""
    head = ["| milliseconds | searches | p50 | p95 | p99 | most |", "| --- | --- | --- | --- | --- | --- |"]
    return [*head, *(line(name, values) for name, values in rows.items()), ""]


def by_kind(taken: Iterable[tuple[str, float]]) -> dict[str, list[float]]:
    """Milliseconds by kind."""
    kinds: dict[str, list[float]] = {}
    for kind, value in taken:
        kinds.setdefault(kind, []).append(value)
    return kinds


def plot(ways: Mapping[str, list[float]], path: Path) -> None:
    """From p50 to p95 of each way as a bar on a logarithmic scale, with its figures beside it."""
    left, wide, tall = 250, 380, 44 * len(ways) + 70

    def x(value: float) -> float:
        return left + wide * log10(max(1.0, value)) / 5

    parts = ['<text x="10" y="20" font-weight="bold">Milliseconds a search, p50 to p95</text>']
    for power in range(6):
        at = x(10**power)
        parts.append(f'<path d="M{at:.0f} 36V{tall - 24}" stroke="#ddd"/>')
        parts.append(f'<text x="{at:.0f}" y="{tall - 8}" text-anchor="middle" fill="#555">{10**power:,}</text>')
    for n, (name, values) in enumerate(ways.items()):
        p50, p95 = np.percentile(values, [50, 95])
        y, hue = 50 + 44 * n, _HUES[n % len(_HUES)]
        parts.append(f'<text x="10" y="{y + 14}">{escape(name)}</text>')
        bar = max(3.0, x(p95) - x(p50))
        parts.append(f'<rect x="{x(p50):.1f}" y="{y}" width="{bar:.1f}" height="18" fill="{hue}"/>')
        parts.append(f'<text x="{x(p95) + 6:.0f}" y="{y + 14}" fill="{hue}">{p50:,.0f} to {p95:,.0f}</text>')
    style = 'font-family="sans-serif" font-size="13"'
    box = f'viewBox="0 0 760 {tall}"'
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {box} {style}>{"".join(parts)}</svg>\n')
