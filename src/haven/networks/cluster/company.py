"""Phrases that say nothing about who wrote a text, told across partitions: as `boilerplate`.

Owns: which pairs of texts are held against each other, sending them what they need, the verdict on each phrase.
Must not know: what a phrase that is not boilerplate tells.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from haven.networks.arrays import F32, I64, U8, U32, U64, Bools
from haven.networks.boilerplate import (
    COMMON,
    SAMPLES,
    draw,
    hold_together,
    information,
    is_anyones,
    set_up,
    tell_phrases,
    tell_places,
)
from haven.networks.cluster.job import Job, place_of, run_home, shelf_of, spread, text_numbers
from haven.networks.cluster.parcels import Inbox, Parcel, deal, lists, numbers, unlisted
from haven.networks.compiled import kernel
from haven.networks.shingles import NO_RUN, longest

_NONE = ~np.uint64(0)


@kernel
def _draw_all(starts: I64) -> tuple[I64, I64, I64]:
    """Run and two places among all members for every pair drawn."""
    room = SAMPLES * (len(starts) - 1)
    runs, one, other = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room, np.int64)
    used = 0
    for run in range(len(starts) - 1):
        size = starts[run + 1] - starts[run]
        for sample in range(min(SAMPLES, size) if size >= COMMON else 0):
            i, j = draw(size, sample)
            runs[used], one[used], other[used] = run, starts[run] + i, starts[run] + j
            used += 1
    return runs[:used], one[:used], other[:used]


def draw_pairs(runs: pa.Table) -> Iterator[Parcel]:
    """Pairs of a phrase's texts to the stretch of the shelf where the one stands."""
    texts, starts = unlisted(runs, "members", np.int64)
    run, one, other = _draw_all(starts)
    pairs = {"key": numbers(runs, "key", np.uint64)[run], "one": texts[one], "other": texts[other]}
    yield from deal(pa.table(pairs), shelf_of(texts[one]), "pair")


