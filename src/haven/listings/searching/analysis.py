"""How words are cut and stemmed, when an ad is indexed and when a reader searches.

Owns the languages whose stemmers the index has. A site's languages are its operator's choice (`HAVEN_LANGUAGES`); an ad
is read in all of them, because nobody says which one it is in.
"""

from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from haven.site.queries import site

# ISO 639-1 → the name of the stemmer (Snowball); a language that is not here is searched by whole words.
STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
_LONGEST_WORD = 40


def stemmed_languages() -> tuple[str, ...]:
    """The site's languages that have a stemmer, in the operator's order."""
    return tuple(code for code in site().languages if code in STEMMERS)


def database_language() -> str:
    """The configuration of PostgreSQL's own full-text search: its first language, where PostgreSQL knows it."""
    first = site().languages[0] if site().languages else ""
    return STEMMERS.get(first, "simple")


@cache
def plain() -> TextAnalyzer:
    """Whole words, in lower case and without accents."""
    return _builder().filter(Filter.ascii_fold()).build()


@cache
def stemming(language: str) -> TextAnalyzer:
    """Stems of a language, without its smallest words."""
    name = STEMMERS[language]
    builder = _builder()
    try:
        builder = builder.filter(Filter.stopword(name))
    except ValueError:  # no list of small words for this one
        builder = _builder()
    return builder.filter(Filter.stemmer(name)).filter(Filter.ascii_fold()).build()


def _builder() -> TextAnalyzerBuilder:
    return TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST_WORD)).filter(Filter.lowercase())
