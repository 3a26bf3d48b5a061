"""The catalogues: whole, in line with what pages say, compiled; and no public template says a word past them."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings

from scripts.catalogues import LANGUAGES, as_mo, as_po, brought_in_line, catalogue, faults, path_of, template

SOURCE = Path(__file__).parents[2] / "src" / "haven"
# Desks are English, what shows the demo is not part of the site, and evidence is a record.
_ENGLISH = (
    "moderation/templates/moderation",
    "/demo/",
    "investigations",
    "evidence/",
    "desk",
    "administration",
    "/cases/",
    "templates/legal/",
)
_FOR_POSTERS = {
    "statement.html",
    "question.html",
    "file_appeal.html",
    "notice_appeal.html",
    "bad_link.html",
    "dialogue.html",
}
_SPOKEN = re.compile(
    r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}|\{% blocktranslate.*?\{% endblocktranslate %\}|<script.*?</script>"
    r"|\{% block (?:main|body)_class %\}.*?\{% endblock %\}|(?:href|src)=\"[^\"]*\"|\{\{ url \}\}[^\n]*",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r'\b(?:aria-label|placeholder|title|alt)="([^"]*)"')
_WORD = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    return template()


def public_templates() -> list[Path]:
    found = [
        p
        for kind in ("html", "txt")
        for p in SOURCE.rglob(f"templates/**/*.{kind}")
        if p.name not in {"robots.txt", "boost.html"}
    ]
    return [
        path
        for path in sorted(found)
        if path.stem in _FOR_POSTERS or not any(part in f"/{path.relative_to(SOURCE).as_posix()}" for part in _ENGLISH)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_with_its_placeholders(language: str, wanted: Catalog) -> None:
    assert list(faults(brought_in_line(language, wanted))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogues_are_in_line_and_compiled(language: str, wanted: Catalog) -> None:
    catalog = brought_in_line(language, wanted)
    assert path_of(language).read_bytes() == as_po(catalog), "run `make messages`"
    assert path_of(language, "mo").read_bytes() == as_mo(catalog), "run `make messages`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_ends_as_its_sentence_does_and_keeps_its_markup(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        original = message.id if isinstance(message.id, str) else message.id[-1]
        for words in [message.string] if isinstance(message.string, str) else message.string or ():
            assert sorted(re.findall(r"<[^>]+>", words)) == sorted(re.findall(r"<[^>]+>", original)), original
            assert words.strip() == words, original
            assert '"' not in re.sub(r"<[^>]*>", "", words), f"would end an attribute: {original}"
            assert original[-1] != "." or words[-1] == ".", original


def test_faults_are_found() -> None:
    catalog = Catalog(locale="de")
    catalog.add("Not yet")
    catalog.add("Seen by %(name)s", "Gesehen von %(nam)s")
    catalog.add("Perhaps", "Vielleicht", flags=["fuzzy"])
    assert [fault.split(":")[0] for fault in faults(catalog)] == ["not translated", "'Seen by %(name)s'", "fuzzy"]


def test_the_languages_are_those_of_the_category_packs() -> None:
    assert [code[:2] for code, _ in settings.LANGUAGES] == ["en", *LANGUAGES]


@pytest.mark.parametrize("path", public_templates(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_public_template_says_a_word_past_the_catalogues(path: Path) -> None:
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", _SPOKEN.sub("", path.read_text(encoding="utf-8")), flags=re.DOTALL)
    said = _ATTRIBUTE.findall(text)
    said += re.sub(r"<(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>|&\w+;|SHA-256", "\n", text).split("\n")
    assert [words.strip() for words in said if _WORD.search(words)] == []
