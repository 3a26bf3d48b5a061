"""What screening costs and what it decides on texts that nobody here wrote, beside a plain-regex baseline.

    HAVEN_CORPORA=DIR python -m benchmarks.screening [--hits]

Writes `benchmarks/results/screening.md`. `--hits` prints every hit with the words around it, to be read by a person:
that is how `measured.yaml` is made.

The baseline is what sites without an engine do: one alternation of suspicious words, and any match holds. It knows no
combinations, no denials, no look-alike letters.
"""

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import pyarrow as pa

import haven
from haven.records import AdRecord
from haven.records.schema import AD_SCHEMA
from haven.screening import Context, Outcome, Verdict, default_policy, screen
from haven.screening.bulk import screen_many
from haven.screening.catalogue import CATALOGUE, Kind
from tests.screening.outside import CORPORA, MESSAGES, Screened, folder

RESULT = Path(__file__).parent / "results" / "screening.md"
MANY = 100_000
_PLAIN = {
    "ads": r"deposit|western union|moneygram|gift cards?|bitcoin|wire transfer|keys? (?:by|with) courier|"
    r"cashier'?s check|passport|recruitment fee|work abroad|no experience|escort|incall|outcall|massage|underage|"
    r"teen|pistol|glock|ammo|"
    r"cocaine|xanax|no prescription|replica|ivory|whatsapp|telegram|bit\.ly",
    "messages": r"win|won|prize|claim|free|urgent|call now|txt|150p|ringtone|xxx|cash|award|congratulations|subscribe|"
    r"verify|account|parcel|gift card|bitcoin|earn|t\.me|http|www",
}


@dataclass
class Figures:
    """One way of judging on one corpus."""

    times: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    labels: Counter[tuple[str, bool]] = field(default_factory=Counter)
    fired: Counter[str] = field(default_factory=Counter)

    def row(self, name: str, way: str) -> str:
        """A line of the table: milliseconds, and what was decided."""
        cut = quantiles(self.times, n=100)
        held, refused, texts = self.outcomes["hold"], self.outcomes["refuse"], self.outcomes.total()
        numbers = " | ".join(f"{1000 * value:.2f}" for value in (cut[49], cut[94], cut[98], max(self.times)))
        return f"| {name} | {way} | {texts} | {numbers} | {held} ({100 * held / texts:.2f} %) | {refused} |"

    def share(self, label: str) -> float:
        """How many texts of a label were not published, in percent."""
        return 100 * self.labels[label, True] / max(1, self.labels[label, True] + self.labels[label, False])


def plain(kind: Kind) -> Callable[[AdRecord, Context], str]:
    """The baseline for ads or messages."""
    pattern = re.compile(rf"\b(?:{_PLAIN[kind]})", re.IGNORECASE)
    return lambda record, _context: "hold" if pattern.search(record.text) else "publish"


def measure(texts: Iterator[Screened], kind: Kind, show: bool) -> tuple[Figures, Figures]:
    """Haven's default policy and the baseline on the same texts, one after the other, in the same process."""
    ours, theirs, policy, baseline = Figures(), Figures(), default_policy(kind), plain(kind)
    for record, context in texts:
        started = time.thread_time()
        verdict = screen(record, policy, context)
        middle = time.thread_time()
        simple = baseline(record, context)
        label = record.id.partition("-")[0]
        for figures, spent, outcome in (
            (ours, middle - started, str(verdict.outcome)),
            (theirs, time.thread_time() - middle, simple),
        ):
            figures.times.append(spent)
            figures.outcomes[outcome] += 1
            figures.labels[label, outcome != Outcome.PUBLISH] += 1
        ours.fired.update({hit.signal for hit in verdict.hits})
        if show:
            show_hits(record, verdict)
    return ours, theirs


def show_hits(record: AdRecord, verdict: Verdict) -> None:
    for hit in verdict.hits:
        before, after = record.text[max(0, hit.start - 70) : hit.start], record.text[hit.end : hit.end + 70]
        around = f"{before}[[{hit.excerpt}]]{after}".replace("\n", " / ")
        print(f"  {record.id} {verdict.outcome} {hit.signal}: {around if hit.excerpt else hit.why}")


def bulk(data: Path) -> str:
    """A hundred thousand ads, by as many processes as there are cores."""
    rows = [{name: getattr(ad, name) for name in AD_SCHEMA.names} for ad, _ in CORPORA["housing"](data)]
    batch = pa.RecordBatch.from_pylist(rows, AD_SCHEMA)
    before = os.times()
    summary = screen_many([batch] * (MANY // len(rows) + 1), default_policy()).summary
    after = os.times()
    spent = sum(after[:4]) - sum(before[:4])
    return (
        f"{summary['screened']} rental ads (the corpus over and over) took {spent:.0f} s of processor time, and "
        f"{summary['seconds']:.0f} s by the clock with {os.cpu_count()} processes on as many cores. The clock depends "
        f"on what else the machine does: its load was {os.getloadavg()[0]:.1f}."
    )


def main(*flags: str) -> None:
    data = folder()
    if data is None:
        sys.exit("HAVEN_CORPORA names no folder with outside texts")
    screen(AdRecord(id="warm-up", body="Call (202) 555-0142 or see https://example.com"), default_policy())
    rows, spam, fired = [], [], []
    kinds: list[tuple[str, Kind]] = [(name, "ads") for name in CORPORA]
    kinds += [(name, "messages") for name in MESSAGES]
    for name, kind in kinds:
        ours, theirs = measure((CORPORA | MESSAGES)[name](data), kind, "--hits" in flags)
        rows += [ours.row(name, f"Haven, {kind}"), theirs.row(name, "plain regex")]
        fired.append(f"- {name}: {', '.join(f'{slug} {n}' for slug, n in ours.fired.most_common()) or 'nothing fired'}")
        if kind == "messages":
            spam += [
                f"| {name} | {way} | {figures.share('spam'):.1f} % | {figures.share('ham'):.2f} % |"
                for way, figures in (("Haven", ours), ("plain regex", theirs))
            ]
    told = _told(rows, spam, fired, bulk(data))
    RESULT.write_text(told, encoding="utf-8")
    print(told)


def _told(rows: list[str], spam: list[str], fired: list[str], many: str) -> str:
    signals = " and ".join(f"{len(known)} signals for {kind}" for kind, known in CATALOGUE.items())
    return "\n".join(
        [
            "# Screening",
            "",
            "Written by `make bench-screening`.",
            f"Haven {haven.__version__}, {signals}; Python {sys.version.split()[0]}.",
            "",
            "## One text at a time",
            "",
            "Milliseconds of one core (thread time, so that what else the machine does is left out), all signals; what",
            "the default policies decide. No text of `housing` and `autos` is known to be dishonest.",
            "",
            "| corpus | way | texts | median | p95 | p99 | max | held | refused |",
            "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
            *rows,
            "",
            "## Spam among messages",
            "",
            "| corpus | way | spam held | talk held |",
            "| --- | --- | ---: | ---: |",
            *spam,
            "",
            "The signals were made with one half; of the other, only totals were seen (docs/policy.md says how often).",
            "",
            "## Many at once",
            "",
            many,
            "",
            "## Firings",
            "",
            *fired,
            "",
            "Osprey and ezrules were not installed: rule engines with services of their own, without signals. The",
            " baseline is what a site without an engine does.",
            "",
        ]
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
