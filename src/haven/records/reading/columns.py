"""Which column of a file is which field of an ad.

Owns: the names that files use, and what was asked for. Must not know: formats, values.
"""

from collections.abc import Iterable, Mapping, Sequence

from haven.records.errors import ReadingError
from haven.records.reading.source import whole
from haven.records.schema import AD_SCHEMA

Columns = Mapping[str, tuple[str, ...]]
"""Field of `AdRecord` → the file's columns it is made of, in order."""

# Most telling first; compared without case, spaces, hyphens and underscores.
_NAMES = {
    "id": ("id", "ad id", "adid", "post id", "listing id", "posting id", "item id", "uid", "guid", "url", "link"),
    "title": ("title", "headline", "subject", "heading", "ad title", "post title", "name"),
    "body": ("body", "text", "description", "desc", "content", "ad text", "post text", "message", "details"),
    "category": ("category", "ad category", "section", "subcategory"),
    "posted_at": (
        "posted at", "posted", "post date", "date posted", "posting date", "created at", "created", "date created",
        "published at", "timestamp", "datetime", "date", "time", "date crawled",
    ),
    "price": ("price", "price usd", "price eur", "asking price", "rent", "amount"),
    "currency": ("currency", "price currency", "currency code"),
    "place": ("place", "city", "location", "town", "neighborhood", "neighbourhood", "area", "region"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
    "author": (
        "author", "author id", "user id", "user", "username", "user name", "seller id", "seller", "poster", "poster id",
        "account", "account id", "advertiser",
    ),
    "photo_hashes": ("photo hashes", "image hashes", "pdq", "pdq hash", "pdq hashes"),
}  # fmt: skip
_CONTACTS = frozenset({
    "contacts", "contact", "phone", "phones", "phone number", "phonenumber", "telephone", "tel", "mobile", "email",
    "e mail", "emails", "email address", "whatsapp", "telegram", "contact info",
})  # fmt: skip


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").replace(".", " ").split())


_TIGHT = {field: [name.replace(" ", "") for name in names] for field, names in _NAMES.items()}
_TIGHT_CONTACTS = {name.replace(" ", "") for name in _CONTACTS}


def parse_column_flags(flags: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """`FIELD=COLUMN[,COLUMN…]` flags as a mapping; raises `ReadingError` for anything else."""
    columns: dict[str, tuple[str, ...]] = {}
    for flag in flags:
        field, sign, names = flag.partition("=")
        field = field.strip().replace("-", "_")
        given = tuple(name.strip() for name in names.split(",") if name.strip())
        if not sign or not given or field not in AD_SCHEMA.names:
            raise ReadingError(
                f"--column {flag}: write FIELD=COLUMN or FIELD=COLUMN,COLUMN; fields: {', '.join(AD_SCHEMA.names)}"
            )
        columns[field] = given
    return columns


def match_columns(found: Sequence[str], asked: Columns, *, source: str) -> dict[str, tuple[str, ...]]:
    """The file's columns by field: those asked for, the others by their usual names.

    A field without a column is left out. Raises `ReadingError` when a column that was asked for is not among those
    `found`, or when neither a title nor a body is there.
    """
    columns = {field: _asked(field, names, found, source) for field, names in asked.items()}
    taken = {name for names in columns.values() for name in names}
    free = {_plain(name).replace(" ", ""): name for name in reversed(found) if name not in taken}
    for field, names in _TIGHT.items():
        name = next((free[name] for name in names if name in free), None)
        if field not in columns and name is not None:
            columns[field] = (name,)
            del free[_plain(name).replace(" ", "")]
    if "contacts" not in columns and (contacts := tuple(n for n in found if n in _contact_columns(free))):
        columns["contacts"] = contacts
    if not columns.keys() & {"title", "body"}:
        raise ReadingError(
            f"{source}: no column looks like an ad's text; found: {_listed(found)}. Name it with --column body=COLUMN"
        )
    return columns


def _contact_columns(free: Mapping[str, str]) -> set[str]:
    return {name for plain, name in free.items() if plain in _TIGHT_CONTACTS}


def _asked(field: str, names: tuple[str, ...], found: Sequence[str], source: str) -> tuple[str, ...]:
    by_case = {name.casefold(): name for name in reversed(found)}
    missing = [name for name in names if name not in found and name.casefold() not in by_case]
    if missing:
        raise ReadingError(
            f"{source}: no column {', '.join(missing)} for {field}; found: {_listed(found)}. Change --column {field}="
        )
    return tuple(dict.fromkeys(name if name in found else by_case[name.casefold()] for name in names))


def _listed(found: Sequence[str]) -> str:
    shown = ", ".join(name if len(name) <= 40 else f"{name[:39]}…" for name in found[:40])
    return " ".join(whole(shown).split()) + (f" and {len(found) - 40} more" if len(found) > 40 else "") or "none"
