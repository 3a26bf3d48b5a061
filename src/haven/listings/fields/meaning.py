"""Which of several choices somebody means who wrote it in words of their own.

Owns what counts as the same word: in any of the site's languages, whatever its ending, its accents and its capitals
("manuell" is "Manuelle"). Must not know packs, nor what the choices are about.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from haven.listings.fields.labels import LANGUAGES, Label

_STEMMERS = {"en": "english", "de": "german", "es": "spanish", "fr": "french"}
Form = tuple[str, str]
"""A way to write something: a language ("" for none) and the stems of its words."""


def meant(text: str, forms: Mapping[Form, str]) -> str:
    """The choice whose words these are, in another form; empty where it is none or more than one."""
    found = {forms[form] for form in _forms(text) if form in forms}
    return found.pop() if len(found) == 1 else ""


def all_forms(choices: Mapping[str, Label], also: Mapping[str, Sequence[str]]) -> dict[Form, str]:
    """The choice of each form; what could be either of two is none's."""
    found: dict[Form, set[str]] = {}
    for name, label in choices.items():
        for words in (*label.values(), *also.get(name, ())):
            for form in _forms(words):
                found.setdefault(form, set()).add(name)
    return {form: names.pop() for form, names in found.items() if len(names) == 1}


def _forms(text: str) -> Iterable[Form]:
    for language in ("", *LANGUAGES):
        stems = " ".join(_analyzer(language).analyze(text))
        if stems:
            yield language, stems


@cache
def _analyzer(language: str) -> TextAnalyzer:
    """Words in small letters, without endings where a language is named, then without accents."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    if language:
        builder = builder.filter(Filter.stemmer(_STEMMERS[language]))
    return builder.filter(Filter.ascii_fold()).build()
