"""From distinct texts to a shelf in partitions, and to runs.

Owns: counting phrases and words over all partitions, the order of the shelf, the texts that share a phrase.
Must not know: what phrases tell.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from haven.networks.arrays import I64, U8, U32, U64, Bools
from haven.networks.cluster.company import draw_pairs
from haven.networks.cluster.job import Job, run_home, shelf_of, spread, text_numbers
from haven.networks.cluster.parcels import DRIVER, Inbox, Parcel, deal, lists, numbers, unlisted
from haven.networks.compiled import kernel
from haven.networks.lookalikes import CROWD, NEIGHBOURS, sums
from haven.networks.shingles import WIDTH, phrase_key, table_bits
from haven.networks.tokens import frequencies, mix, weigh_by, word_mask

# Beyond what one machine can hold, keys are told apart by all their bits.
_ONE_MACHINE = 1 << 32
# One text in so many tells where to cut the shelf.
_SAMPLE = 16


@kernel
def _phrases(tokens: U32, offsets: I64) -> tuple[U64, I64, I64]:
    """Key, text and token place of every phrase."""
    room = 0
    for text in range(len(offsets) - 1):
        room += max(offsets[text + 1] - offsets[text] - (WIDTH - 1), 0)
    keys, texts, places = np.empty(room, np.uint64), np.empty(room, np.int64), np.empty(room, np.int64)
    at = 0
    for text in range(len(offsets) - 1):
        for i in range(offsets[text], offsets[text + 1] - (WIDTH - 1)):
            keys[at], texts[at], places[at] = phrase_key(tokens, i), text, i
            at += 1
    return keys, texts, places


@kernel
def _sign(keys: U64, texts: I64, count: int) -> tuple[U64, U64]:
    """Two min-hashes of each text's phrases, as of `shingles`."""
    first, second = np.full(count, ~np.uint64(0)), np.full(count, ~np.uint64(0))
    for k in range(len(keys)):
        first[texts[k]] = min(first[texts[k]], mix(keys[k]))
        second[texts[k]] = min(second[texts[k]], mix(keys[k] + np.uint64(1)))
    return first, second


def _slots(job: Job, keys: U64) -> U64:
    """What keys are counted by: as many of their high bits as one machine would take, all beyond its reach."""
    bits = table_bits(job.words) if job.words < _ONE_MACHINE else 48
    return keys >> np.uint64(64 - bits)


def run_keys(job: Job, keys: U64) -> U64:
    """What tells phrases apart in runs: 38 bits as on one machine, all beyond its reach."""
    if job.words >= _ONE_MACHINE:
        return keys
    low = np.uint64(0xFFFFFFFF)
    return ((keys >> np.uint64(8)) & low) << np.uint64(6) | (keys & np.uint64(63))


