"""How long the default policy takes for an ad, what it decides, and how often each signal fires, on outside texts.

    HAVEN_CORPORA=DIR python -m benchmarks.screening [--hits]

`--hits` prints every hit with the words around it, to be read by a person: that is how `measured.yaml` is made.
"""

import sys
from collections import Counter

from haven.records import AdRecord
from haven.screening import Verdict, default_policy, screen
from tests.screening.outside import CORPORA, folder


def show(record: AdRecord, verdict: Verdict) -> None:
    for hit in verdict.hits:
        before, after = record.text[max(0, hit.start - 70) : hit.start], record.text[hit.end : hit.end + 70]
        around = f"{before}[[{hit.excerpt}]]{after}".replace("\n", " / ")
        print(f"  {record.id} {verdict.outcome} {hit.signal}: {around if hit.excerpt else hit.why}")


def main(*flags: str) -> None:
    data = folder()
    if data is None:
        sys.exit("HAVEN_CORPORA names no folder with outside texts")
    screen(AdRecord(id="warm-up", body="Call (202) 555-0142 or see https://example.com"), default_policy())
    print(f"{'corpus':10} {'ads':>7} {'held':>6} {'refused':>8} {'median ms':>10} {'p99 ms':>8} {'max ms':>8}")
    for name, read in CORPORA.items():
        outcomes: Counter[str] = Counter()
        fired: Counter[str] = Counter()
        times = []
        for record, context in read(data):
            verdict = screen(record, default_policy(), context)
            outcomes[verdict.outcome] += 1
            fired.update({hit.signal for hit in verdict.hits})
            times.append(1000 * verdict.elapsed)
            if "--hits" in flags:
                show(record, verdict)
        times.sort()
        figures = f"{times[len(times) // 2]:10.2f} {times[int(0.99 * len(times))]:8.2f} {times[-1]:8.2f}"
        print(f"{name:10} {len(times):7} {outcomes['hold']:6} {outcomes['refuse']:8} {figures}")
        print(f"{'':10} {', '.join(f'{slug} {count}' for slug, count in fired.most_common()) or 'nothing fired'}")


if __name__ == "__main__":
    main(*sys.argv[1:])
