"""How well what was found agrees with the truth: by pairs of ads, and by groups, small ones counting like large."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

Score = dict[str, float]


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


def _columns(path: Path, names: list[str]) -> list[list[object]]:
    table = pq.read_table(path, columns=names)
    return [table[name].to_pylist() for name in names]


def _recall(rows: list[tuple[object, object]]) -> float:
    real = _pairs(Counter(group for group, _ in rows).values())
    hit = _pairs(n for (_, network), n in Counter(rows).items() if network is not None)
    return hit / real if real else 1.0


def score(truth: Path, found: Path) -> Score:
    """Pairwise precision, recall and F1; recall by tie and at 25 % edits; overlap of small groups; hub ads grouped."""
    ids, groups, ties, edits = _columns(truth, ["id", "group", "tie", "edit"])
    network = dict(zip(*_columns(found, ["id", "network"]), strict=True))
    said = [network.get(ad) for ad in ids]
    sizes = Counter(name for name in said if name is not None)
    planted = [(g, n, t, e) for g, n, t, e in zip(groups, said, ties, edits, strict=True) if g != -1]
    hit = _pairs(n for (_, name), n in Counter((g, n) for g, n, _, _ in planted).items() if name is not None)
    precision, recall = hit / max(_pairs(sizes.values()), 1), _recall([(g, n) for g, n, _, _ in planted])
    hubs = [name for name, tie in zip(said, ties, strict=True) if tie == "hub"]
    together = Counter(name for name in hubs if name is not None)
    result = {
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / max(precision + recall, 1e-9),
        "small groups": _overlap([(g, n) for g, n, _, _ in planted], sizes, most=10),
        "hub ads grouped": sum(n for n in together.values() if n > 1) / max(len(hubs), 1),
        "recall, 25 % edits": _recall([(g, n) for g, n, _, e in planted if e == 0.25]),
    }
    for tie in ("template", "contact", "both"):
        result[f"recall, {tie}"] = _recall([(g, n) for g, n, t, _ in planted if t == tie])
    return result


def _overlap(planted: list[tuple[object, object]], sizes: Counter[object], *, most: int) -> float:
    """Mean best Jaccard overlap of the planted groups of 2 to `most` ads with a network."""
    groups: dict[object, list[object]] = defaultdict(list)
    for group, name in planted:
        groups[group].append(name)
    best = [
        max(
            (n / (sizes[name] + len(names) - n) for name, n in Counter(names).items() if name is not None),
            default=1 / len(names),
        )
        for names in groups.values()
        if 2 <= len(names) <= most
    ]
    return sum(best) / max(len(best), 1)
