"""Which ads may share a contact: a fast sieve before the exact search, which costs a thousand times more.

Owns: keys that two ads have in common if they share a contact (and sometimes by chance: the search decides).
Must not know: what a valid number or address is.
"""

import functools

import numpy as np

from haven.networks.alphabet import PARTS, SKIPPED, decode, table_for
from haven.networks.arrays import I64, U8, U16, U64, Bools, cut, in_threads
from haven.networks.compiled import inlined, kernel
from haven.networks.tokens import mix
from haven.records.contacts.addresses import ENDINGS
from haven.records.contacts.digits import DIGIT_WORDS
from haven.records.contacts.messengers import SERVICES

# Digits in a row that any two ways to write a number share: nine are hardly shared by chance; few numbers have less.
_WINDOW, _SHORTEST = 9, 7
_WORD_ROOM, _LONGEST_DIGIT = 48, 8
# A longer word than this may be a wallet.
_LONG = 24
# Sorts of keys, in their lowest bits, and on how many ads a key of that sort is of interest: web addresses tie only
# where several ads show them, and what everyone shows (youtube.com) ties no one.
_NUMBER, _ADDRESS, _PAGE = 0, 1, 2
LEAST = np.array([2, 2, 5])
MOST = np.array([5000, 300, 300])
# What an ad's keys ask for: to look for phone numbers, for all else; or they tell that it holds a number which so many
# ads show that it is of interest only where ads are known to belong together.
NUMBERS, OTHERS, CROWDED = 1, 2, 4
Lexicon = tuple[U64, I64]

_LOW, _LETTERS = np.uint64((1 << 21) - 1), np.uint64((1 << 63) - 1)
_BASIS, _PRIME, _SLOTS = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3), 4096

# What words mean beside digits (0 to 9).
_HUNDRED, _HOST, _DOT, _AT, _SERVICE, _TOLD, _ENDING, _WWW = range(10, 18)
_WORDS = {
    _HUNDRED: "hundred",
    # Before these, behind an "at", stands the name of a mailbox.
    _HOST: "gmail googlemail hotmail yahoo ymail outlook icloud proton protonmail gmx aol mail yandex",
    _DOT: "dot punkt punto",
    _AT: "at arroba",
    _TOLD: "id user username handle nick",
    _WWW: "www http https hxxp hxxps",
}
# An account stands at most so many words behind its messenger: "telegram: my user name is rooms".
_NEAR = 5


@inlined
def _absorb(h: np.uint64, point: int) -> np.uint64:
    """A step of FNV-1a."""
    return (h ^ np.uint64(point)) * _PRIME


@kernel
def _hash(word: I64, n: int) -> np.uint64:
    h = _BASIS
    for i in range(n):
        h = _absorb(h, word[i])
    return h


_ME = _hash(np.array([ord("m"), ord("e")], np.int64), 2)


@functools.cache
def _lexicon() -> Lexicon:
    """An open hash table: what the words that matter stand for."""
    hashes, values = np.zeros(_SLOTS, np.uint64), np.full(_SLOTS, -1, np.int64)
    meanings = dict.fromkeys(ENDINGS, _ENDING)
    meanings |= {name.split()[-1]: _SERVICE for names in SERVICES.values() for name in names}
    meanings |= {word: value for value, row in _WORDS.items() for word in row.split()}
    meanings |= {word: value for value, row in enumerate(DIGIT_WORDS) for word in row.split()}
    for word, value in meanings.items():
        data = np.frombuffer(word.encode(), np.uint8)
        table = table_for(data)
        points = np.array([int(table[ord(c)]) & int(_LOW) for c in word], np.int64)
        h = _hash(points, len(points))
        slot = int(h) % _SLOTS
        while values[slot] >= 0 and hashes[slot] != h:
            slot = (slot + 1) % _SLOTS
        hashes[slot], values[slot] = h, value
    return hashes, values


