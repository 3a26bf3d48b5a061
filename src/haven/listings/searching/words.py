"""What a reader typed, as the index understands it.

Owns the little language of web searches: words that must all be there, "phrases", `or`, and `-` for what must not be
there. Nothing that is typed is an error.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tantivy import Occur, Query, Schema

from haven.listings.searching import analysis

_PIECES = re.compile(r'(-?)"([^"]*)(?:"|$)|(\S+)')
_MOST_PIECES = 24
_TITLE_COUNTS = 3.0


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or the words of a phrase, as typed; `unwanted` after a minus."""

    typed: str
    is_phrase: bool = False
    unwanted: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Clauses that must all hold; a clause holds where one of its terms does."""

    clauses: tuple[tuple[Term, ...], ...]

    @property
    def terms(self) -> list[Term]:
        """All that is looked for; not what must be missing."""
        return [term for clause in self.clauses for term in clause if not term.unwanted]


def read(typed: str) -> Wanted:
    """Read what was typed, up to 24 words and phrases."""
    clauses: list[tuple[Term, ...]] = []
    alternative = False
    for minus, phrase, word in _PIECES.findall(typed)[:_MOST_PIECES]:
        if word.lower() == "or":
            alternative = bool(clauses)
            continue
        term = _term(minus, phrase, word)
        if term is None:
            continue
        if alternative and not term.unwanted and not clauses[-1][-1].unwanted:
            clauses[-1] = (*clauses[-1], term)
        else:
            clauses.append((term,))
        alternative = False
    return Wanted(tuple(clauses))


def _term(minus: str, phrase: str, word: str) -> Term | None:
    if word:
        unwanted = word.startswith("-") and len(word) > 1
        found = Term(word.lstrip("-"), unwanted=unwanted)
    else:
        found = Term(phrase, is_phrase=True, unwanted=bool(minus))
    return found if analysis.plain().analyze(found.typed) else None


def query(wanted: Wanted, fields: Schema, languages: tuple[str, ...], near: Mapping[str, Iterable[str]]) -> Query:
    """The index's query for what is wanted; `near` has, for a word that was typed, others that do as well.

    Words that every language of the site passes over ("the") count only where nothing else was typed.
    """
    parts: list[tuple[Occur, Query]] = []
    weighty = [clause for clause in wanted.clauses if any(_has_weight(term, languages) for term in clause)]
    for clause in weighty or wanted.clauses:
        if clause[0].unwanted:
            parts.append((Occur.MustNot, _term_query(clause[0], fields, languages)))
            continue
        choices = [_term_query(term, fields, languages) for term in clause]
        choices += [
            Query.boost_query(_word_query(word, fields, languages), 0.5)
            for term in clause
            for word in near.get(term.typed, ())
        ]
        parts.append((Occur.Must, _any(choices)))
    if all(occur == Occur.MustNot for occur, _ in parts):
        parts.append((Occur.Must, Query.all_query()))
    return Query.boolean_query(parts)


def _has_weight(term: Term, languages: tuple[str, ...]) -> bool:
    return term.is_phrase or not languages or any(analysis.stemming(code).analyze(term.typed) for code in languages)


def _term_query(term: Term, fields: Schema, languages: tuple[str, ...]) -> Query:
    if not term.is_phrase:
        return _word_query(term.typed, fields, languages)
    words = analysis.plain().analyze(term.typed)
    if len(words) == 1:
        return Query.term_query(fields, "text", words[0])
    return Query.phrase_query(fields, "text", list(words))


def _word_query(word: str, fields: Schema, languages: tuple[str, ...]) -> Query:
    """The word in any of the site's languages; one in a title counts for more."""
    choices = []
    for code in languages:
        stems = analysis.stemming(code).analyze(word)
        if stems:
            choices.append(_all_of(stems, f"title_{code}", f"text_{code}", fields))
    return _any(choices or [_all_of(analysis.plain().analyze(word), "title", "text", fields)])


def _all_of(tokens: list[str], title: str, text: str, fields: Schema) -> Query:
    parts = [(Occur.Must, Query.term_query(fields, text, token, "freq")) for token in tokens]
    parts += [
        (Occur.Should, Query.boost_query(Query.term_query(fields, title, token, "freq"), _TITLE_COUNTS))
        for token in tokens
    ]
    return Query.boolean_query(parts)


def _any(choices: list[Query]) -> Query:
    return choices[0] if len(choices) == 1 else Query.boolean_query([(Occur.Should, choice) for choice in choices])