def mark(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Find the runs of a stretch's phrases; ask for the texts that its own are to be held against."""
    if not job.spool.has("shelf", inbox.part):
        return
    shelf, places = job.spool.read("shelf", inbox.part), job.spool.read("places", inbox.part)
    tokens, _ = unlisted(shelf, "tokens", np.uint32)
    at = np.full(len(tokens), NO_RUN, np.uint32)
    windows = inbox.rows("window")
    if windows is None:
        windows = pa.table({"key": np.empty(0, np.uint64), "size": np.empty(0, np.int64)})
        windows = windows.append_column("members", lists(np.empty(0, np.int64), np.zeros(1, np.int64)))
    windows = windows.take(np.argsort(numbers(windows, "key", np.uint64)))
    known, keys = numbers(windows, "key", np.uint64), numbers(places, "key", np.uint64)
    run = np.searchsorted(known, keys)
    shared = np.isin(keys, known)
    at[numbers(places, "place", np.int64)[shared]] = run[shared]
    job.spool.write("windows", inbox.part, windows)
    job.spool.write("at", inbox.part, pa.table({"at": at}))
    if (pairs := inbox.rows("pair")) is not None:
        job.spool.write("pairs", inbox.part, pairs)
        yield from ask(inbox.part, numbers(pairs, "other", np.int64))


def ask(part: int, texts: I64) -> Iterator[Parcel]:
    """Ask for those of the texts that stand elsewhere."""
    foreign = np.unique(texts[shelf_of(texts) != part])
    yield from deal(pa.table({"text": foreign}), shelf_of(foreign), "asked")


def _phrases_of(job: Job, part: int) -> tuple[U64, U32, I64]:
    """Keys of the shared phrases of a stretch, token by token (`_NONE` where none begins), and where texts begin.

    Between them, how many texts hold each phrase.
    """
    _, offsets = unlisted(job.spool.read("shelf", part), "tokens", np.uint32)
    at = numbers(job.spool.read("at", part), "at", np.uint32)
    windows = job.spool.read("windows", part)
    keys = np.append(numbers(windows, "key", np.uint64), _NONE)
    sizes = np.append(numbers(windows, "size", np.int64), 1).astype(np.uint32)
    at = np.minimum(at, len(keys) - 1)
    return keys[at], sizes[at], offsets


def lend_phrases(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """The shared phrases of the texts asked for, to who asked."""
    if not inbox.sent("asked"):
        return
    keys, sizes, offsets = _phrases_of(job, inbox.part)
    for sender, asked in inbox.sent("asked"):
        place = place_of(numbers(asked, "text", np.int64))
        chosen, bounds = spread(offsets[place], offsets[place + 1])
        lent = asked.append_column("phrases", lists(keys[chosen], bounds))
        yield Parcel(sender, "lent", lent.append_column("sizes", lists(sizes[chosen], bounds)))


@kernel
def _hold_all(at: U32, offsets: I64, one: I64, other: I64, run: I64, tells: U8) -> tuple[I64, I64]:
    """What every pair says beyond the passage, and in both."""
    told, bench = np.empty(len(at), np.uint8), set_up(longest(offsets))
    tell_places(at, tells, 0, len(at), told)
    far, both = np.empty(len(one), np.int64), np.empty(len(one), np.int64)
    for k in range(len(one)):
        a, b = (offsets[one[k]], offsets[one[k] + 1]), (offsets[other[k]], offsets[other[k] + 1])
        far[k], both[k] = hold_together(at, told, a, b, run[k], bench)
    return far, both


def hold(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """What the pairs of a stretch have in common, by phrase, to where its run was strung."""
    if not job.spool.has("pairs", inbox.part):
        return
    pairs = job.spool.read("pairs", inbox.part)
    keys, sizes, offsets = _phrases_of(job, inbox.part)
    texts = text_numbers(inbox.part, len(offsets) - 1)
    if (lent := inbox.rows("lent")) is not None:
        others, bounds = unlisted(lent, "phrases", np.uint64)
        keys, offsets = np.concatenate([keys, others]), np.concatenate([offsets, bounds[1:] + offsets[-1]])
        sizes = np.concatenate([sizes, unlisted(lent, "sizes", np.uint32)[0]])
        texts = np.concatenate([texts, numbers(lent, "text", np.int64)])
    known, first, at = np.unique(np.append(keys, _NONE), return_index=True, return_inverse=True)
    tells = tell_phrases(job.texts, np.append(sizes, 1)[first[:-1]].astype(np.int64))
    places = at.reshape(-1)[:-1]
    at_runs: U32 = np.where(places == len(known) - 1, NO_RUN, places).astype(np.uint32)
    order = np.argsort(texts)
    one, other = (order[np.searchsorted(texts[order], numbers(pairs, name, np.int64))] for name in ("one", "other"))
    run = np.searchsorted(known, numbers(pairs, "key", np.uint64))
    far, both = _hold_all(at_runs, offsets, one, other, run, tells)
    found = pa.table({"key": numbers(pairs, "key", np.uint64), "far": far, "both": both})
    tally = found.group_by("key").aggregate([("far", "sum"), ("both", "sum")]).rename_columns(found.column_names)
    yield from deal(tally, run_home(job, numbers(tally, "key", np.uint64)), "tally")


def condemn(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Boilerplate, to every stretch that holds it."""
    if not job.spool.has("runs", inbox.part):
        return
    runs = job.spool.read("runs", inbox.part)
    key, (texts, starts) = numbers(runs, "key", np.uint64), unlisted(runs, "members", np.int64)
    far, both = np.zeros(len(key), np.int64), np.zeros(len(key), np.int64)
    if (tally := inbox.rows("tally")) is not None:
        place = np.searchsorted(key, numbers(tally, "key", np.uint64))
        np.add.at(far, place, numbers(tally, "far", np.int64))
        np.add.at(both, place, numbers(tally, "both", np.int64))
    stock = inform(job.texts, np.diff(starts), far, both) == 0
    job.spool.write("stock", inbox.part, pa.table({"stock": stock}))
    yield from _announce(key, texts, starts, stock)


@kernel
def inform(total: int, sizes: I64, far: I64, both: I64) -> F32:
    """Bits that each phrase tells, as of `boilerplate.information`."""
    out = np.empty(len(sizes), np.float32)
    for k in range(len(sizes)):
        out[k] = information(total, sizes[k], far[k], both[k])
    return out


def _announce(key: U64, texts: I64, starts: I64, stock: Bools) -> Iterator[Parcel]:
    run = np.repeat(np.arange(len(key)), np.diff(starts))
    shelf = shelf_of(texts)
    once = ((np.diff(run, prepend=-1) != 0) | (np.diff(shelf, prepend=-1) != 0)) & stock[run]
    yield from deal(pa.table({"key": key[run[once]]}), shelf[once], "stock")


def discard(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Phrases that ever different clusters use, to every stretch that holds them: as `discard_common`."""
    if not job.spool.has("runs", inbox.part):
        return
    runs = job.spool.read("runs", inbox.part)
    key, (texts, starts) = numbers(runs, "key", np.uint64), unlisted(runs, "members", np.int64)
    together = np.zeros(len(key), np.int64)
    if (members := inbox.rows("member")) is not None:
        counted = members.group_by(["key", "cluster"]).aggregate([([], "count_all")])
        count = numbers(counted, "count_all", np.int64)
        np.add.at(together, np.searchsorted(key, numbers(counted, "key", np.uint64)), count * (count - 1) // 2)
    sizes, stock = np.diff(starts), job.spool.read("stock", inbox.part)["stock"].to_numpy()
    anyones = np.array([is_anyones(t, n) for t, n in zip(together.tolist(), sizes.tolist(), strict=True)], np.bool_)
    yield from _announce(key, texts, starts, anyones & (sizes >= COMMON) & ~stock)