@kernel
def _meaning(h: np.uint64, lexicon: Lexicon) -> int:
    hashes, values = lexicon
    slot = h % np.uint64(_SLOTS)
    while values[slot] >= 0:
        if hashes[slot] == h:
            return int(values[slot])
        slot = (slot + np.uint64(1)) % np.uint64(_SLOTS)
    return -1


@inlined
def _as_digit(point: int) -> int:
    """The digit a folded letter passes for, or -1."""
    if 48 <= point <= 57:
        return point - 48
    if point == 111:
        return 0
    return 1 if point in (105, 108) else -1


@kernel
def _spell(word: I64, n: int, lexicon: Lexicon, out: I64) -> int:
    """Digits that a word of figures, look-alikes and digit words stands for; how many, 0 if it is none."""
    found = i = 0
    while i < n:
        size = 1
        digit = _as_digit(word[i])
        h = _BASIS
        for length in range(1, min(_LONGEST_DIGIT, n - i) + 1) if word[i] > 57 else range(0):
            h = _absorb(h, word[i + length - 1])
            meaning = _meaning(h, lexicon)
            if 0 <= meaning < _HUNDRED:
                digit, size = meaning, length
        if digit < 0:
            return 0
        out[found] = digit
        found += 1
        i += size
    return found


@inlined
def _sorted_key(h: np.uint64, sort: int) -> np.uint64:
    return (mix(h) & ~np.uint64(3)) | np.uint64(sort)


@kernel
def _close(stream: I64, n: int, keys: list[np.uint64]) -> None:
    """Keys of a run of digits that has ended: every window of nine, or of seven where there are no nine."""
    width = _WINDOW if n >= _WINDOW else _SHORTEST
    for i in range(n - width + 1):
        key = np.uint64(width)
        for k in range(i, i + width):
            key = key * np.uint64(10) + np.uint64(stream[k])
        keys.append(_sorted_key(key, _NUMBER))


@kernel
def _numbers(word: I64, n: int, meaning: int, lexicon: Lexicon, stream: I64, run: int) -> int:
    """Add a word's digits to the run of digits; the run's new length, or minus the old one where it ends."""
    room = len(stream) - run
    if room < _WORD_ROOM:
        return -run
    found = 0
    if 0 <= meaning < _HUNDRED:
        stream[run], found = meaning, 1
    elif meaning == _HUNDRED and run:  # "nine hundred" in a number is 900
        stream[run : run + 2], found = 0, 2
    elif run or n >= 6 or _as_digit(word[0]) >= 0:
        found = _spell(word, n, lexicon, stream[run:])
    return run + found if found else -run


# Where a word stands: after white space; in a chunk in which a dot, or an @, was met; in a web address.
_APART, _DOTTED, _MAILED, _LINKED = 0, 1, 2, 3
# What is kept from word to word: the chunk, as above; whether an @ was met since the last word; how near behind a
# messenger's name the next word is; whether an account is announced there; whether the chunk links to a messenger;
# what the last word meant, and the one before it.
_CHUNK, _SIGN, _AFTER, _ANNOUNCED, _ACCOUNT, _LAST, _OTHER = range(7)


@inlined
def _name_key(h: np.uint64) -> np.uint64:
    return _sorted_key(h + np.uint64(7), _ADDRESS)


@kernel
def _spelled(meaning: int, state: I64, past: U64, keys: list[np.uint64]) -> None:
    """Keys of addresses in words: a mailbox before "at gmail", a host before "dot com" or behind an "at"."""
    if meaning == _HOST:
        if state[_SIGN]:
            keys.append(_name_key(past[0]))
        elif state[_LAST] == _AT:
            keys.append(_name_key(past[1]))
    elif (meaning == _DOT and state[_OTHER] == _AT) or (meaning == _ENDING and state[_LAST] == _DOT):
        keys.append(_name_key(past[0] if meaning == _DOT else past[1]))


