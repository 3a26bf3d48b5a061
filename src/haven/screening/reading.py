"""One ad, read once for all signals: words, sentences, denials, contacts, amounts.

Owns: cutting the folded text into words and sentences, the way back to the raw text, and what counts as denied.
Must not know: single signals, policies. It offers signals the text, category, place, price and photos of the ad, and
nothing about who wrote it: the poster's identifier is not reachable from here.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from haven.records import AdRecord
from haven.records.contacts import Contact, find_contacts
from haven.records.text import fold
from haven.screening.amounts import Amount, find_amounts
from haven.screening.phrases import Phrases, Vocabulary, plain

LIMIT = 60_000
"""Characters that are read. A longer ad is held by the engine: what was not read cannot be published."""

_LONGEST = 16  # words that one phrase can span
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n\s*\n|[;•·|]")
_CLAUSE_END = re.compile(r"[,:()\n]| [-–—] ")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .*\-]{1,2}){4,40}[^\W\d_](?![^\W_])")

# Who denies or warns does not offer. Strong cues cover the rest of their sentence, weak ones the next few words.
_STRONG = Phrases("""
    never, beware, scam*, fraud*, avoid, warning, caution, report anyone, if anyone|someone|somebody, swindl*,
    crook*, nobody|noone should|may|will|asks|pays, no one should|may|will|asks|pays, anyone who, be wary|careful,
    do not|dont ever, we|i do|will not|never, illegal, niemals, nie, vorsicht, betrug*, betrüg*, abzocke, warnung,
    wer .. verlangt, jamais, mefiez vous, attention aux|a, arnaque*, escroc*, nunca, jamas, cuidado, ojo con, estafa*
""")
_WEAK = Phrases("""
    nothing, nobody, noone, no, not, without, dont, doesnt, wont, isnt, arent, cannot, cant, neither, nor, zero,
    free from|of, kein*, ohne, nicht, weder, keinesfalls,
    sans, aucun, aucune, sin, ningun, ninguna, ninguno
""")
# A cue that says something else: "no experience needed", "not a scam", "do not miss", "no longer".
_SPENT = Phrases("""
    no|not|without|zero experience|skill*|question*|problem*|worries|matter|joke*,
    no|not|without|zero stress|hassle|longer|only|just|wait*|time, not|no|isnt a? scam*|fraud*|joke,
    dont|not miss|wait|worry|hesitate|delay, never mind|better|been|too, nicht nur|zögern|warten,
    kein|keine erfahrung|probleme|sorge, ohne erfahrung|probleme
""")
_AFTER = Phrases("""
    not required|needed|necessary|accepted|allowed|wanted|welcome, is|are not, isnt|arent, never, entfällt,
    nicht nötig|erforderlich, is|are a? scam*|fraud*, none, prohibited|forbidden|banned
