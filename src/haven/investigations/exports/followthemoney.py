"""FollowTheMoney entities, one JSON object a line, as Aleph takes them.

Written by hand to its public schema (followthemoney.tech): the library itself needs the system's ICU. An ad is a
`PlainText`, who posted it a `UserAccount`, what it names a `LegalEntity` that is known by nothing else (or a
`UserAccount`, or a `CryptoWallet`), and each tie an `UnknownLink`.

Other programs refuse a whole file, or drop the value, for a number that no numbering plan assigns, and an address
without a name of a host; ads are full of both. Such a one stands in the notes, which say so.
"""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import phonenumbers

from haven.investigations.exports.entities import Ad, Entities, Tie

_MENTIONED = {"phone": "phoneMentioned", "email": "emailMentioned"}
_NOT_IN_USE = {"phone": "a number that no numbering plan assigns", "email": "an address of no host that has a name"}
_MAILBOX = re.compile(r"[^\s@]+@[^\s@]+\.(?!\d+\Z)[^\s@.]{2,}")
_CONTACT = {"phone": ("LegalEntity", "phone"), "email": ("LegalEntity", "email"), "url": ("LegalEntity", "website"),
            "handle": ("UserAccount", "username"), "wallet": ("CryptoWallet", "publicKey")}  # fmt: skip


def write(entities: Entities, *, salt: str) -> bytes:
    """All entities; their ids say nothing, and are the same for one salt."""
    lines = [json.dumps(one, sort_keys=True) for one in _entities(entities, salt)]
    return ("\n".join(dict.fromkeys(lines)) + "\n").encode()


def _entities(entities: Entities, salt: str) -> Iterator[dict[str, Any]]:
    for ad in entities.ads.values():
        yield _document(ad, salt)
        if ad.poster:
            yield _made("UserAccount", _id(salt, "poster", ad.poster), name=ad.poster, username=ad.poster)
            yield _link(salt, _id(salt, "poster", ad.poster), _id(salt, "ad", ad.key), "posted", "")
        for kind, value in ad.contacts:
            yield _contact(kind, value, salt)
            yield _link(salt, _id(salt, "ad", ad.key), _id(salt, kind, value), "names", "")
    for tie in entities.kept_ties:
        yield _tie(tie, salt)


def _document(ad: Ad, salt: str) -> dict[str, Any]:
    mentioned: dict[str, list[str]] = {}
    for kind, value in ad.contacts:
        if not _is_usable(kind, value):
            mentioned.setdefault("notes", []).append(_noted(kind, value))
        elif kind in _MENTIONED:
            mentioned.setdefault(_MENTIONED[kind], []).append(value)
    day = ad.posted_at.strftime("%Y-%m-%dT%H:%M:%S") if ad.posted_at else ""
    return _made(
        "PlainText", _id(salt, "ad", ad.key), name=ad.title, fileName=ad.key, title=ad.title, bodyText=ad.text,
        publishedAt=day, author=ad.poster, sourceUrl=ad.address, locationMentioned=ad.place, **mentioned,
    )  # fmt: skip


def _contact(kind: str, value: str, salt: str) -> dict[str, Any]:
    schema, field = _CONTACT.get(kind, ("LegalEntity", ""))
    if not _is_usable(kind, value):
        return _made(schema, _id(salt, kind, value), name=value, notes=_noted(kind, value))
    address = value if "://" in value or kind != "url" else f"https://{value}"
    known = {field: address if field == "website" else value} if field else {"notes": f"{kind}: {value}"}
    return _made(schema, _id(salt, kind, value), name=value, **known)


def _is_usable(kind: str, value: str) -> bool:
    """Whether the library's own types take it: it asks the same tables of numbering plans."""
    if kind == "email":
        return _MAILBOX.fullmatch(value) is not None
    if kind != "phone":
        return True
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(value))
    except phonenumbers.NumberParseException:
        return False


def _noted(kind: str, value: str) -> str:
    return f"{kind}: {value} ({_NOT_IN_USE[kind]}; kept as it was named)"


def _tie(tie: Tie, salt: str) -> dict[str, Any]:
    return _link(salt, _id(salt, "ad", tie.a), _id(salt, "ad", tie.b), f"same {tie.kind}", tie.why)


def _link(salt: str, subject: str, target: str, role: str, why: str) -> dict[str, Any]:
    made = _id(salt, "link", f"{subject}:{target}:{role}")
    return _made("UnknownLink", made, subject=subject, object=target, role=role, description=why)


def _made(schema: str, key: str, **properties: str | list[str]) -> dict[str, Any]:
    lists = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    kept = {name: [one for one in values if one] for name, values in lists.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _id(salt: str, kind: str, key: str) -> str:
    return "haven-" + sha256(f"{salt}\n{kind}\n{key}".encode()).hexdigest()[:40]
