"""Brings the catalogues of translations in line with what pages and mails say: `make messages`.

Owns how messages are found (Babel, and Django's own reading of templates), the order of the `.po` files and the `.mo`
files compiled from them; both are committed, so that running Haven needs no gettext. A test holds them equal.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "haven"
LOCALE = SOURCE / "project" / "locale"
LANGUAGES = ("de", "es", "fr")
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
_SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # a date of the day would make every run a change

Message = str | tuple[str, ...]


def path_of(language: str, suffix: str = "po") -> Path:
    """Where a language's catalogue is."""
    return LOCALE / language / "LC_MESSAGES" / f"django.{suffix}"


def template() -> Catalog:
    """All messages of pages, mails, forms and errors, without translations."""
    catalog = _catalog(None)
    for path in sorted(SOURCE.rglob("*")):
        found: Iterable[tuple[Message, str | None]] = ()
        if path.suffix == ".py" and "migrations" not in path.parts:
            found = _in_python(path.read_bytes())
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            found = _in_template(path.read_text(encoding="utf-8"))
        for message, context in found:
            catalog.add(message, locations=[(str(path.relative_to(SOURCE)), 0)], context=context)
    for name, sentence in _in_data():
        catalog.add(sentence, locations=[(name, 0)])
    return catalog


def catalogue(language: str) -> Catalog:
    """A language's catalogue as it is on disk, or an empty one."""
    path = path_of(language)
    if not path.exists():
        return _catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def brought_in_line(language: str, wanted: Catalog) -> Catalog:
    """The language's catalogue with exactly the wanted messages."""
    catalog = catalogue(language)
    catalog.update(wanted, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.creation_date = catalog.revision_date = _SINCE
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """The text of a `.po` file, the same for the same messages."""
    file = BytesIO()
    write_po(file, catalog, width=120, sort_by_file=True, include_lineno=False)
    return file.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """What programs read."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def faults(catalog: Catalog) -> Iterator[str]:
    """What is not translated, fuzzy, or has other placeholders than the original."""
    for message in catalog:
        if not message.id:
            continue
        words = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.fuzzy:
            yield f"fuzzy: {message.id!r}"
        elif not all(words):
            yield f"not translated: {message.id!r}"
        else:
            yield from (f"{message.id!r}: {error}" for error in message.check(catalog))


def main() -> int:
    """Writes all catalogues; says what is missing in them."""
    wanted = template()
    missing = 0
    for language in LANGUAGES:
        catalog = brought_in_line(language, wanted)
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_bytes(as_po(catalog))
        path_of(language, "mo").write_bytes(as_mo(catalog))
        for fault in faults(catalog):
            missing += 1
            print(f"{language}: {fault}")
    print(f"{len(wanted)} messages, {missing} faults")
    return 1 if missing else 0


def _catalog(language: str | None) -> Catalog:
    return Catalog(locale=language, project="Haven", version="1", creation_date=_SINCE, revision_date=_SINCE)


def _in_python(source: bytes) -> Iterator[tuple[Message, str | None]]:
    for _, function, words, _ in extract_python(BytesIO(source), KEYWORDS, [], {}):
        said: object = words  # one string for one argument, whatever Babel's types say
        given = [str(word) for word in (said if isinstance(said, tuple | list) else (said,)) if word]
        name = str(function)
        context = given.pop(0) if given and "pgettext" in name else None
        if given:
            yield (tuple(given[:2]) if name.startswith("n") else given[0]), context


def _in_template(source: str) -> Iterator[tuple[Message, str | None]]:
    """What Django itself would hand to xgettext, indented so that it reads as Python."""
    lines = templatize(source).splitlines()
    yield from _in_python("\n".join(line.strip() for line in lines).encode())


def _in_data() -> Iterator[tuple[str, str]]:
    """Sentences for people in data that engines read: they know no translation, pages translate what they show."""
    screening = SOURCE / "screening"
    for caution in yaml.safe_load((screening / "cautions.yaml").read_text(encoding="utf-8")):
        yield "screening/cautions.yaml", caution["title"]
        yield "screening/cautions.yaml", caution["told"]
    policy = yaml.safe_load((screening / "policies" / "default.yaml").read_text(encoding="utf-8"))
    for ground in policy["grounds"].values():
        yield "screening/policies/default.yaml", ground["told"]


if __name__ == "__main__":
    settings.configure()  # Django's reading of templates asks for nothing, but wants to be asked
    sys.exit(main())
