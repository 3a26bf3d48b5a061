"""Which of several choices somebody means who wrote it in words of their own.

Owns what counts as the same word: in any of the site's languages, whatever its ending, its accents and its capitals
("manuell" is "Manuelle"; "rope" is not "Ropa", though Spanish endings make it so). Must not know packs, nor what the
choices are about.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import takewhile

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from haven.listings.fields.labels import LANGUAGES, Label

_STEMMERS = {"en": "english", "de": "german", "es": "spanish", "fr": "french"}
_SHORT = 4
"""Letters below which words that share them seldom mean the same: "log" and "Logement", "vet" and "Vêtements"."""
Form = tuple[str, str]
"""A way to write something: a language ("" for none, "s" for words without one at their end) and the stems of words."""
Forms = dict[Form, set[tuple[str, str]]]
"""The choices that can be written so, each with its whole words."""


def meant(text: str, forms: Forms, languages: Collection[str] = LANGUAGES) -> str:
    """The choice whose words these are; empty where it is none, or more than one equally.

    The same words come first, then another ending of them, that of a plural: in `languages` (ISO 639-1) before others.
    Any word of the same stem ("volunteer" for "Volunteering") counts in `languages` alone.
    """
    same, near, near_elsewhere, akin = (set[str]() for _ in range(4))
    own = dict(_forms(text))
    for language, stems in own.items():
        for name, words in forms.get((language, stems), ()):
            if not language:
                same.add(name)
            elif _is_near(own[""], words):
                (near if language in languages else near_elsewhere).add(name)
            elif language in languages and len(stems) >= _SHORT:
                akin.add(name)
    found = same or near or near_elsewhere or akin
    return found.pop() if len(found) == 1 else ""


def all_forms(choices: Mapping[str, Label], also: Mapping[str, Sequence[str]]) -> Forms:
    """The choices by form: a label in its own language's, a further word in every language's."""
    found: Forms = {}
    for name, label in choices.items():
        said: list[tuple[str, tuple[str, ...]]] = [(words, ("", "s", language)) for language, words in label.items()]
        said += [(words, ("", "s", *LANGUAGES)) for words in also.get(name, ())]
        for words, languages in said:
            own = dict(_forms(words))
            for language in languages:
                if language in own:
                    found.setdefault((language, own[language]), set()).add((name, own[""]))
    return found


def _is_near(text: str, words: str) -> bool:
    """Whether words differ by a letter or two at their ends: "Fahrrad" and "Fahrräder", not "cas" and "Casas"."""
    return all(_differ_little(*pair) for pair in zip(text.split(), words.split(), strict=True))


def _differ_little(one: str, other: str) -> bool:
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))
    ends = (len(one) - shared, len(other) - shared)
    return max(ends) <= 2 and (shared >= _SHORT or sum(ends) <= 1)


def _forms(text: str) -> Iterable[Form]:
    for language in ("", *LANGUAGES):
        words = _analyzer(language).analyze(text)
        if words:
            yield language, " ".join(words)
        if words and not language:  # stemmers leave the plurals "Autos" and "vélos" as they are
            yield "s", " ".join(word.removesuffix("s") for word in words)


@cache
def _analyzer(language: str) -> TextAnalyzer:
    """Words in small letters, without endings where a language is named, then without accents."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    if language:
        builder = builder.filter(Filter.stemmer(_STEMMERS[language]))
    return builder.filter(Filter.ascii_fold()).build()
