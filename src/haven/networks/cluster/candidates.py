"""Pairs of look-alikes across partitions: as `lookalikes`.

Owns: choosing whom to compare, lending texts to who compares them, comparing. Must not know: clusters beyond their
numbers, ads.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from haven.networks.arrays import F32, I64, U8, U32
from haven.networks.boilerplate import COMMON
from haven.networks.cluster.company import ask, inform
from haven.networks.cluster.job import Job, place_of, run_home, shelf_of, spread, text_numbers
from haven.networks.cluster.parcels import DRIVER, Inbox, Parcel, deal, lists, numbers, unlisted
from haven.networks.cluster.phrases import weigh_words
from haven.networks.compiled import kernel
from haven.networks.lookalikes import Texts, choose, collect, compare_many, discount, sums, total_phrases
from haven.networks.shingles import NO_RUN, Runs


class _Stretch:
    """One stretch of the shelf: its texts, their runs, what phrases and words tell."""

    def __init__(self, job: Job, part: int) -> None:
        self.job, self.part = job, part
        self.texts = job.spool.read("shelf", part)
        self.windows = job.spool.read("windows", part)
        self.at: U32 = numbers(job.spool.read("at", part), "at", np.uint32)
        tokens, self.offsets = unlisted(self.texts, "tokens", np.uint32)
        self.tokens: U32 = tokens
        self.numbers = text_numbers(part, self.texts.num_rows)

    def kept_bits(self) -> F32:
        """What phrases tell, as it was kept."""
        return numbers(self.job.spool.read("bits", self.part), "bits", np.float32).copy()

    def kept_words(self) -> tuple[U8, F32]:
        """What words tell, in eighths of bits, and each text's sum, as it was kept."""
        weighed = self.job.spool.read("weighed", self.part)
        return unlisted(weighed, "weights", np.uint8)[0], numbers(weighed, "total", np.float32)

    def silence(self, bits: F32, inbox: Inbox) -> F32:
        """Let phrases announced as boilerplate tell nothing."""
        if (stock := inbox.rows("stock")) is not None:
            bits[np.isin(numbers(self.windows, "key", np.uint64), numbers(stock, "key", np.uint64))] = 0
        return bits

    def weights(self, bits: F32) -> U8:
        """What words tell, in eighths of bits."""
        weights = weigh_words(self.job, self.tokens)
        discount(weights, self.offsets, self.at, bits)
        return weights

    def words(self, places: I64, weights: U8, totals: F32) -> pa.Table:
        """Words of some texts, with what they tell."""
        chosen, bounds = spread(self.offsets[places], self.offsets[places + 1])
        return pa.table(
            {
                "text": self.numbers[places],
                "hash": numbers(self.texts, "hash", np.uint64)[places],
                "total": totals[places],
                "tokens": lists(self.tokens[chosen], bounds),
                "weights": lists(weights[chosen], bounds),
            }
        )


def texts_of(table: pa.Table) -> Texts:
    """Rows of words as what comparing needs."""
    tokens, offsets = unlisted(table, "tokens", np.uint32)
    weights, _ = unlisted(table, "weights", np.uint8)
    return Texts(tokens.astype(np.uint32), offsets, weights.astype(np.uint8), numbers(table, "total", np.float32))