@kernel
def _account(h: np.uint64, n: int, meaning: int, peculiar: bool, state: I64, keys: list[np.uint64]) -> None:
    """Keys of accounts: behind an @, or behind a messenger's name if announced or no ordinary word; of wallets."""
    near = state[_AFTER] > 0 and (peculiar or state[_ANNOUNCED] or state[_CHUNK] != _APART)
    if state[_SIGN] or n >= _LONG or near or (state[_ACCOUNT] and n > 2):
        keys.append(_name_key(h))
    state[_AFTER] = _NEAR if meaning == _SERVICE else state[_AFTER] - 1
    if meaning == _SERVICE:
        state[_ANNOUNCED] = 0
    elif meaning == _TOLD:
        state[_ANNOUNCED] = 1
    if state[_CHUNK] >= _LINKED and (meaning == _SERVICE or h == _ME):
        state[_ACCOUNT] = 1


@inlined
def _pass(h: np.uint64, meaning: int, state: I64, past: U64) -> None:
    past[1], past[0] = past[0], h
    state[_OTHER], state[_LAST], state[_SIGN] = state[_LAST], meaning, 0


@kernel
def _addresses(h: np.uint64, n: int, meaning: int, ends: tuple[int, bool, bool], state: I64, past: U64,
               keys: list[np.uint64]) -> None:  # fmt: skip
    """Keys of a word as a part of addresses and accounts.

    `ends` is the character behind the word, whether the word is no ordinary one, and whether another follows at once.
    """
    if meaning < 0 and state[_CHUNK] == _APART and n < _LONG and not state[_SIGN] and state[_AFTER] <= 0:
        _pass(h, meaning, state, past)
        return
    point, peculiar, followed = ends
    linked = point == 47 or meaning == _ENDING if state[_CHUNK] == _DOTTED else meaning == _WWW
    if linked:  # … or "example.com" and "example.anything/": the host's last word
        state[_CHUNK] = _LINKED
    if past[0] and state[_CHUNK] == _MAILED:
        keys.append(_sorted_key(past[0] + np.uint64(3) * h, _ADDRESS))
    elif past[0] and state[_CHUNK] == _LINKED:
        keys.append(_sorted_key(past[0] + np.uint64(3) * h, _PAGE))
    _spelled(meaning, state, past, keys)
    _account(h, n, meaning, peculiar or point == 95 or (point == 46 and followed), state, keys)
    _pass(h, meaning, state, past)


@kernel
def _part(point: int, state: I64) -> None:
    """Take note of a character between words."""
    if point <= 32:
        state[_CHUNK], state[_ACCOUNT] = _APART, 0
    elif point == 64:
        state[_SIGN] = 1
        state[_CHUNK] = max(state[_CHUNK], _MAILED)
    elif point == 46:
        state[_CHUNK] = max(state[_CHUNK], _DOTTED)
    elif point in (58, 61):  # : =
        state[_ANNOUNCED] = 1


@kernel
def _keys_of(data: U8, start: int, stop: int, table: U64, lexicon: Lexicon, keys: list[np.uint64]) -> None:
    word, stream = np.zeros(_WORD_ROOM + 4, np.int64), np.zeros(8 * _WORD_ROOM, np.int64)
    state, past = np.zeros(7, np.int64), np.zeros(2, np.uint64)
    figures = False
    n, i, run, h = 0, start, 0, _BASIS
    while i <= stop:
        point, i = decode(data, i, stop) if i < stop else (32, i + 1)
        entry = table[point]
        if entry == SKIPPED:
            continue
        if entry != PARTS and n < _WORD_ROOM:
            rest = entry & _LETTERS
            while rest:
                word[n] = np.int64(rest & _LOW)
                h = _absorb(h, word[n])
                figures |= 48 <= word[n] <= 57
                n += 1
                rest >>= np.uint64(21)
            continue
        if n:
            meaning = _meaning(h, lexicon)
            run = _numbers(word, n, meaning, lexicon, stream, run)
            if run <= 0:
                _close(stream, -run, keys)
                run = 0
            ends = point, figures, i < stop and data[i] > 32
            _addresses(h, n, meaning, ends, state, past, keys)
            n, h, figures = 0, _BASIS, False
        _part(point, state)
    _close(stream, run, keys)


