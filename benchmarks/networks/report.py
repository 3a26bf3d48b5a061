"""The table and the plot of a benchmark of the network finder."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Protocol

_FIGURES = ("precision", "recall", "F1", "recall, template", "recall, contact", "recall, both", "recall, 25 % edits",
            "small groups", "hub ads grouped")  # fmt: skip
_HUES = {"haven": "#1b4f8f", "datasketch": "#9a4a00", "rensa": "#1e6b57", "text-dedup": "#8a2f6d",
         "rensa, verified": "#6b5900"}  # fmt: skip


class Spent(Protocol):
    """What a run cost: seconds on the clock and of the processors, GB at the peak of all its processes."""

    @property
    def wall(self) -> float:
        """Seconds on the clock."""

    @property
    def cpu(self) -> float:
        """Seconds of all processors."""

    @property
    def gigabytes(self) -> float:
        """Peak memory of the whole tree of processes."""


class Measured(Protocol):
    """One tool on one corpus."""

    @property
    def corpus(self) -> str:
        """The corpus."""

    @property
    def tool(self) -> str:
        """The tool."""

    @property
    def cost(self) -> Spent:
        """What the whole command cost."""

    @property
    def score(self) -> dict[str, float]:
        """Figures by name, 0..1."""


def _table(rows: Sequence[Measured]) -> str:
    head = ("corpus", "tool", "s", "CPU s", "CPU × Haven's", "GB", *_FIGURES)
    lines = [head, ("---",) * len(head)]
    ours = {row.corpus: row.cost.cpu for row in rows if row.tool == "haven"}
    for row in rows:
        cost = row.cost
        spent = (f"{cost.wall:.1f}", f"{cost.cpu:.1f}", f"{cost.cpu / ours[row.corpus]:.2f}", f"{cost.gigabytes:.2f}")
        lines.append((row.corpus, row.tool, *spent, *(f"{row.score[name]:.3f}" for name in _FIGURES)))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _plot(rows: Sequence[Measured]) -> str:
    """F1 of each tool on each corpus as dots on a line, labels beside."""
    corpora = list(dict.fromkeys(row.corpus for row in rows))
    height = 40 * len(corpora) + 60
    tools = list(dict.fromkeys(row.tool for row in rows))
    parts = ['<text x="200" y="20">F1 of</text>']
    parts += [
        f'<text x="{240 + 95 * k}" y="20" fill="{_HUES.get(tool, "#444")}">{tool}</text>'
        for k, tool in enumerate(tools)
    ]
    for k, corpus in enumerate(corpora):
        y = 50 + 40 * k
        parts.append(f'<text x="10" y="{y + 4}">{escape(corpus)}</text><path d="M200 {y}h480" stroke="#bbb"/>')
        for place, row in enumerate(row for row in rows if row.corpus == corpus):
            x, hue = 200 + 480 * row.score["F1"], _HUES.get(row.tool, "#444")
            label = y + (18 if place % 2 else -10)
            parts.append(f'<circle cx="{x:.0f}" cy="{y}" r="6" fill="{hue}"><title>{row.tool}</title></circle>')
            parts.append(f'<text x="{x - 12:.0f}" y="{label}" fill="{hue}" font-size="10">{row.score["F1"]:.2f}</text>')
    style = 'font-family="sans-serif" font-size="12"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" {style}>{"".join(parts)}</svg>\n'


def write_results(rows: Sequence[Measured], into: Path, *, ads: int) -> None:
    """Write networks.md and networks.svg."""
    into.mkdir(parents=True, exist_ok=True)
    words = (
        f"# Networks, {ads:,} ads\n\nWritten by `make bench-networks`; how to read it: "
        "`benchmarks/networks/README.md`. Seeds marked *held out* were never looked at while building.\n\n"
    )
    (into / "networks.md").write_text(f"{words}{_table(rows)}\n\n![F1 by corpus and tool](networks.svg)\n")
    (into / "networks.svg").write_text(_plot(rows))
