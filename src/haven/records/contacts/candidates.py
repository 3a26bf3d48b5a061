"""A stretch of a text that may be a telephone number: how it is written, and what stands around it.

Owns: the shapes that set numbers apart from prices, dates, scores and tables. Must not know: numbering plans' digits.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from haven.records.contacts.digits import Token

_SHAPES = {(10,), (3, 3, 4), (3, 7), (6, 4), (3, 3, 2, 2)}
_SHAPES |= {(11,)} | {(1, *shape) for shape in _SHAPES}
# Besides punctuation: symbols put there to hide the number, but no signs that belong to figures.
_SEPARATOR = re.compile(r"[ \t]?[ \t]?(?:[-.()/*~_]|[^\x00-\x7f\w×÷′″…‰°±€£¥₹₽½¼¾]){0,3}[ \t]?[ \t]?")
_TOLD_SEPARATOR = re.compile(r"[-.()/*~_·,\[\]{}<>\s]{0,5}")
_BETWEEN_NUMBERS = {"/", ",", ";", "|", "&"}
_PLAIN_GAPS = {"", " ", "-", ".", "/", ") ", ")", " (", "(", " - ", ")-"}
_CONTEXT = re.compile(
    r"(?<![a-z])(?:(?:call|calls|calling|text|texts|texting|txt|sms|tel|telephone|phone|ph|mobile|mob|cell|wa|viber|contact|ring|dial|"
    r"reach|fax|office|number|ruf|handy|телефон|тел)(?![a-z])|phone|telef|what'?s ?app|anruf|llam|m[oó]vil|celular|"
    r"appel|chiam|dzwo|zadzwo|kom[oó]rk|зво|позвон)|[☎✆📞📱📲📳☏]|电话|電話|手机|手機"
)
_NAMES_A_THING = re.compile(
    r"(?:[#№=]|\b(?:id|ids|no|ref|item|order|isbn|sku|vin|mls|case|serial|model|part|code)\b|\b[a-z]*nr\b)[\W_]*$"
)
_NUMBER_OF_A_THING = re.compile(
    r"\b(?:order|part|item|serial|model|account|case|reference|invoice|tracking|policy|article|listing|ad)"
    r"[ -]?(?:numbers?|no|nr)\b[\W_]*$"
)
_COUNTED = re.compile(r"\s?(?:bytes|[kmgt]b|km|miles|people|views|hits|usd|eur|gbp|dollars|euros|pounds|euro)\b")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}")
_ATTACHED = re.compile(r"[.:-][0-9]|-[a-z](?![a-z])|[@%€$£]")
_PLUS = re.compile(r"(?<![\w+])\+\(?$")
_OPENING = re.compile(r"(?:(?<![\w+])\+)?\(?$")


@dataclass(frozen=True)
class Candidate:
    """Tokens `first` to `last` of a run, in its text."""

    folded: str
    run: list[Token]
    first: int
    last: int
    digits: str

    @cached_property
    def window(self) -> list[Token]:
        """The candidate's tokens."""
        return self.run[self.first : self.last + 1]

    @property
    def start(self) -> int:
        """Where it starts in the text, its plus and its bracket included."""
        digits = self.window[0].start
        opening = _OPENING.search(self.folded, max(0, digits - 3), digits)
        return opening.start() if opening else digits

    @cached_property
    def has_plus(self) -> bool:
        """Whether a plus sign says that the country code comes first."""
        start = self.window[0].start
        return _PLUS.search(self.folded, max(0, start - 3), start) is not None

    @cached_property
    def has_context(self) -> bool:
        """Whether the words before speak of calling or writing."""
        start = self.window[0].start
        before = (self.folded, max(0, start - 30), start)
        return _CONTEXT.search(*before) is not None and _NUMBER_OF_A_THING.search(*before) is None

    @property
    def is_named_otherwise(self) -> bool:
        """Whether the words before say that it is an identifier of something."""
        start = self.window[0].start
        before = (self.folded, max(0, start - 24), start)
        return (_NAMES_A_THING.search(*before) or _NUMBER_OF_A_THING.search(*before)) is not None

    @cached_property
    def is_single(self) -> bool:
        """Whether every digit stands alone: 2 * 0 * 2 …"""
        return len(self.window) >= 8 and all(len(token.digits) == 1 for token in self.window)

    @cached_property
    def is_spelled(self) -> bool:
        """Whether some digit is written as a word."""
        return any(token.spelled for token in self.window)

    @property
    def is_disguised(self) -> bool:
        """Whether it is written otherwise than numbers usually are."""
        gaps = [token.gap for token in self.window[1:]]
        return self.is_single or not all(t.plain for t in self.window) or not _PLAIN_GAPS.issuperset(gaps)

    @cached_property
    def has_letters(self) -> bool:
        """Whether letters stand for some of the digits of a number long enough to be no word."""
        return len(self.digits) >= 10 and any(not t.plain and not t.spelled for t in self.window)

    @property
    def is_shaped(self) -> bool:
        """Whether its groups are those of a North American number."""
        return tuple(len(token.digits) for token in self.window) in _SHAPES

    @property
    def is_marked(self) -> bool:
        """Whether the groups are set apart by more than spaces."""
        return len(self.window) > 2 and any(token.gap != " " for token in self.window[1:])

    def stands_apart(self) -> bool:
        """Whether it is written like one thing, and goes on on neither side."""
        if self.is_single or self.is_spelled:
            return self._ends_where_its_style_ends() and (self.has_context or self._is_deliberate())
        whole = not any(map(self._is_pronoun, (self.window[0], self.window[-1])))
        return whole and self._is_grouped() and self._is_free_on_both_sides()

    def _neighbours(self) -> list[tuple[Token, str]]:
        """The tokens next to it that may belong to it, each with the gap between."""
        after = self.run[self.last + 1] if self.last + 1 < len(self.run) else None
        before = self.run[self.first - 1] if self.first else None
        found = [(before, self.run[self.first].gap)] if before else []
        # Behind a word of calling, the number comes first: "call 202 555 0147 24 hours".
        if after and not (self.has_context and after.gap == " "):
            found.append((after, after.gap))
        return [(token, gap) for token, gap in found if gap is not None and not self._is_pronoun(token)]

    def _is_pronoun(self, token: Token) -> bool:
        """Whether the token is a lone letter: far more often I than 1."""
        return not token.spelled and token.end - token.start == 1 and self.folded[token.start].isalpha()

    def _ends_where_its_style_ends(self) -> bool:
        inside = {token.gap for token in self.window[1:]}
        lone = all(len(token.digits) == 1 for token in self.window)
        for token, gap in self._neighbours():
            grouped = lone and token.plain and len(token.digits) > 1
            last_word = token.spelled and token is self.run[-1]  # "… zero one four nine one of them"
            if gap in inside and not grouped and not last_word:
                return False
        return True

    def _is_deliberate(self) -> bool:
        """Whether single digits keep one gap but between groups, and one word among figures is no accident."""
        if self.is_spelled:
            return self.is_shaped or sum(len(token.digits) for token in self.window if token.spelled) > 1
        gaps = [token.gap or "" for token in self.window[1:]]
        usual = max(set(gaps), key=gaps.count)
        ends = range(len(gaps), 0, -1)
        odd = [gap for gap, left in zip(gaps, ends, strict=True) if gap != usual and left not in {4, 7, 10}]
        # One break more, as between an area code and the rest, where the number says by its 0 that it begins there.
        return usual != "|" and (not odd or (len(odd) == 1 and len(odd[0]) > 1 and self.digits[0] == "0"))

    def _is_grouped(self) -> bool:
        gaps = [token.gap or "" for token in self.window[1:]]
        listed = gaps.count("/") > 1 and not self.has_context
        date = _DATE.match(self.folded, self.window[0].start)
        separator = _TOLD_SEPARATOR if self.has_context and self.is_shaped else _SEPARATOR
        return all(separator.fullmatch(gap) or _SEPARATOR.fullmatch(gap) for gap in gaps) and not listed and not date

    def _is_free_on_both_sides(self) -> bool:
        spaced = all(token.gap == " " for token in self.window[1:])
        telling = 5 if len(self.window) == 1 else 3  # digits that make a neighbour part of a column of figures
        for token, gap in self._neighbours():
            column = spaced and gap == " " and len(token.digits) >= telling
            if gap not in _BETWEEN_NUMBERS and (column or not re.search(r"\s", gap)):
                return False
        before = self.folded[self.window[0].start - 1 : self.window[0].start]
        end = self.window[-1].end
        glued = before in {"-", "_", "=", "."} and not self.has_context
        return not (glued or _ATTACHED.match(self.folded, end, end + 3) or _COUNTED.match(self.folded, end))