def weigh(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """What the phrases and words of a stretch tell; ask for what the texts before it tell that share a phrase."""
    if not job.spool.has("shelf", inbox.part):
        return
    stretch = _Stretch(job, inbox.part)
    none = np.zeros(stretch.windows.num_rows, np.int64)
    bits = inform(job.texts, numbers(stretch.windows, "size", np.int64), none, none)
    bits = stretch.silence(bits, inbox)
    weights = stretch.weights(bits)
    totals = sums(weights, stretch.offsets)
    phrases = total_phrases(stretch.at, bits, stretch.offsets, job.texts)
    job.spool.write("bits", inbox.part, pa.table({"bits": bits}))
    table = {"total": totals, "phrases": phrases, "weights": lists(weights, stretch.offsets)}
    job.spool.write("weighed", inbox.part, pa.table(table))
    members, starts = unlisted(stretch.windows, "members", np.int64)
    telling = np.repeat(bits, np.diff(starts)) > 0
    yield from ask(inbox.part, members[telling & (shelf_of(members) < inbox.part)])


def lend_totals(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """What the texts asked for tell, to who asked."""
    for sender, asked in inbox.sent("asked"):
        phrases = numbers(job.spool.read("weighed", inbox.part), "phrases", np.float32)
        yield Parcel(
            sender, "lent", asked.append_column("phrases", pa.array(phrases[place_of(asked["text"].to_numpy())]))
        )


@kernel
def _choose_all(runs: Runs, offsets: I64, base: int, totals: F32, candidates: int) -> tuple[U32, U32]:
    """(other, place) of the best candidates of each text of a stretch, whose texts are numbered from `base`."""
    count = len(offsets) - 1
    score, shared = np.zeros(len(totals), np.float32), np.zeros(len(totals), np.uint8)
    met = np.empty(len(totals) + 1, np.uint32)
    best, value = np.zeros(candidates, np.uint32), np.zeros(candidates, np.float32)
    others, places = np.empty(count * candidates, np.uint32), np.empty(count * candidates, np.uint32)
    used = 0
    for place in range(count):
        found = collect(base + place, runs, offsets[place], offsets[place + 1], score, shared, met)
        chosen = choose(base + place, met[:found], score, shared, totals, best, value)
        for other in best[:chosen]:
            others[used], places[used] = other, place
            used += 1
    return others[:used].copy(), places[:used].copy()


def select(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Choose whom the texts of a stretch are compared with; ask for those that stand elsewhere."""
    if not job.spool.has("shelf", inbox.part):
        return
    stretch = _Stretch(job, inbox.part)
    members, starts = unlisted(stretch.windows, "members", np.int64)
    foreign = np.unique(members[shelf_of(members) != inbox.part])
    base = int(np.searchsorted(foreign, stretch.numbers[0]))
    everyone = np.concatenate([foreign[:base], stretch.numbers, foreign[base:]])
    totals = np.zeros(len(everyone), np.float32)
    own = numbers(job.spool.read("weighed", inbox.part), "phrases", np.float32)
    totals[base : base + len(own)] = own
    if (lent := inbox.rows("lent")) is not None:
        totals[np.searchsorted(everyone, numbers(lent, "text", np.int64))] = numbers(lent, "phrases", np.float32)
    runs = Runs(np.searchsorted(everyone, members).astype(np.uint32), starts, stretch.kept_bits(), stretch.at)
    others, places = _choose_all(runs, stretch.offsets, base, totals, job.parameters.candidates)
    job.spool.write("chosen", inbox.part, pa.table({"a": everyone[others], "place": places.astype(np.int64)}))
    yield from ask(inbox.part, everyone[others])


def lend_words(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """The words of the texts asked for, to who asked."""
    if not inbox.sent("asked"):
        return
    stretch = _Stretch(job, inbox.part)
    weights, totals = stretch.kept_words()
    for sender, asked in inbox.sent("asked"):
        yield Parcel(sender, "lent", stretch.words(place_of(numbers(asked, "text", np.int64)), weights, totals))


def compare(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Compare word by word; pairs that are alike to the driver, with their words."""
    if not job.spool.has("chosen", inbox.part):
        return
    stretch = _Stretch(job, inbox.part)
    weights, totals = stretch.kept_words()
    held = stretch.words(np.arange(stretch.texts.num_rows), weights, totals)
    lent = inbox.rows("lent")
    if lent is not None:
        held = pa.concat_tables([held, lent]).combine_chunks()
    chosen = job.spool.read("chosen", inbox.part)
    order = np.argsort(numbers(held, "text", np.int64))
    a = order[np.searchsorted(numbers(held, "text", np.int64)[order], numbers(chosen, "a", np.int64))]
    b = numbers(chosen, "place", np.int64)
    bits, share, long_share = compare_many(texts_of(held), a, b, workers=1)
    asked = job.parameters
    alike = (bits >= asked.min_bits) & (share >= asked.min_share) & (long_share >= asked.min_share_long)
    a, b = a[alike], b[alike]
    found = {
        "a": numbers(held, "text", np.int64)[a],
        "b": stretch.numbers[b],
        "bits": bits[alike],
        "share": share[alike],
    }
    yield Parcel(DRIVER, "pair", pa.table(found))
    yield Parcel(DRIVER, "words", held.take(np.unique(np.concatenate([a, b]))))


def tell_clusters(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """The clusters of a stretch's texts to where the runs of their phrases were strung."""
    labels = inbox.rows("label")
    if labels is None:
        return
    stretch = _Stretch(job, inbox.part)
    job.spool.write("paired", inbox.part, labels)
    bits, size = (
        numbers(job.spool.read("bits", inbox.part), "bits", np.float32),
        numbers(stretch.windows, "size", np.int64),
    )
    telling = np.append((bits > 0) & (size >= COMMON), False)
    cluster = np.full(stretch.texts.num_rows, -1, np.int64)
    cluster[place_of(numbers(labels, "text", np.int64))] = numbers(labels, "cluster", np.int64)
    owner = np.repeat(np.arange(stretch.texts.num_rows), np.diff(stretch.offsets))
    run = np.where(stretch.at == NO_RUN, len(telling) - 1, stretch.at)
    kept = telling[run] & (cluster[owner] >= 0)
    pairs = np.unique(np.stack([run[kept], owner[kept]]), axis=1)
    keys = numbers(stretch.windows, "key", np.uint64)[pairs[0]]
    yield from deal(pa.table({"key": keys, "cluster": cluster[pairs[1]]}), run_home(job, keys), "member")


def weigh_again(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """What words tell now, for the texts of pairs; repeated texts that say enough to stand for themselves."""
    if not job.spool.has("shelf", inbox.part):
        return
    stretch = _Stretch(job, inbox.part)
    weights = stretch.weights(stretch.silence(stretch.kept_bits(), inbox))
    totals = sums(weights, stretch.offsets)
    says = (numbers(stretch.texts, "copies", np.int64) > 1) & (totals >= 8 * job.parameters.min_bits)
    alone = {"text": stretch.numbers[says], "hash": numbers(stretch.texts, "hash", np.uint64)[says]}
    yield Parcel(DRIVER, "alone", pa.table(alone))
    if job.spool.has("paired", inbox.part):
        paired = place_of(numbers(job.spool.read("paired", inbox.part), "text", np.int64))
        yield Parcel(DRIVER, "words", stretch.words(np.sort(paired), weights, totals))
