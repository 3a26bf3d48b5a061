"""Digits however they are written: as figures, words or look-alike letters, with noise between them.

Owns: runs of digit tokens in folded text. Must not know: what a telephone number is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

# Zero to nine; a word that means two digits in two languages is left out.
DIGIT_WORDS = (
    "zero oh nought null nul cero zéro ноль нуль sıfır sifir",
    "one uno un une um uma eins ein jeden один bir",
    "two dos deux dois duas zwei zwo due dwa два iki",
    "three tres trois três drei tre trzy три uc üç",
    "four cuatro quatre quatro vier quattro cztery четыре dort dört",
    "five cinco cinq fünf fuenf cinque pięć piec пять bes beş",
    "six seis sechs sei sześć szesc шесть alti altı",
    "seven siete sept sete sieben sette siedem семь yedi",
    "eight ocho huit oito acht otto osiem восемь sekiz",
    "nine niner nueve neuf nove neun dziewięć dziewiec девять dokuz",
)
_VALUE = {word: str(digit) for digit, row in enumerate(DIGIT_WORDS) for word in row.split()}
_SPELLED_OUT = frozenset({*_VALUE, "hundred"})
# "nine hundred" is said where 900 is in the number; "hundred" alone stands for nothing.
_VALUE |= {f"{row.split()[0]} hundred": f"{digit}00" for digit, row in enumerate(DIGIT_WORDS) if digit}
# Letters that pass for figures, Cyrillic and Greek ones too: in a Russian text, folding leaves them as they are.
_VALUE |= {"o": "0", "i": "1", "l": "1", "о": "0", "ο": "0", "і": "1", "ι": "1"}
_WORD = "|".join(sorted((word for word in _VALUE if len(word) > 1), key=len)[::-1])
_HAN = str.maketrans("零〇一幺二三四五六七八九", "001123456789")

_BEFORE, _AFTER = "(?<![0-9a-z\u00df-\u052f])", "(?![a-z\u00df-\u052f])"
# Possessive: each unit is read once, so that no text makes it slow.
_FIGURES = re.compile(f"{_BEFORE}[0-9oilоοіι]++{_AFTER}")
_SPELLED = re.compile(f"{_BEFORE}(?:[0-9]|{_WORD}|[oilоοіι])++{_AFTER}")
_UNIT = re.compile(f"[0-9]|{_WORD}|[oilоοіι]")
_GAP = re.compile(r"(?:[^\w$€£¥%°+=]|_){0,6}")

# Cheap signs that a text may hold a run at all: most ads hold none, and a sweep reads millions.
_DENSE = re.compile(r"[0-9](?:[\W_]{0,6}[0-9oilоοіι]){6}")
_HAN_RUN = re.compile("[0-9零〇一幺二三四五六七八九](?:[ -]?[0-9零〇一幺二三四五六七八九]){6,}")
_GLUED = re.compile(f"(?:{_WORD}){{3}}")


@dataclass(frozen=True, slots=True)
class Token:
    """Digits without anything between them.

    Attributes:
        digits: the figures they stand for.
        start: first character, in the folded text.
        end: behind the last one.
        gap: what stands between the token before and this one; None at the start of a run.
        plain: written in figures only.
        spelled: at least one digit is a word.
    """

    digits: str
    start: int
    end: int
    gap: str | None
    plain: bool
    spelled: bool


def _token(found: re.Match[str], gap: str | None) -> Token:
    text, (start, end) = found[0], found.span()
    if text.isdigit():
        return Token(text, start, end, gap, plain=True, spelled=False)
    units = _UNIT.findall(text)
    spelled = any(len(unit) > 1 for unit in units)
    return Token("".join(_VALUE.get(unit, unit) for unit in units), start, end, gap, plain=False, spelled=spelled)


def _pattern(folded: str, letters: list[str]) -> re.Pattern[str] | None:
    """What to look for in this text: nothing, figures with look-alike letters, or words too."""
    if not _SPELLED_OUT.isdisjoint(letters) and sum(map(_SPELLED_OUT.__contains__, letters)) > 1:
        return _SPELLED
    if any(len(word) > 9 and _GLUED.match(word) for word in letters):
        return _SPELLED
    return _FIGURES if _DENSE.search(folded) else None


def digit_runs(folded: str, letters: list[str], *, at_least: int) -> Iterator[list[Token]]:
    """The runs of tokens with nothing but noise between them that hold `at_least` digits together.

    `letters` are the text's runs of letters, which tell quickly that most texts hold none.
    """
    if not folded.isascii():
        folded = _HAN_RUN.sub(lambda m: m[0].translate(_HAN), folded)
    pattern = _pattern(folded, letters)
    for matches in _adjoining(folded, pattern) if pattern else ():
        # A match has no more digits than letters: most are too short to be looked at more closely.
        if sum(match.end() - match.start() for match in matches) < at_least:
            continue
        run = [_token(matches[0], None)]
        run += [_token(match, folded[before.end() : match.start()]) for before, match in pairwise(matches)]
        if sum(len(token.digits) for token in run) >= at_least:
            yield run


def _adjoining(folded: str, pattern: re.Pattern[str]) -> Iterator[list[re.Match[str]]]:
    """The pattern's matches, those together that nothing but noise stands between."""
    matches: list[re.Match[str]] = []
    end = 0
    for found in pattern.finditer(folded):
        start = found.start()
        if matches and (start - end > 6 or not _GAP.fullmatch(folded, end, start)):
            yield matches
            matches = []
        matches.append(found)
        end = found.end()
    if matches:
        yield matches
