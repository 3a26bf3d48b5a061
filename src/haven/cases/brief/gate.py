"""What a sentence may say: nothing that does not stand in the exhibits it cites.

Owns the rules. Everybody's draft: each sentence cites exhibits that there are, and every name, number, day and contact
in it stands in one of them. A model's besides: it says what the draft by rule says, sentence by sentence, no more and
no less; it may order them and join words, so that a model which obeys an ad cannot say what the ad wants said. What
is to be public: no contact, no code of an ad or network, no name but those of places.
"""

import re
from calendar import month_name
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from haven.cases.brief.grounds import Grounds
from haven.cases.brief.text import SECTIONS, Fault, Sentence, parse
from haven.cases.brief.vocabulary import COMMON, JOINING, NUMBER_WORDS
from haven.records.contacts import find_contacts

MOST_SENTENCES = 60
_MONTHS = tuple(name.casefold() for name in month_name[1:])
_DAY = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_AMERICAN = re.compile(rf"\b({'|'.join(_MONTHS)})\s+(\d{{1,2}}),?\s+(\d{{4}})\b", re.IGNORECASE)
_SHORT = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d+(?:[.,]\d{3})*")
# Also within a word, such as “sixteen-year-old”; the longest first.
_NUMBER_WORD = re.compile(rf"\b({'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})s?\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CODE = re.compile(r"\b(?=\w*\d)(?=\w*[a-z])[\w-]{4,}\b", re.IGNORECASE)
_MARKUP = re.compile(r"[<>{}\\`*_|]|https?:|www\.|\]\(")


def check(written: str, exhibits: Mapping[int, Grounds], *, region: str) -> list[Fault]:
    """What is wrong with a brief; nothing where it may stand.

    Args:
        written: the brief, as `haven.cases.brief.text` has it.
        exhibits: what stands in each exhibit, by its number.
        region: country (ISO 3166) whose phone numbers need no prefix.
    """
    sentences, faults = parse(written)
    lines = {sentence: n for n, sentence in _numbered(written, sentences)}
    if len(sentences) > MOST_SENTENCES:
        faults.append(Fault(0, f"A brief has at most {MOST_SENTENCES} sentences."))
    for section in SECTIONS[:3]:
        if not any(sentence.section == section for sentence in sentences):
            faults.append(Fault(0, f"Nothing stands under “{section}”."))
    for sentence in sentences:
        line = lines.get(sentence, 0)
        faults += [Fault(line, words) for words in _wrong(sentence, exhibits, region)]
    return sorted(set(faults), key=lambda fault: (fault.line, fault.words))


def check_model(written: str, by_rule: str) -> list[Fault]:
    """Where a model's draft says more, less or something else than the draft by rule that it was to rewrite."""
    said, faults = parse(written)
    if faults:
        return faults
    wanted = {_gist(sentence) for sentence in parse(by_rule)[0]}
    found = {_gist(sentence): sentence for sentence in said}
    more = [Fault(0, f"“{found[gist].words}” is not what the exhibits' facts say.") for gist in found.keys() - wanted]
    less = [Fault(0, "Something that the exhibits' facts say was left out.")] if wanted - found.keys() else []
    return sorted(more, key=lambda fault: fault.words) + less


def check_public(
    written: str, *, places: Collection[str], people: Collection[str], region: str, plain: Collection[str] = ()
) -> list[Fault]:
    """What must not be public in a brief.

    Args:
        written: the brief.
        places: names of places, which may be named.
        people: names of people that the exhibits are about.
        region: as in `check`.
        plain: words that are no names, though a sentence or a title begins with them.
    """
    faults = []
    for line, sentence in _numbered(written, parse(written)[0]):
        words = sentence.words
        contacts = find_contacts(words, region=region)
        faults += [Fault(line, f"“{words[one.start : one.end]}” is a contact.") for one in contacts]
        faults += [Fault(line, f"“{code}” names an ad or a network.") for code in _CODE.findall(words)]
        for person in people:
            if person and re.search(rf"\b{re.escape(person.casefold())}\b", words.casefold()):
                faults.append(Fault(line, f"“{person}” is a person."))
        for place in sorted(places, key=len, reverse=True):
            words = words.replace(place, " ")
        faults += [
            Fault(line, f"“{name}” may be the name of a person; only places are named in public.")
            for name in _capitalised(words, plain)
            if name.casefold() not in _MONTHS
        ]
    return faults


def _gist(sentence: Sentence) -> tuple[object, ...]:
    """A sentence's section, exhibits, and words in their order, without those that only join others."""
    words = re.findall(r"\w+", sentence.words.casefold())
    return (sentence.section, sentence.cites, *(word for word in words if word not in JOINING))


def _capitalised(words: str, plain: Collection[str] = ()) -> list[str]:
    """Words that may be names: with a capital letter that is not merely a sentence's first, or of a script without."""
    begins = {0} | {found.end() for found in re.finditer(r"[.!?:]\s+", words)}
    return [
        found[0]
        for found in _WORD.finditer(words)
        if (any(letter.isupper() for letter in found[0]) or _has_no_case(found[0]))
        and not (found.start() in begins and (_is_plain(found[0]) or found[0].casefold() in plain))
    ]


def _has_no_case(word: str) -> bool:
    """Whether it is of a script that begins no name with a capital, such as Arabic, Chinese or Georgian."""
    return any(letter.lower() == letter.title() for letter in word if letter.isalpha())


def _is_plain(word: str) -> bool:
    return word.casefold() in COMMON or word.casefold() in NUMBER_WORDS or word in {"One", "Two"}


def _numbered(written: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
    waiting = list(sentences)
    for number, line in enumerate(written.splitlines(), 1):
        if waiting and line.strip().startswith(waiting[0].words):
            yield number, waiting.pop(0)


def _wrong(sentence: Sentence, exhibits: Mapping[int, Grounds], region: str) -> Iterator[str]:
    missing = [cite for cite in sentence.cites if cite not in exhibits]
    if missing:
        yield f"There is no exhibit {missing[0]} to be cited."
        return
    if _MARKUP.search(sentence.words):
        yield "A sentence is plain words: no markup and no addresses of pages."
    cited = [exhibits[cite] for cite in sentence.cites]
    rest = sentence.words
    for contact in reversed(find_contacts(rest, region=region)):
        if not any((str(contact.kind), contact.value) in one.contacts(region) for one in cited):
            yield f"“{rest[contact.start : contact.end]}” stands in no exhibit that is cited."
        rest = rest[: contact.start] + " " + rest[contact.end :]
    rest, wrong = _without_days(rest, cited)
    yield from wrong
    rest, wrong = _without_codes(rest, cited)
    yield from wrong
    yield from _numbers(rest, cited)
    known_words = {word for one in cited for word in one.words}
    for name in _capitalised(rest):
        written_alone = name.casefold() in known_words
        if not written_alone and not (_has_no_case(name) and any(name in one.text for one in cited)):
            yield f"The name “{name}” stands in no exhibit that is cited."


def _without_days(words: str, cited: Sequence[Grounds]) -> tuple[str, list[str]]:
    wrong = []
    known = {day for one in cited for day in one.days}
    for pattern, read in _WRITTEN.items():
        wrong += [
            f"The day “{found[0]}” stands in no exhibit that is cited."
            for found in pattern.finditer(words)
            if not known & set(read(*found.groups()))
        ]
        words = pattern.sub(" ", words)
    return words, wrong


def _days(year: str, *months_and_days: tuple[str, str]) -> Iterator[date]:
    """The days that it can mean, if any."""
    for month, day in months_and_days:
        with suppress(ValueError):  # no such day, or no such month: a pattern takes “Aprıl” for April
            number = _MONTHS.index(month.casefold()) + 1 if month.isalpha() else int(month)
            yield date(int(year), number, int(day))


_WRITTEN: dict[re.Pattern[str], Callable[..., Iterator[date]]] = {
    _DAY: lambda day, month, year: _days(year, (month, day)),
    _AMERICAN: lambda month, day, year: _days(year, (month, day)),
    _ISO: lambda year, month, day: _days(year, (month, day)),
    _SHORT: lambda one, _, other, year: _days(year, (other, one), (one, other)),
}


def _without_codes(words: str, cited: Sequence[Grounds]) -> tuple[str, list[str]]:
    """Names of ads and networks, which mix letters and digits, have to stand there as they are."""
    wrong = [
        f"“{code}” stands in no exhibit that is cited."
        for code in _CODE.findall(words)
        if not any(code.casefold() in one.text.casefold() for one in cited)
    ]
    return _CODE.sub(" ", words), wrong


def _numbers(words: str, cited: Sequence[Grounds]) -> Iterator[str]:
    known = {number for one in cited for number in one.numbers}
    for written in _NUMBER.findall(words):
        if _THOUSANDS.fullmatch(written):
            stands = (re.sub(r"[.,]", "", written).lstrip("0") or "0") in known
        else:
            stands = any(re.search(rf"(?<![\d.,]){re.escape(written)}(?!\d)", one.text) for one in cited)
        if not stands:
            yield f"The number {written} stands in no exhibit that is cited."
    written_out = {found[1].casefold() for one in cited for found in _NUMBER_WORD.finditer(one.text)}
    for found in _NUMBER_WORD.finditer(words):
        word = found[1].casefold()
        if word not in written_out and str(NUMBER_WORDS.get(word)) not in known:
            yield f"The number “{found[0]}” stands in no exhibit that is cited."
    for sign in sorted(set(words)):
        is_sign = sign.isnumeric() and not sign.isdecimal() and not sign.isalpha()  # such as ½ and ⑨
        if is_sign and not any(sign in one.text for one in cited):
            yield f"The number {sign} stands in no exhibit that is cited."