def count(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """How often a home's phrases and words occur in its texts, to where they are added up."""
    if not job.spool.has("texts", inbox.part):
        return
    tokens, offsets = unlisted(job.spool.read("texts", inbox.part), "tokens", np.uint32)
    keys, counts = np.unique(_phrases(tokens, offsets)[0], return_counts=True)
    if len(keys):
        found = pa.table({"key": keys, "count": counts.astype(np.uint32)})
        yield from deal(found, job.stretch(keys), "phrase")
    mask = word_mask(job.words)
    seen = frequencies(tokens, offsets, mask)
    slots = np.flatnonzero(seen)
    words = pa.table({"slot": slots.astype(np.uint32), "count": seen[slots]})
    yield from deal(words, slots * job.parts // (mask + 1), "word")


def add_up(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Tell each home which of its phrases occur elsewhere too, and the driver how many texts hold each word."""
    if (words := inbox.rows("word")) is not None:
        total = words.group_by("slot").aggregate([("count", "sum")])
        yield Parcel(DRIVER, "word", total.rename_columns(["slot", "count"]))
    phrases = inbox.rows("phrase")
    if phrases is None:
        return
    slots, place = np.unique(_slots(job, numbers(phrases, "key", np.uint64)), return_inverse=True)
    several = np.bincount(place.reshape(-1), numbers(phrases, "count", np.int64), len(slots)) > 1
    kept = several[place.reshape(-1)]
    begin = 0
    for sender, table in inbox.sent("phrase"):
        keys = numbers(table, "key", np.uint64)[kept[begin : begin + table.num_rows]]
        begin += table.num_rows
        yield Parcel(sender, "repeated", pa.table({"key": keys}))


def sign(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Min-hashes of a home's texts over the phrases that occur elsewhere too; a sample of them to the driver."""
    if not job.spool.has("texts", inbox.part):
        return
    texts = job.spool.read("texts", inbox.part)
    tokens, offsets = unlisted(texts, "tokens", np.uint32)
    repeated = inbox.rows("repeated")
    keys, owners, places = _phrases(tokens, offsets)
    kept = np.isin(keys, numbers(repeated, "key", np.uint64)) if repeated is not None else np.zeros(len(keys), np.bool_)
    first, second = _sign(keys[kept], owners[kept], texts.num_rows)
    flags = np.zeros(len(tokens), np.uint8)
    flags[places[kept]] = 1
    columns = {"first": pa.array(first), "second": pa.array(second), "flags": lists(flags, offsets)}
    for name, column in columns.items():
        texts = texts.append_column(name, column)
    job.spool.write("signed", inbox.part, texts)
    shelved = _is_shelved(first, second)
    sample = np.unique(first[shelved])[inbox.part % _SAMPLE :: _SAMPLE]
    yield Parcel(DRIVER, "sample", pa.table({"first": sample}))


def _is_shelved(first: U64, second: U64) -> Bools:
    """Texts that share no phrase have no place: nothing is ever held against them."""
    return (first != ~np.uint64(0)) | (second != ~np.uint64(0))  # type: ignore[no-any-return]


def shelve(job: Job, cuts: U64, inbox: Inbox) -> Iterator[Parcel]:
    """Texts to the stretch of the shelf that their min-hash falls in; repeated ones that stay behind to the driver.

    Args:
        job: the sweep.
        cuts: the first min-hash of every stretch but the first.
        inbox: tells which home.
    """
    if not job.spool.has("signed", inbox.part):
        return
    texts = job.spool.read("signed", inbox.part)
    first = numbers(texts, "first", np.uint64)
    shelved = _is_shelved(first, numbers(texts, "second", np.uint64))
    parts = np.searchsorted(cuts, first[shelved], "right")
    yield from deal(texts.filter(pa.array(shelved)), parts, "text")
    alone = texts.filter(pa.array(~shelved & (numbers(texts, "copies", np.int64) > 1)))
    tokens, offsets = unlisted(alone, "tokens", np.uint32)
    totals = sums(weigh_words(job, tokens), offsets)
    says = totals >= 8 * job.parameters.min_bits
    yield Parcel(DRIVER, "alone", pa.table({"hash": numbers(alone, "hash", np.uint64)[says]}))


def weigh_words(job: Job, tokens: U32) -> U8:
    """As `tokens.weigh`, by the words of all partitions."""
    counts = np.zeros(word_mask(job.words) + 1, np.int32)
    known = job.spool.read("words", 0)
    counts[numbers(known, "slot", np.int64)] = numbers(known, "count", np.int64)
    out = np.empty(len(tokens), np.uint8)
    weigh_by(tokens, counts, word_mask(job.words), job.texts, out)
    return out


def stand(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """Number the texts of one stretch of the shelf; each with its phrases to where runs are strung."""
    texts = inbox.rows("text")
    if texts is None:
        return
    order = np.lexsort([numbers(texts, name, np.uint64) for name in ("hash", "second", "first")])
    texts = texts.take(order)
    tokens, offsets = unlisted(texts, "tokens", np.uint32)
    flags, _ = unlisted(texts, "flags", np.uint8)
    keys, owners, places = _phrases(tokens, offsets)
    kept = flags[places] == 1
    keys, owners = run_keys(job, keys[kept]), owners[kept]
    shelf = texts.select(["hash", "copies", "tokens"])
    job.spool.write("shelf", inbox.part, shelf)
    phrases = {"key": keys, "place": places[kept]}
    job.spool.write("places", inbox.part, pa.table(phrases))
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    once = (np.diff(keys, prepend=~np.uint64(0)) != 0) | (np.diff(owners, prepend=-1) != 0)
    postings = pa.table({"key": keys[once], "text": text_numbers(inbox.part, texts.num_rows)[owners[once]]})
    yield from deal(postings, run_home(job, keys[once]), "posting")


def string(job: Job, inbox: Inbox) -> Iterator[Parcel]:
    """The texts that share each phrase, to every stretch of the shelf where one of them stands."""
    postings = inbox.rows("posting")
    if postings is None:
        return
    key, text = numbers(postings, "key", np.uint64), numbers(postings, "text", np.int64)
    order = np.lexsort((text, key))
    key, text = key[order], text[order]
    begins = np.flatnonzero(np.diff(key, prepend=key[0] ^ np.uint64(1)))
    sizes = np.diff(np.append(begins, len(key)))
    begins, sizes = begins[sizes > 1], sizes[sizes > 1]
    members, starts = spread(begins, begins + sizes)
    runs = pa.table({"key": key[begins], "members": lists(text[members], starts)})
    job.spool.write("runs", inbox.part, runs)
    yield from _windows(runs)
    yield from draw_pairs(runs)


def _windows(runs: pa.Table) -> Iterator[Parcel]:
    """What a stretch needs of each run: its own texts and those before, as far as they are ever held against."""
    texts, starts = unlisted(runs, "members", np.int64)
    run = np.repeat(np.arange(runs.num_rows), np.diff(starts))
    shelf = shelf_of(texts)
    low = np.flatnonzero((np.diff(run, prepend=-1) != 0) | (np.diff(shelf, prepend=-1) != 0))
    high, run = np.append(low[1:], len(texts)), run[low]
    begin, end, parts = starts[run], starts[run + 1], shelf[low]
    crowd = end - begin > CROWD
    low = np.where(crowd, np.maximum(begin, low - NEIGHBOURS), begin)
    # A crowd must be seen to be one.
    low = np.where(crowd, np.maximum(begin, np.minimum(low, high - (CROWD + 1))), low)
    high = np.where(crowd, np.minimum(end, np.maximum(high, low + CROWD + 1)), high)
    places, offsets = spread(low, high)
    size = (end - begin).astype(np.int64)
    windows = {"key": numbers(runs, "key", np.uint64)[run], "size": size, "members": lists(texts[places], offsets)}
    yield from deal(pa.table(windows), parts, "window")