""")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of words: the first, and one past the last."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Cues:
    """Places of denials: where a strong one ends by sentence, where weak ones end, where trailing ones begin."""

    strong: dict[int, int]
    weak: frozenset[int]
    after: frozenset[int]


class Reading:
    """What signals see of an ad."""

    def __init__(self, record: AdRecord) -> None:
        self.text = record.text[:LIMIT]
        self.title = record.title
        self.category = (record.category or "").lower()
        self.price = record.price
        self._folded = fold(self.text)
        self._marks: list[tuple[int, int]] = []
        self.words: list[str] = []
        self._split(self._folded.text)
        self._vocabulary = Vocabulary(self.words)
        starts = [mark[0] for mark in self._marks]
        self._sentence = _numbered(_SENTENCE_END, self._folded.text, starts)
        self._found: dict[Phrases, list[Span]] = {}

    def _split(self, folded: str) -> None:
        """Words with their places; letters spaced out (p a s s p o r t) count as the one word they spell."""
        spaced = [match.span() for match in _SPACED.finditer(folded)]
        if not spaced:
            self._marks = [match.span() for match in _WORD.finditer(folded)]
            self.words = [plain(folded[start:end]) for start, end in self._marks]
            return
        for match in _WORD.finditer(folded):
            start, end = match.span()
            while spaced and spaced[0][1] <= start:
                spaced.pop(0)
            if spaced and spaced[0][0] <= start:
                if start > spaced[0][0]:
                    continue
                start, end = spaced[0]
            letters = folded[start:end] if end == match.end() else re.sub(r"[\W_]", "", folded[start:end])
            self.words.append(plain(letters))
            self._marks.append((start, end))

    def find(self, phrases: Phrases) -> list[Span]:
        """Where a wording stands, denied or not, within one sentence each."""
        if phrases not in self._found:
            pairs = phrases.find(self._vocabulary)
            self._found[phrases] = [
                Span(first, last) for first, last in pairs if self._sentence[first] == self._sentence[last - 1]
            ]
        return self._found[phrases]

    def has(self, phrases: Phrases) -> bool:
        """Whether a wording stands anywhere, denied or not."""
        return bool(self.find(phrases))

    def stated(self, phrases: Phrases) -> list[Span]:
        """Where a wording stands and the writer means it: neither denied nor warned of."""
        return [span for span in self.find(phrases) if not self.denied(span)]

    def different(self, spans: list[Span]) -> dict[str, Span]:
        """Spans of different words, each word once by its first eight letters, none inside another."""
        found: dict[str, Span] = {}
        end = 0
        for span in sorted(spans):
            if span.first >= end:
                found.setdefault("".join(self.words[span.first : span.last])[:8], span)
                end = span.last
        return found

    def denied(self, span: Span) -> bool:
        """Whether the words before or after take a statement back, or warn of it."""
        cues, sentence, clause = self._cues, self._sentence[span.first], self._clause[span.first]
        if cues.strong.get(sentence, span.first + 1) <= span.first:
            return True
        for place in range(span.first - 3, span.first + 1):
            if place in cues.weak and self._clause[place - 1] == clause and self._sentence[place - 1] == sentence:
                return True
        last = min(span.last + 3, len(self.words))
        return any(place in cues.after and self._sentence[place] == sentence for place in range(span.last, last))

    @cached_property
    def _clause(self) -> list[int]:
        return _numbered(_CLAUSE_END, self._folded.text, [mark[0] for mark in self._marks])

    @cached_property
    def _cues(self) -> "_Cues":
        spent = {place for span in self.find(_SPENT) for place in range(span.first, span.last)}
        strong: dict[int, int] = {}
        for cue in self.find(_STRONG):
            if cue.first not in spent:
                strong.setdefault(self._sentence[cue.first], cue.last)
        weak = frozenset(cue.last for cue in self.find(_WEAK) if cue.first not in spent)
        return _Cues(strong, weak, frozenset(cue.first for cue in self.find(_AFTER) if cue.first not in spent))

    def in_title(self, span: Span) -> bool:
        """Whether a stretch stands in the headline."""
        return self.raw(span)[1] <= len(self.title)

    def near(self, one: list[Span], other: list[Span], words: int = 15) -> Span | None:
        """The shortest stretch that holds a span of each kind, at most so many words apart in one or two sentences."""
        both = [Span(min(a.first, b.first), max(a.last, b.last)) for a, b in self._pairs(one, other, words)]
        return min(both, key=lambda span: span.last - span.first, default=None)

    def beside(self, one: list[Span], other: list[Span], words: int = 15) -> list[Span]:
        """Those of the first kind that have one of the other so near by."""
        return list(dict.fromkeys(a for a, _ in self._pairs(one, other, words)))

    def _pairs(self, one: list[Span], other: list[Span], words: int) -> Iterator[tuple[Span, Span]]:
        starts = [span.first for span in other]
        for a in one:
            for b in other[bisect_left(starts, a.first - words - _LONGEST) : bisect_right(starts, a.last + words)]:
                sentences = abs(self._sentence[a.first] - self._sentence[b.first])
                if sentences <= 1 and max(a.first, b.first) - min(a.last, b.last) <= words:
                    yield a, b

    def raw(self, span: Span) -> tuple[int, int]:
        """The span in `AdRecord.text`, raw."""
        return self._folded.raw_span(self._marks[span.first][0], self._marks[span.last - 1][1])

    def matches(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """Where a pattern for figures and signs, which are no words, stands in the folded text, as raw spans.

        A pattern must not be able to blow up: bounded repetition only, nothing nested.
        """
        return [self._folded.raw_span(*match.span()) for match in pattern.finditer(self._folded.text)]

    @cached_property
    def contacts(self) -> list[Contact]:
        """Phones, addresses, links and handles in the text, with raw spans."""
        return find_contacts(self.text)

    @cached_property
    def amounts(self) -> list[Amount]:
        """Amounts of money in the text, with raw spans."""
        return [
            amount.moved(*self._folded.raw_span(amount.start, amount.end)) for amount in find_amounts(self._folded.text)
        ]


def _numbered(boundary: re.Pattern[str], text: str, starts: list[int]) -> list[int]:
    """For each word, the number of the stretch between boundaries it stands in."""
    ends = [match.end() for match in boundary.finditer(text)]
    return [bisect_right(ends, start) for start in starts]
