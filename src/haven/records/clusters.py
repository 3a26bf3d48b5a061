"""One letter and what hangs on it, folded: the rules of `text.fold` for a single cluster.

Owns: where a cluster ends and what it becomes. Must not know: the text around it.
"""

import re
import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ`´", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("⁄∕", "/")
    | {"∗": "*", "•": "*", "−": "-"}
)
_NAMED = re.compile(r"(?:LATIN LETTER SMALL CAPITAL|NEGATIVE (?:SQUARED|CIRCLED) LATIN CAPITAL LETTER) ([A-Z])")
# Characters that show nothing: fillers, and the selectors among the marks.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\U0001d159")
# They compose with what is before them without being marks: Hangul's later parts, half-width kana's voicing.
_COMPOSING = "\u1160-\u11ff\uff9e\uff9f"
# What folding only lower-cases: ASCII, Latin-1 letters without ª µ º ß, Russian, Han.
_SIMPLE = "\\x00-\\x7f\u00c0-\u00d6\u00d8-\u00de\u00e0-\u00f6\u00f8-\u00ff\u0410-\u044f\u4e00-\u9fff"


def _ranges(letters: str) -> str:
    """The letters as the inside of a regular expression's class."""
    found: list[list[str]] = []
    for letter in letters:
        if found and ord(letter) == ord(found[-1][1]) + 1:
            found[-1][1] = letter
        else:
            found.append([letter, letter])
    return "".join(f"{re.escape(first)}-{re.escape(last)}" for first, last in found)


def _hangs_on(letter: str) -> bool:
    return unicodedata.category(letter) in {"Mn", "Mc", "Me", "Cf"} or letter in _UNSEEN


_HANGING = _ranges("".join(filter(_hangs_on, map(chr, range(0x80, 0x10000))))) + _COMPOSING + "\U000e0000-\U000e0fff"
_CONTROL = r"\x00-\x08\x0e-\x1f\x7f"
# At most thirty hang on one: sorting stacked marks takes quadratic time.
CLUSTER = re.compile(
    f"[^{_SIMPLE}][{_HANGING}{_CONTROL}]{{0,30}}|[{_SIMPLE}][{_HANGING}{_CONTROL}]{{1,30}}|[{_CONTROL}]"
)


def _character(letter: str) -> str:
    """What one character of a composed, case-folded cluster is compared as."""
    category = unicodedata.category(letter)
    if letter.isspace():
        return letter if letter in "\t\n\v\f\r " else "\n" if letter in "\x85\u2028\u2029" else " "
    if category in {"Cf", "Cc"} or letter in _UNSEEN:
        return ""
    if category == "Cs":
        return "�"
    if category == "Pd":
        return "-"
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    named = None if letter.isascii() else _NAMED.fullmatch(unicodedata.name(letter, ""))
    return named[1].lower() if named else letter


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


def _keeps_marks(letter: str) -> bool:
    """Whether marks beyond the composed ones belong to the spelling: in Thai and Hindi, not in Latin."""
    return letter.isalpha() and not (letter < "\u0590" or "\u1d00" <= letter <= "\u1fff")


def _once(cluster: str) -> str:
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
    folded = ""
    # Thai and Lao AM come apart in compatibility form; alone, the first part would be dropped.
    for letter in composed.translate(_PLAIN).replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3"):
        if _is_mark(letter):
            folded += letter if folded and _keeps_marks(folded[0]) else ""
        else:
            folded += _character(letter)
    return folded


@lru_cache(maxsize=1 << 16)
def fold_cluster(cluster: str) -> str:
    """What the cluster is compared as; possibly nothing, possibly several characters."""
    seen = "".join(letter for letter in cluster if _is_mark(letter) or _character(letter))
    folded = _once(seen)
    while (again := _once(folded)) != folded:
        folded = again
    return folded