@kernel
def _keys_of_all(data: U8, bounds: I64, table: U64, lexicon: Lexicon) -> tuple[U64, I64]:
    """Every text's keys, each once, and where each text's end."""
    keys, ends = [np.uint64(0) for _ in range(0)], np.empty(len(bounds) - 1, np.int64)
    for text in range(len(ends)):
        begin = len(keys)
        _keys_of(data, bounds[text], bounds[text + 1], table, lexicon, keys)
        if len(keys) - begin > 1:
            once = np.unique(np.array(keys[begin:]))
            keys[begin : begin + len(once)] = list(once)
            del keys[begin + len(once) :]
        ends[text] = len(keys)
    return np.array(keys), ends


@kernel
def _times(keys: U64, bits: int) -> U16:
    out = np.zeros(1 << bits, np.uint16)
    for key in keys:
        slot = key >> np.uint64(64 - bits)
        if out[slot] < 65535:
            out[slot] += 1
    return out


@inlined
def _asked(sort: int, count: int) -> int:
    if count < LEAST[sort]:
        return 0
    if count > MOST[sort]:
        return CROWDED if sort == _NUMBER else 0
    return NUMBERS if sort == _NUMBER else OTHERS


@kernel
def asked(keys: U64, counts: I64) -> U8:
    """What each key asks for that so many ads have: 0, `NUMBERS`, `OTHERS` or `CROWDED`."""
    out = np.empty(len(keys), np.uint8)
    for k in range(len(keys)):
        out[k] = _asked(keys[k] & np.uint64(3), counts[k])
    return out


@kernel
def _shared(keys: U64, ends: I64, times: U16, bits: int) -> U8:
    out, i = np.zeros(len(ends), np.uint8), 0
    for text in range(len(ends)):
        while i < ends[text]:
            out[text] |= _asked(keys[i] & np.uint64(3), times[keys[i] >> np.uint64(64 - bits)])
            i += 1
    return out


def search_also(wanted: U8, ads: Bools) -> None:
    """Have ads that belong together searched, too, for what is on too few or too many others to be of interest.

    Args:
        wanted: as of `may_share_contacts`; is changed.
        ads: which ads belong with others.
    """
    wanted[ads] |= OTHERS
    wanted[ads & (wanted & CROWDED > 0)] |= NUMBERS


def contact_keys(data: U8, bounds: I64) -> tuple[U64, I64]:
    """Keys that two texts have in common if they share a contact: each text's, each once, and where they end."""
    return _keys_of_all(data, bounds, table_for(data), _lexicon())


def key_bits(keys: int) -> int:
    """By how many of their high bits so many keys are counted."""
    return min(max(keys.bit_length() + 3, 10), 28)


def may_share_contacts(data: U8, bounds: I64, *, workers: int) -> U8:
    """For each text which contacts it may name that others name too: `NUMBERS`, `OTHERS` and `CROWDED` in one.

    Args:
        data: UTF-8 bytes of all texts.
        bounds: n+1 places in `data`; text t is `data[bounds[t]:bounds[t+1]]`.
        workers: threads.
    """
    cuts = cut(len(bounds) - 1, workers)
    parts = in_threads(lambda c: contact_keys(data, bounds[c[0] : c[1] + 1]), cuts, workers)
    keys = np.concatenate([k for k, _ in parts])
    sizes = np.cumsum([0] + [len(k) for k, _ in parts])
    ends = np.concatenate([e + shift for (_, e), shift in zip(parts, sizes, strict=False)])
    bits = key_bits(len(keys))
    return _shared(keys, ends, _times(keys, bits), bits)
