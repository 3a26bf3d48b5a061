"""Which letters of other scripts pass for Latin ones, and which words are written with them.

Owns: the table (Unicode's confusables, through `confusable_homoglyphs`) and the choice of words.
Must not know: what a text is about. A text that is truly Russian, Greek or Armenian stays what it is.
"""

import re
from functools import cache
from itertools import chain

from confusable_homoglyphs.confusables import confusables_data

_SCRIPTS = (("Ͱ", "Ͽ"), ("Ѐ", "ԯ"), ("Ա", "֏"))  # Greek, Cyrillic, Armenian
_CLASS = "".join(f"{first}-{last}" for first, last in _SCRIPTS)
_FOREIGN = re.compile(f"[{_CLASS}]")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = "a-zA-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_LATIN = re.compile(f"[{_LETTERS}]")
_MIXED = re.compile(f"[{_LETTERS}][{_CLASS}]|[{_CLASS}][{_LETTERS}]")

# Seen in disguises, but not in Unicode's table, which compares one font's upright shapes.
_SEEN = {"κ": "k", "τ": "t", "χ": "x", "η": "n", "ω": "w", "І": "I", "Ι": "I", "Ӏ": "I", "ё": "e", "ї": "i"}


@cache
def _strict() -> dict[str, str]:
    """Letters that pass for a Latin letter as they stand, in both cases."""
    found = {}
    for code in chain.from_iterable(range(ord(first), ord(last) + 1) for first, last in _SCRIPTS):
        letter = chr(code)
        twins = [entry["c"] for entry in confusables_data.get(letter, ())]
        twin = _SEEN.get(letter) or next((t for t in twins if len(t) == 1 and t.isascii() and t.isalpha()), None)
        if twin and letter.isalpha():
            found[letter] = twin
    return {letter: twin for letter, twin in found.items() if letter.upper() in found}


@cache
def _either_case() -> dict[str, str]:
    """Letters that pass for a Latin letter in one of their cases: В does, в only keeps it company."""
    strict = _strict()
    lower = {letter.lower(): twin.lower() for letter, twin in strict.items() if len(letter.lower()) == 1}
    return lower | strict


@cache
def _back() -> dict[str, str]:
    """Latin letters that pass for a Cyrillic one."""
    return {twin: letter for letter, twin in _strict().items() if "Ѐ" <= letter <= "ӿ" and letter not in "ѕјһԁ"}


def _untangle(word: str, mostly_foreign: bool) -> str:
    """A word that mixes scripts, in the one script it is meant to be read in."""
    table, back = _either_case(), _back()
    foreign = [letter for letter in word if _FOREIGN.match(letter)]
    latin = [letter for letter in word if _LATIN.match(letter)]
    to_latin = all(letter in table for letter in foreign)
    to_foreign = all(letter in back for letter in latin) and all("Ѐ" <= letter <= "ӿ" for letter in foreign)
    if to_foreign and (mostly_foreign or not to_latin):
        return "".join(back.get(letter, letter) for letter in word)
    if to_latin:
        return "".join(table.get(letter, letter) for letter in word)
    return word


@cache
def _genuine() -> re.Pattern[str]:
    """A letter that passes for nothing but what it is."""
    return re.compile(f"(?![{''.join(_strict())}])[{_CLASS}]")


@cache
def _to_latin() -> dict[int, str]:
    return str.maketrans(_strict())


def without_lookalikes(text: str) -> str:
    """The text with disguised letters replaced by what they pass for; every letter keeps its position.

    A word of mixed scripts is untangled (`pаypal` with a Cyrillic а becomes Latin, `сeкс` with a Latin e in
    a Russian text becomes Cyrillic). A word made only of look-alikes becomes Latin when the text has Latin words
    and not one letter that is genuinely of another script.
    """
    if not _FOREIGN.search(text):
        return text
    if _MIXED.search(text):
        words = _WORD.findall(text)
        latin = sum(len(word) for word in words if word.isascii())
        foreign = sum(len(word) for word in words if _FOREIGN.search(word) and not _MIXED.search(word))
        text = _WORD.sub(lambda m: _untangle(m[0], foreign > latin) if _MIXED.search(m[0]) else m[0], text)
    if _genuine().search(text) or not _LATIN.search(text):
        return text
    return text.translate(_to_latin())
